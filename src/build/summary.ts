import type { ElectrodeConfig } from '../config/config-types.js';
import { fibresOf, SideKind } from '../core/network.js';
import type { Composition } from '../model/composition.js';
import { classesOf, FINEST, SIZE_CUT } from '../model/sizes.js';
import type { Flattening } from './flattening.js';
import type { Elements } from './ligaments.js';
import { sphereVolume, WHOLE } from './packing.js';
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
  /** Deepest overlap of two surfaces, in radii of the smaller particle: so far a contact is flattened or crushed. */
  readonly flattening: number;
  /** Its mean over the contacts that are flattened at all. */
  readonly meanFlattening: number;
  /** Share of the NCM volume that lies in overlaps. */
  readonly flattenedShare: number;
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
      a += net.area[q];
      volume += net.area[q] * net.thickness[q];
    }
    area += a;
    const ri = radius[net.i[k]];
    const small = net.sideJ[k] === SideKind.foil ? ri : Math.min(ri, radius[net.j[k]]);
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
export function summarise(
  s: Structure,
  c: Composition,
  cbd: BinderVolumes,
  el: Elements,
  r: Float64Array,
  flat: Flattening,
) {
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
    flattening: flat.most,
    meanFlattening: flat.mean,
    flattenedShare: flat.volume_um3 / sphereVolume(r),
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

/** What packing had to do with the sizes and particles that a user gave. */
export function packingWarnings(
  e: ElectrodeConfig,
  sizes: readonly [number, number, number],
  summary: ElectrodeSummary,
): string[] {
  return [...sizeWarnings(e, sizes), ...flatteningWarnings(summary)];
}

/** Flattening beyond what the tolerance of whole particles leaves. */
function flatteningWarnings(s: ElectrodeSummary): string[] {
  if (s.flattening <= WHOLE) return [];
  const percent = (v: number): string => `${Number((100 * v).toPrecision(2))} %`;
  return [
    `whole particles do not pack to ${percent(s.ncmFraction)} NCM (porosity ${s.porosity.toPrecision(2)}): contacts are flattened or crushed by up to ${percent(s.flattening)} of the smaller radius, ${percent(s.meanFlattening)} on average, ${percent(s.flattenedShare)} of the NCM volume; cracks within particles from that are not modelled`,
  ];
}

/** Sizes the cut-offs have changed noticeably. */
function sizeWarnings(e: ElectrodeConfig, sizes: readonly [number, number, number]): string[] {
  const text = (list: readonly number[]): string => list.map((d) => d.toPrecision(3)).join('/');
  if (e.sizesTable !== null) {
    const { bounds, leftOut } = classesOf(e.sizesTable);
    if (leftOut < 5e-4) return [];
    return [
      `size classes below ${bounds[0].toPrecision(2)} µm (${FINEST} of the median) are left out: ${(100 * leftOut).toPrecision(2)} % of the volume, which the others share`,
    ];
  }
  // Two modes together have other percentiles than either.
  if (e.secondMode !== null) return [];
  const asked = [e.sizes.D10_um, e.sizes.D50_um, e.sizes.D90_um];
  const off = asked.some((d, k) => Math.abs(sizes[k] / d - 1) > 0.15);
  if (!off) return [];
  return [
    `sizes are cut off outside ${SIZE_CUT.low}–${SIZE_CUT.high} D50: D10/D50/D90 are ${text(sizes)} µm instead of ${text(asked)} µm`,
  ];
}
