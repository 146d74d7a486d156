// Load parameters → eigenstrain of every node, imposed jump of every neck, position of the plate.

import { getF, getI, setF } from '../memory/view';
import * as F from '../network/fields';
import { Constant, Param, constant, param } from '../network/params';

/** PARAM now = start + s (target − start); s = 1 gives the target's very bits. */
export function interpolate(s: f64): void {
  const p = F.at(F.PARAM);
  for (let k = 0; k < Param.STAGE; k++) {
    const a = getF(p, F.LOAD_START + k);
    const b = getF(p, F.LOAD_TARGET + k);
    setF(p, k, s == 1 ? b : a + s * (b - a));
  }
  setF(p, Param.FRACTION, s);
}

let latticeA: f64 = 0;
let latticeC: f64 = 0;

/** ε_a, ε_c at lithium content x by linear interpolation; the table's ends are held. */
function lattice(x: f64): void {
  const t = F.at(F.LATTICE);
  const count = <i32>constant(Constant.LATTICE_POINTS);
  if (count == 0) {
    latticeA = latticeC = 0;
    return;
  }
  let k = 0;
  while (k + 2 < count && x < getF(t, 3 * (k + 1))) k++;
  // rows run from x = 1 downwards
  const x0 = getF(t, 3 * k),
    x1 = getF(t, 3 * k + 3);
  const w = count == 1 ? 0.0 : min(max((x - x0) / (x1 - x0), 0.0), 1.0);
  latticeA = getF(t, 3 * k + 1) + w * (getF(t, 3 * k + 4) - getF(t, 3 * k + 1));
  latticeC = getF(t, 3 * k + 2) + w * (getF(t, 3 * k + 5) - getF(t, 3 * k + 2));
}

/** Eigenstrain of every particle at the parameters in force. */
function eigenstrains(): void {
  const x = param(Param.LITHIUM);
  const thermal = param(Param.THERMAL);
  const factor = constant(Constant.STRAIN_FACTOR);
  const isotropic = constant(Constant.ISOTROPIC) != 0;
  for (let k = 0, n = F.n; k < n; k++) {
    const e = F.at(F.EIGEN) + <usize>k * 48;
    if (getI(F.at(F.KIND), k) != 0) continue;
    lattice(x + getF(F.at(F.DX), k) * (1.0 - x));
    const a = 1.0 + latticeA;
    const third = factor * ((a * a * (1.0 + latticeC) - 1.0) / 3.0);
    if (isotropic || getI(F.at(F.CRYSTAL), k) == 0) {
      store<f64>(e, third + thermal);
      store<f64>(e, third + thermal, 8);
      store<f64>(e, third + thermal, 16);
      store<f64>(e, 0, 24);
      store<f64>(e, 0, 32);
      store<f64>(e, 0, 40);
      continue;
    }
    const c = F.at(F.AXIS) + <usize>k * 24;
    const cx = load<f64>(c),
      cy = load<f64>(c, 8),
      cz = load<f64>(c, 16);
    const base = factor * latticeA + thermal;
    const extra = factor * (latticeC - latticeA);
    store<f64>(e, base + extra * cx * cx);
    store<f64>(e, base + extra * cy * cy, 8);
    store<f64>(e, base + extra * cz * cz, 16);
    store<f64>(e, extra * cy * cz, 24);
    store<f64>(e, extra * cx * cz, 32);
    store<f64>(e, extra * cx * cy, 40);
  }
}

let px: f64 = 0,
  py: f64 = 0,
  pz: f64 = 0;


@inline function tensorTimes(t: usize, r: usize): void {
  const x = load<f64>(r),
    y = load<f64>(r, 8),
    z = load<f64>(r, 16);
  const yz = load<f64>(t, 24),
    xz = load<f64>(t, 32),
    xy = load<f64>(t, 40);
  px = load<f64>(t) * x + xy * y + xz * z;
  py = xy * x + load<f64>(t, 8) * y + yz * z;
  pz = xz * x + yz * y + load<f64>(t, 16) * z;
}

/** Lithium content, thermal strain and strain of the cell that EIGEN and IMPOSED were last made for. */
const made = memory.data(8 * 8);
let known: bool = false;

/** Make eigenstrains and imposed jumps again at the next `applyLoad`: the state was changed from outside. */
export function forgetLoad(): void {
  known = false;
}

/** Whether the imposed strains differ from those last made; takes note of them. */
function strainsChange(): bool {
  let change = !known;
  for (let k = 0; k < 8; k++) {
    const v = param(Param.LITHIUM + k);
    change = change || v != getF(made, k);
    setF(made, k, v);
  }
  known = true;
  return change;
}

/** Imposed jumps  E_j r_j − E_i r_i + C (r_i − r_j)  (C: strain of the cell, with the periods and the foil). */
function imposeJumps(): void {
  const cell = F.at(F.PARAM) + ((<usize>Param.CELL) << 3);
  for (let e = 0, m = F.m; e < m; e++) {
    const o = <usize>e * 24;
    const ri = F.at(F.ARM_I) + o,
      rj = F.at(F.ARM_J) + o,
      d = F.at(F.IMPOSED) + o;
    tensorTimes(F.at(F.EIGEN) + <usize>getI(F.at(F.I), e) * 48, ri);
    let x = -px,
      y = -py,
      z = -pz;
    tensorTimes(F.at(F.EIGEN) + <usize>getI(F.at(F.J), e) * 48, rj);
    x += px;
    y += py;
    z += pz;
    tensorTimes(cell, ri);
    x += px;
    y += py;
    z += pz;
    tensorTimes(cell, rj);
    store<f64>(d, x - px);
    store<f64>(d, y - py, 8);
    store<f64>(d, z - pz, 16);
  }
}

/** Put the parameters in force: eigenstrains, imposed jumps, and the plate's displacement (into U). */
export function applyLoad(): void {
  if (strainsChange()) {
    eigenstrains();
    imposeJumps();
  }
  for (let k = F.n - 1; k >= 0 && getI(F.at(F.KIND), k) == 2; k--) {
    store<f64>(F.at(F.U) + <usize>k * 48, param(Param.PLATE), 16);
  }
}

/** External force on freedom `q` (0…6n−1) now. */
@inline export function external(q: i32): f64 {
  return getF(F.at(F.LOAD), q) * param(Param.LOADING);
}
