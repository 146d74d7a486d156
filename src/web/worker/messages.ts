/** What page and worker say to each other. A worker does one thing at a time; to cancel is to terminate it. */

import type { Electrode } from '../../build/electrode.js';
import type { Config } from '../../config/config-types.js';
import type { InputProblem } from '../../core/errors.js';
import type { JobMessage, WorkerMessage } from '../../jobs/job.js';
import type { RunResult } from '../../model/result.js';
import type { Moment } from '../../process/moments.js';
import type { Progress } from '../../process/run.js';

/** First message to a worker: the compiled core. */
export interface InitMessage {
  readonly type: 'init';
  readonly module: WebAssembly.Module;
}

/** Run a configuration and report its moments. */
export interface RunMessage {
  readonly type: 'run';
  readonly config: Config;
  readonly momentsPerStage: number;
}

export type ToWorker = InitMessage | RunMessage | JobMessage;

/** The electrode as built: all of it, since tables and pictures need it. */
export interface ElectrodeMessage {
  readonly type: 'electrode';
  readonly electrode: Electrode;
}

export type FromWorker =
  | WorkerMessage
  | ElectrodeMessage
  | { readonly type: 'run-progress'; readonly progress: Progress }
  | { readonly type: 'moment'; readonly moment: Moment }
  | { readonly type: 'result'; readonly result: RunResult }
  /** `problems`: the input is wrong, field by field. `spoilt`: the worker must not be used again. */
  | {
      readonly type: 'failed';
      readonly reason: string;
      readonly problems: readonly InputProblem[];
      readonly spoilt: boolean;
    };
