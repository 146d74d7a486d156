/** What colours the particles of a picture. */

import type { NetworkData } from '../../core/network.js';
import { particleCount } from '../../observe/geometry.js';
import { type Named, quantity, shownLabel, shownValue } from '../../observe/lists.js';
import type { Frame, QUANTITIES, QuantityName } from '../../observe/quantities.js';
import { DIVERGING, SEQUENTIAL, type Stops } from '../svg/colour.js';
import { niceCeil } from '../svg/scale.js';

/** A quantity with its colours and range. */
export interface Colouring {
  readonly quantity: Named;
  readonly caption: string;
  readonly unit: string;
  readonly stops: Stops;
  readonly low: number;
  readonly high: number;
}

/** Names of the quantities that can colour particles. */
export type ParticleQuantity = {
  [K in QuantityName]: (typeof QUANTITIES)[K]['of'] extends 'particle' ? K : never;
}[QuantityName];

/**
 * Colours for one or several frames on one scale: ±(98th percentile) for what has a sign, 0–1 for shares, 0 to the
 * largest for sizes, rounded up. A vector shows its length, a tensor its xx component.
 */
export function colouring(network: NetworkData, frames: readonly Frame[], name: ParticleQuantity): Colouring {
  const q = quantity(name);
  const about = q.kind === 'diverging';
  const sizes: number[] = [];
  for (const frame of frames)
    for (let k = 0; k < particleCount(network); k++)
      sizes.push(Math.abs(shownValue(q, { network, frame }, k)));
  sizes.sort((a, b) => a - b);
  const last = sizes[Math.floor((sizes.length - 1) * (about ? 0.98 : 1))] ?? 0;
  const high = q.share ? 1 : niceCeil(last);
  const label = shownLabel(q);
  return {
    quantity: q,
    caption: `${label[0].toLowerCase()}${label.slice(1)} of a particle${q.note ? ` (${q.note})` : ''}`,
    unit: q.unit,
    stops: about ? DIVERGING : SEQUENTIAL,
    low: about ? -high : 0,
    high,
  };
}
