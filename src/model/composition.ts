import type { ElectrodeConfig } from '../config/config-types.js';
import { InputError, type InputProblem } from '../core/errors.js';
import { NCM } from '../materials/grades.js';
import { INACTIVE } from '../materials/pvdf.js';
import { densestOf } from './close-packing.js';

/** Densities, g/cm³. */
export const DENSITY = {
  ncm: NCM.density_g_cm3.value,
  carbon: INACTIVE.carbonDensity_g_cm3.value,
  binder: INACTIVE.binderDensity_g_cm3.value,
} as const;

/**
 * NCM volume fraction that whole particles of a cathode's sizes reach between two plates in any case. What sizes and
 * flattening let them reach beyond it: {@link densestOf}.
 */
export const MAX_NCM_FRACTION = 0.62;

/** Lateral period along x, µm: as given, or ten coating thicknesses. */
export function lateralOf(e: ElectrodeConfig, made: Composition): number {
  return e.lateral_um ?? 10 * made.thickness_um;
}

/** What a square metre of coating holds. Volumes per area have the unit of a length. */
export interface Composition {
  /** Volumes per top-view area, µm (= µm³/µm²). */
  readonly ncm_um: number;
  readonly carbon_um: number;
  readonly binder_um: number;
  /** Coating thickness without foil, µm. */
  readonly thickness_um: number;
  /** Pore volume / coating volume. */
  readonly porosity: number;
  /** NCM volume / coating volume. */
  readonly ncmFraction: number;
  /** Areal masses, mg/cm². */
  readonly active_mg_cm2: number;
  readonly total_mg_cm2: number;
}

function positive(field: string, value: unknown, unit: string): InputProblem[] {
  return typeof value === 'number' && Number.isFinite(value) && value > 0
    ? []
    : [{ field: `electrode.${field}`, value, unit, allowed: 'a finite number above 0' }];
}

function share(field: string, value: unknown): InputProblem[] {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0
    ? []
    : [{ field: `electrode.${field}`, value, unit: 'wt%', allowed: 'a finite number, 0 or more' }];
}

function checkNumbers(e: ElectrodeConfig): void {
  const problems = [
    ...positive('ncm_wt', e.ncm_wt, 'wt%'),
    ...share('carbon_wt', e.carbon_wt),
    ...share('binder_wt', e.binder_wt),
    ...positive('loading_mg_cm2', e.loading_mg_cm2, 'mg/cm²'),
    ...(e.thickness_um === null ? [] : positive('thickness_um', e.thickness_um, 'µm')),
  ];
  const p = e.porosity;
  if (p !== null && !(Number.isFinite(p) && p >= 0 && p < 1)) {
    problems.push({ field: 'electrode.porosity', value: p, allowed: '0 or more and below 1' });
  }
  if (e.thickness_um === null && p === null) {
    problems.push({
      field: 'electrode.thickness_um',
      value: null,
      unit: 'µm',
      allowed: 'a thickness, or electrode.porosity instead',
      hint: 'Give one of the two.',
    });
  }
  if (problems.length > 0) throw new InputError(problems);
}

/** Three figures are enough in a message. */
function fig(value: number): string {
  return Number(value.toPrecision(3)).toString();
}

function checkVolumes(e: ElectrodeConfig, c: Composition, solid_um: number, packs: boolean): void {
  const basis = `${fig(e.loading_mg_cm2)} mg/cm² (${e.loadingBasis} mass)`;
  const recipe = `${fig(e.ncm_wt)}:${fig(e.carbon_wt)}:${fig(e.binder_wt)}`;
  const solids = `${basis} at ${recipe} is ${fig(solid_um)} µm of solids, ${fig(c.ncm_um)} µm of it NCM`;
  const given = e.thickness_um !== null ? 'thickness_um' : 'porosity';
  const value = e.thickness_um ?? e.porosity;
  const unit = e.thickness_um !== null ? { unit: 'µm' } : {};
  if (c.porosity < -1e-12) {
    throw new InputError({
      field: `electrode.${given}`,
      value,
      ...unit,
      allowed: `at least ${fig(solid_um)}, where no pore is left`,
      hint: `${solids}: in ${fig(c.thickness_um)} µm the porosity would be ${fig(c.porosity)}. Lower the loading, raise the thickness, or check whether the loading counts active or total mass.`,
    });
  }
  if (packs && c.ncmFraction > MAX_NCM_FRACTION) checkDense(e, c, solid_um, solids);
}

/** @throws InputError where not even flattened particles fill that much of the coating. */
function checkDense(e: ElectrodeConfig, c: Composition, solid_um: number, solids: string): void {
  const { whole, flattened } = densestOf(e, c.thickness_um);
  if (c.ncmFraction <= flattened) return;
  // A thinner coating packs a little less densely between its walls, so these are on the safe side.
  const thinnest = c.ncm_um / flattened;
  const given = e.thickness_um !== null ? 'thickness_um' : 'porosity';
  const flat =
    e.flattening > 0
      ? `, and to ${fig(flattened)} with contacts flattened by up to ${fig(100 * e.flattening)} % of the radius (electrode.flattening)`
      : '';
  throw new InputError({
    field: `electrode.${given}`,
    value: e.thickness_um ?? e.porosity,
    ...(given === 'thickness_um' ? { unit: 'µm' } : {}),
    allowed:
      given === 'thickness_um'
        ? `at least ${fig(thinnest)}`
        : `at least ${fig(1 - solid_um / thinnest)} for this recipe`,
    hint: `${solids}: in ${fig(c.thickness_um)} µm the NCM would fill ${fig(c.ncmFraction)} of the coating, but spheres of these sizes pack at random to about ${fig(whole)} between foil and top${flat}. Raise the thickness or porosity, or lower the loading.`,
  });
}

/**
 * Volumes, thickness and porosity of a coating from its recipe.
 *
 * 1 mg/cm² of a solid of density ρ g/cm³ is a layer of 10/ρ µm; porosity = 1 − solids/thickness.
 * 27.5 mg/cm² at 80:10:10 in 110 µm has a porosity of 0.14 if that is active mass, 0.31 if total.
 *
 * @param packs - Refuse more NCM than random packing reaches; false for a structure that exists already.
 * @throws InputError naming the numbers that clash: not a number, thickness and porosity both given and
 *   at odds, negative porosity, more NCM than can pack ({@link densestOf}).
 */
export function composition(e: ElectrodeConfig, packs = true): Composition {
  checkNumbers(e);
  const sum = e.ncm_wt + e.carbon_wt + e.binder_wt;
  const total = e.loadingBasis === 'active' ? (e.loading_mg_cm2 * sum) / e.ncm_wt : e.loading_mg_cm2;
  const layer = (weight: number, density: number): number => (10 * total * weight) / (sum * density);
  const ncm_um = layer(e.ncm_wt, DENSITY.ncm);
  const carbon_um = layer(e.carbon_wt, DENSITY.carbon);
  const binder_um = layer(e.binder_wt, DENSITY.binder);
  const solid_um = ncm_um + carbon_um + binder_um;
  const thickness_um = e.thickness_um ?? solid_um / (1 - (e.porosity as number));
  const porosity = 1 - solid_um / thickness_um;
  if (e.thickness_um !== null && e.porosity !== null && Math.abs(porosity - e.porosity) > 2e-3) {
    throw new InputError({
      field: 'electrode.porosity',
      value: e.porosity,
      allowed: `${fig(porosity)}, which ${fig(e.thickness_um)} µm of thickness makes`,
      hint: `The loading is ${fig(solid_um)} µm of solids; give thickness_um or porosity, not both.`,
    });
  }
  const result: Composition = {
    ncm_um,
    carbon_um,
    binder_um,
    thickness_um,
    porosity,
    ncmFraction: ncm_um / thickness_um,
    active_mg_cm2: (total * e.ncm_wt) / sum,
    total_mg_cm2: total,
  };
  checkVolumes(e, result, solid_um, packs);
  return result;
}
