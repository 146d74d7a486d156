import { beforeAll, describe, expect, it } from 'vitest';
import { loadModule } from '../../src/core/module-node.js';
import { configure, type Electrode, type RunResult, run } from '../../src/index.js';

/**
 * What must not matter does not: a small version of docs/results.md §4. Calendering is left out: it takes
 * most of the load steps and breaks almost nothing.
 */
const SEEDS = [1, 2, 3, 4, 5, 6];
const STAGES = ['dry', 'cool', 'wet', 'cycle'];
const VARIANTS: Record<string, { solver?: object; electrode?: object }> = {
  default: {},
  'half the load step': { solver: { minSteps: 20, overshoot: 0.05 } },
  'half the band': { solver: { band: 0.25 } },
  'twice the lateral size': { electrode: { lateral_um: 840 } },
};

const lengthAt = (result: RunResult, stage: string): number =>
  result.stages.find((s) => s.name === stage)?.cracks.length_mm_per_mm2 ?? Number.NaN;

const mean = (v: number[]): number => v.reduce((a, b) => a + b, 0) / v.length;

const deviation = (v: number[]): number => {
  const m = mean(v);
  return Math.sqrt(v.reduce((a, b) => a + (b - m) ** 2, 0) / (v.length - 1));
};

describe('crack length of PVDF on paper-10 against numerical choices', () => {
  const results = new Map<string, RunResult[]>();

  beforeAll(async () => {
    const module = await loadModule();
    const electrodeCache = new Map<string, Electrode>();
    for (const [name, change] of Object.entries(VARIANTS)) {
      const runs: RunResult[] = [];
      for (const seed of SEEDS) {
        const config = configure({
          preset: 'paper-10',
          binder: 'PVDF',
          config: { ...change, process: { stages: STAGES }, seed },
        });
        runs.push((await run(module, config, { electrodeCache })).result);
      }
      results.set(name, runs);
    }
  });

  for (const stage of ['cool', 'charge']) {
    const lengths = (name: string): number[] =>
      (results.get(name) ?? []).map((result) => lengthAt(result, stage));

    it(`after ${stage} there are cracks, and seeds differ`, () => {
      expect(mean(lengths('default'))).toBeGreaterThan(0);
      expect(deviation(lengths('default'))).toBeGreaterThan(0);
    });

    for (const name of Object.keys(VARIANTS).slice(1)) {
      it(`after ${stage}, ${name} moves the mean by less than the seeds' spread`, () => {
        const reference = lengths('default');
        const shift = Math.abs(mean(lengths(name)) - mean(reference));
        expect(shift).toBeLessThanOrEqual(deviation(reference));
      });
    }
  }

  it('the variants are other computations, not the same one again', () => {
    const steps = (name: string): number =>
      (results.get(name) ?? []).reduce((sum, r) => sum + (r.stages[0]?.solver.loadSteps ?? 0), 0);
    const events = (name: string): number =>
      (results.get(name) ?? []).reduce((sum, r) => sum + (r.stages[0]?.solver.events ?? 0), 0);
    expect(steps('half the load step')).toBeGreaterThan(1.3 * steps('default'));
    expect(events('half the band')).toBeGreaterThan(events('default'));
  });
});
