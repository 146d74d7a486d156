/** What colours the particles of a picture. */

import type { NetworkData } from '../../model/network.js';
import type { Frame } from '../../model/result.js';
import { particleCount } from '../geometry.js';
import { DIVERGING, SEQUENTIAL, type Stops } from '../svg/colour.js';
import { niceCeil } from '../svg/scale.js';

/** Quantity that colours the particles. */
export type Quantity = 'stress' | 'displacement';

/** A quantity with its colours and range. */
export interface Colouring {
  readonly quantity: Quantity;
  readonly caption: string;
  readonly unit: string;
  readonly stops: Stops;
  readonly low: number;
  readonly high: number;
}

/** Value of a particle: in-plane stress σ_xx, MPa, or size of the displacement, µm. */
export function particleValue(frame: Frame, particle: number, quantity: Quantity): number {
  if (quantity === 'stress') return frame.stress[6 * particle];
  const u = frame.displacement.subarray(6 * particle, 6 * particle + 3);
  return Math.sqrt(u[0] * u[0] + u[1] * u[1] + u[2] * u[2]);
}

/**
 * Colours for one or several frames on one scale: ±(98th percentile) for stress, 0 to the largest for
 * displacement, rounded up.
 */
export function colouring(network: NetworkData, frames: readonly Frame[], quantity: Quantity): Colouring {
  const sizes: number[] = [];
  for (const frame of frames)
    for (let k = 0; k < particleCount(network); k++) sizes.push(Math.abs(particleValue(frame, k, quantity)));
  sizes.sort((a, b) => a - b);
  const last = sizes[Math.floor((sizes.length - 1) * (quantity === 'stress' ? 0.98 : 1))] ?? 0;
  const high = niceCeil(last);
  return quantity === 'stress'
    ? {
        quantity,
        caption: 'stress σxx of a particle (tension +)',
        unit: 'MPa',
        stops: DIVERGING,
        low: -high,
        high,
      }
    : { quantity, caption: 'displacement of a particle', unit: 'µm', stops: SEQUENTIAL, low: 0, high };
}
