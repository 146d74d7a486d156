/** Blocks of a tensile file: what stands above each head, its columns, its points. */
import { InputError } from '../core/errors.js';
import { isHead, type Layout, type Line, readLayout, speaksOfCurve } from './tensile-layout.js';
import type { FileLine } from './tensile-lines.js';
import { isNumeric } from './tensile-numbers.js';
import { isUnitCell } from './tensile-units.js';

/** A head with what belongs to it. */
export interface Block {
  readonly layout: Layout;
  /** Lines above the head, back to the points of the block before. */
  readonly above: readonly Line[];
  /** Lines of points, and of names of specimens between them. */
  readonly points: readonly Line[];
}

/** Blocks of a file, and what was left out below the last one. */
export interface Blocks {
  readonly blocks: readonly Block[];
  readonly below: readonly Line[];
}

/** Lines below a head within which its points begin. */
const NEAR = 3;

/** Find heads and part the file by them. @throws InputError where there is none, or its columns cannot be told. */
export function findBlocks(all: readonly FileLine[], file: string): Blocks {
  const bare = all.map((line) => (line.cells.some(isNumeric) ? undefined : line));
  const heads = findHeads(all, bare, file);
  const blocks: Block[] = [];
  let from = 0;
  heads.forEach((head, k) => {
    const next = bare[head + 1];
    const units = next !== undefined && !next.comment && isUnits(next) ? next.cells : undefined;
    const layout = readLayout(all[head], units, file);
    const start = head + (units ? 2 : 1);
    const end = heads[k + 1] ?? all.length;
    const stop = lastPoint(all, start, end, layout, k === heads.length - 1);
    blocks.push({
      layout,
      above: all.slice(from, head),
      points: all.slice(start, stop).filter((line) => !line.comment),
    });
    from = stop;
  });
  return { blocks, below: all.slice(from).filter((line) => !line.comment) };
}

function findHeads(
  all: readonly FileLine[],
  bare: readonly (FileLine | undefined)[],
  file: string,
): number[] {
  const found = (comment: boolean) =>
    bare.flatMap((line, i) =>
      line !== undefined && line.comment === comment && isHead(line.cells, bare[i + 1]?.cells) ? [i] : [],
    );
  const near = (i: number) =>
    all.slice(i + 1, i + 1 + NEAR).some((line) => !line.comment && numbers(line) >= 2);
  const plain = found(false);
  const good = plain.filter(near);
  if (good.length > 0) return good;
  const commented = found(true).filter(near);
  if (commented.length > 0) return commented;
  if (plain.length > 0) return plain;
  const first = all.findIndex((line) => !line.comment && numbers(line) >= 2);
  const above = first > 0 ? bare[first - 1] : undefined;
  // Its columns cannot be told: reading it says which.
  if (above !== undefined && speaksOfCurve(above.cells)) return [first - 1];
  const line = all[first] ?? all.find((l) => !l.comment) ?? all[0];
  throw new InputError({
    field: `${file}:${line.number} header`,
    value: line.cells.join(', '),
    allowed: "a header that names strain and stress with units, e.g. 'strain (%), stress (MPa)'",
    hint:
      first < 0
        ? 'The file has no line of numbers either.'
        : `Name the columns in a line above line ${line.number}. A number without a unit is not taken.`,
  });
}

function numbers(line: Line): number {
  return line.cells.filter(isNumeric).length;
}

/** A line of units: words only, one of them a unit. */
function isUnits(line: Line): boolean {
  return !isHead(line.cells) && line.cells.some((cell) => cell !== '' && isUnitCell(cell));
}

/** Index behind the last line that holds a point; behind a broken one too at the end of the file, to be refused. */
function lastPoint(
  all: readonly FileLine[],
  start: number,
  end: number,
  layout: Layout,
  last: boolean,
): number {
  const used = layout.pairs.map(({ x, y }) => [x.at, y.at]);
  const isPoint = ({ cells, comment }: FileLine) => {
    if (comment) return false;
    const has = (i: number) => isNumeric(cells[i] ?? '');
    return used.some((at) => (last ? at.some(has) : at.every(has)));
  };
  let stop = end;
  while (stop > start && !isPoint(all[stop - 1])) stop--;
  return stop;
}

const SPECIMEN =
  /^(?:specimen|sample|probe|prüfkörper|test piece)\b\s*(?:name|id|identifier|nr\.?|no\.?|number|label|bezeichnung)?\s*[:#=]?\s*(.*)$/i;
const LONGEST = 40;

/** The name a line gives to a specimen: `Specimen 2`, `Probe: A`, `Sample;B`; undefined for another line. */
export function specimenName({ cells }: Line): string | undefined {
  const full = cells.filter((cell) => cell !== '');
  const match = SPECIMEN.exec(full[0] ?? '');
  if (match === null || full.length > 2) return undefined;
  const name = (match[1] || full[1] || full[0]).trim();
  return name.length <= LONGEST ? name : undefined;
}

/** Names of the specimens of a block, from the lines above its head; undefined where they give none. */
export function namesAbove({ above, layout }: Block): readonly string[] | undefined {
  const count = layout.pairs.length;
  if (count === 1) {
    const names = above.map(specimenName).filter((name) => name !== undefined);
    return names.length > 0 ? names.slice(-1) : undefined;
  }
  const full = above.at(-1)?.cells.filter((cell) => cell !== '');
  return full?.length === count && new Set(full).size === count ? full : undefined;
}
