/** Tables as Parquet files. A module of its own, so that a page loads the writer only when it saves one. */

import { parquetWriteBuffer } from 'hyparquet-writer';
import { checkOptions, type Known } from '../config/options.js';
import { VERSION } from '../core/version.js';
import { type LabelledResult, stagesTable, type Table } from './table.js';

const PARQUET_TYPE = { int: 'INT32', double: 'DOUBLE', string: 'STRING', boolean: 'BOOLEAN' } as const;

/** Options of {@link parquet}. */
export interface ParquetOptions {
  /** Page compression. Default `snappy`. */
  readonly codec?: 'snappy' | 'uncompressed';
  /** Key–value metadata of the file, e.g. the engine's hash and the configuration. */
  readonly metadata?: Readonly<Record<string, string>>;
}

const OPTIONS: Known<ParquetOptions> = {
  codec: 1,
  metadata: 1,
};

/** A table as a Parquet file. Same table, same bytes. */
export function parquet(table: Table, options: ParquetOptions = {}): Uint8Array {
  checkOptions('parquet', options, OPTIONS);
  const buffer = parquetWriteBuffer({
    columnData: table.map((c) => ({
      name: c.name,
      type: PARQUET_TYPE[c.type],
      nullable: true,
      data: c.values.map((v) => (typeof v === 'number' && Number.isNaN(v) ? null : v)),
    })),
    codec: options.codec === 'uncompressed' ? 'UNCOMPRESSED' : 'SNAPPY',
    // The format's own pattern; readers leave out statistics of a writer whose version they cannot read.
    createdBy: `fibril version ${VERSION}`,
    kvMetadata: Object.entries(options.metadata ?? {}).map(([key, value]) => ({ key, value })),
  });
  return new Uint8Array(buffer);
}

/** {@link stagesTable} of one or several runs as Parquet, with the configurations as metadata. */
export function runParquet(runs: readonly LabelledResult[], options: ParquetOptions = {}): Uint8Array {
  checkOptions('runParquet', options, OPTIONS);
  const inputs = Object.fromEntries(
    runs.map(({ label, result }) => [`input:${label}`, JSON.stringify(result.input)]),
  );
  return parquet(stagesTable(runs), {
    ...options,
    metadata: { schema: 'fibril.stages/1', ...inputs, ...options.metadata },
  });
}
