// Which surfaces face each other closely enough for a neck. Two particles, or a particle and the foil, are
// partners when the gap between their surfaces on the axis is below a cut-off and the middle of the gap
// belongs to them: no third particle has a smaller power |p - x|² - R² there than either of the two (the
// criterion of the radical (Laguerre) tessellation's Gabriel graph). So no neck passes through a third particle,
// and far pairs with a particle squeezed in between are left out. Pairs that all but touch always pass.

import { alloc } from '../memory/arena';
import { getF, setF, getI, setI } from '../memory/view';
import * as cells from './cells';

let partner: usize = 0;
let image: usize = 0;
let gaps: usize = 0;
let room: i32 = 0;
let count: i32 = 0;
let n: i32 = 0;
let x: usize = 0;
let r: usize = 0;
let lx: f64 = 0;
let ly: f64 = 0;
/** Memory ran out on the way. */
let full: bool = false;
let reach: f64 = 0;
let foilReach: f64 = 0;

/** Addresses of what `necksFind` found, in the order of its count. */
export function necksPartner(): usize {
  return partner;
}

/** Image of the partner: (sx + 1) + 3 (sy + 1), shifts in periods. */
export function necksImage(): usize {
  return image;
}

/** Gap between the surfaces, µm (negative: overlap). */
export function necksGap(): usize {
  return gaps;
}

/**
 * Find partners j > i of every particle i, rows sorted by j; the foil (z = 0) is partner `count`. `row` receives
 * n + 1 row starts. Cut-offs: gap < `cut` · (Ri + Rj)/2, for the foil gap < `cutFoil` · R.
 * Centres are wrapped into the box. Returns the number found, -1 when memory ran out.
 */
export function necksFind(
  particles: i32,
  centres: usize,
  radii: usize,
  px: f64,
  py: f64,
  cut: f64,
  cutFoil: f64,
  row: usize,
): i32 {
  n = particles;
  x = centres;
  r = radii;
  lx = px;
  ly = py;
  reach = cut;
  foilReach = cutFoil;
  count = 0;
  full = false;
  let maxR = 0.0;
  for (let k = 0; k < n; k++) maxR = max(maxR, getF(r, k));
  room = 10 * n + 512;
  partner = alloc((<usize>room) << 2);
  image = alloc((<usize>room) << 2);
  gaps = alloc((<usize>room) << 3);
  if (partner == 0 || image == 0 || gaps == 0) return -1;
  if (cells.gridBuild(n, x, lx, ly, maxR * (2.0 + max(cut, cutFoil))) < 0) return -1;
  for (let i = 0; i < n; i++) {
    setI(row, i, count);
    const first = count;
    partnersOf(i);
    sortRow(first);
    foilOf(i);
  }
  setI(row, n, count);
  return full ? -1 : count;
}

function enlarge(): bool {
  const more = room + (room >> 1) + 1024;
  const a = alloc((<usize>more) << 2);
  const b = alloc((<usize>more) << 2);
  const c = alloc((<usize>more) << 3);
  if (a == 0 || b == 0 || c == 0) return false;
  memory.copy(a, partner, (<usize>count) << 2);
  memory.copy(b, image, (<usize>count) << 2);
  memory.copy(c, gaps, (<usize>count) << 3);
  partner = a;
  image = b;
  gaps = c;
  room = more;
  return true;
}


@inline function keep(j: i32, code: i32, gap: f64): void {
  if (count >= room && !enlarge()) {
    full = true;
    return;
  }
  setI(partner, count, j);
  setI(image, count, code);
  setF(gaps, count, gap);
  count++;
}

/** Particles around the one looked at, and around the neck to a partner. */
const around = memory.data(cells.RING, 8);
const between = memory.data(cells.RING, 8);

function partnersOf(i: i32): void {
  const xi = getF(x, 3 * i);
  const yi = getF(x, 3 * i + 1);
  const zi = getF(x, 3 * i + 2);
  const ri = getF(r, i);
  for (let p = around, stop = cells.ring(xi, yi, zi, around); p < stop; p += 16) {
    const sx = load<i32>(p, 8),
      sy = load<i32>(p, 12);
    for (let a = load<i32>(p), end = load<i32>(p, 4); a < end; a++) {
      const j = getI(cells.cellItem, a);
      if (j <= i) continue;
      const rj = getF(r, j);
      const dx = getF(x, 3 * j) + <f64>sx * lx - xi;
      const dy = getF(x, 3 * j + 1) + <f64>sy * ly - yi;
      const dz = getF(x, 3 * j + 2) - zi;
      const far = ri + rj + reach * 0.5 * (ri + rj);
      const d2 = dx * dx + dy * dy + dz * dz;
      if (d2 >= far * far) continue;
      const d = Math.sqrt(d2);
      const gap = d - ri - rj;
      const s = (ri + 0.5 * gap) / d;
      const power = max(gap, 0.0) * min(ri, rj) + 0.25 * gap * gap;
      if (free(xi + s * dx, yi + s * dy, zi + s * dz, power, i, j)) keep(j, sx + 1 + 3 * (sy + 1), gap);
    }
  }
}

function foilOf(i: i32): void {
  const ri = getF(r, i);
  const gap = getF(x, 3 * i + 2) - ri;
  if (gap >= foilReach * ri) return;
  const power = max(gap, 0.0) * ri + 0.25 * gap * gap;
  if (free(getF(x, 3 * i), getF(x, 3 * i + 1), 0.5 * gap, power, i, i)) keep(n, 4, gap);
}

/** No particle but i and j has a power below `power` at point p. */
function free(px: f64, py: f64, pz: f64, power: f64, i: i32, j: i32): bool {
  const wx = lx > 0.0 ? Math.floor(px / lx) * lx : 0.0;
  const wy = ly > 0.0 ? Math.floor(py / ly) * ly : 0.0;
  const qx = px - wx;
  const qy = py - wy;
  for (let p = between, stop = cells.ring(qx, qy, pz, between); p < stop; p += 16) {
    const sx = load<i32>(p, 8),
      sy = load<i32>(p, 12);
    for (let a = load<i32>(p), end = load<i32>(p, 4); a < end; a++) {
      const k = getI(cells.cellItem, a);
      if (k == i || k == j) continue;
      const dx = getF(x, 3 * k) + <f64>sx * lx - qx;
      const dy = getF(x, 3 * k + 1) + <f64>sy * ly - qy;
      const dz = getF(x, 3 * k + 2) - pz;
      const rk = getF(r, k);
      if (dx * dx + dy * dy + dz * dz - rk * rk < power) return false;
    }
  }
  return true;
}

/** Insertion sort of the row from `first` by partner, then image. */
function sortRow(first: i32): void {
  for (let a = first + 1; a < count; a++) {
    const j = getI(partner, a);
    const code = getI(image, a);
    const gap = getF(gaps, a);
    let b = a - 1;
    while (b >= first && (getI(partner, b) > j || (getI(partner, b) == j && getI(image, b) > code))) {
      setI(partner, b + 1, getI(partner, b));
      setI(image, b + 1, getI(image, b));
      setF(gaps, b + 1, getF(gaps, b));
      b--;
    }
    setI(partner, b + 1, j);
    setI(image, b + 1, code);
    setF(gaps, b + 1, gap);
  }
}
