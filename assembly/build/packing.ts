// Dense random packing. Spheres (with a thin film around them) repel while they overlap, energy
// U = ½ Σ δ² over overlaps δ with each other, the foil (z = 0) and the plate (z = height). From random
// positions U is minimised by FIRE (Bitzek et al. 2006, doi:10.1103/PhysRevLett.97.170201) in its
// semi-implicit form; then the plate comes down in small steps, each an affine compression followed by
// minimisation: quasi-static compaction (O'Hern et al. 2003, doi:10.1103/PhysRevE.68.011306).
// Affine, because a plate that only pushes the top would press a dense crust on a loose bottom.
// In a slab all y are equal, so no force acts along y and the centres stay in their plane.

import { alloc, mark, release } from '../memory/arena';
import { getF, setF, addF, getI } from '../memory/view';
import { uniform } from '../math/random';
import * as cells from './cells';
import * as pairs from './pairs';

const STREAM_PLACE: u32 = 102;
const STREAM_SHAKE: u32 = 103;
const OUT_OF_MEMORY: i32 = -1;

let n: i32 = 0;
let lx: f64 = 0;
let ly: f64 = 0;
let film: f64 = 0;
let meanR: f64 = 0;
let maxR: f64 = 0;
let x: usize = 0;
let r: usize = 0;
let v: usize = 0;
let f: usize = 0;
let height: f64 = 0;
/** Travel left before the pair list is stale (negative: stale). */
let travel: f64 = 0;
/** Largest overlap at the last evaluation, film included. */
let worst: f64 = 0;

/**
 * Begin a packing of `count` spheres with radii at `radii` (µm) in a box of periods px, py (µm; py = 0: slab) with
 * `filmThickness` µm kept between surfaces. Returns 0, or -1 when memory ran out.
 */
export function packBegin(count: i32, radii: usize, px: f64, py: f64, filmThickness: f64): i32 {
  n = count;
  lx = px;
  ly = py;
  film = filmThickness;
  r = alloc((<usize>n) << 3);
  x = alloc((<usize>(3 * n)) << 3);
  v = alloc((<usize>(3 * n)) << 3);
  f = alloc((<usize>(3 * n)) << 3);
  if (r == 0 || x == 0 || v == 0 || f == 0) return OUT_OF_MEMORY;
  meanR = 0.0;
  maxR = 0.0;
  for (let k = 0; k < n; k++) {
    const rk = getF(radii, k);
    setF(r, k, rk);
    meanR += rk;
    maxR = max(maxR, rk);
  }
  meanR /= <f64>n;
  return pairs.pairsBegin(n);
}

/** Address of the centres (3n doubles, µm). */
export function packCentres(): usize {
  return x;
}

/** Address of the radii (n doubles, µm), in the order of the centres. */
export function packRadii(): usize {
  return r;
}

/** Place all spheres at random between foil and plate. Returns 0, or -1 when memory ran out. */
export function packScatter(seed: u32, plate: f64): i32 {
  height = plate;
  for (let k = 0; k < n; k++) {
    const rk = getF(r, k) + film;
    setF(x, 3 * k, lx * uniform(seed, STREAM_PLACE, 3 * k));
    setF(x, 3 * k + 1, ly * uniform(seed, STREAM_PLACE, 3 * k + 1));
    setF(x, 3 * k + 2, rk + max(plate - 2.0 * rk, 0.0) * uniform(seed, STREAM_PLACE, 3 * k + 2));
  }
  return reorder();
}

/** Renumber spheres cell by cell, so that partners lie close in memory. */
function reorder(): i32 {
  const m = mark();
  if (cells.gridBuild(n, x, lx, ly, 2.0 * maxR) < 0) return OUT_OF_MEMORY;
  for (let a = 0; a < n; a++) {
    const k = getI(cells.cellItem, a);
    for (let c = 0; c < 3; c++) setF(v, 3 * a + c, getF(x, 3 * k + c));
    setF(f, a, getF(r, k));
  }
  memory.copy(x, v, (<usize>(3 * n)) << 3);
  memory.copy(r, f, (<usize>n) << 3);
  release(m);
  travel = -1.0;
  return 0;
}

/** Renew the pair list; it holds until some sphere has moved half the skin. */
function renewPairs(): i32 {
  const skin = 0.35 * meanR;
  travel = 0.5 * skin;
  return pairs.pairsList(n, x, r, lx, ly, film + skin);
}

/** Contact forces into f; the largest overlap (film included) into `worst`. */
function contactForces(): void {
  memory.fill(f, 0, (<usize>(3 * n)) << 3);
  worst = 0.0;
  for (let i = 0; i < n; i++) {
    const xi = getF(x, 3 * i);
    const yi = getF(x, 3 * i + 1);
    const zi = getF(x, 3 * i + 2);
    const ri = getF(r, i) + film;
    let fx = 0.0;
    let fy = 0.0;
    let fz = max(ri - zi, 0.0) - max(zi + ri - height, 0.0);
    worst = max(worst, Math.abs(fz));
    const end = getI(pairs.row, i + 1);
    for (let a = getI(pairs.row, i); a < end; a++) {
      const code = getI(pairs.pair, a);
      const j = code >> 4;
      const image = code & 15;
      const dx = getF(x, 3 * j) + <f64>((image % 3) - 1) * lx - xi;
      const dy = getF(x, 3 * j + 1) + <f64>(image / 3 - 1) * ly - yi;
      const dz = getF(x, 3 * j + 2) - zi;
      const reach = ri + getF(r, j);
      const d2 = dx * dx + dy * dy + dz * dz;
      if (d2 >= reach * reach) continue;
      const d = Math.sqrt(d2) + 1e-12;
      const overlap = reach - d;
      worst = max(worst, overlap);
      const s = overlap / d;
      fx -= s * dx;
      fy -= s * dy;
      fz -= s * dz;
      addF(f, 3 * j, s * dx);
      addF(f, 3 * j + 1, s * dy);
      addF(f, 3 * j + 2, s * dz);
    }
    addF(f, 3 * i, fx);
    addF(f, 3 * i + 1, fy);
    addF(f, 3 * i + 2, fz);
  }
}

/** State of the minimisation: time step, mixing, steps downhill in a row. */
let dt: f64 = 0.1;
let alpha: f64 = 0.25;
let downhill: i32 = 0;

/** Begin a minimisation: everything at rest. */
export function packRest(): void {
  memory.fill(v, 0, (<usize>(3 * n)) << 3);
  dt = 0.1;
  alpha = 0.25;
  downhill = 0;
}

/**
 * Go on minimising until the largest overlap is below `tolerance` (in mean radii) or the forces balance to `balance` of
 * the largest overlap (root mean square; 0: never), at most `limit` force evaluations. Returns 1 when reached, 0 when not yet, -1 when memory ran out.
 */
export function packRelax(tolerance: f64, limit: i32, balance: f64): i32 {
  for (let it = 0; it < limit; it++) {
    if (travel < 0.0 && renewPairs() < 0) return OUT_OF_MEMORY;
    contactForces();
    if (worst < tolerance * meanR) return 1;
    let power = 0.0;
    let ff = 0.0;
    let vv = 0.0;
    for (let k = 0; k < 3 * n; k++) {
      const fk = getF(f, k);
      const vk = getF(v, k);
      power += fk * vk;
      ff += fk * fk;
      vv += vk * vk;
    }
    if (ff < balance * balance * worst * worst * <f64>n) return 1;
    let mixing = 0.0;
    if (power > 0.0) {
      mixing = alpha * Math.sqrt(vv / ff);
      if (++downhill > 5) {
        dt = min(dt * 1.1, 0.4);
        alpha *= 0.99;
      }
    } else {
      downhill = 0;
      dt = max(dt * 0.5, 0.01);
      alpha = 0.25;
    }
    advance(power > 0.0 ? 1.0 - alpha : 0.0, mixing);
  }
  return 0;
}

/** One semi-implicit step v = keep·v + mixing·f + dt·f, x += dt·v, no sphere moving over 0.15 mean radii. */
function advance(keep: f64, mixing: f64): void {
  let fastest = 0.0;
  for (let k = 0; k < n; k++) {
    let speed2 = 0.0;
    for (let c = 3 * k; c < 3 * k + 3; c++) {
      const w = keep * getF(v, c) + (mixing + dt) * getF(f, c);
      setF(v, c, w);
      speed2 += w * w;
    }
    fastest = max(fastest, speed2);
  }
  fastest = Math.sqrt(fastest) * dt;
  const allowed = 0.15 * meanR;
  const stretch = fastest > allowed ? allowed / fastest : 1.0;
  for (let k = 0; k < 3 * n; k++) {
    const w = getF(v, k) * stretch;
    setF(v, k, w);
    addF(x, k, dt * w);
  }
  travel -= fastest * stretch;
}

/** Multiply all radii by `factor`. */
export function packSwell(factor: f64): void {
  for (let k = 0; k < n; k++) setF(r, k, factor * getF(r, k));
  meanR *= factor;
  maxR *= factor;
  travel = -1.0;
}

/** Displace every centre at random, by up to `amplitude` mean radii along each axis (in a slab not along y). */
export function packShake(seed: u32, amplitude: f64): void {
  const a = 2.0 * amplitude * meanR;
  for (let k = 0; k < n; k++) {
    const rk = getF(r, k);
    addF(x, 3 * k, a * (uniform(seed, STREAM_SHAKE, 3 * k) - 0.5));
    if (ly > 0.0) addF(x, 3 * k + 1, a * (uniform(seed, STREAM_SHAKE, 3 * k + 1) - 0.5));
    const z = getF(x, 3 * k + 2) + a * (uniform(seed, STREAM_SHAKE, 3 * k + 2) - 0.5);
    setF(x, 3 * k + 2, max(rk, min(height - rk, z)));
  }
  travel = -1.0;
}

/** Lower the plate to `plate` µm, all centres moving affinely. */
export function packLower(plate: f64): void {
  const s = plate / height;
  for (let k = 0; k < n; k++) setF(x, 3 * k + 2, s * getF(x, 3 * k + 2));
  height = plate;
  // Two centres a listed distance (at most 2 maxR and the margin) apart approach by that distance times 1 - s.
  travel -= (1.0 - s) * (maxR + meanR);
}

/** Put spheres that overlap foil or plate by what the tolerance left back inside. */
export function packClip(): void {
  for (let k = 0; k < n; k++) {
    const rk = getF(r, k);
    setF(x, 3 * k + 2, max(rk, min(height - rk, getF(x, 3 * k + 2))));
  }
}

/** Largest overlap at the last evaluation, film not counted, µm (negative: all surfaces apart). */
export function packOverlap(): f64 {
  return worst - film;
}
