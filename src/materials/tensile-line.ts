/** The straight part of a tensile curve: which points the modulus comes from, by which rule. */
import { InputError } from '../core/errors.js';
import type { TensileCurve } from './tensile-check.js';

/**
 * How the modulus is found. `d638`: the initial straight part, a toe or seating stretch before it left out (ASTM
 * D638). `iso527`: between 0.05 and 0.25 % strain (ISO 527-1). A range of strain: between these, strain 1.
 */
export type ModulusRule = 'd638' | 'iso527' | readonly [low: number, high: number];

/** The line of the modulus. */
export interface ModulusLine {
  readonly E: number;
  /** Strain at zero stress. */
  readonly toe: number;
  /** Points it is fitted to. */
  readonly count: number;
  /** Standard error of E. */
  readonly error: number;
  /** Index of its first and last point. */
  readonly first: number;
  readonly last: number;
  /** Slope of a steeper stretch at the start that was left out as seating, and where it ends, MPa. */
  readonly seating?: { readonly E: number; readonly stress_MPa: number };
}

const ISO_527 = [0.0005, 0.0025] as const;

/** Text of a rule as flags and fields take it. @throws InputError */
export function readModulusRule(text: string, field: string): ModulusRule {
  const plain = text.trim().toLowerCase();
  if (plain === 'd638' || plain === 'iso527') return plain;
  const range = /^([\d.]+)\s*[:–-]\s*([\d.]+)\s*%?$/.exec(plain);
  const [low, high] = range ? [Number(range[1]) / 100, Number(range[2]) / 100] : [1, 0];
  if (low >= 0 && high <= 1 && low < high) return [low, high];
  throw new InputError({
    field,
    value: text,
    allowed: 'd638, iso527, or a range of strain in per cent such as 0.1:0.5',
    hint: 'd638: the initial straight part (ASTM D638). iso527: 0.05 to 0.25 % strain (ISO 527-1).',
  });
}

/** A rule in words. */
export function ruleWords(rule: ModulusRule): string {
  if (rule === 'd638') return 'initial straight part, ASTM D638';
  if (rule === 'iso527') return 'slope from 0.05 to 0.25 % strain, ISO 527-1';
  return `slope from ${percent(rule[0])} to ${percent(rule[1])} % strain, as asked for`;
}

function percent(strain: number): number {
  return Number((100 * strain).toPrecision(4));
}

/** Find the line. @throws InputError where the range of strain holds no two points of the curve. */
export function* modulusLine(curve: TensileCurve, rule: ModulusRule): Generator<void, ModulusLine, void> {
  if (rule === 'd638') return yield* straightPart(curve);
  return lineOverStrain(curve, rule === 'iso527' ? ISO_527 : rule);
}

/** Strain counts from where the film begins to bear load (ISO 527-1: from the preload). */
function lineOverStrain(curve: TensileCurve, [low, high]: readonly [number, number]): ModulusLine {
  const { strain, stress_MPa: stress } = curve;
  const slack = 1e-9;
  const first = strain.findIndex((e) => e >= low - slack);
  let last = first;
  while (last < strain.length - 1 && strain[last + 1] <= high + slack) last++;
  if (first >= 0 && last > first && strain[last] > strain[first])
    return lineThrough(strain, stress, first, last);
  throw new InputError({
    field: `specimen ${curve.specimen} modulus`,
    value: first < 0 ? 0 : Math.max(0, last - first + (strain[first] <= high ? 1 : 0)),
    unit: `points from ${percent(low)} to ${percent(high)} % strain`,
    allowed: 'at least 2',
    hint: 'Measure more densely there, or take the rule d638 or another range.',
  });
}

/** Rungs of the ladder of windows: the last is at 1.4 % of the strength. */
const RUNGS = 12;
/** Up to this share of the strength a steeper stretch is seating: grips that settle, a preload that is taken up. */
const SEATING = 0.03;
/** A line is straight where its points lie off by less than this share of the stress it spans. */
const STRAIGHT = 0.02;

/**
 * The straight part. A film may harden far above its yield, so that half the strength is no guide: of a
 * ladder of ever smaller stress windows the largest is taken whose slope is within 5 % of the steepest
 * (steepest less twice its standard error, or noise in a small window would win). Its upper end then
 * follows the yield, down to half of it. A steeper stretch within the first 3 % of the strength does not win
 * where a straight part that spans most of the rise follows on it.
 */
function* straightPart(curve: TensileCurve): Generator<void, ModulusLine, void> {
  const { strain, stress_MPa: stress } = curve;
  const peak = stress.reduce((a, b) => Math.max(a, b), 0);
  const whole = yield* ladder(curve, peak, 0);
  const cut = SEATING * peak;
  if (stress[whole.first] > cut) return whole;
  const above = yield* ladder(curve, peak, cut);
  const rise = offsetYield(strain, stress, above.E, above.toe) ?? peak;
  const most = rise > 0.25 * peak && stress[above.last] - stress[above.first] > 0.2 * rise;
  if (!(whole.E > 1.05 * above.E && most && above.count >= 3 && isStraight(curve, above, rise))) return whole;
  return { ...above, seating: { E: whole.E, stress_MPa: stress[whole.last] } };
}

/** Whether the points from the line's first up to half the yield lie on it. */
function isStraight({ strain, stress_MPa: stress }: TensileCurve, line: ModulusLine, rise: number): boolean {
  for (let i = line.first; i < stress.length && stress[i] <= 0.5 * rise; i++) {
    if (Math.abs(stress[i] - line.E * (strain[i] - line.toe)) > STRAIGHT * rise) return false;
  }
  return true;
}

function* ladder(curve: TensileCurve, peak: number, cut: number): Generator<void, ModulusLine, void> {
  const { strain, stress_MPa: stress } = curve;
  const between = (limit: number) => lineBetween(strain, stress, Math.max(cut, 0.1 * limit), 0.5 * limit);
  let limit = peak;
  let line = between(limit);
  const rungs = [{ limit, line }];
  for (let step = 1; step <= RUNGS; step++) {
    yield;
    const lower = rungs[step - 1].limit * 0.7;
    if (0.5 * lower < 2 * cut) break;
    const next = between(lower);
    if (next.count < 6) break;
    rungs.push({ limit: lower, line: next });
  }
  const steepest = rungs.reduce((most, { line: l }) => Math.max(most, l.E - 2 * l.error), 0);
  ({ limit, line } = rungs.find((rung) => rung.line.E >= 0.95 * steepest) ?? rungs[0]);
  for (let round = 0; round < 30; round++) {
    yield;
    const found = offsetYield(strain, stress, line.E, line.toe);
    const next = Math.min(limit, found ?? limit);
    if (next > 0.999 * limit || 0.5 * next < 2 * cut) break;
    limit = next;
    line = between(limit);
  }
  return line;
}

/** Least-squares line through the points of the first rise between two stresses. */
function lineBetween(
  strain: readonly number[],
  stress: readonly number[],
  low: number,
  high: number,
): ModulusLine {
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
  // A step of no strain has no slope: take in the points around it.
  while (last < stress.length - 1 && !(strain[last] > strain[first])) last++;
  return { ...lineThrough(strain, stress, first, last), count };
}

function lineThrough(
  strain: readonly number[],
  stress: readonly number[],
  first: number,
  last: number,
): ModulusLine {
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
  return { E, toe: mx - my / E, count: n, error, first, last };
}

/** Offset of the yield definition. */
const OFFSET = 0.002;

/** Stress at which the curve falls below the line of slope E from strain `toe` + 0.2 %. */
export function offsetYield(
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
