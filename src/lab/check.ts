/** A check: a number the engine has just computed, next to what theory says it must be. */

/** One comparison of `fibril validate`. */
export interface Check {
  /** Number in the verification set, or `law.…` for a check of the ligament law. */
  readonly id: string;
  readonly what: string;
  readonly value: number;
  readonly expected: number;
  /** |value − expected|, relative to `expected` where that is not 0; for a bound, how far beyond it. */
  readonly error: number;
  readonly tolerance: number;
  /** Where `expected` is a bound: the least or the most that `value` may be. */
  readonly bound?: 'least' | 'most';
  readonly pass: boolean;
  /** Unit of `value` and `expected`; '1' where they are ratios. */
  readonly unit: string;
  /** Measured order of convergence, where there is one. */
  readonly order?: number;
  /** What the comparison leaves out, or numbers beside it. */
  readonly note?: string;
}

/** What a check may say besides. */
export interface Remarks {
  readonly unit?: string;
  readonly order?: number;
  readonly note?: string;
}

function make(
  id: string,
  what: string,
  value: number,
  expected: number,
  error: number,
  tolerance: number,
  remarks: Remarks & Pick<Check, 'bound'>,
): Check {
  // A number that is none fails: NaN compares false.
  return { id, what, value, expected, error, tolerance, pass: error <= tolerance, unit: '1', ...remarks };
}

/** `value` must be `expected` within `tolerance` (relative; absolute where `expected` is 0). */
export function near(
  id: string,
  what: string,
  value: number,
  expected: number,
  tolerance: number,
  remarks: Remarks = {},
): Check {
  const difference = Math.abs(value - expected);
  return make(
    id,
    what,
    value,
    expected,
    expected === 0 ? difference : difference / Math.abs(expected),
    tolerance,
    remarks,
  );
}

/** `value` must not be below `least` by more than `tolerance` (absolute). */
export function atLeast(
  id: string,
  what: string,
  value: number,
  least: number,
  tolerance: number,
  remarks: Remarks = {},
): Check {
  return make(id, what, value, least, Math.max(0, least - value), tolerance, { ...remarks, bound: 'least' });
}

/** `value` must not be above `most` by more than `tolerance` (absolute). */
export function atMost(
  id: string,
  what: string,
  value: number,
  most: number,
  tolerance: number,
  remarks: Remarks = {},
): Check {
  return make(id, what, value, most, Math.max(0, value - most), tolerance, { ...remarks, bound: 'most' });
}

/** Slope of log error against log size between the first and the last of a refinement. */
export function convergenceOrder(sizes: readonly number[], errors: readonly number[]): number {
  const k = sizes.length - 1;
  return -Math.log(errors[k] / errors[0]) / Math.log(sizes[k] / sizes[0]);
}
