import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { COMMAND_NAMES } from '../../src/cli/app.js';
import { loadEngine } from '../../src/core/module-node.js';
import type { Check } from '../../src/lab/check.js';
import { validate } from '../../src/lab/validate.js';
import { configure } from '../../src/model/configure.js';
import type { RunResult } from '../../src/model/result.js';
import { FRAME_QUANTITIES } from '../../src/observe/lists.js';
import { decodeRun, encodeRun } from '../../src/output/run-file.js';
import { run } from '../../src/process/run.js';
import { fakeFrame, fakeNetwork } from '../output/fake.js';
import { fakeResult, temporary } from '../sweep/fake.js';
import { fibril, type Outcome } from './io.js';

/** A small electrode that is run in a fraction of a second. */
const SMALL = ['--lateral', '60', '--seed', '3', '--set', 'process.stages=dry,cool,calender,wet,cycle'];

describe('help', () => {
  it('is there for every command, with examples and every flag', async () => {
    const overview = await fibril(['help']);
    expect(overview.code).toBe(0);
    for (const name of COMMAND_NAMES.filter((n) => n !== 'help' && n !== 'version')) {
      expect(overview.stdout).toContain(name);
      for (const argv of [
        [name, '--help'],
        ['help', name],
      ]) {
        const { code, stdout, stderr, engineUsed } = await fibril(argv);
        expect({ code, stderr, engineUsed }).toEqual({ code: 0, stderr: '', engineUsed: false });
        expect(stdout).toMatch(/Examples?:?\n/);
        expect(stdout).toContain(`fibril ${name}`);
      }
    }
  });

  it('without a command goes to stderr and counts as bad input', async () => {
    const { code, stdout, stderr } = await fibril([]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('Usage');
  });

  it('names the version of the package', async () => {
    const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
    const expected = (JSON.parse(text) as { version: string }).version;
    expect((await fibril(['--version'])).stdout).toBe(`${expected}\n`);
  });
});

describe('schema', () => {
  it('is one JSON document, or a table of every field', async () => {
    const { stdout } = await fibril(['schema']);
    expect(JSON.parse(stdout)).toMatchObject({ title: 'fibril configuration', type: 'object' });
    const table = (await fibril(['schema', '--table'])).stdout;
    expect(table).toMatch(/electrode\.loading_mg_cm2 +mg\/cm² +0\.1 to 200 +10\.5 +Areal loading/);
  });
});

describe('validate', () => {
  const exact: Check = {
    id: 'V1',
    what: 'force of a contact',
    value: 572.43,
    expected: 572.43,
    error: 0,
    tolerance: 1e-9,
    pass: true,
    unit: 'µN',
  };
  const least: Check = { ...exact, id: 'V2', value: 1.7, expected: 1.5, bound: 'least', unit: '1' };
  const most: Check = {
    ...exact,
    id: 'V3',
    value: 2,
    expected: 1,
    error: 1,
    bound: 'most',
    pass: false,
    unit: '1',
  };

  /** The command on checks that were computed elsewhere: test/theory/validate.test.ts computes them. */
  const printed = async (checks: Check[], ...flags: string[]) => {
    const loaded = await loadEngine();
    const engine = async () => ({ ...loaded, run, validate: async () => ({ checks }) });
    return fibril(['validate', ...flags], { engine });
  };

  it('gives units, and says which of the expected numbers are bounds', async () => {
    const { code, stdout } = await printed([exact, least]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/V1 force of a contact +µN +572\.43 +572\.43/);
    expect(stdout).toMatch(/V2 .* +≥ 1\.5 .* ok/);
    expect(stdout).toMatch(/2 of 2 checks pass/);
  });

  it('fails with a check that fails, and without any', async () => {
    const { code, stdout } = await printed([exact, most]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/V3 .* +≤ 1 .* FAILED/);
    expect(stdout).toMatch(/1 of 2 checks pass/);
    expect((await printed([])).code).toBe(1);
  });

  it('prints them as one JSON document', async () => {
    const { stdout } = await printed([exact, most], '--json');
    expect(JSON.parse(stdout)).toEqual({ schema: 'fibril.validate/1', checks: [exact, most] });
  });
});

describe('run', () => {
  let dir = '';
  let json: Outcome;
  let result: RunResult;

  beforeAll(async () => {
    json = await fibril(['run', ...SMALL, '--json']);
    result = JSON.parse(json.stdout) as RunResult;
  });

  it('prints the JSON contract and nothing else on stdout', () => {
    expect(json.code).toBe(0);
    expect(json.stdout.trim().split('\n')).toHaveLength(1);
    expect(result).toMatchObject({ schema: 'fibril.run/1', network: { slab: true } });
    expect(result.hash).toMatch(/^[0-9a-f]+$/);
    expect(result.stages.map((s) => s.name)).toEqual([
      'dry',
      'cool',
      'calender',
      'wet',
      'charge',
      'discharge',
    ]);
    for (const s of result.stages) {
      expect(Object.keys(s.energy_pJ)).toEqual(
        expect.arrayContaining([
          'work',
          'elastic',
          'plastic',
          'adhesive',
          'cohesive',
          'friction',
          'released',
          'imbalance',
        ]),
      );
    }
  });

  it('gives the same result again from its own input', async () => {
    dir = await temporary();
    const file = path.join(dir, 'again.json');
    await writeFile(file, JSON.stringify(result.input));
    const again = JSON.parse((await fibril(['run', '--config', file, '--json', '-q'])).stdout) as RunResult;
    expect(again).toEqual(result);
  });

  it('prints a table with units and a verdict for people', async () => {
    const { stdout } = await fibril(['run', ...SMALL, '--quiet']);
    for (const words of ['charge 1', 'mm/mm²', 'σ MPa', 'imbalance', 'Verdict: ', 'PVDF on ']) {
      expect(stdout).toContain(words);
    }
    // Opening and cracks hold for a crack of two ligaments, its size does not: the table says of what it is.
    expect(stdout.replace(/\s+/g, ' ')).toContain('largest cluster of three or more broken ligaments');
    // 1 before anything breaks: the row of the calender, which is as made, is already below it.
    expect(stdout.replace(/\s+/g, ' ')).toContain('conductance relative to as built');
  });

  it('goes on from a checkpoint after being cancelled, to the same result', async () => {
    const controller = new AbortController();
    const file = path.join(await temporary(), 'run.ckpt');
    const stopped = await fibril(['run', ...SMALL, '--checkpoint', file], {
      signal: controller.signal,
      stderr: (text) => {
        if (/calender|wet/.test(text)) controller.abort();
      },
      // A clock that always allows a line of progress.
      now: (() => {
        let t = 0;
        return () => {
          t += 20_000;
          return t;
        };
      })(),
    });
    expect(stopped).toMatchObject({ code: 130, stdout: '' });
    const other = await fibril(['run', ...SMALL, '--seed', '4', '--resume', file]);
    expect(other.code).toBe(2);
    expect(other.stderr).toContain('another configuration');
    const resumed = await fibril(['run', ...SMALL, '--resume', file, '--json', '--quiet']);
    expect(JSON.parse(resumed.stdout)).toEqual(result);
  });

  it('writes a directory that export turns into every format', async () => {
    dir = await temporary();
    const out = path.join(dir, 'run');
    expect((await fibril(['run', ...SMALL, '--out', out, '--format', 'csv', '-q'])).code).toBe(0);
    const names = await readdir(out);
    expect(names).toEqual(expect.arrayContaining(['result.json', 'run.fibril', 'stages.csv']));
    expect(JSON.parse(await readFile(path.join(out, 'result.json'), 'utf8'))).toEqual(result);
    const all = path.join(dir, 'all');
    const { code, stdout } = await fibril(['export', out, '--out', all, '--json']);
    expect(code).toBe(0);
    const { files } = JSON.parse(stdout) as { files: string[] };
    expect((await readdir(all)).sort()).toEqual([...files].sort());
    for (const ending of ['.vtp', '.pvd', '.dump', '.xyz', '.csv', '.parquet', '.svg']) {
      expect(
        files.some((f) => f.endsWith(ending)),
        ending,
      ).toBe(true);
    }
    expect(await readFile(path.join(all, 'stages.csv'))).toEqual(
      await readFile(path.join(out, 'stages.csv')),
    );
    expect((await readdir(dir)).sort()).toEqual(['all', 'run']);
  });

  it('dries a piece of the coating and draws it', async () => {
    const out = path.join(await temporary(), 'coating');
    const piece = ['--preset', 'coating', '--lateral', '60', '-q', '--json'];
    const { code, stdout } = await fibril(['run', ...piece, '--out', out, '--format', 'svg,csv']);
    expect(code).toBe(0);
    const { stages, network } = JSON.parse(stdout) as RunResult;
    expect(stages.map((s) => s.name)).toEqual(['dry', 'cool']);
    expect(await readFile(path.join(out, 'picture.svg'), 'utf8')).toMatch(
      /^<svg .*PVDF after cooling.*<\/svg>$/s,
    );
    const rows = (await readFile(path.join(out, 'frame-002-cool.particles.csv'), 'utf8'))
      .trimEnd()
      .split('\n');
    expect(rows).toHaveLength(1 + network.particles);
  });

  it('says what a large run will take before it starts, apart from its results', async () => {
    const { code, stdout, stderr } = await fibril(['run', '--preset', 'coating', '--dry-run']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ preset: 'coating' });
    expect(stderr).toMatch(
      /^about \d+ particles and \d+ ligaments, \d\.\d GB, tens of minutes on one core\n$/,
    );
    expect((await fibril(['run', '--dry-run'])).stderr).toBe('');
  });
});

describe('a failure', () => {
  it('is told from bad input by its exit code', async () => {
    const engine = () => Promise.reject(new Error('no engine here'));
    const { code, stdout, stderr } = await fibril(['run', ...SMALL], { engine });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toBe('fibril: failed\n  Error: no engine here\n');
  });

  it('leaves no directory behind', async () => {
    const dir = await temporary();
    const run = () => Promise.reject(new Error('did not converge'));
    const engine = async () => ({ module: {} as WebAssembly.Module, hash: '', run, validate });
    const { code } = await fibril(['run', ...SMALL, '--out', path.join(dir, 'out')], { engine });
    expect(code).toBe(1);
    expect(await readdir(dir)).toEqual([]);
  });
});

describe('a saved run', () => {
  const network = { ...fakeNetwork({ lateral: 40, height: 20 }), gap: Float64Array.of(1, -0, 1e-308) };
  const frame = fakeFrame(network, 'dry', 1);
  const saved = { result: fakeResult(configure({})), network, frames: [frame, frame] };

  it('comes back bit by bit', () => {
    expect(decodeRun(encodeRun(saved), 'f')).toEqual(saved);
  });

  it('is refused when it lacks a quantity, or has another number of its values', () => {
    for (const { name } of FRAME_QUANTITIES) {
      for (const odd of [undefined, new Float32Array(3), new Float64Array(1), new Int32Array(1)]) {
        const frames = [frame, { ...frame, [name]: odd }];
        expect(() => decodeRun(encodeRun({ ...saved, frames }), 'f'), name).toThrow(`lack ${name}`);
      }
    }
  });

  it('is refused when any byte is missing or added', () => {
    const bytes = encodeRun(saved);
    for (const length of [0, 5, 23, 24, bytes.length - 9, bytes.length - 1]) {
      expect(() => decodeRun(bytes.subarray(0, length), 'f'), `${length}`).toThrow(/run: got 'f'/);
    }
    expect(() => decodeRun(new Uint8Array([...bytes, 0]), 'f')).toThrow(/length is wrong/);
  });
});
