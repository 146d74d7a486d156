/** E, yield, strength, elongation and toughness of measured specimens, with their scatter. */
import { InputError } from '../core/errors.js';
import { areaUnder } from './hardening.js';
import { finish } from './steps.js';
import type { TensileCurve } from './tensile-check.js';
import { type ModulusLine, type ModulusRule, modulusLine, offsetYield, ruleWords } from './tensile-line.js';
import { type Measured, representativeCurve } from './tensile-mean.js';

/** Numbers of one specimen. */
export interface SpecimenFit {
  readonly specimen: string;
  readonly E_MPa: number;
  /** 0.2 % offset yield stress; the strength where the film breaks before it. */
  readonly yield_MPa: number;
  /** Largest stress. */
  readonly strength_MPa: number;
  /** Strain at break. */
  readonly elongation: number;
  /** Area under the curve, MPa. */
  readonly toughness_MPa: number;
  /** Breaks before the 0.2 % offset. */
  readonly brittle: boolean;
  /** Strain at which the straight part meets zero stress; taken off where toe compensation is on. */
  readonly toe: number;
  /** Points on the straight part the modulus is fitted to. */
  readonly modulusPoints: number;
  /** First and last point of that part, as in the file: strain 1, stress MPa. */
  readonly modulusRange: {
    readonly strain: readonly [low: number, high: number];
    readonly stress_MPa: readonly [low: number, high: number];
  };
}

/** A mean with its scatter. */
export interface Scatter {
  readonly mean: number;
  /** Sample standard deviation (n − 1); null for one specimen. */
  readonly sd: number | null;
  readonly n: number;
}

/** A specimen with all that is fitted to it. */
interface Fitted extends Measured {
  readonly fit: SpecimenFit;
}

/** The properties that are averaged. */
export const PROPERTIES = ['E_MPa', 'yield_MPa', 'strength_MPa', 'elongation', 'toughness_MPa'] as const;
/** One of them. */
export type Property = (typeof PROPERTIES)[number];

/** Result of {@link fitTensile}. */
export interface TensileFit {
  readonly summary: Readonly<Record<Property, Scatter>>;
  readonly specimens: readonly SpecimenFit[];
  /** How the modulus was found, in words. */
  readonly modulusRule: string;
  /**
   * Averaged curve for the ligament law: stress never falls, its slope before yield is the mean E and the
   * area under it the mean toughness. null when every specimen is brittle.
   */
  readonly curve: { readonly strain: number[]; readonly stress_MPa: number[] } | null;
  readonly warnings: readonly string[];
}

/** Options of {@link fitTensile}. */
export interface TensileOptions {
  /** Shift each curve so that its straight part runs through the origin, and replace the toe by it. */
  readonly toe?: boolean;
  /** How the modulus is found; ASTM D638's initial straight part where it is not said. */
  readonly rule?: ModulusRule;
}

/** Moduli a polymer film may have, MPa. */
const MODULI = { low: 0.1, high: 20000 } as const;

/**
 * Fit measured curves. E is the slope of the straight part by the rule asked for, else a least-squares line through
 * the points between 10 and 50 % of the yield stress, found by iteration. Yield is the 0.2 % offset; strength the largest stress;
 * elongation the strain at break; toughness the area by the trapezoid rule.
 * @throws InputError where a slope is no polymer's: mostly a wrong unit.
 */
export function fitTensile(curves: readonly TensileCurve[], options: TensileOptions = {}): TensileFit {
  return finish(fitTensileSteps(curves, options));
}

/** {@link fitTensile} with pauses, for a page that must not stop while many points are fitted. */
export function* fitTensileSteps(
  curves: readonly TensileCurve[],
  options: TensileOptions = {},
): Generator<void, TensileFit, void> {
  if (curves.length === 0) {
    throw new InputError({ field: 'curves', value: 0, unit: 'specimens', allowed: 'at least one' });
  }
  const warnings: string[] = [];
  const fitted: Fitted[] = [];
  const rule = options.rule ?? 'd638';
  for (const curve of curves) fitted.push(yield* fitSpecimen(curve, rule, options.toe ?? false, warnings));
  const specimens = fitted.map((f) => f.fit);
  const summary = Object.fromEntries(
    PROPERTIES.map((key) => [key, scatter(specimens.map((s) => s[key]))]),
  ) as Record<Property, Scatter>;
  const means = { E: summary.E_MPa.mean, toughness: summary.toughness_MPa.mean };
  const curve = yield* representativeCurve(fitted, means);
  if (curves.length === 1) warnings.push('one specimen: no scatter can be given');
  else if (curves.length < 5) warnings.push(`${curves.length} specimens: ASTM D638 asks for five`);
  return { summary, specimens, modulusRule: ruleWords(rule), curve, warnings };
}

function* fitSpecimen(
  curve: TensileCurve,
  rule: ModulusRule,
  toeOn: boolean,
  warnings: string[],
): Generator<void, Fitted, void> {
  const line = yield* modulusLine(curve, rule);
  if (!(line.E >= MODULI.low && line.E <= MODULI.high)) {
    throw new InputError({
      field: `specimen ${curve.specimen} modulus`,
      value: Number(line.E.toPrecision(4)),
      unit: 'MPa',
      allowed: `${MODULI.low} to ${MODULI.high}`,
      hint: 'No polymer film is that stiff or soft: check both units in the header.',
    });
  }
  if (line.count < 3) {
    warnings.push(
      `specimen ${curve.specimen}: its straight part has ${line.count} point${line.count === 1 ? '' : 's'}; E is rough`,
    );
  }
  if (line.seating) {
    const { E, stress_MPa } = line.seating;
    warnings.push(
      `specimen ${curve.specimen}: a steeper stretch at the start (${round3(E)} MPa, up to ${round3(stress_MPa)} MPa) ` +
        `is taken for seating; E is that of the straight part after it`,
    );
  }
  const shifted = toeOn ? withoutToe(curve, line) : curve;
  if (!toeOn && Math.abs(line.toe) > 0.001) {
    const percent = (100 * line.toe).toPrecision(2);
    const preload = line.toe < 0 ? ' (preload)' : '';
    warnings.push(
      `specimen ${curve.specimen}: the straight part starts at ${percent} % strain${preload}; see --toe`,
    );
  }
  const { strain, stress_MPa: stress } = shifted;
  const strength = stress.reduce((a, b) => Math.max(a, b), 0);
  const offset = offsetYield(strain, stress, line.E, toeOn ? 0 : line.toe);
  const fit: SpecimenFit = {
    specimen: curve.specimen,
    E_MPa: line.E,
    yield_MPa: offset ?? strength,
    strength_MPa: strength,
    elongation: strain[strain.length - 1],
    toughness_MPa: areaUnder(strain, stress),
    brittle: offset === undefined,
    toe: line.toe,
    modulusPoints: line.count,
    modulusRange: {
      strain: [curve.strain[line.first], curve.strain[line.last]],
      stress_MPa: [curve.stress_MPa[line.first], curve.stress_MPa[line.last]],
    },
  };
  // What lies before the end of the straight part is elastic: neither toe nor preload counts as plastic strain.
  // A chord that was asked for need not lie on the curve: up to half the yield the film is held for elastic.
  const end = rule === 'd638' ? 0 : 0.5 * fit.yield_MPa;
  const elastic = Math.max(end, curve.stress_MPa[line.last]);
  return { fit, curve: shifted, shift: toeOn ? 0 : line.toe, elastic };
}

function withoutToe(curve: TensileCurve, line: ModulusLine): TensileCurve {
  const onLine = (e: number, s: number) => s >= 0.98 * line.E * (e - line.toe);
  const { strain, stress_MPa: stress } = curve;
  let start = 0;
  while (start < strain.length - 1 && !(strain[start] > line.toe && onLine(strain[start], stress[start])))
    start++;
  // The toe lies above its own tangent: skip points until the curve has come down onto the line.
  while (start < strain.length - 1 && stress[start] > 1.02 * line.E * (strain[start] - line.toe)) start++;
  return {
    specimen: curve.specimen,
    strain: [0, ...strain.slice(start).map((e) => e - line.toe)],
    stress_MPa: [0, ...stress.slice(start)],
  };
}

function round3(value: number): number {
  return Number(value.toPrecision(3));
}

function scatter(values: readonly number[]): Scatter {
  const n = values.length;
  const mean = values.reduce((a, b) => a + b, 0) / n;
  const square = values.reduce((a, b) => a + (b - mean) * (b - mean), 0);
  return { mean, sd: n > 1 ? Math.sqrt(square / (n - 1)) : null, n };
}
