// Slots of the arrays of mixed numbers, by name.

import { getF } from '../memory/view';
import { at, CONSTANTS, MATERIALS, MATERIAL_SLOTS, PARAM } from './fields';

export { Bound, Constant, Info, Ledger, Material, Param } from './schema';

/** Constant of the run. */
@inline export function constant(slot: i32): f64 {
  return getF(at(CONSTANTS), slot);
}

/** Constant of material `id`. */
@inline export function material(id: i32, slot: i32): f64 {
  return getF(at(MATERIALS), id * MATERIAL_SLOTS + slot);
}

/** Load parameter in force. */
@inline export function param(slot: i32): f64 {
  return getF(at(PARAM), slot);
}
