import { describe, expect, it } from 'vitest';
import { buildElectrode, buildSteps } from '../../src/build/electrode.js';
import { configure } from '../../src/model/configure.js';
import { BUILD_SHARE, shareDone } from '../../src/process/progress.js';
import { type Progress, run } from '../../src/process/run.js';
import { stagesOf } from '../../src/process/stages.js';
import { bytesOf, freshCore } from '../support/electrode.js';
import { wasmModule } from '../support/nets.js';

const config = configure({ preset: 'coating', overrides: ['electrode.lateral_um=90'] });

describe('building in steps', () => {
  it('tells how far it is, never falling, and ends with the same bits as in one go', async () => {
    const steps = buildSteps(await freshCore(), config);
    const shares: number[] = [];
    let at = steps.next();
    for (; !at.done; at = steps.next()) shares.push(at.value);
    expect(shares.length).toBeGreaterThan(5);
    expect(shares[0]).toBeLessThan(0.05);
    expect(shares.at(-1)).toBeGreaterThan(0.9);
    for (const [k, share] of shares.entries()) if (k > 0) expect(share).toBeGreaterThanOrEqual(shares[k - 1]);
    expect(bytesOf(at.value.network)).toBe(bytesOf(buildElectrode(await freshCore(), config).network));
  });

  it('stops when told, before the first stage', async () => {
    const stop = new AbortController();
    const seen: Progress[] = [];
    const cancelled = run(wasmModule, config, {
      signal: stop.signal,
      onProgress: (p) => {
        seen.push(p);
        stop.abort(new Error('enough'));
      },
    });
    await expect(cancelled).rejects.toThrow('enough');
    expect(seen.map((p) => p.stage)).toEqual(['build']);
  });
});

describe('the share of a run that is done', () => {
  it('rises from the build to the end through every stage', () => {
    const stages = stagesOf(configure({ preset: 'paper-10', overrides: ['process.cycles=2'] }), 42);
    let last = BUILD_SHARE;
    expect(shareDone(stages, 0, 0, 0)).toBe(BUILD_SHARE);
    for (const [index, stage] of stages.entries()) {
      for (let leg = 0; leg < stage.legs.length; leg++) {
        for (const within of [0.25, 0.5, 1]) {
          const share = shareDone(stages, index, leg, within);
          expect(share).toBeGreaterThan(last);
          last = share;
        }
      }
    }
    expect(last).toBeCloseTo(1, 12);
  });

  it('is told with the build first, then stage by stage, in words too', async () => {
    const seen: Progress[] = [];
    await run(wasmModule, config, { onProgress: (p) => void seen.push(p) });
    expect(seen[0]).toMatchObject({ stage: 'build', stageIndex: -1 });
    expect(new Set(seen.map((p) => p.stage))).toEqual(new Set(['build', 'dry', 'cool']));
    for (const [k, p] of seen.entries()) {
      if (k > 0) expect(p.fraction).toBeGreaterThanOrEqual(seen[k - 1].fraction);
      if (p.stage !== 'build') expect(p.message).toMatch(/^\d+ % of the load/);
    }
  });
});
