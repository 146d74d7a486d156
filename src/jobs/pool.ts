/** A small pool of workers (threads or web workers): one job at a time each, replaced when one dies. */
import type { Job, JobMessage, Outcome, WorkerMessage } from './job.js';

/** What the pool needs of a worker thread. */
export interface WorkerLike {
  postMessage(message: JobMessage): void;
  on(event: 'message', listener: (message: WorkerMessage) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'exit', listener: (code: number) => void): unknown;
  terminate(): unknown;
}

/** Where jobs come from when they are no list: an order that follows the outcomes, or jobs that they lead to. */
export interface JobSource<In, Out extends Outcome, Parts = unknown> {
  /**
   * The next job, asked for whenever a worker is free; undefined: none now. It is asked again after the next outcome,
   * and when no worker is busy the pool has ended.
   */
  next(): Job<In, Out, Parts> | undefined | Promise<Job<In, Out, Parts> | undefined>;
  /** Most jobs that there can be, where that is known: the pool ends with the last, and starts no more workers. */
  readonly most?: number;
}

/** What {@link runPool} needs. */
export interface PoolOptions<In, Out extends Outcome, Parts = unknown> {
  readonly jobs: readonly Job<In, Out, Parts>[] | JobSource<In, Out, Parts>;
  readonly workers: number;
  readonly createWorker: () => WorkerLike;
  /** Called once for each job, in the order in which they end. What it throws ends the pool. */
  readonly onOutcome: (job: Job<In, Out, Parts>, out: Out, parts?: Parts) => void;
  /** Whether `onOutcome` wants the large parts (networks and frames: megabytes each). */
  readonly keepParts?: boolean;
  /** Jobs ended plus the parts of those in flight. */
  readonly onProgress?: (done: number) => void;
  readonly signal?: AbortSignal;
}

/** A worker may fail to start this often in a row before the pool is given up. */
const MAX_FALSE_STARTS = 3;

/**
 * Run jobs. Every one has exactly one outcome: a worker that dies costs only the job it was on, which has then
 * failed, and a new worker goes on.
 * @throws the signal's reason when aborted; Error when workers cannot start.
 */
export function runPool<In, Out extends Outcome, Parts = unknown>(
  options: PoolOptions<In, Out, Parts>,
): Promise<void> {
  return new Promise((resolve, reject) => new Pool(options, resolve, reject).start());
}

/** A job with what came of it. */
export interface Ended<In, Out extends Outcome, Parts = unknown> {
  readonly job: Job<In, Out, Parts>;
  readonly out: Out;
  readonly parts: Parts | undefined;
}

/** Run a list of jobs; what came of them, in the order of the list. */
export async function runAll<In, Out extends Outcome, Parts = unknown>(
  options: Omit<PoolOptions<In, Out, Parts>, 'onOutcome'> & { readonly jobs: readonly Job<In, Out, Parts>[] },
): Promise<Ended<In, Out, Parts>[]> {
  const ended: Ended<In, Out, Parts>[] = [];
  const { jobs } = options;
  await runPool<In, Out, Parts>({
    ...options,
    onOutcome: (job, out, parts) => {
      ended[jobs.indexOf(job)] = { job, out, parts };
    },
  });
  return ended;
}

function listed<J>(jobs: readonly J[]): { next(): J | undefined; readonly most: number } {
  const left = jobs.values();
  return { next: () => left.next().value, most: jobs.length };
}

interface Slot<J> {
  readonly worker: WorkerLike;
  job: J | null;
  fraction: number;
  /** `asking`: it waits for the source's answer. */
  state: 'starting' | 'idle' | 'asking' | 'busy';
}

class Pool<In, Out extends Outcome, Parts> {
  readonly #options: PoolOptions<In, Out, Parts>;
  readonly #resolve: () => void;
  readonly #reject: (reason: unknown) => void;
  readonly #source: JobSource<In, Out, Parts>;
  readonly #most: number;
  readonly #slots = new Set<Slot<Job<In, Out, Parts>>>();
  /** Jobs whose worker died before it was given them. */
  readonly #returned: Job<In, Out, Parts>[] = [];
  #asked = 0;
  #given = 0;
  #outcomes = 0;
  #falseStarts = 0;
  #over = false;

  constructor(options: PoolOptions<In, Out, Parts>, resolve: () => void, reject: (reason: unknown) => void) {
    this.#options = options;
    this.#resolve = resolve;
    this.#reject = reject;
    const { jobs } = options;
    this.#source = 'next' in jobs ? jobs : listed(jobs);
    this.#most = this.#source.most ?? Number.POSITIVE_INFINITY;
  }

  start(): void {
    const { signal, workers } = this.#options;
    if (signal?.aborted || this.#most === 0) {
      this.#end(signal?.aborted ? signal.reason : undefined);
      return;
    }
    signal?.addEventListener('abort', this.#onAbort, { once: true });
    const count = Math.max(1, Math.min(workers, this.#most));
    for (let k = 0; k < count && !this.#over; k++) this.#spawn();
  }

  readonly #onAbort = (): void => this.#end(this.#options.signal?.reason);

  #spawn(): void {
    let slot: Slot<Job<In, Out, Parts>>;
    try {
      const worker = this.#options.createWorker();
      slot = { worker, job: null, fraction: 0, state: 'starting' };
    } catch (e) {
      this.#end(e);
      return;
    }
    this.#slots.add(slot);
    slot.worker.on('message', (message) => this.#guard(() => this.#onMessage(slot, message)));
    slot.worker.on('error', (error) =>
      this.#guard(() => this.#lost(slot, `${error.name}: ${error.message}`)),
    );
    slot.worker.on('exit', (code) =>
      this.#guard(() => this.#lost(slot, `the worker stopped with code ${code}`)),
    );
  }

  #guard(action: () => void): void {
    if (this.#over) return;
    try {
      action();
    } catch (e) {
      this.#end(e);
    }
  }

  #onMessage(slot: Slot<Job<In, Out, Parts>>, message: WorkerMessage): void {
    if (!this.#slots.has(slot)) return;
    if (message.type === 'ready') {
      this.#falseStarts = 0;
      this.#give(slot);
      return;
    }
    const { job } = slot;
    if (job === null) return;
    if (message.type === 'progress') {
      slot.fraction = Math.min(1, Math.max(0, message.fraction));
      this.#report();
      return;
    }
    slot.job = null;
    slot.state = 'idle';
    if (message.type === 'outcome') this.#outcome(job, message.out as Out, message.parts as Parts);
    else this.#failed(job, message.reason);
    if (this.#over) return;
    if (message.type === 'job-failed' && message.spoilt) this.#replace(slot);
    this.#wake();
  }

  /** Ask for a job for a worker that has none. */
  #give(slot: Slot<Job<In, Out, Parts>>): void {
    slot.state = 'idle';
    if (this.#given === this.#most) {
      this.#retire(slot);
      return;
    }
    slot.state = 'asking';
    this.#asked++;
    const before = this.#outcomes;
    const heard = (job: Job<In, Out, Parts> | undefined): void => {
      this.#asked--;
      slot.state = 'idle';
      if (job === undefined) {
        // An outcome that the source had not seen, or one that is still to come, may lead to more jobs.
        if (before !== this.#outcomes) this.#wake();
        else if (!this.#busy()) this.#end();
      } else if (this.#slots.has(slot)) this.#hand(slot, job);
      else {
        this.#returned.push(job);
        this.#wake();
      }
    };
    Promise.resolve(this.#returned.shift() ?? this.#source.next()).then(
      (job) => this.#guard(() => heard(job)),
      (e) => this.#end(e),
    );
  }

  #hand(slot: Slot<Job<In, Out, Parts>>, job: Job<In, Out, Parts>): void {
    const { kind, input } = job;
    this.#given++;
    Object.assign(slot, { job, fraction: 0, state: 'busy' });
    const keep = this.#options.keepParts ?? false;
    slot.worker.postMessage({ type: 'job', kind: kind.name, input, keep });
  }

  #busy(): boolean {
    return this.#asked > 0 || [...this.#slots].some(({ state }) => state !== 'idle');
  }

  /** Ask for all workers that have nothing to do. */
  #wake(): void {
    for (const slot of [...this.#slots]) if (!this.#over && slot.state === 'idle') this.#give(slot);
  }

  #outcome(job: Job<In, Out, Parts>, out: Out, parts?: Parts): void {
    this.#options.onOutcome(job, out, parts);
    this.#outcomes++;
    this.#report();
    if (this.#outcomes === this.#most) this.#end();
  }

  #failed(job: Job<In, Out, Parts>, reason: string): void {
    this.#outcome(job, job.kind.failed(job, oneLine(reason)));
  }

  #retire(slot: Slot<Job<In, Out, Parts>>): void {
    this.#slots.delete(slot);
    void slot.worker.terminate();
  }

  #replace(slot: Slot<Job<In, Out, Parts>>): void {
    this.#retire(slot);
    if (this.#given < this.#most) this.#spawn();
  }

  /** A worker that ended by itself: out of memory, or a fault of its own. */
  #lost(slot: Slot<Job<In, Out, Parts>>, reason: string): void {
    if (!this.#slots.has(slot)) return;
    const { job, state } = slot;
    slot.job = null;
    slot.state = 'idle';
    if (state === 'starting' && ++this.#falseStarts >= MAX_FALSE_STARTS) {
      this.#end(new Error(`a worker thread could not start: ${reason}`));
      return;
    }
    if (job !== null) this.#failed(job, reason);
    if (this.#over) return;
    this.#replace(slot);
    this.#wake();
  }

  #report(): void {
    let done = this.#outcomes;
    for (const slot of this.#slots) if (slot.job !== null) done += slot.fraction;
    this.#options.onProgress?.(done);
  }

  #end(reason?: unknown): void {
    if (this.#over) return;
    this.#over = true;
    this.#options.signal?.removeEventListener('abort', this.#onAbort);
    for (const slot of this.#slots) void slot.worker.terminate();
    this.#slots.clear();
    if (reason === undefined) this.#resolve();
    else this.#reject(reason);
  }
}

/** One line and no more: stacks and paths differ between machines, outcomes must not. */
function oneLine(reason: string): string {
  return reason.split('\n')[0]?.slice(0, 500) || 'unknown';
}
