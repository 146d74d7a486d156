// One pass over all necks: jumps, fibre laws, contact, forces on the nodes, tangents, energies.
// A trial pass changes no state; a committing pass (after equilibrium) makes plastic flow and slip real.
//
// Most fibres are elastic and far from every limit. For them the law is a few products with the constants of
// their record (elastic.ts); the others go through the full law (fibre.ts). Both give the same bits.

import { addF, getF, getI, setF, setI } from '../memory/view';
import * as F from '../network/fields';
import * as S from '../network/params';
import { material } from '../network/params';
import * as K from './constants';
import * as B from './fibre';
import * as T from './touch';
import { elasticFibre } from './elastic';
import { JUMP, jump } from './jump';
import { isLoose } from './loose';

export { bindLaws, forgetRecords, refreshRecord } from './constants';
export { bend2, largest, opening, plastic, shear2, twist2 } from './fibre';
export { holdTractions, probe, setFlag } from './probe';
export { slipChange, sliding, touching } from './touch';

export let elastic: f64 = 0; // pJ stored
export let scale2: f64 = 0; //  Σ (|F|² + |M|²/R̄²) over both sides, µN²

// What the neck in hand sums up to: (f, m) by components, then (k_n, k_t), (k_s, k_b), pull.
const SUM: usize = memory.data(96, 16);
const SUM_NT: usize = 48;
const SUM_SB: usize = 64;
const SUM_PULL: usize = 80;

/** Sum the fibres of neck `e` into SUM. Returns how many of them flow with a loss of tangent. */
@inline function addRings(e: i32, commit: bool): i32 {
  const normal = F.at(F.NORMAL) + <usize>e * 24;
  let fx = f64x2.splat(0),
    fy = fx,
    fz = fx,
    nt = fx,
    sb = fx;
  let pull: f64 = 0,
    stored = elastic;
  let flowing = 0;
  const first = e * F.rings;
  let p = F.at(F.PLASTIC) + <usize>first * 48,
    record = F.at(F.FIBRE) + <usize>first * K.RECORD;
  for (let k = first, end = first + F.rings; k < end; k++) {
    setF(F.at(F.OVER), k, -1);
    setI(F.at(F.RANKED), k, 0);
    const most = load<f64>(record, K.MOST_N2);
    let adds: bool = most > 0 && elasticFibre(record, p, normal, most);
    if (!adds && most != K.GONE) {
      adds = B.fullFibre(e, k, commit);
      flowing += getI(F.at(F.RANKED), k);
    }
    if (adds) {
      fx = f64x2.add(fx, v128.load(B.OUT));
      fy = f64x2.add(fy, v128.load(B.OUT, 16));
      fz = f64x2.add(fz, v128.load(B.OUT, 32));
      nt = f64x2.add(nt, v128.load(B.OUT, B.OUT_NT));
      sb = f64x2.add(sb, v128.load(B.OUT, B.OUT_SB));
      stored += load<f64>(B.OUT, B.OUT_ENERGY);
      pull += load<f64>(B.OUT, B.OUT_PULL);
    }
    p += 48;
    record += K.RECORD;
  }
  elastic = stored;
  v128.store(SUM, fx);
  v128.store(SUM, fy, 16);
  v128.store(SUM, fz, 32);
  v128.store(SUM, nt, SUM_NT);
  v128.store(SUM, sb, SUM_SB);
  store<f64>(SUM, pull, SUM_PULL);
  return flowing;
}

/** Add contact and friction beside neck `e` to SUM. Returns whether it slides. */
@inline function addContact(e: i32, i: i32, j: i32, commit: bool): bool {
  const k = getF(F.at(F.K_HERTZ), e);
  if (k <= 0) return false;
  const n = F.at(F.NORMAL) + <usize>e * 24;
  const dn =
    load<f64>(JUMP) * load<f64>(n) +
    load<f64>(JUMP, 16) * load<f64>(n, 8) +
    load<f64>(JUMP, 32) * load<f64>(n, 16);
  if (-dn - getF(F.at(F.GAP), e) <= 0 && getF(F.at(F.CAP), e) <= 0) return false;
  // Grains that nothing ties to the foil any more lie unconfined: they carry no load.
  if (isLoose(i) || isLoose(j)) return false;
  const state = T.touch(e, dn, commit);
  if (state == 0) return false;
  addF(SUM, 0, load<f64>(T.TOUCH));
  addF(SUM, 2, load<f64>(T.TOUCH, 8));
  addF(SUM, 4, load<f64>(T.TOUCH, 16));
  addF(SUM + SUM_NT, 0, load<f64>(T.TOUCH, 24));
  addF(SUM + SUM_SB, 0, load<f64>(T.TOUCH, 32));
  elastic += T.energy;
  elastic -= T.lost;
  return state == 2;
}

/**
 * Evaluate every neck at displacements `u`. Fills G (internal force = ∂energy/∂u), STIFF and the NEW_*
 * fields, or with `commit` the state's FORCE, COUPLE, PULL and the flow. Sums are in neck order.
 */
export function evaluate(u: usize, commit: bool): void {
  const g = F.at(F.G);
  memory.fill(g, 0, <usize>F.n * 48);
  elastic = 0;
  scale2 = 0;
  B.beginFibres();
  T.beginTouch();
  const forceAt = F.at(commit ? F.FORCE : F.NEW_FORCE);
  const coupleAt = F.at(commit ? F.COUPLE : F.NEW_COUPLE);
  const pullAt = F.at(commit ? F.PULL : F.NEW_PULL);
  const invR2 = 1.0 / (material(S.MEAN_RADIUS) * material(S.MEAN_RADIUS));
  for (let e = 0, m = F.m; e < m; e++) {
    const i = getI(F.at(F.EI), e);
    const j = getI(F.at(F.EJ), e);
    jump(e, i, j, u);
    let yielding = addRings(e, commit);
    if (addContact(e, i, j, commit)) yielding += 256;
    setI(F.at(F.YIELDING), e, yielding);
    setF(pullAt, e, load<f64>(SUM, SUM_PULL));
    const st = F.at(F.STIFF) + ((<usize>e) << 5);
    store<f64>(st, load<f64>(SUM, SUM_NT));
    store<f64>(st, load<f64>(SUM, SUM_SB), 8);
    store<f64>(st, load<f64>(SUM, SUM_SB + 8), 16);
    store<f64>(st, load<f64>(SUM, SUM_NT + 8), 24);
    scale2 += 2 * scatter(e, i, j, g, forceAt + <usize>e * 24, coupleAt + <usize>e * 24, invR2);
  }
}

/** Force and couple in SUM: to `force` and `couple`, and onto the nodes. Returns |F|² + |M|² invR2. */
@inline function scatter(e: i32, i: i32, j: i32, g: usize, force: usize, couple: usize, invR2: f64): f64 {
  const fx = load<f64>(SUM),
    fy = load<f64>(SUM, 16),
    fz = load<f64>(SUM, 32);
  const mx = load<f64>(SUM, 8),
    my = load<f64>(SUM, 24),
    mz = load<f64>(SUM, 40);
  store<f64>(force, fx);
  store<f64>(force, fy, 8);
  store<f64>(force, fz, 16);
  store<f64>(couple, mx);
  store<f64>(couple, my, 8);
  store<f64>(couple, mz, 16);
  const ri = F.at(F.ARM_I) + <usize>e * 24;
  const rj = F.at(F.ARM_J) + <usize>e * 24;
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
  return fx * fx + fy * fy + fz * fz + (mx * mx + my * my + mz * mz) * invR2;
}
