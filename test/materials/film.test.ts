import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BinderConfig } from '../../src/config/config-types.js';
import { InputError } from '../../src/core/errors.js';
import { BINDER_NAMES, RATIOS } from '../../src/materials/binder-ratios.js';
import {
  binder,
  binderClouds,
  binderNames,
  scaleAdhesion,
  scaleToughness,
} from '../../src/materials/binders.js';
import { filmCurve } from '../../src/materials/film-curve.js';
import { areaUnder, MAX_POINTS, monotoneTable } from '../../src/materials/hardening.js';
import { asMade, paperFacts } from '../../src/materials/paper-facts.js';
import { checkBinder } from '../../src/model/check-config.js';

const PVDF = binder('PVDF');

function film(part: Partial<BinderConfig>): BinderConfig {
  return { ...PVDF, ...part };
}

/** A curve with a yield peak, a drop and a long plateau, and its modulus. */
const PEAKED = {
  E: 1000,
  strain: [0, 0.02, 0.04, 0.045, 0.06, 0.1, 0.3, 0.6],
  stress_MPa: [0, 20, 40, 42, 30, 28, 28, 30],
};

describe('film curve', () => {
  it('is elastic to yield, hardens linearly, and has the area of its three parts', () => {
    const c = filmCurve(film({ E_MPa: 1000, yield_MPa: 30, strength_MPa: 50, elongation: 0.25 }));
    expect(c.plasticStrainAtBreak).toBeCloseTo(0.2, 12);
    expect(c.flowStress).toEqual([30, 50]);
    // ∫k dε_p + σ_u²/2E
    expect(c.toughness_MPa).toBeCloseTo(0.2 * 40 + (50 * 50) / 2000, 12);
    // The same as the area in total strain: triangle to yield, then a trapezoid.
    expect(c.toughness_MPa).toBeCloseTo((30 * 0.03) / 2 + 40 * (0.25 - 0.03), 12);
    expect(c.brittle).toBe(false);
  });

  it('is brittle below yield, or within the elastic strain', () => {
    const weak = filmCurve(film({ E_MPa: 1000, yield_MPa: 40, strength_MPa: 20, elongation: 0.5 }));
    expect([weak.brittle, weak.strength_MPa, weak.toughness_MPa]).toEqual([true, 20, 0.2]);
    const short = filmCurve(film({ E_MPa: 1000, yield_MPa: 30, strength_MPa: 40, elongation: 0.01 }));
    expect([short.brittle, short.strength_MPa, short.toughness_MPa]).toEqual([true, 10, 0.05]);
  });

  it('keeps the area of a measured curve exactly, never falling, in at most 24 points', () => {
    const curve = { strain: PEAKED.strain, stress_MPa: PEAKED.stress_MPa };
    const c = filmCurve(film({ E_MPa: PEAKED.E, curve }));
    expect(c.toughness_MPa).toBeCloseTo(areaUnder(PEAKED.strain, PEAKED.stress_MPa), 10);
    for (let i = 1; i < c.flowStress.length; i++) {
      expect(c.flowStress[i]).toBeGreaterThanOrEqual(c.flowStress[i - 1]);
      expect(c.plasticStrain[i]).toBeGreaterThan(c.plasticStrain[i - 1]);
    }
    // The plateau of 28–30 MPa does the work, not the peak of 42.
    expect(c.strength_MPa).toBeGreaterThan(26);
    expect(c.strength_MPa).toBeLessThan(33);
  });

  it('of a curve that is only a straight line is brittle with the line’s area', () => {
    const curve = { strain: [0, 0.01, 0.02, 0.03], stress_MPa: [0, 10, 20, 30] };
    const c = filmCurve(film({ E_MPa: 1000, curve }));
    expect(c.brittle).toBe(true);
    expect(c.strength_MPa).toBeCloseTo(30, 10);
    expect(c.toughness_MPa).toBeCloseTo(0.45, 10);
  });

  it('conserves the area of any measured curve, noisy, dense or coarse', () => {
    const curveOf = fc
      .tuple(
        fc.integer({ min: 5, max: 400 }),
        fc.double({ min: 0.02, max: 3, noNaN: true }),
        fc.double({ min: 0, max: 0.03, noNaN: true }),
        fc.integer({ min: 1, max: 1e6 }),
      )
      .map(([n, end, noise, seed]) => {
        let state = seed;
        const random = () => {
          state = (state * 16807) % 2147483647;
          return state / 2147483647 - 0.5;
        };
        const strain = Array.from({ length: n }, (_, i) => (end * i) / (n - 1));
        const stress = strain.map((e) => {
          const clean = e < 0.03 ? 1000 * e : 30 + 15 * (e - 0.03);
          return Math.max(0, clean * (1 + noise * random()));
        });
        return { strain, stress_MPa: stress };
      });
    fc.assert(
      fc.property(curveOf, ({ strain, stress_MPa }) => {
        const table = monotoneTable(strain, stress_MPa, 1000);
        expect(table.flowStress.length).toBeLessThanOrEqual(MAX_POINTS);
        const c = filmCurve(film({ E_MPa: 1000, curve: { strain, stress_MPa } }));
        expect(c.toughness_MPa / areaUnder(strain, stress_MPa)).toBeCloseTo(1, 10);
        expect(c.flowStress.every((s, i) => i === 0 || s >= c.flowStress[i - 1])).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('with noise before yield starts to flow near the yield, not in the noise', () => {
    const strain = Array.from({ length: 200 }, (_, i) => i * 0.001);
    const clean = strain.map((e) => (e < 0.03 ? 1000 * e : 30 + 20 * (e - 0.03)));
    const noisy = clean.map((s, i) => s + (i % 2 === 0 ? 0.05 : -0.05));
    const c = filmCurve(
      film({ E_MPa: 1000, curve: { strain, stress_MPa: noisy.map((s) => Math.max(0, s)) } }),
    );
    expect(c.flowStress[0]).toBeGreaterThan(28);
    expect(c.flowStress[0]).toBeLessThan(31.5);
  });

  it('honours a toughness given in the configuration', () => {
    for (const U of [0.1, 1, 10, 100]) {
      expect(filmCurve(film({ toughness_MPa: U })).toughness_MPa).toBeCloseTo(U, 9);
    }
    expect(filmCurve(film({ toughness_MPa: 5, toughnessMode: 'strength' })).toughness_MPa).toBeCloseTo(5, 9);
  });
});

describe('scaling toughness', () => {
  const cases: [string, BinderConfig][] = [
    ...BINDER_NAMES.map((n): [string, BinderConfig] => [n, binder(n)]),
    ['measured', film({ E_MPa: 1000, curve: { strain: PEAKED.strain, stress_MPa: PEAKED.stress_MPa } })],
  ];

  it.each(cases)('by ductility reaches any value exactly: %s', (_, b) => {
    for (const U of [0.01, 0.1, 0.5, 1, 3, 10, 30, 100]) {
      const scaled = scaleToughness(b, U, 'ductility');
      expect(filmCurve(scaled).toughness_MPa / U).toBeCloseTo(1, 9);
      expect(scaled.toughness_MPa).toBeNull();
      checkBinder(scaled);
    }
  });

  it('by ductility keeps yield and strength, or makes a brittle film of √(2EU)', () => {
    const tough = scaleToughness(PVDF, 50, 'ductility');
    expect([tough.yield_MPa, tough.strength_MPa]).toEqual([PVDF.yield_MPa, PVDF.strength_MPa]);
    expect(tough.elongation).toBeGreaterThan(1);
    const brittle = scaleToughness(PVDF, 0.1, 'ductility');
    expect(brittle.strength_MPa).toBeCloseTo(Math.sqrt(2 * PVDF.E_MPa * 0.1), 10);
    expect(brittle.yield_MPa).toBe(brittle.strength_MPa);
    expect(brittle.E_MPa).toBe(PVDF.E_MPa);
  });

  it('by ductility rises steadily through the brittle limit, strength without a jump', () => {
    const limit = (PVDF.strength_MPa * PVDF.strength_MPa) / (2 * PVDF.E_MPa);
    const below = filmCurve(scaleToughness(PVDF, limit * (1 - 1e-6), 'ductility'));
    const above = filmCurve(scaleToughness(PVDF, limit * (1 + 1e-6), 'ductility'));
    expect(below.strength_MPa).toBeCloseTo(above.strength_MPa, 3);
    expect(above.elongation - below.elongation).toBeLessThan(1e-4);
  });

  it('makes a brittle film tougher by letting it flow at its strength', () => {
    const c = filmCurve(scaleToughness(binder('PVDF-A'), 5, 'ductility'));
    expect(c.brittle).toBe(false);
    expect(c.strength_MPa).toBe(binder('PVDF-A').strength_MPa);
  });

  it.each(cases.filter(([n]) => n !== 'PVDF-A'))('by strength keeps the elongation: %s', (_, b) => {
    const c = filmCurve(b);
    const most = (c.E_MPa * c.elongation * c.elongation) / 2;
    for (const share of [0.001, 0.01, 0.1, 0.5, 0.9]) {
      const scaled = filmCurve(scaleToughness(b, share * most, 'strength'));
      expect(scaled.toughness_MPa / (share * most)).toBeCloseTo(1, 9);
      expect(scaled.elongation).toBeCloseTo(c.elongation, 9);
    }
  });

  it('by strength refuses more than the elongation allows, naming the limit', () => {
    const most = (PVDF.E_MPa * PVDF.elongation * PVDF.elongation) / 2;
    expect(() => scaleToughness(PVDF, 1.01 * most, 'strength')).toThrow(
      /toughness_MPa.*up to 24\.00.*ductility/s,
    );
  });

  it('takes the mode of the binder unless told otherwise, and replaces an override', () => {
    const strong = scaleToughness(film({ toughnessMode: 'strength', toughness_MPa: 3 }), 1);
    expect(strong.elongation).toBeCloseTo(PVDF.elongation, 9);
    expect(filmCurve(strong).toughness_MPa).toBeCloseTo(1, 9);
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('refuses a toughness of %f', (U) => {
    expect(() => scaleToughness(PVDF, U)).toThrow(/toughness_MPa.*MPa/);
  });
});

describe('scaling adhesion', () => {
  it('holds the critical opening and leaves the foil alone, unless told', () => {
    const b = scaleAdhesion(PVDF, 1.1);
    expect((2 * b.adhesionNcm_J_m2) / b.strengthNcm_MPa).toBeCloseTo(
      (2 * PVDF.adhesionNcm_J_m2) / PVDF.strengthNcm_MPa,
      12,
    );
    expect(b.adhesionFoil_J_m2).toBe(PVDF.adhesionFoil_J_m2);
    expect(scaleAdhesion(PVDF, 1.1, 'scale').adhesionFoil_J_m2).toBeCloseTo(1.1, 12);
    expect(scaleAdhesion(PVDF, 1.1, 'scale').strengthFoil_MPa).toBeCloseTo(2 * PVDF.strengthFoil_MPa, 12);
    for (const bad of [0, -2, Number.NaN]) expect(() => scaleAdhesion(PVDF, bad)).toThrow(InputError);
  });
});

describe('the five binders', () => {
  const curves = Object.fromEntries(BINDER_NAMES.map((n) => [n, filmCurve(binder(n))]));

  it('are valid configurations under their names', () => {
    expect(binderNames()).toEqual(['PVDF', 'PVDF-A', 'PVDF-A-N1', 'PVDF-A-N2', 'PVDF-A-N5']);
    for (const name of binderNames()) expect(checkBinder(binder(name)).name).toBe(name);
    expect(() => binder('PVDF-B')).toThrow(/binder: got 'PVDF-B'.*PVDF-A-N5/s);
    expect(() => binder('toString')).toThrow(InputError);
  });

  it('stand in the orders the paper states of films', () => {
    const U = (n: string) => curves[n].toughness_MPa;
    expect(U('PVDF-A')).toBeLessThan(U('PVDF'));
    expect(U('PVDF-A-N1')).toBeGreaterThan(U('PVDF-A'));
    expect(U('PVDF-A-N2')).toBeGreaterThan(U('PVDF'));
    expect(U('PVDF-A-N5')).toBeGreaterThan(U('PVDF-A-N2'));
    expect(curves['PVDF-A'].brittle).toBe(true);
    expect(curves['PVDF-A'].E_MPa).toBeGreaterThan(curves.PVDF.E_MPa);
    for (const n of ['PVDF-A-N1', 'PVDF-A-N2', 'PVDF-A-N5']) {
      expect(curves[n].strength_MPa).toBeGreaterThan(1.2 * curves.PVDF.strength_MPa);
      expect(curves[n].strength_MPa).toBeGreaterThan(1.2 * curves['PVDF-A'].strength_MPa);
    }
    const elongation = ['PVDF-A-N1', 'PVDF-A-N2', 'PVDF-A-N5'].map((n) => curves[n].elongation);
    expect([...elongation].sort((a, b) => a - b)).toEqual(elongation);
  });

  it('stand in the orders of peel (foil) and SAICAS (NCM)', () => {
    const foil = Object.fromEntries(BINDER_NAMES.map((n) => [n, binder(n).adhesionFoil_J_m2]));
    expect(foil['PVDF-A'] / foil.PVDF).toBeCloseTo(3, 6);
    expect(foil['PVDF-A-N1']).toBeGreaterThan(foil.PVDF);
    expect(foil['PVDF-A-N1']).toBeLessThan(foil['PVDF-A-N2']);
    expect(foil['PVDF-A-N5']).toBeGreaterThan(foil['PVDF-A']);
    const ncm = (n: string) => binder(n).adhesionNcm_J_m2 / PVDF.adhesionNcm_J_m2;
    expect(ncm('PVDF-A-N5')).toBeGreaterThan(2);
    expect(ncm('PVDF-A') - 1).toBeLessThan(0.5 * (foil['PVDF-A'] / foil.PVDF - 1));
  });

  it('keep what was stated apart from what is used', () => {
    expect(RATIOS['PVDF-A'].adhesionFoil.stated).toBe('ratio');
    expect(RATIOS['PVDF-A-N5'].adhesionNcm.stated).toBe('bound');
    expect(RATIOS['PVDF-A-N5'].adhesionNcm.used.low).toBeGreaterThanOrEqual(2);
    expect(RATIOS['PVDF-A-N1'].adhesionNcm.stated).toBe('none');
  });

  it('are clouds around their configurations, the relative part narrower', () => {
    for (const cloud of binderClouds()) {
      const config = binder(cloud.name);
      expect(cloud.toughness_MPa.median / filmCurve(config).toughness_MPa).toBeCloseTo(1, 2);
      expect(cloud.adhesion_J_m2.median / config.adhesionNcm_J_m2).toBeCloseTo(1, 2);
      for (const [all, part] of [
        [cloud.toughness_MPa, cloud.relative.toughness],
        [cloud.adhesion_J_m2, cloud.relative.adhesion],
      ]) {
        expect(all.low).toBeLessThan(all.median);
        expect(all.high).toBeGreaterThan(all.median);
        expect(all.high / all.low).toBeGreaterThan(part.high / part.low);
      }
    }
    expect(binderClouds('PVDF-A').name).toBe('PVDF-A');
  });

  it('come with what the paper says of the electrodes', () => {
    expect(asMade('paper-10', 'PVDF')?.grade).toBe(2);
    expect(asMade('paper-10', 'PVDF-A-N5')?.grade).toBe(0);
    expect(asMade('paper-10', 'PVDF-A-N1')).toBeUndefined();
    for (const fact of paperFacts.asMade) expect(binderNames()).toContain(fact.binder);
    for (const { order } of paperFacts.orders) expect(new Set(order.flat()).size).toBe(order.flat().length);
  });
});
