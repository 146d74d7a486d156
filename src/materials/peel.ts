/**
 * What a peel test says about adhesion. Its energy per area, G = (F/b)(1 − cos θ), is spent mostly in the
 * coating, the foil and the tape: 10 N/m at 180° is 20 J/m², some forty times what the bond of PVDF was
 * measured at. It is therefore reported, never used; only its ratio to PVDF peeled the same way is.
 */
import type { Range } from '../config/field.js';
import { InputError } from '../core/errors.js';
import { PVDF } from './pvdf.js';
import { type Quantity, quantity } from './quantity.js';
import { assumed } from './sources.js';
import { forceFactor, lengthFactor } from './tensile-units.js';

/** Peel force of a PVDF electrode, where the user has none measured alongside. */
export const PVDF_PEEL: Quantity = quantity(
  16,
  'N/m',
  [5, 50],
  assumed('NMC electrodes with PVDF peel at 5–50 N/m, by drying, calendering and loading'),
  'low',
);

/** Forces per width and angles of a test that make sense, N/m and degrees. */
export const PEEL_RANGE = { force_N_m: [1e-3, 1e5], angle_deg: [10, 180] } as const;

/** A peel force as typed. */
export interface PeelForce {
  readonly force_N_m: number;
  /** What to ask about it; empty where nothing is odd. */
  readonly question: string;
}

/** Units in words. */
export const PEEL_UNITS = 'N/m, N/cm, N/25 mm, N/mm, gf/cm, gf/25 mm or lbf/in';

/**
 * Read a peel force with or without its unit: `30`, `0.3 N/cm`, `0,75 N/25 mm`, `120 gf/cm`. Without a unit it is
 * N/m, and asked about where another unit would make it usual.
 * @throws InputError for what is no number above 0, and for another unit.
 */
export function readPeel(text: string, field: string): PeelForce {
  const plain = text.trim().replace('−', '-');
  const [, number, unit] = /^([+-]?[\d.,]+(?:e[+-]?\d+)?)\s*(.*)$/i.exec(plain) ?? [];
  const value =
    number === undefined || /[.,].*[.,]/.test(number) ? Number.NaN : Number(number.replace(',', '.'));
  if (!(value > 0)) {
    throw new InputError({
      field,
      value: text,
      unit: 'N/m',
      allowed: 'a number above 0',
      hint: `With another unit: ${PEEL_UNITS}, e.g. '0.3 N/cm'.`,
    });
  }
  if (unit === '') return { force_N_m: value, question: peelQuestion(value) };
  const [, force, count, length] =
    /^([a-z]+)\s*(?:\/|per)\s*(\d+(?:[.,]\d+)?)?\s*([a-zµμ]+)$/i.exec(unit) ?? [];
  const newton = forceFactor(force ?? '');
  const mm = lengthFactor(length ?? '');
  if (newton === undefined || mm === undefined) {
    throw new InputError({ field, value: text, allowed: `a force per width in ${PEEL_UNITS}` });
  }
  const width = mm * Number((count ?? '1').replace(',', '.'));
  return { force_N_m: Number(((value * newton * 1000) / width).toPrecision(12)), question: '' };
}

/** Forces without a unit that are asked about, N/m: half the least that is usual, ten times the most. */
const ODD = { low: PVDF_PEEL.low / 2, high: PVDF_PEEL.high * 10 };

function peelQuestion(force: number): string {
  const usual = `${PVDF_PEEL.low} to ${PVDF_PEEL.high} N/m are usual`;
  const as = (factor: number) => Number((force * factor).toPrecision(3));
  if (force < ODD.low) {
    return `peel force of ${force} N/m is small (${usual}): is this N/cm? Then write '${force} N/cm', which is ${as(100)} N/m`;
  }
  if (force > ODD.high) {
    return `peel force of ${force} N/m is large (${usual}): is this mN/cm? Then write '${force} mN/cm', which is ${as(0.1)} N/m`;
  }
  return '';
}

/** A peel test, and what follows from it. */
export interface PeelResult {
  /** Apparent energy (F/b)(1 − cos θ), J/m². For the report only. */
  readonly apparent_J_m2: number;
  /** Force per width of the PVDF reference, N/m. */
  readonly reference_N_m: number;
  /** Ratio to the reference. */
  readonly ratio: number;
  /** Range of the ratio where the reference is a literature one; otherwise ratio twice. */
  readonly ratioRange: readonly [low: number, high: number];
  /** Bond-level adhesion to the foil: ratio × that of PVDF, J/m². */
  readonly adhesionFoil_J_m2: number;
  readonly warnings: readonly string[];
}

/**
 * Adhesion to the foil from a peel force.
 * @param force force per width, N/m. @param angle peel angle, rad. @param reference force per width of PVDF,
 * peeled the same way, N/m; without it the literature's range is taken and the result warned about.
 * @throws InputError for a force, angle or reference that cannot be.
 */
export function adhesionFromPeel(force: number, angle = Math.PI, reference?: number): PeelResult {
  need('peel', force, 'N/m', PEEL_RANGE.force_N_m, 'Force over width of the strip: 1 N on 20 mm is 50 N/m.');
  const [low, high] = PEEL_RANGE.angle_deg.map((deg) => (deg / 180) * Math.PI) as [number, number];
  need('angle', angle, 'rad', [low * (1 - 1e-9), high * (1 + 1e-9)], '10° is 0.17453, 180° is π.');
  if (reference !== undefined) {
    const hint = 'The same electrode with PVDF, peeled the same way.';
    need('peel-reference', reference, 'N/m', PEEL_RANGE.force_N_m, hint);
  }
  const base = reference ?? PVDF_PEEL.value;
  const ratio = force / base;
  const range: [number, number] =
    reference === undefined ? [force / PVDF_PEEL.high, force / PVDF_PEEL.low] : [ratio, ratio];
  return {
    apparent_J_m2: force * (1 - Math.cos(angle)),
    reference_N_m: base,
    ratio,
    ratioRange: range,
    adhesionFoil_J_m2: Number((PVDF.adhesionFoil_J_m2.value * ratio).toPrecision(6)),
    warnings: warningsOf(reference, range),
  };
}

function warningsOf(reference: number | undefined, range: readonly [number, number]): string[] {
  const warnings = [
    'peel energy is mostly spent in coating, foil and tape; only the ratio to PVDF is used, for the foil bond',
  ];
  if (reference === undefined) {
    warnings.push(
      `no PVDF reference: ${PVDF_PEEL.low}–${PVDF_PEEL.high} N/m from the literature was taken, so the ratio may be ` +
        `${range[0].toPrecision(2)} to ${range[1].toPrecision(2)} (low confidence); peel PVDF the same way instead`,
    );
  }
  return warnings;
}

function need(field: string, value: number, unit: string, range: Range, hint: string): void {
  const [low, high] = range;
  if (value >= low && value <= high) return;
  throw new InputError({
    field,
    value,
    unit,
    allowed: range.map((v) => Number(v.toPrecision(5))).join(' to '),
    hint,
  });
}
