import type { Gaps } from './necks.js';

/** How far particles reach into each other: what compaction has to flatten or crush. */
export interface Flattening {
  /** Deepest overlap, in radii of the smaller particle. */
  readonly most: number;
  /** Mean over the contacts that overlap. */
  readonly mean: number;
  /** Volume of all overlaps, µm³. */
  readonly volume_um3: number;
}

/** Volume common to two spheres of radii a and b whose surfaces overlap by h on the axis; b = 0: a sphere and a plane. */
function lens(a: number, b: number, h: number): number {
  if (b === 0) return (Math.PI * h * h * (3 * a - h)) / 3;
  const d = a + b - h;
  return (Math.PI * h * h * (d * d + 2 * d * (a + b) - 3 * (a - b) * (a - b))) / (12 * d);
}

/** Overlaps among gaps; partner n is the foil. */
export function flatteningOf(g: Gaps, r: Float64Array): Flattening {
  let [most, sum, count, volume] = [0, 0, 0, 0];
  for (let k = 0; k < g.m; k++) {
    const overlap = -g.gap[k];
    if (overlap <= 0) continue;
    const a = r[g.i[k]];
    const b = g.j[k] < r.length ? r[g.j[k]] : 0;
    const share = overlap / (b === 0 ? a : Math.min(a, b));
    most = Math.max(most, share);
    sum += share;
    count++;
    volume += lens(a, b, overlap);
  }
  return { most, mean: sum / Math.max(count, 1), volume_um3: volume };
}
