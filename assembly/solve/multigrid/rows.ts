// Rows of any level's matrix under one interface: level 0 is made of elements, the others of stored blocks.

import { allocRaw } from '../../memory/arena';
import { getI, setI } from '../../memory/view';
import { BLOCK, three3 } from './block';
import { addElement, clearBlock, strengthOf } from './element';
import { count, free, groundOf, higher, incident, incidentAt, lower, RECORD, records } from './fine';
import { norm2 } from './block';
import * as levels from './levels';
import { gone } from './losses';

const scratch = memory.data(144, 16);

/** First entry of row i beside the diagonal, and the one after its last. */
@inline export function rowBegin(level: i32, i: i32): i32 {
  return level == 0 ? getI(incidentAt, i) : getI(levels.get(level, levels.START), i) + 1;
}


@inline export function rowEnd(level: i32, i: i32): i32 {
  return level == 0 ? getI(incidentAt, i + 1) : getI(levels.get(level, levels.START), i + 1);
}


@inline function dead(e: i32): bool {
  return gone(records + <usize>e * RECORD);
}

/** Column of entry k; −1 for a held node or an element that is gone. */
@inline export function columnOf(level: i32, k: i32): i32 {
  return getI(levels.get(level, levels.COLUMN), k);
}

let strengths: usize = 0; // of each element

/** Columns and sizes of level 0, for the build that follows. False when out of memory. */
export function fineRows(): bool {
  const entries = 2 * count;
  const column = allocRaw((<usize>entries) << 2);
  strengths = allocRaw((<usize>count) << 2);
  if (column == 0 || strengths == 0) return false;
  for (let e = 0; e < count; e++) store<f32>(strengths + ((<usize>e) << 2), strengthOf(e));
  for (let k = 0, end = getI(incidentAt, free); k < end; k++) {
    const code = getI(incident, k),
      e = code >> 1;
    const j = code & 1 ? getI(lower, e) : getI(higher, e);
    setI(column, k, j < free && !dead(e) ? j : -1);
  }
  levels.set(0, levels.COLUMN, column);
  return true;
}


@inline function strength(k: i32): f32 {
  return load<f32>(strengths + ((<usize>(getI(incident, k) >> 1)) << 2));
}

/** Block of entry k; on level 0 it is made in a place that the next call overwrites. */
export function blockOf(level: i32, k: i32): usize {
  if (level != 0) return levels.get(level, levels.VALUES) + <usize>k * BLOCK;
  clearBlock(scratch);
  addElement(getI(incident, k) >> 1, ownArm(k), otherArm(k), -1, scratch);
  return scratch;
}

/** Diagonal block of row i. */
@inline export function diagonalOf(level: i32, i: i32): usize {
  return level == 0
    ? levels.get(0, levels.DIAGONAL) + <usize>i * BLOCK
    : levels.get(level, levels.VALUES) + <usize>getI(levels.get(level, levels.START), i) * BLOCK;
}

/** Arm of an incident element (entry k of level 0) from the row's node, and from the other one. */
@inline export function ownArm(k: i32): v128 {
  const code = getI(incident, k);
  return three3(records + <usize>(code >> 1) * RECORD + (code & 1 ? 32 : 16));
}


@inline export function otherArm(k: i32): v128 {
  const code = getI(incident, k);
  return three3(records + <usize>(code >> 1) * RECORD + (code & 1 ? 16 : 32));
}

/** Position of the column's node from the row's, periodic sides resolved. */
@inline export function offsetOf(level: i32, k: i32): v128 {
  if (level == 0) return f32x4.sub(ownArm(k), otherArm(k));
  return v128.load(levels.get(level, levels.OFFSETS) + ((<usize>k) << 4));
}

/** Size of the entry, to be compared with those of the diagonals. */
export function sizeOf(level: i32, k: i32): f32 {
  return level == 0 ? strength(k) : <f32>Math.sqrt(norm2(blockOf(level, k)));
}

/** Size of the diagonal of row i. */
export function diagonalSize(level: i32, i: i32): f32 {
  if (level != 0) return <f32>Math.sqrt(norm2(diagonalOf(level, i)));
  let s: f32 = 6 * groundOf(i);
  for (let k = rowBegin(0, i), end = rowEnd(0, i); k < end; k++) s += strength(k);
  return s;
}

/** Diagonal blocks of level 0 at DIAGONAL. */
export function fineDiagonal(i: i32, D: usize): void {
  clearBlock(D);
  for (let k = getI(incidentAt, i), end = getI(incidentAt, i + 1); k < end; k++) {
    const e = getI(incident, k) >> 1;
    if (dead(e)) continue;
    const r = ownArm(k);
    addElement(e, r, r, 1, D);
  }
  const g = groundOf(i);
  for (let c = 0; c < 6; c++) {
    const p = D + <usize>(c < 4 ? 20 * c : 96 + 8 * c + 4 * (c - 4));
    store<f32>(p, load<f32>(p) + g);
  }
}
