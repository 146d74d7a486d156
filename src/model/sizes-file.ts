/** A measured size distribution as instruments write it: a diameter and a volume share, or a volume below it, a row. */

import type { ElectrodeConfig } from '../config/config-types.js';
import { InputError } from '../core/errors.js';

type Table = NonNullable<ElectrodeConfig['sizesTable']>;

const FIELD = '--sizes';
/** µm in a unit that a head may name. */
const UNITS: Readonly<Record<string, number>> = { nm: 1e-3, mm: 1e3 };

function refuse(file: string, value: unknown, allowed: string, hint = ''): never {
  throw new InputError({ field: FIELD, value, allowed: `${allowed} (${file})`, hint });
}

/** Cells of a line; where `;`, a tab or spaces separate them, a comma is a decimal sign. */
function cells(line: string): string[] {
  const spaced = line.trim().split(/\s+/);
  const apart = /[;\t]/.test(line) ? line.split(/[;\t]/) : spaced.some((c) => /^,|,$/.test(c)) ? [] : spaced;
  if (apart.length > 1) return apart.map((c) => c.trim().replace(',', '.'));
  return line.split(',').map((c) => c.trim());
}

function numberOf(text: string | undefined): number | null {
  return text !== undefined && /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*%?$/i.test(text)
    ? Number.parseFloat(text)
    : null;
}

/** Whether the second column counts all that is finer: as its head says, or because it rises to 100 or 1. */
function isCumulative(head: string, v: readonly number[]): boolean {
  if (/cum|under|pass|finer|Q3|durchgang|summe/i.test(head)) return true;
  if (/freq|dens|share|class|\bin\b|q3|anteil/i.test(head)) return false;
  const last = v.at(-1) as number;
  const whole = Math.abs(last - 100) < 1 || Math.abs(last - 1) < 0.01;
  return whole && v.every((x, k) => k === 0 || x >= v[k - 1]) && v.reduce((a, b) => a + b, 0) > 1.5 * last;
}

/** Volumes between the diameters of a cumulative table, at the geometric middle of each class. */
function differences(d: readonly number[], below: readonly number[]): Table {
  const diameter_um: number[] = [];
  const volume: number[] = [];
  for (let k = 0; k < d.length; k++) {
    const share = below[k] - (k === 0 ? 0 : below[k - 1]);
    if (k === 0 && share === 0) continue;
    const from = k === 0 ? (d[0] * d[0]) / d[1] : d[k - 1];
    diameter_um.push(Math.sqrt(from * d[k]));
    volume.push(share);
  }
  return { diameter_um, volume };
}

/**
 * Read a table of diameters (µm, unless the head names nm or mm) and volumes: per class, or below each diameter
 * (told by the head, or by values that rise to 100 or 1). What stands before the first row of two numbers is head.
 * @param file - Name for messages.
 * @throws InputError naming line and value.
 */
export function readSizes(text: string, file: string): Table {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  let head = '';
  const d: number[] = [];
  const v: number[] = [];
  for (const [k, line] of lines.entries()) {
    if (line.trim() === '' || line.trim().startsWith('#')) continue;
    const row = cells(line);
    const [a, b] = [numberOf(row[0]), numberOf(row[1])];
    if (a === null || b === null) {
      if (d.length > 0) refuse(file, `line ${k + 1}: ${line.trim().slice(0, 40)}`, 'a diameter and a volume');
      head = line;
      continue;
    }
    const back = a <= (d.at(-1) ?? 0);
    if (back) refuse(file, `line ${k + 1}: ${a}`, `a diameter above ${d.at(-1) ?? 0}`, 'Sort by diameter.');
    if (b < 0) refuse(file, `line ${k + 1}: ${b}`, 'a volume of 0 or more');
    d.push(a);
    v.push(b);
  }
  if (d.length < 2) refuse(file, `${d.length} rows of two numbers`, 'at least 2 rows: diameter, volume');
  const unit = /(?<![\p{L}])(nm|mm)(?!\p{L})/u.exec(head.split(/[,;\t]/)[0] as string)?.[1];
  const um = d.map((x) => x * (unit === undefined ? 1 : UNITS[unit]));
  if (!isCumulative(head, v)) return { diameter_um: um, volume: v };
  const fall = v.findIndex((x, k) => k > 0 && x < v[k - 1]);
  if (fall > 0) {
    const allowed = `at least the ${v[fall - 1]} of the row before`;
    refuse(
      file,
      `${v[fall]} below ${um[fall]} µm`,
      allowed,
      'The column was read as the volume below each diameter.',
    );
  }
  return differences(um, v);
}
