// The elements of the finest level four at a time, one a lane: what the operator reads. Elements of one lower node
// follow each other in the same lane, so that the four of a group, sixteen apart in the sorted order, mostly
// belong to different nodes and none waits for another's sum.
//
// group of four, 240 bytes: places of the lower nodes in a vector (i32, bytes), of the higher ones; then f32: normal
// (x, y, z), arm of the lower node, arm of the higher, kn−ks, ks, kt−kb, kb

import { alloc } from '../../memory/arena';

const GROUP: usize = 240;

let groups: usize = 0;
let end: usize = 0;

/** Room for `count` elements, all without stiffness; false when out of memory. */
export function lanesPlan(count: i32): bool {
  const bytes = ((<usize>count + 63) >> 6) * (16 * GROUP);
  groups = alloc(bytes);
  end = groups + bytes;
  return groups != 0;
}


@inline function laneOf(q: i32): usize {
  return groups + <usize>(((q >> 6) << 4) | (q & 15)) * GROUP + <usize>(((q >> 4) & 3) << 2);
}

/** Nodes and geometry of element q, the latter from its record in fine.ts. */
export function lanesPlace(q: i32, lower: i32, higher: i32, record: usize): void {
  const p = laneOf(q);
  store<i32>(p, lower << 5);
  store<i32>(p, higher << 5, 16);
  for (let v: usize = 0; v < 3; v++) {
    for (let c: usize = 0; c < 3; c++)
      store<f32>(p + 32 + 48 * v + 16 * c, load<f32>(record + 16 * v + 4 * c));
  }
}

/** Stiffnesses of element q, from its record. */
export function lanesLoad(q: i32, record: usize): void {
  const p = laneOf(q);
  store<f32>(p, load<f32>(record, 12), 176);
  store<f32>(p, load<f32>(record, 28), 192);
  store<f32>(p, load<f32>(record, 44), 208);
  store<f32>(p, load<f32>(record, 48), 224);
}

/** Vectors of the element's group that wait for their use: turn, couple, force; registers would not hold them. */
const kept = memory.data(6 * 16, 16);


@inline function low(a: v128, b: v128): v128 {
  return v128.shuffle<f32>(a, b, 0, 4, 1, 5);
}


@inline function high(a: v128, b: v128): v128 {
  return v128.shuffle<f32>(a, b, 2, 6, 3, 7);
}


@inline function left(a: v128, b: v128): v128 {
  return v128.shuffle<f32>(a, b, 0, 1, 4, 5);
}


@inline function right(a: v128, b: v128): v128 {
  return v128.shuffle<f32>(a, b, 2, 3, 6, 7);
}

/** Place of lane `c` of the lower (h = 0) or higher nodes (16). */
@inline function at(q: usize, h: usize, c: usize): usize {
  return <usize>load<u32>(q + h + 4 * c);
}


@inline function add(p: usize, v: v128): void {
  v128.store(p, f32x4.add(v128.load(p), v));
}


@inline function take(p: usize, v: v128): void {
  v128.store(p, f32x4.sub(v128.load(p), v));
}

/** a b − c d */
@inline function minor(a: v128, b: v128, c: v128, d: v128): v128 {
  return f32x4.sub(f32x4.mul(a, b), f32x4.mul(c, d));
}


@inline function dot(ax: v128, ay: v128, az: v128, bx: v128, by: v128, bz: v128): v128 {
  return f32x4.add(f32x4.add(f32x4.mul(ax, bx), f32x4.mul(ay, by)), f32x4.mul(az, bz));
}

/** k (n·d) n + s d, one component, from k (n·d). */
@inline function along(kd: v128, n: v128, s: v128, d: v128): v128 {
  return f32x4.add(f32x4.mul(kd, n), f32x4.mul(s, d));
}

/** What the rotations do: θj × rj − θi × ri and the couple m = (kt−kb)(n·φ) n + kb φ of φ = θj − θi. */
@inline function turns(q: usize, x: usize): void {
  let s = v128.load(x + at(q, 0, 0), 16),
    t = v128.load(x + at(q, 0, 1), 16),
    u = v128.load(x + at(q, 0, 2), 16),
    v = v128.load(x + at(q, 0, 3), 16);
  let l = low(s, t),
    m = low(u, v);
  const ix = left(l, m),
    iy = right(l, m),
    iz = left(high(s, t), high(u, v));
  s = v128.load(x + at(q, 16, 0), 16);
  t = v128.load(x + at(q, 16, 1), 16);
  u = v128.load(x + at(q, 16, 2), 16);
  v = v128.load(x + at(q, 16, 3), 16);
  l = low(s, t);
  m = low(u, v);
  const jx = left(l, m),
    jy = right(l, m),
    jz = left(high(s, t), high(u, v));
  const ax = v128.load(q, 80),
    ay = v128.load(q, 96),
    az = v128.load(q, 112),
    bx = v128.load(q, 128),
    by = v128.load(q, 144),
    bz = v128.load(q, 160);
  v128.store(kept, f32x4.sub(minor(jy, bz, jz, by), minor(iy, az, iz, ay)));
  v128.store(kept, f32x4.sub(minor(jz, bx, jx, bz), minor(iz, ax, ix, az)), 16);
  v128.store(kept, f32x4.sub(minor(jx, by, jy, bx), minor(ix, ay, iy, ax)), 32);
  const nx = v128.load(q, 32),
    ny = v128.load(q, 48),
    nz = v128.load(q, 64);
  const px = f32x4.sub(jx, ix),
    py = f32x4.sub(jy, iy),
    pz = f32x4.sub(jz, iz);
  const k = f32x4.mul(dot(nx, ny, nz, px, py, pz), v128.load(q, 208)),
    kb = v128.load(q, 224);
  v128.store(kept, along(k, nx, kb, px), 48);
  v128.store(kept, along(k, ny, kb, py), 64);
  v128.store(kept, along(k, nz, kb, pz), 80);
}

/** Couples m + r × f of the nodes on one side, `arm`: offset of its arms. */
@inline function couples(
  q: usize,
  y: usize,
  fx: v128,
  fy: v128,
  fz: v128,
  side: usize,
  arm: usize,
  plus: bool,
): void {
  const rx = v128.load(q + arm),
    ry = v128.load(q + arm, 16),
    rz = v128.load(q + arm, 32);
  const mx = f32x4.add(v128.load(kept, 48), minor(ry, fz, rz, fy)),
    my = f32x4.add(v128.load(kept, 64), minor(rz, fx, rx, fz)),
    mz = f32x4.add(v128.load(kept, 80), minor(rx, fy, ry, fx));
  const l = low(mx, my),
    m = low(mz, f32x4.splat(0)),
    s = high(mx, my),
    t = high(mz, f32x4.splat(0));
  if (plus) {
    add(y + at(q, side, 0) + 16, left(l, m));
    add(y + at(q, side, 1) + 16, right(l, m));
    add(y + at(q, side, 2) + 16, left(s, t));
    add(y + at(q, side, 3) + 16, right(s, t));
  } else {
    take(y + at(q, side, 0) + 16, left(l, m));
    take(y + at(q, side, 1) + 16, right(l, m));
    take(y + at(q, side, 2) + 16, left(s, t));
    take(y + at(q, side, 3) + 16, right(s, t));
  }
}

/** Forces f = (kn−ks)(n·Δ) n + ks Δ, on both nodes. */
@inline function forces(q: usize, x: usize, y: usize): void {
  let s = f32x4.sub(v128.load(x + at(q, 16, 0)), v128.load(x + at(q, 0, 0))),
    t = f32x4.sub(v128.load(x + at(q, 16, 1)), v128.load(x + at(q, 0, 1)));
  const u = f32x4.sub(v128.load(x + at(q, 16, 2)), v128.load(x + at(q, 0, 2))),
    v = f32x4.sub(v128.load(x + at(q, 16, 3)), v128.load(x + at(q, 0, 3)));
  let l = low(s, t),
    m = low(u, v);
  const dx = f32x4.add(left(l, m), v128.load(kept)),
    dy = f32x4.add(right(l, m), v128.load(kept, 16)),
    dz = f32x4.add(left(high(s, t), high(u, v)), v128.load(kept, 32));
  const nx = v128.load(q, 32),
    ny = v128.load(q, 48),
    nz = v128.load(q, 64);
  const k = f32x4.mul(dot(nx, ny, nz, dx, dy, dz), v128.load(q, 176)),
    ks = v128.load(q, 192);
  const fx = along(k, nx, ks, dx),
    fy = along(k, ny, ks, dy),
    fz = along(k, nz, ks, dz);
  l = low(fx, fy);
  m = low(fz, f32x4.splat(0));
  s = high(fx, fy);
  t = high(fz, f32x4.splat(0));
  let f = left(l, m);
  add(y + at(q, 0, 0), f);
  take(y + at(q, 16, 0), f);
  f = right(l, m);
  add(y + at(q, 0, 1), f);
  take(y + at(q, 16, 1), f);
  f = left(s, t);
  add(y + at(q, 0, 2), f);
  take(y + at(q, 16, 2), f);
  f = right(s, t);
  add(y + at(q, 0, 3), f);
  take(y + at(q, 16, 3), f);
  couples(q, y, fx, fy, fz, 0, 80, true);
  couples(q, y, fx, fy, fz, 16, 128, false);
}

/** y −= K x without ground and losses. */
export function lanesApply(x: usize, y: usize): void {
  for (let q = groups; q < end; q += GROUP) {
    turns(q, x);
    forces(q, x, y);
  }
}
