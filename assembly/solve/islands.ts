// Parts of a linear network that nothing holds. Their stiffness matrix is singular: K u = f has a solution only
// when f does no work on the rigid motions left to them. What of a residual does such work is found here, so
// that it is told apart instead of iterated on.

import { alloc } from '../memory/arena';
import { addF, getF, getI, setF, setI } from '../memory/view';
import * as F from '../network/fields';
import * as nullspace from './nullspace';

const MATRIX: usize = 288;

let root: usize = 0;
let place: usize = 0; // 3 f64 a node: its position from its root's
let part: usize = 0; // of each root: number of its island, or one of those below
let projectors: usize = 0; // 6×6 of each island of two nodes or more, by rows
const HELD: i32 = -1;
const ALONE: i32 = -2;

/** Whether any rigid motion is free. */
export let any: bool = false;

/** Allocates; false when out of memory. */
export function islandsPlan(): bool {
  root = alloc((<usize>F.n + 1) << 2);
  part = alloc((<usize>F.n) << 2);
  place = alloc(<usize>F.n * 24);
  projectors = alloc((<usize>(F.n >> 1) + 1) * MATRIX);
  any = false;
  return root != 0 && part != 0 && place != 0 && projectors != 0;
}

/** Root of node k; afterwards `place` of k is counted from it. */
function find(k: i32): i32 {
  let x: f64 = 0,
    y: f64 = 0,
    z: f64 = 0;
  let r = k;
  while (getI(root, r) != r) {
    x += getF(place, 3 * r);
    y += getF(place, 3 * r + 1);
    z += getF(place, 3 * r + 2);
    r = getI(root, r);
  }
  for (let a = k; a != r;) {
    const next = getI(root, a);
    const dx = getF(place, 3 * a),
      dy = getF(place, 3 * a + 1),
      dz = getF(place, 3 * a + 2);
    setF(place, 3 * a, x);
    setF(place, 3 * a + 1, y);
    setF(place, 3 * a + 2, z);
    x -= dx;
    y -= dy;
    z -= dz;
    setI(root, a, r);
    a = next;
  }
  return r;
}

/** Position of the higher node as the lower one's place and the arms of element e have it, less its place. */
@inline function gapOf(e: i32, c: i32): f64 {
  const at = 3 * e + c;
  return (
    getF(place, 3 * getI(F.at(F.I), e) + c) +
    getF(F.at(F.ARM_I), at) -
    getF(F.at(F.ARM_J), at) -
    getF(place, 3 * getI(F.at(F.J), e) + c)
  );
}


@inline function alive(e: i32): bool {
  const s = F.at(F.STIFFNESS) + ((<usize>e) << 5);
  return load<f64>(s) != 0 || load<f64>(s, 8) != 0 || load<f64>(s, 16) != 0 || load<f64>(s, 24) != 0;
}

function join(e: i32): void {
  const a = find(getI(F.at(F.I), e)),
    b = find(getI(F.at(F.J), e));
  if (a == b) return;
  const from = max(a, b),
    to = min(a, b);
  const sign: f64 = from == b ? 1 : -1;
  const dx = gapOf(e, 0),
    dy = gapOf(e, 1),
    dz = gapOf(e, 2);
  setF(place, 3 * from, sign * dx);
  setF(place, 3 * from + 1, sign * dy);
  setF(place, 3 * from + 2, sign * dz);
  setI(root, from, to);
}

/** Number the islands; returns how many have two nodes or more. */
function number(): i32 {
  const n = F.n;
  let count = 0;
  for (let k = 0; k < n; k++) setI(part, k, ALONE);
  for (let k = 0; k < n; k++) {
    const r = find(k);
    if (r != k && getI(part, r) == ALONE) setI(part, r, count++);
  }
  return count;
}


@inline function rootOf(k: i32): i32 {
  let r = k;
  while (getI(root, r) != r) {
    const next = getI(root, getI(root, r));
    setI(root, r, next);
    r = next;
  }
  return r;
}

/** Whether every part has a node that is held in all freedoms: then nothing is free. Overwrites `root`. */
function allHeld(): bool {
  const n = F.n;
  // held nodes make up one part, that of node n
  for (let k = 0; k < n; k++) setI(root, k, getI(F.at(F.HELD), k) == 63 ? n : k);
  setI(root, n, n);
  for (let e = 0; e < F.m; e++) {
    if (!alive(e)) continue;
    const a = rootOf(getI(F.at(F.I), e)),
      b = rootOf(getI(F.at(F.J), e));
    setI(root, min(a, b), max(a, b));
  }
  for (let k = 0; k < n; k++) if (rootOf(k) != n) return false;
  return true;
}

/** Find the islands of the stiffnesses in force and the rigid motions free to them. `radius` weighs couples. */
export function islandsFind(radius: f64): void {
  any = false;
  if (!allHeld()) findFree(radius);
}

function findFree(radius: f64): void {
  const n = F.n,
    m = F.m;
  for (let k = 0; k < n; k++) setI(root, k, k);
  memory.fill(place, 0, <usize>n * 24);
  for (let e = 0; e < m; e++) if (alive(e)) join(e);
  const count = number();
  // masses in the projectors' place, constraints in Z, P and Q, which no iteration needs now
  const ties = F.at(F.Z);
  memory.fill(projectors, 0, <usize>count * MATRIX);
  memory.fill(ties, 0, <usize>count * MATRIX);
  for (let k = 0; k < n; k++) {
    const island = getI(part, getI(root, k)),
      held = getI(F.at(F.HELD), k);
    if (island == ALONE && held != 63) any = true;
    if (island < 0) continue;
    const p = place + <usize>k * 24;
    nullspace.addMass(projectors + <usize>island * MATRIX, p, radius * radius);
    for (let c = 0; c < 6; c++) if (held & (1 << c)) nullspace.addHold(ties + <usize>island * MATRIX, p, c);
  }
  for (let e = 0; e < m; e++) {
    if (!alive(e)) continue;
    const island = getI(part, getI(root, getI(F.at(F.I), e)));
    // around a periodic cell the places do not close: rotations stretch the element
    nullspace.addGap(ties + <usize>island * MATRIX, gapOf(e, 0), gapOf(e, 1), gapOf(e, 2));
  }
  for (let k = 0; k < n; k++) {
    const island = getI(part, k);
    if (getI(root, k) != k || island < 0) continue;
    const at = <usize>island * MATRIX;
    if (nullspace.projector(projectors + at, ties + at)) any = true;
    else setI(part, k, HELD);
  }
}

const work = memory.data(48, 8);

/**
 * Take from the vector r what does work on free rigid motions (the least change of r, couples weighed by
 * 1/radius).
 */
export function islandsProject(r: usize, radius: f64): void {
  const n = F.n;
  const sums = F.at(F.Z); // 6 f64 an island
  memory.fill(sums, 0, <usize>n * 48);
  for (let k = 0; k < n; k++) {
    const island = getI(part, getI(root, k));
    if (island == ALONE) memory.fill(r + <usize>k * 48, 0, 48);
    if (island >= 0) nullspace.addWork(sums + <usize>island * 48, place + <usize>k * 24, r + <usize>k * 48);
  }
  for (let k = 0; k < n; k++) {
    const island = getI(part, k);
    if (getI(root, k) != k || island < 0) continue;
    const s = sums + <usize>island * 48,
      A = projectors + <usize>island * MATRIX;
    memory.fill(work, 0, 48);
    for (let a = 0; a < 6; a++) for (let b = 0; b < 6; b++) addF(work, a, getF(A, 6 * a + b) * getF(s, b));
    memory.copy(s, work, 48);
  }
  for (let k = 0; k < n; k++) {
    const island = getI(part, getI(root, k));
    if (island < 0) continue;
    nullspace.takeMotion(
      r + <usize>k * 48,
      place + <usize>k * 24,
      sums + <usize>island * 48,
      radius * radius,
    );
  }
}
