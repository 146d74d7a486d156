import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/core/errors.js';
import { filmCurve } from '../../src/materials/film-curve.js';
import { configure } from '../../src/model/configure.js';
import { ADHESION, logAxis, parseAxis, TOUGHNESS } from '../../src/sweep/axis.js';
import { planSweep } from '../../src/sweep/plan.js';
import { smallPlan } from './fake.js';

describe('axis', () => {
  it('spaces values in equal ratios, to six digits, with its ends exact', () => {
    expect(logAxis(0.1, 100, 4).values).toEqual([0.1, 1, 10, 100]);
    expect(logAxis(0.03, 3, 3).values).toEqual([0.03, 0.3, 3]);
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 10, noNaN: true }),
        fc.double({ min: 1.5, max: 1e5, noNaN: true }),
        fc.integer({ min: 2, max: 60 }),
        (low, ratio, count) => {
          const { values } = logAxis(low, low * ratio, count);
          expect(values[0]).toBe(low);
          expect(values.at(-1)).toBe(low * ratio);
          values.forEach((v, k) => {
            const exact = low * ratio ** (k / (count - 1));
            expect(Math.abs(v / exact - 1)).toBeLessThan(6e-6);
          });
        },
      ),
    );
  });

  it('reads low:high:count and single values', () => {
    expect(parseAxis('0.1:100:4', TOUGHNESS)).toEqual({
      low: 0.1,
      high: 100,
      count: 4,
      values: [0.1, 1, 10, 100],
    });
    expect(parseAxis('0.3', ADHESION).values).toEqual([0.3]);
  });

  it.each([
    '',
    '1:2',
    '1:2:3:4',
    '0:1:3',
    '-1:1:3',
    '1:0.1:3',
    '1:1:3',
    '1:2:1',
    '1:2:2.5',
    '1:2:0',
    '1:2:1000',
    'a:b:c',
    '1:1e9:3',
    'NaN:1:3',
    '1:Infinity:3',
    '1:1.0000001:5',
  ])('refuses %j naming flag, value and unit', (text) => {
    expect(() => parseAxis(text, TOUGHNESS)).toThrow(InputError);
    expect(() => parseAxis(text, TOUGHNESS)).toThrow(/--toughness: got '.*' MPa/);
  });
});

describe('plan', () => {
  it('orders toughness, adhesion, seed and scales the binder', async () => {
    const { points, seeds } = await smallPlan();
    expect(seeds).toEqual([1, 2]);
    expect(points.map((p) => [p.toughness_MPa, p.adhesion_J_m2, p.seed])).toEqual(
      [1, 10, 100].flatMap((t) => [0.1, 1].flatMap((a) => [1, 2].map((s) => [t, a, s]))),
    );
    expect(points.map((p) => p.index)).toEqual(points.map((_, k) => k));
    for (const p of points) {
      expect(filmCurve(p.config.binder).toughness_MPa).toBeCloseTo(p.toughness_MPa, 6);
      expect(p.config.binder.adhesionNcm_J_m2).toBe(p.adhesion_J_m2);
      expect(p.config.seed).toBe(p.seed);
    }
  });

  it('gives every point its own identity, which follows configuration and engine', async () => {
    const plan = await smallPlan();
    expect(new Set(plan.points.map((p) => p.id)).size).toBe(12);
    expect((await smallPlan()).hash).toBe(plan.hash);
    expect((await smallPlan(['solver.band=0.4'])).hash).not.toBe(plan.hash);
    const other = await planSweep({ ...plan.spec, engineHash: 'f'.repeat(64) });
    expect(other.hash).not.toBe(plan.hash);
    const structure = await planSweep({ ...plan.spec, structureHash: 'a' });
    expect(structure.hash).not.toBe(plan.hash);
  });

  it('refuses too many points and seeds that overflow', async () => {
    const spec = (await smallPlan()).spec;
    const many = { toughness: logAxis(1, 10, 150), adhesion: logAxis(0.1, 1, 150), seeds: 10 };
    await expect(planSweep({ ...spec, ...many })).rejects.toThrow(/225000 points/);
    const last = configure({ overrides: ['seed=4294967295'] });
    await expect(planSweep({ ...spec, config: last })).rejects.toThrow(/seed: got 4294967295/);
    await expect(planSweep({ ...spec, seeds: 0 })).rejects.toThrow(/--seeds: got 0/);
  });
});
