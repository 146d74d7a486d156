/** The upper part of the coating, where parting cracks are told from what fails near the foil. */
import { NodeKind } from '../../core/network.js';
import type { Facets } from './facets.js';
import { type Buckets, bucket, type Grid, makeGrid } from './grid.js';

/** What the upper coating is as built. */
export interface UpperCoating {
  readonly facets: Facets;
  readonly grid: Grid;
  /** 1: particle above the lower (1 − partingHeight) of the coating. n. */
  readonly upper: Uint8Array;
  /** Upper particles by cell. */
  readonly particles: Buckets;
  /** Σ w b⊗n over necks between upper particles: xx, xy (symmetric part), yy. */
  readonly fabric: readonly [number, number, number];
}

/** Necks between two upper particles. */
export function isUpper(u: UpperCoating, k: number): boolean {
  const { link, network } = u.facets;
  return link[k] === 1 && u.upper[network.i[k]] === 1 && u.upper[network.j[k]] === 1;
}

/** Prepare the upper coating; as built, once a run. `partingHeight` 0–1. */
export function prepareUpper(facets: Facets, partingHeight: number): UpperCoating {
  const { network, geometry, branch, weight } = facets;
  const grid = makeGrid(facets);
  const floor = (1 - partingHeight) * geometry.height_um;
  const upper = new Uint8Array(network.n);
  const list: number[] = [];
  for (let p = 0; p < network.n; p++) {
    if (network.kind[p] !== NodeKind.particle || network.x[3 * p + 2] <= floor) continue;
    upper[p] = 1;
    list.push(p);
  }
  const place = (p: number): readonly [number, number] => [network.x[3 * p], network.x[3 * p + 1]];
  const particles = bucket(grid, Int32Array.from(list), place);
  let [xx, xy, yy] = [0, 0, 0];
  const bare = { facets, grid, upper, particles, fabric: [0, 0, 0] as const };
  for (let k = 0; k < network.m; k++) {
    if (!isUpper(bare, k)) continue;
    const [bx, by] = [branch[3 * k], branch[3 * k + 1]];
    const [nx, ny] = [network.normal[3 * k], network.normal[3 * k + 1]];
    xx += weight[k] * bx * nx;
    xy += 0.5 * weight[k] * (bx * ny + by * nx);
    yy += weight[k] * by * ny;
  }
  return { ...bare, fabric: [xx, xy, yy] };
}

/** Σ w (b·e)(n·e) over the upper coating, µm³. */
export function fabricAlong(u: UpperCoating, ex: number, ey: number): number {
  return u.fabric[0] * ex * ex + 2 * u.fabric[1] * ex * ey + u.fabric[2] * ey * ey;
}
