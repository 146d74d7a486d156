/** Import of a LAMMPS data file with particle diameters. */

import { checkOptions, type Known } from '../../config/options.js';
import { MAX_PARTICLES } from '../limits.js';
import { type AtomStyle, otherOrders, rowProblem, styleOf } from './lammps-styles.js';
import { number, refuse } from './refuse.js';
import {
  IMPORT_OPTIONS,
  type ImportOptions,
  type LengthUnit,
  type Structure,
  StructureBuilder,
} from './structure.js';
import type { TypeNames } from './types.js';
import { MICROMETRES, UNIT_WORDS } from './units.js';

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
 * for each type given; where there are several types, those of `options.activeTypes`. The box becomes the periods along x and y; z is taken as not periodic, with the
 * foil at z = 0, unless `options.period` says otherwise.
 *
 * The unit comes from `units = micro | nano | si` on the first line (as `write_data` leaves it) or from
 * `options.unit`.
 *
 * @throws InputError with file:line as {@link importCsv} does, and for a count that differs from the rows.
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
  const rows = atomRows(lines, at + 1, header.atoms, file);
  const word = (lines[at].split('#')[1] ?? '').trim();
  const { style, guessed } = styleOf(
    word === '' || word === 'hybrid' ? (options.atomStyle ?? word) : word,
    rows.map((row) => row.words),
    { file, line: at + 1 },
  );
  const builder = new StructureBuilder(file, MICROMETRES[unit], unit, options.activeTypes);
  addAtoms(builder, rows, { file, unit, style, options });
  const side = header.lo.map((low, c) => header.hi[c] - low);
  const notes = guessed ? [`${file}: the columns of Atoms are read as '${style.name}'`] : [];
  const period = options.period ?? [side[0], side[1], 0];
  return builder.finish({ period, lo: header.lo, notes, names: typeNames(lines) });
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

/** A row of `Atoms` with its line. */
interface AtomRow {
  readonly words: string[];
  readonly line: number;
}

/** Rows of the section, from the line behind its name to the next section. */
function atomRows(lines: readonly string[], start: number, count: number, file: string): AtomRow[] {
  const rows: AtomRow[] = [];
  let at = start;
  for (; at < lines.length; at++) {
    const text = lines[at].replace(/#.*/, '').trim();
    if (text === '') continue;
    if (SECTION.test(text)) break;
    if (rows.length === count) {
      refuse(file, at + 1, {
        what: 'atoms',
        value: `more than ${count} rows`,
        allowed: `${count}, as the header says`,
        hint: "Correct the line 'N atoms', or delete the rows.",
      });
    }
    rows.push({ words: text.split(/\s+/), line: at + 1 });
  }
  if (rows.length < count) {
    refuse(file, at, {
      what: 'atoms',
      value: rows.length,
      unit: 'rows',
      allowed: `${count}, as the header says`,
      hint: 'Is the file cut off?',
    });
  }
  return rows;
}

interface AtomsContext {
  readonly file: string;
  readonly unit: LengthUnit;
  readonly style: AtomStyle;
  readonly options: LammpsDataOptions;
}

function radiusOf(words: string[], line: number, { file, unit, style, options }: AtomsContext): number {
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

function addAtoms(builder: StructureBuilder, rows: readonly AtomRow[], context: AtomsContext): void {
  const { file, unit, style } = context;
  for (const { words, line } of rows) {
    const problem = rowProblem(style, words);
    if (problem !== null) {
      const cut = problem.what === 'row' && words.length < style.width ? 'Is the file cut off?' : '';
      const orders = otherOrders(
        style,
        rows.map((row) => row.words),
      );
      refuse(file, line, { ...problem, hint: orders || cut });
    }
    const [x, y, z] = AXES.map((axis, c) => number(words[style.x + c], file, line, axis, unit));
    builder.add(line, x, y, z, radiusOf(words, line, context), words[style.type]);
  }
}

/** What types are called: in a section of labels, or in the comments of `Masses` and of the line `N atom types`. */
function typeNames(lines: readonly string[]): TypeNames {
  const names: Record<string, string> = {};
  const all =
    /\batom types\s*#(.*)$/.exec(lines.find((line) => /\batom types\b/.test(line)) ?? '')?.[1] ?? '';
  for (const [, type, name] of all.matchAll(/(\d+)\s*[=:]\s*([^,;]+)/g)) names[type] = name.trim();
  const section = (title: string, row: RegExp): void => {
    const from = lines.findIndex((line) => line.trim().startsWith(title));
    if (from < 0) return;
    for (let at = from + 1; at < lines.length && !SECTION.test(lines[at].trim()); at++) {
      const match = row.exec(lines[at].trim());
      if (match) names[match[1]] = match[2].trim();
    }
  };
  section('Masses', /^(\d+)\s+\S+\s*#\s*(.+)$/);
  section('Atom Type Labels', /^(\d+)\s+(\S+)/);
  return names;
}
