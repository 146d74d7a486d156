/** The five binders as configurations, and how uncertain they are on the map. */

import { BINDER } from '../config/binder.js';
import type { BinderConfig } from '../config/config-types.js';
import { defaultsOf } from '../config/field.js';
import { InputError } from '../core/errors.js';
import { BINDER_NAMES, type BinderName, RATIOS, type RelativeName } from './binder-ratios.js';
import { filmCurve } from './film-curve.js';
import { PVDF } from './pvdf.js';
import { type Quantity, quantity } from './quantity.js';
import { assumed } from './sources.js';

export { scaleAdhesion, scaleToughness } from './scale.js';

/** Names of the built-in binders, in the paper's order. */
export function binderNames(): readonly BinderName[] {
  return BINDER_NAMES;
}

/** Toughness of PVDF with its range, MPa. The value is the area under the curve of {@link binder}. */
export const PVDF_TOUGHNESS: Quantity = quantity(
  7.34,
  'MPa',
  [1, 60],
  assumed('area under the film’s curve; the range follows that of its elongation'),
  'low',
);

/** A range on a log axis: 5 % of the mass below `low`, 5 % above `high`. */
export interface LogRange {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** A binder on the map. */
export interface BinderCloud {
  readonly name: BinderName;
  /** Area under the tensile curve, MPa. */
  readonly toughness_MPa: LogRange;
  /** Fracture energy of the bond to NCM, J/m². */
  readonly adhesion_J_m2: LogRange;
  /** The same relative to PVDF: what separates the binders. PVDF's own uncertainty moves all clouds together. */
  readonly relative: { readonly toughness: LogRange; readonly adhesion: LogRange };
  /** What the position rests on. */
  readonly basis: string;
}

function isBinderName(name: string): name is BinderName {
  return (BINDER_NAMES as readonly string[]).includes(name);
}

/** A binder of the paper as a complete configuration, dry. @throws InputError for any other name. */
export function binder(name: string): BinderConfig {
  if (!isBinderName(name)) {
    throw new InputError({
      field: 'binder',
      value: name,
      allowed: BINDER_NAMES.join(', '),
      hint: 'Or give a JSON file, e.g. one that `fibril tensile` wrote.',
    });
  }
  return name === 'PVDF' ? pvdf() : relative(name);
}

function pvdf(): BinderConfig {
  const values = Object.fromEntries(Object.entries(PVDF).map(([key, q]) => [key, q.value]));
  return {
    ...(defaultsOf(BINDER) as BinderConfig),
    name: 'PVDF',
    ...values,
  };
}

function relative(name: RelativeName): BinderConfig {
  const base = pvdf();
  const r = RATIOS[name];
  const E = round(base.E_MPa * r.E_MPa.used.value);
  const strength = round(base.strength_MPa * r.strength_MPa.used.value);
  const ncm = r.adhesionNcm.used.value;
  const foil = r.adhesionFoil.used.value;
  // PVDF-A shows no plastic flow: it breaks on its elastic line, yield and strength are one.
  const brittle = name === 'PVDF-A';
  return {
    ...base,
    name,
    E_MPa: E,
    yield_MPa: brittle ? strength : round(base.yield_MPa * r.strength_MPa.used.value),
    strength_MPa: strength,
    elongation: brittle ? strength / E : round(base.elongation * r.elongation.used.value),
    adhesionNcm_J_m2: round(base.adhesionNcm_J_m2 * ncm),
    adhesionFoil_J_m2: round(base.adhesionFoil_J_m2 * foil),
    strengthNcm_MPa: round(base.strengthNcm_MPa * ncm),
    strengthFoil_MPa: round(base.strengthFoil_MPa * foil),
  };
}

/** Ten digits: 1.1 × 0.55 is to be 0.605 and not 0.6050000000000001. */
function round(value: number): number {
  return Number(value.toPrecision(10));
}

/** Where a binder may lie on the map, or all five. For drawing and for priors, never simulator state. */
export function binderClouds(): BinderCloud[];
export function binderClouds(name: BinderName): BinderCloud;
export function binderClouds(name?: BinderName): BinderCloud | BinderCloud[] {
  return name === undefined ? BINDER_NAMES.map(cloud) : cloud(name);
}

const ONE: LogRange = { median: 1, low: 1, high: 1 };

function cloud(name: BinderName): BinderCloud {
  const base = { toughness: logRange(PVDF_TOUGHNESS), adhesion: logRange(PVDF.adhesionNcm_J_m2) };
  const config = binder(name);
  const r = name === 'PVDF' ? undefined : RATIOS[name];
  const toughness = r === undefined ? ONE : logRange(r.toughness.used);
  const adhesion = r === undefined ? ONE : logRange(r.adhesionNcm.used);
  return {
    name,
    toughness_MPa: combined(filmCurve(config).toughness_MPa, base.toughness, toughness),
    adhesion_J_m2: combined(config.adhesionNcm_J_m2, base.adhesion, adhesion),
    relative: { toughness, adhesion },
    basis: r === undefined ? 'literature' : `toughness: ${r.toughness.says}; adhesion: ${r.adhesionNcm.says}`,
  };
}

function logRange(q: Quantity): LogRange {
  return { median: q.value, low: q.low, high: q.high };
}

/** Product of two independent log-normal factors: their log widths add in quadrature. */
function combined(median: number, a: LogRange, b: LogRange): LogRange {
  const width = (side: 'low' | 'high') => {
    const [u, v] = [Math.log(a[side] / a.median), Math.log(b[side] / b.median)];
    return Math.exp(Math.sqrt(u * u + v * v));
  };
  // Three digits: enough to draw, and the same on every engine.
  const digits = (value: number) => Number(value.toPrecision(3));
  return { median: digits(median), low: digits(median / width('low')), high: digits(median * width('high')) };
}
