/** Connected clusters of broken facets. */
import { type Facets, nearest } from './facets.js';
import { PeriodicUnionFind } from './union-find.js';

/** Cluster of broken ligaments between particles. Lengths µm. */
export interface CrackCluster {
  readonly ligaments: number;
  /** Extent of the neck centres along x, y, z, unwrapped; the period where the cluster spans it. */
  readonly extent_um: readonly [number, number, number];
  /** Largest extent over eight in-plane directions and the height. */
  readonly largest_um: number;
  /** Lowest and highest neck as a share of the coating's height. */
  readonly zMin: number;
  readonly zMax: number;
  /** In-plane nematic tensor Σ w (n_x², n_x n_y, n_y²) of the normals. */
  readonly nematic: readonly [number, number, number];
  /** Largest normal opening, µm. */
  readonly opening_um: number;
  /** Bit 1: closes on itself through the period along x; bit 2: along y. */
  readonly wraps: number;
}

/** Clusters, largest first, and the cluster of every neck (−1: none). */
export interface Clusters {
  readonly cluster: Int32Array;
  readonly clusters: readonly CrackCluster[];
}

/** Two facets on a common particle are neighbours up to this neck distance over that particle's radius. */
const REACH = 1.5;

/** Two facets across a ring of four, up to this neck distance over the mean neighbour distance. */
const RING_REACH = 1.25;

/** Both particles sit on the foil: such ligaments fail everywhere and would join all cracks (see below). */
function onFoil(f: Facets, k: number): boolean {
  return f.foilLayer[f.network.i[k]] === 1 && f.foilLayer[f.network.j[k]] === 1;
}

function distance2(f: Facets, a: number, b: number): number {
  const dx = nearest(f.centre[3 * b] - f.centre[3 * a], f.periodX);
  const dy = nearest(f.centre[3 * b + 1] - f.centre[3 * a + 1], f.periodY);
  const dz = f.centre[3 * b + 2] - f.centre[3 * a + 2];
  return dx * dx + dy * dy + dz * dz;
}

function unite(f: Facets, sets: PeriodicUnionFind, a: number, b: number): void {
  const dx = f.centre[3 * b] - f.centre[3 * a];
  const dy = f.centre[3 * b + 1] - f.centre[3 * a + 1];
  const sx = f.periodX > 0 ? -Math.round(dx / f.periodX) : 0;
  const sy = f.periodY > 0 ? -Math.round(dy / f.periodY) : 0;
  sets.unite(a, b, sx, sy);
}

/** Visit broken facets on particle p that are close to facet k. */
function aroundParticle(f: Facets, mode: Int32Array, k: number, p: number, visit: (q: number) => void): void {
  const reach = REACH * Math.max(f.network.radius[p], f.spacing_um / 2);
  for (let s = f.start[p]; s < f.start[p + 1]; s++) {
    const q = f.incident[s];
    if (q !== k && mode[q] !== 0 && distance2(f, k, q) <= reach * reach) visit(q);
  }
}

/**
 * Join facets (i, j) and (k, l) across a ring i–k–l–j whose sides i–k and j–l hold: they face each other
 * across the same crack though they share no particle. `mark[l]` holds j + 1 for intact neighbours l of j.
 */
function acrossRing(
  f: Facets,
  mode: Int32Array,
  e: number,
  mark: Int32Array,
  visit: (q: number) => void,
): void {
  const { i, j } = f.network;
  const [a, b] = [i[e], j[e]];
  const other = (k: number, p: number): number => (i[k] === p ? j[k] : i[k]);
  for (let s = f.start[b]; s < f.start[b + 1]; s++) {
    if (mode[f.incident[s]] === 0) mark[other(f.incident[s], b)] = e + 1;
  }
  const reach = RING_REACH * f.spacing_um;
  for (let s = f.start[a]; s < f.start[a + 1]; s++) {
    if (mode[f.incident[s]] !== 0) continue;
    const k = other(f.incident[s], a);
    for (let t = f.start[k]; t < f.start[k + 1]; t++) {
      const q = f.incident[t];
      if (q > e && mode[q] !== 0 && mark[other(q, k)] === e + 1 && distance2(f, e, q) <= reach * reach)
        visit(q);
    }
  }
}

/**
 * Union-find of broken facets between particles. Neighbours are facets that share a particle, necks no
 * further apart than 1.5 of its radius, or that face each other across an unbroken ring of four.
 *
 * The foil holds the lowest particles in place, so the ligaments between them fail almost everywhere; were
 * they links like any other, every crack would be one. A facet between two particles of the foil's layer
 * therefore joins a cluster above it (the first of its neighbours') but never joins two.
 */
export function uniteFacets(f: Facets, mode: Int32Array): PeriodicUnionFind {
  const { m, i, j } = f.network;
  const sets = new PeriodicUnionFind(m);
  const mark = new Int32Array(f.network.n);
  for (let k = 0; k < m; k++) {
    if (f.link[k] === 0 || mode[k] === 0 || onFoil(f, k)) continue;
    const join = (q: number): void => {
      if (!onFoil(f, q)) unite(f, sets, k, q);
    };
    aroundParticle(f, mode, k, i[k], join);
    aroundParticle(f, mode, k, j[k], join);
    acrossRing(f, mode, k, mark, join);
  }
  for (let k = 0; k < m; k++) {
    if (f.link[k] === 0 || mode[k] === 0 || !onFoil(f, k)) continue;
    let host = -1;
    const offer = (q: number): void => {
      if (!onFoil(f, q) && (host < 0 || q < host)) host = q;
    };
    aroundParticle(f, mode, k, i[k], offer);
    aroundParticle(f, mode, k, j[k], offer);
    if (host >= 0) unite(f, sets, host, k);
  }
  return sets;
}

/** Unit vectors over half a turn, near enough even, for calipers. */
const S = Math.sqrt(0.5);
const CALIPERS: readonly (readonly [number, number])[] = [
  [1, 0],
  [2 / Math.sqrt(5), 1 / Math.sqrt(5)],
  [S, S],
  [1 / Math.sqrt(5), 2 / Math.sqrt(5)],
  [0, 1],
  [-1 / Math.sqrt(5), 2 / Math.sqrt(5)],
  [-S, S],
  [-2 / Math.sqrt(5), 1 / Math.sqrt(5)],
];

/** Shape of one cluster from its facets. */
function describe(
  f: Facets,
  opening: Float64Array,
  sets: PeriodicUnionFind,
  members: Int32Array,
): CrackCluster {
  const low = new Float64Array(CALIPERS.length + 1).fill(Infinity);
  const high = new Float64Array(CALIPERS.length + 1).fill(-Infinity);
  let [xx, xy, yy, open, wraps] = [0, 0, 0, 0, 0];
  for (const k of members) {
    wraps = sets.wraps(sets.find(k));
    const px = f.centre[3 * k] + f.periodX * sets.shiftX(k);
    const py = f.centre[3 * k + 1] + f.periodY * sets.shiftY(k);
    for (let c = 0; c <= CALIPERS.length; c++) {
      const s = c < CALIPERS.length ? px * CALIPERS[c][0] + py * CALIPERS[c][1] : f.centre[3 * k + 2];
      low[c] = Math.min(low[c], s);
      high[c] = Math.max(high[c], s);
    }
    const [nx, ny] = [f.network.normal[3 * k], f.network.normal[3 * k + 1]];
    xx += f.weight[k] * nx * nx;
    xy += f.weight[k] * nx * ny;
    yy += f.weight[k] * ny * ny;
    open = Math.max(open, opening[k]);
  }
  const h = f.geometry.height_um;
  const top = CALIPERS.length;
  const ex = (wraps & 1) !== 0 ? f.periodX : high[0] - low[0];
  const ey = (wraps & 2) !== 0 ? f.periodY : high[4] - low[4];
  let largest = Math.max(ex, ey, high[top] - low[top]);
  // Unwrapping stops at the period where a cluster spans it: then only the axes' extents mean anything.
  if (wraps === 0) for (let c = 0; c < top; c++) largest = Math.max(largest, high[c] - low[c]);
  return {
    ligaments: members.length,
    extent_um: [ex, ey, high[top] - low[top]],
    largest_um: largest,
    zMin: low[top] / h,
    zMax: high[top] / h,
    nematic: [xx, xy, yy],
    opening_um: open,
    wraps,
  };
}

/**
 * Clusters of at least `minLigaments` broken facets between particles, largest first (ties by the lowest
 * neck). `mode` and `opening` per neck as in a frame. O(m Z²) with Z necks a particle.
 */
export function findClusters(
  f: Facets,
  mode: Int32Array,
  opening: Float64Array,
  minLigaments: number,
): Clusters {
  const { m } = f.network;
  const sets = uniteFacets(f, mode);
  const slot = new Int32Array(m).fill(-1);
  const roots: number[] = [];
  const groups: number[][] = [];
  for (let k = 0; k < m; k++) {
    if (f.link[k] === 0 || mode[k] === 0) continue;
    const root = sets.find(k);
    if (sets.size(root) < minLigaments) continue;
    if (slot[root] < 0) {
      slot[root] = roots.length;
      roots.push(root);
      groups.push([]);
    }
    groups[slot[root]].push(k);
  }
  groups.sort((a, b) => b.length - a.length || a[0] - b[0]);
  const cluster = new Int32Array(m).fill(-1);
  const clusters = groups.map((members, c) => {
    for (const k of members) cluster[k] = c;
    return describe(f, opening, sets, Int32Array.from(members));
  });
  return { cluster, clusters };
}
