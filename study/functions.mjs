/** What a worker computes for the study. */
import { NodeKind, run } from '../dist/index.js';
import { crackMeter, measureCracks } from '../dist/observe/measure/index.js';
import { decodeCheckpoint } from '../dist/process/checkpoint.js';
import { nothing, STUDY_RUN } from './run.mjs';

/**
 * The stages with two measures more: the largest opening of any broken ligament between particles, µm, and the length
 * of the cracks that part the upper half of the coating, mm/mm².
 *
 * @param {import('../dist/process/run.js').RunOutcome} outcome
 * @returns {import('./run.mjs').StageResult[]}
 */
function withMore({ result, network, electrode, frames }) {
  const { height_um, area_um2, depth_um, summary } = electrode;
  const geometry = { height_um, area_um2, depth_um, slab: summary.slab };
  const meter = crackMeter(network, geometry, { partingHeight: 0.5 });
  return result.stages.map((stage, s) => {
    const frame = /** @type {import('../dist/observe/quantities.js').Frame} */ (frames[s + 1]);
    let opening = 0;
    frame.mode.forEach((mode, k) => {
      const onFoil = [network.i[k], network.j[k]].some((p) => network.kind[Number(p)] === NodeKind.foil);
      if (mode !== 0 && !onFoil) opening = Math.max(opening, Number(frame.opening[k]));
    });
    return { ...stage, opening, upperHalf: measureCracks(meter, frame).summary.length_mm_per_mm2 };
  });
}

/**
 * The last checkpoint holds the whole ledger, with the least that an event released.
 *
 * @type {import('../dist/jobs/job.js').JobFunction<import('./run.mjs').RunInput, import('./run.mjs').KeptRun>}
 */
async function compute(input, { module, electrodes, onProgress }) {
  const began = performance.now();
  /** @type {Uint8Array | null} */
  let last = null;
  const outcome = await run(module, input.config, {
    electrodeCache: electrodes,
    onProgress: ({ fraction }) => onProgress(fraction),
    checkpointEvery: 1e9,
    onCheckpoint: (data) => {
      last = data;
    },
  });
  if (last === null) throw new Error('the run left no checkpoint');
  const { ledgerStart } = decodeCheckpoint(last).state;
  const total = (/** @type {string} */ name) => {
    const value = ledgerStart[name];
    if (value === undefined) throw new Error(`the ledger has no ${name}`);
    return value;
  };
  const out = {
    ...nothing(input),
    status: /** @type {const} */ ('ok'),
    reason: null,
    seconds: Math.round((performance.now() - began) / 10) / 100,
    hash: outcome.result.hash,
    stages: withMore(outcome),
    leastRelease: total('leastRelease'),
    absWork: total('absWork'),
    stalled: total('stalled'),
  };
  return { out };
}

/** @type {import('../dist/jobs/job.js').JobFunctions} */
export const jobFunctions = { [STUDY_RUN.name]: compute };
