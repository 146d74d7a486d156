/** E, yield, strength, elongation and toughness of measured specimens, with their scatter. */
import { InputError } from '../core/errors.js';
import { areaUnder } from './hardening.js';
import { finish } from './steps.js';
import type { TensileCurve } from './tensile-check.js';
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
}

/** Offset of the yield definition. */
const OFFSET = 0.002;
/** Moduli a polymer film may have, MPa. */
const MODULI = { low: 0.1, high: 20000 } as const;

/**
 * Fit measured curves. E is the slope of the straight part: a least-squares line through the points
 * between 10 and 50 % of the yield stress, found by iteration. Yield is the 0.2 % offset; strength the largest stress;
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
  for (const curve of curves) fitted.push(yield* fitSpecimen(curve, options.toe ?? false, warnings));
  const specimens = fitted.map((f) => f.fit);
  const summary = Object.fromEntries(
    PROPERTIES.map((key) => [key, scatter(specimens.map((s) => s[key]))]),
  ) as Record<Property, Scatter>;
  const means = { E: summary.E_MPa.mean, toughness: summary.toughness_MPa.mean };
  const curve = yield* representativeCurve(fitted, means);
  if (curves.length === 1) warnings.push('one specimen: no scatter can be given');
  else if (curves.length < 5) warnings.push(`${curves.length} specimens: ASTM D638 asks for five`);
  return { summary, specimens, curve, warnings };
}

function* fitSpecimen(
  curve: TensileCurve,
  toeOn: boolean,
  warnings: string[],
): Generator<void, Fitted, void> {
  const line = yield* straightPart(curve);
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
  const shifted = toeOn ? withoutToe(curve, line) : curve;
  if (!toeOn && Math.abs(line.toe) > 0.001) {
    const percent = (100 * line.toe).toPrecision(2);
    warnings.push(`specimen ${curve.specimen}: the straight part starts at ${percent} % strain; see --toe`);
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
  };
  // Where the toe stays in the curve it must not count as plastic strain.
  return { fit, curve: shifted, shift: toeOn ? 0 : line.toe };
}

interface StraightPart {
  readonly E: number;
  /** Strain at zero stress. */
  readonly toe: number;
  readonly count: number;
  /** Standard error of E. */
  readonly error: number;
}

/** Rungs of the ladder of windows: the last is at 1.4 % of the strength. */
const RUNGS = 12;

/**
 * The straight part. A film may harden far above its yield, so that half the strength is no guide: of a
 * ladder of ever smaller stress windows the largest is taken whose slope is within 5 % of the steepest
 * (steepest less twice its standard error, or noise in a small window would win). Its upper end then
 * follows the yield, down to half of it.
 */
function* straightPart(curve: TensileCurve): Generator<void, StraightPart, void> {
  const { strain, stress_MPa: stress } = curve;
  const peak = stress.reduce((a, b) => Math.max(a, b), 0);
  let limit = peak;
  let line = lineBetween(strain, stress, 0.1 * limit, 0.5 * limit);
  const ladder = [{ limit, line }];
  for (let step = 1; step <= RUNGS; step++) {
    yield;
    const lower = ladder[step - 1].limit * 0.7;
    const next = lineBetween(strain, stress, 0.1 * lower, 0.5 * lower);
    if (next.count < 6) break;
    ladder.push({ limit: lower, line: next });
  }
  const steepest = ladder.reduce((most, { line: l }) => Math.max(most, l.E - 2 * l.error), 0);
  ({ limit, line } = ladder.find((rung) => rung.line.E >= 0.95 * steepest) ?? ladder[0]);
  for (let round = 0; round < 30; round++) {
    yield;
    const found = offsetYield(strain, stress, line.E, line.toe);
    const next = Math.min(limit, found ?? limit);
    if (next > 0.999 * limit) break;
    limit = next;
    line = lineBetween(strain, stress, 0.1 * limit, 0.5 * limit);
  }
  return line;
}

/** Least-squares line through the points of the first rise between two stresses. */
function lineBetween(
  strain: readonly number[],
  stress: readonly number[],
  low: number,
  high: number,
): StraightPart {
  let first = 0;
  while (first < stress.length - 2 && stress[first] < low) first++;
  let last = first;
  while (last < stress.length - 1 && stress[last + 1] <= high) last++;
  const count = last - first + 1;
  // Too few points: take in the neighbours.
  if (count < 3) {
    first = Math.max(0, first - 1);
    last = Math.min(stress.length - 1, Math.max(last, first + 1));
  }
  const n = last - first + 1;
  let [sx, sy] = [0, 0];
  for (let i = first; i <= last; i++) {
    sx += strain[i];
    sy += stress[i];
  }
  const [mx, my] = [sx / n, sy / n];
  let [sxx, sxy, syy] = [0, 0, 0];
  for (let i = first; i <= last; i++) {
    sxx += (strain[i] - mx) * (strain[i] - mx);
    sxy += (strain[i] - mx) * (stress[i] - my);
    syy += (stress[i] - my) * (stress[i] - my);
  }
  const E = sxy / sxx;
  const error = n > 2 ? Math.sqrt(Math.max(0, syy - E * sxy) / ((n - 2) * sxx)) : 0;
  return { E, toe: mx - my / E, count, error };
}

/** Stress at which the curve falls below the line of slope E from strain `toe` + 0.2 %. */
function offsetYield(
  strain: readonly number[],
  stress: readonly number[],
  E: number,
  toe: number,
): number | undefined {
  const over = (i: number) => stress[i] - E * (strain[i] - toe - OFFSET);
  for (let i = 1; i < strain.length; i++) {
    if (!(strain[i] > toe + OFFSET) || over(i) > 0) continue;
    const [a, b] = [over(i - 1), over(i)];
    if (!(a > 0)) continue;
    return stress[i - 1] + (stress[i] - stress[i - 1]) * (a / (a - b));
  }
  return undefined;
}

function withoutToe(curve: TensileCurve, line: StraightPart): TensileCurve {
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

function scatter(values: readonly number[]): Scatter {
  const n = values.length;
  const mean = values.reduce((a, b) => a + b, 0) / n;
  const square = values.reduce((a, b) => a + (b - mean) * (b - mean), 0);
  return { mean, sd: n > 1 ? Math.sqrt(square / (n - 1)) : null, n };
}
