/** The schema of a configuration: every field with unit, range and meaning. Source of types, checks, help. */
import * as z from 'zod';
import type { Config } from './config-types.js';

// zod would try to compile its checks, which a page with a content security policy reports as a violation.
z.config({ jitless: true });

/** A finite number between two bounds (both allowed). */
function num(min: number, max: number, unit: string, description: string) {
  return z.number().min(min).max(max).meta({ unit, description });
}

/** The same, or null: the value then follows from another field. */
function maybe(min: number, max: number, unit: string, description: string) {
  return z.number().min(min).max(max).nullable().meta({ unit, description });
}

/** A whole number between two bounds (both allowed). */
function whole(min: number, max: number, unit: string, description: string) {
  return z.int().min(min).max(max).meta({ unit, description });
}

function oneOf<const T extends readonly [string, ...string[]]>(values: T, description: string) {
  return z.enum(values).meta({ unit: '', description });
}

const sizes = z
  .strictObject({
    D10_um: num(0.1, 100, 'µm', 'Particle diameter below which 10 % of the active volume lies.'),
    D50_um: num(0.1, 100, 'µm', 'Volume-weighted median particle diameter.'),
    D90_um: num(0.1, 100, 'µm', 'Particle diameter below which 90 % of the active volume lies.'),
  })
  .meta({ description: 'Size distribution of the secondary particles, D10 < D50 < D90.' });

const electrode = z
  .strictObject({
    ncm_wt: num(
      0.001,
      1000,
      'parts by weight',
      'Active material; the three weights are normalised to their sum.',
    ),
    carbon_wt: num(0, 1000, 'parts by weight', 'Conductive carbon.'),
    binder_wt: num(0, 1000, 'parts by weight', 'Binder.'),
    loading_mg_cm2: num(0.1, 200, 'mg/cm²', 'Areal loading of one side.'),
    loadingBasis: oneOf(['active', 'total'], 'Which mass the loading counts.'),
    thickness_um: maybe(
      2,
      1000,
      'µm',
      'Coating thickness without foil, after calendering; null: from porosity.',
    ),
    porosity: maybe(0.01, 0.9, '', 'Pore share of the coating, after calendering; null: from thickness.'),
    calendering: num(0, 0.6, '', 'Reduction of thickness by calendering; 0.3 presses to 70 %.'),
    sizes,
    lateral_um: maybe(10, 5000, 'µm', 'Lateral period along x; null: ten coating thicknesses.'),
    depth: z.union([z.enum(['slab', 'square']), z.number().min(10).max(5000)]).meta({
      unit: 'µm',
      description: "Period along y: 'slab' (one particle thick), 'square' (as along x) or a length.",
    }),
    crystal: oneOf(['poly', 'single'], 'Polycrystalline secondary particles or single crystals.'),
    texture: oneOf(['random', 'fibre'], 'c-axes of single crystals: random, or spread about textureAxis.'),
    textureAxis: z
      .tuple([z.number().min(-1).max(1), z.number().min(-1).max(1), z.number().min(-1).max(1)])
      .meta({ unit: '', description: 'Axis of the fibre texture (x, y, z; z is normal to the foil).' }),
    textureSpread: num(0, 1, '', 'Spread of c-axes about the axis: 0 aligned, 1 random.'),
    coatingShare: num(
      0,
      0.9,
      '',
      'Share of carbon and binder volume that coats particles instead of sitting in necks.',
    ),
    rings: whole(1, 8, '', 'Concentric fibres per neck; 1: uniform thickness V/A.'),
    neckScatter: num(0, 1, '', 'Coefficient of variation of neck volume.'),
    adhesionScatter: num(0, 1, '', 'Coefficient of variation of adhesion at each interface.'),
    xScatter: num(0, 0.1, '', 'Standard deviation of lithium content between particles.'),
    structureFile: z.string().min(1).nullable().meta({
      unit: '',
      description: 'Structure to use instead of packing (CSV, LAMMPS data, extended XYZ).',
    }),
  })
  .meta({ description: 'The electrode as a lab writes it down.' });

const curve = z
  .strictObject({
    strain: z.array(z.number().min(0).max(20)).min(2).max(10000).meta({
      unit: '',
      description: 'Engineering strain, rising from zero; 0.05 is 5 %.',
    }),
    stress_MPa: z.array(z.number().min(0).max(2000)).min(2).max(10000).meta({
      unit: 'MPa',
      description: 'Engineering stress at each strain.',
    }),
  })
  .nullable()
  .meta({ description: 'Measured tensile curve instead of yield, strength and elongation; null: none.' });

const binder = z
  .strictObject({
    name: z.string().min(1).max(200).meta({ unit: '', description: 'Name for tables and figures.' }),
    E_MPa: num(0.1, 20000, 'MPa', "Young's modulus of the dry film."),
    nu: num(0, 0.49, '', "Poisson's ratio of the film."),
    yield_MPa: num(0.01, 1000, 'MPa', 'Yield stress of the dry film.'),
    strength_MPa: num(0.01, 1000, 'MPa', 'Tensile strength of the dry film, at least the yield stress.'),
    elongation: num(0.0001, 20, '', 'Engineering strain at break; 0.05 is 5 %.'),
    curve,
    adhesionNcm_J_m2: num(0.0001, 1000, 'J/m²', 'Fracture energy of the bond to NCM (not a peel force).'),
    adhesionFoil_J_m2: num(
      0.0001,
      1000,
      'J/m²',
      'Fracture energy of the bond to the foil (not a peel force).',
    ),
    strengthNcm_MPa: num(0.001, 1000, 'MPa', 'Tensile strength of the interface to NCM.'),
    strengthFoil_MPa: num(0.001, 1000, 'MPa', 'Tensile strength of the interface to the foil.'),
    shearRatio: num(0.1, 10, '', 'Shear strength over tensile strength of an interface.'),
    toughnessMode: oneOf(['ductility', 'strength'], 'What a toughness other than the curve’s scales.'),
    toughness_MPa: maybe(
      0.0001,
      10000,
      'MPa',
      'Area under the tensile curve (MPa = MJ/m³); null: from the curve.',
    ),
    wetE: num(0.001, 2, '', 'Modulus in electrolyte relative to dry.'),
    wetStrength: num(0.001, 2, '', 'Strength in electrolyte relative to dry.'),
    wetAdhesion: num(0.001, 2, '', 'Adhesion energy in electrolyte relative to dry.'),
    thermal_per_K: num(0, 0.001, '1/K', 'Linear thermal expansion of the film.'),
  })
  .meta({ description: 'Binder film and its interfaces, dry.' });

const active = z
  .strictObject({
    grade: oneOf(['NCM111', 'NCM622', 'NCM811', 'NCM90', 'LNO'], 'Grade: which lattice table is used.'),
    E_MPa: num(1000, 1e6, 'MPa', "Young's modulus of a particle."),
    nu: num(0, 0.49, '', "Poisson's ratio of a particle."),
    friction: num(0, 2, '', 'Coefficient of friction between particles.'),
    thermal_per_K: num(0, 1e-4, '1/K', 'Linear thermal expansion of a particle.'),
    xMin: num(0.1, 0.8, '', 'Lithium content x of LixNCM at 4.3 V; 0.12–0.22 is reported for NCM811.'),
    xMax: num(0.3, 1, '', 'Lithium content x of the discharged state.'),
    strainFactor: num(0, 10, '', 'Scales all lattice strain; 0: control without lattice strain.'),
    strainModel: oneOf(
      ['tensor', 'isotropic'],
      'Lattice strain as measured, or its volumetric third (control).',
    ),
  })
  .meta({ description: 'Active material.' });

/** Stages in the order in which they can follow one another. */
export const STAGE_ORDER = ['dry', 'cool', 'calender', 'wet', 'cycle'] as const;

const process = z
  .strictObject({
    stages: z
      .array(z.enum(STAGE_ORDER))
      .min(1)
      .max(STAGE_ORDER.length)
      .meta({ unit: '', description: 'Stages in order; cycle stands for charge and discharge, repeated.' }),
    dryShrinkage: num(0, 0.3, '', 'Linear free shrinkage of the binder after it has set; 0: control.'),
    dryE: num(0.001, 2, '', 'Modulus of the setting binder relative to the film.'),
    dryStrength: num(0.001, 2, '', 'Strength of the setting binder and its interfaces relative to the film.'),
    coolFrom_C: num(-50, 300, '°C', 'Temperature at which the dried coating is free of thermal stress.'),
    coolTo_C: num(-50, 300, '°C', 'Temperature to which it cools, not above coolFrom_C.'),
    foilThermal_per_K: num(0, 1e-4, '1/K', 'Linear thermal expansion of the foil.'),
    calenderStrain: num(0, 0.2, '', 'Compressive strain of the last stroke in the nip.'),
    upperVoltage_V: num(3.6, 4.4, 'V', 'Upper cut-off voltage against lithium.'),
    cycles: whole(1, 1000, '', 'Charge–discharge cycles.'),
  })
  .meta({ description: 'What is done to the electrode.' });

const solver = z
  .strictObject({
    tolerance: num(1e-12, 0.01, '', 'Residual force relative to the forces carried.'),
    overshoot: num(0.0001, 1, '', 'Largest overshoot of a traction over its strength, relative.'),
    band: num(0, 1, '', 'Elements within this share of the most overloaded one fail together.'),
    minSteps: whole(1, 10000, '', 'Smallest number of load steps of a stage.'),
    energyTolerance: num(1e-8, 0.1, '', 'Largest relative energy error of a load step before it is halved.'),
  })
  .meta({ description: 'Numerics. The defaults are those the checks were run with.' });

/** A complete configuration. What its fields mean together is checked by `checkConfig`. */
export const configSchema = z
  .strictObject({
    schema: z.literal('fibril.config/1').meta({ unit: '', description: 'Name and version of this format.' }),
    preset: z
      .string()
      .max(200)
      .nullable()
      .meta({ unit: '', description: 'Preset that filled in what was not given; null: none.' }),
    electrode,
    binder,
    active,
    process,
    solver,
    seed: whole(0, 4294967295, '', 'Seed of every random number of the run.'),
  })
  .meta({ title: 'fibril configuration', description: 'One run of fibril, every field filled in.' });

/** A binder alone, as `--binder FILE.json` takes it. */
export const binderSchema = binder;

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type Assert<T extends true> = T;
/** Compiles only while schema and {@link Config} describe the same type. */
export type SchemaMatchesConfig = Assert<Same<z.infer<typeof configSchema>, Config>>;

/**
 * JSON Schema (draft 2020-12) of a configuration file.
 * @param complete require every field; by default all are optional, as presets fill in the rest.
 */
export function jsonSchema(complete = false): Record<string, unknown> {
  const schema = z.toJSONSchema(configSchema) as Record<string, unknown>;
  return complete ? schema : (withoutRequired(schema) as Record<string, unknown>);
}

function withoutRequired(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutRequired);
  if (typeof node !== 'object' || node === null) return node;
  const kept = Object.entries(node).filter(([key, value]) => !(key === 'required' && Array.isArray(value)));
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutRequired(value)]));
}
