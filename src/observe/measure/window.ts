/** A cylinder cut out of the upper coating, and the pieces that its broken ligaments leave it in. */
import { nearest } from './facets.js';
import { cellsNear } from './grid.js';
import type { UpperCoating } from './upper.js';

/** Radius of the window over the mean neighbour distance. */
export const WINDOW = 1.5;
/** A piece has at least this share of the window's particle volume, and of its height. */
const PIECE_VOLUME = 0.15;
const PIECE_HEIGHT = 0.5;
/** Pieces told apart in one window; more are treated as loose. */
export const MAX_PIECES = 16;

/** Scratch for one window; grown as needed. */
export class Window {
  readonly local: Int32Array;
  particles: number[] = [];
  parent: number[] = [];
  /** Piece of each particle in the window, −1: none. */
  piece: number[] = [];
  pieces = 0;

  constructor(n: number) {
    this.local = new Int32Array(n).fill(-1);
  }

  root(a: number): number {
    let r = a;
    while (this.parent[r] !== r) {
      this.parent[r] = this.parent[this.parent[r]];
      r = this.parent[r];
    }
    return r;
  }
}

/** Collect the upper particles of the window around cell c. */
function gather(u: UpperCoating, w: Window, c: number, radius: number): void {
  const { facets, grid, particles } = u;
  const { x } = facets.network;
  for (const p of w.particles) w.local[p] = -1;
  w.particles.length = 0;
  w.parent.length = 0;
  const cx = grid.originX + ((c % grid.nx) + 0.5) * grid.sizeX;
  const cy = grid.originY + (Math.floor(c / grid.nx) + 0.5) * grid.sizeY;
  for (const near of cellsNear(grid, c, radius)) {
    for (let s = particles.start[near]; s < particles.start[near + 1]; s++) {
      const p = particles.items[s];
      const dx = nearest(x[3 * p] - cx, facets.periodX);
      const dy = facets.geometry.slab ? 0 : nearest(x[3 * p + 1] - cy, facets.periodY);
      if (dx * dx + dy * dy > radius * radius) continue;
      w.local[p] = w.particles.length;
      w.parent.push(w.particles.length);
      w.particles.push(p);
    }
  }
}

/** Visit necks with both ends in the window once. */
export function eachNeck(u: UpperCoating, w: Window, visit: (k: number, a: number, b: number) => void): void {
  const { network, start, incident } = u.facets;
  for (let a = 0; a < w.particles.length; a++) {
    const p = w.particles[a];
    for (let s = start[p]; s < start[p + 1]; s++) {
      const k = incident[s];
      if (network.i[k] !== p) continue;
      const b = w.local[network.j[k]];
      if (b >= 0) visit(k, a, b);
    }
  }
}

/** Components that hold on, by an intact ligament, to the upper coating outside the window. */
function markLeaving(u: UpperCoating, w: Window, mode: Int32Array, leaves: Uint8Array): void {
  const { network, start, incident } = u.facets;
  for (let a = 0; a < w.particles.length; a++) {
    const p = w.particles[a];
    const r = w.root(a);
    for (let s = start[p]; s < start[p + 1] && leaves[r] === 0; s++) {
      const k = incident[s];
      const q = network.i[k] === p ? network.j[k] : network.i[k];
      if (mode[k] === 0 && w.local[q] < 0 && u.upper[q] === 1) leaves[r] = 1;
    }
  }
}

/** Number the components that are pieces: enough volume and height, or holding on outside. */
function numberPieces(u: UpperCoating, w: Window, mode: Int32Array): void {
  const { radius, x } = u.facets.network;
  const count = w.particles.length;
  const volume = new Float64Array(count);
  const low = new Float64Array(count).fill(Infinity);
  const high = new Float64Array(count).fill(-Infinity);
  let [total, bottom, top] = [0, Infinity, -Infinity];
  for (let a = 0; a < count; a++) {
    const p = w.particles[a];
    const r = w.root(a);
    const v = radius[p] * radius[p] * radius[p];
    const z = x[3 * p + 2];
    volume[r] += v;
    total += v;
    low[r] = Math.min(low[r], z);
    high[r] = Math.max(high[r], z);
    bottom = Math.min(bottom, z);
    top = Math.max(top, z);
  }
  const leaves = new Uint8Array(count);
  markLeaving(u, w, mode, leaves);
  w.piece = new Array<number>(count).fill(-1);
  w.pieces = 0;
  for (let a = 0; a < count && w.pieces < MAX_PIECES; a++) {
    if (w.parent[a] !== a) continue;
    const large = volume[a] >= PIECE_VOLUME * total && high[a] - low[a] >= PIECE_HEIGHT * (top - bottom);
    if (large || leaves[a] === 1) w.piece[a] = w.pieces++;
  }
  for (let a = 0; a < count; a++) if (w.parent[a] !== a) w.piece[a] = w.piece[w.root(a)];
}

/** Give loose particles between the pieces to the piece they have the most neck with, broken or not. */
function adopt(u: UpperCoating, w: Window): void {
  const { weight } = u.facets;
  for (let pass = 0; pass < 4; pass++) {
    const held = new Map<number, Float64Array>();
    const offer = (loose: number, piece: number, k: number): void => {
      const r = w.root(loose);
      const sums = held.get(r) ?? new Float64Array(MAX_PIECES);
      sums[piece] += weight[k];
      held.set(r, sums);
    };
    eachNeck(u, w, (k, a, b) => {
      if (w.piece[a] < 0 && w.piece[b] >= 0) offer(a, w.piece[b], k);
      if (w.piece[b] < 0 && w.piece[a] >= 0) offer(b, w.piece[a], k);
    });
    if (held.size === 0) return;
    for (let a = 0; a < w.particles.length; a++) {
      const sums = w.piece[a] < 0 ? held.get(w.root(a)) : undefined;
      if (sums === undefined) continue;
      let best = 0;
      for (let q = 1; q < w.pieces; q++) if (sums[q] > sums[best]) best = q;
      w.piece[a] = best;
    }
  }
}

/** Is the window parted? If so, label its pieces. */
export function part(u: UpperCoating, w: Window, c: number, mode: Int32Array): boolean {
  gather(u, w, c, WINDOW * u.facets.spacing_um);
  eachNeck(u, w, (k, a, b) => {
    if (mode[k] !== 0) return;
    const [ra, rb] = [w.root(a), w.root(b)];
    if (ra !== rb) w.parent[Math.max(ra, rb)] = Math.min(ra, rb);
  });
  numberPieces(u, w, mode);
  if (w.pieces < 2) return false;
  adopt(u, w);
  return true;
}
