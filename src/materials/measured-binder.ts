/** A binder of the user's own: measured film, bond by value or by peel ratio, the rest from PVDF. */

import { BINDER } from '../config/binder.js';
import type { BinderConfig } from '../config/config-types.js';
import { rangeOf } from '../config/field.js';
import { InputError } from '../core/errors.js';
import { binder } from './binders.js';
import { adhesionFromPeel, type PeelResult } from './peel.js';
import { PVDF } from './pvdf.js';
import type { TensileFit } from './tensile-fit.js';

/** What is known of the bond. One of `adhesion` and `peel` is needed. */
export interface BondInput {
  /** Fracture energy of the bond to NCM itself, J/m²; taken as it is, for the foil too where no peel is given. */
  readonly adhesion?: number;
  /** Peel force per width, N/m. */
  readonly peel?: number;
  /** Peel force per width of PVDF, peeled the same way, N/m. */
  readonly peelReference?: number;
  /** Peel angle, rad. */
  readonly angle?: number;
}

/** A measured binder with what it rests on. */
export interface MeasuredBinder {
  readonly binder: BinderConfig;
  readonly peel: PeelResult | null;
  /** Where each group of numbers comes from. */
  readonly provenance: Readonly<Record<string, string>>;
  readonly warnings: readonly string[];
}

/** Compose a binder from a fitted film and its bond. @throws InputError where the bond is missing or impossible. */
export function measuredBinder(
  name: string,
  fit: TensileFit,
  bond: BondInput,
  source: string,
): MeasuredBinder {
  const peel = bond.peel === undefined ? null : adhesionFromPeel(bond.peel, bond.angle, bond.peelReference);
  const base = binder('PVDF');
  checkBond(bond, peel, base);
  const ncm = bond.adhesion ?? base.adhesionNcm_J_m2;
  const foil = peel?.adhesionFoil_J_m2 ?? ncm;
  const warnings = [...fit.warnings, ...(peel?.warnings ?? [])];
  const question = bond.adhesion === undefined ? '' : adhesionQuestion(bond.adhesion);
  if (question !== '') warnings.push(question);
  if (bond.adhesion === undefined) {
    warnings.push(
      `adhesion to NCM is not given: that of PVDF is taken (${ncm} J/m²), as peel fails at the foil`,
    );
  } else if (peel === null)
    warnings.push('no peel value: adhesion to the foil is taken equal to that to NCM');
  warnings.push(
    'interface strength keeps PVDF’s critical opening; wet factors and expansion are PVDF’s, not measured',
  );
  const n = fit.specimens.length;
  return {
    binder: { ...base, ...filmNumbers(fit), name, ...bonds(base, ncm, foil) },
    peel,
    provenance: {
      film: `measured: ${source}, ${n} specimen${n === 1 ? '' : 's'}`,
      adhesionNcm: bond.adhesion === undefined ? PVDF.adhesionNcm_J_m2.source : 'given by the user',
      adhesionFoil: foilSource(peel, bond),
      other: 'PVDF, see docs/materials.md',
    },
    warnings,
  };
}

/** Largest bond, J/m², whose strength at PVDF's critical opening is one that an interface may have. */
function largestBond(base: BinderConfig): number {
  const most = (rangeOf(BINDER.strengthNcm_MPa)[1] * base.adhesionNcm_J_m2) / base.strengthNcm_MPa;
  return Math.min(most, rangeOf(BINDER.adhesionNcm_J_m2)[1]);
}

/** Above this, J/m², a bond is asked about: twice the most that is known of PVDF's. */
const UNUSUAL = 2 * PVDF.adhesionNcm_J_m2.high;

/** What to ask about an adhesion far above what bonds of binders to oxides are measured at; empty for others. */
export function adhesionQuestion(adhesion: number): string {
  if (!(adhesion > UNUSUAL)) return '';
  const { low, high } = PVDF.adhesionNcm_J_m2;
  return (
    `adhesion of ${adhesion} J/m² is far above what such bonds are measured at (PVDF ${low} to ${high} J/m²): ` +
    `is this a peel force (N/m) or a peel energy?`
  );
}

function checkBond({ adhesion, peel: force }: BondInput, peel: PeelResult | null, base: BinderConfig): void {
  const low = rangeOf(BINDER.adhesionNcm_J_m2)[0];
  const high = largestBond(base);
  const bad = adhesion !== undefined && !(adhesion >= low && adhesion <= high);
  if (bad || (adhesion === undefined && force === undefined)) {
    const question = adhesion === undefined ? '' : adhesionQuestion(adhesion);
    throw new InputError({
      field: 'adhesion',
      value: adhesion,
      unit: 'J/m²',
      allowed: `${low} to ${digits(high)}`,
      hint:
        (question === '' ? '' : `${question[0].toUpperCase()}${question.slice(1)} `) +
        'Fracture energy of the bond (blister, double cantilever), or give a peel force and that of PVDF instead.',
    });
  }
  if (peel === null || peel.adhesionFoil_J_m2 <= high) return;
  throw new InputError({
    field: 'peel',
    value: force,
    unit: 'N/m',
    allowed: `up to ${digits((high / base.adhesionFoil_J_m2) * peel.reference_N_m)}, ${digits(high / base.adhesionFoil_J_m2)} times PVDF's ${peel.reference_N_m}`,
    hint: 'Are both forces in the same unit, over the width of the strip?',
  });
}

function foilSource(peel: PeelResult | null, bond: BondInput): string {
  if (peel === null) return 'taken equal to adhesionNcm';
  const origin = bond.peelReference === undefined ? 'from the literature' : 'given by the user';
  return `peel ratio ${peel.ratio.toPrecision(3)} to PVDF (reference ${peel.reference_N_m} N/m ${origin})`;
}

/** Interface strengths follow the bond, PVDF's critical opening held. */
function bonds(base: BinderConfig, ncm: number, foil: number) {
  return {
    adhesionNcm_J_m2: ncm,
    adhesionFoil_J_m2: foil,
    strengthNcm_MPa: digits((base.strengthNcm_MPa * ncm) / base.adhesionNcm_J_m2),
    strengthFoil_MPa: digits((base.strengthFoil_MPa * foil) / base.adhesionFoil_J_m2),
  };
}

function filmNumbers(fit: TensileFit) {
  const s = fit.summary;
  const E = digits(s.E_MPa.mean);
  if (fit.curve === null) {
    // All specimens break on their elastic line: the toughness is kept, strength and elongation follow.
    const strength = digits(Math.sqrt(2 * E * s.toughness_MPa.mean));
    return { E_MPa: E, yield_MPa: strength, strength_MPa: strength, elongation: strength / E, curve: null };
  }
  const curve = rising(fit.curve.strain.map(digits), fit.curve.stress_MPa.map(digits));
  return {
    E_MPa: E,
    yield_MPa: digits(Math.min(s.yield_MPa.mean, s.strength_MPa.mean)),
    strength_MPa: digits(s.strength_MPa.mean),
    elongation: digits(s.elongation.mean),
    curve,
  };
}

/** Points whose strain is above that of the point before: of a step at one strain the last stress counts. */
function rising(strain: readonly number[], stress: readonly number[]) {
  const curve: { strain: number[]; stress_MPa: number[] } = { strain: [], stress_MPa: [] };
  strain.forEach((e, i) => {
    if (i > 0 && e <= curve.strain[curve.strain.length - 1]) {
      if (curve.strain.length > 1) curve.stress_MPa[curve.stress_MPa.length - 1] = stress[i];
      return;
    }
    curve.strain.push(e);
    curve.stress_MPa.push(stress[i]);
  });
  return curve;
}

/** Six digits: more than any tensile test has. */
function digits(value: number): number {
  return Number(value.toPrecision(6));
}
