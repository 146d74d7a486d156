/** How densely particles of given sizes pack at random between two walls, whole or flattened. */

import type { ElectrodeConfig } from '../config/config-types.js';
import type { SizeFigures } from './sizes.js';
import { sizeFigures } from './sizes.js';

/** A densest random packing without walls; two walls a height h apart lower it by the factor 1 − w d/h, d the mean diameter. */
export interface Close {
  readonly fraction: number;
  readonly wall: number;
}

/** What whole particles reach in any case. */
const WHOLE_ANYWAY = 0.62;
/**
 * A deepest contact flattened by a share s of the smaller radius lets the fraction rise by about 0.35 s (measured with
 * this code, docs/theory.md §3).
 */
const SQUEEZE = 0.35;
/** Beyond this no pore network is left between spheres. */
const MOST = 0.85;

const NARROW = { volume: { fraction: 0.655, wall: 0.3 }, area: { fraction: 0.84, wall: 0.37 } } as const;

/** Densest random packing of the sizes of an electrode, of spheres (volume) and of discs (area). */
export function closePacking(e: ElectrodeConfig): { readonly volume: Close; readonly area: Close } {
  if (e.sizesTable === null && e.secondMode === null) return NARROW;
  return widePacking(sizeFigures(e));
}

export function widePacking({ spread, skewness }: SizeFigures): { volume: Close; area: Close } {
  const fraction = 0.634 + 0.0658 * spread + 0.0857 * skewness * spread * spread;
  return {
    volume: { fraction: Math.min(fraction, 0.8), wall: NARROW.volume.wall },
    area: { fraction: 0.84, wall: NARROW.area.wall },
  };
}

/**
 * NCM volume fractions that particles of these sizes reach in a coating of this thickness (µm): whole, and with contacts
 * flattened by up to `electrode.flattening`.
 */
export function densestOf(e: ElectrodeConfig, thickness_um: number): { whole: number; flattened: number } {
  const { fraction, wall } = closePacking(e).volume;
  const whole = Math.max(WHOLE_ANYWAY, fraction * (1 - (wall * sizeFigures(e).mean_um) / thickness_um));
  return { whole, flattened: Math.min(MOST, whole + SQUEEZE * e.flattening) };
}
