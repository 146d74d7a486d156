/** What broke: counts by mode, and the foil. */

import { type NetworkData, NodeKind, SideKind } from '../../core/network.js';
import type { BrokenSummary } from '../../model/result.js';
import type { Frame } from '../quantities.js';
import { ligamentArea } from './facets.js';

/** Values of {@link Frame.mode}. */
export const BreakMode = { intact: 0, adhesiveNcm: 1, adhesiveFoil: 2, cohesive: 3 } as const;

/**
 * Broken ligaments by mode; `fraction` is of all ligaments (contacts without binder do not count).
 * With `stage`, only those whose `birth` is that stage.
 */
export function brokenSummary(
  network: NetworkData,
  frame: Pick<Frame, 'mode'> & { readonly birth?: Int32Array },
  stage?: number,
): BrokenSummary {
  const count = [0, 0, 0, 0];
  let ligaments = 0;
  for (let k = 0; k < network.m; k++) {
    if (network.sideJ[k] === SideKind.none || ligamentArea(network, k) <= 0) continue;
    ligaments++;
    if (stage !== undefined && frame.birth?.[k] !== stage) continue;
    count[frame.mode[k]]++;
  }
  const total = count[1] + count[2] + count[3];
  return {
    total,
    fraction: ligaments > 0 ? total / ligaments : 0,
    adhesiveNcm: count[BreakMode.adhesiveNcm],
    adhesiveFoil: count[BreakMode.adhesiveFoil],
    cohesive: count[BreakMode.cohesive],
  };
}

/** Share of the area of the ligaments on the foil that is broken, in whatever mode; 0 without a foil. */
export function delaminatedFoil(network: NetworkData, mode: Int32Array): number {
  let [off, all] = [0, 0];
  for (let k = 0; k < network.m; k++) {
    if (network.kind[network.j[k]] !== NodeKind.foil || network.sideJ[k] === SideKind.none) continue;
    const area = ligamentArea(network, k);
    all += area;
    if (mode[k] !== 0) off += area;
  }
  return all > 0 ? off / all : 0;
}
