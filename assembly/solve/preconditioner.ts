// Chooses the preconditioner: envelope factor where it is narrow, else block Jacobi.

import { forgetGround, ground, groundR, blockJacobi, refreshBlocks, refreshGround } from './operator';
import * as V from './envelope';
import { forgetLoose, loosePlan, refreshLoose } from './loose';

let fresh: bool = false; // a factor exists
let spent: i32 = 0; // iterations since it was made, beyond what a new one would take

/** Plan for the network in place. Allocates; call once, after the build. */
export function solverPlan(): void {
  loosePlan();
  V.envelopePlan();
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
  if (!V.usable) {
    refreshBlocks();
    return;
  }
  if (fresh && spent <= V.worth) return;
  V.envelopeFactor(ground, groundR);
  fresh = true;
  spent = 0;
}

/** Tell how many iterations a solve took. */
export function report(iterations: i32): void {
  spent += max(0, iterations - 2);
}

/** z = M⁻¹ r; returns r·z. */
export function precondition(r: usize, z: usize): f64 {
  return V.usable ? V.envelopeSolve(r, z) : blockJacobi(r, z);
}
