/** One point computed, inside a worker. A point that throws is a row, not the end. */

import type { Config } from '../config/config-types.js';
import { CoreTrap } from '../core/instance.js';
import type { NetworkData } from '../model/network.js';
import type { Frame, RunResult } from '../model/result.js';
import type { SweepPoint } from './plan.js';
import { failedRow, rowOf, type SweepRow } from './row.js';

/** All of a run that can be drawn. */
export interface KeptRun {
  readonly result: RunResult;
  readonly network: NetworkData;
  readonly frames: readonly Frame[];
}

/** What a job needs of `run`: any function that computes a result. */
export type PointRun = (config: Config, onProgress: (fraction: number) => void) => Promise<KeptRun>;

/** To a worker. */
export interface PointMessage {
  readonly type: 'point';
  readonly point: SweepPoint;
  /** Whether the whole run is wanted back, and not its row alone. */
  readonly keep: boolean;
}

/** From a worker. */
export type WorkerMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'progress'; readonly index: number; readonly fraction: number }
  /** `spoilt`: the worker must not be used again, as its core trapped. */
  | { readonly type: 'row'; readonly row: SweepRow; readonly spoilt: boolean; readonly run?: KeptRun };

/** True for an error after which a worker's core, or its memory, cannot be trusted. */
export function isSpoilt(e: unknown): boolean {
  return e instanceof CoreTrap || e instanceof WebAssembly.RuntimeError || e instanceof RangeError;
}

/** Compute a point; never rejects. */
export async function computePoint(
  { point, keep }: PointMessage,
  run: PointRun,
  post: (message: WorkerMessage) => void,
): Promise<void> {
  let row: SweepRow;
  let spoilt = false;
  let kept: { run?: KeptRun } = {};
  try {
    const { result, network, frames } = await run(point.config, (fraction) =>
      post({ type: 'progress', index: point.index, fraction }),
    );
    row = rowOf(point, result);
    if (keep) kept = { run: { result, network, frames } };
  } catch (e) {
    spoilt = isSpoilt(e);
    row = failedRow(point, e instanceof Error ? `${e.name}: ${e.message}` : String(e));
  }
  post({ type: 'row', row, spoilt, ...kept });
}
