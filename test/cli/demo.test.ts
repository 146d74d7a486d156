import { describe, expect, it } from 'vitest';
import { binderTable } from '../../src/cli/demo.js';
import type { BinderRun } from '../../src/cli/draw-map.js';
import { configure } from '../../src/model/configure.js';
import { binderPoints } from '../../src/sweep/plan.js';
import { rowOf } from '../../src/sweep/row.js';
import { fakeResult } from '../sweep/fake.js';

describe('table of the binders', () => {
  it('says what is a mean and what a sum, and names first cracks in the order of life', async () => {
    const config = configure({ preset: 'paper-10' });
    const points = await binderPoints(config, ['PVDF'], [1, 2, 3], 'e'.repeat(64));
    const firsts = ['charge 1', null, 'dry'];
    const runs = points.map((point, k): BinderRun => {
      const row = { ...rowOf(point, fakeResult(point.config)), firstCrackStage: firsts[k] ?? null };
      return { point, row, run: null };
    });
    const words = binderTable(runs).replace(/\s+/g, ' ');
    expect(words).toContain('3 : 0 : 6');
    expect(words).toContain('of all seeds together');
    expect(words).toContain('means over the seeds, ± half their range');
    expect(words).toContain('dry or charge 1 or none');
  });
});
