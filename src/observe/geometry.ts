/** What every writer and picture needs from a network: its ligaments, their ends, the box. */

import { fibresOf, type NetworkData, NodeKind, SideKind } from '../core/network.js';

/** Number of nodes that are particles (they come first). */
export function particleCount(network: NetworkData): number {
  let count = 0;
  while (count < network.n && network.kind[count] === NodeKind.particle) count++;
  return count;
}

/** Total area of a neck over its fibres, µm². */
export function neckArea(network: NetworkData, neck: number): number {
  let area = 0;
  const [from, to] = fibresOf(network, neck);
  for (let f = from; f < to; f++) area += network.area[f];
  return area;
}

/** Radius of the disc that has the neck's area, µm. */
export function neckRadius(network: NetworkData, neck: number): number {
  return Math.sqrt(neckArea(network, neck) / Math.PI);
}

/** Area-weighted mean thickness of a neck (its volume over its area), µm; 0 for an empty neck. */
export function neckThickness(network: NetworkData, neck: number): number {
  let volume = 0;
  const [from, to] = fibresOf(network, neck);
  for (let at = from; at < to; at++) {
    volume += network.area[at] * network.thickness[at];
  }
  const area = neckArea(network, neck);
  return area > 0 ? volume / area : 0;
}

/** Indices of the necks that carry binder: bare contacts (to the plate, or dry) are left out. */
export function ligamentIndices(network: NetworkData): number[] {
  const list: number[] = [];
  for (let k = 0; k < network.m; k++) {
    if (network.sideJ[k] !== SideKind.none && neckArea(network, k) > 0) list.push(k);
  }
  return list;
}

/** True when the far end of a neck is a body (foil or plate) and not a particle. */
export function endsOnBody(network: NetworkData, neck: number): boolean {
  return network.kind[network.j[neck]] !== NodeKind.particle;
}

/**
 * Where the far end of a ligament lies, µm, as built: the centre of particle j in the periodic image that
 * i touches, or the foot of the ligament on the body.
 */
export function farEnd(network: NetworkData, neck: number): [number, number, number] {
  const i = network.i[neck];
  const body = endsOnBody(network, neck);
  const reach = body ? network.radius[i] + network.gap[neck] : 0;
  const at = (c: number): number => {
    const start = network.x[3 * i + c];
    if (body) return start + network.normal[3 * neck + c] * reach;
    return start + network.armI[3 * neck + c] - network.armJ[3 * neck + c];
  };
  return [at(0), at(1), at(2)];
}

/** Where the middle of a neck lies, µm, as built. */
export function neckCentre(network: NetworkData, neck: number): [number, number, number] {
  const i = network.i[neck];
  const at = (c: number): number => network.x[3 * i + c] + network.armI[3 * neck + c];
  return [at(0), at(1), at(2)];
}

/** True when the far end is another periodic image of j than the one stored in `x`. */
export function crossesSide(network: NetworkData, neck: number): boolean {
  if (endsOnBody(network, neck)) return false;
  const end = farEnd(network, neck);
  const j = network.j[neck];
  for (let c = 0; c < 3; c++) {
    const period = network.period[c];
    if (period > 0 && Math.abs(end[c] - network.x[3 * j + c]) > period / 2) return true;
  }
  return false;
}

/** Lowest and highest corner of the box that holds the particles, µm: the period where there is one. */
export function boxBounds(network: NetworkData): { lo: number[]; hi: number[]; periodic: boolean[] } {
  const count = particleCount(network);
  const lo = [0, 0, 0];
  const hi = [0, 0, 0];
  const periodic = [false, false, false];
  for (let c = 0; c < 3; c++) {
    if (network.period[c] > 0) {
      hi[c] = network.period[c];
      periodic[c] = true;
      continue;
    }
    // The foil's surface is z = 0 and belongs to the box.
    let low = c === 2 ? 0 : Number.POSITIVE_INFINITY;
    let high = c === 2 ? 0 : Number.NEGATIVE_INFINITY;
    for (let k = 0; k < count; k++) {
      low = Math.min(low, network.x[3 * k + c] - network.radius[k]);
      high = Math.max(high, network.x[3 * k + c] + network.radius[k]);
    }
    lo[c] = count > 0 ? low : 0;
    hi[c] = count > 0 ? high : 0;
  }
  return { lo, hi, periodic };
}

/** True when all particles lie in one plane y = const: a slab one particle thick. */
export function isSlab(network: NetworkData): boolean {
  const count = particleCount(network);
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < count; k++) {
    low = Math.min(low, network.x[3 * k + 1]);
    high = Math.max(high, network.x[3 * k + 1]);
  }
  return count > 0 && high - low <= 1e-9 * (1 + Math.abs(high));
}

/** Mean particle diameter by number, µm. */
export function meanDiameter(network: NetworkData): number {
  const count = particleCount(network);
  let sum = 0;
  for (let k = 0; k < count; k++) sum += 2 * network.radius[k];
  return count > 0 ? sum / count : 0;
}

interface Displaced {
  readonly displacement: Float64Array;
}

/** Position of a node in a frame, µm. */
export function moved(network: NetworkData, frame: Displaced, node: number, c: number): number {
  return network.x[3 * node + c] + frame.displacement[6 * node + c];
}
