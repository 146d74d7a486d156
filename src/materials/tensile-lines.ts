/** A tensile file cut into lines and cells: its separator, its comments. */
import { eachRecord } from '../core/csv.js';
import type { Line } from './tensile-layout.js';
import { isNumeric } from './tensile-numbers.js';

/** A line; one that begins with `#` is a comment, its `#` taken off. */
export interface FileLine extends Line {
  readonly comment: boolean;
}

/** Lines of a file that hold something. */
export interface Lines {
  readonly lines: readonly FileLine[];
  readonly separator: ';' | '\t' | ',' | ' ';
}

const SEPARATORS = [';', '\t', ','] as const;
/** Lines that are looked at for the separator, from the start and from the middle. */
const LOOK = 400;

/** The first line that is no comment, and the first of these with words or a sign for strain or stress. */
const FIRST = /^(?!\s*#).*\S.*$/m;
const HEAD = /^(?!\s*#).*(?:[a-zσε]{3}|[σε]).*$/im;

/** Cut a text into lines and cells. @throws InputError naming the line of a quote that is not closed. */
export function cutLines(text: string, file: string): Lines {
  const separator = separatorOf(text);
  const lines: FileLine[] = [];
  const add = (found: readonly string[], number: number) => {
    const cells = (separator === ',' ? withDecimals(found) : found).map((cell) => cell.trim());
    const comment = cells[0].startsWith('#');
    if (comment) cells[0] = cells[0].replace(/^#+\s*/, '');
    if (cells.some((cell) => cell !== '')) lines.push({ number, cells, comment });
  };
  if (separator === ' ') eachRecord(tabbed(text), { separator: '\t', file }, add);
  else eachRecord(text, { separator, file }, add);
  return { lines, separator };
}

/** `Width: 0,5 mm` in a table of commas: what stands behind the colon is one number. */
function withDecimals(cells: readonly string[]): readonly string[] {
  const at = cells.findIndex((cell, i) => /[:=]\s*\d+$/.test(cell) && /^\d/.test(cells[i + 1] ?? ''));
  return at < 0 ? cells : [...cells.slice(0, at), `${cells[at]},${cells[at + 1]}`, ...cells.slice(at + 2)];
}

/** The separator that parts numbers from numbers; of a file without such lines that of its head. */
function separatorOf(text: string): Lines['separator'] {
  const sample = sampleOf(text);
  const counts = SEPARATORS.map((s) => sample.filter((line) => numbersOf(line, s) >= 2).length);
  const most = Math.max(...counts);
  const blanks = sample.filter((line) => numbersOf(line, ' ') >= 2);
  // '0,5  1,2' cut by commas leaves '5  1', which is no number.
  const clean = blanks.filter((line) => SEPARATORS.some((s) => numbersOf(line, s, true) >= 2));
  if (blanks.length > 2 * clean.length + 2 && blanks.length >= most) return ' ';
  if (most > 0) return SEPARATORS[counts.findIndex((n) => n >= most / 2)];
  const head = HEAD.exec(text)?.[0] ?? FIRST.exec(text)?.[0] ?? '';
  return SEPARATORS.find((s) => head.includes(s)) ?? ',';
}

function sampleOf(text: string): string[] {
  const part = (from: number) => text.slice(from, from + 60 * LOOK).split(/[\r\n]+/, LOOK);
  return text.length < 60 * LOOK ? part(0) : [...part(0), ...part(Math.floor(text.length / 2)).slice(1, -1)];
}

/** Cells of a line that are numbers; with `clean` none where another cell has digits and is no number. */
function numbersOf(line: string, separator: string, clean = false): number {
  const masked = line.replace(/"([^"]*)"/g, (_, inside: string) =>
    separator === ' ' ? inside : inside.replaceAll(separator, '\u0001'),
  );
  const cells = separator === ' ' ? masked.trim().split(/\s+/) : masked.split(separator);
  const isNumber = (cell: string) => isNumeric(cell) && (separator !== ' ' || /\d$/.test(cell));
  const plain = cells.map((cell) => cell.replaceAll('\u0001', separator));
  if (clean && plain.some((cell) => /\d/.test(cell) && !isNumber(cell))) return 0;
  return plain.filter(isNumber).length;
}

/** Columns set apart by blanks: between numbers by any, between words by two or behind a unit in brackets. */
function tabbed(text: string): string {
  return text
    .split(/\r\n|\n|\r/)
    .map((line) => {
      const apart = line.trim();
      if (numbersOf(apart, ' ') >= 2) return apart.replace(/\s+/g, '\t');
      return apart.replace(/\s{2,}/g, '\t').replace(/([)\]])\s+(?=\S)/g, '$1\t');
    })
    .join('\n');
}
