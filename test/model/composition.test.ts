import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ElectrodeConfig } from '../../src/config/config-types.js';
import { InputError } from '../../src/core/errors.js';
import { composition, DENSITY, MAX_NCM_FRACTION } from '../../src/model/composition.js';
import { configWith } from '../support/electrode.js';

const recipe = (changes: Partial<ElectrodeConfig>): ElectrodeConfig => configWith(changes).electrode;

function refusal(changes: Partial<ElectrodeConfig>): InputError {
  try {
    composition(recipe(changes));
  } catch (e) {
    if (e instanceof InputError) return e;
    throw e;
  }
  throw new Error(`not refused: ${JSON.stringify(changes)}`);
}

describe('composition', () => {
  it('gives the porosity of the thick electrode: 0.14 as active mass, 0.31 as total', () => {
    const thick = { loading_mg_cm2: 27.5, thickness_um: 110 };
    expect(composition(recipe(thick)).porosity).toBeCloseTo(0.141, 3);
    expect(composition(recipe({ ...thick, loadingBasis: 'total' })).porosity).toBeCloseTo(0.313, 3);
  });

  it('gives carbon and binder 0.64 of the NCM volume at 80:10:10', () => {
    const c = composition(recipe({}));
    expect((c.carbon_um + c.binder_um) / c.ncm_um).toBeCloseTo(0.642, 3);
  });

  it('masses add up to the loading and volumes to the thickness', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 40, noNaN: true }),
        fc.double({ min: 0.2, max: 12, noNaN: true }),
        fc.double({ min: 0.2, max: 12, noNaN: true }),
        fc.double({ min: 0.4, max: 0.7, noNaN: true }),
        (loading, carbon, binder, porosity) => {
          const c = composition(
            recipe({
              loading_mg_cm2: loading,
              ncm_wt: 90,
              carbon_wt: carbon,
              binder_wt: binder,
              porosity,
              thickness_um: null,
            }),
          );
          const mass =
            0.1 * (c.ncm_um * DENSITY.ncm + c.carbon_um * DENSITY.carbon + c.binder_um * DENSITY.binder);
          expect(mass).toBeCloseTo(c.total_mg_cm2, 9);
          expect(c.active_mg_cm2).toBeCloseTo(loading, 9);
          expect(c.porosity).toBeCloseTo(porosity, 9);
          const filled = (c.ncm_um + c.carbon_um + c.binder_um) / c.thickness_um;
          expect(filled + c.porosity).toBeCloseTo(1, 12);
        },
      ),
    );
  });

  it('takes thickness and porosity together when they agree', () => {
    const porosity = composition(recipe({})).porosity;
    expect(composition(recipe({ porosity })).thickness_um).toBe(42);
  });

  it.each<[string, Partial<ElectrodeConfig>, string, RegExp]>([
    ['negative porosity', { thickness_um: 30 }, 'electrode.thickness_um', /porosity would be -0\.202/],
    [
      'both given, at odds',
      { porosity: 0.3 },
      'electrode.porosity',
      /got 0\.3; allowed: 0\.141, which 42 µm/,
    ],
    ['neither given', { thickness_um: null }, 'electrode.thickness_um', /Give one of the two/],
    [
      'more NCM than packs',
      { ncm_wt: 98, carbon_wt: 1, binder_wt: 1, thickness_um: 30 },
      'electrode.thickness_um',
      /NCM would fill 0\.732/,
    ],
    [
      'porosity too low to pack',
      { ncm_wt: 96, carbon_wt: 2, binder_wt: 2, thickness_um: null, porosity: 0.1 },
      'electrode.porosity',
      /at least 0\.19.*pack at random to about 0\.62 .*flattened by up to 30 %/s,
    ],
    ['porosity of one', { thickness_um: null, porosity: 1 }, 'electrode.porosity', /below 1/],
    ['loading not a number', { loading_mg_cm2: Number.NaN }, 'electrode.loading_mg_cm2', /mg\/cm²/],
    ['loading negative', { loading_mg_cm2: -3 }, 'electrode.loading_mg_cm2', /got -3/],
    ['no NCM', { ncm_wt: 0 }, 'electrode.ncm_wt', /above 0/],
    ['binder negative', { binder_wt: -1 }, 'electrode.binder_wt', /0 or more/],
  ])('refuses %s', (_, changes, field, message) => {
    const error = refusal(changes);
    expect(error.problems[0]?.field).toBe(field);
    expect(error.message).toMatch(message);
  });

  it.each([0, 0.1, 0.3])('the smallest porosity it names is one it takes (flattening %d)', (flattening) => {
    const lean = { ncm_wt: 96, carbon_wt: 2, binder_wt: 2, thickness_um: null, flattening };
    const allowed = refusal({ ...lean, porosity: 0.1 }).problems[0]?.allowed ?? '';
    const least = Number(/at least ([\d.]+)/.exec(allowed)?.[1]);
    const made = composition(recipe({ ...lean, porosity: least + 5e-3 }));
    expect(made.ncmFraction).toBeGreaterThan(MAX_NCM_FRACTION - 0.01);
    expect(() => composition(recipe({ ...lean, porosity: least - 0.02 }))).toThrow(/pack at random/);
  });
});
