/** Values in equal ratios that are the same decimal numbers on every machine. */

/** Values between two. */
export interface Axis {
  readonly low: number;
  readonly high: number;
  readonly count: number;
  /** The values, rising, six significant digits. */
  readonly values: readonly number[];
}

/**
 * `count` values from low to high in equal ratios. Only + − × ÷ and exact decimal rounding are used,
 * as `Math.pow` may differ in the last bit between engines and the values are part of a point's identity.
 */
export function logAxis(low: number, high: number, count: number): Axis {
  const ratio = count > 1 ? root(high / low, count - 1) : 1;
  const values: number[] = [];
  let value = low;
  for (let k = 0; k < count; k++) {
    values.push(k === 0 ? low : k === count - 1 ? high : Number(value.toPrecision(6)));
    value *= ratio;
  }
  return { low, high, count, values };
}

/** The n-th root of q ≥ 1 by bisection. */
function root(q: number, n: number): number {
  let below = 1;
  let above = q;
  for (let k = 0; k < 200; k++) {
    const middle = (below + above) / 2;
    if (middle <= below || middle >= above) break;
    if (power(middle, n) > q) above = middle;
    else below = middle;
  }
  return (below + above) / 2;
}

function power(base: number, n: number): number {
  let product = 1;
  for (let k = 0; k < n; k++) product *= base;
  return product;
}
