/** Import of a LAMMPS data file with particle diameters. */

import { checkOptions, type Known } from '../../config/options.js';
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
import { MICROMETRES, UNIT_WORDS } from './units.js';

/** Where coordinates and diameter stand in a row of `Atoms`, by atom style (LAMMPS manual, read_data). */
const STYLES: Record<string, { x: number; diameter: number; width: number }> = {
  sphere: { x: 4, diameter: 2, width: 7 },
  'bpm/sphere': { x: 5, diameter: 3, width: 8 },
  // hybrid: id type x y z, then the columns of the sub-styles in order.
  'hybrid sphere': { x: 2, diameter: 5, width: 7 },
  'hybrid bond sphere': { x: 2, diameter: 6, width: 8 },
  'hybrid sphere bond': { x: 2, diameter: 5, width: 8 },
  // atomic has no diameter: one radius for each type comes from the options.
  atomic: { x: 2, diameter: -1, width: 5 },
};

/** LAMMPS `units` styles whose length is one of ours. */
const UNIT_STYLES: Record<string, LengthUnit> = { micro: 'um', nano: 'nm', si: 'm' };

/** Options of {@link importLammpsData}. */
export interface LammpsDataOptions extends ImportOptions {
  /** `atom_style`, for files whose `Atoms` line does not name it. */
  readonly atomStyle?: string;
  /** Radius of each atom type in the file's unit, for `atom_style atomic`. */
  readonly radiusByType?: Readonly<Record<string, number>>;
}

/** Their names. */
export const LAMMPS_OPTIONS: Known<LammpsDataOptions> = {
  ...IMPORT_OPTIONS,
  atomStyle: 1,
  radiusByType: 1,
};

interface Header {
  atoms: number;
  lo: number[];
  hi: number[];
  seen: boolean[];
}

const AXES = ['x', 'y', 'z'];
const SECTION =
  /^(Atoms|Velocities|Masses|Bonds|Angles|Dihedrals|Impropers|Ellipsoids|Lines|Triangles|Bodies|(?:Pair|PairIJ|Bond|Angle|Dihedral|Improper) Coeffs|Atom Type Labels|Bond Type Labels)\b/;

/**
 * Reads a LAMMPS data file: `atom_style` sphere, bpm/sphere, hybrid with sphere, or atomic with a radius
 * for each type given. The box becomes the periods along x and y; z is taken as not periodic, with the
 * foil at z = 0, unless `options.period` says otherwise.
 *
 * The unit comes from `units = micro | nano | si` on the first line (as `write_data` leaves it) or from
 * `options.unit`.
 *
 * @throws InputError with file:line as {@link importCsv} does.
 */
export function importLammpsData(text: string, options: LammpsDataOptions = {}): Structure {
  checkOptions('importLammpsData', options, LAMMPS_OPTIONS);
  const file = options.file ?? 'LAMMPS data';
  const lines = text.split(/\r\n|\n|\r/);
  const unit = unitOf(lines[0] ?? '', file, options.unit);
  const header: Header = { atoms: -1, lo: [0, 0, 0], hi: [0, 0, 0], seen: [false, false, false] };
  let at = 1;
  // The first line is always a comment.
  for (; at < lines.length && !SECTION.test(lines[at].trim()); at++)
    readHeaderLine(lines[at], file, at + 1, header);
  checkHeader(header, file);
  while (at < lines.length && !lines[at].trim().startsWith('Atoms')) at++;
  if (at >= lines.length) {
    refuse(file, lines.length, {
      what: 'section',
      value: undefined,
      allowed: "an 'Atoms' section",
      hint: 'Is the file cut off?',
    });
  }
  const style = styleOf(lines[at], file, at + 1, options.atomStyle);
  const builder = new StructureBuilder(file, MICROMETRES[unit], unit);
  readAtoms(lines, at + 1, { file, unit, style, header, builder, options });
  const side = header.lo.map((low, c) => header.hi[c] - low);
  return builder.finish(options.period ?? [side[0], side[1], 0], header.lo);
}

function unitOf(first: string, file: string, given?: LengthUnit): LengthUnit {
  const word = /units\s*=\s*(\w+)/.exec(first)?.[1];
  const unit = word === undefined ? given : UNIT_STYLES[word];
  if (!unit) {
    refuse(file, 1, {
      what: 'units',
      value: word,
      allowed: word === undefined ? UNIT_WORDS : 'micro, nano, si',
      hint: "State the unit, or write 'units = micro' on the first line.",
    });
  }
  return unit;
}

function readHeaderLine(raw: string, file: string, line: number, header: Header): void {
  const text = raw.replace(/#.*/, '').trim();
  const words = text.split(/\s+/);
  if (/\batoms$/.test(text)) header.atoms = number(words[0], file, line, 'atoms');
  for (const [c, axis] of AXES.entries()) {
    if (!text.endsWith(`${axis}lo ${axis}hi`)) continue;
    header.lo[c] = number(words[0], file, line, `${axis}lo`);
    header.hi[c] = number(words[1], file, line, `${axis}hi`);
    header.seen[c] = true;
    if (!(header.hi[c] > header.lo[c])) {
      refuse(file, line, {
        what: `${axis}hi`,
        value: header.hi[c],
        allowed: `more than ${axis}lo = ${header.lo[c]}`,
      });
    }
  }
  if (/xy xz yz$/.test(text) && words.slice(0, 3).some((w) => Number(w) !== 0)) {
    refuse(file, line, {
      what: 'tilt',
      value: text,
      allowed: '0 0 0',
      hint: 'Only boxes with right angles are read.',
    });
  }
}

function checkHeader(header: Header, file: string): void {
  if (!(Number.isInteger(header.atoms) && header.atoms >= 1 && header.atoms <= MAX_PARTICLES)) {
    const value = header.atoms < 0 ? undefined : header.atoms;
    refuse(file, 2, { what: 'atoms', value, allowed: `a line 'N atoms', N from 1 to ${MAX_PARTICLES}` });
  }
  for (const [c, axis] of AXES.entries()) {
    if (!header.seen[c])
      refuse(file, 2, {
        what: `${axis}lo ${axis}hi`,
        value: undefined,
        allowed: 'a line with the box bounds',
      });
  }
}

function styleOf(raw: string, file: string, line: number, given?: string): (typeof STYLES)[string] {
  const name = (raw.split('#')[1] ?? given ?? '').trim().replace(/\s+/g, ' ');
  const style = STYLES[name];
  if (!style) {
    refuse(file, line, {
      what: 'atom style',
      value: name || undefined,
      allowed: Object.keys(STYLES).join(', '),
      hint: "Write it behind the section's name: 'Atoms # sphere'.",
    });
  }
  return style;
}

interface AtomsContext {
  file: string;
  unit: LengthUnit;
  style: (typeof STYLES)[string];
  header: Header;
  builder: StructureBuilder;
  options: LammpsDataOptions;
}

function radiusOf(words: string[], line: number, context: AtomsContext): number {
  const { file, unit, style, options } = context;
  if (style.diameter >= 0) return number(words[style.diameter], file, line, 'diameter', unit) / 2;
  const radius = options.radiusByType?.[words[1]];
  if (radius === undefined) {
    refuse(file, line, {
      what: `radius of atom type ${words[1]}`,
      value: undefined,
      unit,
      allowed: 'a positive number',
      hint: "Use 'atom_style sphere', or give a radius for each type.",
    });
  }
  return radius;
}

function readAtoms(lines: string[], start: number, context: AtomsContext): void {
  const { file, unit, style, header, builder } = context;
  for (let k = start; k < lines.length && builder.count < header.atoms; k++) {
    const text = lines[k].replace(/#.*/, '').trim();
    if (text === '') continue;
    if (SECTION.test(text)) break;
    const words = text.split(/\s+/);
    if (words.length < style.width) {
      refuse(file, k + 1, {
        what: 'row',
        value: words.length,
        unit: 'columns',
        allowed: `${style.width} or more`,
        hint: 'Is the file cut off?',
      });
    }
    const [x, y, z] = AXES.map((axis, c) => number(words[style.x + c], file, k + 1, axis, unit));
    builder.add(k + 1, x, y, z, radiusOf(words, k + 1, context));
  }
  if (builder.count < header.atoms) {
    refuse(file, lines.length, {
      what: 'atoms',
      value: builder.count,
      unit: 'rows',
      allowed: `${header.atoms}, as the header says`,
      hint: 'Is the file cut off?',
    });
  }
}
