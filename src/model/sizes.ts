/** Sizes of the particles: percentiles, two modes or a measured table as classes, and how densely such sizes pack. */

import type { ElectrodeConfig, SizesConfig } from '../config/config-types.js';

/** Diameters outside these shares of D50 are not drawn (assembly/build/sizes.ts). A table is taken as it is. */
export const SIZE_CUT = { low: 0.5, high: 1.8 } as const;

/**
 * Classes of a table that lie below this share of its median are left out: a hundredth of the volume in particles of
 * a tenth of the size is ten times as many as all others.
 */
export const FINEST = 0.125;

/** A measured distribution: rising bounds of the diameter, µm, one more than there are classes; and their volumes. */
export interface SizeClasses {
  readonly bounds: Float64Array;
  readonly volume: Float64Array;
  /** Share of the volume that was left out as too fine. */
  readonly leftOut: number;
}

/** Diameter below which half of the volume of the classes lies, µm. */
function medianOf(bounds: ArrayLike<number>, volume: ArrayLike<number>): number {
  const total = Array.from(volume).reduce((a, b) => a + b, 0);
  let sum = 0;
  for (let k = 0; k < volume.length; k++) {
    const next = sum + volume[k];
    if (next >= total / 2) {
      return bounds[k] + ((total / 2 - sum) / (next - sum)) * (bounds[k + 1] - bounds[k]);
    }
    sum = next;
  }
  return bounds[volume.length];
}

/**
 * Classes of a table, each about its diameter and bounded half-way (geometrically) to its neighbours. Empty ones at
 * either end and those finer than {@link FINEST} of the median are left out.
 */
export function classesOf(table: NonNullable<ElectrodeConfig['sizesTable']>): SizeClasses {
  const d = table.diameter_um;
  const n = d.length;
  const between = (a: number, b: number): number => Math.sqrt(a * b);
  const bounds = Array.from({ length: n + 1 }, (_, k) => {
    if (k === 0) return d[0] * Math.sqrt(d[0] / d[1]);
    return k === n ? d[n - 1] * Math.sqrt(d[n - 1] / d[n - 2]) : between(d[k - 1], d[k]);
  });
  const least = FINEST * medianOf(bounds, table.volume);
  const total = table.volume.reduce((a, b) => a + b, 0);
  let first = 0;
  while (first < n - 1 && (table.volume[first] === 0 || d[first] < least)) first++;
  let end = n;
  while (end > first + 1 && table.volume[end - 1] === 0) end--;
  const kept = table.volume.slice(first, end);
  return {
    bounds: Float64Array.from(bounds.slice(first, end + 1)),
    volume: Float64Array.from(kept),
    leftOut: Math.max(0, 1 - kept.reduce((a, b) => a + b, 0) / total),
  };
}

/** Figures of a distribution of sizes. */
export interface SizeFigures {
  /** Volume-weighted percentiles and the largest diameter, µm. */
  readonly D50_um: number;
  readonly D90_um: number;
  readonly largest_um: number;
  /** Mean diameter by number, µm, and mean of its cube, µm³. */
  readonly mean_um: number;
  readonly cube_um3: number;
  /** Standard deviation over mean, and skewness, by number. */
  readonly spread: number;
  readonly skewness: number;
}

/** Steps of the sum over a mode. */
const STEPS = 64;

type Weighted = [diameter: number, volume: number];

/** A mode as the builder draws it, but for its small widening of what the cut-offs narrow. */
function modeOf({ D10_um, D50_um, D90_um }: SizesConfig, share: number): Weighted[] {
  const sigma = Math.max(1e-3, Math.log(D90_um / D10_um) / (2 * 1.2815515655446004));
  const [low, high] = [Math.log(SIZE_CUT.low), Math.log(SIZE_CUT.high)];
  const s = Array.from({ length: STEPS }, (_, k) => low + ((k + 0.5) / STEPS) * (high - low));
  const density = s.map((v) => Math.exp((-0.5 * v * v) / (sigma * sigma)));
  const sum = density.reduce((a, b) => a + b, 0);
  return s.map((v, k) => [D50_um * Math.exp(v), (share * density[k]) / sum]);
}

function weighted(e: ElectrodeConfig): Weighted[] {
  if (e.sizesTable !== null) {
    const { bounds, volume } = classesOf(e.sizesTable);
    return Array.from(volume, (v, k) => [Math.sqrt(bounds[k] * bounds[k + 1]), v]);
  }
  const second = e.secondMode;
  if (second === null) return modeOf(e.sizes, 1);
  const both = [...modeOf(e.sizes, 1 - second.share), ...modeOf(second, second.share)];
  return both.sort((a, b) => a[0] - b[0]);
}

/** The largest diameter that is drawn, µm. */
export function largestOf(e: ElectrodeConfig): number {
  if (e.sizesTable !== null) return classesOf(e.sizesTable).bounds.at(-1) as number;
  return SIZE_CUT.high * Math.max(e.sizes.D50_um, e.secondMode?.D50_um ?? 0);
}

/** Figures of the sizes of an electrode, about as its builder draws them. */
export function sizeFigures(e: ElectrodeConfig): SizeFigures {
  const list = weighted(e);
  const total = list.reduce((sum, [, v]) => sum + v, 0);
  const moment = (k: number): number => list.reduce((sum, [d, v]) => sum + v * d ** (k - 3), 0);
  const n = moment(0);
  const mean = moment(1) / n;
  const variance = Math.max(0, moment(2) / n - mean * mean);
  const third = list.reduce((sum, [d, v]) => sum + (v / d ** 3) * (d - mean) ** 3, 0) / n;
  const at = (p: number): number => {
    let sum = 0;
    for (const [d, v] of list) {
      sum += v;
      if (sum >= p * total) return d;
    }
    return list.at(-1)![0];
  };
  const own = e.sizesTable === null && e.secondMode === null;
  return {
    D50_um: own ? e.sizes.D50_um : at(0.5),
    D90_um: own ? e.sizes.D90_um : at(0.9),
    largest_um: largestOf(e),
    mean_um: mean,
    cube_um3: total / n,
    spread: Math.sqrt(variance) / mean,
    skewness: variance > 0 ? third / variance ** 1.5 : 0,
  };
}
