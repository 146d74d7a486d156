/** Numbers and tables as the document writes them. */
import { present, stat } from './statistics.mjs';

/** @typedef {import('./statistics.mjs').Values} Values */

/** @param {number} v @param {number} digits */
export const fix = (v, digits = 2) =>
  Number.isFinite(v) ? v.toFixed(digits).replace(/^-(?=[0.]*$)/, '') : '–';

/** Mean ± standard error. @param {Values} v @param {number} digits */
export const pm = (v, digits = 2) => `${fix(stat(v).mean, digits)} ± ${fix(stat(v).se, digits)}`;

/** A difference with its interval. @param {{ mean: number, low: number, high: number }} d @param {number} digits */
export const ci = (d, digits = 2) =>
  `${d.mean > 0 ? '+' : ''}${fix(d.mean, digits)} [${fix(d.low, digits)}, ${fix(d.high, digits)}]`;

/** How many are above zero, of how many. @param {Values} v */
export const share = (v) => `${present(v).filter((c) => c > 0).length}/${present(v).length}`;

/** @param {number} v */
export const small = (v) => (v === 0 ? '0' : v.toExponential(1));

/** @param {readonly string[]} head @param {readonly (readonly (string | number)[])[]} rows */
export function table(head, rows) {
  const line = (/** @type {readonly (string | number)[]} */ cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
