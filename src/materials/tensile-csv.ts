/**
 * Measured tensile curves from a table with units in its header. Several specimens may stand in one file:
 * as a column `specimen`, as repeated pairs of columns, or as blocks that each repeat the header.
 */
import { eachRecord } from '../core/csv.js';
import { InputError } from '../core/errors.js';
import { finish } from './steps.js';
import { checkSpecimen, type Reading, type TensileCurve } from './tensile-check.js';
import { type Column, isUnitCell, readColumn, roleOf } from './tensile-units.js';

/** Curves of a file and what was noticed in it. */
export interface TensileTable {
  readonly curves: readonly TensileCurve[];
  readonly warnings: readonly string[];
}

interface Line {
  readonly number: number;
  readonly cells: readonly string[];
}

/** Columns of a block: pairs of strain and stress, and the column of names if there is one. */
interface Layout {
  readonly pairs: readonly { strain: number; stress: number }[];
  readonly columns: readonly Column[];
  readonly specimen: number;
}

/**
 * Read measured curves. Separator comma, semicolon or tab; decimal comma with semicolon or tab; `#`
 * at its start makes a line a comment; a byte-order mark is ignored.
 * @param fileName for messages only: they name file, line, value, unit and what is allowed.
 * @throws InputError for a file that is empty, cut off or without units, and for points that are not
 * numbers, negative, falling in strain, too few, or that the unit cannot mean.
 */
export function parseTensileCsv(text: string, fileName: string): TensileTable {
  return finish(parseTensileSteps(text, fileName));
}

/** The first line that is no comment, and the first of these with words or a sign for strain or stress. */
const FIRST = /^(?!\s*#).*\S.*$/m;
const HEAD = /^(?!\s*#).*(?:[a-zσε]{3}|[σε]).*$/im;

/** Lines between two pauses: some milliseconds at most. */
const PAUSE = 500;

/** {@link parseTensileCsv} with pauses, for a page that must not stop while a large file is read. */
export function* parseTensileSteps(text: string, fileName: string): Generator<void, TensileTable, void> {
  const { lines, separator } = tokenize(text, fileName);
  const decimalComma = separator !== ',';
  const readings = new Readings();
  let layout: Layout | undefined;
  let block: Reading[] = [];
  for (let i = 0; i < lines.length; i++) {
    if (i % PAUSE === 0) yield;
    const line = lines[i];
    if (isHeader(line)) {
      const units = lines[i + 1]?.cells.some((c) => c !== '') && lines[i + 1].cells.every(unitOrEmpty);
      layout = readHeader(line, units ? lines[i + 1] : undefined, fileName);
      if (units) i++;
      block = layout.specimen < 0 ? startBlock(layout, readings, line.number) : [];
      continue;
    }
    if (layout === undefined) throw noHeader(line, fileName);
    const last = i === lines.length - 1;
    readLine(line, layout, block, readings, { fileName, decimalComma, last: last && !/\n\s*$/.test(text) });
  }
  if (readings.all.length === 0) throw empty(fileName, lines.at(-1)?.number ?? 1);
  const warnings: string[] = [];
  const curves: TensileCurve[] = [];
  for (const r of readings.all) {
    curves.push(checkSpecimen(r, fileName, warnings));
    yield;
  }
  return { curves, warnings };
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

  find(name: string): Reading | undefined {
    return this.#byName.get(name);
  }
}

const SEPARATORS = [';', '\t', ','] as const;

function tokenize(text: string, fileName: string): { lines: Line[]; separator: string } {
  const head = HEAD.exec(text)?.[0] ?? FIRST.exec(text)?.[0] ?? '';
  const separator = SEPARATORS.find((s) => head.includes(s)) ?? ',';
  const lines: Line[] = [];
  eachRecord(text, { separator, file: fileName }, (found, number) => {
    const cells = found.map((cell) => cell.trim());
    if (!cells[0].startsWith('#')) lines.push({ number, cells });
  });
  if (lines.length === 0) throw empty(fileName, 1);
  return { lines, separator };
}

function isHeader(line: Line): boolean {
  const roles = line.cells.map(roleOf);
  return roles.includes('strain') || roles.includes('stress');
}

function unitOrEmpty(cell: string): boolean {
  return cell === '' || isUnitCell(cell);
}

function readHeader(line: Line, units: Line | undefined, fileName: string): Layout {
  const where = `${fileName}:${line.number}`;
  const columns = line.cells.map((cell, i) => readColumn(cell, units?.cells[i], where));
  const at = (role: string) => columns.flatMap((c, i) => (c.role === role ? [i] : []));
  const [strain, stress, names] = [at('strain'), at('stress'), at('specimen')];
  if (strain.length !== stress.length || (names.length > 0 && strain.length > 1) || names.length > 1) {
    throw new InputError({
      field: `${where} header`,
      value: line.cells.join(', '),
      allowed: 'as many columns of strain as of stress; with a column specimen, one of each',
      hint: "E.g. 'strain (%), stress (MPa)'.",
    });
  }
  const pairs = strain.map((s, k) => ({ strain: s, stress: stress[k] }));
  return { pairs, columns, specimen: names[0] ?? -1 };
}

/** A new header starts new specimens, one a pair of columns, numbered through the file. */
function startBlock(layout: Layout, readings: Readings, start: number): Reading[] {
  return layout.pairs.map((pair) =>
    readings.add(newReading(String(readings.all.length + 1), start, layout.columns[pair.strain].unit)),
  );
}

function newReading(name: string, start: number, strainUnit: string): Reading {
  return { name, start, lines: [], strain: [], stress: [], strainUnit };
}

interface Context {
  readonly fileName: string;
  readonly decimalComma: boolean;
  /** The file's last line, not closed by a line break. */
  readonly last: boolean;
}

function readLine(line: Line, layout: Layout, block: Reading[], all: Readings, context: Context): void {
  const extra = line.cells.slice(layout.columns.length).findIndex((c) => c !== '');
  if (extra >= 0) {
    throw new InputError({
      field: `${context.fileName}:${line.number}`,
      value: line.cells.join(', '),
      allowed: `${layout.columns.length} values, as the header has columns`,
      hint: 'With a decimal comma, separate columns by semicolon or tab.',
    });
  }
  layout.pairs.forEach((pair, k) => {
    const [strainCell, stressCell] = [line.cells[pair.strain] ?? '', line.cells[pair.stress] ?? ''];
    // Specimens side by side end at different lines.
    if (strainCell === '' && stressCell === '' && layout.pairs.length > 1) return;
    const strain = readNumber(strainCell, layout.columns[pair.strain], line, context);
    const stress = readNumber(stressCell, layout.columns[pair.stress], line, context);
    const into = layout.specimen < 0 ? block[k] : named(line, layout, all, context);
    into.lines.push(line.number);
    into.strain.push(strain);
    into.stress.push(stress);
  });
}

function named(line: Line, layout: Layout, all: Readings, { fileName }: Context): Reading {
  const name = line.cells[layout.specimen] ?? '';
  if (name === '') {
    throw new InputError({
      field: `${fileName}:${line.number} specimen`,
      value: name,
      allowed: 'a name or number',
      hint: 'Every line needs its specimen.',
    });
  }
  return (
    all.find(name) ?? all.add(newReading(name, line.number, layout.columns[layout.pairs[0].strain].unit))
  );
}

function readNumber(cell: string, column: Column, line: Line, context: Context): number {
  const text = context.decimalComma ? cell.replace(',', '.') : cell;
  const plain = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text);
  // A number cut off after its point or exponent is no number either, on a line that just ends.
  const cut = context.last && (cell === '' || /[.,eE+-]$/.test(cell));
  if (plain && !cut && Number.isFinite(Number(text))) return Number(text) * column.factor;
  throw new InputError({
    field: `${context.fileName}:${line.number} ${column.role}`,
    value: cell,
    unit: column.unit,
    allowed: 'a finite number',
    hint:
      cut || cell === '' ? 'The line is incomplete: is the file cut off?' : 'Leave out text, NaN and units.',
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

function noHeader(line: Line, fileName: string): InputError {
  return new InputError({
    field: `${fileName}:${line.number} header`,
    value: line.cells.join(', '),
    allowed: "a header that names strain and stress with units, e.g. 'strain (%), stress (MPa)'",
    hint: 'A number without a unit is not taken.',
  });
}
