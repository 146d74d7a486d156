// The tangent operator, matrix-free: y = (K + ε) x with K = Σ Bᵀ k B over necks and ε a weak ground that
// keeps fragments without any hold from making K singular. The residual never sees ε.

import { getF, getI } from '../memory/view';
import * as F from '../network/fields';
import { SLIDES } from '../element/contact';
import { jumpOf, moment, spread } from '../element/kinematics';
import { isLoose } from '../network/loose';

/** Ground stiffness per node: translation and rotation. */
export let ground: f64 = 0;
export let groundR: f64 = 0;

let share: f64 = 1e-9;

/** The ground is to be made again, as a part `weak` of the mean stiffness. */
export function forgetGround(weak: f64 = 1e-9): void {
  ground = 0;
  share = weak;
}

/** Ground of a loose node over that of a tied one. */
const FIRM: f64 = 1e6;

/** Factor on the ground of node `k`. */
@inline export function firmness(k: i32): f64 {
  return isLoose(k) ? FIRM : 1.0;
}

/** Set the ground from the present mean stiffness, unless it is set. `meanRadius` scales rotations. */
export function refreshGround(meanRadius: f64): void {
  if (ground > 0) return;
  let sum: f64 = 0;
  for (let e = 0; e < F.m; e++) sum += load<f64>(F.at(F.STIFFNESS) + ((<usize>e) << 5));
  ground = F.m > 0 && sum > 0 ? (share * sum) / <f64>F.m : share;
  groundR = ground * meanRadius * meanRadius;
}

/** y = K x over nodes; held freedoms give 0. */
export function apply(x: usize, y: usize): void {
  const n = F.n;
  const m = F.m;
  for (let k = 0; k < n; k++) {
    const o = <usize>k * 48;
    const g = ground * firmness(k);
    const gR = groundR * firmness(k);
    store<f64>(y + o, g * load<f64>(x + o));
    store<f64>(y + o, g * load<f64>(x + o, 8), 8);
    store<f64>(y + o, g * load<f64>(x + o, 16), 16);
    store<f64>(y + o, gR * load<f64>(x + o, 24), 24);
    store<f64>(y + o, gR * load<f64>(x + o, 32), 32);
    store<f64>(y + o, gR * load<f64>(x + o, 40), 40);
  }
  const yielding = F.at(F.YIELDING),
    ranked = F.at(F.RANKED),
    rank = F.at(F.RANK),
    slide = F.at(F.SLIDE);
  let pi = F.at(F.I),
    pj = F.at(F.J),
    pn = F.at(F.NORMAL),
    pri = F.at(F.ARM_I),
    prj = F.at(F.ARM_J),
    ps = F.at(F.STIFFNESS);
  for (let e = 0; e < m; e++) {
    const kn = load<f64>(ps),
      ks = load<f64>(ps, 8),
      kb = load<f64>(ps, 16),
      kt = load<f64>(ps, 24);
    if (kn != 0 || ks != 0 || kb != 0 || kt != 0) {
      const i = <usize>load<i32>(pi) * 48,
        j = <usize>load<i32>(pj) * 48;
      const a = x + i,
        b = x + j,
        ya = y + i,
        yb = y + j;
      const nx = load<f64>(pn),
        ny = load<f64>(pn, 8),
        nz = load<f64>(pn, 16);
      const rix = load<f64>(pri),
        riy = load<f64>(pri, 8),
        riz = load<f64>(pri, 16);
      const rjx = load<f64>(prj),
        rjy = load<f64>(prj, 8),
        rjz = load<f64>(prj, 16);
      const a3 = load<f64>(a, 24),
        a4 = load<f64>(a, 32),
        a5 = load<f64>(a, 40);
      const b3 = load<f64>(b, 24),
        b4 = load<f64>(b, 32),
        b5 = load<f64>(b, 40);
      const ux = jumpOf(load<f64>(a), load<f64>(b), a4, a5, riy, riz, b4, b5, rjy, rjz);
      const uy = jumpOf(load<f64>(a, 8), load<f64>(b, 8), a5, a3, riz, rix, b5, b3, rjz, rjx);
      const uz = jumpOf(load<f64>(a, 16), load<f64>(b, 16), a3, a4, rix, riy, b3, b4, rjx, rjy);
      const tx = b3 - a3,
        ty = b4 - a4,
        tz = b5 - a5;
      const un = (kn - ks) * (ux * nx + uy * ny + uz * nz);
      const tn = (kt - kb) * (tx * nx + ty * ny + tz * nz);
      let fx = ks * ux + un * nx,
        fy = ks * uy + un * ny,
        fz = ks * uz + un * nz;
      let mx = kb * tx + tn * nx,
        my = kb * ty + tn * ny,
        mz = kb * tz + tn * nz;
      const flow = getI(yielding, e);
      if (flow != 0) {
        for (let k = F.firstOf(e), end = F.endOf(e); k < end; k++) {
          if (getI(ranked, k) == 0) continue;
          const w = rank + <usize>k * 48;
          const wx = load<f64>(w),
            wy = load<f64>(w, 8),
            wz = load<f64>(w, 16);
          const vx = load<f64>(w, 24),
            vy = load<f64>(w, 32),
            vz = load<f64>(w, 40);
          const c = wx * ux + wy * uy + wz * uz + vx * tx + vy * ty + vz * tz;
          fx -= c * wx;
          fy -= c * wy;
          fz -= c * wz;
          mx -= c * vx;
          my -= c * vy;
          mz -= c * vz;
        }
        if (flow >= SLIDES) {
          const w = slide + <usize>e * 24;
          const wx = load<f64>(w),
            wy = load<f64>(w, 8),
            wz = load<f64>(w, 16);
          const c = wx * ux + wy * uy + wz * uz;
          fx -= c * wx;
          fy -= c * wy;
          fz -= c * wz;
        }
      }
      spread(ya, yb, rix, riy, riz, rjx, rjy, rjz, fx, fy, fz, mx, my, mz);
    }
    pi += 4;
    pj += 4;
    pn += 24;
    pri += 24;
    prj += 24;
    ps += 32;
  }
  mask(y);
}

/** y = K x without the ground; held freedoms give 0. */
export function applyBare(x: usize, y: usize): void {
  apply(x, y);
  for (let k = 0, n = F.n; k < n; k++) {
    const firm = firmness(k),
      a = x + <usize>k * 48,
      b = y + <usize>k * 48;
    for (let c: usize = 0; c < 48; c += 8) {
      const g = firm * (c < 24 ? ground : groundR);
      store<f64>(b + c, load<f64>(b + c) - g * load<f64>(a + c));
    }
  }
  mask(y);
}

/** Zero the held freedoms of a vector. */
export function mask(y: usize): void {
  const held = F.at(F.HELD);
  for (let k = 0, n = F.n; k < n; k++) {
    const bits = getI(held, k);
    if (bits == 0) continue;
    const o = y + <usize>k * 48;
    for (let c = 0; c < 6; c++) if (bits & (1 << c)) store<f64>(o + ((<usize>c) << 3), 0);
  }
}

/** Add `s` = Bᵀ k B of one side of a neck to a 6×6 block (row-major, both triangles). */
function addBlock(
  b: usize,
  nx: f64,
  ny: f64,
  nz: f64,
  rx: f64,
  ry: f64,
  rz: f64,
  kn: f64,
  ks: f64,
  kb: f64,
  kt: f64,
): void {
  const a = kn - ks,
    c = kt - kb;
  // translations
  const xx = ks + a * nx * nx,
    yy = ks + a * ny * ny,
    zz = ks + a * nz * nz;
  const xy = a * nx * ny,
    xz = a * nx * nz,
    yz = a * ny * nz;
  // W = [r]× K: moment of the force that a unit displacement makes
  const w00 = moment(ry, rz, xy, xz),
    w01 = moment(ry, rz, yy, yz),
    w02 = moment(ry, rz, yz, zz);
  const w10 = moment(rz, rx, xz, xx),
    w11 = moment(rz, rx, yz, xy),
    w12 = moment(rz, rx, zz, xz);
  const w20 = moment(rx, ry, xx, xy),
    w21 = moment(rx, ry, xy, yy),
    w22 = moment(rx, ry, xz, yz);
  add(b, 0, 0, xx);
  add(b, 1, 1, yy);
  add(b, 2, 2, zz);
  add(b, 0, 1, xy);
  add(b, 0, 2, xz);
  add(b, 1, 2, yz);
  add(b, 0, 3, w00);
  add(b, 1, 3, w01);
  add(b, 2, 3, w02);
  add(b, 0, 4, w10);
  add(b, 1, 4, w11);
  add(b, 2, 4, w12);
  add(b, 0, 5, w20);
  add(b, 1, 5, w21);
  add(b, 2, 5, w22);
  // rotations: couples + [r]× K [r]×ᵀ
  add(b, 3, 3, kb + c * nx * nx + ry * w02 - rz * w01);
  add(b, 4, 4, kb + c * ny * ny + rz * w10 - rx * w12);
  add(b, 5, 5, kb + c * nz * nz + rx * w21 - ry * w20);
  add(b, 3, 4, c * nx * ny + rz * w00 - rx * w02);
  add(b, 3, 5, c * nx * nz + rx * w01 - ry * w00);
  add(b, 4, 5, c * ny * nz + rx * w11 - ry * w10);
}


@inline function add(b: usize, r: i32, c: i32, v: f64): void {
  const p = b + ((<usize>(6 * r + c)) << 3);
  store<f64>(p, load<f64>(p) + v);
}

/** Rebuild the inverse diagonal blocks from STIFF. */
export function refreshBlocks(): void {
  const n = F.n;
  const blocks = F.at(F.BLOCK);
  memory.fill(blocks, 0, <usize>n * 288);
  for (let e = 0; e < F.m; e++) {
    const st = F.at(F.STIFFNESS) + ((<usize>e) << 5);
    const kn = load<f64>(st),
      ks = load<f64>(st, 8),
      kb = load<f64>(st, 16),
      kt = load<f64>(st, 24);
    if (kn == 0 && ks == 0 && kb == 0 && kt == 0) continue;
    const v = <usize>e * 24;
    const nn = F.at(F.NORMAL) + v,
      ri = F.at(F.ARM_I) + v,
      rj = F.at(F.ARM_J) + v;
    const nx = load<f64>(nn),
      ny = load<f64>(nn, 8),
      nz = load<f64>(nn, 16);
    addBlock(
      blocks + <usize>getI(F.at(F.I), e) * 288,
      nx,
      ny,
      nz,
      load<f64>(ri),
      load<f64>(ri, 8),
      load<f64>(ri, 16),
      kn,
      ks,
      kb,
      kt,
    );
    addBlock(
      blocks + <usize>getI(F.at(F.J), e) * 288,
      nx,
      ny,
      nz,
      load<f64>(rj),
      load<f64>(rj, 8),
      load<f64>(rj, 16),
      kn,
      ks,
      kb,
      kt,
    );
  }
  for (let k = 0; k < n; k++) invert(blocks + <usize>k * 288, getI(F.at(F.HELD), k), firmness(k));
}

/** Invert one symmetric block in place (upper triangle given); held freedoms are decoupled and zeroed. */
function invert(b: usize, held: i32, firm: f64): void {
  for (let r = 0; r < 6; r++) {
    add(b, r, r, firm * (r < 3 ? ground : groundR));
    for (let c = r + 1; c < 6; c++) store<f64>(b + ((<usize>(6 * c + r)) << 3), getF(b, 6 * r + c));
  }
  for (let h = 0; h < 6; h++) {
    if (!(held & (1 << h))) continue;
    for (let c = 0; c < 6; c++) {
      store<f64>(b + ((<usize>(6 * h + c)) << 3), 0);
      store<f64>(b + ((<usize>(6 * c + h)) << 3), 0);
    }
    store<f64>(b + ((<usize>(7 * h)) << 3), 1);
  }
  for (let k = 0; k < 6; k++) {
    const rowK = b + <usize>(k * 48);
    const pivot = getF(rowK, k);
    const inv = pivot > 1e-300 ? 1.0 / pivot : 0.0;
    store<f64>(rowK + ((<usize>k) << 3), 1);
    for (let c: usize = 0; c < 48; c += 8) store<f64>(rowK + c, load<f64>(rowK + c) * inv);
    for (let r = 0; r < 6; r++) {
      if (r == k) continue;
      const rowR = b + <usize>(r * 48);
      const f = getF(rowR, k);
      store<f64>(rowR + ((<usize>k) << 3), 0);
      for (let c: usize = 0; c < 48; c += 8)
        store<f64>(rowR + c, load<f64>(rowR + c) - f * load<f64>(rowK + c));
    }
  }
  for (let h = 0; h < 6; h++) if (held & (1 << h)) store<f64>(b + ((<usize>(7 * h)) << 3), 0);
}

/** z = D⁻¹ r, block by block; returns r·z. */
export function blockJacobi(r: usize, z: usize): f64 {
  let dot: f64 = 0;
  let b = F.at(F.BLOCK);
  for (let k = 0, n = F.n; k < n; k++) {
    const r0 = load<f64>(r),
      r1 = load<f64>(r, 8),
      r2 = load<f64>(r, 16);
    const r3 = load<f64>(r, 24),
      r4 = load<f64>(r, 32),
      r5 = load<f64>(r, 40);
    for (let c = 0; c < 6; c++) {
      const v =
        load<f64>(b) * r0 +
        load<f64>(b, 8) * r1 +
        load<f64>(b, 16) * r2 +
        load<f64>(b, 24) * r3 +
        load<f64>(b, 32) * r4 +
        load<f64>(b, 40) * r5;
      store<f64>(z + ((<usize>c) << 3), v);
      b += 48;
    }
    dot +=
      r0 * load<f64>(z) +
      r1 * load<f64>(z, 8) +
      r2 * load<f64>(z, 16) +
      r3 * load<f64>(z, 24) +
      r4 * load<f64>(z, 32) +
      r5 * load<f64>(z, 40);
    r += 48;
    z += 48;
  }
  return dot;
}
