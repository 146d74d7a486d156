/** Tables and numbers for people. */
import { percent as shareText } from '../output/number.js';

/** Columns separated by two spaces; the first is aligned left, numbers right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows];
  const widths = head.map((_, c) => Math.max(...all.map((row) => [...(row[c] ?? '')].length)));
  const pad = (text: string, c: number): string => {
    const space = ' '.repeat(widths[c] - [...text].length);
    return c === 0 ? text + space : space + text;
  };
  const line = (row: readonly string[]): string => row.map(pad).join('  ').trimEnd();
  return `${line(head)}\n${widths.map((w) => '─'.repeat(w)).join('  ')}\n${rows.map(line).join('\n')}\n`;
}

/** A number with a few significant digits and no exponent where it can be helped. */
export function num(value: number | null, digits = 3): string {
  if (value === null || Number.isNaN(value)) return '–';
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 1e5 || size < 1e-3) return value.toExponential(Math.max(0, digits - 2));
  return String(Number(value.toPrecision(digits)));
}

/** A share as per cent, with the space of a terminal. */
export function percent(share: number | null): string {
  return plainSpaces(shareText(share));
}

/** Spaces that do not break, as plain ones. */
function plainSpaces(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, ' ');
}

/** Wrap a paragraph to a width; a space that does not break keeps a number and its unit on one line. */
export function wrap(text: string, width = 96): string {
  const out: string[] = [];
  let line = '';
  for (const word of text.split(/[^\S\u00a0\u202f]+/)) {
    if (line !== '' && line.length + word.length + 1 > width) {
      out.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return plainSpaces(`${[...out, line].join('\n')}\n`);
}
