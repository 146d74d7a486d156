/** The table of a sweep as files, and read back: the same bytes from a directory, a worker pool or a page. */
import { parquetReadObjects } from 'hyparquet';
import { InputError } from '../core/errors.js';
import { parquet } from '../output/parquet.js';
import { csv } from '../output/table.js';
import { SCHEMA } from './manifest.js';
import { guardParquet } from './parquet-guard.js';
import { MAX_POINTS, type SweepPlan } from './plan.js';
import { COLUMNS, OLD_COLUMNS, rowsTable, type SweepRow } from './row.js';

/** Rows as many as a sweep has points, of a kilobyte each at most. */
const LIMITS = { rows: MAX_POINTS, bytes: 2e8 };

/** `results.parquet` and `results.csv` of a complete sweep, rows in the order of the plan. */
export function resultsTable(
  plan: SweepPlan,
  rows: readonly SweepRow[],
): { readonly parquet: Uint8Array; readonly csv: string } {
  const table = rowsTable(rows);
  const metadata = {
    schema: SCHEMA,
    plan: plan.hash,
    engine: plan.spec.engineHash,
    config: JSON.stringify(plan.spec.config),
  };
  return { parquet: parquet(table, { metadata }), csv: csv(table) };
}

/**
 * The rows of a `results.parquet`.
 * @param name of the file, for messages.
 * @throws InputError when the bytes are torn, no Parquet, of other columns, or claim more than they hold.
 */
export async function parseResults(bytes: Uint8Array, name: string): Promise<SweepRow[]> {
  let objects: Record<string, unknown>[];
  try {
    guardColumns(bytes);
    // hyparquet wants a whole buffer, which a view need not be.
    objects = await parquetReadObjects({ file: new Uint8Array(bytes).buffer });
  } catch (e) {
    const hint = `${e instanceof Error ? e.message : String(e)}. Run the sweep again with --resume.`;
    throw new InputError({ field: 'results', value: name, allowed: 'a whole Parquet file', hint });
  }
  // An older table lacks the newest columns.
  return objects.map((row) =>
    Object.fromEntries(COLUMNS.map(({ name }) => [name, row[name] ?? null])),
  ) as unknown as SweepRow[];
}

/** A whole table, of now or of before. */
function guardColumns(bytes: Uint8Array): void {
  try {
    guardParquet(bytes, COLUMNS, LIMITS);
  } catch (e) {
    try {
      guardParquet(bytes, OLD_COLUMNS, LIMITS);
    } catch {
      throw e;
    }
  }
}
