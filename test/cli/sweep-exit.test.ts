import { describe, expect, it } from 'vitest';
import { sweepExit } from '../../src/cli/sweep.js';
import { runSweep } from '../../src/sweep/sweep-node.js';
import { FakeWorkers, fakeResult, smallPlan, temporary } from '../sweep/fake.js';

describe('exit code of a sweep', () => {
  it('is that of a failure only when no point ran', async () => {
    const plan = await smallPlan();
    const exit = async (fails: (seed: number) => boolean): Promise<number> => {
      const workers = new FakeWorkers((config) => {
        if (fails(config.seed)) throw new Error('no equilibrium');
        return fakeResult(config);
      });
      const dir = await temporary();
      return sweepExit(
        await runSweep(plan, { dir, version: '0.0.0', workers: 2, createWorker: workers.create }),
      );
    };
    expect(await exit(() => false)).toBe(0);
    expect(await exit((seed) => seed === plan.seeds[0])).toBe(0);
    expect(await exit(() => true)).toBe(1);
  });
});
