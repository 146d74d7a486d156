// What an element answers with to the motion of its nodes, whatever its class: an element class fills it, solve/forces
// takes it from here.

import { setF } from '../memory/view';
import * as F from '../network/fields';

/** (F_x, M_x), (F_y, M_y), (F_z, M_z) on node j, then tangents (k_n, k_t), (k_s, k_b), then the pull. */
export const SUM: usize = memory.data(96, 16);
export const SUM_NT: usize = 48;
export const SUM_SB: usize = 64;
export const SUM_PULL: usize = 80;

/** Elastic energy of all elements of the pass so far, pJ. */
export let elastic: f64 = 0;

/** Largest overload met in this pass. */
export let largest: f64 = -1;

/** Begin a pass over all elements. */
export function beginSum(): void {
  elastic = 0;
  largest = -1;
}

/** Note the overload of fibre `k`: how far it is over what it can bear. */
@inline export function noteOverload(k: i32, over: f64): void {
  largest = max(largest, over);
  setF(F.at(F.OVERLOAD), k, over);
}

/** Book stored energy, pJ: what it is now in all. */
@inline export function setElastic(sum: f64): void {
  elastic = sum;
}

/** The element in hand answers with nothing yet. */
@inline export function clearSum(): void {
  memory.fill(SUM, 0, 96);
}
