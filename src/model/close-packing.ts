/** How densely particles of given sizes pack at random between two walls, whole or flattened. */

import type { ElectrodeConfig } from '../config/config-types.js';
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

/**
 * Of one lognormal mode cut off at 0.5 and 1.8 D50. Measured with this code at h/d of 4.5 to 12, spread 0.43; bulk
 * values as expected of such a spread (Desmond & Weeks 2014, doi:10.1103/PhysRevE.90.022204; discs: Meer et al. 2024,
 * doi:10.48550/arXiv.2404.02316).
 */
const NARROW = { volume: { fraction: 0.655, wall: 0.3 }, area: { fraction: 0.84, wall: 0.37 } } as const;
/** What this compaction reaches of widely spread sizes, volume; and of all but a single mode, area. */
const WIDE = { volume: 0.67, area: 0.85 } as const;

/** Densest random packing of the sizes of an electrode, of spheres (volume) and of discs (area). */
export function closePacking(e: ElectrodeConfig): { readonly volume: Close; readonly area: Close } {
  if (e.sizesTable === null && e.secondMode === null) return NARROW;
  const { spread, skewness } = sizeFigures(e);
  const volume = Math.min(WIDE.volume, closeFraction(spread, skewness));
  return {
    volume: { ...NARROW.volume, fraction: volume },
    area: { ...NARROW.area, fraction: WIDE.area },
  };
}

/**
 * Random close packing of spheres from spread (standard deviation over mean) and skewness of their diameters by number:
 * Desmond & Weeks 2014, doi:10.1103/PhysRevE.90.022204.
 */
export function closeFraction(spread: number, skewness: number): number {
  return 0.634 + 0.0658 * spread + 0.0857 * skewness * spread * spread;
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
