/** What worker threads compute: points of sweeps, and seeds of one configuration. */
import type { JobFunctions } from '../jobs/job.js';
import { computeSeed, SEED } from '../odds/seed.js';
import { jobFunctions as points } from './functions.js';

/** The registry of a thread: every kind of job by its name. */
export const jobFunctions: JobFunctions = { ...points, [SEED.name]: computeSeed };
