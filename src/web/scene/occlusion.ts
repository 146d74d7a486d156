/**
 * What of a large electrode can be seen at all: most of it lies behind particles nearer to the viewer. A coarse
 * grid over the picture keeps, for every cell that a sphere covers whole, the depth of the nearest such sphere;
 * what lies behind it in all its cells is left out, as is what lies outside the picture. Nothing seen is lost.
 */
import type { Buffers } from './buffers.js';
import type { Eye } from './camera.js';

/** Cells along a side at most. */
const MOST_CELLS = 420;
/** Width of a cell, in mean radii of the spheres. */
const CELL = 0.36;

/** Numbers of the spheres and rods that may be seen. */
export interface Visible {
  readonly spheres: Uint32Array;
  readonly rods: Uint32Array;
}

interface Grid {
  readonly left: number;
  readonly bottom: number;
  readonly cell: number;
  readonly nx: number;
  readonly ny: number;
  readonly depth: Float32Array;
}

/** Where something shows: right and up of the middle, size and nearest depth, µm at the target. */
interface Spot {
  x: number;
  y: number;
  r: number;
  /** Depth of its middle; larger is nearer. */
  z: number;
  near: number;
}

/** Spheres and rods that may be seen from an eye. */
export function visibleFrom(buffers: Buffers, eye: Eye): Visible {
  const { spheres, sphereIds, rodFrom, rodTo, rodIds } = buffers;
  const place = placer(eye);
  const grid = emptyGrid(buffers, eye);
  const spot: Spot = { x: 0, y: 0, r: 0, z: 0, near: 0 };
  const count = sphereIds.length;
  for (let k = 0; k < count; k++) {
    const at = 4 * k;
    place(spot, spheres[at], spheres[at + 1], spheres[at + 2], spheres[at + 3], 0);
    cover(grid, spot);
  }
  const seenSpheres = new Uint32Array(count);
  let balls = 0;
  for (let k = 0; k < count; k++) {
    const at = 4 * k;
    place(spot, spheres[at], spheres[at + 1], spheres[at + 2], spheres[at + 3], 1);
    if (isSeen(grid, spot)) seenSpheres[balls++] = k;
  }
  const seenRods = new Uint32Array(rodIds.length);
  let rods = 0;
  for (let k = 0; k < rodIds.length; k++) {
    const [f, t] = [4 * k, 3 * k];
    const dx = (rodTo[t] - rodFrom[f]) / 2;
    const dy = (rodTo[t + 1] - rodFrom[f + 1]) / 2;
    const dz = (rodTo[t + 2] - rodFrom[f + 2]) / 2;
    const r = Math.sqrt(dx * dx + dy * dy + dz * dz + rodFrom[f + 3] ** 2);
    place(spot, rodFrom[f] + dx, rodFrom[f + 1] + dy, rodFrom[f + 2] + dz, r, 1);
    if (isSeen(grid, spot)) seenRods[rods++] = k;
  }
  return { spheres: seenSpheres.subarray(0, balls), rods: seenRods.subarray(0, rods) };
}

function emptyGrid({ spheres, sphereIds }: Buffers, eye: Eye): Grid {
  let sum = 0;
  for (let k = 0; k < sphereIds.length; k++) sum += spheres[4 * k + 3];
  const mean = sphereIds.length > 0 ? sum / sphereIds.length : 1;
  const [width, height] = [eye.height * eye.aspect, eye.height];
  const cell = Math.max(CELL * mean, width / MOST_CELLS, height / MOST_CELLS);
  const [nx, ny] = [Math.ceil(width / cell), Math.ceil(height / cell)];
  const depth = new Float32Array(nx * ny).fill(Number.NEGATIVE_INFINITY);
  return { left: -width / 2, bottom: -height / 2, cell, nx, ny, depth };
}

/** Works out a {@link Spot}; `outer` 1: its size and depth on the safe side for being seen, 0: for covering. */
function placer(eye: Eye) {
  const [tx, ty, tz] = eye.target;
  const [rx, ry, rz] = eye.right;
  const [ux, uy, uz] = eye.up;
  const [bx, by, bz] = eye.back;
  const D = eye.projection === 'perspective' ? eye.distance : Number.POSITIVE_INFINITY;
  return (spot: Spot, px: number, py: number, pz: number, r: number, outer: 0 | 1): void => {
    const [x, y, z] = [px - tx, py - ty, pz - tz];
    spot.z = x * bx + y * by + z * bz;
    spot.near = spot.z + r;
    spot.x = x * rx + y * ry + z * rz;
    spot.y = x * ux + y * uy + z * uz;
    spot.r = r;
    if (D === Number.POSITIVE_INFINITY) return;
    const away = D - spot.z;
    if (away <= r) {
      // Around the viewer or behind: it hides nothing, and what is not wholly behind is kept.
      spot.r = outer === 0 || away < -r ? 0 : 1e9;
      return;
    }
    const grow = D / away;
    spot.x *= grow;
    spot.y *= grow;
    // Off the middle a sphere shows longer than wide.
    const lean = Math.hypot(1, spot.x / D, spot.y / D);
    spot.r = outer === 0 ? r * grow : (r * D * lean * lean) / (away - r);
  };
}

/** Note a sphere in the cells that it covers whole. */
function cover({ left, bottom, cell, nx, ny, depth }: Grid, { x, y, r, z }: Spot): void {
  const inner = r - 0.7072 * cell;
  if (inner <= 0) return;
  const cy = (y - bottom) / cell - 0.5;
  const cx = (x - left) / cell - 0.5;
  const ri = inner / cell;
  const last = Math.min(ny - 1, Math.floor(cy + ri));
  for (let j = Math.max(0, Math.ceil(cy - ri)); j <= last; j++) {
    const half = Math.sqrt(Math.max(0, ri * ri - (j - cy) * (j - cy)));
    const end = Math.min(nx - 1, Math.floor(cx + half));
    for (let i = Math.max(0, Math.ceil(cx - half)); i <= end; i++)
      if (depth[j * nx + i] < z) depth[j * nx + i] = z;
  }
}

/** True unless it lies outside or behind all that covers its cells. */
function isSeen({ left, bottom, cell, nx, ny, depth }: Grid, { x, y, r, near }: Spot): boolean {
  if (r <= 0) return false;
  const i0 = Math.max(0, Math.floor((x - r - left) / cell));
  const i1 = Math.min(nx - 1, Math.floor((x + r - left) / cell));
  const j1 = Math.min(ny - 1, Math.floor((y + r - bottom) / cell));
  for (let j = Math.max(0, Math.floor((y - r - bottom) / cell)); j <= j1; j++)
    for (let i = i0; i <= i1; i++) if (depth[j * nx + i] < near) return true;
  return false;
}
