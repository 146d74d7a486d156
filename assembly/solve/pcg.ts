// Preconditioned conjugate gradients on the tangent operator. Sums run in node order: same bits always.

import * as F from '../network/fields';
import { apply, refreshBlocks } from './operator';
import { multigrid, precondition } from './preconditioner';
import { unitStiffness } from './multigrid/fine';
import { gather, scatter } from './multigrid/vectors';
import * as mixed from './multigrid/mixed';

export let iterations: i32 = 0;
export let reached: f64 = 0;

function dot(a: usize, b: usize, length: i32): f64 {
  let s0: f64 = 0,
    s1: f64 = 0;
  const end = a + ((<usize>length) << 3);
  while (a < end) {
    s0 += load<f64>(a) * load<f64>(b);
    s1 += load<f64>(a, 8) * load<f64>(b, 8);
    a += 16;
    b += 16;
  }
  return s0 + s1;
}

/** Weighted norm of a residual: couples count by 1/R̄. */
export function norm(r: usize, meanRadius: f64): f64 {
  let f: f64 = 0,
    c: f64 = 0;
  for (let k = 0, n = F.n; k < n; k++) {
    f +=
      load<f64>(r) * load<f64>(r) + load<f64>(r, 8) * load<f64>(r, 8) + load<f64>(r, 16) * load<f64>(r, 16);
    c +=
      load<f64>(r, 24) * load<f64>(r, 24) +
      load<f64>(r, 32) * load<f64>(r, 32) +
      load<f64>(r, 40) * load<f64>(r, 40);
    r += 48;
  }
  return Math.sqrt(f + c / (meanRadius * meanRadius));
}

/** Least residual that one round in single precision is asked for. */
const ROUND: f64 = 1e-5;
const MULTIGRID_LIMIT: i32 = 80;

/** Iterations in double precision by multigrid, and by block Jacobi where those fail. */
const CYCLED_LIMIT: i32 = 300;
const PLAIN_LIMIT: i32 = 20_000;
/** Part of a residual left by multigrid that is worth another look before block Jacobi is tried. */
const WORTH: f64 = 0.1;

/**
 * Solve K d = r to |r − K d| ≤ goal (weighted norm); with multigrid one round towards it, of at most five
 * decades: whoever asks looks at the residual in double precision anyway. May destroy R; the solution is in D.
 * Returns 1 when the goal was reached, 0 at the limit of iterations, −1 when K was found not positive, −2 when
 * that was so before D had moved.
 */
export function solve(goal: f64, limit: i32, meanRadius: f64): i32 {
  const status = quick(goal, limit, meanRadius, false);
  if (status > 0 || !multigrid) return status;
  const lost = iterations;
  const end = thorough(goal, limit, meanRadius);
  iterations += lost;
  return end;
}

/**
 * The same by the fastest way, which may fail where the system is very soft somewhere; R is kept then. `again`:
 * the system is still that of the last call, which succeeded, and R its true residual now.
 */
export function quick(goal: f64, limit: i32, meanRadius: f64, again: bool): i32 {
  return multigrid ? round(goal, meanRadius, again) : iterate(goal, limit, meanRadius, false, true);
}

/**
 * The same where single precision does not do: the cycle as the preconditioner of an iteration in double
 * precision, and where the hierarchy is no help either, block Jacobi.
 */
export function thorough(goal: f64, limit: i32, meanRadius: f64): i32 {
  if (!multigrid) return iterate(goal, limit, meanRadius, false, true);
  const begun = norm(F.at(F.RESIDUAL), meanRadius);
  const status = iterate(goal, min(limit, CYCLED_LIMIT), meanRadius, true, true);
  if (status > 0) return status;
  if (reached < WORTH * begun) return 0;
  const lost = iterations;
  refreshBlocks();
  const plain = iterate(goal, min(limit, PLAIN_LIMIT), meanRadius, false, status == -2);
  iterations += lost;
  return plain;
}

/** z = the cycle on r; returns r·z. */
function cycled(r: usize, z: usize, length: i32): f64 {
  gather(r, 1.0 / reached, mixed.rightSide());
  memory.fill(z, 0, (<usize>length) << 3);
  scatter(mixed.cycleOnce(), reached / unitStiffness, z);
  return dot(r, z, length);
}

/** One round of multigrid-preconditioned iteration in single precision. */
function round(goal: f64, meanRadius: f64, again: bool): i32 {
  const r = F.at(F.RESIDUAL),
    d = F.at(F.DIRECTION);
  memory.fill(d, 0, <usize>F.n * 48);
  iterations = 0;
  const before = reached;
  reached = norm(r, meanRadius);
  if (reached <= goal) return 1;
  const need = (0.9 * goal) / reached;
  const inner = need >= ROUND ? need : need >= ROUND * ROUND ? Math.sqrt(need) : ROUND;
  gather(r, 1.0 / reached, mixed.rightSide());
  const status = mixed.mixedSolve(inner, MULTIGRID_LIMIT, again ? before / reached : 0);
  iterations = mixed.iterations;
  if (status > 0) scatter(mixed.solution(), reached / unitStiffness, d);
  return status;
}

/** Conjugate gradients in double precision, by multigrid with `cycle`; from D = 0 with `fresh`, else onwards. */
function iterate(goal: f64, limit: i32, meanRadius: f64, cycle: bool, fresh: bool): i32 {
  const length = 6 * F.n;
  const r = F.at(F.RESIDUAL),
    d = F.at(F.DIRECTION),
    z = F.at(F.Z),
    p = F.at(F.P),
    q = F.at(F.Q);
  if (fresh) memory.fill(d, 0, (<usize>length) << 3);
  iterations = 0;
  reached = norm(r, meanRadius);
  if (reached <= goal) return 1;
  let rz = cycle ? cycled(r, z, length) : precondition(r, z);
  memory.copy(p, z, (<usize>length) << 3);
  while (iterations < limit) {
    if (cycle && !(rz > 0)) return iterations < 1 ? -2 : -1;
    apply(p, q);
    const pq = dot(p, q, length);
    iterations++;
    if (!(pq > 0)) return iterations < 2 ? -2 : -1;
    const alpha = rz / pq;
    add(d, alpha, p, length);
    add(r, -alpha, q, length);
    reached = norm(r, meanRadius);
    if (reached <= goal) return 1;
    const next = cycle ? cycled(r, z, length) : precondition(r, z);
    // The cycle rounds: it is not quite the same linear map every time (Golub & Ye, SIAM J. Sci. Comput. 21
    // (1999) 1305, doi:10.1137/S1064827597323415).
    const beta = (cycle ? -alpha * dot(z, q, length) : next) / rz;
    rz = next;
    for (let a = p, b = z, stop = p + ((<usize>length) << 3); a < stop; a += 8, b += 8) {
      store<f64>(a, load<f64>(b) + beta * load<f64>(a));
    }
  }
  return 0;
}

/** a += s b. */
function add(a: usize, s: f64, b: usize, length: i32): void {
  for (const end = a + ((<usize>length) << 3); a < end; a += 8, b += 8) {
    store<f64>(a, load<f64>(a) + s * load<f64>(b));
  }
}
