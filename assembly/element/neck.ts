// The neck: fibres of binder in parallel, each interface | ligament | interface, and a contact beside them. What the
// seam of the element classes (index.ts) asks of it. Most fibres are elastic and far from every limit: for them the
// law is a few products with the constants of their record (elastic.ts); the others go through the full law
// (fibre.ts). Both give the same bits.

import { addF, getF, getI, setF, setI } from '../memory/view';
import * as F from '../network/fields';
import { Bound, Ledger, Material, Param, material, param } from '../network/params';
import { elasticFibre } from './elastic';
import * as fibre from './fibre';
import { plasticWork } from './film';
import * as kinematics from './kinematics';
import { shift } from './kinematics';
import * as ligament from './ligament';
import { materialOf, modulusWith } from './material';
import * as record from './record';
import { SUM, SUM_NT, SUM_PULL, SUM_SB, elastic, setElastic } from './sum';
import { SLIDES, observeContact, addContact } from './contact';

/** Answer of neck `e` between nodes i and j to the jump in hand, into SUM; see `evaluateElement`. */
@inline export function evaluateNeck(e: i32, i: i32, j: i32, commit: bool): i32 {
  const yielding = addFibres(e, commit);
  return addContact(e, i, j, commit) ? yielding + SLIDES : yielding;
}

/** Sum the fibres of neck `e` into SUM. Returns how many of them flow with a loss of tangent. */
@inline function addFibres(e: i32, commit: bool): i32 {
  const normal = F.at(F.NORMAL) + <usize>e * 24;
  const mat = materialOf(e);
  const shrink = getF(mat, Bound.SHRINK);
  const ratio = getF(mat, Bound.RATIO);
  const invBeta2 = getF(mat, Bound.INV_BETA2);
  let fx = f64x2.splat(0),
    fy = fx,
    fz = fx,
    nt = fx,
    sb = fx;
  let pull: f64 = 0,
    stored = elastic;
  let flowing = 0;
  const first = F.firstOf(e);
  let p = F.at(F.PLASTIC) + <usize>first * 48,
    rec = F.at(F.RECORD) + <usize>first * record.RECORD;
  for (let k = first, end = first + getI(F.at(F.FIBRES), e); k < end; k++) {
    setF(F.at(F.OVERLOAD), k, -1);
    setI(F.at(F.RANKED), k, 0);
    const most = load<f64>(rec, record.MOST_N2);
    let adds: bool = most > 0 && elasticFibre(rec, p, normal, most, shrink, ratio, invBeta2);
    if (!adds && most != record.GONE) {
      adds = fibre.fullFibre(mat, e, k, commit);
      flowing += getI(F.at(F.RANKED), k);
    }
    if (adds) {
      fx = f64x2.add(fx, v128.load(fibre.OUT));
      fy = f64x2.add(fy, v128.load(fibre.OUT, 16));
      fz = f64x2.add(fz, v128.load(fibre.OUT, 32));
      nt = f64x2.add(nt, v128.load(fibre.OUT, fibre.OUT_NT));
      sb = f64x2.add(sb, v128.load(fibre.OUT, fibre.OUT_SB));
      stored += load<f64>(fibre.OUT, fibre.OUT_ENERGY);
      pull += load<f64>(fibre.OUT, fibre.OUT_PULL);
    }
    p += 48;
    rec += record.RECORD;
  }
  setElastic(stored);
  v128.store(SUM, fx);
  v128.store(SUM, fy, 16);
  v128.store(SUM, fz, 32);
  v128.store(SUM, nt, SUM_NT);
  v128.store(SUM, sb, SUM_SB);
  store<f64>(SUM, pull * getF(mat, Bound.SHRINKS), SUM_PULL);
  return flowing;
}

/** Make the records of the fibres of neck `e` again. */
export function refreshNeckRecords(e: i32): void {
  for (let k = F.firstOf(e), end = F.endOf(e); k < end; k++) record.refreshRecord(e, k);
}

/** Let fibre `k` of neck `e` soften or tear at fixed displacement. Returns the energy it absorbs, pJ. */
export function failFibre(e: i32, k: i32): f64 {
  kinematics.jump(e, kinematics.lower(e), kinematics.higher(e), F.at(F.U));
  kinematics.strains(e, F.at(F.PLASTIC) + <usize>k * 48);
  fibre.evaluateFibre(materialOf(e), e, k);
  const absorbed = fibre.cohesiveWorse ? tear(e, k) : soften(e, k);
  record.refreshRecord(e, k);
  return absorbed;
}

/**
 * Tearing takes t_b U: the elastic energy at the strength and the flow up to the break. What an overshoot stored
 * beyond is released, flow beyond stays in the plastic account.
 */
function tear(e: i32, k: i32): f64 {
  const mat = materialOf(e);
  const area = getF(F.at(F.AREA), k);
  const volume = area * getF(F.at(F.THICKNESS), k);
  const su = getF(mat, Bound.STRENGTH);
  const absorbed = min(area * ligament.energy, (volume * su * su) / (2.0 * getF(mat, Bound.MODULUS)));
  const spent = getF(F.at(F.PLASTIC_WORK), k);
  const limit = volume * getF(mat, Bound.STRENGTH_FACTOR) * plasticWork(mat, getF(mat, Bound.EPS_BREAK));
  const flow = min(spent, limit);
  const ledger = F.at(F.LEDGER);
  addF(ledger, Ledger.COHESIVE, absorbed + flow);
  addF(ledger, Ledger.PLASTIC, -flow);
  setF(F.at(F.PLASTIC_WORK), k, spent - flow);
  setI(F.at(F.FLAG), k, 3);
  return absorbed;
}

/** The weaker interface gives way as far as the opening in hand asks for, or altogether. */
function soften(e: i32, k: i32): f64 {
  const mat = materialOf(e);
  const fG = getF(mat, Bound.ADHESION_FACTOR);
  const sigma = getF(F.at(F.SIGMA), e) * fG;
  const gamma = getF(F.at(F.GAMMA), e) * fG;
  const d0 = getF(F.at(F.DAMAGE), k);
  let d = ligament.softenedDamage(
    mat,
    fibre.opening,
    fibre.shear2,
    fibre.bend2,
    fibre.twist2,
    getF(F.at(F.THICKNESS), k),
    sigma,
    gamma,
    d0,
  );
  if (d > 0.999) {
    d = 1;
    setI(F.at(F.FLAG), k, 1);
  }
  const absorbed = getF(F.at(F.AREA), k) * gamma * (d - d0);
  setF(F.at(F.DAMAGE), k, d);
  addF(F.at(F.ADHESIVE_WORK), k, absorbed);
  addF(F.at(F.LEDGER), Ledger.ADHESIVE, absorbed);
  if (getI(F.at(F.WEAK_SIDE), e) == 1) addF(F.at(F.LEDGER), Ledger.ADHESIVE_FOIL, absorbed);
  return absorbed;
}

/** When the last fibre of a neck is gone: its mode (by area) and the stage it broke in. */
export function closeNeck(e: i32): void {
  if (getI(F.at(F.MODE), e) != 0) return;
  let adhesive: f64 = 0,
    cohesive: f64 = 0;
  for (let k = F.firstOf(e), end = F.endOf(e); k < end; k++) {
    const area = getF(F.at(F.AREA), k);
    if (area <= 0) continue;
    const flag = getI(F.at(F.FLAG), k);
    if (flag == 0) return;
    if (flag == 3) cohesive += area;
    else adhesive += area;
  }
  const foil = getI(F.at(F.WEAK_SIDE), e) == 1;
  setI(F.at(F.MODE), e, cohesive > adhesive ? 3 : foil ? 2 : 1);
  setI(F.at(F.BIRTH), e, <i32>param(Param.STAGE));
}

/**
 * Rescale the elastic strains of the fibres of neck `e`, by moving their plastic offsets, so that under new
 * factors on modulus and adhesion every traction stays what it is.
 */
export function holdNeck(e: i32, fE: f64, fG: f64): void {
  kinematics.jump(e, kinematics.lower(e), kinematics.higher(e), F.at(F.U));
  for (let k = F.firstOf(e), end = F.endOf(e); k < end; k++) holdFibre(e, k, fE, fG);
}

function holdFibre(e: i32, k: i32, fE: f64, fG: f64): void {
  const flag = getI(F.at(F.FLAG), k);
  if (flag == 3 || getF(F.at(F.AREA), k) <= 0) return;
  const id = getI(F.at(F.MATERIAL), e);
  if (material(id, Material.RIGID) != 0) return;
  const mat = materialOf(e);
  const r = getF(mat, Bound.RATIO);
  const beta2 = getF(mat, Bound.BETA2);
  const sigma = getF(F.at(F.SIGMA), e);
  const gamma = getF(F.at(F.GAMMA), e);
  const t = getF(F.at(F.THICKNESS), k);
  const d = flag == 0 ? getF(F.at(F.DAMAGE), k) : 0.0;
  const a0 = t / getF(mat, Bound.MODULUS);
  const a1 = t / modulusWith(id, fE);
  const f0 = getF(mat, Bound.ADHESION_FACTOR);
  const c0 = ligament.interfaceCompliance(d, sigma * f0, gamma * f0);
  const c1 = ligament.interfaceCompliance(d, sigma * fG, gamma * fG);
  const p = F.at(F.PLASTIC) + <usize>k * 48;
  kinematics.strains(e, p);
  const total = kinematics.qn + getF(mat, Bound.SHRINK) * t;
  if (flag != 0 && total >= 0) return; // a pad that does not bear
  const wn = total * (1.0 - (total > 0 ? (a1 + c1) / (a0 + c0) : a1 / a0));
  const ws = flag != 0 ? 0.0 : 1.0 - (r * a1 + c1 / beta2) / (r * a0 + c0 / beta2);
  const wb = flag != 0 ? 0.0 : 1.0 - (a1 + c1) / (a0 + c0);
  shift(p, 0, wn * kinematics.nx, ws * kinematics.sx);
  shift(p, 1, wn * kinematics.ny, ws * kinematics.sy);
  shift(p, 2, wn * kinematics.nz, ws * kinematics.sz);
  shift(p, 3, wb * kinematics.bx, ws * kinematics.tw * kinematics.nx);
  shift(p, 4, wb * kinematics.by, ws * kinematics.tw * kinematics.ny);
  shift(p, 5, wb * kinematics.bz, ws * kinematics.tw * kinematics.nz);
}

/** Forces of binder and contact of neck `e` at the present displacements, told apart; nothing is changed. */
export function observeNeck(e: i32, i: i32, j: i32, binder: usize, beside: usize): void {
  addFibres(e, false);
  for (let c: usize = 0; c < 3; c++) store<f64>(binder + 8 * c, load<f64>(SUM + 16 * c));
  observeContact(e, i, j, beside);
}
