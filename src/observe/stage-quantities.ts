/**
 * The registry of what is measured of a whole electrode: at the moments of a run, at the end of a stage, or both. A
 * line here is all that a measure needs to stand in the tables of stages and moments (CSV, Parquet), in those of the
 * page and its report, in the life line, in the comparison of two runs and in the rows of a sweep.
 */
import type { BrokenSummary, CrackSummary, StageResult } from '../model/result.js';

/** What a moment and the end of a stage have in common. */
export interface Measured {
  /** Mean lithium content x of Li_xNCM. */
  readonly x: number;
  readonly cracks: CrackSummary;
  readonly broken: BrokenSummary;
  /** Share of the active mass still tied to the foil. */
  readonly connectedActive: number;
  /** Mean coating stress σ_xx, MPa (Love–Weber). */
  readonly stress_MPa: number;
}

/** What a moment has besides. */
export interface Live extends Measured {
  /** Equilibrium potential that belongs to x, V; null before the electrode is cycled. */
  readonly voltage_V: number | null;
  /** Lattice strain along a and c from x = 1, dimensionless; null before the electrode is cycled. */
  readonly epsA: number | null;
  readonly epsC: number | null;
  /** Lattice parameters, Å; null before the electrode is cycled, and for grades of which only the strain is known. */
  readonly lattice_A: { readonly a: number; readonly c: number } | null;
}

/** Where measures are listed. A measure takes part in all of them unless it says `omit`. */
export type StageOutput = 'table' | 'numbers' | 'life' | 'line' | 'compare' | 'report' | 'row';

/** How a measure is told, and where not. */
interface More<O extends readonly StageOutput[]> {
  /** Between 0 and 1, told in percent. */
  readonly share?: true;
  /** Digits after the point, or significant digits, where three significant ones do not suit. */
  readonly decimals?: number;
  readonly digits?: number;
  readonly omit?: O;
}

/** A measure of a whole electrode, with what it is read from: a moment, the end of a stage, or either. */
export interface StageQuantity<
  From = never,
  C extends string = string,
  O extends readonly StageOutput[] = readonly StageOutput[],
  Of extends 'both' | 'stage' | 'moment' = 'both' | 'stage' | 'moment',
> extends More<O> {
  readonly of: Of;
  /** For people. */
  readonly label: string;
  /** Empty: a pure number. */
  readonly unit: string;
  readonly type: 'f64' | 'i32';
  /** Name in tables, with its unit. */
  readonly column: C;
  readonly read: (from: From) => number | null;
}

const declare =
  <From, Of extends StageQuantity['of']>(of: Of) =>
  <const C extends string, const O extends readonly StageOutput[] = readonly []>(
    label: string,
    unit: string,
    type: 'f64' | 'i32',
    column: C,
    read: (from: From) => number | null,
    more: More<O> = {},
  ): StageQuantity<From, C, O, Of> => ({ of, label, unit, type, column, read, ...more });

/** Measured at every moment, and so at the end of every stage too. */
const both = declare<Measured, 'both'>('both');
/** Measured at the end of a stage only. */
const ends = declare<StageResult, 'stage'>('stage');
/** Known of moments only. */
const live = declare<Live, 'moment'>('moment');

/** In the complete tables only. */
const TABLES = ['numbers', 'life', 'line', 'compare', 'report', 'row'] as const;
/** On the page, but not as a line of its own; a sweep names what it keeps (sweep/row.ts). */
const PAGE = ['line', 'report', 'row'] as const;
/** The same, and in the report. */
const REPORT = ['line', 'row'] as const;

/** In the report only, and the tables. */
const BORN = ['numbers', 'life', 'line', 'compare', 'row'] as const;
/** With the stages on the page. */
const ENERGY = ['life', 'line', 'compare', 'report', 'row'] as const;

/** Component `c` of the mean coating stress. */
const tensor =
  (c: number) =>
  (s: StageResult): number | null =>
    s.stressTensor_MPa[c] ?? null;

/** All of them, in the order in which they are written and shown. */
export const STAGE_QUANTITIES = {
  voltage: ends('Cut-off voltage', 'V', 'f64', 'voltage_V', (s) => s.voltage_V, { omit: ['compare', 'row'] }),
  potential: live('Potential', 'V', 'f64', 'potential_V', (m) => m.voltage_V, {
    decimals: 3,
    omit: ['compare'],
  }),
  lithium: both('Lithium content x', '', 'f64', 'x_lithium', (s) => s.x, {
    decimals: 3,
    omit: ['line', 'compare', 'row'],
  }),
  latticeA: live('Lattice a', 'Å', 'f64', 'lattice_a_A', (m) => m.lattice_A?.a ?? null, {
    decimals: 4,
    omit: ['line', 'compare'],
  }),
  latticeC: live('Lattice c', 'Å', 'f64', 'lattice_c_A', (m) => m.lattice_A?.c ?? null, {
    decimals: 4,
    omit: ['line', 'compare'],
  }),
  strainA: live('Strain along a', '', 'f64', 'strain_a', (m) => m.epsA, {
    share: true,
    omit: ['life', 'compare'],
  }),
  strainC: live('Strain along c', '', 'f64', 'strain_c', (m) => m.epsC, {
    share: true,
    omit: ['life', 'compare'],
  }),
  clusters: both('Clusters of broken ligaments', '', 'i32', 'cracks_count', (s) => s.cracks.count, {
    omit: TABLES,
  }),
  parting: both('Parting cracks', '', 'i32', 'cracks_parting', (s) => s.cracks.parting, { omit: REPORT }),
  length: both(
    'Length of parting cracks',
    'mm/mm²',
    'f64',
    'cracks_length_mm_per_mm2',
    (s) => s.cracks.length_mm_per_mm2,
    { omit: ['row'] },
  ),
  diffuse: both(
    'Diffuse damage',
    'mm/mm²',
    'f64',
    'cracks_diffuse_mm_per_mm2',
    (s) => s.cracks.diffuse_mm_per_mm2,
    { omit: ['row'] },
  ),
  largest: both('Largest cluster', 'µm', 'f64', 'cracks_largest_um', (s) => s.cracks.largest_um, {
    omit: TABLES,
  }),
  opening: both('Widest opening', 'µm', 'f64', 'cracks_opening_um_max', (s) => s.cracks.opening_um_max, {
    omit: PAGE,
  }),
  spacing: both('Crack spacing', 'µm', 'f64', 'cracks_spacing_um', (s) => s.cracks.spacing_um, {
    omit: REPORT,
  }),
  direction: both('Direction of cracks', '°', 'f64', 'cracks_direction_deg', (s) => s.cracks.direction_deg, {
    omit: TABLES,
  }),
  broken: both('Broken ligaments', '', 'i32', 'broken_total', (s) => s.broken.total, { omit: TABLES }),
  brokenNcm: both('Broken at the NCM', '', 'i32', 'broken_adhesiveNcm', (s) => s.broken.adhesiveNcm, {
    omit: PAGE,
  }),
  brokenFoil: both('Broken at the foil', '', 'i32', 'broken_adhesiveFoil', (s) => s.broken.adhesiveFoil, {
    omit: PAGE,
  }),
  brokenBinder: both('Broken in the binder', '', 'i32', 'broken_cohesive', (s) => s.broken.cohesive, {
    omit: PAGE,
  }),
  brokenShare: both('Broken ligaments', '', 'f64', 'broken_fraction', (s) => s.broken.fraction, {
    share: true,
    omit: PAGE,
  }),
  born: ends('Broke in it', '', 'i32', 'born_total', (s) => s.born.total, { omit: TABLES }),
  bornNcm: ends('Broke in it at the NCM', '', 'i32', 'born_adhesiveNcm', (s) => s.born.adhesiveNcm, {
    omit: BORN,
  }),
  bornFoil: ends('… at the foil', '', 'i32', 'born_adhesiveFoil', (s) => s.born.adhesiveFoil, { omit: BORN }),
  bornBinder: ends('… in the binder', '', 'i32', 'born_cohesive', (s) => s.born.cohesive, { omit: BORN }),
  delaminated: ends('Area off the foil', '', 'f64', 'delaminated_foil_fraction', (s) => s.delaminatedFoil, {
    share: true,
    omit: PAGE,
  }),
  connected: both(
    'Active mass tied to the foil',
    '',
    'f64',
    'connected_active_fraction',
    (s) => s.connectedActive,
    { share: true, omit: ['report', 'row'] },
  ),
  conductance: ends(
    'Conductance (proxy, as built = 1)',
    '',
    'f64',
    'conductance_relative',
    (s) => s.conductance,
    {
      omit: PAGE,
    },
  ),
  stress: both('Mean stress σxx', 'MPa', 'f64', 'stress_MPa', (s) => s.stress_MPa, { omit: REPORT }),
  stressXX: ends('Mean stress σxx', 'MPa', 'f64', 'stress_xx_MPa', tensor(0), { omit: TABLES }),
  stressYY: ends('Mean stress σyy', 'MPa', 'f64', 'stress_yy_MPa', tensor(1), { omit: TABLES }),
  stressZZ: ends('Mean stress σzz', 'MPa', 'f64', 'stress_zz_MPa', tensor(2), { omit: TABLES }),
  stressYZ: ends('Mean stress σyz', 'MPa', 'f64', 'stress_yz_MPa', tensor(3), { omit: TABLES }),
  stressXZ: ends('Mean stress σxz', 'MPa', 'f64', 'stress_xz_MPa', tensor(4), { omit: TABLES }),
  stressXY: ends('Mean stress σxy', 'MPa', 'f64', 'stress_xy_MPa', tensor(5), { omit: TABLES }),
  work: ends('Work', 'pJ', 'f64', 'energy_work_pJ', (s) => s.energy_pJ.work, { omit: ENERGY }),
  elastic: ends('Elastic energy', 'pJ', 'f64', 'energy_elastic_pJ', (s) => s.energy_pJ.elastic, {
    omit: TABLES,
  }),
  plastic: ends('Plastic work', 'pJ', 'f64', 'energy_plastic_pJ', (s) => s.energy_pJ.plastic, {
    omit: TABLES,
  }),
  adhesive: ends('Spent on interfaces', 'pJ', 'f64', 'energy_adhesive_pJ', (s) => s.energy_pJ.adhesive, {
    omit: TABLES,
  }),
  cohesive: ends('Spent on tearing', 'pJ', 'f64', 'energy_cohesive_pJ', (s) => s.energy_pJ.cohesive, {
    omit: TABLES,
  }),
  friction: ends('Friction', 'pJ', 'f64', 'energy_friction_pJ', (s) => s.energy_pJ.friction, {
    omit: TABLES,
  }),
  released: ends('Released', 'pJ', 'f64', 'energy_released_pJ', (s) => s.energy_pJ.released, {
    omit: TABLES,
  }),
  imbalance: ends('Energy imbalance', '', 'f64', 'energy_imbalance', (s) => s.energy_pJ.imbalance, {
    digits: 2,
    omit: ENERGY,
  }),
  loadSteps: ends('Load steps', '', 'i32', 'solver_loadSteps', (s) => s.solver.loadSteps, { omit: TABLES }),
  iterations: ends('Iterations', '', 'i32', 'solver_iterations', (s) => s.solver.iterations, {
    omit: TABLES,
  }),
  events: ends('Ruptures', '', 'i32', 'solver_events', (s) => s.solver.events, { omit: TABLES }),
  residual: ends('Residual', '', 'f64', 'solver_residual', (s) => s.solver.residual, { omit: TABLES }),
} as const;

type Registry = typeof STAGE_QUANTITIES;

/** Columns that a sweep's rows have for measures that are not told to stay out. */
export type EndColumns = {
  readonly [K in keyof Registry as Registry[K] extends { of: 'moment' }
    ? never
    : 'row' extends NonNullable<Registry[K]['omit']>[number]
      ? never
      : Registry[K]['column']]: number | null;
};
