/** The axes of a sweep, read and checked. */
import { BINDER } from '../config/binder.js';
import { type Field, rangeOf } from '../config/field.js';
import { type Axis, logAxis } from '../config/log-axis.js';
import { InputError } from '../core/errors.js';

export { type Axis, logAxis };

/** Limits of an axis, for its messages. */
export interface AxisLimits {
  /** The flag or field it came from, e.g. `--toughness`. */
  readonly field: string;
  readonly unit: string;
  readonly min: number;
  readonly max: number;
}

/** Most values on one axis. */
export const MAX_AXIS = 200;

/** Limits of the two axes, the ranges of the fields they stand for. */
export const TOUGHNESS = limits('--toughness', BINDER.toughness_MPa);
export const ADHESION = limits('--adhesion', BINDER.adhesionNcm_J_m2);

function limits(flag: string, field: Field<number> | Field<number | null>): AxisLimits {
  const [min, max] = rangeOf(field);
  return { field: flag, unit: field.unit ?? '', min, max };
}

const NUMBER = /^\+?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * Read `low:high:count`, or a single value.
 * @throws InputError naming the part that is wrong.
 */
export function parseAxis(text: string, limits: AxisLimits): Axis {
  const parts = text.split(':').map((p) => p.trim());
  const wrong = (allowed: string, hint?: string): never => {
    const { field, unit } = limits;
    throw new InputError({ field, value: text, unit, allowed, ...(hint ? { hint } : {}) });
  };
  if (parts.length !== 1 && parts.length !== 3) wrong('low:high:count, e.g. 0.1:100:8, or one value');
  const numbers = parts.map((p) => (NUMBER.test(p) ? Number(p) : Number.NaN));
  if (numbers.some((n) => !Number.isFinite(n))) wrong('plain numbers low:high:count, e.g. 0.1:100:8');
  const [low, high = low, count = 1] = numbers as [number, number?, number?];
  const range = `${limits.min} to ${limits.max}`;
  if (low < limits.min || high > limits.max) wrong(`low and high from ${range}`);
  if (!Number.isInteger(count) || count < 1 || count > MAX_AXIS) wrong(`a whole count from 1 to ${MAX_AXIS}`);
  if (parts.length === 3 && count > 1 && !(low < high))
    wrong('low below high', 'For one value give it alone.');
  if (parts.length === 3 && count === 1 && low !== high) wrong('a count of at least 2 between two values');
  const axis = logAxis(low, high, count);
  if (axis.values.some((v, k) => k > 0 && v <= axis.values[k - 1])) {
    wrong('values that still differ in six digits', 'Widen the range or lower the count.');
  }
  return axis;
}
