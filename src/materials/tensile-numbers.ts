/** Numbers of a table as people and machines write them: decimal point or comma, thousands apart. */
import { InputError } from '../core/errors.js';

/** How a file writes its numbers. */
export interface NumberStyle {
  readonly decimal: '.' | ',';
  /** Whether thousands are set apart by a sign anywhere in the file. */
  readonly thousands: boolean;
}

const GROUPED = /^[+-]?\d{1,3}([ '’\u00a0\u2009\u202f]\d{3})+([.,]\d*)?$/;
const PLAIN = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Whether a cell is a number in some style. */
export function isNumeric(cell: string): boolean {
  const text = tidy(cell);
  return /^[+-]?[\d.,]*\d[\d.,]*(e[+-]?\d+)?$/i.test(text);
}

/** Blanks and apostrophes between thousands off; a true minus becomes a hyphen. */
function tidy(cell: string): string {
  const text = cell.trim().replace(/^[−–]/, '-');
  return GROUPED.test(text) ? text.replace(/[^\d.,+-]/g, '') : text;
}

/** The value of a cell; undefined where it is no number in this style. */
export function numberIn(cell: string, { decimal }: NumberStyle): number | undefined {
  let text = tidy(cell);
  const grouped = decimal === '.' ? /^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$/ : /^[+-]?\d{1,3}(\.\d{3})+(,\d*)?$/;
  if (grouped.test(text)) text = text.replaceAll(decimal === '.' ? ',' : '.', '');
  if (decimal === ',') {
    if (text.includes('.')) return undefined;
    text = text.replace(',', '.');
  }
  const value = Number(text);
  return PLAIN.test(text) && Number.isFinite(value) ? value : undefined;
}

interface Sight {
  readonly cell: string;
  readonly line: number;
}

/** Collects what the cells of a table tell of its style. */
export class StyleFinder {
  readonly #sure: Partial<Record<'.' | ',', Sight>> = {};
  /** Signs with three digits behind them, which may be either: by column. */
  readonly #open = new Map<number, { sight: Sight; sign: '.' | ','; plain: boolean }>();
  /** Columns that also hold a number without any sign. */
  readonly #plain = new Set<number>();
  #grouped = false;

  see(cell: string, column: number, line: number): void {
    const text = tidy(cell);
    if (!isNumeric(text)) return;
    const signs = text.replace(/[^.,]/g, '');
    const last = signs.at(-1) as '.' | ',' | undefined;
    const sight = { cell, line };
    if (last === undefined) this.#plain.add(column);
    else if (signs.length === 1) this.#single(text, last, column, sight);
    else if (new Set(signs).size === 1) this.#group(last === '.' ? ',' : '.', sight);
    else this.#group(last, sight);
  }

  #single(text: string, sign: '.' | ',', column: number, sight: Sight): void {
    if (!/^[+-]?[1-9]\d{0,2}[.,]\d{3}$/.test(text)) this.#sure[sign] ??= sight;
    else if (!this.#open.has(column) || this.#open.get(column)?.sign !== sign)
      this.#open.set(column, { sight, sign, plain: false });
  }

  #group(decimal: '.' | ',', sight: Sight): void {
    this.#grouped = true;
    this.#sure[decimal] ??= sight;
  }

  /**
   * The style of the file.
   * @param commas - Whether commas part its columns. @throws InputError where both signs are decimal ones, and
   * where `5,000` beside `0` can be five or five thousand.
   */
  style(file: string, commas: boolean): NumberStyle {
    const [point, comma] = [this.#sure['.'], this.#sure[',']];
    if (point && comma) {
      throw new InputError({
        field: `${file}:${Math.max(point.line, comma.line)}`,
        value: (point.line > comma.line ? point : comma).cell,
        allowed: `one decimal sign in the file; line ${Math.min(point.line, comma.line)} has '${
          (point.line > comma.line ? comma : point).cell
        }'`,
        hint: 'Write all numbers with one decimal sign, or delete the line.',
      });
    }
    const open = [...this.#open.entries()];
    const sure = point ? '.' : comma ? ',' : undefined;
    const thousands = (decimal: '.' | ',') => this.#grouped || open.some(([, o]) => o.sign !== decimal);
    if (sure) return { decimal: sure, thousands: thousands(sure) };
    if (open.length === 0) return { decimal: '.', thousands: this.#grouped };
    const signs = new Set(open.map(([, o]) => o.sign));
    // Commas between the columns: an English table.
    if (commas) return { decimal: '.', thousands: thousands('.') };
    const doubtful =
      open.find(([column]) => this.#plain.has(column)) ?? (signs.size > 1 ? open[0] : undefined);
    if (doubtful === undefined) return { decimal: [...signs][0], thousands: false };
    const { sight, sign } = doubtful[1];
    throw new InputError({
      field: `${file}:${sight.line}`,
      value: sight.cell,
      allowed: `numbers that can be read in one way only; this may be ${sight.cell.replace(sign, '')} or ${sight.cell.replace(
        ',',
        '.',
      )}`,
      hint: `Take the thousands separators '${sign}' out, or write all numbers of the column with the same decimals.`,
    });
  }
}
