/** The point of a sweep as a job. */

import type { NetworkData } from '../core/network.js';
import type { Job, JobKind } from '../jobs/job.js';
import type { RunResult } from '../model/result.js';
import type { Frame } from '../observe/quantities.js';
import type { SweepPoint } from './plan.js';
import { COLUMNS, failedRow, type SweepRow, whatOf } from './row.js';

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
  stored: (value, { input }) => {
    const { id, index, toughness_MPa, adhesion_J_m2, seed } = input;
    const old = { ...(value as Partial<SweepRow>) };
    if (old.id !== id || (old.status !== 'ok' && !(old.status === 'failed' && old.reason))) return null;
    // The same run may stand at another place of another plan.
    const cells: Record<string, unknown> = {
      ...old,
      index,
      toughness_MPa,
      adhesion_J_m2,
      seed,
      ...whatOf(input),
    };
    const row: Record<string, unknown> = {};
    for (const { name, type } of COLUMNS) {
      const cell = cells[name];
      const fits = cell === null || (type === 'string' ? typeof cell === 'string' : Number.isFinite(cell));
      if (!fits) return null;
      row[name] = cell;
    }
    return row as unknown as SweepRow;
  },
};

/** A point as a job. */
export function pointJob(point: SweepPoint): PointJob {
  return { kind: POINT, id: point.id, input: point };
}
