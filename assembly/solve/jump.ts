// Kinematics of the neck in hand. Jump Δ and relative rotation φ lie side by side in the two lanes of a
// vector, since the law splits both alike into a part along the normal and one across it.

import { getF, getI, setF } from '../memory/view';
import * as F from '../network/fields';

/** Three pairs (Δ_x, φ_x), (Δ_y, φ_y), (Δ_z, φ_z) of the neck in hand. */
export const JUMP: usize = memory.data(48, 16);

/** (x, y) as a vector. */
@inline export function pair(x: f64, y: f64): v128 {
  return f64x2.replace_lane(f64x2.splat(x), 1, y);
}

/** Doubles `at` and `at + 24` bytes from `p`: the same component of a translation and of a rotation. */
@inline export function both(p: usize, at: usize): v128 {
  return v128.load_lane<f64>(p + at + 24, v128.load_zero<f64>(p + at), 1);
}


@inline function cross(p: usize, a: usize, b: usize, r: usize, c: usize, d: usize): f64 {
  return load<f64>(p + a) * load<f64>(r + d) - load<f64>(p + b) * load<f64>(r + c);
}


@inline function component(ui: usize, uj: usize, ri: usize, rj: usize, at: usize, b: usize, c: usize): f64 {
  return (
    load<f64>(uj + at) -
    load<f64>(ui + at) +
    cross(uj, 24 + b, 24 + c, rj, b, c) -
    cross(ui, 24 + b, 24 + c, ri, b, c)
  );
}

/**
 * Jump of neck `e` between nodes i and j at displacements `u`: Δ = u_j + θ_j×r_j − u_i − θ_i×r_i + imposed,
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
// Normal of the neck in hand.
export let nx: f64 = 0;
export let ny: f64 = 0;
export let nz: f64 = 0;

/** Split the jump of neck `e` in hand, less the plastic offsets at `p`, into the strains of a fibre. */
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

/** Nodes of neck `e`. */
@inline export function lower(e: i32): i32 {
  return getI(F.at(F.EI), e);
}


@inline export function higher(e: i32): i32 {
  return getI(F.at(F.EJ), e);
}
