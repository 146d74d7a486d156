// Cholesky factor of the tangent in envelope (skyline) storage, kept as the preconditioner while fibres
// break: a change of a few necks costs a few iterations, not a new factor. Worth it where the envelope is
// narrow (slabs, strips); wide networks fall back to block Jacobi. Nodes are numbered by reverse
// Cuthill-McKee (George & Liu, Computer Solution of Large Sparse Positive Definite Systems, 1981).

import { dot } from '../math/dot';
import { alloc } from '../memory/arena';
import { addF, getF, getI, setF, setI } from '../memory/view';
import * as F from '../network/fields';
import { SLIDES } from '../element/contact';
import { jumpRow, turnRow } from '../element/kinematics';
import { firmness } from './operator';
import { order } from './order';

/** Largest factorisation taken on, multiply-adds: a slab of 27 mg/cm² stays below, a 3D strip is better off with multigrid. */
const MOST_WORK: f64 = 3e7;

export let usable: bool = false;
/** Iterations worth one factorisation. */
export let worth: i32 = 0;

let free: i32 = 0; // free freedoms
let index: usize = 0; // freedom (6n) → row, −1 held
let first: usize = 0; // first column of each row
let start: usize = 0; // offset of each row's first entry
let values: usize = 0;
let rhs: usize = 0;

/** Plan the factor for the network in place. Allocates; call once, after the build. */
export function envelopePlan(): void {
  const n = F.n,
    m = F.m;
  const out = alloc((<usize>n) << 2),
    queued = alloc((<usize>n) << 2);
  const row = alloc((<usize>n + 2) << 2),
    list = alloc(((<usize>m) << 3) + 8);
  index = alloc(<usize>n * 24);
  usable = false;
  if (out == 0 || queued == 0 || row == 0 || list == 0 || index == 0) return;
  const count = order(out, queued, row, list);
  for (let q = 0; q < 6 * n; q++) setI(index, q, -1);
  free = 0;
  for (let p = 0; p < count; p++) {
    const k = getI(out, p),
      held = getI(F.at(F.HELD), k);
    for (let c = 0; c < 6; c++) if (!(held & (1 << c))) setI(index, 6 * k + c, free++);
  }
  first = alloc((<usize>free) << 2);
  start = alloc((<usize>free + 1) << 2);
  rhs = alloc((<usize>free) << 3);
  if (first == 0 || start == 0 || rhs == 0) return;
  for (let r = 0; r < free; r++) setI(first, r, r);
  for (let k = 0; k < n; k++) coupleRows(k, k);
  for (let e = 0; e < m; e++) {
    coupleRows(getI(F.at(F.I), e), getI(F.at(F.J), e));
    coupleRows(getI(F.at(F.J), e), getI(F.at(F.I), e));
  }
  let size: f64 = 0,
    work: f64 = 0;
  for (let r = 0; r < free; r++) {
    setI(first, r, getI(first, r) & ~1); // even columns: pairs line up
    const w = <f64>(r - getI(first, r) + 1);
    size += w + 1;
    work += 0.5 * w * w;
  }
  if (work > MOST_WORK || size > 1e8 || free == 0) return;
  let at = 0;
  for (let r = 0; r < free; r++) {
    setI(start, r, at);
    at += (r - getI(first, r) + 2) & ~1;
  }
  setI(start, free, at);
  values = alloc((<usize>at) << 3);
  usable = values != 0;
  worth = max(6, <i32>(work / (2.0 * size)));
}

/** Rows of node `a` reach to the first row of node `b`. */
function coupleRows(a: i32, b: i32): void {
  let low = -1;
  for (let c = 0; c < 6; c++) {
    const r = getI(index, 6 * b + c);
    if (r >= 0 && (low < 0 || r < low)) low = r;
  }
  if (low < 0) return;
  for (let c = 0; c < 6; c++) {
    const r = getI(index, 6 * a + c);
    if (r >= 0 && low < getI(first, r)) setI(first, r, low);
  }
}

const grad = memory.data(12 * 8); // one row of B: ∂jump/∂(u_i, θ_i, u_j, θ_j)

/** K += k b bᵀ for the unit vector `d` of a jump (or of a relative rotation). */
function addRankOne(i: i32, j: i32, k: f64): void {
  if (k == 0) return;
  for (let a = 0; a < 12; a++) {
    const ga = getF(grad, a);
    if (ga == 0) continue;
    const r = getI(index, a < 6 ? 6 * i + a : 6 * j + a - 6);
    if (r < 0) continue;
    const base = values + ((<usize>(getI(start, r) - getI(first, r))) << 3);
    for (let b = 0; b < 12; b++) {
      const c = getI(index, b < 6 ? 6 * i + b : 6 * j + b - 6);
      if (c < 0 || c > r) continue;
      addF(base, c, k * ga * getF(grad, b));
    }
  }
}

function assemble(ground: f64, groundR: f64): void {
  memory.fill(values, 0, (<usize>getI(start, free)) << 3);
  for (let k = 0; k < F.n; k++) {
    const firm = firmness(k);
    for (let c = 0; c < 6; c++) {
      const r = getI(index, 6 * k + c);
      if (r >= 0) addF(values, getI(start, r) + r - getI(first, r), firm * (c < 3 ? ground : groundR));
    }
  }
  for (let e = 0, m = F.m; e < m; e++) {
    const st = F.at(F.STIFFNESS) + ((<usize>e) << 5);
    const kn = load<f64>(st),
      ks = load<f64>(st, 8),
      kb = load<f64>(st, 16),
      kt = load<f64>(st, 24);
    if (kn == 0 && ks == 0 && kb == 0 && kt == 0) continue;
    const i = getI(F.at(F.I), e),
      j = getI(F.at(F.J), e);
    const n = F.at(F.NORMAL) + <usize>e * 24;
    const x = load<f64>(n),
      y = load<f64>(n, 8),
      z = load<f64>(n, 16);
    jumpRow(e, x, y, z, grad);
    addRankOne(i, j, kn - ks);
    jumpRow(e, 1, 0, 0, grad);
    addRankOne(i, j, ks);
    jumpRow(e, 0, 1, 0, grad);
    addRankOne(i, j, ks);
    jumpRow(e, 0, 0, 1, grad);
    addRankOne(i, j, ks);
    for (let k = F.firstOf(e), end = F.endOf(e); getI(F.at(F.YIELDING), e) != 0 && k < end; k++) {
      if (getI(F.at(F.RANKED), k) == 0) continue;
      const w = F.at(F.RANK) + <usize>k * 48;
      jumpRow(e, load<f64>(w), load<f64>(w, 8), load<f64>(w, 16), grad);
      for (let c = 0; c < 3; c++) {
        const v = getF(w, 3 + c);
        addF(grad, 3 + c, -v);
        addF(grad, 9 + c, v);
      }
      addRankOne(i, j, -1);
    }
    if (getI(F.at(F.YIELDING), e) >= SLIDES) {
      const w = F.at(F.SLIDE) + <usize>e * 24;
      jumpRow(e, load<f64>(w), load<f64>(w, 8), load<f64>(w, 16), grad);
      addRankOne(i, j, -1);
    }
    if (kb == 0 && kt == 0) continue;
    turnRow(x, y, z, grad);
    addRankOne(i, j, kt - kb);
    turnRow(1, 0, 0, grad);
    addRankOne(i, j, kb);
    turnRow(0, 1, 0, grad);
    addRankOne(i, j, kb);
    turnRow(0, 0, 1, grad);
    addRankOne(i, j, kb);
  }
}

/** Factor the present tangent (STIFF), grounded by `ground` and `groundR`. */
export function envelopeFactor(ground: f64, groundR: f64): void {
  assemble(ground, groundR);
  for (let i = 0; i < free; i++) {
    const fi = getI(first, i);
    const ri = values + ((<usize>getI(start, i)) << 3);
    const diagonal = getF(ri, i - fi);
    for (let j = fi; j < i; j++) {
      const fj = getI(first, j);
      const rj = values + ((<usize>getI(start, j)) << 3);
      const from = max(fi, fj);
      const s =
        j > from ? dot(ri + ((<usize>(from - fi)) << 3), rj + ((<usize>(from - fj)) << 3), j - from) : 0.0;
      setF(ri, j - fi, (getF(ri, j - fi) - s) * getF(rj, j - fj));
    }
    const left = diagonal - dot(ri, ri, i - fi);
    // The diagonal is kept inverted. A pivot lost to rounding is replaced by the undiminished one.
    setF(ri, i - fi, 1.0 / Math.sqrt(left > 1e-12 * diagonal ? left : diagonal));
  }
}

/** z = (L Lᵀ)⁻¹ r over all 6n freedoms; returns r·z. */
export function envelopeSolve(r: usize, z: usize): f64 {
  const total = 6 * F.n;
  for (let q = 0; q < total; q++) {
    const k = getI(index, q);
    if (k >= 0) setF(rhs, k, getF(r, q));
  }
  for (let i = 0; i < free; i++) {
    const f = getI(first, i);
    const row = values + ((<usize>getI(start, i)) << 3);
    setF(rhs, i, (getF(rhs, i) - dot(row, rhs + ((<usize>f) << 3), i - f)) * getF(row, i - f));
  }
  for (let i = free - 1; i >= 0; i--) {
    const f = getI(first, i);
    const row = values + ((<usize>getI(start, i)) << 3);
    const v = getF(rhs, i) * getF(row, i - f);
    setF(rhs, i, v);
    let a = row,
      b = rhs + ((<usize>f) << 3);
    const w = f64x2.splat(v);
    for (let k = (i - f) >> 1; k > 0; k--) {
      v128.store(b, f64x2.sub(v128.load(b), f64x2.mul(w, v128.load(a))));
      a += 16;
      b += 16;
    }
    if ((i - f) & 1) store<f64>(b, load<f64>(b) - v * load<f64>(a));
  }
  let s: f64 = 0;
  for (let q = 0; q < total; q++) {
    const k = getI(index, q);
    const v = k >= 0 ? getF(rhs, k) : 0.0;
    setF(z, q, v);
    s += v * getF(r, q);
  }
  return s;
}
