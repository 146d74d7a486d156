/** Active mass still tied to the foil, and the conductance of what ties it. */

import { fibresOf, type NetworkData, NodeKind, SideKind } from '../../core/network.js';
import type { Frame } from '../quantities.js';

/** Volume of each particle, n, µm³ (0 for bodies). */
export function particleVolumes(network: NetworkData): Float64Array {
  const volume = new Float64Array(network.n);
  for (let p = 0; p < network.n; p++) {
    if (network.kind[p] !== NodeKind.particle) continue;
    const r = network.radius[p];
    volume[p] = (4 / 3) * Math.PI * r * r * r;
  }
  return volume;
}

/**
 * Particles joined to the foil by ligaments of positive weight, 1 or 0. n. `weight` per neck, m: anything
 * that is positive where the neck holds.
 */
export function tiedToFoil(network: NetworkData, weight: Float64Array): Uint8Array {
  const { n, m, i, j, kind } = network;
  const parent = Int32Array.from({ length: n }, (_, k) => k);
  const find = (k: number): number => {
    let r = k;
    while (parent[r] !== r) {
      parent[r] = parent[parent[r]];
      r = parent[r];
    }
    return r;
  };
  for (let k = 0; k < m; k++) {
    if (!(weight[k] > 0)) continue;
    const [a, b] = [find(i[k]), find(j[k])];
    if (a !== b) parent[Math.max(a, b)] = Math.min(a, b);
  }
  const foil = new Set<number>();
  for (let p = 0; p < n; p++) if (kind[p] === NodeKind.foil) foil.add(find(p));
  const tied = new Uint8Array(n);
  for (let p = 0; p < n; p++) tied[p] = kind[p] === NodeKind.particle && foil.has(find(p)) ? 1 : 0;
  return tied;
}

/** Share of the active volume tied to the foil by intact ligaments; 0 without particles. */
export function connectedActive(network: NetworkData, mode: Int32Array): number {
  const weight = neckConductance(network, { mode, damage: new Float64Array(network.m) });
  const tied = tiedToFoil(network, weight);
  const volume = particleVolumes(network);
  let [held, all] = [0, 0];
  for (let p = 0; p < network.n; p++) {
    all += volume[p];
    if (tied[p] === 1) held += volume[p];
  }
  return all > 0 ? held / all : 0;
}

/**
 * Conductance of each neck over the binder's conductivity, m, µm: Σ A/t over its fibres times (1 − damage),
 * 0 once broken. Two bare particles that touch conduct nothing: the current runs in the carbon of the
 * binder, NCM conducts orders of magnitude less.
 */
export function neckConductance(network: NetworkData, frame: Pick<Frame, 'mode' | 'damage'>): Float64Array {
  const { m, area, thickness, sideJ, kind, j } = network;
  const g = new Float64Array(m);
  for (let k = 0; k < m; k++) {
    if (frame.mode[k] !== 0 || sideJ[k] === SideKind.none || kind[j[k]] === NodeKind.plate) continue;
    let sum = 0;
    const [from, to] = fibresOf(network, k);
    for (let r = from; r < to; r++) if (area[r] > 0) sum += area[r] / thickness[r];
    g[k] = sum * Math.min(1, Math.max(0, 1 - frame.damage[k]));
  }
  return g;
}
