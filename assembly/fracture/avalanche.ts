// The avalanche at fixed load: the most overloaded fibres (all within a band) soften or tear at fixed
// displacements, then equilibrium again, until none is over. Each round lowers the total energy; what the
// failing fibres do not absorb is booked as released (docs/theory.md §6).

import { addF, getF, setF } from '../memory/view';
import * as F from '../network/fields';
import { Info, Ledger } from '../network/params';
import { close, fail, largest, plastic, slipChange, sliding } from '../element/index';
import { elastic } from '../solve/forces';
import * as state from '../solve/equilibrium';
import { refreshLoose } from '../network/loose';
import { commit, deadWork } from './step';

/**
 * Relative residual force up to which an equilibrium that will not settle further is accepted, counted and told: loose
 * grains that rub and knock can keep Newton from the last digits. Energies are booked as they are.
 */
const WORST: f64 = 1e-2;

/** Energy that the fibres failing in this round absorb, pJ. */
let absorbed: f64 = 0;

/** Let all fibres go whose overload is above `bar`, and the `most` overloaded in any case. Returns how many. */
function failAbove(bar: f64, most: f64): i32 {
  const over = F.at(F.OVERLOAD);
  let failed = 0;
  for (let e = 0, m = F.m; e < m; e++) {
    let any = false;
    for (let k = F.firstOf(e), end = F.endOf(e); k < end; k++) {
      const here = getF(over, k);
      if (here <= bar && here < most) continue;
      absorbed += fail(e, k);
      failed++;
      any = true;
    }
    if (any) close(e);
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
  const most = largest;
  setF(F.at(F.INFO), Info.OVERLOAD, most);
  if (
    most <= threshold &&
    slipChange <= 1e-4 * state.forceScale &&
    (state.residual <= tolerance || getF(ledger, Ledger.LAST_STALLED) != 0)
  )
    return 0;
  // Rounds on the way need no more than a tenth of a per mille of the force: what they miss in energy is of
  // second order. The last one, with nothing over, goes to the full tolerance.
  const goal = most > threshold ? max(tolerance, 1e-4) : tolerance;
  const bar = max(threshold, (1 - band) * most);
  const before = getF(ledger, Ledger.ELASTIC);
  absorbed = 0;
  // With nothing over, the round only lets friction settle.
  const failed = most > threshold ? failAbove(bar, most) : 0;
  refreshLoose();
  memory.copy(F.at(F.U_SAVE), F.at(F.U), <usize>F.n * 48);
  const status = state.equilibrium(goal, limit);
  addF(ledger, Ledger.CG, state.cgIterations);
  addF(ledger, Ledger.NEWTON, state.newtonIterations);
  setF(F.at(F.INFO), Info.RESIDUAL, state.residual);
  if (status == 2 || (status == 1 && state.residual > WORST)) return -status;
  setF(ledger, Ledger.LAST_STALLED, status == 1 && goal == tolerance ? 1 : 0);
  if (status == 1) addF(ledger, Ledger.STALLED, 1);
  const dead = deadWork(F.at(F.U_SAVE));
  const spent = plastic + sliding;
  const released = before + dead - absorbed - elastic - spent;
  addF(ledger, Ledger.WORK, dead);
  addF(ledger, Ledger.RELEASED, released);
  addF(ledger, Ledger.EVENTS, 1);
  if (released < getF(ledger, Ledger.LEAST_RELEASE)) setF(ledger, Ledger.LEAST_RELEASE, released);
  commit();
  return max(failed, 1);
}
