// Rigid motions a = (translation, rotation) of a body whose nodes are at x: u = t + θ × x. Small dense algebra on
// the six of them; matrices are 6×6 by rows.

import { addF, getF, setF } from '../memory/view';

/** A constraint counts as none below this part of the mass: no true one is so weak, rounding is weaker. */
const NONE: f64 = 1e-13;

const row = memory.data(48, 8);

function addRow(A: usize): void {
  for (let a = 0; a < 6; a++) {
    const v = getF(row, a);
    if (v == 0) continue;
    for (let b = 0; b < 6; b++) addF(A, 6 * a + b, v * getF(row, b));
  }
}

/** row = displacement along axis c of a point at x, by each motion. */
function displacementRow(x: f64, y: f64, z: f64, c: i32): void {
  memory.fill(row, 0, 48);
  setF(row, c, 1);
  if (c == 0) {
    setF(row, 4, z);
    setF(row, 5, -y);
  } else if (c == 1) {
    setF(row, 3, -z);
    setF(row, 5, x);
  } else {
    setF(row, 3, y);
    setF(row, 4, -x);
  }
}

/** A += the unit mass of a node at p with moments of inertia `inertia`. */
export function addMass(A: usize, p: usize, inertia: f64): void {
  for (let c = 0; c < 3; c++) {
    displacementRow(getF(p, 0), getF(p, 1), getF(p, 2), c);
    addRow(A);
    addF(A, 7 * (3 + c), inertia);
  }
}

/** A += the constraint that freedom c of a node at p does not move. */
export function addHold(A: usize, p: usize, c: i32): void {
  if (c >= 3) {
    addF(A, 7 * c, 1);
    return;
  }
  displacementRow(getF(p, 0), getF(p, 1), getF(p, 2), c);
  addRow(A);
}

/** A += the constraint that a rotation θ does not move a point at (x, y, z) from the axis: θ × d = 0. */
export function addGap(A: usize, x: f64, y: f64, z: f64): void {
  if (x == 0 && y == 0 && z == 0) return;
  for (let c = 0; c < 3; c++) {
    displacementRow(x, y, z, c);
    setF(row, c, 0);
    addRow(A);
  }
}

/** s += work of the force and couple r at p on each motion. */
export function addWork(s: usize, p: usize, r: usize): void {
  const fx = getF(r, 0),
    fy = getF(r, 1),
    fz = getF(r, 2);
  const x = getF(p, 0),
    y = getF(p, 1),
    z = getF(p, 2);
  addF(s, 0, fx);
  addF(s, 1, fy);
  addF(s, 2, fz);
  addF(s, 3, getF(r, 3) + y * fz - z * fy);
  addF(s, 4, getF(r, 4) + z * fx - x * fz);
  addF(s, 5, getF(r, 5) + x * fy - y * fx);
}

/** r −= mass times the motion a, at p. */
export function takeMotion(r: usize, p: usize, a: usize, inertia: f64): void {
  const tx = getF(a, 3),
    ty = getF(a, 4),
    tz = getF(a, 5);
  const x = getF(p, 0),
    y = getF(p, 1),
    z = getF(p, 2);
  addF(r, 0, -(getF(a, 0) + ty * z - tz * y));
  addF(r, 1, -(getF(a, 1) + tz * x - tx * z));
  addF(r, 2, -(getF(a, 2) + tx * y - ty * x));
  addF(r, 3, -inertia * tx);
  addF(r, 4, -inertia * ty);
  addF(r, 5, -inertia * tz);
}

const scale = memory.data(48, 8);
const basis = memory.data(288, 8); // motions that are free, by rows
const result = memory.data(288, 8);

/**
 * G: mass, C: constraints of a body; both are spoilt. Puts N (Nᵀ G N)⁻¹ Nᵀ into G, N the motions with C a = 0.
 * False when there are none.
 */
export function projector(G: usize, C: usize): bool {
  for (let a = 0; a < 6; a++) setF(scale, a, 1.0 / Math.sqrt(getF(G, 7 * a)));
  for (let a = 0; a < 6; a++) {
    for (let b = 0; b < 6; b++) {
      const s = getF(scale, a) * getF(scale, b);
      setF(C, 6 * a + b, getF(C, 6 * a + b) * s);
      setF(G, 6 * a + b, getF(G, 6 * a + b) * s);
    }
  }
  const count = freeMotions(C);
  if (count == 0) return false;
  // the motions made orthonormal in the mass
  for (let p = 0; p < count; p++) {
    for (let pass = 0; pass < 2; pass++) for (let q = 0; q < p; q++) takeAlong(G, p, q);
    const size = Math.sqrt(inner(G, p, p));
    for (let b = 0; b < 6; b++) setF(basis, 6 * p + b, size > 0 ? getF(basis, 6 * p + b) / size : 0.0);
  }
  for (let a = 0; a < 6; a++) {
    for (let b = 0; b < 6; b++) {
      let s: f64 = 0;
      for (let p = 0; p < count; p++) s += getF(basis, 6 * p + a) * getF(basis, 6 * p + b);
      setF(result, 6 * a + b, s * getF(scale, a) * getF(scale, b));
    }
  }
  memory.copy(G, result, 288);
  return true;
}

function inner(G: usize, p: i32, q: i32): f64 {
  let s: f64 = 0;
  for (let a = 0; a < 6; a++) {
    for (let b = 0; b < 6; b++) s += getF(basis, 6 * p + a) * getF(G, 6 * a + b) * getF(basis, 6 * q + b);
  }
  return s;
}

function takeAlong(G: usize, p: i32, q: i32): void {
  const s = inner(G, p, q);
  for (let b = 0; b < 6; b++) addF(basis, 6 * p + b, -s * getF(basis, 6 * q + b));
}

/** basis = the null space of C (spoilt), by elimination with complete pivoting; returns its dimension. */
function freeMotions(C: usize): i32 {
  let done = 0; // bits of the motions eliminated
  for (let step = 0; step < 6; step++) {
    let k = -1;
    let most = NONE;
    for (let a = 0; a < 6; a++) {
      if (done & (1 << a) || getF(C, 7 * a) <= most) continue;
      most = getF(C, 7 * a);
      k = a;
    }
    if (k < 0) break;
    done |= 1 << k;
    // Gauss–Jordan: row k solved for motion k
    for (let b = 0; b < 6; b++) if (b != k) setF(C, 6 * k + b, getF(C, 6 * k + b) / most);
    setF(C, 7 * k, 1);
    for (let a = 0; a < 6; a++) {
      const f = getF(C, 6 * a + k);
      if (a == k || f == 0) continue;
      for (let b = 0; b < 6; b++) addF(C, 6 * a + b, -f * getF(C, 6 * k + b));
      setF(C, 6 * a + k, 0);
    }
  }
  let count = 0;
  for (let a = 0; a < 6; a++) {
    if (done & (1 << a)) continue;
    for (let b = 0; b < 6; b++) {
      setF(basis, 6 * count + b, b == a ? 1.0 : done & (1 << b) ? -getF(C, 6 * b + a) : 0.0);
    }
    count++;
  }
  return count;
}
