/** Where things stand on the map, px. */

import type { Box } from '../svg/labels.js';
import { logScale, type Scale } from '../svg/scale.js';
import type { MapGrid } from './grid.js';

/** How the parts are arranged: legend beside the plot, or below it where there is little width. */
export type MapShape = 'wide' | 'narrow';

/** The parts of the drawing. */
export interface MapFrame {
  readonly shape: MapShape;
  readonly width: number;
  /** Height of the wide drawing; a narrow one ends where its legend does. */
  readonly height: number;
  /** Left edge of title, subtitle and footer. */
  readonly left: number;
  readonly plot: Box;
  /** Legend: left edge, width, top. */
  readonly side: { readonly x: number; readonly y: number; readonly width: number };
}

/** The two arrangements. */
export const FRAMES: Readonly<Record<MapShape, MapFrame>> = {
  wide: {
    shape: 'wide',
    width: 980,
    height: 720,
    left: 30,
    plot: { x: 92, y: 92, width: 580, height: 480 },
    side: { x: 712, y: 120, width: 250 },
  },
  narrow: {
    shape: 'narrow',
    width: 420,
    height: 0,
    left: 12,
    plot: { x: 62, y: 116, width: 346, height: 330 },
    side: { x: 16, y: 556, width: 392 },
  },
};

/** Scales and cells of a grid. */
export interface MapLayout {
  readonly frame: MapFrame;
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
export function layout(grid: Pick<MapGrid, 'toughness' | 'adhesion'>, shape: MapShape = 'wide'): MapLayout {
  const frame = FRAMES[shape];
  const { plot } = frame;
  const tx = edges(grid.toughness);
  const ty = edges(grid.adhesion);
  const x = logScale(tx[0], tx[tx.length - 1], plot.x, plot.x + plot.width);
  const y = logScale(ty[0], ty[ty.length - 1], plot.y + plot.height, plot.y);
  return { frame, x, y, xEdges: tx.map(x), yEdges: ty.map(y) };
}
