// Materials of elements, bound to the load in force: film, interfaces and contact, read once where a load parameter
// changes. A law is handed the record of its element's material; nothing of a material lives in a module.

import { getF, getI, setF } from '../memory/view';
import * as F from '../network/fields';
import { Bound, Material, Param, material, param } from '../network/params';
import { flowStress } from './film';

const BOUND_BYTES: usize = (<usize>F.BOUND_SLOTS) << 3;
const FILM_BYTES: usize = 24 * F.TABLE_ROWS;

/** Bound record of material `id`. */
@inline export function boundRecord(id: i32): usize {
  return F.at(F.BOUND) + <usize>id * BOUND_BYTES;
}

/** Bound record of the material that element `e` is made of. */
@inline export function materialOf(e: i32): usize {
  return boundRecord(getI(F.at(F.MATERIAL), e));
}

/** A factor of the load, or 1 for a material that is not the binder's. */
@inline function factor(id: i32, slot: i32): f64 {
  return material(id, Material.RIGID) != 0 ? 1.0 : param(slot);
}

/** Modulus of material `id` with the factor `fE` on it, MPa. */
export function modulusWith(id: i32, fE: f64): f64 {
  return material(id, Material.E_FILM) * (material(id, Material.RIGID) != 0 ? 1.0 : fE);
}

/** Bind material `id`. Returns whether what fibres keep of it has changed. */
export function bind(id: i32): bool {
  const mat = boundRecord(id);
  const e = modulusWith(id, param(Param.F_E));
  const fY = factor(id, Param.F_Y);
  const fG = factor(id, Param.F_G);
  const epsBreak = material(id, Material.EPS_BREAK) * factor(id, Param.F_D);
  const change =
    e != getF(mat, Bound.MODULUS) ||
    fY != getF(mat, Bound.STRENGTH_FACTOR) ||
    epsBreak != getF(mat, Bound.EPS_BREAK) ||
    fG != getF(mat, Bound.ADHESION_FACTOR);
  const beta = material(id, Material.BETA);
  const strength = material(id, Material.STRENGTH) * fY;
  const brittle = material(id, Material.EPS_BREAK) <= 0;
  setF(mat, Bound.MODULUS, e);
  setF(mat, Bound.RATIO, material(id, Material.RATIO));
  setF(mat, Bound.BETA2, beta * beta);
  setF(mat, Bound.INV_BETA2, 1.0 / (beta * beta));
  setF(mat, Bound.STRENGTH_FACTOR, fY);
  setF(mat, Bound.ADHESION_FACTOR, fG);
  setF(mat, Bound.SHRINK, material(id, Material.RIGID) != 0 ? 0.0 : param(Param.SHRINK));
  setF(mat, Bound.SHRINKS, material(id, Material.RIGID) != 0 ? 0.0 : 1.0);
  setF(mat, Bound.STRENGTH, strength);
  setF(mat, Bound.EPS_BREAK, epsBreak);
  setF(mat, Bound.INV_ELONGATION, 1.0 / (epsBreak + strength / e));
  setF(mat, Bound.BRITTLE, brittle ? 1 : 0);
  setF(mat, Bound.FLOOR, material(id, Material.FLOOR));
  setF(mat, Bound.TAIL, 1e-4 * e);
  setF(mat, Bound.FRICTION, material(id, Material.FRICTION));
  store<usize>(mat + (Bound.FILM_AT << 3), F.at(F.FILM) + <usize>id * FILM_BYTES);
  store<i32>(mat + (Bound.FILM_POINTS << 3), <i32>material(id, Material.FILM_POINTS));
  setF(mat, Bound.YIELD0, brittle ? 0 : fY * flowStress(mat, 0));
  return change;
}
