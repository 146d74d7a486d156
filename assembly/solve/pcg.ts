// Preconditioned conjugate gradients on the tangent operator. Sums run in node order: same bits always.

import * as F from '../network/fields';
import { apply, refreshBlocks } from './operator';
import { multigrid, precondition } from './preconditioner';
import { gather, scatter, unitStiffness } from './multigrid/fine';
import * as X from './multigrid/mixed';

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
const MULTIGRID_LIMIT: i32 = 250;
let failed: bool = false; // the last round of multigrid

/**
 * Solve K d = r to |r − K d| ≤ goal (weighted norm); with multigrid one round towards it, of at most five
 * decades: whoever asks looks at the residual in double precision anyway, and if the system is still the same
 * one says so by `again`. May destroy R; the solution is in D.
 * Returns 1 when the goal was reached, 0 at the limit of iterations, −1 when K was found not positive, −2 when
 * that was so before D had moved.
 */
export function solve(goal: f64, limit: i32, meanRadius: f64, again: bool = false): i32 {
  if (multigrid) {
    const status = round(goal, meanRadius, again && !failed);
    failed = status <= 0;
    if (!failed) return status;
    // Single precision or the hierarchy fails on this tangent: the plain iteration does it, slowly.
    const lost = iterations;
    refreshBlocks();
    const plain = iterate(goal, limit, meanRadius);
    iterations += lost;
    return plain;
  }
  return iterate(goal, limit, meanRadius);
}

/** One round of multigrid-preconditioned iteration in single precision. */
function round(goal: f64, meanRadius: f64, again: bool): i32 {
  const r = F.at(F.R),
    d = F.at(F.D);
  memory.fill(d, 0, <usize>F.n * 48);
  iterations = 0;
  const before = reached;
  reached = norm(r, meanRadius);
  if (reached <= goal) return 1;
  const need = (0.9 * goal) / reached;
  const inner = need >= ROUND ? need : need >= ROUND * ROUND ? Math.sqrt(need) : ROUND;
  gather(r, 1.0 / reached, X.rightSide());
  const status = X.mixedSolve(inner, MULTIGRID_LIMIT, again ? before / reached : 0);
  iterations = X.iterations;
  if (status > 0) scatter(X.solution(), reached / unitStiffness, d);
  return status;
}

function iterate(goal: f64, limit: i32, meanRadius: f64): i32 {
  const length = 6 * F.n;
  const r = F.at(F.R),
    d = F.at(F.D),
    z = F.at(F.Z),
    p = F.at(F.P),
    q = F.at(F.Q);
  memory.fill(d, 0, (<usize>length) << 3);
  iterations = 0;
  reached = norm(r, meanRadius);
  if (reached <= goal) return 1;
  let rz = precondition(r, z);
  memory.copy(p, z, (<usize>length) << 3);
  while (iterations < limit) {
    apply(p, q);
    const pq = dot(p, q, length);
    iterations++;
    if (!(pq > 0)) return iterations < 2 ? -2 : -1;
    const alpha = rz / pq;
    const end = d + ((<usize>length) << 3);
    let a = d,
      b = r,
      c = p,
      e = q;
    while (a < end) {
      store<f64>(a, load<f64>(a) + alpha * load<f64>(c));
      store<f64>(b, load<f64>(b) - alpha * load<f64>(e));
      a += 8;
      b += 8;
      c += 8;
      e += 8;
    }
    reached = norm(r, meanRadius);
    if (reached <= goal) return 1;
    const next = precondition(r, z);
    const beta = next / rz;
    rz = next;
    a = p;
    b = z;
    const stop = p + ((<usize>length) << 3);
    while (a < stop) {
      store<f64>(a, load<f64>(b) + beta * load<f64>(a));
      a += 8;
      b += 8;
    }
  }
  return 0;
}
