import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Config } from '../../src/config/config-types.js';
import type { RunResult } from '../../src/model/result.js';
import { runSweep } from '../../src/sweep/sweep-node.js';
import { FakeWorkers, fakeResult, smallPlan, temporary } from '../sweep/fake.js';
import { fibril } from './io.js';

/** A sweep on disk. */
async function swept(changes: readonly string[] = []): Promise<string> {
  const dir = await temporary();
  const createWorker = new FakeWorkers().create;
  await runSweep(await smallPlan(changes), { dir, version: '0.0.0', workers: 2, createWorker });
  return dir;
}

describe('map', () => {
  it('says how to draw the same report again', async () => {
    const dir = await swept();
    const again = async (...flags: string[]): Promise<string> => {
      expect(await fibril(['map', dir, '--no-runs', ...flags])).toMatchObject({ code: 0, engineUsed: false });
      const html = await readFile(path.join(dir, 'report.html'), 'utf8');
      return /npx fibril map [^<]*/.exec(html)?.[0] ?? '';
    };
    expect(await again()).toBe(`npx fibril map ${dir} --no-runs`);
    expect(await again('--moment', 'asMade')).toBe(`npx fibril map ${dir} --moment asMade --no-runs`);
  });

  it('says why a sweep that makes no electrode has no map as made', async () => {
    const dir = await temporary();
    const stages = (config: Config): RunResult => {
      const whole = fakeResult(config);
      return { ...whole, stages: whole.stages.filter((s) => s.cycle > 0) };
    };
    const createWorker = new FakeWorkers(stages).create;
    await runSweep(await smallPlan(), { dir, version: '0.0.0', workers: 1, createWorker });
    const { code, stderr } = await fibril(['map', dir, '--no-runs', '--moment', 'asMade']);
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /--moment: got 'asMade'; allowed: 'end'\. The stages .* do not make the electrode/,
    );
    expect(await fibril(['map', dir, '--no-runs'])).toMatchObject({ code: 0 });
  });

  it('does not call an electrode by a preset that it no longer is', async () => {
    const title = async (changes: string[]): Promise<unknown> => {
      const dir = await swept(changes);
      await fibril(['map', dir, '--no-runs']);
      const html = await readFile(path.join(dir, 'report.html'), 'utf8');
      const map = await readFile(path.join(dir, 'map.svg'), 'utf8');
      return [/Electrode: [^.]*/.exec(html)?.[0], /electrode [^·<]*/.exec(map)?.[0].trim()];
    };
    expect(await title([])).toEqual(['Electrode: paper-10', 'electrode paper-10']);
    expect(await title(['process.dryShrinkage=0'])).toEqual([
      'Electrode: a changed paper-10',
      'electrode a changed paper-10',
    ]);
  });
});
