// Conjugate gradients in single precision with the cycle of cycle.ts as preconditioner. The caller holds the residual in
// double precision and refines (Golub & Van Loan, Matrix Computations, 4th ed., §11.5 and §3.5.3).

import { free, nodes } from './fine';
import { cycle } from './cycle';
import { fineApply } from './product';
import { advance, direct, dot } from './sparse';
import { fineVector } from './vectors';

export let iterations: i32 = 0;

let e: usize = 0;
let r: usize = 0;
let z: usize = 0;
let p: usize = 0;
let q: usize = 0;

/** Allocates; false when out of memory. */
export function mixedPlan(): bool {
  e = fineVector();
  r = fineVector();
  z = fineVector();
  p = fineVector();
  q = fineVector();
  return e != 0 && r != 0 && z != 0 && p != 0 && q != 0;
}

/** Right side, to be filled by the caller. */
export function rightSide(): usize {
  return r;
}

/** The solution of the last call. */
export function solution(): usize {
  return e;
}

/** One cycle on the right side. */
export function cycleOnce(): usize {
  cycle(0, r, z);
  return z;
}

let rz: f64 = 0;

/**
 * Solve K e = r to |r − K e| ≤ goal |r|. `carry` 0: from scratch; else r is the true residual of the same
 * system after the last call, which was in units `carry` times as large, and the search goes on where it
 * stopped (van der Vorst & Ye, SIAM J. Sci. Comput. 22 (2000) 835, doi:10.1137/S1064827599353865). 1 goal reached, 0 the limit of iterations, −1 the iteration broke
 * down (the matrix or the preconditioner was not positive definite to working precision).
 */
export function mixedSolve(goal: f64, limit: i32, carry: f64): i32 {
  const bytes = (<usize>nodes) << 5;
  memory.fill(e, 0, bytes);
  memory.fill(z, 0, bytes);
  iterations = 0;
  const whole = dot(free, r, r);
  if (!(whole > 0)) return whole == 0 ? 1 : -1;
  const stop = goal * goal * whole;
  cycle(0, r, z);
  if (carry > 0) turn(carry);
  else {
    memory.copy(p, z, bytes);
    rz = dot(free, r, z);
  }
  while (iterations < limit) {
    if (!(rz > 0)) return -1;
    fineApply(p, q, 0);
    const pq = -dot(free, p, q);
    iterations++;
    if (!(pq > 0)) return -1;
    const rr = advance(free, e, r, p, q, <f32>(rz / pq));
    if (!(rr < 1e30)) return -1;
    if (rr <= stop) return 1;
    cycle(0, r, z);
    const next = dot(free, r, z);
    direct(free, z, p, <f32>(next / rz));
    rz = next;
  }
  return 0;
}

/** p = z + β p with β for the residual's new unit. */
function turn(carry: f64): void {
  const next = dot(free, r, z);
  direct(free, z, p, <f32>(next / (rz * carry)));
  rz = next;
}
