// Where the coarse matrix has entries. With A = H + Hᵀ as in galerkin.ts it is S + Sᵀ for S = PᵀHP: columns are
// gathered for S alone, and what it lacks of its mirror is added.

import { allocRaw } from '../../memory/arena';
import { getI, setI } from '../../memory/view';
import { BLOCK } from './block';
import * as levels from './levels';
import { columnOf, offsetOf, rowBegin, rowEnd } from './rows';

/** Entries whose positions, and whose blocks, fill all memory there can be. */
const MOST_PLACES: f64 = 0x0fffffff;
const MOST_BLOCKS: i32 = 0xfffffff0 / <u32>BLOCK;

export let pStart: usize = 0;
export let pColumn: usize = 0;
let pOffsets: usize = 0;
/** A number for each coarse node, for whoever walks over columns. */
export let mark: usize = 0;
// columns of the rows of H P, with their positions from the row's node
export let hpStart: usize = 0;
export let hpColumn: usize = 0;
let hpOffset: usize = 0;

/** Mark the columns of row j of P for row i of H P; `at`: position of j from i. Returns the new tail. */
function spread(j: i32, at: v128, from: i32, begun: i32): i32 {
  let tail = begun;
  for (let h = getI(pStart, j), end = getI(pStart, j + 1); h < end; h++) {
    const c = getI(pColumn, h);
    if (getI(mark, c) >= from) continue;
    setI(mark, c, tail);
    setI(hpColumn, tail, c);
    v128.store(hpOffset + ((<usize>tail) << 4), f32x4.add(at, v128.load(pOffsets + ((<usize>h) << 4))));
    tail++;
  }
  return tail;
}

/** Columns of every row of H P. */
function productPattern(level: i32, n: i32, coarse: i32): bool {
  memory.fill(mark, 255, (<usize>coarse) << 2);
  let bound = 0;
  for (let i = 0; i < n; i++) {
    bound += getI(pStart, i + 1) - getI(pStart, i);
    for (let k = rowBegin(level, i), end = rowEnd(level, i); k < end; k++) {
      const j = columnOf(level, k);
      if (j > i) bound += getI(pStart, j + 1) - getI(pStart, j);
    }
  }
  hpStart = allocRaw((<usize>n + 1) << 2);
  hpColumn = allocRaw((<usize>bound) << 2);
  hpOffset = allocRaw((<usize>bound) << 4);
  if (hpStart == 0 || hpColumn == 0 || hpOffset == 0) return false;
  let tail = 0;
  for (let i = 0; i < n; i++) {
    const from = tail;
    setI(hpStart, i, from);
    tail = spread(i, f32x4.splat(0), from, tail);
    for (let k = rowBegin(level, i), end = rowEnd(level, i); k < end; k++) {
      const j = columnOf(level, k);
      if (j > i) tail = spread(j, offsetOf(level, k), from, tail);
    }
  }
  setI(hpStart, n, tail);
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

/** Entries that S has at most; as many as memory cannot hold stand for more. */
function boundOf(n: i32, coarse: i32): i32 {
  let bound = <f64>coarse;
  for (let i = 0; i < n; i++)
    bound += <f64>(getI(pStart, i + 1) - getI(pStart, i)) * <f64>(getI(hpStart, i + 1) - getI(hpStart, i));
  return <i32>min(min(bound, <f64>coarse * <f64>coarse), MOST_PLACES);
}

/**
 * Columns of every row of H P, and the pattern of the coarse matrix S + Sᵀ with the positions of its columns: START,
 * COLUMN, OFFSETS of level + 1. Returns its entries, −1 when out of memory.
 */
export function coarsePattern(level: i32, coarse: i32): i32 {
  const n = <i32>levels.get(level, levels.N);
  pStart = levels.get(level, levels.P_START);
  pColumn = levels.get(level, levels.P_COLUMN);
  pOffsets = levels.get(level, levels.P_OFFSETS);
  mark = allocRaw((<usize>coarse) << 2);
  if (mark == 0 || !productPattern(level, n, coarse)) return -1;
  const count = getI(pStart, n);
  const start = allocRaw((<usize>coarse + 1) << 2);
  const begin = allocRaw((<usize>coarse + 2) << 2),
    rows = allocRaw((<usize>count) << 2),
    entries = allocRaw((<usize>count) << 2),
    half = allocRaw((<usize>coarse + 1) << 2);
  if (begin == 0 || rows == 0 || entries == 0 || start == 0 || half == 0) return -1;
  listRows(n, coarse, begin, rows, entries);
  const bound = boundOf(n, coarse);
  const some = allocRaw((<usize>bound) << 2),
    places = allocRaw((<usize>bound) << 4);
  if (some == 0 || places == 0) return -1;
  memory.fill(mark, 255, (<usize>coarse) << 2);
  let tail = 0;
  for (let I = 0; I < coarse; I++) {
    setI(half, I, tail);
    tail = coarseRow(I, begin, rows, entries, tail, some, places);
  }
  setI(half, coarse, tail);
  return complete(level, coarse, start, half, some, places);
}

/** One row of S, diagonal first. Returns the new tail. */
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
  setI(column, from, I);
  v128.store(offset + ((<usize>from) << 4), f32x4.splat(0));
  for (let q = getI(begin, I), end = getI(begin, I + 1); q < end; q++) {
    const i = getI(rows, q);
    const back = v128.load(pOffsets + ((<usize>getI(entries, q)) << 4));
    for (let h = getI(hpStart, i), stop = getI(hpStart, i + 1); h < stop; h++) {
      const J = getI(hpColumn, h);
      if (getI(mark, J) == I) continue;
      setI(mark, J, I);
      setI(column, tail, J);
      v128.store(offset + ((<usize>tail) << 4), f32x4.sub(v128.load(hpOffset + ((<usize>h) << 4)), back));
      tail++;
    }
  }
  return tail;
}

/** Whether row I of S, from `from` to `to`, has column J. */
@inline function has(column: usize, from: i32, to: i32, J: i32): bool {
  for (let h = from; h < to; h++) if (getI(column, h) == J) return true;
  return false;
}

/** Rows of S with the mirrored entries that they lack. Returns the entries, −1 when out of memory. */
function complete(level: i32, coarse: i32, start: usize, half: usize, some: usize, places: usize): i32 {
  // `mark` counts what each row lacks
  memory.fill(mark, 0, (<usize>coarse) << 2);
  let total = getI(half, coarse);
  for (let I = 0; I < coarse; I++) {
    for (let h = getI(half, I) + 1, end = getI(half, I + 1); h < end; h++) {
      const J = getI(some, h);
      if (has(some, getI(half, J), getI(half, J + 1), I)) continue;
      setI(mark, J, getI(mark, J) + 1);
      total++;
    }
  }
  if (total > MOST_BLOCKS) return -1;
  // with room that `find` of galerkin.ts may look at
  const column = allocRaw(((<usize>total) << 2) + 16),
    offset = allocRaw((<usize>total) << 4);
  if (column == 0 || offset == 0) return -1;
  let tail = 0;
  for (let I = 0; I < coarse; I++) {
    const from = getI(half, I),
      size = getI(half, I + 1) - from;
    setI(start, I, tail);
    memory.copy(column + ((<usize>tail) << 2), some + ((<usize>from) << 2), (<usize>size) << 2);
    memory.copy(offset + ((<usize>tail) << 4), places + ((<usize>from) << 4), (<usize>size) << 4);
    tail += size + getI(mark, I);
    // from here on the place of the next entry that the row lacks
    setI(mark, I, tail - getI(mark, I));
  }
  setI(start, coarse, tail);
  for (let I = 0; I < coarse; I++) {
    for (let h = getI(half, I) + 1, end = getI(half, I + 1); h < end; h++) {
      const J = getI(some, h);
      if (has(some, getI(half, J), getI(half, J + 1), I)) continue;
      const at = getI(mark, J);
      setI(mark, J, at + 1);
      setI(column, at, I);
      v128.store(offset + ((<usize>at) << 4), f32x4.neg(v128.load(places + ((<usize>h) << 4))));
    }
  }
  levels.set(level + 1, levels.N, coarse);
  levels.set(level + 1, levels.START, start);
  levels.set(level + 1, levels.COLUMN, column);
  levels.set(level + 1, levels.OFFSETS, offset);
  return total;
}
