// The coarsest level, solved by a dense Cholesky factor in double precision.

import { allocRaw } from '../../memory/arena';
import { dot } from '../../math/dot';
import { getF, getI, setF } from '../../memory/view';
import { BLOCK, entry } from './block';
import * as levels from './levels';

let size: i32 = 0; // freedoms
let factor: usize = 0;
let work: usize = 0;

/** Factor the matrix of a level. A pivot lost to rounding (a part without hold) is made large: it stays put. */
export function denseFactor(level: i32): bool {
  const n = <i32>levels.get(level, levels.N);
  size = 6 * n;
  const pitch = (<usize>size) << 3;
  factor = allocRaw(<usize>size * pitch + 32);
  work = allocRaw(pitch + 32);
  if (factor == 0 || work == 0) return false;
  memory.fill(factor, 0, <usize>size * pitch);
  const start = levels.get(level, levels.START),
    column = levels.get(level, levels.COLUMN),
    values = levels.get(level, levels.VALUES);
  for (let i = 0; i < n; i++) {
    for (let k = getI(start, i), end = getI(start, i + 1); k < end; k++) {
      const j = getI(column, k);
      if (j > i) continue;
      for (let r = 0; r < 6; r++) {
        for (let c = 0; c < 6; c++) {
          const at = factor + <usize>(6 * i + r) * pitch;
          setF(at, 6 * j + c, <f64>load<f32>(values + <usize>k * BLOCK + entry(r, c)));
        }
      }
    }
  }
  for (let i = 0; i < size; i++) {
    const a = factor + <usize>i * pitch;
    for (let j = 0; j < i; j++) {
      const b = factor + <usize>j * pitch;
      setF(a, j, (getF(a, j) - dot(a, b, j)) * getF(b, j));
    }
    const whole = getF(a, i);
    const left = whole - dot(a, a, i);
    // the diagonal is kept inverted
    setF(a, i, left > 1e-6 * whole && left > 0 ? 1.0 / Math.sqrt(left) : 0.0);
  }
  return true;
}

/** x = A⁻¹ b for vectors of nodes. */
export function denseSolve(b: usize, x: usize): void {
  const pitch = (<usize>size) << 3;
  for (let i = 0; i < size; i++) {
    const a = factor + <usize>i * pitch;
    setF(work, i, (<f64>load<f32>(b + lane(i)) - dot(a, work, i)) * getF(a, i));
  }
  for (let i = size - 1; i >= 0; i--) {
    const a = factor + <usize>i * pitch;
    const v = getF(work, i) * getF(a, i);
    setF(work, i, v);
    const w = f64x2.splat(v);
    let p = a,
      q = work;
    for (let k = i >> 1; k > 0; k--) {
      v128.store(q, f64x2.sub(v128.load(q), f64x2.mul(w, v128.load(p))));
      p += 16;
      q += 16;
    }
    if (i & 1) store<f64>(q, load<f64>(q) - v * load<f64>(p));
  }
  for (let i = 0; i < size; i++) store<f32>(x + lane(i), <f32>getF(work, i));
}

/** Offset of freedom i in a vector of nodes. */
@inline function lane(i: i32): usize {
  const node = i / 6,
    c = i - 6 * node;
  return <usize>(32 * node + 4 * (c < 3 ? c : c + 1));
}
