/** Read a sweep's directory back. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { InputError } from '../core/errors.js';
import { readOutcomes } from '../jobs/outcomes-node.js';
import { readManifest } from '../jobs/set-node.js';
import { SCHEMA, type SweepManifest } from './manifest.js';
import { parseResults } from './results.js';
import type { SweepRow } from './row.js';

/** A sweep as it is on disk. */
export interface LoadedSweep {
  readonly manifest: SweepManifest;
  /** Rows by plan order; all of them when `complete`. */
  readonly rows: readonly SweepRow[];
  readonly complete: boolean;
}

/**
 * Read `manifest.json` with `results.parquet`, or with the rows so far while the sweep is not complete.
 * @throws InputError when the directory holds no sweep, or one whose table cannot be read.
 */
export async function loadSweep(dir: string): Promise<LoadedSweep> {
  const manifest = (await readManifest(dir, SCHEMA)) as SweepManifest | null;
  if (manifest === null) {
    const names = await readdir(dir).catch(() => null);
    const hint = names === null ? 'There is no such directory.' : 'It holds no manifest.json.';
    throw new InputError({
      field: 'DIR',
      value: dir,
      allowed: 'a directory that `fibril sweep` wrote',
      hint,
    });
  }
  if (manifest.status === 'complete') {
    return { manifest, rows: await readResults(path.join(dir, 'results.parquet')), complete: true };
  }
  const rows = new Map<number, SweepRow>();
  for (const row of (await readOutcomes(dir)) as SweepRow[]) {
    if (typeof row.index === 'number') rows.set(row.index, row);
  }
  return { manifest, rows: [...rows.values()].sort((a, b) => a.index - b.index), complete: false };
}

/**
 * The rows of a `results.parquet`.
 * @throws InputError when the file is missing, torn, or lacks columns.
 */
export async function readResults(file: string): Promise<SweepRow[]> {
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await readFile(file));
  } catch (e) {
    const hint = `${e instanceof Error ? e.message : String(e)}. Run the sweep again with --resume.`;
    throw new InputError({ field: 'results', value: file, allowed: 'a whole Parquet file', hint });
  }
  return parseResults(bytes, file);
}
