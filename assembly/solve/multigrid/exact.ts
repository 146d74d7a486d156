// The operator in double precision on the solver's order: what the residual of a linear network is taken from.
// In the caller's order every element would fetch its nodes from all over memory.

import { alloc } from '../../memory/arena';
import { getI } from '../../memory/view';
import * as F from '../../network/fields';
import { jumpOf, moment } from '../../element/kinematics';
import { count, elementOf, first, free, higher, neckOf, nodeAt, nodes, swapped } from './fine';

/** n, kn−ks | arm of the lower node, ks | arm of the higher, kt−kb | kb, as doubles. */
const EXACT: usize = 104;

let records: usize = 0;
let x: usize = 0;
let y: usize = 0;

/** Room and geometry; false when out of memory. */
export function exactPlan(): bool {
  records = alloc(<usize>count * EXACT);
  x = alloc(<usize>nodes * 48);
  y = alloc(<usize>nodes * 48);
  if (records == 0 || x == 0 || y == 0) return false;
  for (let q = 0; q < count; q++) {
    const v = <usize>neckOf(q) * 24,
      r = records + <usize>q * EXACT;
    const swap = swapped(q);
    memory.copy(r, F.at(F.NORMAL) + v, 24);
    memory.copy(r + 32, F.at(swap ? F.ARM_J : F.ARM_I) + v, 24);
    memory.copy(r + 64, F.at(swap ? F.ARM_I : F.ARM_J) + v, 24);
  }
  return true;
}

/** Take over the stiffness of every neck. */
export function exactLoad(): void {
  for (let q = 0; q < count; q++) load1(q);
}

/** Take over the stiffness of one neck. */
export function exactReload(e: i32): void {
  const q = elementOf(e);
  if (q >= 0) load1(q);
}

function load1(q: i32): void {
  const st = F.at(F.STIFFNESS) + ((<usize>neckOf(q)) << 5),
    r = records + <usize>q * EXACT;
  const ks = load<f64>(st, 8),
    kb = load<f64>(st, 16);
  store<f64>(r, load<f64>(st) - ks, 24);
  store<f64>(r, ks, 56);
  store<f64>(r, load<f64>(st, 24) - kb, 88);
  store<f64>(r, kb, 96);
}

/** to = K from, both 6 doubles a node in the model's order; rows of held nodes are left alone. */
export function exactApply(from: usize, to: usize): void {
  for (let p = 0; p < nodes; p++) {
    const a = from + <usize>getI(nodeAt, p) * 48,
      b = x + <usize>p * 48;
    v128.store(b, v128.load(a));
    v128.store(b, v128.load(a, 16), 16);
    v128.store(b, v128.load(a, 32), 32);
  }
  memory.fill(y, 0, <usize>nodes * 48);
  let r = records,
    pj = higher;
  for (let p = 0; p < free; p++) {
    const a = x + <usize>p * 48;
    const a0 = load<f64>(a),
      a1 = load<f64>(a, 8),
      a2 = load<f64>(a, 16),
      a3 = load<f64>(a, 24),
      a4 = load<f64>(a, 32),
      a5 = load<f64>(a, 40);
    let s0: f64 = 0,
      s1: f64 = 0,
      s2: f64 = 0,
      s3: f64 = 0,
      s4: f64 = 0,
      s5: f64 = 0;
    const end = records + <usize>getI(first, p + 1) * EXACT;
    while (r < end) {
      const o = <usize>load<i32>(pj) * 48;
      const b = x + o,
        w = y + o;
      const nx = load<f64>(r),
        ny = load<f64>(r, 8),
        nz = load<f64>(r, 16),
        ks = load<f64>(r, 56),
        kb = load<f64>(r, 96);
      const ix = load<f64>(r, 32),
        iy = load<f64>(r, 40),
        iz = load<f64>(r, 48),
        jx = load<f64>(r, 64),
        jy = load<f64>(r, 72),
        jz = load<f64>(r, 80);
      const b3 = load<f64>(b, 24),
        b4 = load<f64>(b, 32),
        b5 = load<f64>(b, 40);
      const ux = jumpOf(a0, load<f64>(b), a4, a5, iy, iz, b4, b5, jy, jz),
        uy = jumpOf(a1, load<f64>(b, 8), a5, a3, iz, ix, b5, b3, jz, jx),
        uz = jumpOf(a2, load<f64>(b, 16), a3, a4, ix, iy, b3, b4, jx, jy);
      const tx = b3 - a3,
        ty = b4 - a4,
        tz = b5 - a5;
      const un = load<f64>(r, 24) * (nx * ux + ny * uy + nz * uz),
        tn = load<f64>(r, 88) * (nx * tx + ny * ty + nz * tz);
      const fx = un * nx + ks * ux,
        fy = un * ny + ks * uy,
        fz = un * nz + ks * uz;
      const mx = tn * nx + kb * tx,
        my = tn * ny + kb * ty,
        mz = tn * nz + kb * tz;
      store<f64>(w, load<f64>(w) + fx);
      store<f64>(w, load<f64>(w, 8) + fy, 8);
      store<f64>(w, load<f64>(w, 16) + fz, 16);
      store<f64>(w, load<f64>(w, 24) + (mx + moment(jy, jz, fy, fz)), 24);
      store<f64>(w, load<f64>(w, 32) + (my + moment(jz, jx, fz, fx)), 32);
      store<f64>(w, load<f64>(w, 40) + (mz + moment(jx, jy, fx, fy)), 40);
      s0 -= fx;
      s1 -= fy;
      s2 -= fz;
      s3 -= mx + moment(iy, iz, fy, fz);
      s4 -= my + moment(iz, ix, fz, fx);
      s5 -= mz + moment(ix, iy, fx, fy);
      r += EXACT;
      pj += 4;
    }
    const t = to + <usize>getI(nodeAt, p) * 48,
      v = y + <usize>p * 48;
    store<f64>(t, load<f64>(v) + s0);
    store<f64>(t, load<f64>(v, 8) + s1, 8);
    store<f64>(t, load<f64>(v, 16) + s2, 16);
    store<f64>(t, load<f64>(v, 24) + s3, 24);
    store<f64>(t, load<f64>(v, 32) + s4, 32);
    store<f64>(t, load<f64>(v, 40) + s5, 40);
  }
}
