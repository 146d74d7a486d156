/** One row of a sweep: what is kept of a run. Flat, no wall-clock columns, NaN-free. */

import type { RunResult } from '../model/result.js';
import { asMadeStage, stageLabel } from '../model/stage.js';
import type { Table } from '../output/table.js';
import type { SweepPoint } from './plan.js';

/** Columns of `results.parquet`, in order. Numbers are null where the point failed. */
export interface SweepRow {
  /** SHA-256 of canonical configuration and engine, hex. */
  readonly id: string;
  /** Position in the plan: toughness outermost, then adhesion, then seed. */
  readonly index: number;
  readonly toughness_MPa: number;
  readonly adhesion_J_m2: number;
  readonly seed: number;
  readonly status: 'ok' | 'failed';
  /** Why it failed; null when it did not. */
  readonly reason: string | null;
  /** Hash of the simulator's final state. */
  readonly hash: string | null;
  readonly porosity: number | null;
  readonly particles: number | null;
  readonly ligaments: number | null;
  /** Length of parting cracks per top-view area after the last stage before wetting. */
  readonly asMadeCrackLength_mm_per_mm2: number | null;
  /** The same after the last stage. */
  readonly crackLength_mm_per_mm2: number | null;
  /** Diffuse damage included, after the last stage. */
  readonly diffuse_mm_per_mm2: number | null;
  /** Parting cracks after the last stage. */
  readonly parting: number | null;
  readonly largest_um: number | null;
  /** Largest opening of any stage (a crack closes again on discharge). */
  readonly opening_um_max: number | null;
  readonly brokenFraction: number | null;
  readonly adhesiveNcm: number | null;
  readonly adhesiveFoil: number | null;
  readonly cohesive: number | null;
  readonly delaminatedFoil: number | null;
  readonly connectedActive: number | null;
  readonly conductance: number | null;
  /** Largest mean coating stress of any stage. */
  readonly stress_MPa: number | null;
  /** Largest energy imbalance of any stage. */
  readonly imbalanceMax: number | null;
  /** Energy released by ruptures over the work of all stages. */
  readonly releasedOverWork: number | null;
  /** First stage with a parting crack, e.g. `dry` or `charge 1`; null when none. */
  readonly firstCrackStage: string | null;
  readonly warnings: number | null;
}

/** A column of `results.parquet`. */
export interface ColumnInfo {
  readonly name: keyof SweepRow;
  readonly type: 'string' | 'int' | 'double';
  readonly unit: string;
}

/** Every column with its type and unit, in the order of {@link SweepRow}. */
export const COLUMNS: readonly ColumnInfo[] = [
  { name: 'id', type: 'string', unit: '' },
  { name: 'index', type: 'int', unit: '' },
  { name: 'toughness_MPa', type: 'double', unit: 'MPa' },
  { name: 'adhesion_J_m2', type: 'double', unit: 'J/m²' },
  { name: 'seed', type: 'double', unit: '' },
  { name: 'status', type: 'string', unit: '' },
  { name: 'reason', type: 'string', unit: '' },
  { name: 'hash', type: 'string', unit: '' },
  { name: 'porosity', type: 'double', unit: '' },
  { name: 'particles', type: 'int', unit: '' },
  { name: 'ligaments', type: 'int', unit: '' },
  { name: 'asMadeCrackLength_mm_per_mm2', type: 'double', unit: 'mm/mm²' },
  { name: 'crackLength_mm_per_mm2', type: 'double', unit: 'mm/mm²' },
  { name: 'diffuse_mm_per_mm2', type: 'double', unit: 'mm/mm²' },
  { name: 'parting', type: 'int', unit: '' },
  { name: 'largest_um', type: 'double', unit: 'µm' },
  { name: 'opening_um_max', type: 'double', unit: 'µm' },
  { name: 'brokenFraction', type: 'double', unit: '' },
  { name: 'adhesiveNcm', type: 'int', unit: '' },
  { name: 'adhesiveFoil', type: 'int', unit: '' },
  { name: 'cohesive', type: 'int', unit: '' },
  { name: 'delaminatedFoil', type: 'double', unit: '' },
  { name: 'connectedActive', type: 'double', unit: '' },
  { name: 'conductance', type: 'double', unit: '' },
  { name: 'stress_MPa', type: 'double', unit: 'MPa' },
  { name: 'imbalanceMax', type: 'double', unit: '' },
  { name: 'releasedOverWork', type: 'double', unit: '' },
  { name: 'firstCrackStage', type: 'string', unit: '' },
  { name: 'warnings', type: 'int', unit: '' },
];

/** Row of a run that ended. */
export function rowOf(point: SweepPoint, result: RunResult): SweepRow {
  const stages = result.stages;
  const end = stages.at(-1);
  if (end === undefined) return failedRow(point, 'the run has no stage');
  let work = 0;
  let released = 0;
  let opening = 0;
  let stress = -Infinity;
  let imbalance = 0;
  for (const s of stages) {
    work += s.energy_pJ.work;
    released += s.energy_pJ.released;
    opening = Math.max(opening, s.cracks.opening_um_max);
    stress = Math.max(stress, s.stress_MPa);
    imbalance = Math.max(imbalance, Math.abs(s.energy_pJ.imbalance));
  }
  const first = stages.find((s) => s.cracks.parting > 0);
  return finite({
    ...identity(point),
    status: 'ok',
    reason: null,
    hash: result.hash,
    porosity: result.network.porosity,
    particles: result.network.particles,
    ligaments: result.network.ligaments,
    asMadeCrackLength_mm_per_mm2: asMadeStage(stages)?.cracks.length_mm_per_mm2 ?? null,
    crackLength_mm_per_mm2: end.cracks.length_mm_per_mm2,
    diffuse_mm_per_mm2: end.cracks.diffuse_mm_per_mm2,
    parting: end.cracks.parting,
    largest_um: end.cracks.largest_um,
    opening_um_max: opening,
    brokenFraction: end.broken.fraction,
    adhesiveNcm: end.broken.adhesiveNcm,
    adhesiveFoil: end.broken.adhesiveFoil,
    cohesive: end.broken.cohesive,
    delaminatedFoil: end.delaminatedFoil,
    connectedActive: end.connectedActive,
    conductance: end.conductance,
    stress_MPa: stress,
    imbalanceMax: imbalance,
    releasedOverWork: work > 0 ? released / work : 0,
    firstCrackStage: first ? stageLabel(first) : null,
    warnings: result.warnings.length,
  });
}

/** Row of a point that could not be computed. */
export function failedRow(point: SweepPoint, reason: string): SweepRow {
  const row: Record<string, unknown> = {};
  for (const c of COLUMNS) row[c.name] = null;
  return { ...(row as unknown as SweepRow), ...identity(point), status: 'failed', reason };
}

function identity(point: SweepPoint) {
  const { id, index, toughness_MPa, adhesion_J_m2, seed } = point;
  return { id, index, toughness_MPa, adhesion_J_m2, seed };
}

/** A number that is no number would be lost in JSON; say so instead of writing null quietly. */
function finite(row: SweepRow): SweepRow {
  for (const [name, value] of Object.entries(row)) {
    if (typeof value === 'number' && !Number.isFinite(value)) {
      return { ...row, status: 'failed', reason: `${name} is ${value}`, [name]: null };
    }
  }
  return row;
}

/** Rows as a table for `csv` and `parquet`, in the order given. */
export function rowsTable(rows: readonly SweepRow[]): Table {
  return COLUMNS.map((c) => ({ name: c.name, type: c.type, values: rows.map((row) => row[c.name]) }));
}
