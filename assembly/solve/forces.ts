// One pass over all necks: jumps, fibre laws, contact, forces on the nodes, tangents, energies.
// A trial pass changes no state; a committing pass (after equilibrium) makes plastic flow and slip real.

import { addF, getF, getI, setF, setI } from '../memory/view';
import * as F from '../network/fields';
import * as S from '../network/params';
import { material, param } from '../network/params';
import * as L from '../law/ligament';
import * as C from '../law/contact';
import { isLoose } from './loose';

export let elastic: f64 = 0; //  pJ stored
export let plastic: f64 = 0; //  pJ of plastic work in this trial
export let sliding: f64 = 0; //  pJ of friction in this trial
export let scale2: f64 = 0; //   Σ (|F|² + |M|²/R̄²) over both sides, µN²
export let slipChange: f64 = 0; // largest change of a friction force by a new cap, µN

// Addresses and constants of the pass, read once: the field table is too slow for the inner loop.
let aArea: usize = 0,
  aFlag: usize = 0,
  aThick: usize = 0,
  aPlastic: usize = 0,
  aGyr2: usize = 0,
  aDamage: usize = 0;
let aLambda: usize = 0,
  aSigma: usize = 0,
  aGamma: usize = 0,
  aOver: usize = 0,
  aArmI: usize = 0,
  aArmJ: usize = 0;
let yielding: i32 = 0; // fibres of the neck in hand, + 256 when its contact slides
let aRank: usize = 0,
  aRanked: usize = 0;
let aImposed: usize = 0,
  aNormal: usize = 0;
let fG: f64 = 1,
  invSu: f64 = 0,
  su: f64 = 0,
  epsBreak: f64 = 0,
  invElongation: f64 = 0;

/** Whether any contact or friction force acts. */
export let touching: bool = false;

/** Set the laws' constants from MATERIAL and the load parameters in force. */
export function bindLaws(): void {
  L.bindLigament(
    material(S.E_FILM) * param(S.F_E),
    material(S.RATIO),
    material(S.BETA),
    param(S.F_Y),
    param(S.SHRINK),
    F.at(F.FILM),
    <i32>material(S.FILM_POINTS),
    material(S.EPS_BREAK),
    material(S.FLOOR),
  );
  aArea = F.at(F.AREA);
  aFlag = F.at(F.FLAG);
  aThick = F.at(F.THICK);
  aPlastic = F.at(F.PLASTIC);
  aGyr2 = F.at(F.GYR2);
  aDamage = F.at(F.DAMAGE);
  aLambda = F.at(F.LAMBDA);
  aSigma = F.at(F.SIGMA);
  aGamma = F.at(F.GAMMA);
  aOver = F.at(F.OVER);
  aArmI = F.at(F.ARM_I);
  aArmJ = F.at(F.ARM_J);
  aImposed = F.at(F.IMPOSED);
  aNormal = F.at(F.NORMAL);
  aRank = F.at(F.RANK);
  aRanked = F.at(F.RANKED);
  fG = param(S.F_G);
  su = material(S.SIGMA_U) * param(S.F_Y);
  invSu = 1.0 / su;
  epsBreak = material(S.EPS_BREAK) * param(S.F_D);
  invElongation = 1.0 / (epsBreak + su / (material(S.E_FILM) * param(S.F_E)));
}

// jump of the neck in hand
let dx: f64 = 0,
  dy: f64 = 0,
  dz: f64 = 0;
let ax: f64 = 0,
  ay: f64 = 0,
  az: f64 = 0;
let nx: f64 = 0,
  ny: f64 = 0,
  nz: f64 = 0;

function jump(e: i32, i: i32, j: i32, u: usize): void {
  const ui = u + <usize>i * 48;
  const uj = u + <usize>j * 48;
  const ri = aArmI + <usize>e * 24;
  const rj = aArmJ + <usize>e * 24;
  const im = aImposed + <usize>e * 24;
  const ix = load<f64>(ui, 24),
    iy = load<f64>(ui, 32),
    iz = load<f64>(ui, 40);
  const jx = load<f64>(uj, 24),
    jy = load<f64>(uj, 32),
    jz = load<f64>(uj, 40);
  const rix = load<f64>(ri),
    riy = load<f64>(ri, 8),
    riz = load<f64>(ri, 16);
  const rjx = load<f64>(rj),
    rjy = load<f64>(rj, 8),
    rjz = load<f64>(rj, 16);
  dx = load<f64>(uj) - load<f64>(ui) + (jy * rjz - jz * rjy) - (iy * riz - iz * riy) + load<f64>(im);
  dy = load<f64>(uj, 8) - load<f64>(ui, 8) + (jz * rjx - jx * rjz) - (iz * rix - ix * riz) + load<f64>(im, 8);
  dz =
    load<f64>(uj, 16) - load<f64>(ui, 16) + (jx * rjy - jy * rjx) - (ix * riy - iy * rix) + load<f64>(im, 16);
  ax = jx - ix;
  ay = jy - iy;
  az = jz - iz;
  const n = aNormal + <usize>e * 24;
  nx = load<f64>(n);
  ny = load<f64>(n, 8);
  nz = load<f64>(n, 16);
}

// strains of the fibre in hand, less plastic parts
let qn: f64 = 0,
  sx: f64 = 0,
  sy: f64 = 0,
  sz: f64 = 0;
let bx: f64 = 0,
  by: f64 = 0,
  bz: f64 = 0,
  tw: f64 = 0;


@inline function strains(p: usize): void {
  const px = dx - load<f64>(p),
    py = dy - load<f64>(p, 8),
    pz = dz - load<f64>(p, 16);
  qn = px * nx + py * ny + pz * nz;
  sx = px - qn * nx;
  sy = py - qn * ny;
  sz = pz - qn * nz;
  const kx = ax - load<f64>(p, 24),
    ky = ay - load<f64>(p, 32),
    kz = az - load<f64>(p, 40);
  tw = kx * nx + ky * ny + kz * nz;
  bx = kx - tw * nx;
  by = ky - tw * ny;
  bz = kz - tw * nz;
}

// sums over the neck in hand
let fx: f64 = 0,
  fy: f64 = 0,
  fz: f64 = 0,
  mx: f64 = 0,
  my: f64 = 0,
  mz: f64 = 0;
let kn: f64 = 0,
  ks: f64 = 0,
  kb: f64 = 0,
  kt: f64 = 0,
  pull: f64 = 0;

/**
 * How far the fibre just evaluated is over what it can bear:
 * interface (T_m − σ(1−d)) over what is left of its strength, σ max(1−d, 0.2); ligament: plastic strain past its break over the elongation, or
 * (N − σ_u)/σ_u when brittle. A ligament does not tear in plain compression.
 */
function overloads(k: i32, d: f64, sigma: f64, lambda: f64, t: f64): void {
  const left = 1.0 - d;
  const adhesive = (L.interfaceT / sigma - left) / max(left, 0.2);
  let cohesive: f64 = -1;
  if (epsBreak <= 0) cohesive = (L.fractureEquivalent() - su) * invSu;
  else if (L.tn > 0 || L.shearLed()) cohesive = ((lambda + L.stretch) / t - epsBreak) * invElongation;
  cohesiveWorse = cohesive > adhesive;
  setF(aOver, k, max(adhesive, cohesive));
}

let cohesiveWorse: bool = false;

/** Add one fibre to the neck's force, couple, stiffness and energies; store its flow if committing. */
function addFibre(e: i32, k: i32, commit: bool): void {
  const area = getF(aArea, k);
  const flag = getI(aFlag, k);
  setF(aOver, k, -1);
  setI(aRanked, k, 0);
  if (area <= 0 || flag == 3) return;
  const t = getF(aThick, k);
  const plasticAt = aPlastic + <usize>k * 48;
  strains(plasticAt);
  if (flag != 0) {
    L.pad(qn, t);
    if (L.tn == 0) return;
    const f = area * L.tn;
    fx += f * nx;
    fy += f * ny;
    fz += f * nz;
    kn += area * L.tangentN;
    pull += f * t;
    elastic += area * L.energy;
    return;
  }
  const g2 = getF(aGyr2, k);
  const s2 = sx * sx + sy * sy + sz * sz;
  const b2 = g2 * (bx * bx + by * by + bz * bz);
  const t2 = 2 * g2 * tw * tw;
  const d = getF(aDamage, k);
  const sigma = getF(aSigma, e) * fG;
  const lambda = getF(aLambda, k);
  const c = d > 0 ? L.interfaceCompliance(d, sigma, getF(aGamma, e) * fG) : 0.0;
  L.fibre(qn, s2, b2, t2, t, c, lambda);
  overloads(k, d, sigma, lambda, t);
  const f = area * L.tn;
  const s = area * L.ks;
  fx += f * nx + s * sx;
  fy += f * ny + s * sy;
  fz += f * nz + s * sz;
  const b = area * g2 * L.kb;
  const w = area * 2 * g2 * L.ks * tw;
  mx += b * bx + w * nx;
  my += b * by + w * ny;
  mz += b * bz + w * nz;
  kn += area * L.tangentN;
  ks += area * L.tangentS;
  kb += area * g2 * L.tangentB;
  kt += area * 2 * g2 * L.tangentT;
  pull += f * t;
  elastic += area * L.energy;
  if (L.loss > 0) rankOne(k, area, t, g2);
  if (L.stretch > 0) {
    plastic += area * L.work;
    if (commit) commitFlow(k, plasticAt, area);
  }
}

/** Loss of tangent of the yielding fibre in hand as w wᵀ over (Δ, φ). */
function rankOne(k: i32, area: f64, t: f64, g2: f64): void {
  const w = aRank + <usize>k * 48;
  const invA = (material(S.E_FILM) * param(S.F_E)) / t;
  const root = Math.sqrt(area * L.loss) * invA;
  const n = root * (qn + param(S.SHRINK) * t);
  const s = root / material(S.RATIO);
  store<f64>(w, n * nx + s * sx);
  store<f64>(w, n * ny + s * sy, 8);
  store<f64>(w, n * nz + s * sz, 16);
  const b = root * g2;
  const c = 2 * s * g2 * tw;
  store<f64>(w, b * bx + c * nx, 24);
  store<f64>(w, b * by + c * ny, 32);
  store<f64>(w, b * bz + c * nz, 40);
  setI(aRanked, k, 1);
  yielding++;
}

function commitFlow(k: i32, p: usize, area: f64): void {
  const m = L.mu;
  const r = material(S.RATIO);
  const dn = m * L.tn;
  const ds = m * r * L.ks;
  store<f64>(p, load<f64>(p) + dn * nx + ds * sx);
  store<f64>(p, load<f64>(p, 8) + dn * ny + ds * sy, 8);
  store<f64>(p, load<f64>(p, 16) + dn * nz + ds * sz, 16);
  const db = m * L.kb;
  const dt = m * r * L.ks * tw;
  store<f64>(p, load<f64>(p, 24) + db * bx + dt * nx, 24);
  store<f64>(p, load<f64>(p, 32) + db * by + dt * ny, 32);
  store<f64>(p, load<f64>(p, 40) + db * bz + dt * nz, 40);
  addF(F.at(F.LAMBDA), k, L.stretch);
  addF(F.at(F.WPLASTIC), k, area * L.work);
}

/** Contact and friction beside the ligament of neck `e`. */
function addContact(e: i32, i: i32, j: i32, commit: bool): void {
  const k = getF(F.at(F.K_HERTZ), e);
  // Grains that nothing ties to the foil any more lie unconfined: they carry no load.
  if (k <= 0 || isLoose(i) || isLoose(j)) return;
  const dn = dx * nx + dy * ny + dz * nz;
  const cap = getF(F.at(F.CAP), e);
  C.hertz(-dn - getF(F.at(F.GAP), e), k);
  if (C.normal == 0 && cap <= 0) return;
  touching = true;
  const slipAt = F.at(F.SLIP) + <usize>e * 24;
  let gx = dx - load<f64>(slipAt),
    gy = dy - load<f64>(slipAt, 8),
    gz = dz - load<f64>(slipAt, 16);
  const gn = gx * nx + gy * ny + gz * nz;
  gx -= gn * nx;
  gy -= gn * ny;
  gz -= gn * nz;
  const g = Math.sqrt(gx * gx + gy * gy + gz * gz);
  const stiff = getF(F.at(F.K_STICK), e);
  C.friction(g, stiff, cap);
  fx += C.stick * gx - C.normal * nx;
  fy += C.stick * gy - C.normal * ny;
  fz += C.stick * gz - C.normal * nz;
  kn += C.tangent;
  ks += C.stick;
  if (C.sliding > 0) {
    // A sliding contact resists across the slip, not along it; a thousandth is kept for definiteness.
    const w = F.at(F.SLIDE) + <usize>e * 24;
    const root = Math.sqrt(0.999 * C.stick) / g;
    store<f64>(w, root * gx);
    store<f64>(w, root * gy, 8);
    store<f64>(w, root * gz, 16);
    yielding += 256;
  }
  elastic += C.energy;
  sliding += C.sliding;
  if (commit) commitSlip(e, slipAt, g, gx, gy, gz, stiff, cap);
}

/** Slip made real; then the cap follows the new normal force, and what it no longer holds slides too. */
function commitSlip(e: i32, slipAt: usize, g: f64, gx: f64, gy: f64, gz: f64, stiff: f64, oldCap: f64): void {
  const cap = material(S.FRICTION) * C.normal;
  const before = oldCap > 0 ? min(g, oldCap / stiff) : 0.0;
  const held = min(before, cap / stiff);
  const lost = 0.5 * stiff * (before * before - held * held);
  elastic -= lost;
  sliding += lost;
  slipChange = max(slipChange, stiff * (before - held));
  setF(F.at(F.CAP), e, cap);
  const keep = g > 0 ? held / g : 0.0;
  // The anchor trails the contact by the stretch that is still held.
  store<f64>(slipAt, dx - keep * gx);
  store<f64>(slipAt, dy - keep * gy, 8);
  store<f64>(slipAt, dz - keep * gz, 16);
}

/**
 * Evaluate every neck at displacements `u`. Fills G (internal force = ∂energy/∂u), STIFF and the NEW_*
 * fields, or with `commit` the state's FORCE, COUPLE, PULL and the flow. Sums are in neck order.
 */
export function evaluate(u: usize, commit: bool): void {
  const m = F.m;
  const rings = F.rings;
  const g = F.at(F.G);
  memory.fill(g, 0, <usize>F.n * 48);
  elastic = 0;
  plastic = 0;
  sliding = 0;
  scale2 = 0;
  slipChange = 0;
  touching = false;
  const forceAt = F.at(commit ? F.FORCE : F.NEW_FORCE);
  const coupleAt = F.at(commit ? F.COUPLE : F.NEW_COUPLE);
  const pullAt = F.at(commit ? F.PULL : F.NEW_PULL);
  const invR2 = 1.0 / (material(S.MEAN_RADIUS) * material(S.MEAN_RADIUS));
  for (let e = 0; e < m; e++) {
    const i = getI(F.at(F.EI), e);
    const j = getI(F.at(F.EJ), e);
    jump(e, i, j, u);
    fx = fy = fz = mx = my = mz = kn = ks = kb = kt = pull = 0;
    yielding = 0;
    for (let k = e * rings, end = k + rings; k < end; k++) addFibre(e, k, commit);
    addContact(e, i, j, commit);
    const v = <usize>e * 24;
    store<f64>(forceAt + v, fx);
    store<f64>(forceAt + v, fy, 8);
    store<f64>(forceAt + v, fz, 16);
    store<f64>(coupleAt + v, mx);
    store<f64>(coupleAt + v, my, 8);
    store<f64>(coupleAt + v, mz, 16);
    setF(pullAt, e, pull);
    const st = F.at(F.STIFF) + ((<usize>e) << 5);
    store<f64>(st, kn);
    store<f64>(st, ks, 8);
    store<f64>(st, kb, 16);
    store<f64>(st, kt, 24);
    setI(F.at(F.YIELDING), e, yielding);
    scatter(e, i, j, g);
    scale2 += 2 * (fx * fx + fy * fy + fz * fz + (mx * mx + my * my + mz * mz) * invR2);
  }
}

function scatter(e: i32, i: i32, j: i32, g: usize): void {
  const ri = aArmI + <usize>e * 24;
  const rj = aArmJ + <usize>e * 24;
  const gi = g + <usize>i * 48;
  const gj = g + <usize>j * 48;
  const rix = load<f64>(ri),
    riy = load<f64>(ri, 8),
    riz = load<f64>(ri, 16);
  const rjx = load<f64>(rj),
    rjy = load<f64>(rj, 8),
    rjz = load<f64>(rj, 16);
  store<f64>(gi, load<f64>(gi) - fx);
  store<f64>(gi, load<f64>(gi, 8) - fy, 8);
  store<f64>(gi, load<f64>(gi, 16) - fz, 16);
  store<f64>(gi, load<f64>(gi, 24) - (riy * fz - riz * fy) - mx, 24);
  store<f64>(gi, load<f64>(gi, 32) - (riz * fx - rix * fz) - my, 32);
  store<f64>(gi, load<f64>(gi, 40) - (rix * fy - riy * fx) - mz, 40);
  store<f64>(gj, load<f64>(gj) + fx);
  store<f64>(gj, load<f64>(gj, 8) + fy, 8);
  store<f64>(gj, load<f64>(gj, 16) + fz, 16);
  store<f64>(gj, load<f64>(gj, 24) + (rjy * fz - rjz * fy) + mx, 24);
  store<f64>(gj, load<f64>(gj, 32) + (rjz * fx - rjx * fz) + my, 32);
  store<f64>(gj, load<f64>(gj, 40) + (rjx * fy - rjy * fx) + mz, 40);
}

/**
 * Evaluate one fibre at the present displacements, for the avalanche: strains in `opening` …, the law's
 * results in its own variables. Returns 3 when the ligament is the part that is over, 1 the interface.
 */
export function probe(e: i32, k: i32): i32 {
  jump(e, getI(F.at(F.EI), e), getI(F.at(F.EJ), e), F.at(F.U));
  strains(aPlastic + <usize>k * 48);
  const g2 = getF(aGyr2, k);
  opening = qn;
  shear2 = sx * sx + sy * sy + sz * sz;
  bend2 = g2 * (bx * bx + by * by + bz * bz);
  twist2 = 2 * g2 * tw * tw;
  const d = getF(aDamage, k);
  const sigma = getF(aSigma, e) * fG;
  const t = getF(aThick, k);
  const lambda = getF(aLambda, k);
  L.fibre(opening, shear2, bend2, twist2, t, L.interfaceCompliance(d, sigma, getF(aGamma, e) * fG), lambda);
  overloads(k, d, sigma, lambda, t);
  return cohesiveWorse ? 3 : 1;
}

export let opening: f64 = 0; // q_n less shrinkage, µm
export let shear2: f64 = 0;
export let bend2: f64 = 0;
export let twist2: f64 = 0;

/** Largest overload of the last evaluation. */
export function largestOverload(): f64 {
  let largest: f64 = -1;
  for (let k = 0, end = F.m * F.rings; k < end; k++) largest = max(largest, getF(aOver, k));
  return largest;
}

/** Mark a fibre as failed; 1 adhesive, 3 cohesive. */
export function setFlag(k: i32, flag: i32): void {
  setI(F.at(F.FLAG), k, flag);
}

/**
 * Rescale the elastic strains of all intact fibres, by moving their plastic offsets, so that under new
 * factors on modulus and adhesion every traction stays what it is.
 */
export function holdTractions(fE: f64, fG: f64): void {
  const r = material(S.RATIO);
  const beta2 = material(S.BETA) * material(S.BETA);
  for (let e = 0, m = F.m, rings = F.rings; e < m; e++) {
    jump(e, getI(F.at(F.EI), e), getI(F.at(F.EJ), e), F.at(F.U));
    const sigma = getF(F.at(F.SIGMA), e);
    const gamma = getF(F.at(F.GAMMA), e);
    for (let k = e * rings, end = k + rings; k < end; k++) {
      const flag = getI(F.at(F.FLAG), k);
      if (flag == 3 || getF(F.at(F.AREA), k) <= 0) continue;
      const t = getF(F.at(F.THICK), k);
      const d = flag == 0 ? getF(F.at(F.DAMAGE), k) : 0.0;
      const a0 = t / (material(S.E_FILM) * param(S.F_E));
      const a1 = t / (material(S.E_FILM) * fE);
      const c0 = L.interfaceCompliance(d, sigma * param(S.F_G), gamma * param(S.F_G));
      const c1 = L.interfaceCompliance(d, sigma * fG, gamma * fG);
      const p = F.at(F.PLASTIC) + <usize>k * 48;
      strains(p);
      const total = qn + param(S.SHRINK) * t;
      if (flag != 0 && total >= 0) continue; // a pad that does not bear
      const wn = total * (1.0 - (total > 0 ? (a1 + c1) / (a0 + c0) : a1 / a0));
      const ws = flag != 0 ? 0.0 : 1.0 - (r * a1 + c1 / beta2) / (r * a0 + c0 / beta2);
      const wb = flag != 0 ? 0.0 : 1.0 - (a1 + c1) / (a0 + c0);
      store<f64>(p, load<f64>(p) + wn * nx + ws * sx);
      store<f64>(p, load<f64>(p, 8) + wn * ny + ws * sy, 8);
      store<f64>(p, load<f64>(p, 16) + wn * nz + ws * sz, 16);
      store<f64>(p, load<f64>(p, 24) + wb * bx + ws * tw * nx, 24);
      store<f64>(p, load<f64>(p, 32) + wb * by + ws * tw * ny, 32);
      store<f64>(p, load<f64>(p, 40) + wb * bz + ws * tw * nz, 40);
    }
  }
}
