/** Where things are on the map, and what stands there. */

import type { BinderConfig, Config } from '../../config/config-types.js';
import type { BinderName } from '../../materials/binder-ratios.js';
import { binder, binderClouds, binderNames } from '../../materials/binders.js';
import { filmCurve } from '../../materials/film-curve.js';
import type { MapBinder } from '../../output/map/clouds.js';
import type { MapAxes } from '../../output/map/grid.js';
import type { MapLayout } from '../../output/map/layout.js';
import { isSamePlace, type OwnBinder, placeOf } from '../inputs/own-binder.js';

/** A point of the grid, by row (adhesion) and column (toughness). */
export interface Place {
  readonly row: number;
  readonly column: number;
}

/** The node whose cell is at (x, y) px of the drawing; null outside the plot. */
export function placeAt(at: MapLayout, x: number, y: number): Place | null {
  const column = at.xEdges.findIndex((edge, k) => x >= edge && x < (at.xEdges[k + 1] ?? -Infinity));
  const row = at.yEdges.findIndex((edge, k) => y <= edge && y > (at.yEdges[k + 1] ?? Infinity));
  return column < 0 || row < 0 ? null : { row, column };
}

/** Steps of the arrow keys: right is tougher, up is more adhesive. */
const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
  ArrowUp: [1, 0],
  ArrowDown: [-1, 0],
};

/** Where a key leads; null when it is no key of the map. */
export function step(from: Place, key: string, axes: MapAxes): Place | null {
  const last = { row: axes.adhesion.length - 1, column: axes.toughness.length - 1 };
  if (key === 'Home') return { ...from, column: 0 };
  if (key === 'End') return { ...from, column: last.column };
  if (key === 'PageUp') return { ...from, row: last.row };
  if (key === 'PageDown') return { ...from, row: 0 };
  const by = Object.hasOwn(STEPS, key) ? STEPS[key] : undefined;
  if (by === undefined) return null;
  return {
    row: Math.min(last.row, Math.max(0, from.row + by[0])),
    column: Math.min(last.column, Math.max(0, from.column + by[1])),
  };
}

/** The user's binder as a mark: where its toughness and adhesion put it. */
export function ownMark(own: BinderConfig): MapBinder {
  const exactly = (median: number) => ({ median, low: median, high: median });
  return {
    name: 'yours',
    toughness_MPa: exactly(filmCurve(own).toughness_MPa),
    adhesion_J_m2: exactly(own.adhesionNcm_J_m2),
    given: true,
  };
}

/** What is known of the user's binder as a cloud; null when that is of another binder, or no more than its place. */
function ownCloud(config: Config, known: OwnBinder | null): MapBinder | null {
  if (known === null || !isSamePlace(known, placeOf(config.binder))) return null;
  const { toughness_MPa, adhesion_J_m2 } = known;
  const ranged = [toughness_MPa, adhesion_J_m2].some(({ low, high }) => low < high);
  return ranged ? { name: 'yours', toughness_MPa, adhesion_J_m2 } : null;
}

/**
 * The five binders, and the user's own where it is none of them.
 * @param known - A binder of one's own with its range: drawn as a cloud when it is the one in `config`.
 */
export function marks(config: Config, known: OwnBinder | null = null): MapBinder[] {
  const own = ownMark(config.binder);
  const clouds: MapBinder[] = binderClouds();
  const at = (b: MapBinder) => [b.toughness_MPa.median, b.adhesion_J_m2.median] as const;
  const [t, a] = at(own);
  const cloud = ownCloud(config, known);
  if (cloud !== null) return [...clouds, cloud, { ...own, name: '' }];
  const builtIn = clouds.some((cloud) => {
    const [ct, ca] = at(cloud);
    // Medians of the clouds are rounded to three digits.
    return Math.abs(ct / t - 1) < 0.006 && Math.abs(ca / a - 1) < 0.006;
  });
  return builtIn ? [...clouds, { ...own, name: '' }] : [...clouds, own];
}

/** Where the mark of a built-in binder is, px. */
export function markPlace(at: MapLayout, name: BinderName): [number, number] {
  const { toughness_MPa, adhesion_J_m2 } = binderClouds(name);
  return [at.x(toughness_MPa.median), at.y(adhesion_J_m2.median)];
}

/** The built-in binder whose mark is at (x, y) px; null when there is none close by. */
export function markAt(at: MapLayout, x: number, y: number, reach = 9): BinderName | null {
  let best: BinderName | null = null;
  let least = reach;
  for (const name of binderNames()) {
    const [mx, my] = markPlace(at, name);
    const distance = Math.hypot(mx - x, my - y);
    if (distance < least) [best, least] = [name, distance];
  }
  return best;
}

/** A configuration with a built-in binder. */
export function withBinder(config: Config, name: string): Config {
  return { ...config, binder: binder(name) };
}
