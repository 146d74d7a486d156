/** Structures as people bring them: each spelling to the right electrode, or refused with the line and what to do. */
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { importCsv } from '../../src/build/import/csv.js';
import { importExtxyz } from '../../src/build/import/extxyz.js';
import { importStructure } from '../../src/build/import/import-structure.js';
import { importLammpsData } from '../../src/build/import/lammps-data.js';
import { InputError } from '../../src/core/errors.js';
import { loadModule } from '../../src/core/module-node.js';
import { givenElectrode } from '../../src/jobs/structure-node.js';
import { configure } from '../../src/model/configure.js';
import type { RunResult } from '../../src/model/result.js';
import { csv, particlesTable } from '../../src/output/table.js';
import { type RunOptions, run } from '../../src/process/run.js';
import { fibril } from '../cli/io.js';
import { build } from '../support/electrode.js';

const folder = fileURLToPath(new URL('structures/', import.meta.url));
const text = (name: string): Promise<string> => readFile(path.join(folder, name), 'utf8');

const ON_FILE = ['run', '--preset', 'paper-10', '--binder', 'PVDF', '--set', 'process.stages=["dry"]', '-q'];

/** What drying makes of a file. */
async function dried(file: string, ...flags: string[]): Promise<RunResult> {
  const at = ['--set', `electrode.structureFile=${path.join(folder, file)}`];
  const { code, stdout, stderr } = await fibril([...ON_FILE, '--json', ...at, ...flags]);
  expect(stderr).toBe('');
  expect(code).toBe(0);
  return JSON.parse(stdout) as RunResult;
}

function refusal(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('files of the same electrode', () => {
  it.each([
    ['good.xyz'],
    ['braces.xyz'],
    ['brackets.xyz'],
    ['commas.xyz'],
    ['lattice-brackets.xyz'],
    ['flat.xyz'],
    ['sphere.data'],
    ['hybrid-written-by-lammps.data'],
    ['two-types.data', '--active', '1'],
  ])('%s: 16 particles, 48 ligaments, 2 cracks', async (file, ...flags) => {
    const { network, stages } = await dried(file, ...flags);
    expect([network.particles, network.ligaments]).toEqual([16, 48]);
    expect(stages[0]?.cracks).toMatchObject({ count: 2, length_mm_per_mm2: 12.5 });
  });

  it('an open one has fewer ligaments', async () => {
    expect((await dried('lattice0.xyz')).network.ligaments).toBe(40);
  });

  it('a hybrid one has the diameter where its order says', async () => {
    const { network, warnings } = await dried('hybrid-right.data');
    expect([network.particles, network.ligaments]).toEqual([16, 48]);
    expect(warnings.join()).not.toMatch(/columns of Atoms/);
    const told = (await dried('hybrid-written-by-lammps.data')).warnings.join();
    expect(told).toMatch(/columns of Atoms are read as 'hybrid sphere bond'/);
  });
});

describe('pbc and Lattice', () => {
  const xyz = (pbc: string, lattice = '"40 0 0 0 40 0 0 0 12"'): string =>
    `1\nLattice=${lattice} Properties=species:S:1:pos:R:3:radius:R:1 units="um"${pbc}\nX 5 5 5 5\n`;

  const spellings = ['T', 't', 'True', 'true', 'TRUE', '.true.', '1'].flatMap((yes) => {
    const no =
      { T: 'F', t: 'f', True: 'False', true: 'false', TRUE: 'FALSE', '.true.': '.false.' }[yes] ?? '0';
    const flags = [yes, no, yes];
    return [
      `"${flags.join(' ')}"`,
      `'${flags.join(' ')}'`,
      `"${flags.join(', ')}"`,
      `"${flags.join(',')}"`,
      `[${flags.join(', ')}]`,
      `[${flags.join(',')}]`,
      `"[${flags.join(' ')}]"`,
      `{${flags.join(' ')}}`,
      `(${flags.join(', ')})`,
      flags.join(','),
    ];
  });
  it.each(spellings)('reads pbc=%s', (spelling) => {
    expect(importExtxyz(xyz(` pbc=${spelling}`)).period).toEqual([40, 0, 12]);
    expect(importExtxyz(xyz(` PBC = ${spelling} step=1`)).period).toEqual([40, 0, 12]);
  });

  it.each(['"T T"', '"T T F F"', 'TTF', '"T maybe F"', '""', '"2 0 0"'])(
    'refuses pbc=%s whole',
    (spelling) => {
      const said = refusal(() => importExtxyz(xyz(` pbc=${spelling}`), { file: 'a.xyz' }));
      expect(said).toMatch(/^a\.xyz:2 pbc: got .*allowed: three of T and F/);
      expect(said).toContain(spelling.replaceAll('"', ''));
    },
  );

  it.each([
    '[[40, 0, 0], [0, 40, 0], [0, 0, 12]]',
    '[40,0,0,0,40,0,0,0,12]',
    '"[[40 0 0][0 40 0][0 0 12]]"',
    '{40 0 0 0 40 0 0 0 12}',
    "'4.0e1 0 0 0 40. 0 0 0 1.2d1'",
    '"40, 0, 0, 0, 40, 0, 0, 0, 12"',
  ])('reads Lattice=%s', (lattice) => {
    expect(importExtxyz(xyz(' pbc="T T T"', lattice)).period).toEqual([40, 40, 12]);
  });

  it('does not ask for the vector of an open direction', () => {
    const period = (pbc: string, lattice: string) => importExtxyz(xyz(` pbc="${pbc}"`, lattice)).period;
    expect(period('F T F', '"0 0 0 0 40 0 0 0 0"')).toEqual([0, 40, 0]);
    expect(period('T F F', '"40 0 0 3 7 1 5 5 5"')).toEqual([40, 0, 0]);
    expect(period('F F F', '"0 0 0 0 0 0 0 0 0"')).toEqual([0, 0, 0]);
    expect(importExtxyz(xyz('', '"40 0 0 0 40 0 0 0 0"')).period).toEqual([40, 40, 0]);
  });

  it.each<[string, string, RegExp]>([
    [
      'a zero vector that repeats',
      xyz(' pbc="T T F"', '"0 0 0 0 40 0 0 0 9"'),
      /Lattice: .*open.*pbc="F T F"/,
    ],
    ['a zero vector without pbc', xyz('', '"0 0 0 0 40 0 0 0 9"'), /positive lengths along the directions/],
    ['a negative one', xyz(' pbc="T T F"', '"40 0 0 0 -40 0 0 0 9"'), /positive lengths/],
    ['a sheared one', xyz(' pbc="T T F"', '"40 1 0 0 40 0 0 0 9"'), /right angles/],
    ['words in brackets, whole', xyz('', '[[40, a, 0], [0, 40, 0]]'), /got '\[\[40, a, 0\], \[0, 40, 0\]\]'/],
    ['periods without a box', xyz(' pbc="T F F"').replace(/Lattice="[^"]*" /, ''), /pbc along x.*Lattice/],
  ])('refuses %s', (_, file, message) => {
    expect(refusal(() => importExtxyz(file, { file: 'a.xyz' }))).toMatch(message);
  });

  it('says what it takes for open without a word in the file', () => {
    const open = importExtxyz(xyz('').replace(/Lattice="[^"]*" /, ''), { file: 'a.xyz' });
    expect(open.period).toEqual([0, 0, 0]);
    expect(open.notes.join()).toMatch(/a\.xyz states no Lattice.*open/);
    expect(importExtxyz(xyz(' pbc="T T T"')).notes.join()).toMatch(/along z.*open/);
  });
});

describe('a count that differs from the rows', () => {
  const frame = (count: number, rows: number): string =>
    `${count}\nLattice="90 0 0 0 90 0 0 0 12" Properties=species:S:1:pos:R:3:radius:R:1 units="um"\n${Array.from({ length: rows }, (_, k) => `X ${5 + 10 * k} 5 5 5\n`).join('')}`;

  it('is refused either way, with the first line too many or missing', async () => {
    const bad = await text('count-12-of-16.data');
    expect(refusal(() => importLammpsData(bad, { file: 'b.data' }))).toMatch(
      /^b\.data:24 atoms: got 'more than 12 rows'; allowed: 12, as the header says/,
    );
    const more = bad.replace('12 atoms', '17 atoms');
    expect(refusal(() => importLammpsData(more))).toMatch(/atoms: got 16 rows; allowed: 17/);
    expect(refusal(() => importExtxyz(frame(2, 3), { file: 'a.xyz' }))).toMatch(
      /^a\.xyz:5 .*more than 2 rows/,
    );
    expect(refusal(() => importExtxyz(frame(3, 2), { file: 'a.xyz' }))).toMatch(/^a\.xyz:5 .*got 2 rows/);
    expect(refusal(() => importExtxyz(frame(3, 2) + frame(3, 3)))).toMatch(/:5 .*got 2 rows; allowed: 3/);
    expect(refusal(() => importExtxyz(frame(2, 3) + frame(2, 2)))).toMatch(/more than 2 rows/);
  });

  it('is none where another frame, a section or blank lines follow', async () => {
    const several = importExtxyz(frame(2, 2) + frame(3, 3));
    expect(several.r.length).toBe(2);
    expect(several.notes.join()).toMatch(/several frames: the first/);
    expect(importExtxyz(`${frame(2, 2)}\n\n`).notes).toEqual([]);
    const data = await text('sphere.data');
    expect(importLammpsData(`${data}\n\nVelocities\n\n1 0 0 0 0 0 0\n`).r.length).toBe(16);
  });

  it('nor is a row of more columns than are named', () => {
    const wide = frame(1, 1).replace('X 5 5 5 5', 'X 5 5 5 5 7');
    expect(refusal(() => importExtxyz(wide))).toMatch(/:3 row: got 6 columns; allowed: 5/);
    const data = `first, units = micro\n\n1 atoms\n1 atom types\n0 40 xlo xhi\n0 40 ylo yhi\n0 12 zlo zhi\n\nAtoms # sphere\n\n1 1 10 4 5 5 5`;
    expect(importLammpsData(`${data} 0 -1 0\n`).r.length).toBe(1);
    expect(refusal(() => importLammpsData(`${data} 0\n`))).toMatch(/row: got 8 columns; allowed: 7, or 10/);
    expect(refusal(() => importLammpsData(`${data} 0 0.5 0\n`))).toMatch(/image flag: got '0.5'/);
  });
});

describe('types that are no active material', () => {
  it('are refused by name, number and size until some are chosen', async () => {
    const data = await text('two-types.data');
    const said = refusal(() => importLammpsData(data, { file: 'e.data' }));
    expect(said).toMatch(
      /^e\.data:28 type: got '1 \(active material\): 16 of 10 µm; 2 \(carbon-binder\): 16 of 2\.4 µm'/,
    );
    expect(said).toMatch(/--active 1\)/);
    expect(importLammpsData(data, { activeTypes: ['active material'] }).r.length).toBe(16);
    expect(importLammpsData(data, { activeTypes: ['1', '2'] }).r.length).toBe(32);
    const chosen = importLammpsData(data, { activeTypes: ['1'] });
    expect(new Set(chosen.r)).toEqual(new Set([5]));
    expect(chosen.notes.join()).toMatch(/16 of type 2/);
    expect(refusal(() => importLammpsData(data, { activeTypes: ['1', '3'] }))).toMatch(
      /active type: got '3'/,
    );
    expect(refusal(() => importLammpsData(data, { activeTypes: [] }))).toMatch(/active type: got nothing/);
  });

  it('may be chosen by species, labels, comments of Masses and columns of a table', async () => {
    const two = 'Lattice="90 0 0 0 90 0 0 0 12" Properties=id:I:1:species:S:1:pos:R:3:radius:R:1 units="um"';
    const xyz = `3\n${two}\n1 NCM 5 5 5 5\n2 NCM 20 5 5 5\n3 CBD 30 5 5 1\n`;
    expect(refusal(() => importExtxyz(xyz))).toMatch(/:5 type: got 'NCM: 2 of 10 µm; CBD: 1 of 2 µm'/);
    expect([...importExtxyz(xyz, { activeTypes: ['NCM'] }).r]).toEqual([5, 5]);
    const csvText = 'material,x_um,y_um,z_um,r_um\nNCM,5,5,5,5\nNCM,20,5,5,5\nPVDF,30,5,5,1\n';
    expect(refusal(() => importCsv(csvText))).toMatch(/:4 type: got 'NCM: 2 .*PVDF: 1/);
    expect([...importCsv(csvText, { activeTypes: ['NCM'] }).r]).toEqual([5, 5]);
    expect(refusal(() => importCsv('x_um,y_um,z_um,r_um\n1,1,1,1\n', { activeTypes: ['1'] }))).toMatch(
      /no column of types/,
    );
    const data = await text('two-types.data');
    const masses = data.replace('Atoms #', 'Masses\n\n1 1.0 # AM\n2 1.0 # CBD\n\nAtoms #');
    expect(importLammpsData(masses, { activeTypes: ['AM'] }).r.length).toBe(16);
    const labels = data.replace('Atoms #', 'Atom Type Labels\n\n1 NMC\n2 CBD\n\nAtoms #');
    expect(importLammpsData(labels, { activeTypes: ['NMC'] }).r.length).toBe(16);
  });

  it('need a file', async () => {
    const { code, stderr } = await fibril([...ON_FILE, '--active', '1,3']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/electrode\.structureTypes: got '1,3'.*structureFile/);
  });
});

describe('hybrid columns of LAMMPS', () => {
  it('are told apart by what has to be whole', async () => {
    const wrong = await text('hybrid-guessed.data');
    expect(refusal(() => importLammpsData(wrong, { file: 'g.data' }))).toMatch(
      /^g\.data:12 molecule: got '9\.5'; allowed: a whole number.*'hybrid sphere bond'/,
    );
    const bare = await text('hybrid-written-by-lammps.data');
    // Whole diameters leave both orders open.
    expect(refusal(() => importLammpsData(bare.replaceAll('10.0 4.78', '10 4'), { file: 'w.data' }))).toMatch(
      /^w\.data:10 atom style: got 'hybrid'; allowed: .*'hybrid bond sphere' or 'hybrid sphere bond'/,
    );
    const stated = importLammpsData(bare, { atomStyle: 'hybrid sphere bond' });
    expect(stated.r).toEqual(importLammpsData(bare).r);
    const charged = bare.replace('# hybrid', '# hybrid sphere charge');
    expect(importLammpsData(charged).r).toEqual(stated.r);
  });
});

describe('tables that speak of a period', () => {
  const table = 'x_um,y_um,z_um,r_um\n5,5,5,5\n';
  it.each([
    '# period_um: 40, 30, 0',
    '#period_um=40,30,0',
    '# period_um 40 30 0',
    '# Period (µm): 40 30 0',
    '# periods [um] = 40 × 30 × 0',
    '# periodic box (um): 40 x 30 x 0',
    '# periodicity: 40 30 0 µm',
    '# period = 40 um, 30 um, 0 um',
    '# period_mm: 0.04; 0.03; 0',
    '# period_nm: (40000, 30000, 0)',
    '"# period_um: 40, 30, 0",,,',
    '# period_um: 40, 30, 0,',
  ])('reads %s', (line) => {
    expect(importCsv(`${line}\n${table}`).period).toEqual([40, 30, 0]);
    expect(importCsv(`${table}${line}\n`).period).toEqual([40, 30, 0]);
  });

  it.each(['# not periodic', '# no period', '# aperiodic', '# period: none', '# non-periodic, open box'])(
    'takes %s for open',
    (line) => {
      expect(importCsv(`${line}\n${table}`)).toMatchObject({ period: [0, 0, 0], notes: [] });
    },
  );

  it.each([
    '# periodic in x and y, Lx = 40 um',
    '# period: 40, 30, 0',
    '# period_um: 40',
    '# pbc: T T F',
    '# period_inch: 4, 3, 0',
  ])('refuses %s, with how to write it', (line) => {
    expect(refusal(() => importCsv(`${line}\n${table}`, { file: 'p.csv' }))).toMatch(
      /^p\.csv:1 .*Write '# period_um: 100, 100, 0'/,
    );
  });

  it('says that a table without a word is taken as open, and of a box that it is not read', () => {
    expect(importCsv(table).notes.join()).toMatch(/states no period.*open/);
    expect(importCsv(`# box 40 x 40 um\n${table}`).notes.join()).toMatch(/'# box 40 x 40 um' is not read/);
    expect(importCsv(`# from a CT scan of cell 3\n${table}`).notes.length).toBeLessThan(3);
    expect(importCsv(`# period_um: 40, 40, 0\n${table}`).notes).toEqual([]);
  });
});

describe('our own files back', () => {
  it('make the same network again', async () => {
    const dir = await mkdtemp(path.join(tmpdir(), 'fibril-own-'));
    const size = ['--lateral', '100', '--depth', '40', '--set', 'process.stages=["dry"]', '-q', '--json'];
    const out = path.join(dir, 'o');
    const first = await fibril(['run', ...size, '--out', out, '--format', 'csv,xyz']);
    const { network } = JSON.parse(first.stdout) as RunResult;
    expect([network.particles, network.ligaments]).toEqual([226, 874]);
    for (const file of ['frame-000-built.particles.csv', 'frame-001-dry.particles.csv', 'particles.xyz']) {
      const again = await dried(path.relative(folder, path.join(out, file)));
      expect([again.network.particles, again.network.ligaments], file).toEqual([226, 874]);
    }
  });

  it('also with a decimal comma', async () => {
    const { network } = await build();
    const frame = {
      x: 0,
      displacement: new Float64Array(6 * network.n),
      stress: new Float64Array(6 * network.n),
    };
    const table = particlesTable(network, frame as never).filter((c) => /_um$/.test(c.name));
    const plain = importCsv(csv(table));
    expect(importCsv(csv(table, { decimal: 'comma' }))).toEqual(plain);
    expect(plain.period[0]).toBeGreaterThan(0);
  });
});

describe('a structure is known by its content', () => {
  const config = async (name: string, ...more: string[]) => {
    const dir = await mkdtemp(path.join(tmpdir(), 'fibril-content-'));
    const file = path.join(dir, 's.csv');
    await writeFile(file, await text(name));
    return {
      file,
      config: configure({
        preset: 'paper-10',
        binder: 'PVDF',
        overrides: [`electrode.structureFile=${file}`, ...more],
      }),
    };
  };

  it('run --resume refuses a checkpoint of what the file held before', async () => {
    const { file, config: given } = await config('layers.csv', 'process.stages=["dry"]');
    const module = await loadModule();
    const saved: Uint8Array[] = [];
    const go = async (options: RunOptions = {}) =>
      run(module, given, { ...(await givenElectrode(module, given)), ...options });
    const whole = await go({ checkpointEvery: 1, onCheckpoint: (c) => void saved.push(c) });
    const checkpoint = saved[0] as Uint8Array;
    expect((await go({ checkpoint })).result).toEqual(whole.result);
    const kept = path.join(path.dirname(file), 'k.bin');
    await writeFile(kept, checkpoint);
    await writeFile(file, await text('layers-doubled.csv'));
    await expect(go({ checkpoint })).rejects.toThrow(/another structure/);
    const { code, stderr } = await fibril([
      ...ON_FILE,
      '--set',
      `electrode.structureFile=${file}`,
      '--resume',
      kept,
    ]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/--resume: got .*k\.bin.*another structure: the file has changed/);
  });

  it('and nothing is packed in its place', async () => {
    const { config: given } = await config('layers.csv', 'process.stages=["dry"]');
    const module = await loadModule();
    await expect(run(module, given)).rejects.toThrow(/electrode\.structureFile: got .*givenElectrode/);
    const { network } = (await run(module, given, await givenElectrode(module, given))).result;
    expect([network.particles, network.ligaments]).toEqual([48, 144]);
  });

  it('of each ending', async () => {
    expect(importStructure(await text('two-types.data'), 'e.data', { activeTypes: ['1'] }).r.length).toBe(16);
  });
});
