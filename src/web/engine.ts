/** The page's side of the workers: one run at a time that can be watched and cancelled, and threads for sweeps. */

import type { Electrode } from '../build/electrode.js';
import type { Config } from '../config/config-types.js';
import { stageCount } from '../config/steps/life.js';
import type { InputProblem } from '../core/errors.js';
import { sha256 } from '../core/hash.js';
import type { JobMessage, WorkerMessage } from '../jobs/job.js';
import type { WorkerLike } from '../jobs/pool.js';
import { estimateRun } from '../model/estimate.js';
import type { RunResult } from '../model/result.js';
import { frameBytes } from '../observe/lists.js';
import type { Moment } from '../process/moments.js';
import type { Progress } from '../process/run.js';
import { coreBytes, createWorker } from './assets.js';
import type { FromWorker, ToWorker } from './worker/messages.js';

/** The compiled core and its identity. */
export interface LoadedCore {
  readonly module: WebAssembly.Module;
  /** SHA-256 of the bytes, hex; empty where the page may not compute one (http from another machine). */
  readonly hash: string;
}

/** What a run tells. Exactly one of `onResult` and `onFailed` comes last, unless it is cancelled. */
export interface RunHandlers {
  readonly onElectrode: (electrode: Electrode) => void;
  readonly onMoment: (moment: Moment) => void;
  readonly onProgress: (progress: Progress) => void;
  readonly onResult: (result: RunResult) => void;
  readonly onFailed: (reason: string, problems: readonly InputProblem[]) => void;
}

/** Bytes of moments that a run may keep, so that a large electrode, or one of many cycles, is replayed in fewer. */
const MOMENT_BYTES = 2e8;
const MOMENT_COUNT = { least: 1, most: 12 };

/** How many moments of each stage are kept: it depends on the size of the network alone. */
export function momentsPerStage(config: Config): number {
  const { particles, ligaments } = estimateRun(config);
  const stages = 1 + stageCount(config.process);
  const count = Math.floor(MOMENT_BYTES / (frameBytes(particles, ligaments) * stages));
  return Math.max(MOMENT_COUNT.least, Math.min(MOMENT_COUNT.most, count));
}

/** A worker that has the core. */
function startWorker(module: WebAssembly.Module): Worker {
  const worker = createWorker();
  send(worker, { type: 'init', module });
  return worker;
}

function send(worker: Worker, message: ToWorker): void {
  worker.postMessage(message);
}

/** Loads the core once; starts and stops workers. */
export class EngineClient {
  #core: Promise<LoadedCore> | undefined;
  #idle: Worker | undefined;
  #running: Worker | undefined;
  /** Counts starts and cancels, so that what waited for the core can tell whether it is still wanted. */
  #turn = 0;

  /** The core, fetched and compiled on the first call. */
  core(): Promise<LoadedCore> {
    // A load that failed may be tried again.
    this.#core ??= loadCore().catch((e: unknown) => {
      this.#core = undefined;
      throw e;
    });
    return this.#core;
  }

  /** Start a run; one that is under way is cancelled. */
  async run(config: Config, handlers: RunHandlers): Promise<void> {
    this.cancel();
    const turn = this.#turn;
    const { module } = await this.core();
    if (turn !== this.#turn) return;
    const worker = this.#idle ?? startWorker(module);
    this.#idle = undefined;
    this.#running = worker;
    const end = (spoilt = false): void => {
      this.#running = undefined;
      if (spoilt) worker.terminate();
      else this.#idle = worker;
    };
    worker.onerror = (e) => {
      worker.terminate();
      if (this.#idle === worker) this.#idle = undefined;
      if (this.#running !== worker) return;
      this.#running = undefined;
      handlers.onFailed(e.message || 'the worker stopped', []);
    };
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      if (this.#running !== worker) return;
      if (data.type === 'electrode') handlers.onElectrode(data.electrode);
      else if (data.type === 'moment') handlers.onMoment(data.moment);
      else if (data.type === 'run-progress') handlers.onProgress(data.progress);
      else if (data.type === 'result') {
        end();
        handlers.onResult(data.result);
      } else if (data.type === 'failed') {
        end(data.spoilt);
        handlers.onFailed(data.reason, data.problems);
      }
    };
    send(worker, { type: 'run', config, momentsPerStage: momentsPerStage(config) });
  }

  /** Stop what runs, at once: a worker cannot be interrupted, so it goes; the next starts on the compiled core. */
  cancel(): void {
    this.#turn++;
    this.#running?.terminate();
    this.#running = undefined;
  }

  /** A worker for `runPool`. */
  jobWorker(module: WebAssembly.Module): WorkerLike {
    return new JobThread(startWorker(module));
  }

  /** Give everything back. */
  dispose(): void {
    this.cancel();
    this.#idle?.terminate();
    this.#idle = undefined;
  }
}

async function loadCore(): Promise<LoadedCore> {
  const bytes = await coreBytes();
  const [module, hash] = await Promise.all([
    WebAssembly.compile(new Uint8Array(bytes)),
    globalThis.crypto?.subtle ? sha256(bytes) : Promise.resolve(''),
  ]);
  return { module, hash };
}

/** A web worker as the pool knows its threads. */
class JobThread implements WorkerLike {
  readonly #worker: Worker;

  constructor(worker: Worker) {
    this.#worker = worker;
  }

  postMessage(message: JobMessage): void {
    send(this.#worker, message);
  }

  on(event: 'message' | 'error' | 'exit', listener: (value: never) => void): void {
    if (event === 'message') {
      this.#worker.addEventListener('message', ({ data }: MessageEvent<WorkerMessage>) =>
        listener(data as never),
      );
    } else if (event === 'error') {
      this.#worker.addEventListener('error', (e) =>
        listener(new Error(e.message || 'the worker stopped') as never),
      );
    }
    // A web worker does not tell that it ended.
  }

  terminate(): void {
    this.#worker.terminate();
  }
}
