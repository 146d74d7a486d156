/** Tables of a run, and how they are written as CSV (as Parquet: parquet.ts). Units are in the column names. */

import { dsvFormat } from 'd3-dsv';
import { checkOptions, type Known } from '../config/options.js';
import type { NetworkData } from '../core/network.js';
import type { RunResult } from '../model/result.js';
import { endsOnBody, ligamentIndices, neckCentre, particleCount } from '../observe/geometry.js';
import { columnNames, componentOf, listed, type Named } from '../observe/lists.js';
import { atEnd } from '../observe/measures.js';
import type { Frame } from '../observe/quantities.js';
import { shortest } from './number.js';

/** What one cell of a table can hold. */
export type Cell = number | string | boolean | null;

/** A column: `int` is 32-bit; any type may hold null. */
export interface Column {
  readonly name: string;
  readonly type: 'int' | 'double' | 'string' | 'boolean';
  readonly values: readonly Cell[];
}

/** A table; all columns have the same number of rows. */
export type Table = readonly Column[];

/** The registries' types as those of columns. */
export const CELL_TYPE = { f64: 'double', i32: 'int', text: 'string' } as const;

function column(name: string, type: Column['type'], rows: number, value: (row: number) => Cell): Column {
  return { name, type, values: Array.from({ length: rows }, (_, row) => value(row)) };
}

/** Rows [from, to) of a table. */
export interface Rows {
  readonly from: number;
  readonly to: number;
}

/** One row a particle: position as built, radius, displacement, rotation, stress. `part`: these rows only. */
export function particlesTable(network: NetworkData, frame: Frame, part?: Rows): Table {
  const { from, to } = part ?? { from: 0, to: particleCount(network) };
  const places = ['x', 'y', 'z'].map((axis, c) => ({
    ...{ name: `${axis}_um`, type: 'double' as const },
    value: (k: number) => network.x[3 * k + c],
  }));
  const own = listed('csv', 'particle').flatMap((q) => fieldColumns(q, network, frame));
  // In each row, so that a program that reads the table alone knows the box; the importer reads it.
  const period = ['x', 'y'].flatMap((axis, c) => {
    const value = network.period[c];
    return [{ name: `period_${axis}_um`, type: 'double' as const, value: () => value }];
  });
  return [{ name: 'id', type: 'int' as const, value: (k: number) => k }, ...places, ...own, ...period].map(
    ({ name, type, value }) => column(name, type, to - from, (row) => value(from + row)),
  );
}

/** A column each component; categories that have names are text. */
function fieldColumns(q: Named, network: NetworkData, frame: Frame) {
  const type: Column['type'] = q.codes ? 'string' : CELL_TYPE[q.type];
  return columnNames(q, 'csv').map((name, c) => ({
    name,
    type,
    value: (k: number): Cell => {
      const value = componentOf(q, { network, frame }, k, c);
      return q.codes ? q.codes[value] : value;
    },
  }));
}

/** One row a ligament: ends (−1: foil), neck centre, size, state, how and when it broke. `list`: these necks only. */
export function ligamentsTable(
  network: NetworkData,
  frame: Frame,
  list: readonly number[] = ligamentIndices(network),
): Table {
  const make = (name: string, type: Column['type'], value: (neck: number) => Cell): Column =>
    column(name, type, list.length, (row) => value(list[row]));
  const own = listed('csv', 'ligament');
  return [
    make('id', 'int', (k) => k),
    make('i', 'int', (k) => network.i[k]),
    make('j', 'int', (k) => (endsOnBody(network, k) ? -1 : network.j[k])),
    ...['x', 'y', 'z'].map((axis, c) => make(`${axis}_um`, 'double', (k) => neckCentre(network, k)[c])),
    ...['x', 'y', 'z'].map((axis, c) => make(`normal_${axis}`, 'double', (k) => network.normal[3 * k + c])),
    ...[...own.filter((q) => q.built), ...own.filter((q) => !q.built)]
      .flatMap((q) => fieldColumns(q, network, frame))
      .map(({ name, type, value }) => make(name, type, value)),
  ];
}

/** Label of a run in tables of several runs. */
export interface LabelledResult {
  readonly label: string;
  readonly result: RunResult;
}

/** One row a stage; several runs are told apart by `run` (their label) and `hash`. */
export function stagesTable(runs: readonly LabelledResult[]): Table {
  const rows = runs.flatMap(({ label, result }) => result.stages.map((stage) => ({ label, result, stage })));
  const make = (name: string, type: Column['type'], value: (row: (typeof rows)[number]) => Cell): Column =>
    column(name, type, rows.length, (k) => value(rows[k]));
  return [
    make('run', 'string', ({ label }) => label),
    make('hash', 'string', ({ result }) => result.hash),
    make('stage', 'string', ({ stage }) => stage.name),
    make('cycle', 'int', ({ stage }) => stage.cycle),
    ...atEnd('table').map((q) => make(q.column, CELL_TYPE[q.type], ({ stage }) => q.read(stage))),
  ];
}

/** How a table is written as CSV. */
export interface CsvStyle {
  /**
   * `comma`: decimal commas, semicolons between cells and a byte-order mark, as spreadsheets of most of Europe open
   * it. Default `point`.
   */
  readonly decimal?: 'point' | 'comma';
}

const CSV_STYLE: Known<CsvStyle> = { decimal: 1 };

/** The values of {@link CsvStyle.decimal}. */
export const DECIMALS = ['point', 'comma'] as const;

const QUOTE = { point: dsvFormat(',').formatValue, comma: dsvFormat(';').formatValue };

function csvCell(value: Cell, { decimal = 'point' }: CsvStyle): string {
  if (value === null) return '';
  if (typeof value !== 'number') return QUOTE[decimal](String(value));
  if (!Number.isFinite(value)) return '';
  return decimal === 'comma' ? shortest(value).replace('.', ',') : shortest(value);
}

function csvLine(cells: readonly Cell[], style: CsvStyle): string {
  const separator = style.decimal === 'comma' ? ';' : ',';
  return `${cells.map((cell) => csvCell(cell, style)).join(separator)}\n`;
}

/** Rows of a table as CSV, without the header. */
function csvRows(table: Table, style: CsvStyle): string {
  const rows = table[0]?.values.length ?? 0;
  const lines: string[] = [];
  for (let row = 0; row < rows; row++) {
    const cells = table.map((c) => c.values[row]);
    lines.push(csvLine(cells, style));
  }
  return lines.join('');
}

function csvHead(table: Table, style: CsvStyle): string {
  const names = table.map((c) => c.name);
  return `${style.decimal === 'comma' ? '\uFEFF' : ''}${csvLine(names, style)}`;
}

/** A table as CSV (RFC 4180, comma, `\n`, empty cell for null), numbers in full precision. */
export function csv(table: Table, options: CsvStyle = {}): string {
  checkOptions('csv', options, CSV_STYLE);
  return csvHead(table, options) + csvRows(table, options);
}

/** Rows made and held at a time where a table may have 10⁶. */
const ROWS_AT_A_TIME = 20_000;

/** CSV in pieces, of a table of which any rows can be made. */
function* csvParts(rows: number, style: CsvStyle, make: (part: Rows) => Table): Iterable<string> {
  yield csvHead(make({ from: 0, to: 0 }), style);
  for (let from = 0; from < rows; from += ROWS_AT_A_TIME) {
    yield csvRows(make({ from, to: Math.min(rows, from + ROWS_AT_A_TIME) }), style);
  }
}

/** {@link particlesTable} as CSV, in pieces for large networks. */
export function csvParticlesParts(
  network: NetworkData,
  frame: Frame,
  style: CsvStyle = {},
): Iterable<string> {
  return csvParts(particleCount(network), style, (part) => particlesTable(network, frame, part));
}

/** {@link ligamentsTable} as CSV, in pieces for large networks. */
export function csvLigamentsParts(
  network: NetworkData,
  frame: Frame,
  style: CsvStyle = {},
): Iterable<string> {
  const list = ligamentIndices(network);
  return csvParts(list.length, style, ({ from, to }) => ligamentsTable(network, frame, list.slice(from, to)));
}

/** {@link particlesTable} as CSV. */
export function csvParticles(network: NetworkData, frame: Frame): string {
  return [...csvParticlesParts(network, frame)].join('');
}

/** {@link ligamentsTable} as CSV. */
export function csvLigaments(network: NetworkData, frame: Frame): string {
  return [...csvLigamentsParts(network, frame)].join('');
}

/** {@link stagesTable} of one run as CSV. */
export function csvStages(result: RunResult, label = 'run', style: CsvStyle = {}): string {
  return csv(stagesTable([{ label, result }]), style);
}
