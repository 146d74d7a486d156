/** Rows of a sweep out of CSV or JSON lines, and what every row has to fulfil. */
import { eachRecord } from '../../core/csv.js';
import { InputError } from '../../core/errors.js';
import type { SweepManifest } from '../../sweep/manifest.js';
import type { SweepPlan, SweepPoint } from '../../sweep/plan.js';
import { COLUMNS, type ColumnInfo, OLD_COLUMNS, type SweepRow, whatOf } from '../../sweep/row.js';

function refuse(field: string, value: unknown, allowed: string): never {
  throw new InputError({ field, value, allowed });
}

/** Rows of `results.csv`; what the cells hold is checked by {@link checkRows}. @throws InputError */
export function csvRows(text: string, name: string): Record<string, unknown>[] {
  const records: string[][] = [];
  const lines: number[] = [];
  eachRecord(text, { separator: ',', file: name }, (cells, line) => {
    records.push(cells);
    lines.push(line);
  });
  const [head, ...body] = records;
  const columns = head?.length === OLD_COLUMNS.length ? OLD_COLUMNS : COLUMNS;
  const lacking = columns.find((c, k) => head?.[k] !== c.name);
  if (lacking !== undefined || head?.length !== columns.length) {
    refuse(
      `${name}:1`,
      head?.join(',') ?? '',
      `the columns of this version, ${lacking?.name ?? 'and no more'}`,
    );
  }
  return body.map((cells, k) => {
    if (cells.length !== columns.length) {
      refuse(`${name}:${lines[k + 1]}`, `${cells.length} cells`, `${columns.length} cells`);
    }
    return Object.fromEntries(columns.map((c, i) => [c.name, csvValue(cells[i] as string, c)]));
  });
}

function csvValue(cell: string, { type }: ColumnInfo): unknown {
  if (cell === '') return null;
  if (type === 'string') return cell;
  return /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(cell) ? Number(cell) : cell;
}

/** Rows of a `.jsonl` file; a last line that was cut off is left out. @throws InputError */
export function jsonlRows(text: string, name: string): unknown[] {
  return text
    .split('\n')
    .slice(0, -1)
    .map((line, k) => {
      try {
        return JSON.parse(line) as unknown;
      } catch {
        return refuse(`${name}:${k + 1}`, line.slice(0, 40), 'one JSON object a line');
      }
    });
}

/**
 * Rows by index, each of them checked against its point of the plan.
 * @throws InputError naming file, row and column.
 */
export function checkRows(
  found: readonly unknown[],
  plan: SweepPlan,
  manifest: SweepManifest,
  name: string,
): Map<number, SweepRow> {
  const rows = new Map<number, SweepRow>();
  for (const [k, value] of found.entries()) {
    const row = checkRow(value, plan.points, `${name}: row ${k + 1}`);
    if (rows.has(row.index)) refuse(`${name}: row ${k + 1}, index`, row.index, 'every index once');
    rows.set(row.index, row);
  }
  const { done, ok } = manifest.counts;
  // A sweep that is going on writes its rows sooner than its manifest.
  const running = manifest.status === 'running';
  if (!running && rows.size !== done)
    refuse(name, `${rows.size} rows`, `${done} rows, as the manifest counts`);
  const good = [...rows.values()].filter((row) => row.status === 'ok').length;
  if (!running && good !== ok) refuse(name, `${good} ok`, `${ok} ok, as the manifest counts`);
  return rows;
}

function checkRow(value: unknown, points: readonly SweepPoint[], where: string): SweepRow {
  if (typeof value !== 'object' || value === null) return refuse(where, value, 'a row');
  const given = value as Record<string, unknown>;
  const { index } = given;
  const point = typeof index === 'number' ? points[index] : undefined;
  if (point === undefined) {
    return refuse(`${where}, index`, index, `a whole number from 0 to ${points.length - 1}`);
  }
  const { id, toughness_MPa, adhesion_J_m2, seed } = point;
  for (const [key, expected] of Object.entries({ id, toughness_MPa, adhesion_J_m2, seed })) {
    if (given[key] !== expected)
      refuse(`${where}, ${key}`, given[key], `${expected}, as the manifest has it`);
  }
  const { status } = given;
  if (status !== 'ok' && status !== 'failed') refuse(`${where}, status`, status, "'ok' or 'failed'");
  const row: Record<string, unknown> = {};
  for (const column of OLD_COLUMNS)
    row[column.name] = checkCell(given[column.name], column, where, status === 'ok');
  if (status === 'failed' && typeof row.reason !== 'string') refuse(`${where}, reason`, row.reason, 'text');
  return { ...row, ...whatOf(point) } as unknown as SweepRow;
}

function checkCell(value: unknown, column: ColumnInfo, where: string, ok: boolean): unknown {
  const { name, type, share, signed, optional } = column;
  const at = `${where}, ${name}`;
  if (value === null || value === undefined) {
    return ok && !optional ? refuse(at, value, 'a value, as the run ended') : null;
  }
  if (type === 'string') {
    return typeof value === 'string' && value.length <= 500
      ? value
      : refuse(at, value, 'text of at most 500 characters');
  }
  if (typeof value !== 'number' || !Number.isFinite(value)) return refuse(at, value, 'a number');
  if (type === 'int' && !Number.isInteger(value)) return refuse(at, value, 'a whole number');
  if (share && !(value >= 0 && value <= 1 + 1e-9)) return refuse(at, value, '0 to 1');
  if (value < 0 && !signed) return refuse(at, value, '0 or more');
  return value;
}
