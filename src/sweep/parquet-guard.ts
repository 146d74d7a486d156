/**
 * What a Parquet file claims, checked before a reader believes it. A run-length in a page of a few bytes may claim
 * 2³¹ values, and the reader would write them all: a file from somebody else must not be able to stop a page.
 */
import { parquetMetadata, snappyUncompress } from 'hyparquet';

/** Most that a file may claim. */
export interface ParquetLimits {
  readonly rows: number;
  /** Of all pages together, uncompressed. */
  readonly bytes: number;
}

/** Footers of our tables have some 15 kB. */
const FOOTER = 128 * 1024;
const PAGE = { dictionary: 2, data: 3 } as const;
const ENCODING = { plain: 0, plainDictionary: 2, rleDictionary: 8 } as const;

/** Bytes that are read one after the other, never beyond their end. */
class Bytes {
  at = 0;

  constructor(readonly bytes: Uint8Array) {}

  get left(): number {
    return this.bytes.length - this.at;
  }

  byte(): number {
    if (this.left < 1) throw new Error('a page ends too soon');
    return this.bytes[this.at++];
  }

  /** A variable-length number of at most 35 bits. */
  varint(): number {
    let value = 0;
    for (let k = 0; k < 10; k++) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** (7 * k);
      if (byte < 0x80) return value;
    }
    throw new Error('a number of a page has no end');
  }

  take(count: number): Uint8Array {
    if (!(count >= 0) || count > this.left) throw new Error('a page is longer than the file');
    this.at += count;
    return this.bytes.subarray(this.at - count, this.at);
  }
}

/** Numbers of a Thrift struct by field, structs inside it as maps; texts are passed over. */
type Struct = Map<number, number | Struct>;

function readStruct(bytes: Bytes, depth: number): Struct {
  if (depth > 8) throw new Error('a header is nested too deeply');
  const fields: Struct = new Map();
  let field = 0;
  for (;;) {
    const head = bytes.byte();
    const type = head & 15;
    if (type === 0) return fields;
    field = head >> 4 === 0 ? zigzag(bytes.varint()) : field + (head >> 4);
    if (type === 1 || type === 2) fields.set(field, type === 1 ? 1 : 0);
    else if (type === 3) fields.set(field, bytes.byte());
    else if (type >= 4 && type <= 6) fields.set(field, zigzag(bytes.varint()));
    else if (type === 7) bytes.take(8);
    else if (type === 8) bytes.take(bytes.varint());
    else if (type === 9) skipList(bytes, depth + 1);
    else if (type === 12) fields.set(field, readStruct(bytes, depth + 1));
    else throw new Error(`a header has a field of type ${type}`);
  }
}

/** Pass over a list, which cannot have more elements than there are bytes left for them. */
function skipList(bytes: Bytes, depth: number): void {
  if (depth > 8) throw new Error('a header is nested too deeply');
  const head = bytes.byte();
  const type = head & 15;
  const size = head >> 4 === 15 ? bytes.varint() : head >> 4;
  if (size > bytes.left) throw new Error('a list claims more than the file has');
  for (let k = 0; k < size; k++) {
    if (type <= 3) bytes.byte();
    else if (type <= 6) bytes.varint();
    else if (type === 7) bytes.take(8);
    else if (type === 8) bytes.take(bytes.varint());
    else if (type === 9) skipList(bytes, depth + 1);
    else if (type === 12) readStruct(bytes, depth + 1);
    else throw new Error(`a list has elements of type ${type}`);
  }
}

function zigzag(value: number): number {
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}

/** Runs of the hybrid encoding: all together no more values than there are, rounded up to eights. */
function checkRuns(bytes: Bytes, width: number, values: number): void {
  if (!(width >= 0 && width <= 32)) throw new Error(`a page has indices of ${width} bits`);
  let seen = 0;
  while (seen < values) {
    const head = bytes.varint();
    const packed = head % 2 === 1;
    const run = packed ? ((head - 1) / 2) * 8 : head / 2;
    if (run < 1 || seen + run > values + 7) throw new Error('a page claims more values than it has');
    // The last bit-packed run may be cut short.
    if (packed) bytes.take(Math.min(bytes.left, (run / 8) * width));
    else bytes.take(Math.ceil(width / 8));
    seen += run;
  }
}

interface Column {
  readonly rows: number;
  readonly snappy: boolean;
  /** Bytes that all columns together may still take, uncompressed. */
  readonly budget: number;
}

/** Every page of one column. @returns bytes that they take, uncompressed. */
function checkColumn(bytes: Bytes, column: Column): number {
  let total = 0;
  let values = 0;
  // The reader stops one byte before the end, too.
  while (bytes.left > 1) {
    const header = readStruct(bytes, 0);
    const body = bytes.take(numberAt(header, 3));
    const size = numberAt(header, 2);
    total += size;
    if (total > column.budget) throw new Error('its pages would take too much memory');
    const type = header.get(1);
    const part = header.get(type === PAGE.dictionary ? 7 : 8);
    if (!(part instanceof Map) || (type !== PAGE.dictionary && type !== PAGE.data)) {
      throw new Error('it has pages of a kind that fibril does not write');
    }
    const count = numberAt(part, 1);
    if (type === PAGE.data) values += count;
    if (count > column.rows || values > column.rows) throw new Error(MORE);
    if (type === PAGE.data) checkData(part, body, size, column.snappy);
  }
  return total;
}

const MORE = 'a page claims more values than the table has rows';

function numberAt(fields: Struct, field: number): number {
  const value = fields.get(field);
  if (typeof value === 'number' && value >= 0) return value;
  throw new Error('a page header lacks a number');
}

/** Definition levels and indices of a data page (version 2). */
function checkData(part: Struct, body: Uint8Array, size: number, snappy: boolean): void {
  const [count, nulls, levels] = [numberAt(part, 1), numberAt(part, 2), numberAt(part, 5)];
  if (nulls > count || numberAt(part, 6) !== 0) throw new Error(MORE);
  checkRuns(new Bytes(new Bytes(body).take(levels)), 1, count);
  const encoding = numberAt(part, 4);
  if (encoding === ENCODING.plain) return;
  if (encoding !== ENCODING.rleDictionary && encoding !== ENCODING.plainDictionary) {
    throw new Error(`a page has encoding ${encoding}, which fibril does not write`);
  }
  const rest = body.subarray(levels);
  const page = new Bytes(snappy && part.get(7) !== 0 ? unpacked(rest, size - levels) : rest);
  if (count > nulls) checkRuns(page, page.byte(), count - nulls);
}

function unpacked(packed: Uint8Array, size: number): Uint8Array {
  const out = new Uint8Array(size);
  snappyUncompress(packed, out);
  return out;
}

const TYPES = { string: 'BYTE_ARRAY', int: 'INT32', double: 'DOUBLE' } as const;

/** A column that a file has to have. */
export interface WantedColumn {
  readonly name: string;
  readonly type: keyof typeof TYPES;
}

/**
 * Check that a file is a flat table of the given columns, of the kind that fibril writes, and that no page of it
 * claims more than it has.
 * @throws Error in words.
 */
export function guardParquet(
  bytes: Uint8Array,
  wanted: readonly WantedColumn[],
  limits: ParquetLimits,
): void {
  const end = bytes.length;
  if (end < 12) throw new Error('it is too short');
  const footer = new DataView(bytes.buffer, bytes.byteOffset, end).getUint32(end - 8, true);
  if (footer > FOOTER) throw new Error(`its footer has ${footer} bytes`);
  // The footer alone: it must not reach into the pages. Walked once before it is believed, since the reader makes
  // room for as many elements as a list says it has.
  const foot = bytes.subarray(Math.max(0, end - 8 - footer));
  readStruct(new Bytes(foot.subarray(0, foot.length - 8)), 0);
  const { schema, row_groups } = parquetMetadata(foot);
  const columns = schema.slice(1);
  const odd = wanted.find(({ name }) => !columns.some((c) => c.name === name));
  if (odd !== undefined) throw new Error(`it lacks the column ${odd.name}`);
  const fits = wanted.every(({ name, type }, k) => {
    const c = columns[k];
    const text = type === 'string' ? 'UTF8' : undefined;
    return (
      c?.name === name &&
      c.type === TYPES[type] &&
      c.repetition_type === 'OPTIONAL' &&
      c.converted_type === text
    );
  });
  const plain = columns.every((c) => !c.num_children && c.logical_type === undefined);
  if (!fits || !plain || columns.length !== wanted.length)
    throw new Error('it has other columns than a sweep');
  let rows = 0;
  let budget = limits.bytes;
  for (const group of row_groups) {
    const own = Number(group.num_rows);
    rows += own;
    if (!(own >= 0) || rows > limits.rows) throw new Error(`it claims more than ${limits.rows} rows`);
    if (group.columns.length !== wanted.length) throw new Error('a row group lacks columns');
    for (const [k, { meta_data: meta, file_path }] of group.columns.entries()) {
      const path = meta?.path_in_schema.join('.');
      if (!meta || file_path || path !== wanted[k]?.name || meta.type !== columns[k]?.type) {
        throw new Error('a column is not where it should be');
      }
      const snappy = meta.codec === 'SNAPPY';
      if (!snappy && meta.codec !== 'UNCOMPRESSED') throw new Error(`a column is packed by ${meta.codec}`);
      const from = Number(meta.dictionary_page_offset || meta.data_page_offset);
      const to = from + Number(meta.total_compressed_size);
      if (!(from >= 4 && to >= from && to <= end)) throw new Error('a column lies outside the file');
      budget -= checkColumn(new Bytes(bytes.subarray(from, to)), { rows: own, snappy, budget });
    }
  }
}
