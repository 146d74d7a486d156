// The avalanche at fixed load: the most overloaded fibres (all within a band) soften or tear at fixed
// displacements, then equilibrium again, until none is over. Each round lowers the total energy; what the
// failing fibres do not absorb is booked as released (docs/theory.md §6).

import { addF, getF, getI, setF, setI } from '../memory/view';
import * as F from '../network/fields';
import * as S from '../network/params';
import { material, param } from '../network/params';
import { plasticWork } from '../law/film';
import * as W from '../solve/forces';
import * as L from '../law/ligament';
import * as EQ from '../solve/equilibrium';
import { refreshLoose } from '../solve/loose';
import { commit, deadWork } from './step';

/**
 * Relative residual force up to which an equilibrium that will not settle further is accepted, counted and told: loose
 * grains that rub and knock can keep Newton from the last digits. Energies are booked as they are.
 */
const WORST: f64 = 1e-2;

/** Let fibre `k` of neck `e` soften or tear at fixed displacement. Returns the energy it absorbs, pJ. */
function fail(e: i32, k: i32): f64 {
  const part = W.probe(e, k);
  const area = getF(F.at(F.AREA), k);
  if (part == 3) {
    // Tearing takes t_b U: the elastic energy at the strength and the flow up to the break. What an
    // overshoot stored beyond is released, flow beyond stays in the plastic account.
    const volume = area * getF(F.at(F.THICK), k);
    const su = material(S.SIGMA_U) * param(S.F_Y);
    const modulus = material(S.E_FILM) * param(S.F_E);
    const absorbed = min(area * L.energy, (volume * su * su) / (2.0 * modulus));
    const spent = getF(F.at(F.WPLASTIC), k);
    const limit = volume * param(S.F_Y) * plasticWork(material(S.EPS_BREAK) * param(S.F_D));
    const flow = min(spent, limit);
    const ledger = F.at(F.LEDGER);
    addF(ledger, S.COHESIVE, absorbed + flow);
    addF(ledger, S.PLASTIC_WORK, -flow);
    setF(F.at(F.WPLASTIC), k, spent - flow);
    W.setFlag(k, 3);
    W.refreshRecord(e, k);
    return absorbed;
  }
  const fG = param(S.F_G);
  const sigma = getF(F.at(F.SIGMA), e) * fG;
  const gamma = getF(F.at(F.GAMMA), e) * fG;
  const d0 = getF(F.at(F.DAMAGE), k);
  let d = L.softenedDamage(W.opening, W.shear2, W.bend2, W.twist2, getF(F.at(F.THICK), k), sigma, gamma, d0);
  if (d > 0.999) {
    d = 1;
    W.setFlag(k, 1);
  }
  const absorbed = area * gamma * (d - d0);
  setF(F.at(F.DAMAGE), k, d);
  W.refreshRecord(e, k);
  addF(F.at(F.WADHESIVE), k, absorbed);
  addF(F.at(F.LEDGER), S.ADHESIVE, absorbed);
  if (getI(F.at(F.WEAK_SIDE), e) == 1) addF(F.at(F.LEDGER), S.ADHESIVE_FOIL, absorbed);
  return absorbed;
}

/** When the last fibre of a neck is gone: its mode (by area) and the stage it broke in. */
function closeNeck(e: i32): void {
  if (getI(F.at(F.NECK_MODE), e) != 0) return;
  let adhesive: f64 = 0,
    cohesive: f64 = 0;
  for (let k = e * F.rings, end = k + F.rings; k < end; k++) {
    const area = getF(F.at(F.AREA), k);
    if (area <= 0) continue;
    const flag = getI(F.at(F.FLAG), k);
    if (flag == 0) return;
    if (flag == 3) cohesive += area;
    else adhesive += area;
  }
  const foil = getI(F.at(F.WEAK_SIDE), e) == 1;
  setI(F.at(F.NECK_MODE), e, cohesive > adhesive ? 3 : foil ? 2 : 1);
  setI(F.at(F.NECK_BIRTH), e, <i32>param(S.STAGE));
}

/** Energy that the fibres failing in this round absorb, pJ. */
let absorbed: f64 = 0;

/** Let all fibres go whose overload is above `bar`, and the `largest` in any case. Returns how many. */
function failAbove(bar: f64, largest: f64): i32 {
  const over = F.at(F.OVER);
  let failed = 0;
  for (let e = 0, k = 0, m = F.m; e < m; e++) {
    let any = false;
    for (let r = 0; r < F.rings; r++, k++) {
      const here = getF(over, k);
      if (here <= bar && here < largest) continue;
      absorbed += fail(e, k);
      failed++;
      any = true;
    }
    if (any) closeNeck(e);
  }
  return failed;
}

/**
 * One round at fixed load. `threshold`: overload below which a fibre holds; `band`: those over
 * (1 − band) × the largest go together. Returns the number of fibres that gave way (0: the state is
 * stable), −1 when equilibrium was not found, −2 not a number.
 */
export function eventRound(threshold: f64, band: f64, tolerance: f64, limit: i32): i32 {
  const ledger = F.at(F.LEDGER);
  const largest = W.largest;
  setF(F.at(F.INFO), S.I_OVER, largest);
  if (
    largest <= threshold &&
    W.slipChange <= 1e-4 * EQ.forceScale &&
    (EQ.residual <= tolerance || getF(ledger, S.LAST_STALLED) != 0)
  )
    return 0;
  // Rounds on the way need no more than a tenth of a per mille of the force: what they miss in energy is of
  // second order. The last one, with nothing over, goes to the full tolerance.
  const goal = largest > threshold ? max(tolerance, 1e-4) : tolerance;
  const bar = max(threshold, (1 - band) * largest);
  const before = getF(ledger, S.ELASTIC);
  absorbed = 0;
  // With nothing over, the round only lets friction settle.
  const failed = largest > threshold ? failAbove(bar, largest) : 0;
  refreshLoose();
  memory.copy(F.at(F.U_SAVE), F.at(F.U), <usize>F.n * 48);
  const status = EQ.equilibrium(goal, limit);
  addF(ledger, S.CG_ITERATIONS, EQ.cgIterations);
  addF(ledger, S.NEWTON, EQ.newtonIterations);
  setF(F.at(F.INFO), S.I_RESIDUAL, EQ.residual);
  if (status == 2 || (status == 1 && EQ.residual > WORST)) return -status;
  setF(ledger, S.LAST_STALLED, status == 1 && goal == tolerance ? 1 : 0);
  if (status == 1) addF(ledger, S.STALLED, 1);
  const dead = deadWork(F.at(F.U_SAVE));
  const spent = W.plastic + W.sliding;
  const released = before + dead - absorbed - W.elastic - spent;
  addF(ledger, S.WORK, dead);
  addF(ledger, S.RELEASED, released);
  addF(ledger, S.EVENTS, 1);
  setF(F.at(F.INFO), S.I_RELEASED, released);
  setF(F.at(F.INFO), S.I_FAILED, failed);
  if (released < getF(ledger, S.LEAST_RELEASE)) setF(ledger, S.LEAST_RELEASE, released);
  commit();
  return max(failed, 1);
}
