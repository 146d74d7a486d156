// Chooses how tangent systems are solved and keeps what can be kept between them: a narrow envelope is factored
// (envelope.ts), anything wider goes to multigrid, and block Jacobi is what is left when neither will do.

import { forgetGround, ground, groundR, blockJacobi, refreshBlocks, refreshGround } from './operator';
import * as envelope from './envelope';
import { forgetLoose, loosePlan, refreshLoose } from '../network/loose';
import { exactPlan } from './multigrid/exact';
import { finePlan, fineLoad, fineReload } from './multigrid/fine';
import { hierarchyBuild, hierarchyPlan, refreshFine } from './multigrid/hierarchy';
import { mixedPlan } from './multigrid/mixed';
import { Constant, constant } from '../network/params';

/** Iterations that cost as much as building the hierarchy. */
const HIERARCHY_WORTH: f64 = 10;

/** Multigrid is in use. */
export let multigrid: bool = false;
let jacobi: bool = false; // block Jacobi asked for
let fresh: bool = false; // a factor or a hierarchy exists
let spent: f64 = 0; // iterations since it was made, beyond what a new one would take
let rate: f64 = 0; // iterations per decade just after it was made

/**
 * Plan for the network in place; `kind` 0 chooses, 1 multigrid, 2 block Jacobi, 3 envelope; `exact`: with the
 * double-precision operator of `multigrid/exact`. Allocates.
 */
export function solverPlanAs(kind: i32, exact: bool): void {
  loosePlan();
  jacobi = kind == 2;
  multigrid = false;
  if (kind == 0 || kind == 3) envelope.envelopePlan();
  if (envelope.usable || jacobi) return;
  multigrid =
    finePlan(constant(Constant.MEAN_RADIUS)) && mixedPlan() && (!exact || exactPlan()) && hierarchyPlan();
}

/** Plan for the network in place. Allocates; call once, after the build. */
export function solverPlan(): void {
  solverPlanAs(0, false);
}

/** Make the next solve start from a new factor: called where a checkpoint may be taken. */
export function forget(): void {
  fresh = false;
  forgetGround();
  forgetLoose();
  refreshLoose();
}

/** Bring the preconditioner up to the present tangent, as far as is worth it. */
export function refresh(meanRadius: f64): void {
  refreshGround(meanRadius);
  if (multigrid) {
    if (fresh && spent <= HIERARCHY_WORTH) {
      fineLoad();
      refreshFine(false);
      return;
    }
    if (!hierarchyBuild()) multigrid = false;
    fresh = true;
    spent = 0;
    rate = 0;
    if (multigrid) return;
  }
  if (!envelope.usable) {
    refreshBlocks();
    return;
  }
  if (fresh && spent <= <f64>envelope.worth) return;
  envelope.envelopeFactor(ground, groundR);
  fresh = true;
  spent = 0;
}

/** Neck `e` alone has changed (STIFF): as little as that takes. */
export function refreshNeck(e: i32, meanRadius: f64): void {
  if (multigrid && fresh && spent <= HIERARCHY_WORTH) {
    fineReload(e);
    refreshFine(false);
  } else refresh(meanRadius);
}

/** Tell how many iterations a solve took for how many decades of the residual. */
export function report(iterations: i32, decades: f64): void {
  if (!multigrid) {
    spent += <f64>max(0, iterations - 2);
    return;
  }
  const needed = rate * decades;
  if (rate == 0) rate = <f64>iterations / max(decades, 0.5);
  else spent += max(0.0, <f64>iterations - needed);
}

/** z = M⁻¹ r; returns r·z. */
export function precondition(r: usize, z: usize): f64 {
  return envelope.usable ? envelope.envelopeSolve(r, z) : blockJacobi(r, z);
}
