import { describe, expect, it } from 'vitest';
import { allMaterials, allTables } from '../../src/materials/all.js';
import { BINDER_NAMES, RATIOS } from '../../src/materials/binder-ratios.js';
import { binder, PVDF_TOUGHNESS } from '../../src/materials/binders.js';
import { filmCurve } from '../../src/materials/film-curve.js';
import { GRADES, NCM, SIZES } from '../../src/materials/grades.js';
import { materialsMarkdown } from '../../src/materials/markdown.js';
import { FOIL, PROCESS } from '../../src/materials/pvdf.js';
import {
  bareNumbers,
  collectQuantities,
  type Quantity,
  quantity,
  quantityProblems,
} from '../../src/materials/quantity.js';
import { preset } from '../../src/model/presets.js';

describe('every number of a material', () => {
  const all = collectQuantities(allMaterials);

  it('is found: binders, ratios, grades, foil, process', () => {
    expect(all.length).toBeGreaterThan(70);
    const groups = new Set(all.map((q) => q.path.split('.')[0]));
    expect([...groups].sort()).toEqual(Object.keys(allMaterials).sort());
  });

  it.each(all.map((q) => [q.path, q.quantity] as const))('%s has unit, range and source', (_, q) => {
    expect(quantityProblems(q)).toEqual([]);
  });

  it('is a quantity and never bare', () => {
    expect(bareNumbers(allMaterials)).toEqual([]);
    expect(bareNumbers({ a: { b: 3 }, c: quantity(1, 'MPa', [0, 2], 'x', 'low') })).toEqual(['a.b']);
  });

  it('in a measured table shares unit and source, and the columns are equally long', () => {
    for (const table of Object.values(allTables)) {
      const columns = Object.values(table);
      for (const column of columns) {
        expect(column.unit).not.toBe('');
        expect(column.source).toContain('doi:');
        expect(column.values.length).toBe(columns[0].values.length);
        expect(column.values.every(Number.isFinite)).toBe(true);
      }
    }
  });

  it('the check itself finds what is wrong', () => {
    expect(quantityProblems(quantity(5, 'MPa', [1, 2], 'x', 'low'))).toHaveLength(1);
    expect(quantityProblems(quantity(1, '', [1, 2], ' ', 'low'))).toHaveLength(2);
    expect(quantityProblems(quantity(Number.NaN, 'MPa', [1, 2], 'x', 'low'))).not.toEqual([]);
    expect(quantityProblems(quantity(1, 'MPa', [1, 1], 'x', 'assumed'))).toHaveLength(1);
  });

  it('of a toughness agrees with the film it belongs to', () => {
    expect(filmCurve(binder('PVDF')).toughness_MPa).toBeCloseTo(PVDF_TOUGHNESS.value, 2);
    for (const name of BINDER_NAMES) {
      if (name === 'PVDF') continue;
      const ratio = filmCurve(binder(name)).toughness_MPa / PVDF_TOUGHNESS.value;
      expect(ratio / RATIOS[name].toughness.used.value).toBeCloseTo(1, 1);
    }
  });

  it('holds the values of the presets within its range', () => {
    const { electrode, active, process } = preset('paper-10');
    const pairs: [object, Readonly<Record<string, Quantity>>][] = [
      [process, PROCESS],
      [active, NCM],
      [active, { xMin: GRADES.NCM811.xMin, xMax: GRADES.NCM811.xMax }],
      [electrode.sizes, SIZES],
      [electrode, { calendering: PROCESS.calendering }],
      [process, { foilThermal_per_K: FOIL.thermal_per_K }],
    ];
    let compared = 0;
    for (const [config, quantities] of pairs) {
      for (const [key, q] of Object.entries(quantities)) {
        const value = (config as Record<string, unknown>)[key];
        if (typeof value !== 'number') continue;
        compared++;
        expect(value, key).toBeGreaterThanOrEqual(q.low);
        expect(value, key).toBeLessThanOrEqual(q.high);
      }
    }
    expect(compared).toBeGreaterThanOrEqual(17);
  });

  // `npx vitest run test/materials -u` writes it anew.
  it('stands in docs/materials.md as the code has it', async () => {
    await expect(materialsMarkdown()).toMatchFileSnapshot('../../docs/materials.md');
  });
});
