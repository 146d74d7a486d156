import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { importCsv } from '../../src/build/import/csv.js';
import { importExtxyz } from '../../src/build/import/extxyz.js';
import { importLammpsData } from '../../src/build/import/lammps-data.js';
import { NodeKind } from '../../src/core/network.js';
import { ligamentIndices, particleCount } from '../../src/observe/geometry.js';
import { extxyz } from '../../src/output/extxyz.js';
import { lammpsData, lammpsDump, lammpsDumpLocal } from '../../src/output/lammps.js';
import { parquet, runParquet } from '../../src/output/parquet.js';
import {
  csv,
  csvLigaments,
  csvParticles,
  csvStages,
  ligamentsTable,
  particlesTable,
  stagesTable,
  type Table,
} from '../../src/output/table.js';
import { VtpPoint, vtp } from '../../src/output/vtp.js';
import { find, parseXml } from '../support/xml.js';
import { fakeFrame, fakeNetwork, fakeResult } from './fake.js';

const network = fakeNetwork({ lateral: 90, depth: 60, slab: false, seed: 5 });
const built = fakeFrame(network, 'built', 0, 0);
built.displacement.fill(0);
const cracked = fakeFrame(network, 'charge', 2, 1.3);
const particles = particleCount(network);
const ligaments = ligamentIndices(network);

function column(values: Float64Array, offset: number, stride: number): number[] {
  return Array.from({ length: particles }, (_, k) => values[stride * k + offset]);
}

describe('vtp', () => {
  const numbers = (text: string): number[] => text.trim().split(/\s+/).map(Number);
  const array = (doc: ReturnType<typeof parseXml>, name: string): number[] =>
    numbers(find(doc, 'DataArray').find((a) => a.attributes.Name === name)?.text ?? '');

  it('is well-formed PolyData whose arrays have the sizes that its counts say', () => {
    const doc = parseXml(vtp(network, cracked));
    expect(doc.attributes).toMatchObject({ type: 'PolyData', byte_order: 'LittleEndian' });
    const piece = find(doc, 'Piece')[0].attributes;
    const points = Number(piece.NumberOfPoints);
    const cells = Number(piece.NumberOfVerts) + Number(piece.NumberOfLines);
    expect(Number(piece.NumberOfVerts)).toBe(particles);
    expect(Number(piece.NumberOfLines)).toBe(ligaments.length);
    const sizes = (tag: string, per: number): void => {
      for (const a of find(find(doc, tag)[0], 'DataArray')) {
        const wide = Number(a.attributes.NumberOfComponents ?? 1);
        expect(numbers(a.text).length, a.attributes.Name).toBe(per * wide);
      }
    };
    sizes('PointData', points);
    sizes('CellData', cells);
    sizes('Points', points);
    const lines = find(doc, 'Lines')[0].children.map((c) => numbers(c.text));
    expect(Math.max(...lines[0])).toBeLessThan(points);
    expect(lines[1]).toEqual(ligaments.map((_, k) => 2 * k + 2));
  });

  it('draws no line across the box: ligaments over a periodic side end on an image', () => {
    const doc = parseXml(vtp(network, cracked));
    const xyz = array(doc, 'Points');
    const kind = array(doc, 'kind');
    const ends = numbers(find(doc, 'Lines')[0].children[0].text);
    expect(kind.filter((k) => k === VtpPoint.image).length).toBeGreaterThan(5);
    expect(kind.filter((k) => k === VtpPoint.foot).length).toBeGreaterThan(5);
    for (const [k, neck] of ligaments.entries()) {
      const [a, b] = [ends[2 * k], ends[2 * k + 1]];
      const d = Math.hypot(...[0, 1, 2].map((c) => xyz[3 * b + c] - xyz[3 * a + c]));
      const rj = kind[b] === VtpPoint.foot ? 0 : network.radius[network.j[neck]];
      expect(d).toBeCloseTo(network.radius[network.i[neck]] + network.gap[neck] + rj, 9);
    }
  });

  it('keeps every bit in ASCII and in base64, and the state of every ligament', () => {
    const ascii = parseXml(vtp(network, cracked));
    const binary = parseXml(vtp(network, cracked, { format: 'binary' }));
    expect(array(ascii, 'mode').slice(particles)).toEqual(ligaments.map((k) => cracked.mode[k]));
    expect(array(ascii, 'mode').slice(0, particles)).toEqual(new Array(particles).fill(-1));
    expect(array(ascii, 'radius_um').slice(0, particles)).toEqual(
      Array.from(network.radius.slice(0, particles)),
    );
    const raw = find(binary, 'DataArray').find((a) => a.attributes.Name === 'Points')?.text ?? '';
    const bytes = Uint8Array.from(atob(raw), (ch) => ch.charCodeAt(0));
    expect(new Uint32Array(bytes.buffer, 0, 1)[0]).toBe(bytes.length - 4);
    expect(Array.from(new Float64Array(bytes.slice(4).buffer))).toEqual(array(ascii, 'Points'));
  });
});

describe('LAMMPS dump and dump local', () => {
  const frames = [built, cracked];

  it('has a block a frame with counts, bounds and columns as LAMMPS writes them', () => {
    const lines = lammpsDump(network, frames).split('\n');
    expect(lines.slice(0, 2)).toEqual(['ITEM: UNITS', 'micro']);
    const starts = lines.flatMap((l, k) => (l === 'ITEM: TIMESTEP' ? [k] : []));
    expect(starts.length).toBe(2);
    expect(starts.map((k) => lines[k + 1])).toEqual(['0', '1']);
    const count = Number(lines[starts[0] + 3]);
    expect(lines[starts[0] + 4]).toBe('ITEM: BOX BOUNDS pp pp ff');
    expect(lines[starts[0] + 5]).toBe('0 90');
    const header = lines[starts[0] + 8].split(' ').slice(2);
    expect(header.slice(0, 6)).toEqual(['id', 'type', 'x', 'y', 'z', 'radius']);
    const rows = lines.slice(starts[1] + 9, starts[1] + 9 + count).map((l) => l.split(' ').map(Number));
    expect(rows.every((r) => r.length === header.length && r.every(Number.isFinite))).toBe(true);
    expect(rows.map((r) => r[0])).toEqual(Array.from({ length: count }, (_, k) => k + 1));
    expect(rows[3][2]).toBe(network.x[9] + cracked.displacement[18]);
  });

  it('names both ends of every ligament by an atom of the dump', () => {
    const atoms = new Map<number, number[]>();
    const dump = lammpsDump(network, [built]).split('\n');
    for (const row of dump.slice(dump.findIndex((l) => l.startsWith('ITEM: ATOMS')) + 1)) {
      const v = row.split(' ').map(Number);
      if (v.length > 5) atoms.set(v[0], v);
    }
    const local = lammpsDumpLocal(network, [built, cracked]).split('\n');
    expect(local[2]).toBe('ITEM: NUMBER OF BONDS');
    expect(Number(local[3])).toBe(ligaments.length);
    const start = local.findIndex((l) => l.startsWith('ITEM: BONDS'));
    expect(local[start]).toMatch(/^ITEM: BONDS batom1 batom2 btype /);
    const rows = local.slice(start + 1, start + 1 + ligaments.length).map((l) => l.split(' ').map(Number));
    for (const [k, [a, b, type]] of rows.entries()) {
      const neck = ligaments[k];
      expect(type).toBe(1);
      const [from, to] = [atoms.get(a), atoms.get(b)];
      expect(from?.[1]).toBe(1);
      const onFoil = network.kind[network.j[neck]] === NodeKind.foil;
      expect(to?.[1]).toBe(onFoil ? 2 : 1);
      if (onFoil) expect(to?.[2]).toBeCloseTo(from?.[2] ?? Number.NaN, 9);
    }
    const second = local.slice(start + 1 + ligaments.length);
    expect(second.filter((l) => / [234] /.test(l)).length).toBeGreaterThan(0);
  });
});

describe('round trips through our own importers', () => {
  it('extended XYZ', () => {
    const back = importExtxyz(extxyz(network, [built, cracked]), { file: 'out.xyz' });
    expect(Array.from(back.x)).toEqual(column(network.x, 0, 3));
    expect(Array.from(back.z)).toEqual(column(network.x, 2, 3));
    expect(Array.from(back.r)).toEqual(Array.from(network.radius.slice(0, particles)));
    expect(back.period).toEqual([90, 60, 0]);
  });

  it('LAMMPS data', () => {
    const back = importLammpsData(lammpsData(network), { file: 'out.data' });
    expect(Array.from(back.y)).toEqual(column(network.x, 1, 3));
    for (let k = 0; k < particles; k++) expect(back.r[k]).toBeCloseTo(network.radius[k], 12);
    expect(back.period).toEqual([90, 60, 0]);
  });

  it('CSV of particles', () => {
    const back = importCsv(csvParticles(network, cracked), { file: 'p.csv', period: [90, 60, 0] });
    expect(Array.from(back.x)).toEqual(column(network.x, 0, 3));
    expect(Array.from(back.r)).toEqual(Array.from(network.radius.slice(0, particles)));
  });
});

describe('CSV tables', () => {
  it('has a row a ligament with its way of breaking in words, and −1 for the foil', () => {
    const lines = csvLigaments(network, cracked).trimEnd().split('\n');
    const head = lines[0].split(',');
    expect(lines.length).toBe(ligaments.length + 1);
    for (const [k, text] of lines.slice(1).entries()) {
      const row = text.split(',');
      const mode = ['intact', 'adhesive_ncm', 'adhesive_foil', 'cohesive'][cracked.mode[ligaments[k]]];
      expect(row[head.indexOf('mode')]).toBe(mode);
      const foil = network.kind[network.j[ligaments[k]]] === NodeKind.foil;
      expect(Number(row[head.indexOf('j')]) === -1).toBe(foil);
    }
  });

  it('quotes what needs it and leaves what is unknown empty', () => {
    const table: Table = [
      { name: 'a, b', type: 'string', values: ['say "no"', null] },
      { name: 'v', type: 'double', values: [0.1 + 0.2, Number.NaN] },
    ];
    expect(csv(table)).toBe('"a, b",v\n"say ""no""",0.30000000000000004\n,\n');
  });

  it('has a row a stage with a unit in the name of every measure', () => {
    const result = fakeResult([2, 3, 3, 3, 9, 9]);
    const [head, ...rows] = csvStages(result, 'PVDF')
      .trimEnd()
      .split('\n')
      .map((l) => l.split(','));
    expect(rows.length).toBe(6);
    expect(rows[4][head.indexOf('cracks_length_mm_per_mm2')]).toBe('9');
    expect(rows[0][head.indexOf('voltage_V')]).toBe('');
    expect(rows[4][head.indexOf('voltage_V')]).toBe('4.3');
  });
});

describe('Parquet', () => {
  const read = async (bytes: Uint8Array) => {
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
    return { rows: await parquetReadObjects({ file }), meta: parquetMetadata(file) };
  };

  for (const codec of ['snappy', 'uncompressed'] as const) {
    it(`reads back equal (${codec})`, async () => {
      for (const table of [particlesTable(network, cracked), ligamentsTable(network, cracked)]) {
        const { rows } = await read(parquet(table, { codec }));
        expect(rows.length).toBe(table[0].values.length);
        for (const c of table) expect(rows.map((r) => r[c.name])).toEqual([...c.values]);
      }
    });
  }

  it('keeps nulls, the configuration and the bytes', async () => {
    const runs = [
      { label: 'PVDF', result: fakeResult([2, 3, 3, 3, 9, 9]) },
      { label: 'N5', result: fakeResult([0, 0, 0, 0, 1, 1], 'N5') },
    ];
    const bytes = runParquet(runs);
    const { rows, meta } = await read(bytes);
    expect(rows.length).toBe(12);
    expect(rows[0].voltage_V).toBeNull();
    expect(rows[10]).toMatchObject({ run: 'N5', stage: 'charge', cracks_length_mm_per_mm2: 1 });
    expect(stagesTable(runs).map((c) => c.name)).toEqual(Object.keys(rows[0]));
    const stored = meta.key_value_metadata?.find((kv) => kv.key === 'input:N5')?.value;
    expect(JSON.parse(stored ?? '{}')).toEqual(runs[1].result.input);
    expect(runParquet(runs)).toEqual(bytes);
  });
});
