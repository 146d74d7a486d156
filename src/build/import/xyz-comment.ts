/** The comment line of extended XYZ: keys, the box and which of its sides repeat, in all spellings in use. */

import { number, refuse } from './refuse.js';

const CLOSING: Readonly<Record<string, string>> = { '"': '"', "'": "'", '[': ']', '{': '}', '(': ')' };

/** Where a value that begins at `from` ends: at its closing bracket or quote, else at the next blank. */
function endOfValue(line: string, from: number): number {
  const open = line[from] as string;
  const close = CLOSING[open];
  if (close === undefined) {
    const blank = line.slice(from).search(/\s/);
    return blank < 0 ? line.length : from + blank;
  }
  let depth = 0;
  for (let at = from; at < line.length; at++) {
    if (line[at] === close && (open === close ? at > from : --depth === 0)) return at + 1;
    if (line[at] === open && open !== close) depth++;
  }
  return line.length;
}

/** Key–value pairs of the comment line, keys in lower case; values lose their quotes and keep their brackets. */
export function comment(line: string): Map<string, string> {
  const pairs = new Map<string, string>();
  const key = /(?<![\w.-])([\w.-]+)\s*=\s*(?=\S)/g;
  for (let match = key.exec(line); match !== null; match = key.exec(line)) {
    const to = endOfValue(line, key.lastIndex);
    pairs.set(match[1].toLowerCase(), line.slice(key.lastIndex, to).replace(/^(["'])(.*)\1$/, '$2'));
    key.lastIndex = to;
  }
  return pairs;
}

/** Words of a list in any spelling: `"T T F"`, `[T, T, F]`, `{T T F}`. */
function words(text: string): string[] {
  return text
    .split(/[\s,;[\]{}()"']+/)
    .map((w) => w.trim())
    .filter((w) => w !== '');
}

const YES = /^(t|true|\.true\.|1|yes|y|p|pp)$/i;
const NO = /^(f|false|\.false\.|0|no|n|ff)$/i;

/** Which directions repeat; undefined where the line does not say. */
export function readPbc(text: string | undefined, file: string): boolean[] | undefined {
  if (text === undefined) return undefined;
  const given = words(text);
  const flags = given.map((word) => (YES.test(word) ? true : NO.test(word) ? false : undefined));
  if (flags.length !== 3 || flags.includes(undefined)) {
    const allowed = 'three of T and F (or true and false, 1 and 0), e.g. pbc="T T F"';
    refuse(file, 2, { what: 'pbc', value: text, allowed });
  }
  return flags as boolean[];
}

/** Three numbers; undefined where there are none. */
export function readOrigin(text: string | undefined, file: string): number[] | undefined {
  if (text === undefined) return undefined;
  const given = words(text).map((word) => number(word, file, 2, 'Origin'));
  if (given.length !== 3) refuse(file, 2, { what: 'Origin', value: text, allowed: 'three numbers' });
  return given;
}

/**
 * Periods along x, y, z in the file's unit, 0: open. Without `pbc` a box repeats along x and y and not along z, as
 * the coating stands on the foil. The vector of an open direction does not matter, and may be zero.
 */
export function readPeriod(pairs: ReadonlyMap<string, string>, file: string): [number, number, number] {
  const pbc = readPbc(pairs.get('pbc'), file);
  const text = pairs.get('lattice');
  if (text === undefined) {
    const at = pbc?.slice(0, 2).indexOf(true) ?? -1;
    if (at >= 0) {
      const allowed = 'Lattice="…", nine numbers, or pbc="F F F"';
      refuse(file, 2, { what: `pbc along ${'xyz'[at]}`, value: 'T, without a Lattice', allowed });
    }
    return [0, 0, 0];
  }
  const given = words(text);
  const vectors = given.map((word) => numberOf(word, text, file));
  if (given.length !== 9) refuse(file, 2, { what: 'Lattice', value: text, allowed: 'nine numbers' });
  const open = pbc ?? [true, true, vectors[8] > 0];
  const size = Math.max(...vectors.map(Math.abs));
  return [0, 1, 2].map((c) => {
    if (!open[c]) return 0;
    const vector = vectors.slice(3 * c, 3 * c + 3);
    if (vector.some((value, k) => k !== c && Math.abs(value) > 1e-9 * size)) {
      refuse(file, 2, { what: 'Lattice', value: text, allowed: 'a box with right angles along x, y, z' });
    }
    if (!(vector[c] > 0)) {
      const allowed = 'positive lengths along the directions that repeat';
      const hint = `If ${'xyz'[c]} is open, write so: pbc="${[0, 1, 2].map((k) => (k === c ? 'F' : open[k] ? 'T' : 'F')).join(' ')}".`;
      refuse(file, 2, { what: 'Lattice', value: text, allowed, hint });
    }
    return pbc === undefined && c === 2 ? 0 : vector[c];
  }) as [number, number, number];
}

/** A number of the lattice; what is none is told with the whole of it. */
function numberOf(word: string, text: string, file: string): number {
  const value = /^[+-]?(\d+\.?\d*|\.\d+)([eEdD][+-]?\d+)?$/.test(word)
    ? Number(word.replace(/[dD]/, 'e'))
    : Number.NaN;
  if (!Number.isFinite(value)) refuse(file, 2, { what: 'Lattice', value: text, allowed: 'nine numbers' });
  return value;
}
