/** What workers, threads and web workers alike, do with a job. */
import type { Electrode } from '../build/electrode.js';
import { CoreTrap } from '../core/instance.js';
import type { ElectrodeCache } from '../process/run.js';
import type { JobFunctions, JobMessage, JobTools, WorkerMessage } from './job.js';

/** Electrodes kept: paired runs differ in their binder, so that building each geometry once is enough. */
const MAX_CACHED = 4;

/** The last few electrodes, by geometry. */
export class RecentElectrodes implements ElectrodeCache {
  readonly #kept = new Map<string, Electrode>();

  get(key: string): Electrode | undefined {
    return this.#kept.get(key);
  }

  set(key: string, electrode: Electrode): void {
    // One that is known takes no other's place.
    this.#kept.delete(key);
    const oldest = this.#kept.keys().next();
    if (this.#kept.size >= MAX_CACHED && !oldest.done) this.#kept.delete(oldest.value);
    this.#kept.set(key, electrode);
  }
}

/** Passes a call on unless one was passed on less than `ms` ago. */
export function atMostEvery<T>(ms: number, pass: (value: T) => void): (value: T) => void {
  let last = -Infinity;
  return (value) => {
    const now = performance.now();
    if (now - last < ms) return;
    last = now;
    pass(value);
  };
}

/** True for an error after which a worker's core, or its memory, cannot be trusted. */
export function isSpoilt(e: unknown): boolean {
  return e instanceof CoreTrap || e instanceof WebAssembly.RuntimeError || e instanceof RangeError;
}

/** What was thrown, in words. */
function reasonOf(e: unknown): string {
  return e instanceof Error ? `${e.name}: ${e.message}` : String(e);
}

/** Compute a job and post what came of it; never rejects. */
export async function answer(
  { kind, input, keep }: JobMessage,
  functions: JobFunctions,
  tools: Omit<JobTools, 'onProgress'>,
  post: (message: WorkerMessage) => void,
): Promise<void> {
  try {
    const compute = functions[kind];
    if (compute === undefined) throw new Error(`this worker knows no job of the kind '${kind}'`);
    const onProgress = atMostEvery(250, (fraction: number) => post({ type: 'progress', fraction }));
    const { out, parts } = await compute(input as never, { ...tools, onProgress });
    // What cannot be posted is a failure of the job like any other.
    post({ type: 'outcome', out, ...(keep ? { parts } : {}) });
  } catch (e) {
    post({ type: 'job-failed', reason: reasonOf(e), spoilt: isSpoilt(e) });
  }
}
