/**
 * Measured tensile curves from a table with units in its header. Several specimens may stand in one file:
 * as a column `specimen`, as repeated pairs of columns, or as blocks that each repeat the header.
 */
import { InputError } from '../core/errors.js';
import { finish } from './steps.js';
import { type Block, findBlocks, namesAbove, specimenName } from './tensile-blocks.js';
import { checkSpecimen, type Reading, type TensileCurve } from './tensile-check.js';
import type { Axis, Layout, Line } from './tensile-layout.js';
import { cutLines } from './tensile-lines.js';
import { type NumberStyle, numberIn, StyleFinder } from './tensile-numbers.js';
import { areaOf, checkSize, gaugeOf, type SampleSize, SIZES, sizesIn } from './tensile-sample.js';

/** How a file was read. */
export interface TensileFormat {
  readonly separator: string;
  readonly decimal: '.' | ',';
  /** Heads of the columns the curves come from. */
  readonly columns: readonly (readonly [strain: string, stress: string])[];
  /** Size of the specimens, where stress or strain is computed with it; of the last block. */
  readonly sample: SampleSize | null;
}

/** Curves of a file and what was noticed in it. */
export interface TensileTable {
  readonly curves: readonly TensileCurve[];
  readonly format: TensileFormat;
  readonly warnings: readonly string[];
}

/**
 * Read measured curves: strain and stress, or extension and load with the specimen's size. Lines above the
 * header are read for that size and for names. Separator comma, semicolon, tab or blanks; decimal point or comma,
 * thousands apart where it can be told; `#` at its start makes a line a comment, unless it is the only header;
 * a byte-order mark is ignored.
 * @param fileName for messages only: they name file, line, value, unit and what is allowed.
 * @param size of the specimens; it goes before what the file says.
 * @throws InputError for a file that is empty, cut off or without units, and for points that are not
 * numbers, negative, falling in strain, too few, or that the unit cannot mean.
 */
export function parseTensileCsv(text: string, fileName: string, size: SampleSize = {}): TensileTable {
  return finish(parseTensileSteps(text, fileName, size));
}

/** Lines between two pauses: some milliseconds at most. */
const PAUSE = 500;

/** {@link parseTensileCsv} with pauses, for a page that must not stop while a large file is read. */
export function* parseTensileSteps(
  text: string,
  fileName: string,
  size: SampleSize = {},
): Generator<void, TensileTable, void> {
  for (const key of Object.keys(SIZES) as (keyof typeof SIZES)[]) {
    if (size[key] !== undefined) checkSize(key, size[key], SIZES[key].flag);
  }
  const { lines, separator } = cutLines(text, fileName);
  yield;
  if (!lines.some((line) => !line.comment)) throw empty(fileName, lines.at(-1)?.number ?? 1);
  const { blocks, below } = findBlocks(lines, fileName);
  yield;
  const style = styleOf(blocks, fileName, separator === ',');
  const readings = new Readings();
  const warnings: string[] = [];
  const context = { fileName, style, last: /\n\s*$/.test(text) ? -1 : lines[lines.length - 1].number };
  let sample: SampleSize = {};
  let sized = false;
  for (const block of blocks) {
    sample = { ...sample, ...sizesIn(block.above, style, fileName), ...size };
    sized = yield* readBlock(block, sample, readings, context) || sized;
    warnings.push(...block.layout.notes);
  }
  if (readings.all.length === 0) throw empty(fileName, lines[lines.length - 1].number);
  warnings.push(...notes(below, style, sized || Object.keys(size).length === 0));
  const curves: TensileCurve[] = [];
  for (const r of readings.all) {
    curves.push(checkSpecimen(r, fileName, warnings));
    yield;
  }
  const columns = blocks[0].layout.pairs.map(({ x, y }) => [x.column.head, y.column.head] as const);
  const format = { separator, decimal: style.decimal, columns, sample: sized ? sample : null };
  return { curves, format, warnings: [...new Set(warnings)] };
}

function notes(below: readonly Line[], style: NumberStyle, sizeUsed: boolean): string[] {
  const out: string[] = [];
  if (style.thousands) out.push(`'${style.decimal === '.' ? ',' : '.'}' is read as a thousands separator`);
  if (below.length > 0) {
    const [first, last] = [below[0].number, below[below.length - 1].number];
    const which = first === last ? `line ${first}` : `lines ${first} to ${last}`;
    out.push(`${which} below the table left out: no numbers`);
  }
  if (!sizeUsed) out.push('the size of the specimen is not used: the table has strain and stress');
  return out;
}

function styleOf(blocks: readonly Block[], file: string, commas: boolean): NumberStyle {
  const finder = new StyleFinder();
  for (const { layout, points } of blocks) {
    const used = layout.pairs.flatMap(({ x, y }) => [x.at, y.at]);
    for (const line of points) for (const i of used) finder.see(line.cells[i] ?? '', i, line.number);
  }
  return finder.style(file, commas);
}

/** Specimens in the order in which they come, found by name. */
class Readings {
  readonly all: Reading[] = [];
  readonly #byName = new Map<string, Reading>();

  add(reading: Reading): Reading {
    this.all.push(reading);
    // Of two with one name the first is the one that is meant.
    if (!this.#byName.has(reading.name)) this.#byName.set(reading.name, reading);
    return reading;
  }

  /** The name wanted, or the specimen's number through the file where it has none or it is taken. */
  start(name: string | undefined, line: number, strainUnit: string): Reading {
    const free = name !== undefined && !this.#byName.has(name);
    return this.add(newReading(free ? name : String(this.all.length + 1), line, strainUnit));
  }

  find(name: string): Reading | undefined {
    return this.#byName.get(name);
  }
}

function newReading(name: string, start: number, strainUnit: string): Reading {
  return { name, start, lines: [], strain: [], stress: [], strainUnit };
}

interface Context {
  readonly fileName: string;
  readonly style: NumberStyle;
  /** Number of the file's last line where it is not closed by a line break; else -1. */
  readonly last: number;
}

/** Read the points of a block. @returns whether the size of the specimen was needed. */
function* readBlock(
  block: Block,
  size: SampleSize,
  readings: Readings,
  context: Context,
): Generator<void, boolean, void> {
  const { layout, points } = block;
  const where = `${context.fileName}:${layout.line}`;
  const scales = layout.pairs.map(({ x, y }) => ({
    strain: x.column.role === 'extension' ? x.factor / gaugeOf(size, where) : x.factor,
    stress: y.column.role === 'load' ? y.factor / areaOf(size, where) : y.factor,
  }));
  const unit = layout.pairs[0].x.column.unit ?? '';
  const names = namesAbove(block);
  const start = (line: number, given?: readonly string[]) =>
    layout.pairs.map((_, k) => readings.start(given?.[k], line, unit));
  let into = layout.specimen < 0 ? start(layout.line, names) : [];
  for (let i = 0; i < points.length; i++) {
    if (i % PAUSE === 0) yield;
    const line = points[i];
    const name = layout.specimen < 0 ? specimenName(line) : undefined;
    if (name !== undefined) {
      // A name above the first point is that of the specimen begun.
      if (into[0].lines.length === 0) readings.all.splice(-into.length);
      into = start(line.number, [name]);
      continue;
    }
    readLine(line, layout, context, (k, x, y) => {
      const reading = layout.specimen < 0 ? into[k] : named(line, layout, readings, context, unit);
      reading.lines.push(line.number);
      reading.strain.push(x * scales[k].strain);
      reading.stress.push(y * scales[k].stress);
    });
  }
  for (const [k, { x }] of layout.pairs.entries()) {
    if (/position/i.test(x.column.head) && layout.specimen < 0) fromItsStart(into[k].strain);
  }
  return layout.pairs.some(({ x, y }) => x.column.role === 'extension' || y.column.role === 'load');
}

/** A position of the crosshead becomes a way. */
function fromItsStart(strain: number[]): void {
  const zero = strain[0];
  for (let i = 0; i < strain.length; i++) strain[i] -= zero;
}

function readLine(
  line: Line,
  layout: Layout,
  context: Context,
  take: (pair: number, x: number, y: number) => void,
): void {
  const extra = line.cells.slice(layout.width).findIndex((c) => c !== '');
  if (extra >= 0) {
    throw new InputError({
      field: `${context.fileName}:${line.number}`,
      value: line.cells.join(', '),
      allowed: `${layout.width} values, as the header has columns`,
      hint: 'With a decimal comma, separate columns by semicolon or tab.',
    });
  }
  layout.pairs.forEach(({ x, y }, k) => {
    // Specimens side by side end at different lines.
    const none = (line.cells[x.at] ?? '') === '' && (line.cells[y.at] ?? '') === '';
    if (none && layout.pairs.length > 1) return;
    take(k, readNumber(x, line, context), readNumber(y, line, context));
  });
}

function named(line: Line, layout: Layout, all: Readings, { fileName }: Context, unit: string): Reading {
  const name = line.cells[layout.specimen] ?? '';
  if (name === '') {
    throw new InputError({
      field: `${fileName}:${line.number} specimen`,
      value: name,
      allowed: 'a name or number',
      hint: 'Every line needs its specimen.',
    });
  }
  return all.find(name) ?? all.add(newReading(name, line.number, unit));
}

function readNumber({ at, column }: Axis, line: Line, { fileName, style, last }: Context): number {
  const cell = line.cells[at] ?? '';
  const value = numberIn(cell, style);
  // A number cut off after its point or exponent is no number either, on a line that just ends.
  const cut = last === line.number && (cell === '' || /[.,eE+-]$/.test(cell));
  if (value !== undefined && !cut) return value;
  throw new InputError({
    field: `${fileName}:${line.number} ${column.role}`,
    value: cell,
    ...(column.unit === undefined ? {} : { unit: column.unit }),
    allowed: 'a finite number',
    hint:
      cut || cell === ''
        ? 'The line is incomplete: is the file cut off? Else delete the line.'
        : `Leave out text, NaN and units, or delete line ${line.number}.`,
  });
}

function empty(fileName: string, line: number): InputError {
  return new InputError({
    field: `${fileName}:${line}`,
    value: '',
    allowed: 'a header with units and at least five points',
    hint: "The file holds no curve. First line e.g. 'strain (%), stress (MPa)'.",
  });
}
