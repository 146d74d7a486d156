/** Import of a table x, y, z, r with units in its header. */

import { checkOptions } from '../../config/options.js';
import { type CsvOptions, eachRecord } from '../../core/csv.js';
import { MAX_PARTICLES } from '../limits.js';
import { periodComment, speaksOfPeriod } from './period-comment.js';
import { number, refuse } from './refuse.js';
import {
  IMPORT_OPTIONS,
  type ImportOptions,
  type LengthUnit,
  type Structure,
  StructureBuilder,
} from './structure.js';
import { lengthUnit, MICROMETRES, splitHeader, UNIT_WORDS } from './units.js';

const ROLES: Record<string, 'x' | 'y' | 'z' | 'r' | 'd'> = {
  x: 'x',
  y: 'y',
  z: 'z',
  r: 'r',
  radius: 'r',
  d: 'd',
  diameter: 'd',
};

const SEPARATORS = [';', '\t', ','] as const;

interface Found {
  readonly at: number;
  readonly unit: LengthUnit;
  readonly header: string;
}

function separatorOf(header: string): CsvOptions['separator'] {
  const [best] = SEPARATORS.map((separator) => ({ separator, count: header.split(separator).length })).sort(
    (a, b) => b.count - a.count,
  );
  return best.count > 1 ? best.separator : ',';
}

function readHeader(
  headers: string[],
  file: string,
  line: number,
  fallback?: LengthUnit,
): Map<string, Found> {
  const found = new Map<string, Found>();
  for (const [at, header] of headers.entries()) {
    const { name, unit: word } = splitHeader(header);
    const role = ROLES[name];
    if (!role) continue;
    const unit = word === undefined ? fallback : lengthUnit(word);
    if (!unit) {
      refuse(file, line, {
        what: `unit of column '${header.trim()}'`,
        value: word,
        allowed: UNIT_WORDS,
        hint: "Write it in the header, e.g. 'x_um' or 'x (µm)'.",
      });
    }
    if (found.has(role)) {
      refuse(file, line, {
        what: `column '${header.trim()}'`,
        value: 'twice',
        allowed: 'each of x, y, z, r once',
      });
    }
    found.set(role, { at, unit, header: header.trim() });
  }
  for (const role of ['x', 'y', 'z']) {
    if (!found.has(role)) missing(file, line, role, headers);
  }
  if (found.has('r') === found.has('d')) {
    if (!found.has('r')) missing(file, line, 'r (radius) or d (diameter)', headers);
    refuse(file, line, { what: 'columns', value: 'radius and diameter', allowed: 'one of the two' });
  }
  return found;
}

function missing(file: string, line: number, role: string, headers: string[]): never {
  refuse(file, line, {
    what: `column ${role}`,
    value: headers.map((h) => h.trim()).join(' | '),
    allowed: 'a header with x, y, z and r (or diameter), each with its unit',
    hint: 'Column names are case-insensitive.',
  });
}

/** Columns that say what a particle is. */
const TYPE_COLUMNS = ['type', 'species', 'material', 'phase', 'element'];

/** Columns of the period, as our own tables have them: the same in each row. */
const PERIOD_COLUMNS = ['period_x', 'period_y', 'period_z'];

/** What the header says of a table, and how its cells are read. */
interface Table {
  readonly file: string;
  readonly width: number;
  readonly columns: Map<string, Found>;
  /** Columns of types, in words of the header. */
  readonly types: readonly number[];
  readonly period: readonly (Found | undefined)[];
  readonly decimalComma: boolean;
}

function readTable(
  cells: string[],
  file: string,
  line: number,
  options: ImportOptions,
): Omit<Table, 'decimalComma'> {
  const types = cells.flatMap((cell, at) => (TYPE_COLUMNS.includes(splitHeader(cell).name) ? [at] : []));
  const period = PERIOD_COLUMNS.map((wanted): Found | undefined => {
    const at = cells.findIndex((cell) => splitHeader(cell).name === wanted);
    if (at < 0) return undefined;
    const header = cells[at].trim();
    const unit = lengthUnit(splitHeader(header).unit ?? '') ?? options.unit;
    if (!unit) refuse(file, line, { what: `unit of column '${header}'`, value: header, allowed: UNIT_WORDS });
    return { at, unit, header };
  });
  return { file, width: cells.length, columns: readHeader(cells, file, line, options.unit), types, period };
}

/** Whether numbers have a comma: it separates no cells, and no number has a point. */
function hasDecimalComma(text: string, separator: string): boolean {
  if (separator === ',') return false;
  const rows = text.replace(/^\s*["']?#.*$/gm, '');
  return /\d,\d/.test(rows) && !/\d\.\d/.test(rows);
}

/** A length of a row, µm. */
function length(table: Table, row: readonly string[], line: number, found: Found): number {
  const cell = table.decimalComma ? row[found.at].replace(',', '.') : row[found.at];
  return number(cell, table.file, line, `column '${found.header}'`, found.unit) * MICROMETRES[found.unit];
}

/** Periods from the columns of a row, µm; undefined where the table has none. */
function periodOf(table: Table, row: readonly string[], line: number): number[] | undefined {
  if (table.period.every((found) => found === undefined)) return undefined;
  return table.period.map((found) => (found === undefined ? 0 : length(table, row, line, found)));
}

/**
 * Reads a table of particles: columns x, y, z and r (or diameter) with units in the header; comma, semicolon or tab
 * between cells (decimal commas where no comma separates); `#` begins a comment. `# period_um: Lx, Ly, 0` or columns
 * period_x, period_y state the periods; without them the structure is open. Of a column type (species, material) those
 * of `options.activeTypes` are taken. Other columns are ignored.
 *
 * @throws InputError with file:line for a missing column or unit, a number that is none, a radius out of
 * range, a short row, a particle twice, an overlap over 30 % of the smaller radius, an empty table, a comment on
 * periods that cannot be read, several types of which none is chosen.
 */
export function importCsv(text: string, options: ImportOptions = {}): Structure {
  checkOptions('importCsv', options, IMPORT_OPTIONS);
  const file = options.file ?? 'CSV';
  const head = /^(?!\s*["']?#).*\S.*$/m.exec(text)?.[0] ?? '';
  let table: Table | undefined;
  const scale = MICROMETRES[options.unit ?? 'um'];
  let period: readonly number[] | undefined = options.period?.map((p) => p * scale);
  const notes: string[] = [];
  const builder = new StructureBuilder(file, 1, 'um', options.activeTypes);
  const separator = separatorOf(head);
  const decimalComma = hasDecimalComma(text, separator);
  eachRecord(text, { separator, file }, (cells, at) => {
    if (cells[0].trimStart().startsWith('#')) {
      const words = cells.join(separator).trim();
      const stated = periodComment(words, file, at);
      if (options.period === undefined) period = stated ?? period;
      if (stated === undefined && speaksOfPeriod(words)) notes.push(`${file}:${at} '${words}' is not read`);
    } else if (!table) {
      table = { ...readTable(cells, file, at, options), decimalComma };
    } else {
      addRow(builder, cells, table, at);
      if (options.period === undefined && builder.count === 1) period = periodOf(table, cells, at) ?? period;
    }
  });
  if (!table) {
    refuse(file, 1, {
      what: 'header',
      value: undefined,
      allowed: 'a line such as x_um,y_um,z_um,r_um',
      hint: 'The file is empty.',
    });
  }
  if (period === undefined) notes.push(openNote(file));
  return builder.finish({ period: period ?? [0, 0, 0], notes });
}

function openNote(file: string): string {
  return `${file} states no period: the structure is taken as open along x and y ('# period_um: Lx, Ly, 0' states one)`;
}

function addRow(builder: StructureBuilder, row: string[], table: Table, at: number): void {
  const { file, width, columns } = table;
  if (row.length !== width) {
    refuse(file, at, {
      what: 'row',
      value: row.length,
      unit: 'cells',
      allowed: `${width}, as the header has`,
      hint: row.length < width ? 'Is the file cut off?' : 'Is there a decimal comma?',
    });
  }
  if (builder.count >= MAX_PARTICLES) {
    refuse(file, at, {
      what: 'particles',
      value: `more than ${MAX_PARTICLES}`,
      allowed: `1 to ${MAX_PARTICLES} rows`,
    });
  }
  const get = (role: string): number => length(table, row, at, columns.get(role) as Found);
  const type = table.types.map((column) => row[column].trim()).join('/');
  builder.add(at, get('x'), get('y'), get('z'), columns.has('r') ? get('r') : get('d') / 2, type);
}
