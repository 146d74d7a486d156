// Fragments that no unbroken ligament ties to a held body. Their stiffness matrix is singular; they get a
// firm ground in the operator (never in the residual) so that noise does not move them, and their contacts
// are off: nothing confines them, so they carry no load.

import { alloc } from '../memory/arena';
import { getI, setI } from '../memory/view';
import * as F from './fields';

let root: usize = 0;
let flags: usize = 0;
let known: i32 = -1; // broken necks when last looked at
/** Whether any node is loose. */
export let any: bool = false;

export function loosePlan(): void {
  root = alloc((<usize>F.n) << 2);
  flags = alloc((<usize>F.n) << 2);
  known = -1;
}

/** Look again at the next `refreshLoose`, whatever the count of broken necks. */
export function forgetLoose(): void {
  known = -1;
}

function find(k: i32): i32 {
  while (getI(root, k) != k) {
    setI(root, k, getI(root, getI(root, k)));
    k = getI(root, k);
  }
  return k;
}

/** Find the loose nodes again if necks have broken since. */
export function refreshLoose(): void {
  if (root == 0 || flags == 0) return;
  const n = F.n,
    m = F.m;
  let broken = 0;
  for (let e = 0; e < m; e++) if (getI(F.at(F.MODE), e) != 0) broken++;
  if (broken == known) return;
  known = broken;
  for (let k = 0; k < n; k++) setI(root, k, k);
  let base = -1;
  for (let k = 0; k < n; k++) {
    if ((getI(F.at(F.HELD), k) & 7) != 7) continue;
    if (base < 0) base = k;
    else setI(root, k, base);
  }
  any = false;
  for (let e = 0; e < m; e++) {
    if (
      getI(F.at(F.MODE), e) != 0 ||
      getI(F.at(F.CLASS), e) == F.Class.CONTACT ||
      getI(F.at(F.SIDE_J), e) == 2
    )
      continue;
    const a = find(getI(F.at(F.I), e)),
      b = find(getI(F.at(F.J), e));
    if (a != b) setI(root, max(a, b), min(a, b));
  }
  const tied = base < 0 ? -1 : find(base);
  for (let k = 0; k < n; k++) {
    const loose = tied >= 0 && find(k) != tied;
    setI(flags, k, loose ? 1 : 0);
    if (loose) any = true;
  }
}

/** 1 for a loose node. */
@inline export function isLoose(k: i32): bool {
  return any && getI(flags, k) != 0;
}
