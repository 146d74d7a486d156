/** Comments in which people write down the box of a table. */

import { number, refuse } from './refuse.js';
import type { LengthUnit } from './structure.js';
import { lengthUnit, MICROMETRES, UNIT_WORDS } from './units.js';

const WRITE = "Write '# period_um: 100, 100, 0' (0: open).";

/** `period_um: …`, `Period (µm) = …`, `periodic box [um] …`, with or without a sign between name and numbers. */
const STATED =
  /^[#%\s"']*(?:periods?|periodicity|pbc|periodic(?:[ _](?:box|cell|lengths?|size))?)(?:_(\p{L}+)|\s*[([]\s*(\p{L}+)\s*[)\]])?\s*[:=]?\s*(?=[-+.\d([])(.*)$/iu;

/** Numbers between commas, blanks or ×, and a unit behind them or behind each. */
const NUMBERS = /^[-+.\deE]+$/;

/** Words that say that nothing repeats. */
const OPEN =
  /\b(?:not|non|no|without|never|a)[-\s]*period|\bopen\b|\bperiod\w*\s*[:=]?\s*(?:none|no|false|open)\b/i;

/** Whether a comment speaks of a box without the word period. */
export function speaksOfPeriod(text: string): boolean {
  return /\b(?:box|lattice|cell|domain|l[xyz])\b.*\d/i.test(text);
}

/**
 * Periods along x, y, z that a comment states, µm; undefined when it speaks of something else.
 *
 * @throws InputError for a comment that speaks of periods and cannot be read: to take the structure as open would be
 * another electrode.
 */
export function periodComment(
  text: string,
  file: string,
  line: number,
): [number, number, number] | undefined {
  if (!/period|\bpbc\b/i.test(text)) return undefined;
  const match = STATED.exec(text.trim());
  if (!match) {
    if (OPEN.test(text)) return [0, 0, 0];
    refuse(file, line, {
      what: 'comment',
      value: text.trim(),
      allowed: 'three periods with their unit, or words without a period',
      hint: WRITE,
    });
  }
  const parts = match[3]
    .replace(/["'()[\]]/g, ' ')
    .trim()
    .split(/\s*[,;\s×]\s*|(?<=\d)\s*x\s*(?=\d)/)
    .filter((part) => part !== '' && part !== 'x');
  const behind = parts.filter((part) => !NUMBERS.test(part));
  const numbers = parts.filter((part) => NUMBERS.test(part));
  const word = match[1] ?? match[2] ?? behind[0];
  const unit: LengthUnit | undefined = lengthUnit(word ?? '');
  if (!unit || behind.some((other) => lengthUnit(other) !== unit)) {
    const allowed = UNIT_WORDS;
    refuse(file, line, { what: 'unit of period', value: behind[0] ?? word, allowed, hint: WRITE });
  }
  if (numbers.length !== 3) {
    const allowed = 'three numbers; 0 is not periodic';
    refuse(file, line, { what: 'period', value: match[3].trim(), unit, allowed, hint: WRITE });
  }
  return numbers.map((p) => number(p, file, line, 'period', unit) * MICROMETRES[unit]) as [
    number,
    number,
    number,
  ];
}
