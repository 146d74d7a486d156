/** Where the columns of a row of `Atoms` stand, by atom style (LAMMPS manual, read_data). */

import { refuse } from './refuse.js';

/** Columns of an atom style. */
export interface AtomStyle {
  readonly name: string;
  readonly type: number;
  /** First of x, y, z. */
  readonly x: number;
  /** −1: none. */
  readonly diameter: number;
  /** −1: none. */
  readonly molecule: number;
  /** Columns without the three image flags that may follow. */
  readonly width: number;
}

function laid(name: string, columns: readonly string[]): AtomStyle {
  const at = (column: string): number => columns.indexOf(column);
  return {
    name,
    type: at('type'),
    x: at('x'),
    diameter: at('diameter'),
    molecule: at('molecule'),
    width: columns.length,
  };
}

const PLACE = ['x', 'y', 'z'];

/** Styles that stand alone. `atomic` has no diameter: one radius for each type comes from the options. */
const ALONE: Readonly<Record<string, readonly string[]>> = {
  sphere: ['id', 'type', 'diameter', 'density', ...PLACE],
  'bpm/sphere': ['id', 'molecule', 'type', 'diameter', 'density', ...PLACE],
  atomic: ['id', 'type', ...PLACE],
};

/** What a style adds to a hybrid one, behind id, type, x, y, z and in the order of the styles. */
const ADDED: Readonly<Record<string, readonly string[]>> = {
  atomic: [],
  sphere: ['diameter', 'density'],
  bond: ['molecule'],
  angle: ['molecule'],
  molecular: ['molecule'],
  charge: ['charge'],
  full: ['molecule', 'charge'],
  'bpm/sphere': ['molecule', 'diameter', 'density'],
};

/** Orders of hybrid columns that are tried where a file says no more than `hybrid`, as `write_data` leaves it. */
const TRIED = ['hybrid sphere', 'hybrid bond sphere', 'hybrid sphere bond'];

const STYLE_WORDS = [...Object.keys(ALONE), ...TRIED].join(', ');

function named(name: string): AtomStyle | undefined {
  const alone = ALONE[name];
  if (alone) return laid(name, alone);
  const [first, ...styles] = name.split(' ');
  if (first !== 'hybrid' || styles.length === 0 || styles.some((s) => ADDED[s] === undefined))
    return undefined;
  // What two styles share is written once.
  const columns = new Set(['id', 'type', ...PLACE, ...styles.flatMap((s) => ADDED[s])]);
  return columns.has('diameter') ? laid(name, [...columns]) : undefined;
}

const WHOLE = /^[+-]?\d+$/;

/** What is wrong with a row under a style, or null. LAMMPS reads a molecule from a whole number only. */
export function rowProblem(style: AtomStyle, words: readonly string[]) {
  const images = words.slice(style.width);
  if (words.length < style.width || ![0, 3].includes(images.length)) {
    const allowed = `${style.width}, or ${style.width + 3} with image flags, of atom style ${style.name}`;
    return { what: 'row', value: words.length, unit: 'columns', allowed, hint: '' };
  }
  const whole = [0, ...(style.molecule < 0 ? [] : [style.molecule])];
  const odd = whole.find((at) => !WHOLE.test(words[at] as string));
  if (odd !== undefined) {
    const what = odd === 0 ? 'atom id' : 'molecule';
    return { what, value: words[odd], allowed: `a whole number, by atom style ${style.name}`, hint: '' };
  }
  const image = images.find((word) => !WHOLE.test(word));
  if (image === undefined) return null;
  return {
    what: 'image flag',
    value: image,
    allowed: `a whole number, by atom style ${style.name}`,
    hint: '',
  };
}

/** Orders under which all rows can be read. */
function fitting(rows: readonly (readonly string[])[]): AtomStyle[] {
  return TRIED.map((name) => named(name) as AtomStyle).filter((style) =>
    rows.every((words) => rowProblem(style, words) === null),
  );
}

/** Says which orders of hybrid columns a file could have. */
export function otherOrders(style: AtomStyle, rows: readonly (readonly string[])[]): string {
  const names = fitting(rows).map(({ name }) => `'${name}'`);
  if (!style.name.startsWith('hybrid') || names.length === 0) return '';
  return `The columns would fit ${names.join(' or ')}.`;
}

/**
 * The style of a section `Atoms # style`; for a bare `hybrid` the one order that fits all rows.
 *
 * @throws InputError when there is none, none that holds a diameter, or several orders fit.
 */
export function styleOf(
  word: string,
  rows: readonly (readonly string[])[],
  at: { readonly file: string; readonly line: number },
): { style: AtomStyle; guessed: boolean } {
  const name = word.trim().replace(/\s+/g, ' ');
  const style = named(name);
  if (style) return { style, guessed: false };
  const hint = "Write it behind the section's name: 'Atoms # sphere'.";
  if (name !== 'hybrid')
    refuse(at.file, at.line, { what: 'atom style', value: name || undefined, allowed: STYLE_WORDS, hint });
  const fit = fitting(rows);
  // Orders that put the diameter at one place are one for us.
  if (new Set(fit.map(({ diameter }) => diameter)).size === 1) return { style: fit[0], guessed: true };
  const which = fit.length === 0 ? TRIED : fit.map((s) => s.name);
  refuse(at.file, at.line, {
    what: 'atom style',
    value: 'hybrid',
    allowed: `the styles in their order, such as ${which.map((n) => `'${n}'`).join(' or ')}`,
    hint: `Behind the section's name, as the script's atom_style had it: 'Atoms # ${which[0]}'.`,
  });
}
