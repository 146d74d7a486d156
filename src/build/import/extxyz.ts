/** Import of extended XYZ with a radius column. */

import { checkOptions } from '../../config/options.js';
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
import { lengthUnit, MICROMETRES, UNIT_WORDS } from './units.js';

interface Columns {
  readonly pos: number;
  readonly size: number;
  readonly diameter: boolean;
  readonly width: number;
}

/** Key–value pairs of the comment line; values may be quoted. */
function comment(line: string): Map<string, string> {
  const pairs = new Map<string, string>();
  for (const match of line.matchAll(/([\w.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+))/g)) {
    pairs.set(match[1].toLowerCase(), match[2] ?? match[3] ?? match[4]);
  }
  return pairs;
}

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
  return { pos, size, diameter, width };
}

function readLattice(text: string | undefined, file: string): number[] {
  if (text === undefined) return [0, 0, 0];
  const words = text.trim().split(/\s+/);
  if (words.length !== 9) refuse(file, 2, { what: 'Lattice', value: text, allowed: 'nine numbers' });
  const m = words.map((w) => number(w, file, 2, 'Lattice'));
  const size = Math.max(...m.map(Math.abs));
  for (const [k, value] of m.entries()) {
    if (k % 4 !== 0 && Math.abs(value) > 1e-9 * size) {
      refuse(file, 2, { what: 'Lattice', value: text, allowed: 'a box with right angles along x, y, z' });
    }
    if (k % 4 === 0 && !(value > 0))
      refuse(file, 2, { what: 'Lattice', value: text, allowed: 'positive lengths' });
  }
  return [m[0], m[4], m[8]];
}

/**
 * Reads the first frame of an extended XYZ file: `Lattice`, `Properties` with pos and radius (or diameter).
 * Without `pbc` x and y are periodic and z is not (the coating stands on the foil at z = 0). The unit comes
 * from `units="um"` in the comment or from `options.unit`; there is no default, since most files are in Å.
 *
 * @throws InputError with file:line as {@link importCsv} does.
 */
export function importExtxyz(text: string, options: ImportOptions = {}): Structure {
  checkOptions('importExtxyz', options, IMPORT_OPTIONS);
  const file = options.file ?? 'extended XYZ';
  const lines = text.split(/\r\n|\n|\r/);
  const count = number(lines[0], file, 1, 'number of particles');
  if (!(Number.isInteger(count) && count >= 1 && count <= MAX_PARTICLES)) {
    refuse(file, 1, { what: 'number of particles', value: count, allowed: `1 to ${MAX_PARTICLES}` });
  }
  const pairs = comment(lines[1] ?? '');
  const columns = readProperties(pairs.get('properties'), file);
  const unit = readUnit(pairs, file, options.unit);
  const lattice = readLattice(pairs.get('lattice'), file);
  const pbc = (pairs.get('pbc') ?? 'T T F').trim().split(/\s+/);
  const period = options.period ?? lattice.map((side, c) => (/^(t|true|1)$/i.test(pbc[c] ?? '') ? side : 0));
  const lo = (pairs.get('origin') ?? '0 0 0')
    .trim()
    .split(/\s+/)
    .map((w) => number(w, file, 2, 'Origin'));
  const builder = new StructureBuilder(file, MICROMETRES[unit], unit);
  for (let k = 0; k < count; k++) {
    const line = k + 3;
    const words = (lines[k + 2] ?? '').trim().split(/\s+/);
    if ((lines[k + 2] ?? '').trim() === '') {
      refuse(file, line, {
        what: 'particles',
        value: k,
        unit: 'rows',
        allowed: `${count}, as line 1 says`,
        hint: 'Is the file cut off?',
      });
    }
    if (words.length < columns.width) {
      refuse(file, line, {
        what: 'row',
        value: words.length,
        unit: 'columns',
        allowed: `${columns.width}, as Properties says`,
      });
    }
    const [x, y, z] = ['x', 'y', 'z'].map((axis, c) =>
      number(words[columns.pos + c], file, line, axis, unit),
    );
    const size = number(words[columns.size], file, line, columns.diameter ? 'diameter' : 'radius', unit);
    builder.add(line, x, y, z, columns.diameter ? size / 2 : size);
  }
  return builder.finish(period, lo);
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
