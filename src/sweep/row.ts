/** One row of a sweep: what is kept of a run. Flat, no wall-clock columns, NaN-free. */

import { cutoffOf } from '../model/cutoff.js';
import type { RunResult, StageResult } from '../model/result.js';
import { atEnd } from '../observe/measures.js';
import { RUN_QUANTITIES, type RunColumns, type RunQuantity } from '../observe/run-quantities.js';
import type { EndColumns } from '../observe/stage-quantities.js';
import { CELL_TYPE, type Table } from '../output/table.js';
import type { SweepPoint } from './plan.js';

/** Which point a row is of, and how it went. */
interface PointColumns {
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
}

/** What a row is of, in words and numbers of its configuration; null in a table that was made before there were these. */
interface WhatColumns {
  readonly binder: string | null;
  /** Highest upper cut-off; null too for a run that is not charged. */
  readonly voltage_V: number | null;
}

/** A row of `results.parquet`: the point, what is measured of a run, and what it is of. */
export type SweepRow = PointColumns & RunColumns & EndColumns & WhatColumns;

/** A column of `results.parquet`. */
export interface ColumnInfo {
  readonly name: keyof SweepRow;
  readonly type: 'string' | 'int' | 'double';
  readonly unit: string;
  /** From 0 to 1. */
  readonly share: boolean;
  /** May be below 0. */
  readonly signed: boolean;
  /** May be empty though the run ended. */
  readonly optional: boolean;
}

type Told = Pick<RunQuantity, 'type' | 'unit'> & Partial<Pick<RunQuantity, 'share' | 'signed' | 'optional'>>;

const POINT: Readonly<Record<keyof PointColumns, Told>> = {
  id: { type: 'text', unit: '' },
  index: { type: 'i32', unit: '' },
  toughness_MPa: { type: 'f64', unit: 'MPa' },
  adhesion_J_m2: { type: 'f64', unit: 'J/m²' },
  seed: { type: 'f64', unit: '' },
  status: { type: 'text', unit: '' },
  reason: { type: 'text', unit: '', optional: true },
};

/** The newest columns, at the end. A table without them can be read still. */
const WHAT: Readonly<Record<keyof WhatColumns, Told>> = {
  binder: { type: 'text', unit: '', optional: true },
  voltage_V: { type: 'f64', unit: 'V', optional: true },
};

/** What is read from a run: the registry of runs, then of stages at the end of the last one. */
const READ: Readonly<Record<string, RunQuantity>> = {
  ...RUN_QUANTITIES,
  ...Object.fromEntries(
    atEnd('row').map(({ column, type, unit, share, read }) => {
      const last = ({ stages }: RunResult): number | null => read(stages.at(-1) as StageResult);
      return [column, { type, unit, ...(share ? { share } : {}), signed: true, optional: true, read: last }];
    }),
  ),
};

/** Every column with its type and unit, in the order of {@link SweepRow}. */
export const COLUMNS: readonly ColumnInfo[] = Object.entries<Told>({ ...POINT, ...READ, ...WHAT }).map(
  ([name, { type, unit, share = false, signed = false, optional = false }]) => ({
    ...{ name: name as keyof SweepRow, type: CELL_TYPE[type], unit, share, signed, optional },
  }),
);

/** The columns of tables that were made before the newest. */
export const OLD_COLUMNS = COLUMNS.slice(0, -Object.keys(WHAT).length);

/** Row of a run that ended. */
export function rowOf(point: SweepPoint, result: RunResult): SweepRow {
  if (result.stages.length === 0) return failedRow(point, 'the run has no stage');
  const values = Object.entries(READ).map(([name, { read }]) => [name, read(result)] as const);
  return finite({
    ...identity(point),
    ...{ status: 'ok', reason: null },
    ...(Object.fromEntries(values) as RunColumns & EndColumns),
    ...whatOf(point),
  });
}

/** Row of a point that could not be computed. */
export function failedRow(point: SweepPoint, reason: string): SweepRow {
  const row: Record<string, unknown> = {};
  for (const c of COLUMNS) row[c.name] = null;
  return { ...(row as unknown as SweepRow), ...identity(point), status: 'failed', reason, ...whatOf(point) };
}

/** What a point's row is of. */
export function whatOf({ config }: SweepPoint): WhatColumns {
  return { binder: config.binder.name, voltage_V: cutoffOf(config)?.voltage_V ?? null };
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
