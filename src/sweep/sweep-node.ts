/** A sweep from plan to Parquet: what is on disk is kept, the rest is computed. */
import { checkOptions, type Known } from '../config/options.js';
import type { JobSet } from '../jobs/set.js';
import { runSet, type SetOptions, type SetProgress } from '../jobs/set-node.js';
import { manifestOf } from './manifest.js';
import type { SweepPlan, SweepPoint } from './plan.js';
import { type KeptRun, pointJob } from './point.js';
import { resultsTable } from './results.js';
import type { SweepRow } from './row.js';

/** What {@link runSweep} needs besides the plan. */
export interface SweepOptions extends Omit<SetOptions, 'onProgress'> {
  /** Version of fibril, for the manifest. */
  readonly version: string;
  readonly onProgress?: (state: SweepProgress) => void;
}

const OPTIONS: Known<SweepOptions> = {
  dir: 1,
  createWorker: 1,
  version: 1,
  workers: 1,
  resume: 1,
  retryFailed: 1,
  shard: 1,
  signal: 1,
  onProgress: 1,
};

/** State of a running sweep. */
export interface SweepProgress extends Omit<SetProgress, 'jobs'> {
  /** Points of this run (or shard), those already on disk included. */
  readonly points: number;
}

/** What a sweep has come to. */
export interface SweepOutcome {
  /** Whether every point of the plan has a row and `results.parquet` is written. */
  readonly complete: boolean;
  /** By index. */
  readonly rows: ReadonlyMap<number, SweepRow>;
}

/** The points of a plan, `manifest.json`, `results.parquet` and `results.csv`. */
function sweepSet(plan: SweepPlan, version: string): JobSet<SweepPoint, SweepRow, KeptRun> {
  return {
    noun: 'sweep',
    again: 'preset, binder, --set, axes and seeds',
    jobs: plan.points.map(pointJob),
    manifest: (rows, status) => manifestOf(plan, rows, status, version),
    files: (rows) => {
      const { parquet, csv } = resultsTable(plan, rows);
      return { 'results.parquet': parquet, 'results.csv': csv };
    },
  };
}

/**
 * Run a sweep, or the rest of one.
 * @throws InputError when the directory holds another sweep; the signal's reason when aborted (rows
 *   that are on disk stay there); Error when workers cannot start.
 */
export async function runSweep(plan: SweepPlan, options: SweepOptions): Promise<SweepOutcome> {
  checkOptions('runSweep', options, OPTIONS);
  const { version, onProgress, ...rest } = options;
  const { complete, outcomes } = await runSet(sweepSet(plan, version), {
    ...rest,
    onProgress: ({ jobs, ...progress }) => onProgress?.({ points: jobs, ...progress }),
  });
  return { complete, rows: new Map([...outcomes.values()].map((row) => [row.index, row])) };
}
