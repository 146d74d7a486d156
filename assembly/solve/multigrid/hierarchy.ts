// Builds the hierarchy of levels for the tangent in force, in a pool at the top of the arena that is given
// back before the next one: after the first, memory does not grow.

import { allocRaw, mark, release } from '../../memory/arena';
import { getI } from '../../memory/view';
import { BLOCK, VECTOR } from './block';
import { aggregate } from './aggregate';
import { denseFactor } from './dense';
import { count, dirty, fineLoad, fineUnits, free, holds, nodeAt } from './fine';
import { coarsen } from './galerkin';
import { invert } from './inverse';
import * as levels from './levels';
import { prolongation } from './prolong';
import { diagonalOf, fineDiagonal, fineRows } from './rows';
import { dot, jacobi, multiply } from './sparse';
import { fineVector } from './vectors';

/** Levels this small are solved directly. */
const DIRECT: i32 = 40;
/** λ_max(D⁻¹K) of a network of two-node elements never exceeds 2; near that in practice. */
const FINE_LAMBDA: f64 = 1.85;

let pool: usize = 0;

/** Room on level 0 that does not depend on stiffness. Call once after `finePlan`. */
export function hierarchyPlan(): bool {
  const blocks = <usize>free * BLOCK;
  levels.set(0, levels.N, free);
  levels.set(0, levels.NODE, nodeAt);
  levels.set(0, levels.INVERSE, allocRaw(blocks));
  levels.set(0, levels.DIAGONAL, allocRaw(blocks));
  levels.set(0, levels.R, fineVector());
  pool = mark();
  return (
    levels.get(0, levels.INVERSE) != 0 && levels.get(0, levels.DIAGONAL) != 0 && levels.get(0, levels.R) != 0
  );
}

/** Inverse diagonal blocks of level 0, of the nodes whose ties have changed (of all with `whole`). */
export function refreshFine(whole: bool): void {
  for (let i = 0; i < free; i++) if (whole || load<u8>(dirty + <usize>i) != 0) refreshNode(i);
  memory.fill(dirty, 0, <usize>free);
}

function refreshNode(i: i32): void {
  const D = levels.get(0, levels.DIAGONAL) + <usize>i * BLOCK;
  fineDiagonal(i, D);
  invert(D, getI(holds, i), levels.get(0, levels.INVERSE) + <usize>i * BLOCK);
}

/** Build all levels from the stiffnesses in force. False when out of memory: only level 0 is usable then. */
export function hierarchyBuild(): bool {
  fineUnits();
  fineLoad();
  refreshFine(true);
  release(pool);
  levels.setDepth(1, false);
  levels.setLambda(0, FINE_LAMBDA);
  if (!fineRows()) return false;
  let lambda = FINE_LAMBDA;
  let entries = 2 * count;
  for (let level = 0; level + 1 < levels.MOST; level++) {
    const n = <i32>levels.get(level, levels.N);
    if (level > 0 && n <= DIRECT) return finish(level);
    if (level > 0) lambda = spectrum(level);
    const coarse = aggregate(level, entries);
    if (coarse < 0) return false;
    if (coarse == 0 || coarse > (n >> 1) + 1) return level == 0 ? true : finish(level);
    if (!prolongation(level, coarse, entries, lambda)) return false;
    entries = coarsen(level, coarse);
    if (entries < 0 || !vectors(level + 1)) return false;
    levels.setDepth(level + 2, false);
  }
  return finish(levels.MOST - 1);
}

/** Solve the last level directly, if it is small enough for that. */
function finish(level: i32): bool {
  const n = <i32>levels.get(level, levels.N);
  if (n > 8 * DIRECT) {
    spectrum(level);
    return true;
  }
  const done = denseFactor(level);
  levels.setDepth(level + 1, done);
  return done;
}

/** Vectors and inverse diagonal blocks of a coarse level. */
function vectors(level: i32): bool {
  const n = levels.get(level, levels.N);
  const x = allocRaw(n * VECTOR),
    b = allocRaw(n * VECTOR),
    r = allocRaw(n * VECTOR),
    first = allocRaw(n * VECTOR),
    rest = allocRaw(n * VECTOR),
    inverse = allocRaw(n * BLOCK);
  if (x == 0 || b == 0 || r == 0 || first == 0 || rest == 0 || inverse == 0) return false;
  levels.set(level, levels.X, x);
  levels.set(level, levels.FIRST, first);
  levels.set(level, levels.REST, rest);
  levels.set(level, levels.B, b);
  levels.set(level, levels.R, r);
  levels.set(level, levels.INVERSE, inverse);
  for (let i = 0; i < <i32>n; i++) invert(diagonalOf(level, i), 0, inverse + <usize>i * BLOCK);
  return true;
}

/** Largest eigenvalue of D⁻¹A of a coarse level by power iteration, a little above; sets the damping. */
function spectrum(level: i32): f64 {
  const n = <i32>levels.get(level, levels.N);
  const x = levels.get(level, levels.X),
    r = levels.get(level, levels.R),
    inverse = levels.get(level, levels.INVERSE);
  for (let i = 0; i < n; i++) {
    for (let c = 0; c < 8; c++) {
      const v = (c & 3) == 3 ? 0 : ((7 * i + 3 * c) % 11) - 5;
      store<f32>(x + ((<usize>i) << 5) + <usize>(4 * c), <f32>v);
    }
  }
  let lambda = 1.0;
  for (let k = 0; k < 8; k++) {
    const size = Math.sqrt(dot(n, x, x));
    if (!(size > 0)) break;
    const w = f32x4.splat(<f32>(1.0 / size));
    for (let p = x, end = x + ((<usize>n) << 5); p < end; p += 16) v128.store(p, f32x4.mul(w, v128.load(p)));
    multiply(
      n,
      levels.get(level, levels.START),
      levels.get(level, levels.COLUMN),
      levels.get(level, levels.VALUES),
      x,
      r,
      0,
      0,
    );
    jacobi(n, inverse, r, x, 1, false);
    lambda = Math.sqrt(dot(n, x, x));
  }
  lambda *= 1.1;
  levels.setLambda(level, lambda);
  return lambda;
}
