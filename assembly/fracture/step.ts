// One load step: try it, accept it (book work, commit flow) or reject it (everything as before).

import { getF, getI, setF, addF } from '../memory/view';
import * as F from '../network/fields';
import { Info, Ledger, Param, param } from '../network/params';
import { applyLoad, external, forgetLoad, interpolate } from '../solve/load';
import { bindLaws, forgetRecords, hold, largest, plastic, sliding, touching } from '../element/index';
import { elastic, evaluate } from '../solve/forces';
import * as state from '../solve/equilibrium';

/** Begin a stage: its start is what is in force now; the caller writes TARGET. */
export function stageBegin(index: i32): void {
  forgetRecords();
  forgetLoad();
  const p = F.at(F.PARAM);
  for (let k = 0; k < Param.STAGE; k++) {
    setF(p, F.LOAD_START + k, getF(p, k));
    setF(p, F.LOAD_TARGET + k, getF(p, k));
  }
  setF(p, Param.STAGE, index);
  setF(p, Param.FRACTION, 0);
  const ledger = F.at(F.LEDGER);
  setF(ledger, Ledger.STAGE_WORK, getF(ledger, Ledger.ABS_WORK));
}

const saved = memory.data(F.LOAD_START * 8); // parameters before the trial
let parametric: f64 = 0; // work of a change of the ligaments' properties, first half

function info(slot: i32, v: f64): void {
  setF(F.at(F.INFO), slot, v);
}

function tell(): void {
  info(Info.RESIDUAL, state.residual);
  info(Info.CG, state.cgIterations);
  info(Info.NEWTON, state.newtonIterations);
  info(Info.ENERGY, elastic);
  info(Info.D_PLASTIC, plastic);
  info(Info.D_SLIDE, sliding);
  addF(F.at(F.LEDGER), Ledger.CG, state.cgIterations);
  addF(F.at(F.LEDGER), Ledger.NEWTON, state.newtonIterations);
}

function propertiesChange(): bool {
  for (let k = Param.F_E; k <= Param.F_D; k++) if (param(k) != getF(saved, k)) return true;
  return false;
}

function swapProperties(): void {
  const p = F.at(F.PARAM);
  for (let k = Param.F_E; k <= Param.F_D; k++) {
    const v = getF(p, k);
    setF(p, k, getF(saved, k));
    setF(saved, k, v);
  }
}

/** Elastic energy at U as it is, with the present parameters' properties. */
function energyHere(): f64 {
  bindLaws();
  evaluate(F.at(F.U), false);
  return elastic + plastic;
}

/**
 * Try the load at fraction `s` of the stage. 0: equilibrium found (INFO: overload, energy error);
 * 1: not converged; 2: not a number. Nothing irreversible is touched; `stepReject` takes it back.
 */
export function stepTry(s: f64, tolerance: f64, limit: i32): i32 {
  const bytes = <usize>F.n * 48;
  memory.copy(F.at(F.U_SAVE), F.at(F.U), bytes);
  memory.copy(F.at(F.IMPOSED_SAVE), F.at(F.IMPOSED), <usize>F.m * 24);
  for (let k = 0; k < F.LOAD_START; k++) setF(saved, k, getF(F.at(F.PARAM), k));
  interpolate(s);
  parametric = 0;
  const change = propertiesChange();
  if (change) {
    const after = energyHere();
    swapProperties();
    const before = energyHere();
    swapProperties();
    parametric = 0.5 * (after - before);
  }
  bindLaws();
  applyLoad();
  const status = state.equilibrium(tolerance, limit);
  tell();
  if (status == 2) return status;
  const stored = elastic,
    flowed = plastic,
    slid = sliding;
  if (change) {
    swapProperties();
    const before = energyHere();
    swapProperties();
    bindLaws();
    evaluate(F.at(F.U), false);
    parametric += 0.5 * (stored + flowed - before);
  }
  const work = stepWork() + parametric;
  const gained = stored - getF(F.at(F.LEDGER), Ledger.ELASTIC) + flowed + slid;
  info(Info.WORK, work);
  info(Info.ERROR, work - gained);
  info(Info.OVERLOAD, largest);
  return status;
}

/**
 * Work of the load during the trial step: trapezium over force × imposed motion, for eigenstrain and cell
 * strain, shrinkage of the ligaments, held bodies that move, and external forces.
 */
function stepWork(): f64 {
  return workOnNodes(workOnNecks(param(Param.SHRINK) - getF(saved, Param.SHRINK)));
}

/** Work of imposed jumps, and of shrinkage by `ds`, on the necks. */
function workOnNecks(ds: f64): f64 {
  let w: f64 = 0;
  let f0 = F.at(F.FORCE),
    f1 = F.at(F.NEW_FORCE),
    d0 = F.at(F.IMPOSED_SAVE),
    d1 = F.at(F.IMPOSED);
  const pull = F.at(F.PULL),
    newPull = F.at(F.NEW_PULL);
  for (let e = 0, m = F.m; e < m; e++) {
    for (let c = 0; c < 3; c++) w += 0.5 * (getF(f0, c) + getF(f1, c)) * (getF(d1, c) - getF(d0, c));
    if (ds != 0) w += 0.5 * (getF(pull, e) + getF(newPull, e)) * ds;
    f0 += 24;
    f1 += 24;
    d0 += 24;
    d1 += 24;
  }
  return w;
}

/** `w` and the work of held bodies that move and of external forces. */
function workOnNodes(w: f64): f64 {
  const u0 = F.at(F.U_SAVE),
    u1 = F.at(F.U),
    g0 = F.at(F.REACTION),
    g1 = F.at(F.INTERNAL),
    dead = F.at(F.LOAD);
  const loading = param(Param.LOADING) + getF(saved, Param.LOADING);
  for (let k = 0, n = F.n; k < n; k++) {
    const held = getI(F.at(F.HELD), k);
    for (let c = 0; c < 6; c++) {
      const q = 6 * k + c;
      const du = getF(u1, q) - getF(u0, q);
      if (held & (1 << c)) w += 0.5 * (getF(g0, q) + getF(g1, q)) * du;
      else w += getF(dead, q) * 0.5 * loading * du;
    }
  }
  return w;
}

/** Take the trial back: displacements and parameters as before it. */
export function stepReject(): void {
  memory.copy(F.at(F.U), F.at(F.U_SAVE), <usize>F.n * 48);
  for (let k = 0; k < F.LOAD_START; k++) setF(F.at(F.PARAM), k, getF(saved, k));
  bindLaws();
  applyLoad();
  // `applyLoad` writes the plate's place for the parameters now restored.
}

/** Make flow and slip at the present equilibrium real and book them. */
export function commit(): void {
  const ledger = F.at(F.LEDGER);
  if (plastic == 0 && !touching) {
    // Nothing irreversible happened: the trial's forces are the state's.
    memory.copy(F.at(F.FORCE), F.at(F.NEW_FORCE), <usize>F.m * 24);
    memory.copy(F.at(F.COUPLE), F.at(F.NEW_COUPLE), <usize>F.m * 24);
    memory.copy(F.at(F.PULL), F.at(F.NEW_PULL), <usize>F.m * 8);
  } else evaluate(F.at(F.U), true);
  addF(ledger, Ledger.PLASTIC, plastic);
  addF(ledger, Ledger.FRICTION, sliding);
  setF(ledger, Ledger.ELASTIC, elastic);
  memory.copy(F.at(F.REACTION), F.at(F.INTERNAL), <usize>F.n * 48);
}

/** Accept the trial step. */
export function stepAccept(): void {
  const ledger = F.at(F.LEDGER);
  const work = getF(F.at(F.INFO), Info.WORK);
  addF(ledger, Ledger.WORK, work);
  addF(ledger, Ledger.ABS_WORK, Math.abs(work));
  addF(ledger, Ledger.STEPS, 1);
  setF(ledger, Ledger.LAST_STALLED, 0);
  commit();
}

/** Work of dead loads on the free freedoms from `from` to U. */
export function deadWork(from: usize): f64 {
  let w: f64 = 0;
  const u = F.at(F.U);
  for (let q = 0, end = 6 * F.n; q < end; q++) w += external(q) * (getF(u, q) - getF(from, q));
  return w;
}

/**
 * Let the binder set: new factors on modulus, flow stress and adhesion while every traction stays as it is
 * (new stiffness acts on further strain only). The elastic energy that goes with it is booked as work.
 */
export function solidify(fE: f64, fY: f64, fG: f64): void {
  const p = F.at(F.PARAM);
  for (let e = 0, m = F.m; e < m; e++) hold(e, fE, fG);
  setF(p, Param.F_E, fE);
  setF(p, Param.F_Y, fY);
  setF(p, Param.F_G, fG);
  bindLaws();
  evaluate(F.at(F.U), false);
  const ledger = F.at(F.LEDGER);
  const change = elastic + plastic - getF(ledger, Ledger.ELASTIC);
  addF(ledger, Ledger.WORK, change);
  addF(ledger, Ledger.ABS_WORK, Math.abs(change));
  commit();
}
