// Linear equilibrium K u = f on stiffnesses the caller gives: what benches and comparisons with other codes
// use. The same operator, preconditioner and iteration as a load step's.

import { getF, setF } from '../memory/view';
import * as F from '../network/fields';
import * as S from '../network/params';
import { material } from '../network/params';
import { apply, applyBare, mask } from './operator';
import { forget, multigrid, refresh, refreshNeck, report, solverPlanAs } from './preconditioner';
import { exactApply, exactLoad, exactReload } from './multigrid/exact';
import { fineApply } from './multigrid/fine';
import * as X from './multigrid/mixed';
import * as CG from './pcg';

let iterations: i32 = 0;
let rounds: i32 = 0;
let reached: f64 = 0;

export function linearIterations(): i32 {
  return iterations;
}

export function linearRounds(): i32 {
  return rounds;
}

export function linearResidual(): f64 {
  return reached;
}

/** Plan the solver; see `solverPlanAs`. */
export function linearPlan(kind: i32): void {
  solverPlanAs(kind, true);
}

/** R = LOAD − K U on the free freedoms. */
function residual(): void {
  const r = F.at(F.R),
    g = F.at(F.G);
  linearApply(1);
  for (let q = 0, end = 6 * F.n; q < end; q++) setF(r, q, getF(F.at(F.LOAD), q) - getF(g, q));
  mask(r);
}

/** Build the preconditioner from STIFF. */
export function linearPrepare(): void {
  forget();
  refresh(material(S.MEAN_RADIUS));
  if (multigrid) exactLoad();
}

/** All of STIFF may have changed: bring the solver up to date as far as is worth it. */
export function linearRefresh(): void {
  refresh(material(S.MEAN_RADIUS));
  if (multigrid) exactLoad();
}

/** Solve K U = LOAD to |r| ≤ tolerance |LOAD|; `fresh`: from U = 0. 0 solved, 1 limit, 2 not a number. */
export function linearSolve(tolerance: f64, fresh: i32): i32 {
  const radius = material(S.MEAN_RADIUS);
  const u = F.at(F.U),
    d = F.at(F.D);
  if (fresh) memory.fill(u, 0, <usize>F.n * 48);
  memory.copy(F.at(F.R), F.at(F.LOAD), <usize>F.n * 48);
  mask(F.at(F.R));
  const scale = CG.norm(F.at(F.R), radius);
  iterations = 0;
  rounds = 0;
  reached = 0;
  if (scale == 0) return 0;
  let begun: f64 = 0;
  while (true) {
    // from rest the residual is the load, which is in R already
    if (rounds > 0 || !fresh) residual();
    reached = CG.norm(F.at(F.R), radius) / scale;
    if (!(reached < 1e300)) return 2;
    if (rounds == 0) begun = reached;
    if (reached <= tolerance) {
      report(iterations, Math.log10(max(begun / tolerance, 1.0)));
      return 0;
    }
    if (rounds >= 20) return 1;
    CG.solve(0.95 * tolerance * scale, 20 * F.n + 200, radius, rounds > 0);
    iterations += CG.iterations;
    rounds++;

    for (let q = 0, end = 6 * F.n; q < end; q++) setF(u, q, getF(u, q) + getF(d, q));
  }
}

/** Take neck `e` out. */
export function linearBreak(e: i32): void {
  memory.fill(F.at(F.STIFF) + ((<usize>e) << 5), 0, 32);
  refreshNeck(e, material(S.MEAN_RADIUS));
  if (multigrid) exactReload(e);
}

/** Apply the inner operator `times` times (for benches). */
export function linearApplyInner(times: i32): void {
  for (let k = 0; k < times; k++) {
    if (multigrid) fineApply(X.solution(), X.rightSide(), 0);
    else apply(F.at(F.U), F.at(F.Q));
  }
}

/** G = K U, `times` times (for benches). */
export function linearApply(times: i32): void {
  for (let k = 0; k < times; k++) {
    if (multigrid) exactApply(F.at(F.U), F.at(F.G));
    else applyBare(F.at(F.U), F.at(F.G));
  }
}
