// Kinematics of an element between two rigid bodies (docs/theory.md §1): the one place where jumps are taken from
// motions and forces put back on nodes. The SIMD twins of the multigrid repeat it in single precision.
//
// Jump Δ and relative rotation φ of the element in hand lie side by side in the two lanes of a vector, since the law
// splits both alike into a part along the normal and one across it.

import { getF, getI, setF } from '../memory/view';
import * as F from '../network/fields';

/** Three pairs (Δ_x, φ_x), (Δ_y, φ_y), (Δ_z, φ_z) of the element in hand. */
export const JUMP: usize = memory.data(48, 16);

/** (x, y) as a vector. */
@inline export function pair(x: f64, y: f64): v128 {
  return f64x2.replace_lane(f64x2.splat(x), 1, y);
}

/** Doubles `at` and `at + 24` bytes from `p`: the same component of a translation and of a rotation. */
@inline export function both(p: usize, at: usize): v128 {
  return v128.load_lane<f64>(p + at + 24, v128.load_zero<f64>(p + at), 1);
}

/** One component of r × f, from the two others in cyclic order. */
@inline export function moment(ry: f64, rz: f64, fy: f64, fz: f64): f64 {
  return ry * fz - rz * fy;
}

/** One component of the jump between motions (a, θ) of node i and (b, ψ) of node j, at arms r and s. */
@inline export function jumpOf(
  a: f64,
  b: f64,
  thetaY: f64,
  thetaZ: f64,
  ry: f64,
  rz: f64,
  psiY: f64,
  psiZ: f64,
  sy: f64,
  sz: f64,
): f64 {
  return b - a + moment(psiY, psiZ, sy, sz) - moment(thetaY, thetaZ, ry, rz);
}

/** Put force and couple of an element on its nodes: taken at `gi` with arm r, added at `gj` with arm s (Bᵀ). */
@inline export function spread(
  gi: usize,
  gj: usize,
  rx: f64,
  ry: f64,
  rz: f64,
  sx: f64,
  sy: f64,
  sz: f64,
  fx: f64,
  fy: f64,
  fz: f64,
  mx: f64,
  my: f64,
  mz: f64,
): void {
  store<f64>(gi, load<f64>(gi) - fx);
  store<f64>(gi, load<f64>(gi, 8) - fy, 8);
  store<f64>(gi, load<f64>(gi, 16) - fz, 16);
  store<f64>(gi, load<f64>(gi, 24) - moment(ry, rz, fy, fz) - mx, 24);
  store<f64>(gi, load<f64>(gi, 32) - moment(rz, rx, fz, fx) - my, 32);
  store<f64>(gi, load<f64>(gi, 40) - moment(rx, ry, fx, fy) - mz, 40);
  store<f64>(gj, load<f64>(gj) + fx);
  store<f64>(gj, load<f64>(gj, 8) + fy, 8);
  store<f64>(gj, load<f64>(gj, 16) + fz, 16);
  store<f64>(gj, load<f64>(gj, 24) + moment(sy, sz, fy, fz) + mx, 24);
  store<f64>(gj, load<f64>(gj, 32) + moment(sz, sx, fz, fx) + my, 32);
  store<f64>(gj, load<f64>(gj, 40) + moment(sx, sy, fx, fy) + mz, 40);
}


@inline function component(ui: usize, uj: usize, ri: usize, rj: usize, at: usize, b: usize, c: usize): f64 {
  return jumpOf(
    load<f64>(ui + at),
    load<f64>(uj + at),
    load<f64>(ui + 24 + b),
    load<f64>(ui + 24 + c),
    load<f64>(ri + b),
    load<f64>(ri + c),
    load<f64>(uj + 24 + b),
    load<f64>(uj + 24 + c),
    load<f64>(rj + b),
    load<f64>(rj + c),
  );
}

/**
 * Jump of element `e` between nodes i and j at displacements `u`: Δ = u_j + θ_j×r_j − u_i − θ_i×r_i + imposed,
 * φ = θ_j − θ_i, into JUMP.
 */
@inline export function jump(e: i32, i: i32, j: i32, u: usize): void {
  const ui = u + <usize>i * 48;
  const uj = u + <usize>j * 48;
  const ri = F.at(F.ARM_I) + <usize>e * 24;
  const rj = F.at(F.ARM_J) + <usize>e * 24;
  const im = F.at(F.IMPOSED) + <usize>e * 24;
  const dx = component(ui, uj, ri, rj, 0, 8, 16) + load<f64>(im);
  const dy = component(ui, uj, ri, rj, 8, 16, 0) + load<f64>(im, 8);
  const dz = component(ui, uj, ri, rj, 16, 0, 8) + load<f64>(im, 16);
  v128.store(JUMP, pair(dx, load<f64>(uj, 24) - load<f64>(ui, 24)));
  v128.store(JUMP, pair(dy, load<f64>(uj, 32) - load<f64>(ui, 32)), 16);
  v128.store(JUMP, pair(dz, load<f64>(uj, 40) - load<f64>(ui, 40)), 32);
}

// Strains of the fibre in hand, less its plastic parts: along the normal and across it.
export let qn: f64 = 0; // q·n, µm
export let sx: f64 = 0; // shear vector, µm
export let sy: f64 = 0;
export let sz: f64 = 0;
export let tw: f64 = 0; // twist, rad
export let bx: f64 = 0; // bending vector, rad
export let by: f64 = 0;
export let bz: f64 = 0;
// Normal of the element in hand.
export let nx: f64 = 0;
export let ny: f64 = 0;
export let nz: f64 = 0;

/** Split the jump of element `e` in hand, less the plastic offsets at `p`, into the strains of a fibre. */
export function strains(e: i32, p: usize): void {
  const n = F.at(F.NORMAL) + <usize>e * 24;
  nx = load<f64>(n);
  ny = load<f64>(n, 8);
  nz = load<f64>(n, 16);
  const px = load<f64>(JUMP) - load<f64>(p),
    py = load<f64>(JUMP, 16) - load<f64>(p, 8),
    pz = load<f64>(JUMP, 32) - load<f64>(p, 16);
  qn = px * nx + py * ny + pz * nz;
  sx = px - qn * nx;
  sy = py - qn * ny;
  sz = pz - qn * nz;
  const kx = load<f64>(JUMP, 8) - load<f64>(p, 24),
    ky = load<f64>(JUMP, 24) - load<f64>(p, 32),
    kz = load<f64>(JUMP, 40) - load<f64>(p, 40);
  tw = kx * nx + ky * ny + kz * nz;
  bx = kx - tw * nx;
  by = ky - tw * ny;
  bz = kz - tw * nz;
}

/** Add `a`, then `b`, to component `k` of the plastic offsets at `p`. */
@inline export function shift(p: usize, k: i32, a: f64, b: f64): void {
  setF(p, k, getF(p, k) + a + b);
}

/** Nodes of element `e`. */
@inline export function lower(e: i32): i32 {
  return getI(F.at(F.I), e);
}


@inline export function higher(e: i32): i32 {
  return getI(F.at(F.J), e);
}

/** Row of B: what the component along `d` of the jump of element `e` changes by with each motion of its nodes. */
export function jumpRow(e: i32, x: f64, y: f64, z: f64, row: usize): void {
  const r = F.at(F.ARM_I) + <usize>e * 24,
    s = F.at(F.ARM_J) + <usize>e * 24;
  const rx = load<f64>(r),
    ry = load<f64>(r, 8),
    rz = load<f64>(r, 16);
  const sx = load<f64>(s),
    sy = load<f64>(s, 8),
    sz = load<f64>(s, 16);
  setF(row, 0, -x);
  setF(row, 1, -y);
  setF(row, 2, -z);
  setF(row, 3, -moment(ry, rz, y, z));
  setF(row, 4, -moment(rz, rx, z, x));
  setF(row, 5, -moment(rx, ry, x, y));
  setF(row, 6, x);
  setF(row, 7, y);
  setF(row, 8, z);
  setF(row, 9, moment(sy, sz, y, z));
  setF(row, 10, moment(sz, sx, z, x));
  setF(row, 11, moment(sx, sy, x, y));
}

/** The same of the relative rotation. */
export function turnRow(x: f64, y: f64, z: f64, row: usize): void {
  memory.fill(row, 0, 96);
  setF(row, 3, -x);
  setF(row, 4, -y);
  setF(row, 5, -z);
  setF(row, 9, x);
  setF(row, 10, y);
  setF(row, 11, z);
}
