/** A trivial kind of job, and workers in this thread. */
import { EventEmitter } from 'node:events';
import {
  type Job,
  type JobFunctions,
  type JobKind,
  type JobMessage,
  jobId,
  type Outcome,
  type WorkerMessage,
} from '../../src/jobs/job.js';
import type { WorkerLike } from '../../src/jobs/pool.js';
import type { JobSet } from '../../src/jobs/set.js';
import { answer, RecentElectrodes } from '../../src/jobs/worker.js';
import { wasmModule } from '../support/nets.js';

/** A worker in this thread. `before` may kill it by emitting on it, and says whether the message goes on. */
export function fakeWorker(
  functions: JobFunctions,
  before: (worker: EventEmitter, message: JobMessage) => boolean = () => true,
): WorkerLike {
  const emitter = new EventEmitter();
  const post = (message: WorkerMessage): void => void setImmediate(() => emitter.emit('message', message));
  post({ type: 'ready' });
  const tools = { module: wasmModule, electrodes: new RecentElectrodes() };
  const postMessage = (message: JobMessage): void => {
    if (before(emitter, message)) void answer(message, functions, tools, post);
  };
  return Object.assign(emitter, { postMessage, terminate: () => undefined }) as unknown as WorkerLike;
}

/** The square of a number. */
export interface Square extends Outcome {
  readonly square: number | null;
}

export type SquareJob = Job<number, Square, string>;

const kind: JobKind<number, Square, string> = {
  name: 'square',
  failed: ({ id }, reason) => ({ id, status: 'failed', reason, square: null }),
  stored: (value, { id }) => {
    const { status, reason, square } = value as Square;
    return square === undefined ? null : { id, status, reason, square };
  },
};

/** A number to be squared. */
export async function squareJob(input: number, engine = 'ab'): Promise<SquareJob> {
  return { kind, id: await jobId({ kind: kind.name, input }, engine), input };
}

/** Numbers to be squared. */
export const squareJobs = (numbers: readonly number[]): Promise<SquareJob[]> =>
  Promise.all(numbers.map((n) => squareJob(n)));

/** What workers know: squares of all numbers but 13; the part is the number in words. */
export function squares(compute: (input: number) => number | Promise<number>): JobFunctions {
  const square = async (input: number) => {
    const { id } = await squareJob(input);
    return {
      out: { id, status: 'ok', reason: null, square: await compute(input) },
      parts: `part of ${input}`,
    };
  };
  return { square: square as JobFunctions[string] };
}

/** A set of squares that writes `squares.txt`. */
export function squareSet(jobs: readonly SquareJob[], plan = 'p1'): JobSet<number, Square, string> {
  return {
    noun: 'set of squares',
    again: 'numbers',
    jobs,
    manifest: (outcomes, status) => ({
      schema: 'squares/1',
      status,
      plan,
      engine: 'ab',
      done: outcomes.length,
    }),
    files: (outcomes) => ({ 'squares.txt': outcomes.map((o) => `${o.square}\n`).join('') }),
  };
}
