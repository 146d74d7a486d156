// What can be told of the present state beyond what it holds: the jump of every element, and its force with binder
// and contact told apart. Changes nothing that a result depends on; not to be called within a load step.

import { getI } from '../memory/view';
import * as F from '../network/fields';
import { beginElements, observe } from '../element/index';
import { JUMP, jump } from '../element/kinematics';

/** Fill JUMP, BINDER_FORCE and CONTACT_FORCE at the present displacements. */
export function observeElements(): void {
  beginElements();
  for (let e = 0, m = F.m; e < m; e++) {
    const i = getI(F.at(F.I), e);
    const j = getI(F.at(F.J), e);
    const o = <usize>e * 24;
    jump(e, i, j, F.at(F.U));
    for (let c: usize = 0; c < 3; c++) store<f64>(F.at(F.JUMP) + o + 8 * c, load<f64>(JUMP + 16 * c));
    observe(e, i, j, F.at(F.BINDER_FORCE) + o, F.at(F.CONTACT_FORCE) + o);
  }
}
