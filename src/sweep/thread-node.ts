/** Worker threads for {@link runPool}. */
import { Worker } from 'node:worker_threads';
import type { ParticleTable } from '../build/structure.js';
import type { WorkerLike } from './pool.js';

/** A worker thread that runs points on a compiled core, and on the user's own structure if there is one. */
export function sweepWorker(module: WebAssembly.Module, structure: ParticleTable | null = null): WorkerLike {
  return new Worker(new URL('./worker-node.js', import.meta.url), { workerData: { module, structure } });
}
