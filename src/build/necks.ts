import { type Core, CoreTrap } from '../core/instance.js';

/** Sorted spheres in their box: what necks are looked for in. Foil at z = 0. */
export interface Spheres {
  readonly n: number;
  /** Centres, 3n, µm. */
  readonly x: Float64Array;
  /** Radii, n, µm. */
  readonly r: Float64Array;
  /** Periods along x and y, µm; 0: not periodic. */
  readonly period: readonly [number, number];
}

/**
 * Pairs of surfaces that a neck may join, sorted by (i, j); j = n is the foil. The count depends on the
 * geometry alone, not on how much binder there is: scatter is drawn by this index.
 */
export interface Gaps {
  readonly m: number;
  readonly i: Int32Array;
  readonly j: Int32Array;
  /** Periods to add to the centre of j, 2m. */
  readonly shift: Int32Array;
  /** Gap on the axis, m, µm; negative where surfaces overlap. */
  readonly gap: Float64Array;
}

/** Necks are looked for up to this gap, in mean radii of the two particles (foil: radii). */
export const NECK_REACH = 0.5;

/** Find all pairs of facing surfaces; wraps `s.x` into the box. */
export function findGaps(core: Core, s: Spheres): Gaps {
  const x = core.put(s.x);
  const r = core.put(s.r);
  const row = core.put(new Int32Array(s.n + 1));
  const m = core.call('necksFind', s.n, x, r, s.period[0], s.period[1], NECK_REACH, NECK_REACH, row);
  if (m < 0) throw new CoreTrap('the core is out of memory while looking for necks');
  s.x.set(core.readF64(x, 3 * s.n));
  const rows = core.readI32(row, s.n + 1);
  const i = new Int32Array(m);
  for (let k = 0; k < s.n; k++) i.fill(k, rows[k], rows[k + 1]);
  const image = core.readI32(core.call('necksImage'), m);
  const shift = new Int32Array(2 * m);
  for (let k = 0; k < m; k++) {
    const a = image[k] % 3;
    shift[2 * k] = a - 1;
    shift[2 * k + 1] = (image[k] - a) / 3 - 1;
  }
  const j = core.readI32(core.call('necksPartner'), m);
  return { m, i, j, shift, gap: core.readF64(core.call('necksGap'), m) };
}

/** Thinnest binder film, µm: one primary particle of carbon black (some 40–50 nm) between two surfaces. */
export const THINNEST_FILM = 0.05;
/** A neck's radius is at most this share of the smaller particle's. */
export const WIDEST_NECK = 0.85;
/** A neck that would be narrower than this share of the smaller particle's radius does not form. */
const NARROWEST_NECK = 0.1;

/** Binder volumes of all gaps. */
export interface Filling {
  /** Volume of each neck, m, µm³; 0: no neck. */
  readonly volume: Float64Array;
  /** Radius of each neck, m, µm. */
  readonly radius: Float64Array;
  /** Thickness on the axis, m, µm. */
  readonly axisThickness: Float64Array;
  /** Reduced radius R* of the two surfaces, m, µm. */
  readonly reduced: Float64Array;
  /** Sum of the volumes, µm³: the target, or less when all necks are as wide as they may be. */
  readonly total: number;
}

/** Volume under the profile t(ρ) = t0 + ρ²/(2R*) to radius² a: π (t0 a + a²/(4R*)). */
function neckVolume(t0: number, reduced: number, a: number): number {
  return Math.PI * (t0 * a + (a * a) / (4 * reduced));
}

/** Volumes of all necks filled to meniscus height `level`; returns their sum. */
function fillTo(
  level: number,
  t0: Float64Array,
  reduced: Float64Array,
  small: Float64Array,
  scatter: Float64Array,
  volume: Float64Array,
): number {
  let sum = 0;
  for (let k = 0; k < volume.length; k++) {
    const widest = WIDEST_NECK * small[k];
    const narrowest = NARROWEST_NECK * small[k];
    const a = Math.min(2 * reduced[k] * (level - t0[k]), widest * widest);
    if (a < narrowest * narrowest) volume[k] = 0;
    else {
      const full = neckVolume(t0[k], reduced[k], widest * widest);
      volume[k] = Math.min(scatter[k] * neckVolume(t0[k], reduced[k], a), full);
    }
    sum += volume[k];
  }
  return sum;
}

/** The highest level, up to `highest`, at which the volumes do not sum to more than `target`. */
function levelFor(target: number, highest: number, sumAt: (level: number) => number): number {
  let low = 0;
  let high = highest;
  for (let it = 0; it < 200; it++) {
    const middle = 0.5 * (low + high);
    if (middle === low || middle === high) break;
    if (sumAt(middle) <= target) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * Share `target` µm³ of carbon and binder out over the gaps. Capillarity draws a drying liquid to one meniscus height
 * everywhere: every neck reaches out to where the surfaces are `level` apart, ρ² = 2R*(level − t0), but at most
 * {@link WIDEST_NECK} of the smaller radius; its volume is then multiplied by its scatter factor (not beyond that
 * width), and `level` is such that the sum is the target. The remainder that rounding leaves is shared in
 * proportion, so the sum is met to 1e-12.
 */
export function fillGaps(g: Gaps, r: Float64Array, target: number, scatter: Float64Array): Filling {
  const n = r.length;
  const reduced = new Float64Array(g.m);
  const small = new Float64Array(g.m);
  const t0 = new Float64Array(g.m);
  const volume = new Float64Array(g.m);
  let highest = 0;
  for (let k = 0; k < g.m; k++) {
    const ri = r[g.i[k]];
    const rj = g.j[k] < n ? r[g.j[k]] : 0;
    reduced[k] = rj > 0 ? (ri * rj) / (ri + rj) : ri;
    small[k] = rj > 0 ? Math.min(ri, rj) : ri;
    t0[k] = Math.max(g.gap[k], THINNEST_FILM);
    const widest = WIDEST_NECK * small[k];
    highest = Math.max(highest, (t0[k] + (widest * widest) / (2 * reduced[k])) * (1 + 1e-12));
  }
  const sumAt = (level: number): number => fillTo(level, t0, reduced, small, scatter, volume);
  const most = sumAt(highest);
  const full = most <= target;
  const sum = full ? most : sumAt(levelFor(target, highest, sumAt));
  const total = full || sum === 0 ? sum : target;
  let placed = 0;
  const radius = new Float64Array(g.m);
  for (let k = 0; k < g.m; k++) {
    if (sum > 0) volume[k] *= total / sum;
    placed += volume[k];
    const root = Math.sqrt(t0[k] * t0[k] + volume[k] / (Math.PI * reduced[k]));
    radius[k] = Math.sqrt(2 * reduced[k] * Math.max(root - t0[k], 0));
  }
  return { volume, radius, axisThickness: t0, reduced, total: placed };
}
