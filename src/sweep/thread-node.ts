/** Worker threads that run the points of a sweep. */
import type { ParticleTable } from '../build/structure.js';
import type { WorkerLike } from '../jobs/pool.js';
import { jobThread } from '../jobs/thread-node.js';

/** A worker thread that runs points on a compiled core, and on the user's own structure if there is one. */
export function sweepWorker(module: WebAssembly.Module, structure: ParticleTable | null = null): WorkerLike {
  return jobThread({ module, structure, functions: new URL('./functions-node.js', import.meta.url).href });
}
