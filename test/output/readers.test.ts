/**
 * What we write, opened by programs that are not ours: ASE, pandas, VTK and LAMMPS (Debian: python3-ase python3-pandas
 * python3-vtk9 lammps), DuckDB (npm). What is not installed is skipped and counted so; CI installs all of them.
 */
import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import { beforeAll, describe, expect, it } from 'vitest';
import { importLammpsData } from '../../src/build/import/lammps-data.js';
import { particleCount } from '../../src/observe/geometry.js';
import { lammpsData } from '../../src/output/lammps.js';
import { decodeRun, type SavedRun } from '../../src/output/run-file.js';
import { fibril } from '../cli/io.js';

const run = promisify(execFile);

function answers(program: string, ...argv: string[]): boolean {
  try {
    execFileSync(program, argv, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** The Python that has a module: Debian's packages are for Debian's own. */
function pythonWith(module: string): string | undefined {
  return ['/usr/bin/python3', 'python3'].find((python) => answers(python, '-c', `import ${module}`));
}

const python = { ase: pythonWith('ase'), pandas: pythonWith('pandas'), vtk: pythonWith('vtk') };
const lammps = answers('lmp', '-h');

let dir = '';
let saved: SavedRun;

/** What a Python script prints as JSON; it finds the files in `sys.argv[1]`. */
async function ask(module: keyof typeof python, script: string): Promise<unknown> {
  const program = `import json, sys\nd = sys.argv[1] + '/'\n${script}`;
  const { stdout } = await run(python[module] as string, ['-c', program, dir]);
  return JSON.parse(stdout);
}

beforeAll(async () => {
  dir = path.join(await mkdtemp(path.join(tmpdir(), 'fibril-readers-')), 'out');
  const size = ['--lateral', '60', '--depth', '40', '--set', 'process.stages=["dry","cool"]'];
  const out = ['--out', dir, '--format', 'vtp,dump,xyz,csv,parquet,svg', '--binder', 'PVDF', '-q'];
  const { code, stderr } = await fibril(['run', ...size, ...out]);
  expect([code, stderr]).toEqual([0, '']);
  saved = decodeRun(new Uint8Array(await readFile(path.join(dir, 'run.fibril'))), 'run.fibril');
  await writeFile(path.join(dir, 'electrode.data'), lammpsData(saved.network));
});

describe('ASE', () => {
  it.skipIf(!python.ase)('reads every frame of the extended XYZ, with box and radii', async () => {
    const script = `import ase.io
frames = ase.io.read(d + 'particles.xyz', index=':')
f = frames[-1]
print(json.dumps([[len(a) for a in frames], [bool(p) for p in f.pbc], f.cell.lengths().tolist()[:2],
  [a.info['stage'] for a in frames], f.arrays['radius'].tolist(), f.arrays['stress_MPa'].shape[1], f.positions[:, 2].tolist()]))`;
    const n = particleCount(saved.network);
    const { network, frames } = saved;
    const [counts, pbc, cell, stages, radius, wide, z] = (await ask('ase', script)) as [
      number[],
      boolean[],
      number[],
      string[],
      number[],
      number,
      number[],
    ];
    expect(counts).toEqual([n, n, n]);
    expect(pbc).toEqual([true, true, false]);
    expect(cell).toEqual([60, 40]);
    expect(stages).toEqual(['built', 'dry', 'cool']);
    expect(radius).toEqual([...network.radius.slice(0, n)]);
    expect(wide).toBe(6);
    const moved = frames.at(-1)?.displacement ?? [];
    for (let k = 0; k < n; k++) expect(z[k]).toBeCloseTo(network.x[3 * k + 2] + moved[6 * k + 2], 12);
  });

  it.skipIf(!python.ase)('writes extended XYZ that we read, pbc and all', async () => {
    const script = `import ase, ase.io, numpy
a = ase.Atoms('X2', [[5, 5, 5], [20, 5, 5]], cell=[40, 40, 0], pbc=[True, True, False])
a.arrays['radius'] = numpy.array([5.0, 4.0])
a.info['units'] = 'um'
ase.io.write(d + 'ase.xyz', a, format='extxyz')
print('null')`;
    await ask('ase', script);
    const argv = ['--set', `electrode.structureFile=${path.join(dir, 'ase.xyz')}`, '--dry-run'];
    expect((await fibril(['run', ...argv])).code).toBe(0);
    const { importStructure } = await import('../../src/build/import/import-structure.js');
    const back = importStructure(await readFile(path.join(dir, 'ase.xyz'), 'utf8'), 'ase.xyz');
    expect([[...back.r], back.period]).toEqual([
      [5, 4],
      [40, 40, 0],
    ]);
  });
});

describe('VTK', () => {
  it.skipIf(!python.vtk)('reads the polydata with as many particles and ligaments', async () => {
    const script = `import vtk
r = vtk.vtkXMLPolyDataReader()
r.SetFileName(d + 'frame-002-cool.vtp')
r.Update()
o = r.GetOutput()
p = o.GetPointData()
print(json.dumps([o.GetNumberOfVerts(), o.GetNumberOfLines(), r.GetErrorCode(), p.HasArray('radius_um')]))`;
    const { particles, ligaments } = saved.result.network;
    expect(await ask('vtk', script)).toEqual([particles, ligaments, 0, 1]);
  });
});

describe('pandas', () => {
  it.skipIf(!python.pandas)('reads the tables as they are, and those with decimal commas', async () => {
    const comma = `${dir}-comma`;
    expect(
      (await fibril(['export', dir, '--out', comma, '--format', 'csv', '--csv-decimal', 'comma'])).code,
    ).toBe(0);
    const script = `import pandas
s, p = pandas.read_csv(d + 'stages.csv'), pandas.read_csv(d + 'frame-000-built.particles.csv')
c = sys.argv[1] + '-comma/'
sc = pandas.read_csv(c + 'stages.csv', sep=';', decimal=',', encoding='utf-8-sig')
pc = pandas.read_csv(c + 'frame-000-built.particles.csv', sep=';', decimal=',', encoding='utf-8-sig')
print(json.dumps([s['stage'].tolist(), len(p), float(p['period_x_um'][0]), bool((s.fillna(0) == sc.fillna(0)).all().all()),
  bool((p == pc).all().all()), str(pc['x_um'].dtype)]))`;
    const { particles } = saved.result.network;
    expect(await ask('pandas', script)).toEqual([['dry', 'cool'], particles, 60, true, true, 'float64']);
  });
});

describe('LAMMPS', () => {
  it.skipIf(!lammps)('reads our data file, and we read what it writes', async () => {
    const script = [
      'units micro\natom_style sphere\nboundary p p f\nread_data electrode.data\nwrite_data again.data\n',
      'clear\nunits micro\natom_style hybrid sphere bond\nboundary p p f\nread_data hybrid.data\nwrite_data hybrid-again.data\n',
    ].join('');
    const own = await readFile(path.join(dir, 'electrode.data'), 'utf8');
    const hybrid = own
      .replace('Atoms # sphere', 'Atoms # hybrid sphere bond')
      .replace(/^(\d+ 1) (\S+ \S+) (\S+ \S+ \S+)$/gm, '$1 $3 $2 1');
    await writeFile(path.join(dir, 'hybrid.data'), hybrid);
    await writeFile(path.join(dir, 'in.lmp'), script);
    await run('lmp', ['-in', 'in.lmp', '-log', 'none'], { cwd: dir });
    const given = importLammpsData(own);
    const radii = (s: { r: Float64Array }): number[] => [...s.r].sort((a, b) => a - b);
    for (const name of ['again.data', 'hybrid-again.data']) {
      const back = importLammpsData(await readFile(path.join(dir, name), 'utf8'), { unit: 'um' });
      expect(back.period, name).toEqual(given.period);
      for (const [k, r] of radii(back).entries()) expect(r).toBeCloseTo(radii(given)[k], 10);
    }
  });
});

describe('DuckDB', () => {
  it('reads Parquet and CSV, with who made it', async () => {
    const db = await DuckDBInstance.create(':memory:');
    const connection = await db.connect();
    const rows = async (sql: string) => (await connection.runAndReadAll(sql)).getRowObjectsJson();
    const at = (name: string): string => `'${path.join(dir, name)}'`;
    const stages = await rows(`select stage, cracks_count, stress_MPa from ${at('stages.parquet')}`);
    const { stages: own } = saved.result;
    expect(stages.map((r) => r.stage)).toEqual(['dry', 'cool']);
    expect(stages.map((r) => r.cracks_count)).toEqual(own.map((s) => s.cracks.count));
    expect(await rows(`select stage, cracks_count, stress_MPa from ${at('stages.csv')}`)).toHaveLength(2);
    const [meta] = await rows(`select created_by from parquet_file_metadata(${at('stages.parquet')})`);
    expect(meta?.created_by).toMatch(/^fibril version \d+\.\d+\.\d+/);
    const [counted] = await rows(
      `select count(*)::int n, max(period_y_um) p from ${at('frame-001-dry.particles.csv')}`,
    );
    expect(counted).toMatchObject({ n: saved.result.network.particles });
    expect(Number(counted?.p)).toBe(40);
    connection.closeSync();
    db.closeSync();
  });
});
