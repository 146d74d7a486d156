/** Constants of a run as the core's arrays: materials of elements, lattice, what is the particles'. */
import { CONSTANT, FIELDS, FROM_CONFIG, MATERIAL, NEUTRAL, TABLE_ROWS } from './fields.js';

/** Smallest tangent over elastic stiffness of a yielding fibre. */
const TANGENT_FLOOR = 0.002;

/** What a material is given as, in place of slots that follow from it. */
interface Given {
  /** Poisson's ratio of the ligament. */
  readonly nu: number;
  /** Hardening curve: plastic strain from 0, flow stress MPa (not falling). Empty: brittle. */
  readonly plasticStrain: readonly number[];
  readonly flowStress: readonly number[];
  /** Contact: modulus (MPa) and Poisson's ratio of the particles. */
  readonly eParticle: number;
  readonly nuParticle: number;
  /** Whether the load's factors and the binder's shrinkage leave this material alone; default false. */
  readonly rigid?: boolean;
}

/** Slots of MATERIAL that follow from what is given. */
const DERIVED = {
  ratio: (m: Given) => 2 * (1 + m.nu),
  eStar: (m: Given) => m.eParticle / (2 * (1 - m.nuParticle * m.nuParticle)),
  stickRatio: (m: Given) => (2 * (1 - m.nuParticle)) / (2 - m.nuParticle),
  filmPoints: (m: Given) => Math.min(m.plasticStrain.length, TABLE_ROWS),
  floor: () => TANGENT_FLOOR,
  rigid: (m: Given) => (m.rigid ? 1 : 0),
};

type Plain = Exclude<keyof typeof MATERIAL, keyof typeof DERIVED>;
type Optional = Extract<Plain, keyof typeof NEUTRAL>;

/**
 * A material of elements, in the core's units (µm, µN, MPa, J/m²): its slots of MATERIAL as they are, where they do
 * not follow from the rest; those with a neutral value may be left out.
 */
export type ElementMaterial = Given & { readonly [slot in Exclude<Plain, Optional>]: number } & {
  readonly [slot in Optional]?: number;
};

/** Constants of a run: material 0 of the elements, and what is the particles'. */
export type EngineMaterial = ElementMaterial & {
  /** Materials 1, 2, … of elements (`NetworkData.material`). */
  readonly others?: readonly ElementMaterial[];
  /** Lattice strain: rows from x = 1 downwards. */
  readonly lattice: {
    readonly x: readonly number[];
    readonly epsA: readonly number[];
    readonly epsC: readonly number[];
  };
  readonly strainFactor: number;
  readonly isotropic: boolean;
};

/** Slots that are a field of the configuration as it is, from that configuration. */
export function slotsFrom(config: object): { readonly [slot in keyof typeof FROM_CONFIG]: number } {
  const at = (path: string): unknown =>
    path.split('.').reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], config);
  return Object.fromEntries(
    Object.entries(FROM_CONFIG).map(([slot, path]) => [slot, at(path) as number]),
  ) as Record<keyof typeof FROM_CONFIG, number>;
}

/** Numbers of a material, slot by slot. */
function slotsOf(m: ElementMaterial): number[] {
  const given: Readonly<Record<string, unknown>> = { ...m };
  const derived: Readonly<Record<string, (m: Given) => number>> = DERIVED;
  const neutral: Readonly<Record<string, number>> = NEUTRAL;
  return Object.keys(MATERIAL).map((slot) => derived[slot]?.(m) ?? given[slot] ?? neutral[slot]);
}

/** Rows of three numbers from three columns, as far as the table goes. */
function table(...columns: readonly (readonly number[])[]): number[] {
  const rows = Math.min(columns[0].length, TABLE_ROWS);
  return Array.from({ length: 3 * TABLE_ROWS }, (_, k) =>
    k < 3 * rows ? columns[k % 3][Math.floor(k / 3)] : 0,
  );
}

/** Plastic work per volume up to each row of a hardening curve, MPa. */
function workOf(strain: readonly number[], stress: readonly number[]): number[] {
  let work = 0;
  return strain.map((e, k) => {
    if (k > 0) work += 0.5 * (stress[k] + stress[k - 1]) * (e - strain[k - 1]);
    return work;
  });
}

function meanRadius(radius: Float64Array): number {
  const particles = radius.filter((r) => r > 0);
  return particles.length > 0 ? particles.reduce((sum, r) => sum + r, 0) / particles.length : 1;
}

/** The arrays that hold the constants of a run, `radius` (µm) of its nodes. */
export function constantsOf(run: EngineMaterial, radius: Float64Array) {
  const all = [run, ...(run.others ?? [])];
  const film = (m: ElementMaterial): number[] =>
    table(m.plasticStrain, m.flowStress, workOf(m.plasticStrain, m.flowStress));
  const constants = new Float64Array(FIELDS.constants.width);
  constants[CONSTANT.meanRadius] = meanRadius(radius);
  constants[CONSTANT.latticePoints] = Math.min(run.lattice.x.length, TABLE_ROWS);
  constants[CONSTANT.strainFactor] = run.strainFactor;
  constants[CONSTANT.isotropic] = run.isotropic ? 1 : 0;
  return {
    constants,
    materials: Float64Array.from(all.flatMap(slotsOf)),
    film: Float64Array.from(all.flatMap(film)),
    lattice: Float64Array.from(table(run.lattice.x, run.lattice.epsA, run.lattice.epsC)),
  };
}
