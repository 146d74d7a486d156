/**
 * One run of the study as a job: what the document needs of a run, kept as JSON.
 *
 * @typedef {import('../dist/config/config-types.js').Config} Config
 * @typedef {import('../dist/model/result.js').StageResult & { opening?: number, upperHalf?: number }} StageResult
 *
 * What is wanted; `engine`: hash of the core; `label`: for those who watch.
 * @typedef {{ id: string, engine: string, config: Config, label: string }} RunInput
 *
 * What is kept; `leastRelease`, `absWork`, `stalled`: of the whole run's ledger.
 * @typedef {import('../dist/jobs/job.js').Outcome & { engine: string, config: Config, seconds: number, hash: string,
 *   stages: readonly StageResult[], leastRelease: number, absWork: number, stalled?: number }} KeptRun
 *
 * @typedef {import('../dist/jobs/job.js').Job<RunInput, KeptRun>} RunJob
 */
import { jobId } from '../dist/jobs/job.js';

/** @type {import('../dist/jobs/job.js').JobKind<RunInput, KeptRun>} */
export const STUDY_RUN = {
  name: 'study-run',
  failed: ({ input }, reason) => ({ ...nothing(input), status: 'failed', reason }),
  stored: (value) => storedRun(value),
};

/** @param {RunInput} input */
export const nothing = ({ id, engine, config }) => ({
  id,
  engine,
  config,
  seconds: 0,
  hash: '',
  stages: [],
  leastRelease: 0,
  absWork: 0,
});

/** A stored run; null when it is not whole. @param {unknown} value @returns {KeptRun | null} */
export function storedRun(value) {
  const run = /** @type {Partial<KeptRun> | null} */ (value);
  return run?.config && run.engine && Array.isArray(run.stages) ? /** @type {KeptRun} */ (run) : null;
}

/**
 * A configuration to be run on a core.
 *
 * @param {Config} config
 * @param {string} engine
 * @param {string} label
 * @returns {Promise<RunJob>}
 */
export async function runJob(config, engine, label) {
  const id = await jobId({ kind: STUDY_RUN.name, config }, engine);
  return { kind: STUDY_RUN, id, input: { id, engine, config, label } };
}
