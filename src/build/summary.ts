import type { ElectrodeConfig } from '../config/config-types.js';
import { type Composition, SIZE_CUT } from '../model/composition.js';
import { fibresOf, SideKind } from '../model/network.js';
import type { Elements } from './ligaments.js';
import type { Structure } from './structure.js';

/** Figures of an electrode as built: the `network` block of a run's result, and what else the builder knows. */
export interface ElectrodeSummary {
  readonly particles: number;
  /** Necks with binder; contacts with the plate and bare contacts are not counted. */
  readonly ligaments: number;
  readonly porosity: number;
  /** Necks per particle, those on the foil included. */
  readonly coordination: number;
  readonly thickness_um: number;
  /** Top-view size along x and y, µm; a slab's y is its effective depth. */
  readonly lateral_um: readonly [number, number];
  readonly slab: boolean;
  /** Carbon and binder in coating, necks and out of a slab's plane, µm³: equal to what the recipe has. */
  readonly binderVolumePlaced_um3: number;
  readonly binderVolumeAvailable_um3: number;
  /** Carbon and binder on the particles' surfaces, µm³: the configured share and what no neck could take. */
  readonly coatingVolume_um3: number;
  /** Carbon and binder in necks that a slab has no elements for, before and behind its plane, µm³; 0 in 3D. */
  readonly outOfPlaneVolume_um3: number;
  /** Carbon and binder in necks, µm³. */
  readonly neckVolume_um3: number;
  /** Necks on the foil. */
  readonly foilLigaments: number;
  /** Area-weighted mean length V/A of the necks, µm. */
  readonly meanThickness_um: number;
  /** Mean of neck radius / smaller particle radius. */
  readonly meanNeckRatio: number;
  readonly ncmFraction: number;
  readonly active_mg_cm2: number;
  readonly total_mg_cm2: number;
  /** Volume-weighted D10, D50, D90 realised, µm. */
  readonly sizes_um: readonly [number, number, number];
}

/** Sums over the necks of a network. */
function neckFigures(net: Elements, radius: Float64Array) {
  let ligaments = 0;
  let foil = 0;
  let volume = 0;
  let area = 0;
  let ratio = 0;
  for (let k = 0; k < net.m; k++) {
    if (net.sideJ[k] === SideKind.none) continue;
    ligaments++;
    if (net.sideJ[k] === SideKind.foil) foil++;
    let a = 0;
    const [from, to] = fibresOf(net, k);
    for (let q = from; q < to; q++) {
      a += net.area[q]!;
      volume += net.area[q]! * net.thickness[q]!;
    }
    area += a;
    const ri = radius[net.i[k]!]!;
    const small = net.sideJ[k] === SideKind.foil ? ri : Math.min(ri, radius[net.j[k]!]!);
    ratio += Math.sqrt(a / Math.PI) / small;
  }
  const some = Math.max(ligaments, 1);
  return { ligaments, foil, volume, thickness: area > 0 ? volume / area : 0, ratio: ratio / some };
}

/** Where carbon and binder are, µm³; what is not on particles or out of the plane is in necks. */
export interface BinderVolumes {
  readonly available: number;
  readonly coating: number;
  readonly outOfPlane: number;
}

/** The figures of a built electrode. */
export function summarise(s: Structure, c: Composition, cbd: BinderVolumes, el: Elements, r: Float64Array) {
  const figures = neckFigures(el, r);
  const summary: ElectrodeSummary = {
    particles: s.n,
    ligaments: figures.ligaments,
    porosity: c.porosity,
    coordination: (2 * figures.ligaments - figures.foil) / s.n,
    thickness_um: s.height_um,
    lateral_um: s.lateral_um,
    slab: s.slab,
    binderVolumePlaced_um3: cbd.coating + cbd.outOfPlane + figures.volume,
    binderVolumeAvailable_um3: cbd.available,
    coatingVolume_um3: cbd.coating,
    outOfPlaneVolume_um3: cbd.outOfPlane,
    neckVolume_um3: figures.volume,
    foilLigaments: figures.foil,
    meanThickness_um: figures.thickness,
    meanNeckRatio: figures.ratio,
    ncmFraction: c.ncmFraction,
    active_mg_cm2: c.active_mg_cm2,
    total_mg_cm2: c.total_mg_cm2,
    sizes_um: s.sizes,
  };
  return summary;
}

/** What a user should know before believing the result. */
export function electrodeWarnings(e: ElectrodeConfig, s: Structure, summary: ElectrodeSummary): string[] {
  const warnings = [...s.warnings];
  const fig = (v: number): string => Number(v.toPrecision(3)).toString();
  if (s.lateral_um[0] < 10 * s.height_um * (1 - 1e-9)) {
    warnings.push(
      `lateral size ${fig(s.lateral_um[0])} µm is ${fig(s.lateral_um[0] / s.height_um)} coating heights; crack spacing is a few heights, so below ten it cannot be seen`,
    );
  }
  const over = summary.coatingVolume_um3 / summary.binderVolumeAvailable_um3 - e.coatingShare;
  if (over > 0.01) {
    warnings.push(
      `necks are as wide as they may be (0.85 R): ${fig(100 * over)} % of carbon and binder coats particles beyond the coating share of ${fig(100 * e.coatingShare)} %`,
    );
  }
  return warnings;
}

/** Sizes the cut-offs have changed noticeably. */
export function sizeWarnings(e: ElectrodeConfig, sizes: readonly [number, number, number]): string[] {
  const asked = [e.sizes.D10_um, e.sizes.D50_um, e.sizes.D90_um];
  const off = asked.some((d, k) => Math.abs(sizes[k]! / d - 1) > 0.15);
  if (!off) return [];
  const text = (list: readonly number[]): string => list.map((d) => d.toPrecision(3)).join('/');
  return [
    `sizes are cut off outside ${SIZE_CUT.low}–${SIZE_CUT.high} D50: D10/D50/D90 are ${text(sizes)} µm instead of ${text(asked)} µm`,
  ];
}
