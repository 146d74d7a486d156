import type { ElectrodeConfig } from '../config/config-types.js';
import { InputError } from '../core/errors.js';
import { type Composition, composition, DENSITY } from '../model/composition.js';
import { MAX_PARTICLES } from './limits.js';
import { NECK_REACH } from './necks.js';
import { type Packing, sphereVolume } from './packing.js';

/** A user's own particles: centres and radii, µm. */
export interface ParticleTable {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly z: ArrayLike<number>;
  readonly r: ArrayLike<number>;
  /** Periods along x and y (a third number is ignored), µm; 0: not periodic. */
  readonly period: ArrayLike<number>;
  /** What is to be said of how they were read. */
  readonly notes?: readonly string[];
}

/** Spheres in their box, packed or given, with what is to be said about them. */
export interface Structure extends Packing {
  readonly warnings: readonly string[];
}

function refuse(value: unknown, unit: string, allowed: string, hint?: string): never {
  throw new InputError({ field: 'electrode.structureFile', value, unit, allowed, ...(hint ? { hint } : {}) });
}

function checkTable(t: ParticleTable): number {
  const n = t.r.length;
  if (n === 0 || n > MAX_PARTICLES) refuse(n, 'particles', `1 to ${MAX_PARTICLES}`);
  for (const column of ['x', 'y', 'z', 'r'] as const) {
    const list = t[column];
    if (list.length !== n) refuse(list.length, `rows of ${column}`, `${n}, as many as radii`);
    for (let k = 0; k < n; k++) {
      const ok = Number.isFinite(list[k]) && (column !== 'r' || list[k] > 0);
      if (!ok)
        refuse(list[k], 'µm', `${column} of particle ${k + 1}: finite${column === 'r' ? ', above 0' : ''}`);
    }
  }
  return n;
}

function checkPeriod(t: ParticleTable, largest: number): [number, number] {
  const least = (2 + NECK_REACH) * largest;
  return [0, 1].map((c) => {
    const p = t.period[c] ?? 0;
    if (p === 0 || (Number.isFinite(p) && p >= least)) return p;
    return refuse(
      p,
      'µm',
      `period ${c === 0 ? 'x' : 'y'} of 0 (open) or at least ${least.toPrecision(3)}`,
      'A narrower box lets a particle meet its own image.',
    );
  }) as [number, number];
}

/** Extent of the surfaces along one axis, µm. */
function extent(v: ArrayLike<number>, r: ArrayLike<number>): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < r.length; k++) {
    low = Math.min(low, v[k] - r[k]);
    high = Math.max(high, v[k] + r[k]);
  }
  return [low, high];
}

/** Volume-weighted percentiles of the diameter, µm. */
function percentiles(r: Float64Array): [number, number, number] {
  const sorted = Float64Array.from(r).sort();
  const total = sphereVolume(sorted);
  let sum = 0;
  const out: number[] = [];
  for (const v of sorted) {
    sum += sphereVolume(Float64Array.of(v)) / total;
    while (out.length < 3 && sum >= [0.1, 0.5, 0.9][out.length] - 1e-12) out.push(2 * v);
  }
  return out as [number, number, number];
}

function isSlab(y: ArrayLike<number>, meanR: number): boolean {
  for (let k = 1; k < y.length; k++) if (Math.abs(y[k] - y[0]) > 1e-6 * meanR) return false;
  return true;
}

/**
 * A table as a structure standing on the foil, and the composition its volumes make. Slab: all y equal.
 *
 * @throws InputError for empty or unequal columns, values that are not finite, radii of 0 or less, periods too narrow,
 *   and structures whose pores cannot hold the recipe's carbon and binder.
 */
export function readTable(
  t: ParticleTable,
  e: ElectrodeConfig,
): { structure: Structure; composition: Composition } {
  const n = checkTable(t);
  const r = Float64Array.from(t.r);
  let largest = 0;
  let meanR = 0;
  for (const v of r) {
    largest = Math.max(largest, v);
    meanR += v / n;
  }
  const slab = isSlab(t.y, meanR);
  const given = checkPeriod(t, largest);
  const period: [number, number] = [given[0], slab ? 0 : given[1]];
  const [bottom, top] = extent(t.z, r);
  const height_um = top - bottom;
  const x = new Float64Array(3 * n);
  for (let k = 0; k < n; k++) {
    x[3 * k] = t.x[k];
    x[3 * k + 1] = slab ? 0 : t.y[k];
    x[3 * k + 2] = t.z[k] - bottom;
  }
  const across = (v: ArrayLike<number>, p: number): number => {
    const [low, high] = extent(v, r);
    return p > 0 ? p : high - low;
  };
  const lx = across(t.x, period[0]);
  const volume = sphereVolume(r);
  const standing: ElectrodeConfig = { ...e, thickness_um: height_um, porosity: null };
  const area = lx * across(t.y, period[1]);
  const own = (0.1 * volume * DENSITY.ncm) / area;
  const c = composition(
    slab ? standing : { ...standing, loading_mg_cm2: own, loadingBasis: 'active' },
    false,
  );
  const lateral_um: [number, number] = [lx, slab ? volume / (lx * c.ncm_um) : area / lx];
  const warnings: string[] = [...(t.notes ?? [])];
  if (!slab && Math.abs(own / e.loading_mg_cm2 - 1) > 0.02) {
    warnings.push(`the structure's own loading is used: ${own.toPrecision(3)} mg/cm² active`);
  }
  const sizes = percentiles(r);
  const structure = { n, x, r, period, lateral_um, height_um, slab, sizes, warnings };
  return { structure, composition: c };
}
