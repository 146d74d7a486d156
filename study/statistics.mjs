/** Means over seeds and paired differences, with intervals by Student's t. */
import cephes from 'cephes';

await cephes.compiled;

/** One number a seed; null: not run yet, or failed. @typedef {readonly (number | null)[]} Values */

/** Quantile of Student's t for whole degrees of freedom. @param {number} p 0–1 @param {number} freedom */
export const studentT = (p, freedom) => (freedom >= 1 ? cephes.stdtri(freedom, p) : Number.NaN);

/** @param {Values} values @returns {number[]} */
export const present = (values) => values.filter((v) => v !== null);

/**
 * Count, mean, standard deviation and standard error of the values that are there.
 *
 * @param {Values} values
 */
export function stat(values) {
  const list = present(values);
  const n = list.length;
  const mean = list.reduce((a, b) => a + b, 0) / n;
  const sd = n > 1 ? Math.sqrt(list.reduce((a, b) => a + (b - mean) ** 2, 0) / (n - 1)) : Number.NaN;
  return { n, mean, sd, se: sd / Math.sqrt(n) };
}

/**
 * Paired difference a − b with its 95 % confidence interval.
 *
 * @param {Values} a
 * @param {Values} b
 */
export function paired(a, b) {
  const both = a.map((v, k) => (v === null || (b[k] ?? null) === null ? null : v - Number(b[k])));
  const s = stat(both);
  const half = studentT(0.975, s.n - 1) * s.se;
  return { ...s, low: s.mean - half, high: s.mean + half };
}
