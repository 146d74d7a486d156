/** Delimited text (RFC 4180), read for all who read tables. */
import { dsvFormat } from 'd3-dsv';
import { InputError } from './errors.js';

/** How a text is delimited, and what it is called in messages. */
export interface CsvOptions {
  readonly separator: ',' | ';' | '\t';
  readonly file: string;
}

/**
 * Calls `visit` for each record with its cells, quotes taken off, and the line it begins on (from 1). A
 * byte-order mark and blanks around quotes are ignored, quotes in a line that begins with `#` quote nothing,
 * records without a value are left out. Lines end with LF, CRLF or CR.
 * @throws InputError naming the line of a quote that is not closed as it should be.
 */
export function eachRecord(
  text: string,
  { separator, file }: CsvOptions,
  visit: (cells: string[], line: number) => void,
): void {
  const plain = text.replace(/^\uFEFF/, '');
  const quoted = plain.includes('"');
  let line = 1;
  dsvFormat(separator).parseRows(quoted ? tidy(plain, separator, file) : plain, (cells) => {
    const at = line;
    line += 1 + (quoted ? cells.reduce((sum, cell) => sum + breaks(cell), 0) : 0);
    if (cells.some((cell) => cell.trim() !== '')) visit(cells, at);
    return null;
  });
}

/** What the reader takes in a wrong way without a word is mended or refused here. */
function tidy(text: string, separator: string, file: string): string {
  const [before, after] = [`(?<=^|[${separator}\r\n])`, `(?=$|[${separator}\r\n])`];
  const strict = `"[^"]*(?:""[^"]*)*"`;
  if (!text.replace(new RegExp(`${before}${strict}${after}`, 'g'), '').includes('"')) return text;
  const cell = `${before} *(${strict}) *${after}`;
  const parts = new RegExp(`${cell}|(?<=^|[\r\n])[ \t]*#[^\r\n]*`, 'g');
  const out = text.replace(parts, (all, quoted?: string) => quoted ?? all.replaceAll('"', ''));
  const rest = out.replace(parts, (all) => all.replace(/[^\r\n]/g, ' '));
  const at = rest.search(new RegExp(`${before} *"`));
  if (at < 0) return out;
  throw new InputError({
    field: `${file}:${1 + breaks(out.slice(0, at))}`,
    value: out.slice(at, at + 40),
    allowed: 'a quote that is closed again, and after it a separator or the end of the line',
    hint: 'A quote inside of quotes is doubled.',
  });
}

function breaks(text: string): number {
  return text.match(/\r\n|\n|\r/g)?.length ?? 0;
}
