// Contact of two particles, or of a particle with foil or plate (docs/theory.md §2.5), beside the ligament of a neck, or by
// itself: an element of class CONTACT.
// Normal: Hertz, f = K δ^{3/2} with K = (4/3) E* √R*; energy (2/5) K δ^{5/2}; no tension.
// Tangential: a spring k_t from an anchor that slips so that |f_t| ≤ μ f_n. The cap μ f_n is that of
// the last equilibrium, which keeps the step's potential convex; the avalanche repeats until it holds.

import { addF, getF, setF } from '../memory/view';
import * as F from '../network/fields';
import { isLoose } from '../network/loose';
import { Bound } from '../network/params';
import { JUMP } from './kinematics';
import { materialOf } from './material';
import { SUM, SUM_NT, SUM_SB, clearSum, elastic, setElastic } from './sum';

// Of the contact in hand.
let normal: f64 = 0; //  compressive force, µN (≥ 0)
let tangent: f64 = 0; // µN/µm
let stick: f64 = 0; //   secant of friction, µN/µm
let slid: f64 = 0; //    work of friction, pJ

/** Hertz contact at overlap `delta` = −(opening + gap), µm. */
function hertz(delta: f64, k: f64): void {
  if (delta <= 0) {
    normal = 0;
    energy = 0;
    tangent = 0;
    return;
  }
  const root = Math.sqrt(delta);
  normal = k * delta * root;
  energy = 0.4 * normal * delta;
  tangent = 1.5 * k * root;
}

/** Frictional spring stretched by `g` (µm) with cap `cap` (µN). Adds to `energy`. */
function rub(g: f64, k: f64, cap: f64): void {
  slid = 0;
  if (cap <= 0 || k <= 0) {
    stick = 0;
    return;
  }
  const f = k * g;
  if (f <= cap) {
    stick = k;
    energy += 0.5 * f * g;
    return;
  }
  const held = cap / k;
  stick = cap / g;
  energy += 0.5 * cap * held;
  slid = cap * (g - held);
}

/** Force x, y, z, normal and tangential stiffness of the contact in hand. */
const TOUCH: usize = memory.data(40, 16);

export let sliding: f64 = 0; // pJ of friction in this trial
export let slipChange: f64 = 0; // largest change of a friction force by a new cap, µN
/** Whether any contact or friction force acts. */
export let touching: bool = false;
/** Elastic energy of the contact in hand; what a new cap lets go of it, pJ. */
let energy: f64 = 0;
let lost: f64 = 0;

/** In YIELDING: a contact slides. */
export const SLIDES: i32 = 256;

/** Begin a pass over all contacts. */
export function beginContacts(): void {
  sliding = 0;
  slipChange = 0;
  touching = false;
}

/** Answer of a contact by itself, into SUM; see `evaluateElement`. */
export function evaluateContact(e: i32, i: i32, j: i32, commit: bool): i32 {
  clearSum();
  return addContact(e, i, j, commit) ? SLIDES : 0;
}

/** Force of a contact by itself on node i at the jump in hand. */
export function observeContact(e: i32, i: i32, j: i32, force: usize): void {
  clearSum();
  addContact(e, i, j, false);
  for (let c: usize = 0; c < 3; c++) store<f64>(force + 8 * c, load<f64>(SUM + 16 * c));
}

/** Add contact and friction of element `e` to SUM. Returns whether it slides. */
@inline export function addContact(e: i32, i: i32, j: i32, commit: bool): bool {
  if (getF(F.at(F.HERTZ), e) <= 0) return false;
  const dn = openingOf(e);
  if (!mayTouch(e, i, j, dn)) return false;
  const state = touch(e, dn, commit);
  if (state == 0) return false;
  addF(SUM, 0, load<f64>(TOUCH));
  addF(SUM, 2, load<f64>(TOUCH, 8));
  addF(SUM, 4, load<f64>(TOUCH, 16));
  addF(SUM + SUM_NT, 0, load<f64>(TOUCH, 24));
  addF(SUM + SUM_SB, 0, load<f64>(TOUCH, 32));
  setElastic(elastic + energy - lost);
  return state == 2;
}

/** Component of the jump of element `e` in hand along its normal. */
@inline function openingOf(e: i32): f64 {
  const n = F.at(F.NORMAL) + <usize>e * 24;
  return (
    load<f64>(JUMP) * load<f64>(n) +
    load<f64>(JUMP, 16) * load<f64>(n, 8) +
    load<f64>(JUMP, 32) * load<f64>(n, 16)
  );
}

/** Whether the sides of element `e` between nodes i and j, opened by `dn`, may touch or rub. */
@inline function mayTouch(e: i32, i: i32, j: i32, dn: f64): bool {
  if (-dn - getF(F.at(F.GAP), e) <= 0 && getF(F.at(F.CAP), e) <= 0) return false;
  // Grains that nothing ties to the foil any more lie unconfined: they carry no load.
  return !(isLoose(i) || isLoose(j));
}

/**
 * Contact of element `e`, opened by `dn` along its normal: force and stiffness into TOUCH. Returns 0 when
 * nothing touches, 2 when it slides, else 1. With `commit` slip is made real.
 */
function touch(e: i32, dn: f64, commit: bool): i32 {
  const cap = getF(F.at(F.CAP), e);
  hertz(-dn - getF(F.at(F.GAP), e), getF(F.at(F.HERTZ), e));
  if (normal == 0 && cap <= 0) return 0;
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
  const stiff = getF(F.at(F.STICK), e);
  rub(g, stiff, cap);
  store<f64>(TOUCH, stick * gx - normal * nx);
  store<f64>(TOUCH, stick * gy - normal * ny, 8);
  store<f64>(TOUCH, stick * gz - normal * nz, 16);
  store<f64>(TOUCH, tangent, 24);
  store<f64>(TOUCH, stick, 32);
  lost = 0;
  sliding += slid;
  const slides = slid > 0;
  if (slides) {
    // A sliding contact resists across the slip, not along it; a thousandth is kept for definiteness.
    const w = F.at(F.SLIDE) + <usize>e * 24;
    const root = Math.sqrt(0.999 * stick) / g;
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
  const cap = getF(materialOf(e), Bound.FRICTION) * normal;
  const before = oldCap > 0 ? min(g, oldCap / stiff) : 0.0;
  const held = min(before, cap / stiff);
  lost = 0.5 * stiff * (before * before - held * held);
  sliding += lost;
  slipChange = max(slipChange, stiff * (before - held));
  setF(F.at(F.CAP), e, cap);
  return g > 0 ? held / g : 0.0;
}
