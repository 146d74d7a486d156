// The seam between the solver and the classes of elements: each class is one file that answers these calls, and this
// is the only place that knows which classes there are. A class is a number in the array CLASS.

import { getI } from '../memory/view';
import * as F from '../network/fields';
import { beginContacts, evaluateContact, observeContact } from './contact';
import { beginFibres } from './fibre';
import * as neck from './neck';
import { bind } from './material';
import { beginSum } from './sum';

export { plastic } from './fibre';
export { largest } from './sum';
export { slipChange, sliding, touching } from './contact';


@inline function classOf(e: i32): i32 {
  return getI(F.at(F.CLASS), e);
}

/** Records of fibres belong to nothing: the state was changed from outside. */
let stale: bool = true;

/** Make the records again at the next `bindLaws`. */
export function forgetRecords(): void {
  stale = true;
}

/** Bind every material to the load parameters in force. */
export function bindLaws(): void {
  for (let id = 0; id < F.materials; id++) if (bind(id)) stale = true;
  if (!stale) return;
  for (let e = 0; e < F.m; e++) if (classOf(e) == F.Class.NECK) neck.refreshNeckRecords(e);
  stale = false;
}

/** Begin a pass over all elements. */
export function beginElements(): void {
  beginSum();
  beginFibres();
  beginContacts();
}

/**
 * Answer of element `e` between nodes i and j to the jump in hand (kinematics), into SUM; with `commit` flow and slip
 * are made real. Returns the number of its yielding fibres, + 256 when its contact slides.
 */
@inline export function evaluateElement(e: i32, i: i32, j: i32, commit: bool): i32 {
  switch (classOf(e)) {
    case F.Class.NECK:
      return neck.evaluateNeck(e, i, j, commit);
    default:
      return evaluateContact(e, i, j, commit);
  }
}

/** Let fibre `k` of element `e` give way at fixed displacement. Returns the energy it absorbs, pJ. */
export function fail(e: i32, k: i32): f64 {
  switch (classOf(e)) {
    case F.Class.NECK:
      return neck.failFibre(e, k);
    default:
      return 0;
  }
}

/** Some fibres of element `e` have given way: when none is left, note how and when it broke. */
export function close(e: i32): void {
  switch (classOf(e)) {
    case F.Class.NECK:
      neck.closeNeck(e);
  }
}

/** Keep the tractions of element `e` under new factors on modulus and adhesion. */
export function hold(e: i32, fE: f64, fG: f64): void {
  switch (classOf(e)) {
    case F.Class.NECK:
      neck.holdNeck(e, fE, fG);
  }
}

/** Forces of element `e` on node i at the jump in hand, of its binder and of its contact. */
export function observe(e: i32, i: i32, j: i32, binder: usize, contact: usize): void {
  switch (classOf(e)) {
    case F.Class.NECK:
      neck.observeNeck(e, i, j, binder, contact);
      break;
    default:
      observeContact(e, i, j, contact);
  }
}
