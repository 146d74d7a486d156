// Smoothed prolongation P = (I − ω D⁻¹ Aᶠ) T. T is the rigid motion of each aggregate; Aᶠ the matrix without
// its weak entries, those taken out together with their part of the diagonal, so that Aᶠ T = 0 inside.
// A node without strong ties belongs to no aggregate: it follows its neighbours, P = −D⁻¹ Σ A_ij T_j. Were it
// left behind, it would hold back the stiff grains around it.

import { allocRaw } from '../../memory/arena';
import { getI, setI } from '../../memory/view';
import { addColumns, addRigid, addShifted, BLOCK, entry } from './block';
import { addElement } from './element';
import { holds, incident } from './fine';
import * as levels from './levels';
import { shiftOf } from './aggregate';
import { columnOf, diagonalOf, offsetOf, otherArm, ownArm, rowBegin, rowEnd } from './rows';

/** ω λ_max(D⁻¹A). */
const SMOOTHING: f64 = 1.2;

let seeds: usize = 0;
let shifts: usize = 0;
let strong: usize = 0;
let mark: usize = 0;
let columns: usize = 0;
let offsets: usize = 0;
let tail: i32 = 0;

function addColumn(aggregate: i32, at: v128): void {
  setI(mark, aggregate, tail);
  setI(columns, tail, aggregate);
  v128.store(offsets + ((<usize>tail) << 4), at);
  tail++;
}

/** Columns of every row: the own aggregate first, then those of its (strong) neighbours. */
function pattern(level: i32, n: i32, start: usize): void {
  tail = 0;
  for (let i = 0; i < n; i++) {
    const from = tail;
    setI(start, i, from);
    const own = getI(seeds, i);
    if (own >= 0) addColumn(own, f32x4.neg(shiftOf(shifts, i)));
    for (let k = rowBegin(level, i), end = rowEnd(level, i); k < end; k++) {
      if (own >= 0 && load<u8>(strong + <usize>k) == 0) continue;
      const j = columnOf(level, k);
      if (j < 0) continue;
      const a = getI(seeds, j);
      if (a < 0 || getI(mark, a) >= from) continue;
      addColumn(a, f32x4.sub(offsetOf(level, k), shiftOf(shifts, j)));
    }
  }
  setI(start, n, tail);
}


@inline function addMoved(A: usize, at: v128, C: usize): void {
  addShifted(A, f32x4.extract_lane(at, 0), f32x4.extract_lane(at, 1), f32x4.extract_lane(at, 2), 1, C);
}

/** Row i of W = Aᶠ T on level 0. Elements inside an aggregate move rigidly: they add nothing. */
function fineRow(i: i32, own: i32, W: usize, from: i32): void {
  const here = shiftOf(shifts, i);
  for (let k = rowBegin(0, i), end = rowEnd(0, i); k < end; k++) {
    if (load<u8>(strong + <usize>k) == 0) continue;
    const j = columnOf(0, k);
    const a = j < 0 ? -1 : getI(seeds, j);
    if (a == own) continue;
    const e = getI(incident, k) >> 1;
    const arm = ownArm(k);
    addElement(e, arm, f32x4.add(arm, here), 1, W);
    if (a < 0) continue;
    const other = f32x4.add(otherArm(k), shiftOf(shifts, j));
    addElement(e, arm, other, -1, W + <usize>(getI(mark, a) - from) * BLOCK);
  }
}

/** The same on a coarser level. */
function coarseRow(level: i32, i: i32, own: i32, W: usize, from: i32): void {
  const here = shiftOf(shifts, i);
  addMoved(diagonalOf(level, i), here, W);
  const values = levels.get(level, levels.VALUES);
  for (let k = rowBegin(level, i), end = rowEnd(level, i); k < end; k++) {
    const j = columnOf(level, k);
    const a = load<u8>(strong + <usize>k) != 0 ? getI(seeds, j) : -1;
    const A = values + <usize>k * BLOCK;
    if (a < 0 || a == own) {
      addMoved(A, a == own ? shiftOf(shifts, j) : f32x4.add(here, offsetOf(level, k)), W);
    } else addMoved(A, shiftOf(shifts, j), W + <usize>(getI(mark, a) - from) * BLOCK);
  }
}

/** Row i of Σ A_ij T_j, for a node of no aggregate. */
function looseRow(level: i32, i: i32, W: usize, from: i32): void {
  for (let k = rowBegin(level, i), end = rowEnd(level, i); k < end; k++) {
    const j = columnOf(level, k);
    const a = j < 0 ? -1 : getI(seeds, j);
    if (a < 0) continue;
    const C = W + <usize>(getI(mark, a) - from) * BLOCK;
    const there = shiftOf(shifts, j);
    if (level == 0) addElement(getI(incident, k) >> 1, ownArm(k), f32x4.add(otherArm(k), there), -1, C);
    else addMoved(levels.get(level, levels.VALUES) + <usize>k * BLOCK, there, C);
  }
}

/** Rows of held freedoms are zero. */
function maskRows(P: usize, held: i32): void {
  for (let r = 0; r < 6; r++) {
    if (!(held & (1 << r))) continue;
    for (let c = 0; c < 6; c++) store<f32>(P + entry(r, c), 0);
  }
}

/** `count` blocks P = w A W. */
function scaledProducts(A: usize, w: f32, W: usize, P: usize, count: i32): void {
  const s = f32x4.splat(w);
  const a0 = f32x4.mul(s, v128.load(A)),
    a1 = f32x4.mul(s, v128.load(A, 16)),
    a2 = f32x4.mul(s, v128.load(A, 32)),
    a3 = f32x4.mul(s, v128.load(A, 48)),
    a4 = f32x4.mul(s, v128.load(A, 64)),
    a5 = f32x4.mul(s, v128.load(A, 80)),
    b0 = f32x4.mul(s, v128.load(A, 96)),
    b1 = f32x4.mul(s, v128.load(A, 112)),
    b2 = f32x4.mul(s, v128.load(A, 128));
  const bytes = <usize>count * BLOCK;
  memory.fill(P, 0, bytes);
  for (let o: usize = 0; o < bytes; o += BLOCK) addColumns(a0, a1, a2, a3, a4, a5, b0, b1, b2, W + o, P + o);
}

/** Build P for `count` aggregates. False when out of memory. */
export function prolongation(level: i32, count: i32, entries: i32, lambda: f64): bool {
  const n = <i32>levels.get(level, levels.N);
  seeds = levels.get(level, levels.SEED);
  shifts = levels.get(level, levels.SHIFT);
  strong = levels.get(level, levels.STRONG);
  const start = allocRaw((<usize>n + 1) << 2);
  mark = allocRaw((<usize>count) << 2);
  columns = allocRaw((<usize>n + <usize>entries) << 2);
  offsets = allocRaw((<usize>n + <usize>entries) << 4);
  if (start == 0 || mark == 0 || columns == 0 || offsets == 0) return false;
  memory.fill(mark, 255, (<usize>count) << 2);
  pattern(level, n, start);
  const values = allocRaw(<usize>tail * BLOCK);
  let widest = 0;
  for (let i = 0; i < n; i++) widest = max(widest, getI(start, i + 1) - getI(start, i));
  const W = allocRaw(<usize>widest * BLOCK);
  if (values == 0 || W == 0) return false;
  const inverse = levels.get(level, levels.INVERSE);
  const smoothing = <f32>(-SMOOTHING / lambda);
  for (let i = 0; i < n; i++) {
    const from = getI(start, i),
      to = getI(start, i + 1);
    if (from == to) continue;
    for (let k = from; k < to; k++) setI(mark, getI(columns, k), k);
    memory.fill(W, 0, <usize>(to - from) * BLOCK);
    const own = getI(seeds, i);
    if (own < 0) looseRow(level, i, W, from);
    else if (level == 0) fineRow(i, own, W, from);
    else coarseRow(level, i, own, W, from);
    const at = shiftOf(shifts, i);
    const P = values + <usize>from * BLOCK;
    scaledProducts(inverse + <usize>i * BLOCK, own < 0 ? -1 : smoothing, W, P, to - from);
    if (own >= 0)
      addRigid(P, f32x4.extract_lane(at, 0), f32x4.extract_lane(at, 1), f32x4.extract_lane(at, 2));
    if (level == 0 && getI(holds, i) != 0) maskRows(P, getI(holds, i));
  }
  levels.set(level, levels.P_START, start);
  levels.set(level, levels.P_COLUMN, columns);
  levels.set(level, levels.P_VALUES, values);
  levels.set(level, levels.P_OFFSETS, offsets);
  return true;
}
