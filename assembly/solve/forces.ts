// One pass over all elements: jumps, laws, forces on the nodes, tangents, energies.
// A trial pass changes no state; a committing pass (after equilibrium) makes plastic flow and slip real.

import { getI, setF, setI } from '../memory/view';
import * as F from '../network/fields';
import { Constant, constant } from '../network/params';
import { beginElements, evaluateElement } from '../element/index';
import { jump, spread } from '../element/kinematics';
import { SUM, SUM_NT, SUM_PULL, SUM_SB } from '../element/sum';

export { elastic } from '../element/sum';

export let scale2: f64 = 0; //  Σ (|F|² + |M|²/R̄²) over both sides, µN²

/**
 * Evaluate every element at displacements `u`. Fills INTERNAL (internal force = ∂energy/∂u), STIFFNESS and the NEW_*
 * arrays, or with `commit` the state's FORCE, COUPLE, PULL and the flow. Sums are in element order.
 */
export function evaluate(u: usize, commit: bool): void {
  const g = F.at(F.INTERNAL);
  memory.fill(g, 0, <usize>F.n * 48);
  scale2 = 0;
  beginElements();
  const forceAt = F.at(commit ? F.FORCE : F.NEW_FORCE);
  const coupleAt = F.at(commit ? F.COUPLE : F.NEW_COUPLE);
  const pullAt = F.at(commit ? F.PULL : F.NEW_PULL);
  const radius = constant(Constant.MEAN_RADIUS);
  const invR2 = 1.0 / (radius * radius);
  for (let e = 0, m = F.m; e < m; e++) {
    const i = getI(F.at(F.I), e);
    const j = getI(F.at(F.J), e);
    jump(e, i, j, u);
    setI(F.at(F.YIELDING), e, evaluateElement(e, i, j, commit));
    setF(pullAt, e, load<f64>(SUM, SUM_PULL));
    const st = F.at(F.STIFFNESS) + ((<usize>e) << 5);
    store<f64>(st, load<f64>(SUM, SUM_NT));
    store<f64>(st, load<f64>(SUM, SUM_SB), 8);
    store<f64>(st, load<f64>(SUM, SUM_SB + 8), 16);
    store<f64>(st, load<f64>(SUM, SUM_NT + 8), 24);
    scale2 += 2 * scatter(e, i, j, g, forceAt + <usize>e * 24, coupleAt + <usize>e * 24, invR2);
  }
}

/** Force and couple in SUM: to `force` and `couple`, and onto the nodes. Returns |F|² + |M|² invR2. */
@inline function scatter(e: i32, i: i32, j: i32, g: usize, force: usize, couple: usize, invR2: f64): f64 {
  const fx = load<f64>(SUM),
    fy = load<f64>(SUM, 16),
    fz = load<f64>(SUM, 32);
  const mx = load<f64>(SUM, 8),
    my = load<f64>(SUM, 24),
    mz = load<f64>(SUM, 40);
  store<f64>(force, fx);
  store<f64>(force, fy, 8);
  store<f64>(force, fz, 16);
  store<f64>(couple, mx);
  store<f64>(couple, my, 8);
  store<f64>(couple, mz, 16);
  const ri = F.at(F.ARM_I) + <usize>e * 24;
  const rj = F.at(F.ARM_J) + <usize>e * 24;
  spread(
    g + <usize>i * 48,
    g + <usize>j * 48,
    load<f64>(ri),
    load<f64>(ri, 8),
    load<f64>(ri, 16),
    load<f64>(rj),
    load<f64>(rj, 8),
    load<f64>(rj, 16),
    fx,
    fy,
    fz,
    mx,
    my,
    mz,
  );
  return fx * fx + fy * fy + fz * fz + (mx * mx + my * my + mz * mz) * invR2;
}
