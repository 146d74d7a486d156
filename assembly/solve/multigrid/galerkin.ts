// The coarse matrix PᵀAP, row by row of the finer level. With A = H + Hᵀ, where H has the entries above the diagonal
// and half of those on it, PᵀAP = S + Sᵀ for S = PᵀHP: each entry of A is multiplied once.

import { allocRaw } from '../../memory/arena';
import { getI, setI } from '../../memory/view';
import { addColumns, BLOCK, transpose } from './block';
import * as levels from './levels';
import { coarsePattern, hpColumn, hpStart, mark, pColumn, pStart } from './pattern';
import { blockOf, columnOf, diagonalOf, rowBegin, rowEnd } from './rows';

const turned = memory.data(144, 16);
const half = memory.data(144, 16);

let pValues: usize = 0;

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
  const from = getI(hpStart, i),
    to = getI(hpStart, i + 1);
  for (let h = from; h < to; h++) setI(mark, getI(hpColumn, h), h - from);
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
    const C = values + <usize>find(column, row, getI(hpColumn, h)) * BLOCK;
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
  for (let i = 0; i < n; i++) widest = max(widest, getI(hpStart, i + 1) - getI(hpStart, i));
  const Z = allocRaw(<usize>widest * BLOCK);
  if (values == 0 || Z == 0) return false;
  memory.fill(values, 0, <usize>entries * BLOCK);
  const start = levels.get(level + 1, levels.START),
    column = levels.get(level + 1, levels.COLUMN);
  for (let i = 0; i < n; i++) {
    const from = getI(hpStart, i),
      to = getI(hpStart, i + 1);
    if (getI(pStart, i) == getI(pStart, i + 1)) continue;
    productRow(level, i, Z);
    for (let g = getI(pStart, i), stop = getI(pStart, i + 1); g < stop; g++) {
      transpose(pValues + <usize>g * BLOCK, turned);
      addToRow(turned, Z, from, to, column, getI(start, getI(pColumn, g)), values);
    }
  }
  for (let I = 0; I < coarse; I++) symmetrize(I, start, column, values);
  levels.set(level + 1, levels.VALUES, values);
  return true;
}

/** Make level + 1 with `coarse` nodes. Returns its entries beside the diagonal, −1 when out of memory. */
export function coarsen(level: i32, coarse: i32): i32 {
  const entries = coarsePattern(level, coarse);
  pValues = levels.get(level, levels.P_VALUES);
  if (entries < 0 || !numeric(level, <i32>levels.get(level, levels.N), coarse, entries)) return -1;
  return entries - coarse;
}
