// The core's only exports: flat functions over numbers.

import { hashBlock } from './memory/hash';
import { stateAddress, stateBytes } from './network/fields';
import { bindLaws, forgetRecords } from './element/index';
import { applyLoad, forgetLoad } from './solve/load';

export { alloc, arenaBytes, mark, release } from './memory/arena';
export { fieldAddress, fieldBytes, netAlloc, stateAddress, stateBytes } from './network/fields';
export { netFinish } from './network/finish';
export { forget, solverPlan } from './solve/preconditioner';
export {
  linearApply,
  linearApplyInner,
  linearBreak,
  linearIterations,
  linearPlan,
  linearPrepare,
  linearRefresh,
  linearResidual,
  linearRounds,
  linearSolve,
} from './solve/linear';
export { solidify, stageBegin, stepAccept, stepReject, stepTry } from './fracture/step';
export { eventRound } from './fracture/avalanche';
export { observeElements } from './measure/observe';
export { bits, normal, uniform } from './math/random';

/** Put the state's load parameters in force again: after a build, and after a checkpoint was restored. */
export function restore(): void {
  forgetLoad();
  applyLoad();
  forgetRecords();
  bindLaws();
}

let digest: u64 = 0;

/** Hash the state block; returns the high 32 bits, `hashLow` the low ones. */
export function hashState(): u32 {
  digest = hashBlock(stateAddress(), stateBytes());
  return <u32>(digest >> 32);
}

export function hashLow(): u32 {
  return <u32>digest;
}
export { get as levelSlot, levelEntries, levelNodes } from './solve/multigrid/levels';
export { rightSide as innerImage, solution as innerVector } from './solve/multigrid/mixed';
export * from './build/index';
