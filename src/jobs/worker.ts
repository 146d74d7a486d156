/** What workers, threads and web workers alike, do with a job. */
import type { Electrode } from '../build/electrode.js';
import type { ElectrodeCache } from '../process/run.js';
import {
  isSpoilt,
  type JobFunctions,
  type JobMessage,
  type JobTools,
  reasonOf,
  type WorkerMessage,
} from './job.js';

/** Electrodes kept: paired runs differ in their binder, so that building each geometry once is enough. */
const MAX_CACHED = 4;

/** The last few electrodes, by geometry. */
export class RecentElectrodes implements ElectrodeCache {
  readonly #kept = new Map<string, Electrode>();

  get(key: string): Electrode | undefined {
    return this.#kept.get(key);
  }

  set(key: string, electrode: Electrode): void {
    const oldest = this.#kept.keys().next();
    if (this.#kept.size >= MAX_CACHED && !oldest.done) this.#kept.delete(oldest.value);
    this.#kept.set(key, electrode);
  }
}

/** At most a few messages a second, whatever the number of load steps. */
function throttled(report: (fraction: number) => void): (fraction: number) => void {
  let last = -Infinity;
  return (fraction) => {
    const now = performance.now();
    if (now - last < 250) return;
    last = now;
    report(fraction);
  };
}

/** Compute a job and post what came of it; never rejects. */
export async function answer(
  { ticket, kind, input, keep }: JobMessage,
  functions: JobFunctions,
  tools: Omit<JobTools, 'onProgress'>,
  post: (message: WorkerMessage) => void,
): Promise<void> {
  try {
    const compute = functions[kind];
    if (compute === undefined) throw new Error(`this worker knows no job of the kind '${kind}'`);
    const onProgress = throttled((fraction) => post({ type: 'progress', ticket, fraction }));
    const { out, parts } = await compute(input as never, { ...tools, onProgress });
    // What cannot be posted is a failure of the job like any other.
    post({ type: 'outcome', ticket, out, ...(keep ? { parts } : {}) });
  } catch (e) {
    post({ type: 'job-failed', ticket, reason: reasonOf(e), spoilt: isSpoilt(e) });
  }
}
