import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { InputError } from '../../src/core/errors.js';
import { framesOf } from '../../src/output/stage-list.js';
import { csv, type Table } from '../../src/output/table.js';
import { fibril } from '../cli/io.js';

const life = [
  ...['built', 'dry', 'calender', 'calender 2'].map((stage) => ({ stage, cycle: 0 })),
  ...[1, 2].flatMap((cycle) => ['charge', 'discharge'].map((stage) => ({ stage, cycle }))),
];
const chosen = (list: string): number[] => framesOf(life, list).map(({ index }) => index);

describe('a list of stages', () => {
  it.each<[string, number[]]>([
    ['all', [0, 1, 2, 3, 4, 5, 6, 7]],
    ['last', [7]],
    ['built', [0]],
    ['charge', [4, 6]],
    ['charge 2', [6]],
    ['charge-2', [6]],
    ['Charge:2, dry', [1, 6]],
    ['calender', [2]],
    ['calender 2', [3]],
    ['dry,dry,last', [1, 7]],
  ])('%s', (list, expected) => {
    expect(chosen(list)).toEqual(expected);
  });

  it.each(['drie', 'charge 3', '', 'dry,,cool'])("refuses '%s' with those there are", (list) => {
    expect(() => chosen(list)).toThrow(InputError);
    expect(() => chosen(list)).toThrow(/--stage: got .*built, dry, calender.*charge 2.*last or all/);
  });
});

describe('CSV with decimal commas', () => {
  it('has semicolons, a byte-order mark, and quotes what holds a semicolon', () => {
    const table: Table = [
      { name: 'a;b', type: 'string', values: ['x;y', 'x,y'] },
      { name: 'v', type: 'double', values: [-0.5, 1.5e-7] },
      { name: 'n', type: 'int', values: [3, null] },
    ];
    expect(csv(table, { decimal: 'comma' })).toBe('\uFEFF"a;b";v;n\n"x;y";-0,5;3\nx,y;1,5e-7;\n');
  });
});

describe('files of a run', () => {
  let dir = '';
  let from = '';
  beforeAll(async () => {
    dir = await mkdtemp(path.join(tmpdir(), 'fibril-formats-'));
    from = path.join(dir, 'run');
    const small = ['--lateral', '80', '--set', 'process.stages=["dry","cool"]', '-q'];
    expect((await fibril(['run', ...small, '--out', from, '--format', 'csv'])).code).toBe(0);
  });
  const exported = async (name: string, ...flags: string[]): Promise<string[]> => {
    const out = path.join(dir, name);
    const { code, stderr } = await fibril(['export', from, '--out', out, ...flags]);
    expect([code, stderr]).toEqual([0, '']);
    return (await readdir(out)).sort();
  };

  it('are of the stages asked for, and keep their numbers', async () => {
    expect(await exported('a', '--format', 'svg')).toEqual(['picture.svg']);
    expect(await exported('b', '--format', 'svg,vtp', '--stage', 'dry')).toEqual([
      'frame-001-dry.vtp',
      'frames.pvd',
      'picture.svg',
    ]);
    expect(await readFile(path.join(dir, 'b', 'frames.pvd'), 'utf8')).toContain('timestep="1"');
    expect(await readFile(path.join(dir, 'a', 'picture.svg'), 'utf8')).toContain('after cooling');
    expect(await readFile(path.join(dir, 'b', 'picture.svg'), 'utf8')).toContain('after drying');
    expect(await exported('c', '--format', 'svg', '--stage', 'built,cool')).toEqual([
      'picture-000-built.svg',
      'picture-002-cool.svg',
    ]);
    const built = await readFile(path.join(dir, 'c', 'picture-000-built.svg'), 'utf8');
    expect(built).toContain('as built');
  });

  it('PNG is the picture in pixels, words and all', async () => {
    const { code, stderr } = await fibril([
      'export',
      from,
      '--out',
      path.join(dir, 'p'),
      '--format',
      'png,svg',
    ]);
    if (code !== 0) {
      // A machine without fonts says so and writes nothing.
      expect(stderr).toMatch(/--format: got 'png'; allowed: svg on this machine\. .*fonts/);
      return;
    }
    const png = await readFile(path.join(dir, 'p', 'picture.png'));
    const svg = await readFile(path.join(dir, 'p', 'picture.svg'), 'utf8');
    expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
    const width = Number(/viewBox="0 0 ([\d.]+)/.exec(svg)?.[1]);
    expect(png.readUInt32BE(16)).toBe(2 * width);
    expect(png.length).toBeGreaterThan(20_000);
  });

  it('refuses before it runs what it could not write after', async () => {
    const never = async (...flags: string[]) => {
      const { code, stderr, engineUsed } = await fibril(['run', ...flags]);
      expect([code, engineUsed]).toEqual([2, false]);
      return stderr;
    };
    const out = ['--out', path.join(dir, 'never')];
    expect(await never(...out, '--stage', 'charge 9')).toMatch(/--stage: got 'charge 9'.*charge 1/);
    expect(await never(...out, '--csv-decimal', 'semicolon')).toMatch(/--csv-decimal: .*point, comma/);
    expect(await never('--stage', 'dry')).toMatch(/--stage: got 'dry'; allowed: with --out DIR only/);
    expect(await never('--csv-decimal', 'comma')).toMatch(/--csv-decimal.*with --out/);
  });
});
