// The full law of one fibre of a neck: damage, flow, limits and pads (neck.ts takes the short way where none of
// these can matter). What the fibre adds to its neck goes to OUT.

import { addF, getF, getI, setF, setI } from '../memory/view';
import * as F from '../network/fields';
import { Bound } from '../network/params';
import * as ligament from './ligament';
import * as kinematics from './kinematics';
import { pair, shift } from './kinematics';
import { refreshRecord } from './record';
import { noteOverload } from './sum';

/** (f_x, m_x), (f_y, m_y), (f_z, m_z), (k_n, k_t), (k_s, k_b), energy, pull of the fibre in hand. */
export const OUT: usize = memory.data(96, 16);
export const OUT_NT: usize = 48;
export const OUT_SB: usize = 64;
export const OUT_ENERGY: usize = 80;
export const OUT_PULL: usize = 88;

export let plastic: f64 = 0; // pJ of plastic work in this trial
/** Whether the ligament, not the interface, is the part of the fibre in hand that is more over. */
export let cohesiveWorse: bool = false;

/** Begin a pass over all fibres. */
export function beginFibres(): void {
  plastic = 0;
}

/**
 * How far the fibre just evaluated is over what it can bear: interface (T_m − σ(1−d)) over what is left of its
 * strength, σ max(1−d, 0.2); ligament: plastic strain past its break over the elongation, or (N − σ_u)/σ_u
 * when brittle. A ligament does not tear in plain compression.
 */
function overloads(mat: usize, k: i32, d: f64, sigma: f64, lambda: f64, t: f64): void {
  const left = 1.0 - d;
  const adhesive = (ligament.interfaceT / sigma - left) / max(left, 0.2);
  let cohesive: f64 = -1;
  const epsBreak = getF(mat, Bound.EPS_BREAK);
  if (epsBreak <= 0) {
    const su = getF(mat, Bound.STRENGTH);
    cohesive = (ligament.fractureEquivalent() - su) * (1.0 / su);
  } else if (ligament.tn > 0 || ligament.shearLed()) {
    cohesive = ((lambda + ligament.stretch) / t - epsBreak) * getF(mat, Bound.INV_ELONGATION);
  }
  cohesiveWorse = cohesive > adhesive;
  noteOverload(k, max(adhesive, cohesive));
}

/** Evaluate the law of intact fibre `k` of neck `e`, of bound material `mat`, whose strains are in hand. */
export function evaluateFibre(mat: usize, e: i32, k: i32): void {
  const fG = getF(mat, Bound.ADHESION_FACTOR);
  const g2 = getF(F.at(F.GYRATION2), k);
  opening = kinematics.qn;
  shear2 = kinematics.sx * kinematics.sx + kinematics.sy * kinematics.sy + kinematics.sz * kinematics.sz;
  bend2 =
    g2 * (kinematics.bx * kinematics.bx + kinematics.by * kinematics.by + kinematics.bz * kinematics.bz);
  twist2 = 2 * g2 * kinematics.tw * kinematics.tw;
  const d = getF(F.at(F.DAMAGE), k);
  const sigma = getF(F.at(F.SIGMA), e) * fG;
  const t = getF(F.at(F.THICKNESS), k);
  const lambda = getF(F.at(F.LAMBDA), k);
  const c = ligament.interfaceCompliance(d, sigma, getF(F.at(F.GAMMA), e) * fG);
  ligament.fibre(mat, opening, shear2, bend2, twist2, t, c, lambda);
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
  kinematics.strains(e, p);
  evaluateFibre(mat, e, k);
  const g2 = getF(F.at(F.GYRATION2), k);
  const f = area * ligament.tn;
  const s = area * ligament.ks;
  const b = area * g2 * ligament.kb;
  const w = area * 2 * g2 * ligament.ks * kinematics.tw;
  v128.store(OUT, pair(f * kinematics.nx + s * kinematics.sx, b * kinematics.bx + w * kinematics.nx));
  v128.store(OUT, pair(f * kinematics.ny + s * kinematics.sy, b * kinematics.by + w * kinematics.ny), 16);
  v128.store(OUT, pair(f * kinematics.nz + s * kinematics.sz, b * kinematics.bz + w * kinematics.nz), 32);
  v128.store(OUT, pair(area * ligament.tangentN, area * 2 * g2 * ligament.tangentT), OUT_NT);
  v128.store(OUT, pair(area * ligament.tangentS, area * g2 * ligament.tangentB), OUT_SB);
  store<f64>(OUT, area * ligament.energy, OUT_ENERGY);
  store<f64>(OUT, f * getF(F.at(F.THICKNESS), k), OUT_PULL);
  if (ligament.loss > 0) rankOne(mat, k, area, g2);
  if (ligament.stretch > 0) {
    plastic += area * ligament.work;
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
  const px = load<f64>(kinematics.JUMP) - load<f64>(p),
    py = load<f64>(kinematics.JUMP, 16) - load<f64>(p, 8),
    pz = load<f64>(kinematics.JUMP, 32) - load<f64>(p, 16);
  const t = getF(F.at(F.THICKNESS), k);
  ligament.pad(mat, px * nx + py * ny + pz * nz, t);
  if (ligament.tn == 0) return false;
  const f = area * ligament.tn;
  v128.store(OUT, pair(f * nx, 0));
  v128.store(OUT, pair(f * ny, 0), 16);
  v128.store(OUT, pair(f * nz, 0), 32);
  v128.store(OUT, pair(area * ligament.tangentN, 0), OUT_NT);
  v128.store(OUT, f64x2.splat(0), OUT_SB);
  store<f64>(OUT, area * ligament.energy, OUT_ENERGY);
  store<f64>(OUT, f * t, OUT_PULL);
  return true;
}

/** Loss of tangent of the yielding fibre in hand as w wᵀ over (Δ, φ). */
function rankOne(mat: usize, k: i32, area: f64, g2: f64): void {
  const w = F.at(F.RANK) + <usize>k * 48;
  const t = getF(F.at(F.THICKNESS), k);
  const root = Math.sqrt(area * ligament.loss) * (getF(mat, Bound.MODULUS) / t);
  const n = root * (kinematics.qn + getF(mat, Bound.SHRINK) * t);
  const s = root / getF(mat, Bound.RATIO);
  const b = root * g2;
  const c = 2 * s * g2 * kinematics.tw;
  store<f64>(w, n * kinematics.nx + s * kinematics.sx);
  store<f64>(w, n * kinematics.ny + s * kinematics.sy, 8);
  store<f64>(w, n * kinematics.nz + s * kinematics.sz, 16);
  store<f64>(w, b * kinematics.bx + c * kinematics.nx, 24);
  store<f64>(w, b * kinematics.by + c * kinematics.ny, 32);
  store<f64>(w, b * kinematics.bz + c * kinematics.nz, 40);
  setI(F.at(F.RANKED), k, 1);
}

function commitFlow(mat: usize, e: i32, k: i32, p: usize, area: f64): void {
  const m = ligament.mu;
  const r = getF(mat, Bound.RATIO);
  const dn = m * ligament.tn;
  const ds = m * r * ligament.ks;
  const db = m * ligament.kb;
  const dt = m * r * ligament.ks * kinematics.tw;
  shift(p, 0, dn * kinematics.nx, ds * kinematics.sx);
  shift(p, 1, dn * kinematics.ny, ds * kinematics.sy);
  shift(p, 2, dn * kinematics.nz, ds * kinematics.sz);
  shift(p, 3, db * kinematics.bx, dt * kinematics.nx);
  shift(p, 4, db * kinematics.by, dt * kinematics.ny);
  shift(p, 5, db * kinematics.bz, dt * kinematics.nz);
  addF(F.at(F.LAMBDA), k, ligament.stretch);
  addF(F.at(F.PLASTIC_WORK), k, area * ligament.work);
  refreshRecord(e, k);
}
