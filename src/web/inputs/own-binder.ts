/** Where a binder of one's own lies on the map, for whoever draws one. */

import type { BinderConfig } from '../../config/config-types.js';
import { filmCurve } from '../../materials/film-curve.js';
import type { MeasuredBinder } from '../../materials/measured-binder.js';
import { PVDF } from '../../materials/pvdf.js';
import type { TensileFit } from '../../materials/tensile-fit.js';
import type { App } from '../app.js';
import { Store } from '../store.js';

/** A median with its range. */
export interface Range {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** A binder of one's own; a `MapBinder` of src/output/map. */
export interface OwnBinder {
  readonly name: string;
  /** Area under the curve, MPa; low and high: over the specimens. */
  readonly toughness_MPa: Range;
  /** Bond to NCM, J/m²; as given (its scatter is not known then), or PVDF's with PVDF's range. */
  readonly adhesion_J_m2: Range;
}

const stores = new WeakMap<App, Store<OwnBinder | null>>();

/** The binder of one's own of a page; null until there is one. */
export function ownBinderOf(app: App): Store<OwnBinder | null> {
  const store = stores.get(app) ?? new Store<OwnBinder | null>(null);
  stores.set(app, store);
  return store;
}

/** Place of a binder that was measured here. */
export function placeOfMeasured(fit: TensileFit, made: MeasuredBinder, adhesionGiven: boolean): OwnBinder {
  const median = filmCurve(made.binder).toughness_MPa;
  const each = fit.specimens.map((s) => s.toughness_MPa);
  const [low, high] = [
    each.reduce((a, b) => Math.min(a, b), median),
    each.reduce((a, b) => Math.max(a, b), median),
  ];
  const ncm = made.binder.adhesionNcm_J_m2;
  const { low: least, high: most } = PVDF.adhesionNcm_J_m2;
  return {
    name: made.binder.name,
    toughness_MPa: { median, low, high },
    adhesion_J_m2: adhesionGiven ? exactly(ncm) : { median: ncm, low: least, high: most },
  };
}

/** Place of a binder of which nothing but its numbers is known. */
export function placeOf(b: BinderConfig): OwnBinder {
  return {
    name: b.name,
    toughness_MPa: exactly(filmCurve(b).toughness_MPa),
    adhesion_J_m2: exactly(b.adhesionNcm_J_m2),
  };
}

/** Whether two are one binder at one place; what is known of its range may differ. */
export function isSamePlace(a: OwnBinder, b: OwnBinder): boolean {
  return (
    a.name === b.name &&
    a.toughness_MPa.median === b.toughness_MPa.median &&
    a.adhesion_J_m2.median === b.adhesion_J_m2.median
  );
}

function exactly(value: number): Range {
  return { median: value, low: value, high: value };
}
