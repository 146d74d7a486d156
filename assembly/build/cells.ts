// Cell grid over a box that is periodic along x and y (or open, period 0) and open along z. Cells are at
// least as wide as the search radius, so all partners of a point lie in its cell and the ring around it.
// Images are named explicitly by shifts -1, 0, +1, so a box one cell wide works as well.

import { alloc } from '../memory/arena';
import { getF, setF, getI, setI } from '../memory/view';

/** Number of cells along x, y, z. */
let nx: i32 = 1;
let ny: i32 = 1;
let nz: i32 = 1;
let px: f64 = 0; // periods, 0: open
let py: f64 = 0;
let wx: f64 = 1;
let wy: f64 = 1;
let wz: f64 = 1;
let ox: f64 = 0;
let oy: f64 = 0;
let oz: f64 = 0;
/** First entry of each cell in `cellItem` (cells + 1 entries), and particle indices by cell. */
let cellStart: usize = 0;
export let cellItem: usize = 0;


@inline function axisCell(v: f64, origin: f64, width: f64, count: i32): i32 {
  const c = <i32>Math.floor((v - origin) / width);
  return c < 0 ? 0 : c >= count ? count - 1 : c;
}

function cellX(v: f64): i32 {
  return axisCell(v, ox, wx, nx);
}

function cellY(v: f64): i32 {
  return axisCell(v, oy, wy, ny);
}

function cellZ(v: f64): i32 {
  return axisCell(v, oz, wz, nz);
}


@inline function cellIndex(cx: i32, cy: i32, cz: i32): i32 {
  return (cx * ny + cy) * nz + cz;
}

/** Image of cell index c: the period it lies in (-1, 0, +1); for an open axis 2 outside the box. */
@inline function imageOf(c: i32, count: i32, period: f64): i32 {
  if (c >= 0 && c < count) return 0;
  if (period == 0.0) return 2;
  return c < 0 ? -1 : 1;
}

function wrap(n: i32, x: usize, axis: i32, period: f64): void {
  for (let k = 0; k < n; k++) {
    const v = getF(x, 3 * k + axis);
    let w = v - period * Math.floor(v / period);
    if (w >= period) w = 0.0;
    if (w != v) setF(x, 3 * k + axis, w);
  }
}

function cellCount(extent: f64, size: f64): i32 {
  const c = Math.floor(extent / size);
  return c < 1.0 ? 1 : c > 1024.0 ? 1024 : <i32>c;
}

/**
 * Sort n centres into cells at least `size` wide; wraps them into the box first.
 * Returns 0, or -1 when memory ran out. Scratch comes from the arena.
 */
export function gridBuild(n: i32, x: usize, lx: f64, ly: f64, size: f64): i32 {
  px = lx;
  py = ly;
  if (lx > 0.0) wrap(n, x, 0, lx);
  if (ly > 0.0) wrap(n, x, 1, ly);
  let x0 = Infinity;
  let x1 = -Infinity;
  let y0 = Infinity;
  let y1 = -Infinity;
  let z0 = Infinity;
  let z1 = -Infinity;
  for (let k = 0; k < n; k++) {
    x0 = min(x0, getF(x, 3 * k));
    x1 = max(x1, getF(x, 3 * k));
    y0 = min(y0, getF(x, 3 * k + 1));
    y1 = max(y1, getF(x, 3 * k + 1));
    z0 = min(z0, getF(x, 3 * k + 2));
    z1 = max(z1, getF(x, 3 * k + 2));
  }
  ox = lx > 0.0 ? 0.0 : x0;
  oy = ly > 0.0 ? 0.0 : y0;
  oz = z0;
  const ex = lx > 0.0 ? lx : x1 - x0;
  const ey = ly > 0.0 ? ly : y1 - y0;
  nx = cellCount(ex, size);
  ny = cellCount(ey, size);
  nz = cellCount(z1 - z0, size);
  wx = max(ex / <f64>nx, 1e-12);
  wy = max(ey / <f64>ny, 1e-12);
  wz = max((z1 - z0) / <f64>nz, 1e-12);
  return fill(n, x);
}

/** Bytes of a ring: up to nine runs of (first entry of `cellItem`, the one after its last, image along x, along y). */
export const RING: i32 = 9 * 16;

/** The runs of particles in the cell of a point and around it, into `to`; returns the end of those. */
export function ring(x: f64, y: f64, z: f64, to: usize): usize {
  const cx = cellX(x),
    cy = cellY(y),
    cz = cellZ(z);
  const low = max(cz - 1, 0),
    high = min(cz + 1, nz - 1);
  for (let ax = cx - 1; ax <= cx + 1; ax++) {
    const sx = imageOf(ax, nx, px);
    if (sx == 2) continue;
    for (let ay = cy - 1; ay <= cy + 1; ay++) {
      const sy = imageOf(ay, ny, py);
      if (sy == 2) continue;
      // cells along z follow each other
      const column = cellIndex(ax - sx * nx, ay - sy * ny, 0);
      store<i32>(to, getI(cellStart, column + low));
      store<i32>(to, getI(cellStart, column + high + 1), 4);
      store<i32>(to, sx, 8);
      store<i32>(to, sy, 12);
      to += 16;
    }
  }
  return to;
}

function fill(n: i32, x: usize): i32 {
  const cells = nx * ny * nz;
  cellStart = alloc((<usize>cells + 2) << 2);
  cellItem = alloc((<usize>n + 1) << 2);
  if (cellStart == 0 || cellItem == 0) return -1;
  for (let k = 0; k < n; k++) {
    const c = cellIndex(cellX(getF(x, 3 * k)), cellY(getF(x, 3 * k + 1)), cellZ(getF(x, 3 * k + 2)));
    setI(cellStart, c + 2, getI(cellStart, c + 2) + 1);
  }
  for (let c = 0; c < cells; c++) setI(cellStart, c + 2, getI(cellStart, c + 2) + getI(cellStart, c + 1));
  for (let k = 0; k < n; k++) {
    const c = cellIndex(cellX(getF(x, 3 * k)), cellY(getF(x, 3 * k + 1)), cellZ(getF(x, 3 * k + 2)));
    const at = getI(cellStart, c + 1);
    setI(cellItem, at, k);
    setI(cellStart, c + 1, at + 1);
  }
  return 0;
}
