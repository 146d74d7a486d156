/** Where things stand on the map, px. */

import { logScale, type Scale } from '../svg/scale.js';
import type { MapGrid } from './grid.js';

/** Size of the whole drawing. */
export const SIZE = { width: 980, height: 720 } as const;
/** The plot's frame. */
export const PLOT = { x: 92, y: 92, width: 580, height: 480 } as const;
/** Left edge of the legend column. */
export const SIDE = { x: 712, width: 250 } as const;

/** Scales and cells of a grid. */
export interface MapLayout {
  readonly x: Scale;
  readonly y: Scale;
  /** Edges of the cells: between nodes half way in the logarithm, px. */
  readonly xEdges: readonly number[];
  readonly yEdges: readonly number[];
}

/** Edges half way (in the logarithm) between levels, half a step beyond the outer ones. */
function edges(levels: readonly number[]): number[] {
  if (levels.length === 1) return [levels[0] / 1.5, levels[0] * 1.5];
  const inner = levels.slice(1).map((v, k) => Math.sqrt(v * levels[k]));
  const first = levels[0] ** 2 / inner[0];
  const last = levels[levels.length - 1] ** 2 / inner[inner.length - 1];
  return [first, ...inner, last];
}

/** Lays out a grid in the plot's frame. */
export function layout(grid: MapGrid): MapLayout {
  const tx = edges(grid.toughness);
  const ty = edges(grid.adhesion);
  const x = logScale(tx[0], tx[tx.length - 1], PLOT.x, PLOT.x + PLOT.width);
  const y = logScale(ty[0], ty[ty.length - 1], PLOT.y + PLOT.height, PLOT.y);
  return { x, y, xEdges: tx.map(x), yEdges: ty.map(y) };
}
