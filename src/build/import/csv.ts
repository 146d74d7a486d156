/** Import of a table x, y, z, r with units in its header. */

import { checkOptions } from '../../config/options.js';
import { type CsvOptions, eachRecord } from '../../core/csv.js';
import { MAX_PARTICLES } from '../limits.js';
import {
  IMPORT_OPTIONS,
  type ImportOptions,
  type LengthUnit,
  number,
  refuse,
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

const PERIOD = /^#\s*period(?:_(\w+)|\s*[([]([^)\]]+)[)\]])?\s*[:=]\s*(.+)$/i;

/** Reads `# period_um: Lx, Ly, Lz` from a comment line; in µm. */
function readPeriod(line: string, file: string, at: number): [number, number, number] | undefined {
  const match = PERIOD.exec(line);
  if (!match) return undefined;
  const unit = lengthUnit(match[1] ?? match[2] ?? '');
  if (!unit) {
    refuse(file, at, {
      what: 'unit of period',
      value: match[1] ?? match[2],
      allowed: UNIT_WORDS,
      hint: "Write '# period_um: 100, 100, 0'.",
    });
  }
  const parts = match[3].trim().split(/[\s,;]+/);
  if (parts.length !== 3) {
    refuse(file, at, { what: 'period', value: match[3], unit, allowed: 'three numbers; 0 is not periodic' });
  }
  return parts.map((p) => number(p, file, at, 'period', unit) * MICROMETRES[unit]) as [
    number,
    number,
    number,
  ];
}

/**
 * Reads a table of particles: columns x, y, z and r (or diameter) with units in the header; comma,
 * semicolon or tab between cells; `#` begins a comment. `# period_um: Lx, Ly, 0` states the periods.
 * Other columns are ignored.
 *
 * @throws InputError with file:line for a missing column or unit, a number that is none, a radius out of
 * range, a short row, a particle twice, an overlap over 30 % of the smaller radius, an empty table.
 */
export function importCsv(text: string, options: ImportOptions = {}): Structure {
  checkOptions('importCsv', options, IMPORT_OPTIONS);
  const file = options.file ?? 'CSV';
  const head = /^(?!\s*#).*\S.*$/m.exec(text)?.[0] ?? '';
  let columns: Map<string, Found> | undefined;
  let width = 0;
  const scale = MICROMETRES[options.unit ?? 'um'];
  let period = (options.period?.map((p) => p * scale) as [number, number, number] | undefined) ?? [0, 0, 0];
  const builder = new StructureBuilder(file, 1, 'um');
  const separator = separatorOf(head);
  eachRecord(text, { separator, file }, (cells, at) => {
    if (cells[0].trimStart().startsWith('#')) {
      period = readPeriod(cells.join(separator).trim(), file, at) ?? period;
    } else if (!columns) {
      width = cells.length;
      columns = readHeader(cells, file, at, options.unit);
    } else {
      addRow(builder, cells, width, columns, file, at);
    }
  });
  if (!columns) {
    refuse(file, 1, {
      what: 'header',
      value: undefined,
      allowed: 'a line such as x_um,y_um,z_um,r_um',
      hint: 'The file is empty.',
    });
  }
  return builder.finish(period);
}

function addRow(
  builder: StructureBuilder,
  row: string[],
  width: number,
  columns: Map<string, Found>,
  file: string,
  at: number,
): void {
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
  const get = (role: string): number => {
    const found = columns.get(role) as Found;
    return number(row[found.at], file, at, `column '${found.header}'`, found.unit) * MICROMETRES[found.unit];
  };
  builder.add(at, get('x'), get('y'), get('z'), columns.has('r') ? get('r') : get('d') / 2);
}
