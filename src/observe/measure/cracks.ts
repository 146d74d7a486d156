/** Crack measures of one moment: clusters, parting cracks, length per area, spacing, direction. */
import { InputError } from '../../core/errors.js';
import type { NetworkData } from '../../core/network.js';
import type { CrackSummary } from '../../model/result.js';
import type { Frame } from '../quantities.js';
import { type CrackCluster, findClusters } from './clusters.js';
import { countCuts } from './cuts.js';
import { type CoatingGeometry, type Facets, prepareFacets } from './facets.js';
import { bucket, cellsNear } from './grid.js';
import { findParting, type PartingFacets } from './parting.js';
import { PeriodicUnionFind } from './union-find.js';
import { prepareUpper, type UpperCoating } from './upper.js';

/** Choices of the measure. */
export interface CrackOptions {
  /** Fewest broken ligaments that count as a cluster. Default 3. */
  readonly minLigaments?: number;
  /** Share of the height, from the top, that a parting crack runs through. Default 0.7. */
  readonly partingHeight?: number;
}

/** What can be prepared once for all moments of a run. */
export interface CrackMeter {
  readonly facets: Facets;
  readonly upper: UpperCoating;
  readonly minLigaments: number;
}

/** Crack measures with the facets they rest on. */
export interface CrackAnalysis {
  readonly summary: CrackSummary;
  /** Cluster of every neck (−1: none), for {@link Frame.cluster}. m. */
  readonly cluster: Int32Array;
  /** The clusters, largest first. */
  readonly clusters: readonly CrackCluster[];
  /** 1: facet of a parting crack, 2: added ahead of its end. m. */
  readonly parting: Uint8Array;
  /** Parting crack of every neck (−1: none). m. */
  readonly crack: Int32Array;
  /** Top-view length of each parting crack, µm. In a slab: the depth, shared by what lies too close. */
  readonly crackLength_um: readonly number[];
}

/** Prepare the measure for a network as built. Throws {@link InputError} on options out of range. */
export function crackMeter(
  network: NetworkData,
  geometry: CoatingGeometry,
  options: CrackOptions = {},
): CrackMeter {
  const { partingHeight = 0.7, minLigaments = 3 } = options;
  if (!(partingHeight > 0 && partingHeight <= 1)) {
    throw new InputError({ field: 'partingHeight', value: partingHeight, allowed: 'above 0, up to 1' });
  }
  if (!(Number.isInteger(minLigaments) && minLigaments >= 2)) {
    throw new InputError({ field: 'minLigaments', value: minLigaments, allowed: 'whole number from 2' });
  }
  const facets = prepareFacets(network, geometry);
  return { facets, upper: prepareUpper(facets, partingHeight), minLigaments };
}

/** Group the parting facets into cracks: facets that share a particle or lie in touching cells. */
function groupParting(u: UpperCoating, found: PartingFacets): number[][] {
  const { facets, grid } = u;
  const { network, centre } = facets;
  const list: number[] = [];
  for (let k = 0; k < network.m; k++) if (found.parting[k] !== 0) list.push(k);
  const sets = new PeriodicUnionFind(network.m);
  const last = new Int32Array(network.n).fill(-1);
  for (const k of list) {
    for (const p of [network.i[k], network.j[k]]) {
      if (last[p] >= 0) sets.unite(last[p], k);
      last[p] = k;
    }
  }
  const cells = bucket(grid, Int32Array.from(list), (k) => [centre[3 * k], centre[3 * k + 1]]);
  for (let c = 0; c < grid.nx * grid.ny; c++) {
    if (cells.start[c] === cells.start[c + 1]) continue;
    const head = cells.items[cells.start[c]];
    for (let s = cells.start[c] + 1; s < cells.start[c + 1]; s++) sets.unite(head, cells.items[s]);
    for (const d of cellsNear(grid, c, Math.min(grid.sizeX, grid.sizeY) * 0.5)) {
      if (cells.start[d] < cells.start[d + 1]) sets.unite(head, cells.items[cells.start[d]]);
    }
  }
  const slot = new Map<number, number>();
  const groups: number[][] = [];
  for (const k of list) {
    const root = sets.find(k);
    let g = slot.get(root);
    if (g === undefined) {
      g = groups.length;
      slot.set(root, g);
      groups.push([]);
    }
    groups[g].push(k);
  }
  return groups;
}

/**
 * Angle of an in-plane axis in (−90°, 90°], one decimal, from its nematic tensor (xx, xy, yy): half the
 * angle of (xx − yy, 2 xy). Null where no direction prevails (nematic order below 0.1). Own arctangent, so
 * that every engine prints the same.
 */
export function axisAngle(xx: number, xy: number, yy: number): number | null {
  let [c, s] = [xx - yy, 2 * xy];
  const r = Math.sqrt(c * c + s * s);
  if (!(r > 0.1 * (xx + yy))) return null;
  c /= r;
  s /= r;
  // tan of 1/8 of the angle by halving thrice; its series then converges fast.
  let t = c > -1 ? s / (1 + c) : Infinity;
  if (t === Infinity) return 90;
  t = t / (1 + Math.sqrt(1 + t * t));
  t = t / (1 + Math.sqrt(1 + t * t));
  const q = t * t;
  let sum = 0;
  for (let k = 25; k >= 1; k -= 2) sum = 1 / k - q * sum;
  const eighth = t * sum;
  const degrees = Math.round((4 * eighth * 1800) / Math.PI) / 10;
  return degrees > -90 ? degrees + 0 : 90;
}

/** Length per area of all broken ligaments, as if they were one rough crack through the height, 1/µm. */
export function diffuseLength(facets: Facets, mode: Int32Array): number {
  const { network, link, branch, weight, geometry } = facets;
  const { normal } = network;
  let [cut, all] = [0, 0];
  for (let k = 0; k < network.m; k++) {
    if (link[k] === 0) continue;
    const ny = geometry.slab ? 0 : normal[3 * k + 1];
    const by = geometry.slab ? 0 : branch[3 * k + 1];
    const n = Math.sqrt(normal[3 * k] * normal[3 * k] + ny * ny);
    all += weight[k] * n * Math.sqrt(branch[3 * k] * branch[3 * k] + by * by);
    if (mode[k] !== 0) cut += weight[k] * n;
  }
  // Mean |cos| over in-plane directions is 2/π; a slab has one direction only.
  return all > 0 ? (cut / all) * (geometry.slab ? 1 : Math.PI / 2) : 0;
}

/** Length-weighted nematic tensor of the parting facets' directions: xx, xy, yy. */
function crackNematic(found: PartingFacets): [number, number, number] {
  let [xx, xy, yy] = [0, 0, 0];
  for (let k = 0; k < found.parting.length; k++) {
    if (found.parting[k] === 0) continue;
    const [ex, ey] = [found.direction[2 * k], found.direction[2 * k + 1]];
    const l = Math.max(0, found.length[k]);
    xx += l * ex * ex;
    xy += l * ex * ey;
    yy += l * ey * ey;
  }
  return [xx, xy, yy];
}

/**
 * Mean distance between parting cracks of a 3D coating, µm, from the length per area L (1/µm) and the
 * nematic order q of their normals: (2 − q)/L. That is 1/L for parallel cracks (q = 1) and 2/L for a
 * square net, the side of its cells (q = 0). Null where fewer than two such distances fit the sides.
 */
function netSpacing(length: number, nematic: readonly number[], area: number): number | null {
  const [xx, xy, yy] = nematic;
  const trace = xx + yy;
  if (!(length > 0) || !(trace > 0)) return null;
  const order = Math.sqrt((xx - yy) * (xx - yy) + 4 * xy * xy) / trace;
  const spacing = (2 - order) / length;
  return spacing <= 0.55 * Math.sqrt(area) ? spacing : null;
}

/** Parting cracks: groups with their lengths, those shorter than one neighbour distance dropped. */
function partingCracks(meter: CrackMeter, found: PartingFacets): { crack: Int32Array; lengths: number[] } {
  const { facets, upper } = meter;
  const { area_um2, slab } = facets.geometry;
  const crack = new Int32Array(facets.network.m).fill(-1);
  const lengths: number[] = [];
  for (const group of groupParting(upper, found)) {
    let length = 0;
    for (const k of group) length += found.length[k] * area_um2;
    const short = !slab && length < facets.spacing_um;
    for (const k of group) {
      if (short) {
        found.parting[k] = 0;
        found.length[k] = 0;
      } else crack[k] = lengths.length;
    }
    if (!short) lengths.push(length);
  }
  return { crack, lengths };
}

/**
 * Measure the cracks of one moment.
 *
 * Length per area of parting cracks: in 3D equation (1) of `facets.ts` over the facets of
 * {@link findParting}; in a slab the exact number of cuts ({@link countCuts}) times the depth. Spacing: in a
 * slab period over cuts, in 3D see `netSpacing`. Opening and size are those of the clusters. Clusters of
 * ligaments broken at random grow together through the whole network once about a fifth are broken:
 * `largest_um` is then the period and says nothing of cracks, while the parting length still does.
 * Foil ligaments are no part of any crack here: see `delaminatedFoil`.
 */
export function measureCracks(meter: CrackMeter, frame: Pick<Frame, 'mode' | 'opening'>): CrackAnalysis {
  const { facets, upper } = meter;
  const { geometry, network } = facets;
  const { mode, opening } = frame;
  const { cluster, clusters } = findClusters(facets, mode, opening, meter.minLigaments);
  const found = findParting(upper, mode);
  const { crack, lengths } = partingCracks(meter, found);
  let parting = lengths.length;
  let length = 0;
  for (let k = 0; k < network.m; k++) length += found.length[k];
  let spacing: number | null = null;
  if (geometry.slab) {
    const width = facets.periodX > 0 ? facets.periodX : geometry.area_um2 / geometry.depth_um;
    const cuts = countCuts(upper, mode);
    if (cuts >= 0) parting = cuts;
    length = parting / width;
    if (parting >= 2) spacing = width / parting;
  } else spacing = netSpacing(length, crackNematic(found), geometry.area_um2);
  let [largest, open] = [0, 0];
  const nematic: [number, number, number] = [0, 0, 0];
  for (const c of clusters) {
    largest = Math.max(largest, c.largest_um);
    open = Math.max(open, c.opening_um);
    for (let s = 0; s < 3; s++) nematic[s] += c.nematic[s];
  }
  // A parting crack of fewer ligaments than make a cluster is a crack all the same.
  const grouped = new Set<number>();
  for (let k = 0; k < network.m; k++) {
    if (found.parting[k] !== 1) continue;
    open = Math.max(open, opening[k]);
    if (cluster[k] >= 0) grouped.add(crack[k]);
  }
  const small = Math.max(0, lengths.length - grouped.size);
  const axis = lengths.length > 0 ? crackNematic(found) : nematic;
  const direction = geometry.slab ? (clusters.length > 0 ? 0 : null) : axisAngle(axis[0], axis[1], axis[2]);
  const summary: CrackSummary = {
    count: clusters.length + small,
    parting,
    length_mm_per_mm2: 1000 * length,
    diffuse_mm_per_mm2: 1000 * diffuseLength(facets, mode),
    largest_um: largest,
    opening_um_max: open,
    spacing_um: spacing,
    direction_deg: direction,
  };
  return { summary, cluster, clusters, parting: found.parting, crack, crackLength_um: lengths };
}
