/** A run as the page holds it, from its start to its end. */

import type { Electrode } from '../build/electrode.js';
import type { Config } from '../config/config-types.js';
import type { InputProblem } from '../core/errors.js';
import type { RunResult } from '../model/result.js';
import type { Moment } from '../process/moments.js';
import type { Progress } from '../process/run.js';

/** How far a run has come. `waiting`: the core is being fetched. */
export type RunStatus = 'waiting' | 'building' | 'running' | 'done' | 'failed' | 'cancelled';

/** A run: a new object whenever something in it changed, so that a store can tell. */
export interface LiveRun {
  /** Counts up: another run, another number. */
  readonly id: number;
  readonly config: Config;
  readonly status: RunStatus;
  readonly progress: Progress | null;
  /** When it began, `performance.now()`. */
  readonly began: number;
  /** How long it took, ms; null while it runs. */
  readonly took_ms: number | null;
  readonly electrode: Electrode | null;
  /** As built, then on the way through the stages; grows. */
  readonly moments: readonly Moment[];
  readonly result: RunResult | null;
  /** Why it failed, in words; null unless it did. */
  readonly reason: string | null;
  readonly problems: readonly InputProblem[];
}

let count = 0;

/** A run that is about to start. */
export function newRun(config: Config): LiveRun {
  return {
    id: ++count,
    config,
    status: 'waiting',
    progress: null,
    began: performance.now(),
    took_ms: null,
    electrode: null,
    moments: [],
    result: null,
    reason: null,
    problems: [],
  };
}

/** True while it can be cancelled. */
export function isActive(run: LiveRun | null): boolean {
  return run !== null && (run.status === 'waiting' || run.status === 'building' || run.status === 'running');
}
