// Contact and friction beside the ligament of a neck.

import { getF, setF } from '../memory/view';
import * as F from '../network/fields';
import * as C from '../law/contact';
import * as K from './constants';
import { JUMP } from './jump';

/** Force x, y, z, normal and tangential stiffness of the contact in hand. */
export const TOUCH: usize = memory.data(40, 16);

export let sliding: f64 = 0; // pJ of friction in this trial
export let slipChange: f64 = 0; // largest change of a friction force by a new cap, µN
/** Whether any contact or friction force acts. */
export let touching: bool = false;
/** Elastic energy of the contact in hand; what a new cap lets go of it, pJ. */
export let energy: f64 = 0;
export let lost: f64 = 0;

/** Begin a pass over all contacts. */
export function beginTouch(): void {
  sliding = 0;
  slipChange = 0;
  touching = false;
}

/**
 * Contact of neck `e`, opened by `dn` along its normal: force and stiffness into TOUCH. Returns 0 when
 * nothing touches, 2 when it slides, else 1. With `commit` slip is made real.
 */
export function touch(e: i32, dn: f64, commit: bool): i32 {
  const cap = getF(F.at(F.CAP), e);
  C.hertz(-dn - getF(F.at(F.GAP), e), getF(F.at(F.K_HERTZ), e));
  if (C.normal == 0 && cap <= 0) return 0;
  touching = true;
  const n = F.at(F.NORMAL) + <usize>e * 24;
  const nx = load<f64>(n),
    ny = load<f64>(n, 8),
    nz = load<f64>(n, 16);
  const slipAt = F.at(F.SLIP) + <usize>e * 24;
  let gx = load<f64>(JUMP) - load<f64>(slipAt),
    gy = load<f64>(JUMP, 16) - load<f64>(slipAt, 8),
    gz = load<f64>(JUMP, 32) - load<f64>(slipAt, 16);
  const gn = gx * nx + gy * ny + gz * nz;
  gx -= gn * nx;
  gy -= gn * ny;
  gz -= gn * nz;
  const g = Math.sqrt(gx * gx + gy * gy + gz * gz);
  const stiff = getF(F.at(F.K_STICK), e);
  C.friction(g, stiff, cap);
  store<f64>(TOUCH, C.stick * gx - C.normal * nx);
  store<f64>(TOUCH, C.stick * gy - C.normal * ny, 8);
  store<f64>(TOUCH, C.stick * gz - C.normal * nz, 16);
  store<f64>(TOUCH, C.tangent, 24);
  store<f64>(TOUCH, C.stick, 32);
  energy = C.energy;
  lost = 0;
  sliding += C.sliding;
  const slides = C.sliding > 0;
  if (slides) {
    // A sliding contact resists across the slip, not along it; a thousandth is kept for definiteness.
    const w = F.at(F.SLIDE) + <usize>e * 24;
    const root = Math.sqrt(0.999 * C.stick) / g;
    store<f64>(w, root * gx);
    store<f64>(w, root * gy, 8);
    store<f64>(w, root * gz, 16);
  }
  if (commit) {
    const keep = commitSlip(e, g, stiff, cap);
    // The anchor trails the contact by the stretch that is still held.
    store<f64>(slipAt, load<f64>(JUMP) - keep * gx);
    store<f64>(slipAt, load<f64>(JUMP, 16) - keep * gy, 8);
    store<f64>(slipAt, load<f64>(JUMP, 32) - keep * gz, 16);
  }
  return slides ? 2 : 1;
}

/**
 * Slip made real: the cap follows the new normal force, and what it no longer holds slides too. Returns
 * the share of the stretch `g` that is still held.
 */
function commitSlip(e: i32, g: f64, stiff: f64, oldCap: f64): f64 {
  const cap = K.friction * C.normal;
  const before = oldCap > 0 ? min(g, oldCap / stiff) : 0.0;
  const held = min(before, cap / stiff);
  lost = 0.5 * stiff * (before * before - held * held);
  sliding += lost;
  slipChange = max(slipChange, stiff * (before - held));
  setF(F.at(F.CAP), e, cap);
  return g > 0 ? held / g : 0.0;
}
