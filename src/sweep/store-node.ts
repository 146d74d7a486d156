/** The directory of a sweep: rows as they come (`*.jsonl`), then `results.parquet`, and `manifest.json`. */
import { closeSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { InputError } from '../core/errors.js';
import { writeAtomic } from './files-node.js';
import { manifestOf, type SweepManifest } from './manifest.js';
import type { Shard, SweepPlan } from './plan.js';
import { resultsTable } from './results.js';
import type { SweepRow } from './row.js';

/** How {@link SweepStore.open} treats what is there. */
export interface StoreOptions {
  readonly dir: string;
  readonly plan: SweepPlan;
  /** Go on with a sweep that was stopped; without it a directory that holds a sweep is refused. */
  readonly resume: boolean;
  readonly shard: Shard | null;
  /** Version of fibril, for the manifest. */
  readonly version: string;
}

const ROWS_FILE = /^results(\.\d+-of-\d+)?\.jsonl$/;

/** Rows of a sweep on disk. A row that `append` has returned from survives `kill -9` and power loss. */
export class SweepStore {
  readonly #options: StoreOptions;
  readonly #file: number;
  readonly #rows: Map<number, SweepRow>;

  private constructor(options: StoreOptions, file: number, rows: Map<number, SweepRow>) {
    this.#options = options;
    this.#file = file;
    this.#rows = rows;
  }

  /**
   * Create the directory and its manifest, or read what an earlier run of the same sweep left.
   * @throws InputError when the directory holds a sweep and `resume` is not set, or another sweep.
   */
  static async open(options: StoreOptions): Promise<SweepStore> {
    const { dir, plan, shard } = options;
    const old = await readManifest(dir);
    if (old !== null) refuseOther(options, old);
    await mkdir(dir, { recursive: true });
    const rows = old === null ? new Map<number, SweepRow>() : await readRows(dir, plan);
    const name = shard === null ? 'results.jsonl' : `results.${shard.index}-of-${shard.count}.jsonl`;
    const file = openForAppend(path.join(dir, name), old === null);
    const store = new SweepStore(options, file, rows);
    if (old?.status !== 'complete') await store.#writeManifest('running');
    return store;
  }

  /** Rows on disk, by index. */
  get rows(): ReadonlyMap<number, SweepRow> {
    return this.#rows;
  }

  /** Add a row; on return it is on disk. */
  append(row: SweepRow): void {
    writeSync(this.#file, `${JSON.stringify(row)}\n`);
    fsyncSync(this.#file);
    this.#rows.set(row.index, JSON.parse(JSON.stringify(row)) as SweepRow);
  }

  /**
   * Write `results.parquet` and `results.csv` if every point has its row, in the order of the plan:
   * the same bytes whatever the number of workers, kills and shards.
   * @returns whether the sweep is complete.
   */
  async finish(): Promise<boolean> {
    const { dir, plan } = this.#options;
    const rows = plan.points.map((p) => this.#rows.get(p.index));
    const complete = rows.every((row) => row !== undefined);
    if (complete) {
      const table = resultsTable(plan, rows as SweepRow[]);
      await writeAtomic(path.join(dir, 'results.parquet'), table.parquet);
      await writeAtomic(path.join(dir, 'results.csv'), table.csv);
    }
    await this.#writeManifest(complete ? 'complete' : 'running');
    return complete;
  }

  /** Close the file of rows. */
  close(): void {
    closeSync(this.#file);
  }

  async #writeManifest(status: SweepManifest['status']): Promise<void> {
    const { dir, plan, version } = this.#options;
    const manifest = manifestOf(plan, this.#rows, status, version);
    await writeAtomic(path.join(dir, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  }
}

function refuseOther({ dir, plan, resume }: StoreOptions, old: SweepManifest): void {
  if (!resume) {
    const hint = 'Add --resume to go on with it, or name another directory.';
    throw new InputError({ field: '--out', value: dir, allowed: 'a directory without a sweep', hint });
  }
  if (old.plan === plan.hash) return;
  const engine = old.engine === plan.spec.engineHash;
  const hint = engine
    ? 'Give the same preset, binder, --set, axes and seeds as before, or name another directory.'
    : 'It was computed by another build of the simulator: name another directory.';
  const allowed = `the directory of this sweep (plan ${plan.hash.slice(0, 12)})`;
  throw new InputError({ field: '--out', value: `${dir} (plan ${old.plan.slice(0, 12)})`, allowed, hint });
}

/**
 * The manifest of a directory, or null when it has none.
 * @throws InputError when it cannot be read as one.
 */
export async function readManifest(dir: string): Promise<SweepManifest | null> {
  const file = path.join(dir, 'manifest.json');
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (e) {
    const code = (e as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') return null;
    const hint = code === 'ENOTDIR' ? 'It is a file.' : String(e);
    throw new InputError({ field: '--out', value: dir, allowed: 'a directory', hint });
  }
  let parsed: Partial<SweepManifest> | null = null;
  try {
    parsed = JSON.parse(text) as Partial<SweepManifest> | null;
  } catch {
    // Said below.
  }
  if (parsed?.schema === 'fibril.sweep/1' && typeof parsed.plan === 'string') return parsed as SweepManifest;
  throw new InputError({
    field: file,
    value: text.slice(0, 40),
    allowed: 'a manifest of schema fibril.sweep/1',
  });
}

/** Rows of a directory that belong to a plan. */
function readRows(dir: string, plan: SweepPlan): Promise<Map<number, SweepRow>> {
  const ids = new Map(plan.points.map((p) => [p.index, p.id]));
  return readRowFiles(dir, (row) => ids.get(row.index) === row.id);
}

/** Rows of every shard in a directory, by index. Torn lines, and rows that are not wanted, are skipped. */
export async function readRowFiles(
  dir: string,
  wanted: (row: SweepRow) => boolean,
): Promise<Map<number, SweepRow>> {
  const rows = new Map<number, SweepRow>();
  const names = (await readdir(dir)).filter((name) => ROWS_FILE.test(name)).sort();
  for (const name of names) {
    const text = await readFile(path.join(dir, name), 'utf8');
    for (const line of wholeLines(text)) {
      const row = parseRow(line);
      if (row !== null && wanted(row)) rows.set(row.index, row);
    }
  }
  return rows;
}

/** Lines that end in a line feed: a last one without was cut off by a kill. */
function wholeLines(text: string): string[] {
  return text.split('\n').slice(0, -1);
}

function parseRow(line: string): SweepRow | null {
  try {
    const row = JSON.parse(line) as Partial<SweepRow> | null;
    const known = typeof row?.id === 'string' && typeof row.index === 'number';
    return known && (row.status === 'ok' || row.status === 'failed') ? (row as SweepRow) : null;
  } catch {
    return null;
  }
}

/** Open for appending; a torn last line is cut off first, or the next row would be glued to it. */
function openForAppend(file: string, fresh: boolean): number {
  const handle = openSync(file, fresh ? 'w' : 'a+');
  const bytes = fresh ? Buffer.alloc(0) : readFileSync(file);
  const end = bytes.lastIndexOf(0x0a) + 1;
  if (end < bytes.length) ftruncateSync(handle, end);
  return handle;
}
