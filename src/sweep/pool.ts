/** A small pool of workers (threads or web workers): one point at a time each, replaced when one dies. */
import type { KeptRun, PointMessage, WorkerMessage } from './job.js';
import type { SweepPoint } from './plan.js';
import { failedRow, type SweepRow } from './row.js';

/** What the pool needs of a worker thread. */
export interface WorkerLike {
  postMessage(message: PointMessage): void;
  on(event: 'message', listener: (message: WorkerMessage) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'exit', listener: (code: number) => void): unknown;
  terminate(): unknown;
}

/** What {@link runPool} needs. */
export interface PoolOptions {
  readonly points: readonly SweepPoint[];
  /**
   * Which of the points comes next, asked whenever a worker is free; default: the next in order. `undefined`: none
   * now. It is asked again after the next row, and when no worker is busy the pool has ended, whatever is left.
   */
  readonly next?: () => SweepPoint | undefined;
  readonly workers: number;
  readonly createWorker: () => WorkerLike;
  /** Called once for each point, in the order in which they end. What it throws ends the sweep. */
  readonly onRow: (row: SweepRow, run?: KeptRun) => void;
  /** Whether `onRow` wants the whole runs (networks and frames: megabytes each). */
  readonly keepRuns?: boolean;
  /** Points ended plus the parts of those in flight. */
  readonly onProgress?: (done: number) => void;
  readonly signal?: AbortSignal;
}

/** A worker may fail to start this often in a row before the sweep is given up. */
const MAX_FALSE_STARTS = 3;

/**
 * Run all points. Every point gives exactly one row: a worker that dies costs only the point it was
 * on, which becomes a failed row, and a new worker goes on.
 * @throws the signal's reason when aborted; Error when workers cannot start.
 */
export function runPool(options: PoolOptions): Promise<void> {
  return new Promise((resolve, reject) => new Pool(options, resolve, reject).start());
}

interface Slot {
  readonly worker: WorkerLike;
  point: SweepPoint | null;
  fraction: number;
  ready: boolean;
}

class Pool {
  readonly #options: PoolOptions;
  readonly #resolve: () => void;
  readonly #reject: (reason: unknown) => void;
  readonly #slots = new Set<Slot>();
  #given = 0;
  #rows = 0;
  #falseStarts = 0;
  #over = false;

  constructor(options: PoolOptions, resolve: () => void, reject: (reason: unknown) => void) {
    this.#options = options;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  start(): void {
    const { points, signal, workers } = this.#options;
    if (signal?.aborted || points.length === 0) {
      this.#end(signal?.aborted ? signal.reason : undefined);
      return;
    }
    signal?.addEventListener('abort', this.#onAbort, { once: true });
    const count = Math.max(1, Math.min(workers, points.length));
    for (let k = 0; k < count && !this.#over; k++) this.#spawn();
  }

  readonly #onAbort = (): void => this.#end(this.#options.signal?.reason);

  #spawn(): void {
    let slot: Slot;
    try {
      slot = { worker: this.#options.createWorker(), point: null, fraction: 0, ready: false };
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

  #onMessage(slot: Slot, message: WorkerMessage): void {
    if (!this.#slots.has(slot)) return;
    if (message.type === 'ready') {
      slot.ready = true;
      this.#falseStarts = 0;
      this.#give(slot);
    } else if (message.type === 'progress') {
      if (message.index === slot.point?.index) slot.fraction = Math.min(1, Math.max(0, message.fraction));
      this.#report();
    } else {
      slot.point = null;
      slot.fraction = 0;
      this.#row(message.row, message.run);
      if (this.#over) return;
      if (message.spoilt) this.#replace(slot);
      else this.#give(slot);
      if (this.#options.next !== undefined) this.#wake();
    }
  }

  #give(slot: Slot): void {
    const point = this.#take();
    if (point === undefined) {
      // A row that is still to come may lead to more points.
      if (this.#options.next === undefined) this.#retire(slot);
      else if (!this.#busy()) this.#end();
      return;
    }
    slot.point = point;
    slot.worker.postMessage({ type: 'point', point, keep: this.#options.keepRuns ?? false });
  }

  #take(): SweepPoint | undefined {
    const { next, points } = this.#options;
    const point = next === undefined ? points[this.#given] : next();
    if (point !== undefined) this.#given++;
    return point;
  }

  #busy(): boolean {
    return [...this.#slots].some((slot) => slot.point !== null || !slot.ready);
  }

  /** Ask again for workers that had nothing to do. */
  #wake(): void {
    for (const slot of [...this.#slots]) {
      if (!this.#over && slot.ready && slot.point === null) this.#give(slot);
    }
  }

  #row(row: SweepRow, run?: KeptRun): void {
    this.#options.onRow(row, run);
    this.#rows++;
    this.#report();
    if (this.#rows === this.#options.points.length) this.#end();
  }

  #retire(slot: Slot): void {
    this.#slots.delete(slot);
    void slot.worker.terminate();
  }

  #replace(slot: Slot): void {
    this.#retire(slot);
    if (this.#given < this.#options.points.length) this.#spawn();
  }

  /** A worker that ended by itself: out of memory, or a fault of its own. */
  #lost(slot: Slot, reason: string): void {
    if (!this.#slots.has(slot)) return;
    const { point, ready } = slot;
    slot.point = null;
    if (!ready && ++this.#falseStarts >= MAX_FALSE_STARTS) {
      this.#end(new Error(`a worker thread could not start: ${reason}`));
      return;
    }
    if (point !== null) this.#row(failedRow(point, reason));
    if (!this.#over) this.#replace(slot);
  }

  #report(): void {
    let done = this.#rows;
    for (const slot of this.#slots) if (slot.point !== null) done += slot.fraction;
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
