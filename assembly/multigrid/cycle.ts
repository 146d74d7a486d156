// One V-cycle: a damped block Jacobi step before and after the correction from the next level.

import { VECTOR } from './block';
import { denseSolve } from './dense';
import { fineApply } from './fine';
import * as L from './levels';
import { jacobi, multiply, multiplyTransposed } from './sparse';

/** Steps on a last level that is too large to be solved directly. */
const SWEEPS: i32 = 6;


@inline function residual(level: i32, b: usize, z: usize, r: usize): void {
  if (level == 0) fineApply(z, r, b);
  else {
    const n = <i32>L.get(level, L.N);
    multiply(n, L.get(level, L.START), L.get(level, L.COLUMN), L.get(level, L.VALUES), z, r, b, 1);
  }
}

/** z = M b on a level. z of level 0 must be zero on held nodes. */
export function cycle(level: i32, b: usize, z: usize): void {
  const last = level + 1 == L.depth;
  if (last && L.direct) {
    denseSolve(b, z);
    return;
  }
  const n = <i32>L.get(level, L.N);
  const inverse = L.get(level, L.INVERSE),
    r = L.get(level, L.R);
  const w = L.omega(level);
  jacobi(n, inverse, b, z, w, false);
  if (last) {
    for (let k = level == 0 ? 1 : SWEEPS; k > 1; k--) {
      residual(level, b, z, r);
      jacobi(n, inverse, r, z, w, true);
    }
    return;
  }
  residual(level, b, z, r);
  const next = level + 1;
  const rows = L.get(level, L.P_START),
    columns = L.get(level, L.P_COLUMN),
    values = L.get(level, L.P_VALUES);
  const B = L.get(next, L.B),
    X = L.get(next, L.X);
  memory.fill(B, 0, L.get(next, L.N) * VECTOR);
  multiplyTransposed(n, rows, columns, values, r, B);
  cycle(next, B, X);
  multiply(n, rows, columns, values, X, z, 0, 2);
  residual(level, b, z, r);
  jacobi(n, inverse, r, z, w, true);
}
