// Equilibrium at frozen damage: minimise the step's convex incremental potential
//   π(u) = Σ elastic + plastic work + friction − f·u
// by Newton with the consistent tangent, conjugate gradients and a line search on the slope
// π'(u + α d)·d. Stops on the residual force relative to the forces carried (docs/theory.md §5).

import { getF, setF } from '../memory/view';
import * as F from '../network/fields';
import { Constant, Ledger, constant } from '../network/params';
import { external } from './load';
import { mask } from './operator';
import { refresh, report } from './preconditioner';
import * as forces from './forces';
import * as pcg from './pcg';

export let newtonIterations: i32 = 0;
export let cgIterations: i32 = 0;
export let residual: f64 = 0;
export let forceScale: f64 = 0;

/** R = external − internal on free freedoms, at the last evaluation. */
function residualVector(): void {
  const r = F.at(F.RESIDUAL),
    g = F.at(F.INTERNAL);
  for (let q = 0, end = 6 * F.n; q < end; q++) setF(r, q, external(q) - getF(g, q));
  mask(r);
}

function externalScale2(meanRadius: f64): f64 {
  let s: f64 = 0;
  for (let k = 0, n = F.n; k < n; k++) {
    for (let c = 0; c < 6; c++) {
      const f = external(6 * k + c) / (c < 3 ? 1.0 : meanRadius);
      s += f * f;
    }
  }
  return s;
}

function slopeAlong(d: usize): f64 {
  const r = F.at(F.RESIDUAL);
  let s: f64 = 0;
  for (let q = 0, end = 6 * F.n; q < end; q++) s += getF(r, q) * getF(d, q);
  return s;
}

function move(d: usize, alpha: f64): void {
  const u = F.at(F.U);
  for (let q = 0, end = 6 * F.n; q < end; q++) setF(u, q, getF(u, q) + alpha * getF(d, q));
}

/**
 * Line search along D from the present point, where the descent slope is `s0` > 0. Evaluates at the point
 * chosen. Accepts when the slope has fallen to half; else regula falsi on it (π is convex).
 */
function lineSearch(s0: f64): void {
  const d = F.at(F.DIRECTION);
  let at: f64 = 0,
    low: f64 = 0,
    slopeLow = s0;
  let high: f64 = -1,
    slopeHigh: f64 = 0;
  let alpha: f64 = 1;
  for (let k = 0; k < 30; k++) {
    move(d, alpha - at);
    at = alpha;
    forces.evaluate(F.at(F.U), false);
    residualVector();
    const s = slopeAlong(d);
    if (Math.abs(s) <= 0.5 * s0) return;
    if (s > 0) {
      low = alpha;
      slopeLow = s;
      if (high < 0) {
        if (alpha >= 256) return;
        alpha = s < 0.9 * s0 ? min(256.0, max(2 * alpha, (alpha * s0) / (s0 - s))) : 2 * alpha;
        continue;
      }
    } else {
      high = alpha;
      slopeHigh = s;
    }
    const w = slopeLow / (slopeLow - slopeHigh);
    alpha = low + (high - low) * min(max(w, 0.1), 0.9);
  }
}

/**
 * Bring U to equilibrium at the load in force. `tolerance` relative to the forces carried (not less than
 * 1e-3 of the largest met in this run); at most `limit` Newton iterations. Returns 0 converged,
 * 1 at the limit, 2 not a number. G, STIFF, NEW_* and the energies of `forces` belong to the final U.
 */
export function equilibrium(tolerance: f64, limit: i32): i32 {
  const radius = constant(Constant.MEAN_RADIUS);
  const ext2 = externalScale2(radius);
  newtonIterations = 0;
  cgIterations = 0;
  forces.evaluate(F.at(F.U), false);
  residualVector();
  let last: f64 = 1e300;
  while (true) {
    const now = Math.sqrt(forces.scale2 + ext2);
    const ledger = F.at(F.LEDGER);
    if (now > getF(ledger, Ledger.FORCE_SCALE)) setF(ledger, Ledger.FORCE_SCALE, now);
    forceScale = max(now, 1e-3 * getF(ledger, Ledger.FORCE_SCALE));
    const norm = pcg.norm(F.at(F.RESIDUAL), radius);
    if (!(norm < 1e300)) return 2;
    residual = forceScale > 0 ? norm / forceScale : 0.0;
    if (residual <= tolerance) return 0;
    if (newtonIterations >= limit) return 1;
    refresh(radius);
    const slow = norm > 0.3 * last;
    const goal = max(0.3 * tolerance * forceScale, (slow ? 1e-3 : 1e-4) * norm);
    last = norm;
    if (pcg.solve(goal, 20 * F.n + 200, radius) == -2) return 1;
    cgIterations += pcg.iterations;
    report(pcg.iterations, Math.log10(norm / goal));
    residualVector();
    lineSearch(slopeAlong(F.at(F.DIRECTION)));
    newtonIterations++;
  }
}
