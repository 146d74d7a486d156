import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { InputError } from '../../../src/core/errors.js';
import { manifestOf } from '../../../src/sweep/manifest.js';
import type { SweepPlan } from '../../../src/sweep/plan.js';
import { resultsTable } from '../../../src/sweep/results.js';
import { failedRow, rowOf, type SweepRow } from '../../../src/sweep/row.js';
import { readSweep } from '../../../src/web/map/read.js';
import { fakeResult, smallPlan } from '../../sweep/fake.js';

// biome-ignore lint/suspicious/noExplicitAny: what is damaged here has no type.
type Loose = any;

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

let plan: SweepPlan;
let rows: SweepRow[];
let manifest: string;
let parquet: Uint8Array;
let csv: string;
let jsonl: string;

beforeAll(async () => {
  plan = await smallPlan();
  rows = plan.points.map((p) =>
    p.index === 4 ? failedRow(p, 'StageFailure: no "equilibrium", 7 %') : rowOf(p, fakeResult(p.config)),
  );
  manifest = `${JSON.stringify(manifestOf(plan, rows, 'complete', '0.1.0'), null, 2)}\n`;
  ({ parquet, csv } = resultsTable(plan, rows));
  jsonl = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
});

const read = (m: string | Uint8Array, name: string, table: string | Uint8Array) =>
  readSweep([
    { name: 'manifest.json', bytes: typeof m === 'string' ? utf8(m) : m },
    { name, bytes: typeof table === 'string' ? utf8(table) : table },
  ]);

/** Words, and nothing else, whatever is wrong; or the sweep itself, where the damage did none. */
async function wordsOrTheSweep(m: string | Uint8Array, name: string, table: string | Uint8Array) {
  try {
    const found = await read(m, name, table);
    expect(found.plan.hash).toBe(plan.hash);
    for (const [index, row] of found.rows) expect(row.id).toBe(plan.points[index]?.id);
  } catch (e) {
    expect(e).toBeInstanceOf(InputError);
    expect((e as Error).message).toMatch(/allowed: /);
  }
}

/** Damage to bytes: some are other ones, a part is gone, or a part is there twice. */
const damage = fc.record({
  places: fc.array(
    fc.tuple(fc.double({ min: 0, max: 0.999999, noNaN: true }), fc.integer({ min: 0, max: 255 })),
    {
      maxLength: 12,
    },
  ),
  cut: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { freq: 2 }),
  twice: fc.option(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(64)), { freq: 4 }),
});

function damaged(
  whole: Uint8Array,
  how: typeof damage extends fc.Arbitrary<infer T> ? T : never,
): Uint8Array {
  const bytes = whole.slice();
  for (const [place, value] of how.places) bytes[Math.floor(place * bytes.length)] = value;
  if (how.twice !== null) {
    const at = Math.floor(how.twice[0] * bytes.length);
    return Uint8Array.from([...bytes.subarray(0, at + how.twice[1]), ...bytes.subarray(at)]);
  }
  return how.cut === null ? bytes : bytes.slice(0, Math.floor(how.cut * bytes.length));
}

describe('a sweep out of files', () => {
  it('is read back from Parquet, CSV and JSON lines alike, row by row', async () => {
    for (const [name, table] of [
      ['results.parquet', parquet],
      ['results.csv', csv],
      ['results.jsonl', jsonl],
    ] as const) {
      const found = await read(manifest, name, table);
      expect(found.plan).toEqual(plan);
      expect([...found.rows.values()]).toEqual(JSON.parse(JSON.stringify(rows)));
    }
  });

  it('is saved again to the same bytes', async () => {
    const found = await read(manifest, 'results.parquet', parquet);
    const again = resultsTable(found.plan, [...found.rows.values()]);
    expect(Buffer.compare(again.parquet, parquet)).toBe(0);
    expect(again.csv).toBe(csv);
    expect(
      `${JSON.stringify(manifestOf(found.plan, [...found.rows.values()], 'complete', found.manifest.fibril), null, 2)}\n`,
    ).toBe(manifest);
  });

  it('may be going on: rows so far, a torn last line left out', async () => {
    const part = rows.slice(0, 5);
    const running = JSON.stringify(manifestOf(plan, part, 'running', '0.1.0'));
    const torn = jsonl.split('\n').slice(0, 7).join('\n').concat('\n{"id":"ab');
    expect((await read(running, 'results.jsonl', torn)).rows.size).toBe(7);
  });

  it.each([
    ['another schema', (m: Loose) => (m.schema = 'fibril.sweep/2'), /schema: got 'fibril.sweep\/2'/],
    [
      'an axis of other values',
      (m: Loose) => (m.axes.toughness_MPa.values[1] = 11),
      /values\[1\]: got 11; allowed: 10/,
    ],
    [
      'an axis out of range',
      (m: Loose) => (m.axes.adhesion_J_m2.high = 1e9),
      /axes.adhesion_J_m2.*allowed: low and high/,
    ],
    ['a huge axis', (m: Loose) => (m.axes.toughness_MPa.count = 1e9), /a whole count from 1 to 200/],
    ['another binder', (m: Loose) => (m.config.binder.strength_MPa += 1), /the hash of what it describes/],
    ['counts that do not add up', (m: Loose) => (m.counts.ok = 3), /counts.done/],
    ['seeds that do not follow', (m: Loose) => (m.seeds[0] = 7), /seeds\[0\]/],
    ['columns of other units', (m: Loose) => (m.columns[2].unit = 'GPa'), /columns\[2\]/],
  ])('is refused with %s', async (_, change, words) => {
    const m = JSON.parse(manifest);
    change(m);
    await expect(read(JSON.stringify(m), 'results.parquet', parquet)).rejects.toThrow(words);
  });

  it('is refused when manifest and rows belong to different sweeps, or a row says what cannot be', async () => {
    const change = (edit: (row: Loose) => void): string => {
      const copy = JSON.parse(JSON.stringify(rows));
      edit(copy[3]);
      return resultsTable(plan, copy).csv;
    };
    const cases: [(row: Loose) => void, RegExp][] = [
      [(row) => (row.id = 'f'.repeat(64)), /row 4, id: got 'f+/],
      [(row) => (row.index = 2), /row 4, id/],
      [(row) => (row.connectedActive = 1.5), /connectedActive: got 1.5; allowed: 0 to 1/],
      [(row) => (row.crackLength_mm_per_mm2 = -1), /crackLength_mm_per_mm2: got -1; allowed: 0 or more/],
      [(row) => (row.crackLength_mm_per_mm2 = null), /a value, as the run ended/],
      [(row) => (row.status = 'fine'), /'ok' or 'failed'/],
    ];
    for (const [edit, words] of cases) {
      await expect(read(manifest, 'results.csv', change(edit))).rejects.toThrow(words);
    }
    await expect(readSweep([{ name: 'results.csv', bytes: utf8(csv) }])).rejects.toThrow(/one manifest.json/);
    await expect(readSweep([{ name: 'manifest.json', bytes: utf8(manifest) }])).rejects.toThrow(
      /a table of rows/,
    );
  });

  it('gives words for any damage to its manifest', async () => {
    await fc.assert(
      fc.asyncProperty(damage, (how) => wordsOrTheSweep(damaged(utf8(manifest), how), 'results.csv', csv)),
      { numRuns: 150 },
    );
  });

  it('gives words for any value in any place of its manifest', async () => {
    const hostile = fc.oneof(
      fc.constantFrom<unknown>(null, -1, 0, 1e308, 5e-324, '', '__proto__', [], {}, true, 'a'.repeat(1e5)),
      fc.jsonValue(),
    );
    const leaves: (string | number)[][] = [];
    const walk = (value: unknown, path: (string | number)[]): void => {
      leaves.push(path);
      if (typeof value === 'object' && value !== null) {
        for (const [k, v] of Object.entries(value)) walk(v, [...path, k]);
      }
    };
    walk(JSON.parse(manifest), []);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...leaves.slice(1)), hostile, (path, value) => {
        const m = JSON.parse(manifest);
        const owner = path.slice(0, -1).reduce((at: Loose, key) => at[key], m);
        owner[path.at(-1) as string] = value;
        return wordsOrTheSweep(JSON.stringify(m), 'results.csv', csv);
      }),
      { numRuns: 200 },
    );
  });

  it('gives words for any damage to its tables', async () => {
    await fc.assert(
      fc.asyncProperty(damage, (how) => wordsOrTheSweep(manifest, 'results.parquet', damaged(parquet, how))),
      { numRuns: 300 },
    );
    await fc.assert(
      fc.asyncProperty(damage, (how) => wordsOrTheSweep(manifest, 'results.csv', damaged(utf8(csv), how))),
      { numRuns: 100 },
    );
    await fc.assert(
      fc.asyncProperty(damage, (how) =>
        wordsOrTheSweep(manifest, 'results.jsonl', damaged(utf8(jsonl), how)),
      ),
      { numRuns: 100 },
    );
  });

  it('does not believe a page of a few bytes that claims two thousand million values', async () => {
    // Every byte of the pages in turn begins the longest run there is.
    const footer = new DataView(parquet.buffer, parquet.byteOffset).getUint32(parquet.length - 8, true);
    const pages = parquet.length - 8 - footer;
    for (let at = 4; at < pages; at += 3) {
      const bytes = parquet.slice();
      bytes.set([0xfe, 0xff, 0xff, 0xff, 0x0f], at);
      await wordsOrTheSweep(manifest, 'results.parquet', bytes);
    }
  });
});
