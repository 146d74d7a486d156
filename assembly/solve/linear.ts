// Linear equilibrium K u = f on stiffnesses the caller gives: what benches and comparisons with other codes
// use. The same operator, preconditioner and iteration as a load step's.

import { getF, setF } from '../memory/view';
import * as F from '../network/fields';
import { Constant, constant } from '../network/params';
import { apply, applyBare, forgetGround, ground, groundR, mask } from './operator';
import { forget, multigrid, refresh, refreshNeck, report, solverPlanAs } from './preconditioner';
import { exactApply, exactLoad, exactReload } from './multigrid/exact';
import { fineApply } from './multigrid/product';
import * as mixed from './multigrid/mixed';
import { any, islandsFind, islandsPlan, islandsProject } from './islands';
import * as pcg from './pcg';

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

/** Ground: parts that nothing holds are found, it need only bear mechanisms. */
const GROUND: f64 = 1e-12;

let islands: bool = false; // there is room for them
let prepared: bool = false;
let known: bool = false; //   they belong to the stiffnesses in force
let slow: bool = false; //    the quick way has failed in this solve
let unborne: f64 = 0; //      share of the load that nothing can bear

/** Plan the solver; see `solverPlanAs`. */
export function linearPlan(kind: i32): void {
  prepared = false;
  islands = islandsPlan();
  solverPlanAs(kind, true);
}

/** R = LOAD − K U on the free freedoms. */
function residual(): void {
  const r = F.at(F.RESIDUAL),
    g = F.at(F.INTERNAL);
  linearApply(1);
  for (let q = 0, end = 6 * F.n; q < end; q++) setF(r, q, getF(F.at(F.LOAD), q) - getF(g, q));
  mask(r);
}

/** Look for parts that nothing holds. */
function look(): void {
  if (islands) islandsFind(constant(Constant.MEAN_RADIUS));
  known = true;
}

/** Build the preconditioner from STIFF. */
export function linearPrepare(): void {
  forget();
  forgetGround(GROUND);
  prepared = true;
  refresh(constant(Constant.MEAN_RADIUS));
  if (multigrid) exactLoad();
  look();
}

/** All of STIFF may have changed: bring the solver up to date as far as is worth it. */
export function linearRefresh(): void {
  if (!prepared) return;
  refresh(constant(Constant.MEAN_RADIUS));
  if (multigrid) exactLoad();
  look();
}

/** Rounds of refinement; iterations of a round in double precision and of a whole solve. */
const ROUNDS: i32 = 20;
const LIMIT: i32 = 20_000;
/** A round that leaves more of the residual than this has failed. */
const PROGRESS: f64 = 0.5;

/** Take what nothing can bear from R; sets `unborne`. Returns the norm of the rest relative to `scale`. */
function bearable(scale: f64): f64 {
  const radius = constant(Constant.MEAN_RADIUS);
  unborne = 0;
  if (!any) return reached;
  islandsProject(F.at(F.RESIDUAL), radius);
  const left = pcg.norm(F.at(F.RESIDUAL), radius) / scale;
  unborne = Math.sqrt(max(0.0, reached * reached - left * left));
  return left;
}

/** Whether it is the ground that bears a residual of this size after the step D: a mechanism gives way. */
function grounded(size: f64): bool {
  const d = F.at(F.DIRECTION);
  let s: f64 = 0;
  for (let q = 0, end = 6 * F.n; q < end; q++) {
    const f = (q % 6 < 3 ? ground : groundR) * getF(d, q);
    s += f * f;
  }
  return Math.sqrt(s) > 0.1 * size;
}

/**
 * Solve K U = LOAD to |r| ≤ tolerance |LOAD|; `fresh`: from U = 0. Returns 0 solved, 1 limit of iterations,
 * 2 not a number, 3 a part of the load is left that nothing bears, or nothing but what is 10¹² times softer than
 * the mean (the rest is solved, except where a mechanism stands in the way). Whatever is returned, U is the best
 * found and finite.
 */
export function linearSolve(tolerance: f64, fresh: i32): i32 {
  if (!prepared) linearPrepare();
  const radius = constant(Constant.MEAN_RADIUS);
  const bytes = <usize>F.n * 48;
  if (fresh) memory.fill(F.at(F.U), 0, bytes);
  memory.copy(F.at(F.RESIDUAL), F.at(F.LOAD), bytes);
  mask(F.at(F.RESIDUAL));
  const scale = pcg.norm(F.at(F.RESIDUAL), radius);
  iterations = 0;
  rounds = 0;
  reached = 0;
  if (scale == 0) memory.fill(F.at(F.U), 0, bytes);
  if (scale == 0) return 0;
  if (!(scale < Infinity)) return 2;
  // from rest the residual is the load, which is in R already
  if (!fresh) residual();
  reached = pcg.norm(F.at(F.RESIDUAL), radius) / scale;
  const begun = reached;
  const status = refine(tolerance, scale, radius);
  if (status == 0) report(iterations, Math.log10(max(begun / tolerance, 1.0)));
  return status;
}

/** Rounds of refinement from the residual in R; see `linearSolve`. */
function refine(tolerance: f64, scale: f64, radius: f64): i32 {
  const u = F.at(F.U),
    saved = F.at(F.U_SAVE);
  const bytes = <usize>F.n * 48;
  let last: f64 = Infinity, // bearable part of the best U so far, and its whole residual
    best: f64 = Infinity;
  let solved = false; // the last round reached its goal
  slow = false;
  while (true) {
    const left = bearable(scale);
    if (left <= tolerance && unborne > tolerance) return 3;
    if (left <= tolerance && reached <= tolerance) return 0;
    if (rounds == 0 && !(left < Infinity)) return 2;
    const failed = !(left < PROGRESS * last);
    if (left < last) {
      last = left;
      best = reached;
      memory.copy(saved, u, bytes);
    } else {
      memory.copy(u, saved, bytes);
      residual();
      reached = best;
      bearable(scale);
    }
    if (failed && !known) {
      look();
      last = Infinity;
      continue;
    }
    if (failed && slow) {
      if (!(left < Infinity)) return 2;
      return unborne > tolerance || (solved && grounded(last * scale)) ? 3 : 1;
    }
    if (rounds >= ROUNDS || iterations >= LIMIT) return unborne > tolerance ? 3 : 1;
    slow = slow || failed;
    solved = solveRound(0.95 * tolerance * scale, radius) > 0;
    rounds++;
    for (let q = 0, d = F.at(F.DIRECTION), end = 6 * F.n; q < end; q++) setF(u, q, getF(u, q) + getF(d, q));
    residual();
    reached = pcg.norm(F.at(F.RESIDUAL), radius) / scale;
  }
}

/** One round: D for the residual in R. 1 when it reached its goal. */
function solveRound(goal: f64, radius: f64): i32 {
  const limit = min(20 * F.n + 200, LIMIT);
  if (!slow) {
    const status = pcg.quick(goal, limit, radius, rounds > 0);
    iterations += pcg.iterations;
    if (status > 0 || !multigrid) return status;
    slow = true;
    if (!known) {
      look();
      if (any) islandsProject(F.at(F.RESIDUAL), radius);
    }
  }
  const status = pcg.thorough(goal, limit, radius);
  iterations += pcg.iterations;
  return status;
}

/** Take neck `e` out. */
export function linearBreak(e: i32): void {
  memory.fill(F.at(F.STIFFNESS) + ((<usize>e) << 5), 0, 32);
  if (!prepared) return;
  refreshNeck(e, constant(Constant.MEAN_RADIUS));
  if (multigrid) exactReload(e);
  known = false;
}

/** Apply the inner operator `times` times (for benches). */
export function linearApplyInner(times: i32): void {
  for (let k = 0; k < times; k++) {
    if (multigrid) fineApply(mixed.solution(), mixed.rightSide(), 0);
    else apply(F.at(F.U), F.at(F.Q));
  }
}

/** G = K U, `times` times (for benches). */
export function linearApply(times: i32): void {
  for (let k = 0; k < times; k++) {
    if (multigrid) exactApply(F.at(F.U), F.at(F.INTERNAL));
    else applyBare(F.at(F.U), F.at(F.INTERNAL));
  }
}
