/** A sweep from plan to Parquet: what is on disk is kept, the rest is computed. */
import { availableParallelism } from 'node:os';
import { type Shard, type SweepPlan, shardPoints } from './plan.js';
import { runPool, type WorkerLike } from './pool.js';
import type { SweepRow } from './row.js';
import { SweepStore } from './store-node.js';

/** What {@link runSweep} needs besides the plan. */
export interface SweepOptions {
  /** Directory for the results; made when absent. */
  readonly dir: string;
  /** Makes a worker thread, e.g. `() => sweepWorker(module)`. */
  readonly createWorker: () => WorkerLike;
  /** Version of fibril, for the manifest. */
  readonly version: string;
  /** Threads; default: as many as the machine offers. */
  readonly workers?: number;
  readonly resume?: boolean;
  /** With `resume`: compute failed points again. */
  readonly retryFailed?: boolean;
  readonly shard?: Shard | null;
  readonly signal?: AbortSignal;
  readonly onProgress?: (state: SweepProgress) => void;
}

/** State of a running sweep. */
export interface SweepProgress {
  /** Points of this run (or shard), those already on disk included. */
  readonly points: number;
  /** Rows on disk plus the parts of those in flight. */
  readonly done: number;
  /** Points that were on disk before this run began. */
  readonly before: number;
  readonly failed: number;
}

/** What a sweep has come to. */
export interface SweepOutcome {
  /** Whether every point of the plan has a row and `results.parquet` is written. */
  readonly complete: boolean;
  readonly rows: ReadonlyMap<number, SweepRow>;
}

/**
 * Run a sweep, or the rest of one.
 * @throws InputError when the directory holds another sweep; the signal's reason when aborted (rows
 *   that are on disk stay there); Error when workers cannot start.
 */
export async function runSweep(plan: SweepPlan, options: SweepOptions): Promise<SweepOutcome> {
  const { dir, version, resume = false, shard = null, retryFailed = false } = options;
  options.signal?.throwIfAborted();
  const store = await SweepStore.open({ dir, plan, resume, shard, version });
  try {
    const own = shardPoints(plan.points, shard);
    const todo = own.filter((p) => {
      const row = store.rows.get(p.index);
      return row === undefined || (retryFailed && row.status === 'failed');
    });
    const before = own.length - todo.length;
    const report = (done: number): void => {
      const failed = [...store.rows.values()].filter((row) => row.status === 'failed').length;
      options.onProgress?.({ points: own.length, done: before + done, before, failed });
    };
    report(0);
    await runPool({
      points: todo,
      workers: options.workers ?? availableParallelism(),
      createWorker: options.createWorker,
      onRow: (row) => store.append(row),
      onProgress: report,
      ...(options.signal ? { signal: options.signal } : {}),
    });
    return { complete: await store.finish(), rows: store.rows };
  } finally {
    store.close();
  }
}
