// The coarse matrix PᵀAP, row by row of the finer level. With A = H + Hᵀ, where H has the entries above the diagonal
// and half of those on it, PᵀAP = S + Sᵀ for S = PᵀHP: each entry of A is multiplied once.

import { allocRaw } from '../../memory/arena';
import { getI, setI } from '../../memory/view';
import { addColumns, BLOCK, transpose } from './block';
import * as L from './levels';
import { blockOf, columnOf, diagonalOf, offsetOf, rowBegin, rowEnd } from './rows';

const turned = memory.data(144, 16);
const half = memory.data(144, 16);

let pStart: usize = 0;
let pColumn: usize = 0;
let pValues: usize = 0;
let pOffsets: usize = 0;
let mark: usize = 0;
// columns of the rows of A P, those of H P first
let apStart: usize = 0;
let hpEnd: usize = 0;
let apColumn: usize = 0;
let apOffset: usize = 0;

function bind(level: i32): void {
  pStart = L.get(level, L.P_START);
  pColumn = L.get(level, L.P_COLUMN);
  pValues = L.get(level, L.P_VALUES);
  pOffsets = L.get(level, L.P_OFFSETS);
}

/** Mark the columns of row j of P for row i of A P; `at`: position of j from i. Returns the new tail. */
function spread(j: i32, at: v128, from: i32, begun: i32): i32 {
  let tail = begun;
  for (let h = getI(pStart, j), end = getI(pStart, j + 1); h < end; h++) {
    const c = getI(pColumn, h);
    if (getI(mark, c) >= from) continue;
    setI(mark, c, tail);
    setI(apColumn, tail, c);
    v128.store(apOffset + ((<usize>tail) << 4), f32x4.add(at, v128.load(pOffsets + ((<usize>h) << 4))));
    tail++;
  }
  return tail;
}

/** Columns of every row of A P. Room for them is taken as needed: they end at the top of memory. */
function productPattern(level: i32, n: i32, coarse: i32): bool {
  memory.fill(mark, 255, (<usize>coarse) << 2);
  let bound = 0;
  for (let i = 0; i < n; i++) {
    bound += getI(pStart, i + 1) - getI(pStart, i);
    for (let k = rowBegin(level, i), end = rowEnd(level, i); k < end; k++) {
      const j = columnOf(level, k);
      if (j >= 0) bound += getI(pStart, j + 1) - getI(pStart, j);
    }
  }
  apStart = allocRaw((<usize>n + 1) << 2);
  hpEnd = allocRaw((<usize>n) << 2);
  apColumn = allocRaw((<usize>bound) << 2);
  apOffset = allocRaw((<usize>bound) << 4);
  if (apStart == 0 || hpEnd == 0 || apColumn == 0 || apOffset == 0) return false;
  let tail = 0;
  for (let i = 0; i < n; i++) {
    const from = tail;
    setI(apStart, i, from);
    tail = spread(i, f32x4.splat(0), from, tail);
    const end = rowEnd(level, i);
    for (let k = rowBegin(level, i); k < end; k++) {
      const j = columnOf(level, k);
      if (j > i) tail = spread(j, offsetOf(level, k), from, tail);
    }
    setI(hpEnd, i, tail);
    for (let k = rowBegin(level, i); k < end; k++) {
      const j = columnOf(level, k);
      if (j >= 0 && j < i) tail = spread(j, offsetOf(level, k), from, tail);
    }
  }
  setI(apStart, n, tail);
  return true;
}

/** Rows of P per column: where each column's list begins, and the entries of P. */
function listRows(n: i32, coarse: i32, begin: usize, rows: usize, entries: usize): void {
  memory.fill(begin, 0, (<usize>coarse + 2) << 2);
  const count = getI(pStart, n);
  for (let h = 0; h < count; h++) {
    const c = getI(pColumn, h) + 2;
    setI(begin, c, getI(begin, c) + 1);
  }
  for (let c = 1; c <= coarse; c++) setI(begin, c + 1, getI(begin, c + 1) + getI(begin, c));
  for (let i = 0; i < n; i++) {
    for (let h = getI(pStart, i), end = getI(pStart, i + 1); h < end; h++) {
      const c = getI(pColumn, h) + 1,
        at = getI(begin, c);
      setI(rows, at, i);
      setI(entries, at, h);
      setI(begin, c, at + 1);
    }
  }
}

/** Pattern of the coarse matrix with the positions of its columns; entry count, −1 when out of memory. */
function coarsePattern(level: i32, n: i32, coarse: i32): i32 {
  const count = getI(pStart, n);
  const begin = allocRaw((<usize>coarse + 2) << 2),
    rows = allocRaw((<usize>count) << 2),
    entries = allocRaw((<usize>count) << 2);
  const start = allocRaw((<usize>coarse + 1) << 2);
  if (begin == 0 || rows == 0 || entries == 0 || start == 0) return -1;
  listRows(n, coarse, begin, rows, entries);
  // a first pass counts, the second writes
  memory.fill(mark, 255, (<usize>coarse) << 2);
  let tail = 0;
  for (let I = 0; I < coarse; I++) tail = coarseRow(I, begin, rows, entries, tail, 0, 0);
  const column = allocRaw((<usize>tail) << 2),
    offset = allocRaw((<usize>tail) << 4);
  if (column == 0 || offset == 0) return -1;
  memory.fill(mark, 255, (<usize>coarse) << 2);
  let at = 0;
  for (let I = 0; I < coarse; I++) {
    setI(start, I, at);
    at = coarseRow(I, begin, rows, entries, at, column, offset);
  }
  setI(start, coarse, at);
  L.set(level + 1, L.N, coarse);
  L.set(level + 1, L.START, start);
  L.set(level + 1, L.COLUMN, column);
  L.set(level + 1, L.OFFSETS, offset);
  return at;
}

/** One row of the pattern, diagonal first; written when `column` is given. Returns the new tail. */
function coarseRow(
  I: i32,
  begin: usize,
  rows: usize,
  entries: usize,
  from: i32,
  column: usize,
  offset: usize,
): i32 {
  let tail = from + 1;
  setI(mark, I, I);
  if (column != 0) {
    setI(column, from, I);
    v128.store(offset + ((<usize>from) << 4), f32x4.splat(0));
  }
  for (let q = getI(begin, I), end = getI(begin, I + 1); q < end; q++) {
    const i = getI(rows, q);
    const back = v128.load(pOffsets + ((<usize>getI(entries, q)) << 4));
    for (let h = getI(apStart, i), stop = getI(apStart, i + 1); h < stop; h++) {
      const J = getI(apColumn, h);
      if (getI(mark, J) == I) continue;
      setI(mark, J, I);
      if (column != 0) {
        setI(column, tail, J);
        v128.store(offset + ((<usize>tail) << 4), f32x4.sub(v128.load(apOffset + ((<usize>h) << 4)), back));
      }
      tail++;
    }
  }
  return tail;
}

/** Entry of column J, which is in the row that begins at `from`. */
@inline function find(column: usize, from: i32, J: i32): i32 {
  const want = i32x4.splat(J);
  let p = column + ((<usize>from) << 2);
  while (true) {
    const found = i32x4.bitmask(i32x4.eq(v128.load(p), want));
    if (found != 0) return <i32>((p - column) >> 2) + <i32>ctz(found);
    p += 16;
  }
}

/** Row i of H P into Z, a block for each of its columns. */
function productRow(level: i32, i: i32, Z: usize): void {
  const from = getI(apStart, i),
    to = getI(hpEnd, i);
  for (let h = from; h < to; h++) setI(mark, getI(apColumn, h), h - from);
  memory.fill(Z, 0, <usize>(to - from) * BLOCK);
  const D = diagonalOf(level, i);
  for (let q: usize = 0; q < BLOCK; q += 16)
    v128.store(half + q, f32x4.mul(f32x4.splat(0.5), v128.load(D + q)));
  addRow(half, i, Z);
  for (let k = rowBegin(level, i), end = rowEnd(level, i); k < end; k++) {
    const j = columnOf(level, k);
    if (j > i && getI(pStart, j) < getI(pStart, j + 1)) addRow(blockOf(level, k), j, Z);
  }
}

/** Z += A times row j of P. */
function addRow(A: usize, j: i32, Z: usize): void {
  const a0 = v128.load(A),
    a1 = v128.load(A, 16),
    a2 = v128.load(A, 32),
    a3 = v128.load(A, 48),
    a4 = v128.load(A, 64),
    a5 = v128.load(A, 80),
    b0 = v128.load(A, 96),
    b1 = v128.load(A, 112),
    b2 = v128.load(A, 128);
  for (let h = getI(pStart, j), end = getI(pStart, j + 1); h < end; h++) {
    const C = Z + <usize>getI(mark, getI(pColumn, h)) * BLOCK;
    addColumns(a0, a1, a2, a3, a4, a5, b0, b1, b2, pValues + <usize>h * BLOCK, C);
  }
}

/** A row of S, whose entries begin at `row`, += A times the row Z of H P, whose columns lie at from–to. */
function addToRow(A: usize, Z: usize, from: i32, to: i32, column: usize, row: i32, values: usize): void {
  const a0 = v128.load(A),
    a1 = v128.load(A, 16),
    a2 = v128.load(A, 32),
    a3 = v128.load(A, 48),
    a4 = v128.load(A, 64),
    a5 = v128.load(A, 80),
    b0 = v128.load(A, 96),
    b1 = v128.load(A, 112),
    b2 = v128.load(A, 128);
  for (let h = from; h < to; h++) {
    const C = values + <usize>find(column, row, getI(apColumn, h)) * BLOCK;
    addColumns(a0, a1, a2, a3, a4, a5, b0, b1, b2, Z, C);
    Z += BLOCK;
  }
}

/** A += Bᵀ, B = Aᵀ. */
function fold(A: usize, B: usize): void {
  transpose(B, turned);
  for (let q: usize = 0; q < BLOCK; q += 16) {
    v128.store(A + q, f32x4.add(v128.load(A + q), v128.load(turned + q)));
  }
  if (A != B) transpose(A, B);
}

/** S + Sᵀ in place, for the row I and what mirrors it. */
function symmetrize(I: i32, start: usize, column: usize, values: usize): void {
  const from = getI(start, I);
  fold(values + <usize>from * BLOCK, values + <usize>from * BLOCK);
  for (let h = from + 1, stop = getI(start, I + 1); h < stop; h++) {
    const J = getI(column, h);
    if (J > I) fold(values + <usize>h * BLOCK, values + <usize>find(column, getI(start, J), I) * BLOCK);
  }
}

/** Values of the coarse matrix on its pattern. */
function numeric(level: i32, n: i32, coarse: i32, entries: i32): bool {
  const values = allocRaw(<usize>entries * BLOCK);
  let widest = 0;
  for (let i = 0; i < n; i++) widest = max(widest, getI(hpEnd, i) - getI(apStart, i));
  const Z = allocRaw(<usize>widest * BLOCK);
  if (values == 0 || Z == 0) return false;
  memory.fill(values, 0, <usize>entries * BLOCK);
  const start = L.get(level + 1, L.START),
    column = L.get(level + 1, L.COLUMN);
  for (let i = 0; i < n; i++) {
    const from = getI(apStart, i),
      to = getI(hpEnd, i);
    if (getI(pStart, i) == getI(pStart, i + 1)) continue;
    productRow(level, i, Z);
    for (let g = getI(pStart, i), stop = getI(pStart, i + 1); g < stop; g++) {
      transpose(pValues + <usize>g * BLOCK, turned);
      addToRow(turned, Z, from, to, column, getI(start, getI(pColumn, g)), values);
    }
  }
  for (let I = 0; I < coarse; I++) symmetrize(I, start, column, values);
  L.set(level + 1, L.VALUES, values);
  return true;
}

/** Make level + 1 with `coarse` nodes. Returns its entries beside the diagonal, −1 when out of memory. */
export function coarsen(level: i32, coarse: i32): i32 {
  const n = <i32>L.get(level, L.N);
  bind(level);
  mark = allocRaw((<usize>coarse) << 2);
  if (mark == 0 || !productPattern(level, n, coarse)) return -1;
  const entries = coarsePattern(level, n, coarse);
  if (entries < 0 || !numeric(level, n, coarse, entries)) return -1;
  return entries - coarse;
}
