/** Figures as an aligned table. */

/** @typedef {import('../cases/measure.mjs').Figure} Figure */

/** At most four significant digits, whole above 1000, grouped by thin spaces. @param {number} value */
export function number(value) {
  if (!Number.isFinite(value)) return String(value);
  if (value !== 0 && Math.abs(value) < 1e-3) return value.toExponential(2);
  if (Math.abs(value) < 1000) return Number(value.toPrecision(4)).toString();
  return Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ' ');
}

/** Half the distance between the quartiles. @param {Figure} f */
export const spread = (f) => (f.low === undefined || f.high === undefined ? undefined : (f.high - f.low) / 2);

/**
 * Name, value ± half the quartile distance, unit, wall time, samples and note of every figure; an empty line
 * between groups.
 *
 * @param {readonly Figure[]} figures
 * @returns {string}
 */
export function table(figures) {
  const head = ['', 'CPU, or count', '±', 'unit', 'wall', 'samples', 'note'];
  const rows = figures.map((f) => {
    const about = spread(f);
    return [
      f.name,
      number(f.value),
      about === undefined ? '' : number(about),
      f.unit,
      f.wall === undefined ? '' : number(f.wall),
      f.samples === undefined ? '' : String(f.samples),
      f.note ?? '',
    ];
  });
  const widths = head.map((h, c) => Math.max(h.length, ...rows.map((row) => row[c].length)));
  const right = new Set([1, 2, 4, 5]);
  const line = (/** @type {string[]} */ cells) =>
    cells
      .map((cell, c) => (right.has(c) ? cell.padStart(widths[c]) : cell.padEnd(widths[c])))
      .join('  ')
      .trimEnd();
  const out = [line(head)];
  let group = '';
  for (const row of rows) {
    const next = row[0].split(' / ')[0];
    if (next !== group) out.push('');
    group = next;
    out.push(line(row));
  }
  return out.join('\n');
}
