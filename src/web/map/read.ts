/** A sweep out of files, none of which is trusted: every number is checked, and nothing is shown unless all of it fits. */
import { InputError } from '../../core/errors.js';
import { checkConfig } from '../../model/check-config.js';
import { ADHESION, type Axis, type AxisLimits, parseAxis, TOUGHNESS } from '../../sweep/axis.js';
import type { SweepManifest } from '../../sweep/manifest.js';
import { planSweep, type SweepPlan } from '../../sweep/plan.js';
import { parseResults } from '../../sweep/results.js';
import { COLUMNS, OLD_COLUMNS, type SweepRow } from '../../sweep/row.js';
import { isTree } from '../link.js';
import { checkRows, csvRows, jsonlRows } from './read-rows.js';

/** A file by its name. */
export interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A sweep that has been read. */
export interface ReadSweep {
  readonly manifest: SweepManifest;
  readonly plan: SweepPlan;
  readonly rows: ReadonlyMap<number, SweepRow>;
}

/** Most nodes and runs of a sweep that a page shows. */
export const READ_NODES = 10_000;
export const READ_POINTS = 20_000;

function refuse(field: string, value: unknown, allowed: string, hint?: string): never {
  throw new InputError({ field, value, allowed, ...(hint === undefined ? {} : { hint }) });
}

/**
 * The sweep of a `manifest.json` and its rows: `results.parquet`, `results.csv` or the `.jsonl` of one that is not
 * complete.
 * @throws InputError saying what does not fit, where, and what would.
 */
export async function readSweep(files: readonly NamedBytes[]): Promise<ReadSweep> {
  const hint = 'Give both at once: manifest.json, and results.parquet, results.csv or a .jsonl file.';
  const manifests = files.filter((f) => f.name.toLowerCase().endsWith('.json'));
  const tables = files.filter((f) => /\.(parquet|csv|jsonl)$/i.test(f.name));
  const names = files.map((f) => f.name).join(', ');
  const [first] = manifests;
  if (manifests.length !== 1 || first === undefined) refuse('files', names, 'one manifest.json', hint);
  const table = tables.find((f) => /parquet$/i.test(f.name)) ?? tables[0];
  if (table === undefined) refuse('files', names, 'a table of rows', hint);
  const manifest = parseManifest(textOf(first), first.name);
  const found = await tableRows(table);
  const plan = await planOf(manifest, first.name);
  return { manifest, plan, rows: checkRows(found, plan, manifest, table.name) };
}

/** UTF-8 text. @throws InputError when it is none. */
function textOf({ name, bytes }: NamedBytes): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refuse(name, `${bytes.length} bytes`, 'UTF-8 text');
  }
}

function tableRows(file: NamedBytes): Promise<readonly unknown[]> | readonly unknown[] {
  if (/parquet$/i.test(file.name)) return parseResults(file.bytes, file.name);
  return /csv$/i.test(file.name) ? csvRows(textOf(file), file.name) : jsonlRows(textOf(file), file.name);
}

/**
 * A manifest of schema `fibril.sweep/1`, checked field by field.
 * @throws InputError
 */
export function parseManifest(text: string, name: string): SweepManifest {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (e) {
    const why = e instanceof Error ? e.message : String(e);
    return refuse(name, text.slice(0, 40), 'a whole JSON document', why);
  }
  if (!isTree(raw)) return refuse(name, text.slice(0, 40), 'a manifest of schema fibril.sweep/1');
  const at = (field: string): string => `${name}: ${field}`;
  if (raw.schema !== 'fibril.sweep/1') refuse(at('schema'), raw.schema, "'fibril.sweep/1'");
  const status = raw.status === 'running' || raw.status === 'complete' ? raw.status : null;
  if (status === null) return refuse(at('status'), raw.status, "'running' or 'complete'");
  const version = textField(raw.fibril, at('fibril'), /^[\w.+-]{1,40}$/, 'a version');
  const engine = textField(raw.engine, at('engine'), HEX64, '64 hexadecimal digits');
  const plan = textField(raw.plan, at('plan'), HEX64, '64 hexadecimal digits');
  const axes = isTree(raw.axes) ? raw.axes : refuse(at('axes'), raw.axes, 'toughness_MPa and adhesion_J_m2');
  const toughness = readAxis(axes.toughness_MPa, { ...TOUGHNESS, field: at('axes.toughness_MPa') });
  const adhesion = readAxis(axes.adhesion_J_m2, { ...ADHESION, field: at('axes.adhesion_J_m2') });
  const config = checkConfig(raw.config);
  const seeds = readSeeds(raw.seeds, config.seed, at('seeds'));
  const nodes = toughness.count * adhesion.count;
  if (nodes > READ_NODES || nodes * seeds.length > READ_POINTS) {
    const size = `${toughness.count} × ${adhesion.count} × ${seeds.length}`;
    refuse(at('axes'), size, `at most ${READ_NODES} points and ${READ_POINTS} runs in a page`);
  }
  return {
    schema: 'fibril.sweep/1',
    status,
    fibril: version,
    engine,
    plan,
    axes: { toughness_MPa: { ...toughness, unit: 'MPa' }, adhesion_J_m2: { ...adhesion, unit: 'J/m²' } },
    seeds,
    counts: readCounts(raw.counts, nodes * seeds.length, status, at('counts')),
    columns: readColumns(raw.columns, at('columns')),
    config,
  };
}

const HEX64 = /^[0-9a-f]{64}$/;

function textField(value: unknown, field: string, pattern: RegExp, allowed: string): string {
  return typeof value === 'string' && pattern.test(value) ? value : refuse(field, value, allowed);
}

/** An axis, whose values have to be those of its ends and count. */
function readAxis(value: unknown, limits: AxisLimits): Axis {
  const { field, unit } = limits;
  if (!isTree(value)) return refuse(field, value, 'low, high, count and values');
  const { low, high, count, values } = value;
  const parts = [low, high, count].map((v) => (typeof v === 'number' ? String(v) : ''));
  const axis = parseAxis(count === 1 ? String(parts[0]) : parts.join(':'), limits);
  if (value.unit !== unit) refuse(`${field}.unit`, value.unit, `'${unit}'`);
  if (axis.high !== high) refuse(`${field}.high`, high, 'low, where there is one value');
  if (!Array.isArray(values) || values.length !== axis.count) {
    refuse(`${field}.values`, Array.isArray(values) ? values.length : values, `${axis.count} values`);
  }
  const k = axis.values.findIndex((v, i) => v !== (values as unknown[])[i]);
  if (k >= 0) refuse(`${field}.values[${k}]`, (values as unknown[])[k], `${axis.values[k]}, in equal ratios`);
  return axis;
}

function readSeeds(value: unknown, first: number, field: string): number[] {
  if (!Array.isArray(value) || value.length < 1 || value.length > 1000) {
    return refuse(field, value, 'a list of 1 to 1000 seeds');
  }
  const k = value.findIndex((seed, i) => seed !== first + i);
  if (k >= 0) refuse(`${field}[${k}]`, value[k], `${first + k}, as config.seed and those that follow`);
  return value as number[];
}

function readCounts(
  value: unknown,
  points: number,
  status: SweepManifest['status'],
  field: string,
): SweepManifest['counts'] {
  if (!isTree(value)) return refuse(field, value, 'points, done, ok and failed');
  const whole = (key: string): number => {
    const n = value[key];
    const fits = typeof n === 'number' && Number.isInteger(n) && n >= 0 && n <= points;
    return fits ? n : refuse(`${field}.${key}`, n, `a whole number from 0 to ${points}`);
  };
  const counts = { points: whole('points'), done: whole('done'), ok: whole('ok'), failed: whole('failed') };
  if (counts.points !== points)
    refuse(`${field}.points`, counts.points, `${points}, as the axes and seeds have it`);
  if (counts.ok + counts.failed !== counts.done)
    refuse(`${field}.done`, counts.done, 'ok and failed together');
  if (status === 'complete' && counts.done !== points) refuse(`${field}.done`, counts.done, `${points}`);
  return counts;
}

function readColumns(value: unknown, field: string): SweepManifest['columns'] {
  const list = Array.isArray(value) ? value : [];
  const allowed = `the ${COLUMNS.length} columns of this version`;
  const columns = list.length === OLD_COLUMNS.length ? OLD_COLUMNS : COLUMNS;
  if (list.length !== columns.length) refuse(field, `${list.length} columns`, allowed);
  for (const [k, { name, unit }] of columns.entries()) {
    const column: unknown = list[k];
    if (!isTree(column) || column.name !== name || column.unit !== unit) {
      refuse(`${field}[${k}]`, column, `${name}${unit === '' ? '' : ` in ${unit}`}`);
    }
  }
  return COLUMNS.map(({ name, unit }) => ({ name, unit }));
}

/** The plan that the manifest stands for; its hash says whether anything in it was changed. */
async function planOf(manifest: SweepManifest, name: string): Promise<SweepPlan> {
  const { axes, seeds, config, engine } = manifest;
  if (config.electrode.structureFile !== null) {
    const allowed = 'a sweep over packed electrodes';
    refuse(`${name}: config.electrode.structureFile`, config.electrode.structureFile, allowed);
  }
  const axis = ({ low, high, count, values }: Axis): Axis => ({ low, high, count, values });
  const plan = await planSweep({
    config,
    toughness: axis(axes.toughness_MPa),
    adhesion: axis(axes.adhesion_J_m2),
    seeds: seeds.length,
    engineHash: engine,
  });
  if (plan.hash === manifest.plan) return plan;
  const hint = 'The manifest was changed after it was written, or another version of fibril wrote it.';
  return refuse(`${name}: plan`, manifest.plan, `${plan.hash}, the hash of what it describes`, hint);
}
