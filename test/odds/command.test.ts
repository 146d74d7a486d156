/** The commands with real threads: needs the built package (`npm test` builds it). */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { RunResult } from '../../src/model/result.js';
import type { Design } from '../../src/odds/design-document.js';
import type { Odds } from '../../src/odds/document.js';
import { fibril } from '../cli/io.js';
import { temporary } from '../sweep/fake.js';

const CLI = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const SMALL = [
  '--lateral',
  '60',
  '--seed',
  '3',
  '--set',
  'binder.name=Mine',
  '--set',
  'process.stages=dry,cool,calender,wet,cycle',
];

async function real(...argv: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [CLI, ...argv, '--quiet']);
  return stdout;
}

describe('fibril run --seeds', () => {
  it('has the runs that single ones have, and writes what it says', async () => {
    const dir = path.join(await temporary(), 'odds');
    const json = await real('run', ...SMALL, '--seeds', '2', '--json', '--out', dir);
    const odds = JSON.parse(json) as Odds;
    expect(odds.seeds.map((s) => s.seed)).toEqual([3, 4]);
    const single = await fibril(['run', ...SMALL, '--seed', '4', '--json', '-q']);
    const { hash, stages } = JSON.parse(single.stdout) as RunResult;
    expect(odds.seeds[1]).toMatchObject({
      hash,
      asMade: { cracks: stages.find((s) => s.name === 'calender')?.cracks.parting },
      end: { length_mm_per_mm2: stages.at(-1)?.cracks.length_mm_per_mm2 },
    });
    expect(JSON.parse(await readFile(path.join(dir, 'odds.json'), 'utf8'))).toEqual(odds);
    expect(await readFile(path.join(dir, 'odds.csv'), 'utf8')).toMatch(/\nMine,as given,4\.3,4,ok,/);
    const text = await real('run', ...SMALL, '--seeds', '2', '--better', '--workers', '1');
    expect(text).toMatch(/Verdict: \w+: Mine on .*cracks in \d of 2/);
    expect(text).toContain('A better binder? ');
  });

  it.each([
    [['--better'], '--seeds 6'],
    [['--workers', '2'], 'with --seeds N only'],
    [['--seeds', '2', '--format', 'svg'], 'without --seeds only'],
    [['--seeds', '2', '--resume', 'x'], 'without --seeds only'],
    [['--seeds', '0'], 'from 1 to 1000'],
  ])('refuses %j', async (flags, words) => {
    const { code, stderr, engineUsed } = await fibril(['run', ...SMALL, ...flags]);
    expect({ code, engineUsed }).toEqual({ code: 2, engineUsed: false });
    expect(stderr).toContain(words);
  });
});

describe('fibril design', () => {
  it('finds the same again from its directory', async () => {
    const dir = path.join(await temporary(), 'design');
    const argv = [
      'design',
      ...SMALL,
      '--vary',
      'adhesion',
      '--seeds',
      '2',
      '--share',
      '0.4',
      '--moment',
      'asMade',
      '--range',
      '0.1:5',
    ];
    const design = JSON.parse(await real(...argv, '--json', '--out', dir)) as Design;
    expect(design).toMatchObject({ schema: 'fibril.design/1', vary: 'adhesion', unit: 'J/m²', seeds: 2 });
    expect(JSON.parse(await real(...argv, '--json', '--out', dir, '--resume', '--workers', '1'))).toEqual(
      design,
    );
    expect(JSON.parse(await readFile(path.join(dir, 'design.json'), 'utf8'))).toEqual(design);
  });

  it.each([
    [[], '--vary'],
    [['--vary', 'toughnes'], 'Did you mean'],
    [['--vary', 'toughness', '--share', '10%'], '0.001 to 0.95'],
    [['--vary', 'toughness', '--range', '5'], 'low:high'],
    [['--vary', 'toughness', '--resume'], 'with --out DIR only'],
    [['--vary', 'voltage', '--moment', 'asMade'], 'has seen no voltage'],
  ])('refuses %j', async (flags, words) => {
    const { code, stderr } = await fibril(['design', ...SMALL, ...flags]);
    expect(code).toBe(2);
    expect(stderr).toContain(words);
  });
});
