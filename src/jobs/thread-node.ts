/** Worker threads for {@link runPool}. */
import { Worker } from 'node:worker_threads';
import type { ParticleTable } from '../build/structure.js';
import type { WorkerLike } from './pool.js';

/** What a worker thread starts with. */
export interface ThreadData {
  readonly module: WebAssembly.Module;
  /** The user's own particles, on which electrodes are built instead of packing them. */
  readonly structure: ParticleTable | null;
  /** Address of a module that exports `jobFunctions`, the kinds of jobs that the thread knows. */
  readonly functions: string;
}

/** A worker thread that computes jobs on a compiled core. */
export function jobThread(data: ThreadData): WorkerLike {
  return new Worker(new URL('./worker-node.js', import.meta.url), { workerData: data });
}
