/** The point of a sweep as a job. */
import type { Job, JobKind, Outcome } from '../jobs/job.js';
import type { NetworkData } from '../model/network.js';
import type { Frame, RunResult } from '../model/result.js';
import type { SweepPoint } from './plan.js';
import { COLUMNS, failedRow, type SweepRow } from './row.js';

/** All of a run that can be drawn. */
export interface KeptRun {
  readonly result: RunResult;
  readonly network: NetworkData;
  readonly frames: readonly Frame[];
}

/** A point to be run; its outcome is a row. */
export type PointJob = Job<SweepPoint, SweepRow, KeptRun>;

/** What is known of points outside the workers. */
export const POINT: JobKind<SweepPoint, SweepRow, KeptRun> = {
  name: 'point',
  failed: ({ input }, reason) => failedRow(input, reason),
  stored: (value, { input }) => storedRow(value, input),
};

/** A point as a job. */
export function pointJob(point: SweepPoint): PointJob {
  return { kind: POINT, id: point.id, input: point };
}

/** A stored row as the row of a point; null when it is not whole. Its place is that of the point. */
export function storedRow(value: unknown, point: SweepPoint): SweepRow | null {
  if (typeof value !== 'object' || value === null) return null;
  const old = value as Partial<Outcome> & Record<string, unknown>;
  const said = old.status === 'failed' && typeof old.reason === 'string';
  if (old.id !== point.id || !(old.status === 'ok' || said)) return null;
  const { index, toughness_MPa, adhesion_J_m2, seed } = point;
  const place: Record<string, unknown> = { index, toughness_MPa, adhesion_J_m2, seed };
  const row: Record<string, unknown> = {};
  for (const { name, type } of COLUMNS) {
    const cell = place[name] ?? old[name];
    const fits = cell === null || (type === 'string' ? typeof cell === 'string' : Number.isFinite(cell));
    if (cell === undefined || !fits) return null;
    row[name] = cell;
  }
  return row as unknown as SweepRow;
}
