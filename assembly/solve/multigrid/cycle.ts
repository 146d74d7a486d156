// One cycle, V on the first two levels and W below, with two steps of damped block Jacobi before and two after the
// correction from the next level, damped as Chebyshev's polynomial asks (Adams et al., J. Comput. Phys. 188 (2003) 593,
// doi:10.1016/S0021-9991(03)00194-3). Two steps carry larger aggregates and the contrast of contact and binder.

import { VECTOR } from './block';
import { denseSolve } from './dense';
import { fineApply } from './product';
import * as levels from './levels';
import { jacobi, multiply, multiplyTransposed } from './sparse';

/** Pairs of steps on a last level that is too large to be solved directly. */
const SWEEPS: i32 = 3;

// ω λ of the two steps, for eigenvalues from λ/6 to λ
const FIRST: f64 = 1.139;
const SECOND: f64 = 3.463;


@inline function residual(level: i32, b: usize, z: usize, r: usize): void {
  if (level == 0) fineApply(z, r, b);
  else {
    const n = <i32>levels.get(level, levels.N);
    multiply(
      n,
      levels.get(level, levels.START),
      levels.get(level, levels.COLUMN),
      levels.get(level, levels.VALUES),
      z,
      r,
      b,
      1,
    );
  }
}

/** Both steps, in the order that makes the whole cycle symmetric. */
function smooth(level: i32, b: usize, z: usize, first: f64, second: f64, fromZero: bool): void {
  const n = <i32>levels.get(level, levels.N);
  const inverse = levels.get(level, levels.INVERSE),
    r = levels.get(level, levels.R);
  const scale = 1.0 / levels.lambda(level);
  if (!fromZero) residual(level, b, z, r);
  jacobi(n, inverse, fromZero ? b : r, z, <f32>(first * scale), !fromZero);
  residual(level, b, z, r);
  jacobi(n, inverse, r, z, <f32>(second * scale), true);
}

/**
 * x = M b on a coarse level, where M is one cycle, or from the second coarse level on two, M = 2C − C A C: those levels
 * cost next to nothing, and what one visit leaves there is what makes iterations grow with size.
 */
function visit(level: i32, b: usize, x: usize): void {
  cycle(level, b, x);
  if (level < 2 || (level + 1 == levels.depth && levels.direct)) return;
  const n = levels.get(level, levels.N),
    bytes = n * VECTOR;
  const first = levels.get(level, levels.FIRST),
    rest = levels.get(level, levels.REST);
  memory.copy(first, x, bytes);
  residual(level, b, x, rest);
  cycle(level, rest, x);
  for (let o: usize = 0; o < bytes; o += 16)
    v128.store(x + o, f32x4.add(v128.load(x + o), v128.load(first + o)));
}

/** z = M b on a level. z of level 0 must be zero on held nodes. */
export function cycle(level: i32, b: usize, z: usize): void {
  const last = level + 1 == levels.depth;
  if (last && levels.direct) {
    denseSolve(b, z);
    return;
  }
  smooth(level, b, z, FIRST, SECOND, true);
  if (last) {
    for (let k = level == 0 ? 1 : SWEEPS; k > 1; k--) smooth(level, b, z, SECOND, FIRST, false);
    return;
  }
  const n = <i32>levels.get(level, levels.N),
    r = levels.get(level, levels.R);
  residual(level, b, z, r);
  const next = level + 1;
  const rows = levels.get(level, levels.P_START),
    columns = levels.get(level, levels.P_COLUMN),
    values = levels.get(level, levels.P_VALUES);
  const B = levels.get(next, levels.B),
    X = levels.get(next, levels.X);
  memory.fill(B, 0, levels.get(next, levels.N) * VECTOR);
  multiplyTransposed(n, rows, columns, values, r, B);
  visit(next, B, X);
  multiply(n, rows, columns, values, X, z, 0, 2);
  smooth(level, b, z, SECOND, FIRST, false);
}
