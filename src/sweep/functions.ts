/** What workers of the page compute: points of sweeps. Threads of Node know more (functions-node.ts). */
import type { JobFunction, JobFunctions } from '../jobs/job.js';
import { run } from '../process/run.js';
import type { SweepPoint } from './plan.js';
import { type KeptRun, POINT } from './point.js';
import { rowOf, type SweepRow } from './row.js';

const computePoint: JobFunction<SweepPoint, SweepRow, KeptRun> = async (point, tools) => {
  const { module, electrodes, given, onProgress } = tools;
  const { result, network, frames } = await run(module, point.config, {
    onProgress: ({ fraction }) => onProgress(fraction),
    electrodeCache: electrodes,
    ...(given ? { electrode: await given(point.config) } : {}),
  });
  return { out: rowOf(point, result), parts: { result, network, frames } };
};

/** The registry of a worker: every kind of job by its name. */
export const jobFunctions: JobFunctions = { [POINT.name]: computePoint };
