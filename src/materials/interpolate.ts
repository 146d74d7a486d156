/** Piecewise-linear interpolation with + − × / only, so that it gives the same bits everywhere. */

/**
 * Value at `x` of a table whose `xs` rise or fall strictly. Outside the table the end value.
 * Between two points the result lies between their values, and equals a point's value on it.
 */
export function interpolate(xs: readonly number[], ys: readonly number[], x: number): number {
  const last = xs.length - 1;
  const rising = xs[last] > xs[0];
  const before = (a: number, b: number) => (rising ? a <= b : a >= b);
  if (before(x, xs[0])) return ys[0];
  if (before(xs[last], x)) return ys[last];
  let low = 0;
  let high = last;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (before(xs[middle], x)) low = middle;
    else high = middle;
  }
  return ys[low] + (ys[high] - ys[low]) * ((x - xs[low]) / (xs[high] - xs[low]));
}
