// The product of the finest level with a vector, matrix-free: elements by lanes.ts, and what few nodes or elements
// have besides.

import { getI } from '../../memory/view';
import { free, holds, nodes, partly, partlyCount, weights } from './fine';
import { lanesApply } from './lanes';
import { addLosses } from './losses';

/** y = b − K x; y = −K x with `b` 0. x is zero on held freedoms; rows of held nodes of y are rubbish. */
export function fineApply(x: usize, y: usize, b: usize): void {
  let pw = weights;
  const stop = (<usize>free) << 5;
  for (let o: usize = 0; o < stop; o += 32) {
    const weight = v128.load32_splat(pw);
    let r0 = f32x4.neg(f32x4.mul(weight, v128.load(x + o))),
      r1 = f32x4.neg(f32x4.mul(weight, v128.load(x + o, 16)));
    if (b != 0) {
      r0 = f32x4.add(v128.load(b + o), r0);
      r1 = f32x4.add(v128.load(b + o, 16), r1);
    }
    v128.store(y + o, r0);
    v128.store(y + o, r1, 16);
    pw += 4;
  }
  memory.fill(y + stop, 0, (<usize>(nodes - free)) << 5);
  lanesApply(x, y);
  addLosses(x, y);
  for (let k = 0; k < partlyCount; k++) maskNode(y, getI(partly, k));
}

/** Zero the held freedoms of one node of a vector. */
function maskNode(y: usize, p: i32): void {
  const held = getI(holds, p);
  for (let c = 0; c < 6; c++) {
    if (held & (1 << c)) store<f32>(y + ((<usize>p) << 5) + <usize>(4 * (c < 3 ? c : c + 1)), 0);
  }
}
