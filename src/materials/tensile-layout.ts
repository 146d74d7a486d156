/** Which columns of a tensile table are the curve: heads to pairs of strain and stress. */
import { InputError } from '../core/errors.js';
import { type Column, factorOf, isGrips, type Role, readColumn } from './tensile-units.js';

/** A line of a table, its cells trimmed. */
export interface Line {
  /** From 1. */
  readonly number: number;
  readonly cells: readonly string[];
}

/** One coordinate of a curve. */
export interface Axis {
  /** Column, from 0. */
  readonly at: number;
  readonly column: Column;
  /** To 1, MPa, mm or N. */
  readonly factor: number;
}

/** Columns of a block: pairs for the curves, and the column of names if there is one. */
export interface Layout {
  readonly line: number;
  /** `x`: strain or extension. `y`: stress or load. */
  readonly pairs: readonly { readonly x: Axis; readonly y: Axis }[];
  readonly width: number;
  readonly specimen: number;
  /** What was left out or chosen, in words. */
  readonly notes: readonly string[];
}

const X: readonly Role[] = ['strain', 'extension'];
const Y: readonly Role[] = ['stress', 'load'];

/** Whether cells can be the head of a table; units below it count where they stand on a line of their own. */
export function isHead(cells: readonly string[], below?: readonly string[]): boolean {
  const roles = cells.map((cell, i) => readColumn(cell, below?.[i]).role);
  if (roles.filter((role) => role === 'true').length > 1) return true;
  return roles.some((role) => X.includes(role)) && roles.some((role) => Y.includes(role));
}

/** Whether one of the cells speaks of strain or stress. */
export function speaksOfCurve(cells: readonly string[]): boolean {
  return cells.some((cell) => [...X, ...Y].includes(readColumn(cell).role));
}

/** Read a head. @throws InputError naming the columns where the curve's cannot be told, or their units. */
export function readLayout(line: Line, units: readonly string[] | undefined, file: string): Layout {
  const where = `${file}:${line.number}`;
  const columns = line.cells.map((cell, i) => readColumn(cell, units?.[i]));
  const at = (role: Role) => columns.flatMap((c, i) => (c.role === role ? [i] : []));
  const names = at('specimen');
  const [trues, strains, stresses] = [at('true'), at('strain'), at('stress')];
  const xs = strains.length > 0 ? strains : film(at('extension'), columns);
  const ys = stresses.length > 0 ? stresses : at('load');
  const even = xs.length === ys.length && xs.length > 0;
  if (!even || (names.length > 0 && xs.length > 1) || names.length > 1) {
    throw unclear(line, columns, { xs, ys, names, trues }, where);
  }
  const axis = (i: number): Axis => ({ at: i, column: columns[i], factor: factorOf(columns[i], where) });
  const pairs = xs.map((x, k) => ({ x: axis(x), y: axis(ys[k]) }));
  const notes: string[] = [];
  if (trues.length > 0) {
    notes.push(`${list(trues, columns)} left out: the curve is the engineering strain and stress`);
  }
  return { line: line.number, pairs, width: columns.length, specimen: names[0] ?? -1, notes };
}

/** Of several extensions those of the film, not of the crosshead. */
function film(extensions: readonly number[], columns: readonly Column[]): readonly number[] {
  const own = extensions.filter((i) => !isGrips(columns[i]));
  return own.length > 0 ? own : extensions;
}

function list(at: readonly number[], columns: readonly Column[]): string {
  return `column${at.length > 1 ? 's' : ''} ${at.map((i) => `${i + 1} '${columns[i].head}'`).join(', ')}`;
}

interface Found {
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  readonly names: readonly number[];
  readonly trues: readonly number[];
}

function unclear(line: Line, columns: readonly Column[], found: Found, where: string): InputError {
  const { xs, ys, names, trues } = found;
  const error = (allowed: string, hint: string) =>
    new InputError({ field: `${where} header`, value: line.cells.join(', '), allowed, hint });
  if (trues.length > 0 && (xs.length === 0 || ys.length === 0)) {
    const hint = `${list(trues, columns)} ${trues.length > 1 ? 'are' : 'is'} true strain or stress.`;
    return error('engineering strain and stress, as the machine measures them', capital(hint));
  }
  const allowed = 'as many columns of strain as of stress; with a column specimen, one of each';
  const told = [xs, ys, names].filter((at) => at.length > 0).map((at) => list(at, columns));
  const most = xs.length > ys.length ? xs : ys;
  const what = most === xs ? 'strain' : 'stress';
  if (xs.length === 0 || ys.length === 0) {
    const [lacks, example] = xs.length === 0 ? ['strain', 'strain (%)'] : ['stress', 'stress (MPa)'];
    return error(allowed, `No column of ${lacks} is named: name one, e.g. '${example}'.`);
  }
  return error(
    allowed,
    `${capital(told.join('; '))}. Delete or rename the columns of ${what} that are not the curve, e.g. ${list([most[most.length - 1]], columns)}.`,
  );
}

function capital(words: string): string {
  return `${words[0].toUpperCase()}${words.slice(1)}`;
}
