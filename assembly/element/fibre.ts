// The full law of one fibre of a neck: damage, flow, limits and pads (neck.ts takes the short way where none of
// these can matter). What the fibre adds to its neck goes to OUT.

import { addF, getF, getI, setF, setI } from '../memory/view';
import * as F from '../network/fields';
import { Bound } from '../network/params';
import * as L from './ligament';
import * as J from './kinematics';
import { pair, shift } from './kinematics';
import { refreshRecord } from './record';

/** (f_x, m_x), (f_y, m_y), (f_z, m_z), (k_n, k_t), (k_s, k_b), energy, pull of the fibre in hand. */
export const OUT: usize = memory.data(96, 16);
export const OUT_NT: usize = 48;
export const OUT_SB: usize = 64;
export const OUT_ENERGY: usize = 80;
export const OUT_PULL: usize = 88;

export let plastic: f64 = 0; // pJ of plastic work in this trial
export let largest: f64 = -1; // largest overload met in this pass
/** Whether the ligament, not the interface, is the part of the fibre in hand that is more over. */
export let cohesiveWorse: bool = false;

/** Begin a pass over all fibres. */
export function beginFibres(): void {
  plastic = 0;
  largest = -1;
}

/**
 * How far the fibre just evaluated is over what it can bear: interface (T_m − σ(1−d)) over what is left of its
 * strength, σ max(1−d, 0.2); ligament: plastic strain past its break over the elongation, or (N − σ_u)/σ_u
 * when brittle. A ligament does not tear in plain compression.
 */
function overloads(mat: usize, k: i32, d: f64, sigma: f64, lambda: f64, t: f64): void {
  const left = 1.0 - d;
  const adhesive = (L.interfaceT / sigma - left) / max(left, 0.2);
  let cohesive: f64 = -1;
  const epsBreak = getF(mat, Bound.EPS_BREAK);
  if (epsBreak <= 0) {
    const su = getF(mat, Bound.STRENGTH);
    cohesive = (L.fractureEquivalent() - su) * (1.0 / su);
  } else if (L.tn > 0 || L.shearLed()) {
    cohesive = ((lambda + L.stretch) / t - epsBreak) * getF(mat, Bound.INV_ELONGATION);
  }
  cohesiveWorse = cohesive > adhesive;
  const over = max(adhesive, cohesive);
  largest = max(largest, over);
  setF(F.at(F.OVERLOAD), k, over);
}

/** Evaluate the law of intact fibre `k` of neck `e`, of bound material `mat`, whose strains are in hand. */
export function evaluateFibre(mat: usize, e: i32, k: i32): void {
  const fG = getF(mat, Bound.ADHESION_FACTOR);
  const g2 = getF(F.at(F.GYRATION2), k);
  opening = J.qn;
  shear2 = J.sx * J.sx + J.sy * J.sy + J.sz * J.sz;
  bend2 = g2 * (J.bx * J.bx + J.by * J.by + J.bz * J.bz);
  twist2 = 2 * g2 * J.tw * J.tw;
  const d = getF(F.at(F.DAMAGE), k);
  const sigma = getF(F.at(F.SIGMA), e) * fG;
  const t = getF(F.at(F.THICKNESS), k);
  const lambda = getF(F.at(F.LAMBDA), k);
  const c = L.interfaceCompliance(d, sigma, getF(F.at(F.GAMMA), e) * fG);
  L.fibre(mat, opening, shear2, bend2, twist2, t, c, lambda);
  overloads(mat, k, d, sigma, lambda, t);
}

export let opening: f64 = 0; // q_n less shrinkage, µm
export let shear2: f64 = 0;
export let bend2: f64 = 0;
export let twist2: f64 = 0;

/**
 * Put what fibre `k` of the neck in hand adds into OUT and mark it when it flows; make flow real if
 * committing. False when it adds nothing.
 */
export function fullFibre(mat: usize, e: i32, k: i32, commit: bool): bool {
  const area = getF(F.at(F.AREA), k);
  const flag = getI(F.at(F.FLAG), k);
  if (area <= 0 || flag == 3) return false;
  const p = F.at(F.PLASTIC) + <usize>k * 48;
  if (flag != 0) return pad(mat, e, k, p, area);
  J.strains(e, p);
  evaluateFibre(mat, e, k);
  const g2 = getF(F.at(F.GYRATION2), k);
  const f = area * L.tn;
  const s = area * L.ks;
  const b = area * g2 * L.kb;
  const w = area * 2 * g2 * L.ks * J.tw;
  v128.store(OUT, pair(f * J.nx + s * J.sx, b * J.bx + w * J.nx));
  v128.store(OUT, pair(f * J.ny + s * J.sy, b * J.by + w * J.ny), 16);
  v128.store(OUT, pair(f * J.nz + s * J.sz, b * J.bz + w * J.nz), 32);
  v128.store(OUT, pair(area * L.tangentN, area * 2 * g2 * L.tangentT), OUT_NT);
  v128.store(OUT, pair(area * L.tangentS, area * g2 * L.tangentB), OUT_SB);
  store<f64>(OUT, area * L.energy, OUT_ENERGY);
  store<f64>(OUT, f * getF(F.at(F.THICKNESS), k), OUT_PULL);
  if (L.loss > 0) rankOne(mat, k, area, g2);
  if (L.stretch > 0) {
    plastic += area * L.work;
    if (commit) commitFlow(mat, e, k, p, area);
  }
  return true;
}

/** What is left of a fibre whose interface came off: it bears compression. */
function pad(mat: usize, e: i32, k: i32, p: usize, area: f64): bool {
  const n = F.at(F.NORMAL) + <usize>e * 24;
  const nx = load<f64>(n),
    ny = load<f64>(n, 8),
    nz = load<f64>(n, 16);
  const px = load<f64>(J.JUMP) - load<f64>(p),
    py = load<f64>(J.JUMP, 16) - load<f64>(p, 8),
    pz = load<f64>(J.JUMP, 32) - load<f64>(p, 16);
  const t = getF(F.at(F.THICKNESS), k);
  L.pad(mat, px * nx + py * ny + pz * nz, t);
  if (L.tn == 0) return false;
  const f = area * L.tn;
  v128.store(OUT, pair(f * nx, 0));
  v128.store(OUT, pair(f * ny, 0), 16);
  v128.store(OUT, pair(f * nz, 0), 32);
  v128.store(OUT, pair(area * L.tangentN, 0), OUT_NT);
  v128.store(OUT, f64x2.splat(0), OUT_SB);
  store<f64>(OUT, area * L.energy, OUT_ENERGY);
  store<f64>(OUT, f * t, OUT_PULL);
  return true;
}

/** Loss of tangent of the yielding fibre in hand as w wᵀ over (Δ, φ). */
function rankOne(mat: usize, k: i32, area: f64, g2: f64): void {
  const w = F.at(F.RANK) + <usize>k * 48;
  const t = getF(F.at(F.THICKNESS), k);
  const root = Math.sqrt(area * L.loss) * (getF(mat, Bound.MODULUS) / t);
  const n = root * (J.qn + getF(mat, Bound.SHRINK) * t);
  const s = root / getF(mat, Bound.RATIO);
  const b = root * g2;
  const c = 2 * s * g2 * J.tw;
  store<f64>(w, n * J.nx + s * J.sx);
  store<f64>(w, n * J.ny + s * J.sy, 8);
  store<f64>(w, n * J.nz + s * J.sz, 16);
  store<f64>(w, b * J.bx + c * J.nx, 24);
  store<f64>(w, b * J.by + c * J.ny, 32);
  store<f64>(w, b * J.bz + c * J.nz, 40);
  setI(F.at(F.RANKED), k, 1);
}

function commitFlow(mat: usize, e: i32, k: i32, p: usize, area: f64): void {
  const m = L.mu;
  const r = getF(mat, Bound.RATIO);
  const dn = m * L.tn;
  const ds = m * r * L.ks;
  const db = m * L.kb;
  const dt = m * r * L.ks * J.tw;
  shift(p, 0, dn * J.nx, ds * J.sx);
  shift(p, 1, dn * J.ny, ds * J.sy);
  shift(p, 2, dn * J.nz, ds * J.sz);
  shift(p, 3, db * J.bx, dt * J.nx);
  shift(p, 4, db * J.by, dt * J.ny);
  shift(p, 5, db * J.bz, dt * J.nz);
  addF(F.at(F.LAMBDA), k, L.stretch);
  addF(F.at(F.PLASTIC_WORK), k, area * L.work);
  refreshRecord(e, k);
}
