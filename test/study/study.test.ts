/** Real threads: needs the built package (`npm test` builds it). */
import { describe, expect, it } from 'vitest';
import { report } from '../../study/report.mjs';
import { Study } from '../../study/study.mjs';
import { wasmModule } from '../support/nets.js';
import { temporary } from '../sweep/fake.js';

const NARROW = { electrode: { lateral_um: 60 }, process: { stages: ['dry' as const] } };

describe('the study', () => {
  it('keeps its runs by configuration and core, and runs only what is missing', async () => {
    const dir = await temporary();
    const first = new Study(dir, 'core a', 2);
    await first.load(false);
    expect(first.series('paper-10', 'PVDF', NARROW)).toEqual([null, null]);
    const said: string[] = [];
    await first.runWanted(wasmModule, 2, (line: string) => said.push(line));
    expect(said.at(-1)).toMatch(/^2\/2 [\d.]+ s paper-10 PVDF seed [12] /);
    const runs = first.series('paper-10', 'PVDF', NARROW);
    expect(runs.map((run) => [run?.config.seed, run?.stages.length])).toEqual([
      [1, 1],
      [2, 1],
    ]);

    const again = new Study(dir, 'core a', 2);
    await again.load(false);
    expect(again.series('paper-10', 'PVDF', NARROW)).toEqual(runs);
    expect(again.series('paper-10', 'PVDF-A', NARROW)).toEqual([null, null]);
    expect(again.wanted.size).toBe(2);

    const other = new Study(dir, 'core b', 2);
    await other.load(false);
    expect(other.series('paper-10', 'PVDF', NARROW)).toEqual([null, null]);
    await other.load(true);
    expect(other.series('paper-10', 'PVDF', NARROW)).toEqual(runs);
  });

  it('writes its document from what is there, and says what is missing', async () => {
    const study = new Study(await temporary(), 'core a', 1);
    await study.load(false);
    const text = report(study);
    expect(text.match(/^## \d\. .*/gm)).toHaveLength(9);
    expect(study.wanted.size).toBeGreaterThan(50);
    expect(text).toContain(`**${study.wanted.size} runs are still missing.**`);
  });
});
