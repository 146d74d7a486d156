/** Import of extended XYZ with a radius column. */

import { checkOptions } from '../../config/options.js';
import { MAX_PARTICLES } from '../limits.js';
import { number, refuse } from './refuse.js';
import {
  IMPORT_OPTIONS,
  type ImportOptions,
  type LengthUnit,
  type Structure,
  StructureBuilder,
} from './structure.js';
import { lengthUnit, MICROMETRES, UNIT_WORDS } from './units.js';
import { comment, readOrigin, readPeriod } from './xyz-comment.js';

interface Columns {
  readonly pos: number;
  readonly size: number;
  readonly diameter: boolean;
  /** Columns that say what a particle is. */
  readonly types: readonly number[];
  readonly width: number;
}

/** Names under which programs write what a particle is. */
const TYPE_COLUMNS = [
  'species',
  'symbols',
  'type',
  'types',
  'element',
  'elements',
  'particle_type',
  'material',
];

function readProperties(text: string | undefined, file: string): Columns {
  const parts = (text ?? '').split(':');
  if (text === undefined || parts.length % 3 !== 0) {
    refuse(file, 2, {
      what: 'Properties',
      value: text,
      allowed: 'name:type:count triples, e.g. species:S:1:pos:R:3:radius:R:1',
    });
  }
  let width = 0;
  let pos = -1;
  let size = -1;
  let diameter = false;
  const types: number[] = [];
  for (let k = 0; k < parts.length; k += 3) {
    const name = parts[k].toLowerCase();
    const count = Number(parts[k + 2]);
    if (!Number.isInteger(count) || count < 1) {
      refuse(file, 2, {
        what: `Properties ${parts[k]}`,
        value: parts[k + 2],
        allowed: 'a whole number of columns from 1',
      });
    }
    if ((name === 'pos' || name === 'position') && count === 3) pos = width;
    if (['radius', 'r', 'radii', 'diameter'].includes(name) && count === 1 && size < 0) {
      size = width;
      diameter = name === 'diameter';
    }
    if (TYPE_COLUMNS.includes(name) && count === 1) types.push(width);
    width += count;
  }
  if (pos < 0 || size < 0) {
    const what = pos < 0 ? 'pos:R:3' : 'radius:R:1 or diameter:R:1';
    refuse(file, 2, {
      what: 'Properties',
      value: text,
      allowed: `a column ${what}`,
      hint: 'Export the particle radius too.',
    });
  }
  return { pos, size, diameter, types, width };
}

/** Lines of one frame, and whether others follow. */
function frameOf(lines: readonly string[], count: number, file: string): { rows: string[]; more: boolean } {
  const rows = lines.slice(2, 2 + count);
  // A whole number alone begins the next frame.
  const given = rows.findIndex((line) => /^\s*\d*\s*$/.test(line));
  if (given >= 0 || rows.length < count) {
    refuse(file, (given < 0 ? rows.length : given) + 3, {
      what: 'particles',
      value: given < 0 ? rows.length : given,
      unit: 'rows',
      allowed: `${count}, as line 1 says`,
      hint: 'Is the file cut off?',
    });
  }
  const after = lines.findIndex((line, k) => k >= 2 + count && line.trim() !== '');
  // Another frame begins with its count; anything else is a row too many.
  if (after >= 0 && !(/^\s*\d+\s*$/.test(lines[after]) && /=/.test(lines[after + 1] ?? ''))) {
    refuse(file, after + 1, {
      what: 'particles',
      value: `more than ${count} rows`,
      allowed: `${count}, as line 1 says`,
      hint: 'Correct the number on line 1, or delete the rows.',
    });
  }
  return { rows, more: after >= 0 };
}

/**
 * Reads the first frame of an extended XYZ file: `Lattice`, `Properties` with pos and radius (or diameter), and where
 * there are several species or types those of `options.activeTypes`. Without `pbc` x and y are periodic and z is not
 * (the coating stands on the foil at z = 0). The unit comes from `units="um"` in the comment or from `options.unit`;
 * there is no default, since most files are in Å.
 *
 * @throws InputError with file:line as {@link importCsv} does, and for a count that differs from the rows.
 */
export function importExtxyz(text: string, options: ImportOptions = {}): Structure {
  checkOptions('importExtxyz', options, IMPORT_OPTIONS);
  const file = options.file ?? 'extended XYZ';
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const count = number(lines[0], file, 1, 'number of particles');
  if (!(Number.isInteger(count) && count >= 1 && count <= MAX_PARTICLES)) {
    refuse(file, 1, { what: 'number of particles', value: count, allowed: `1 to ${MAX_PARTICLES}` });
  }
  const pairs = comment(lines[1] ?? '');
  const columns = readProperties(pairs.get('properties'), file);
  const unit = readUnit(pairs, file, options.unit);
  const period = options.period ?? readPeriod(pairs, file);
  const { rows, more } = frameOf(lines, count, file);
  const builder = new StructureBuilder(file, MICROMETRES[unit], unit, options.activeTypes);
  for (const [k, row] of rows.entries()) addRow(builder, row, k + 3, columns, file, unit);
  const notes = more ? [`${file} has several frames: the first is taken`] : [];
  if (pairs.get('lattice') === undefined && options.period === undefined)
    notes.push(`${file} states no Lattice: the structure is taken as open along x and y`);
  if (options.period === undefined && period[2] > 0)
    notes.push(`${file} repeats along z: the structure is taken as open there, between foil and surface`);
  const lo = readOrigin(pairs.get('origin'), file);
  return builder.finish({ period, notes, ...(lo === undefined ? {} : { lo }) });
}

function addRow(
  builder: StructureBuilder,
  row: string,
  line: number,
  columns: Columns,
  file: string,
  unit: LengthUnit,
): void {
  const words = row.trim().split(/\s+/);
  if (words.length !== columns.width) {
    refuse(file, line, {
      what: 'row',
      value: words.length,
      unit: 'columns',
      allowed: `${columns.width}, as Properties says`,
    });
  }
  const [x, y, z] = ['x', 'y', 'z'].map((axis, c) => number(words[columns.pos + c], file, line, axis, unit));
  const size = number(words[columns.size], file, line, columns.diameter ? 'diameter' : 'radius', unit);
  const type = columns.types.map((at) => words[at]).join('/');
  builder.add(line, x, y, z, columns.diameter ? size / 2 : size, type);
}

function readUnit(pairs: Map<string, string>, file: string, given?: LengthUnit): LengthUnit {
  const word = pairs.get('units') ?? pairs.get('unit') ?? pairs.get('length_unit');
  const unit = word === undefined ? given : lengthUnit(word);
  if (!unit) {
    refuse(file, 2, {
      what: 'units',
      value: word,
      allowed: UNIT_WORDS,
      hint: 'Write units="um" in the comment line, or state the unit.',
    });
  }
  return unit;
}
