import { describe, expect, it } from 'vitest';
import { flatteningOf } from '../../src/build/flattening.js';
import { packParticles, sphereVolume } from '../../src/build/packing.js';
import type { Config, ElectrodeConfig } from '../../src/config/config-types.js';
import { closeFraction, densestOf } from '../../src/model/close-packing.js';
import { composition, MAX_NCM_FRACTION } from '../../src/model/composition.js';
import { configure } from '../../src/model/configure.js';
import { estimateParticles } from '../../src/model/estimate.js';
import { classesOf, sizeFigures } from '../../src/model/sizes.js';
import { run } from '../../src/process/run.js';
import { build, configWith, freshCore } from '../support/electrode.js';
import { wasmModule } from '../support/nets.js';

/** An ordinary electrode of today. */
const today = {
  ncm_wt: 96,
  carbon_wt: 2,
  binder_wt: 2,
  loading_mg_cm2: 20,
  thickness_um: null,
  porosity: 0.3,
  sizes: { D10_um: 5.4, D50_um: 9, D90_um: 14.4 },
} as const;
/** The same pressed until whole particles do not fit. */
const pressed = { ...today, ncm_wt: 97, carbon_wt: 1.5, binder_wt: 1.5, porosity: 0.23 };

/** Volume-weighted percentiles of drawn radii, diameters in µm. */
function percentiles(radii: Float64Array, shares: readonly number[]): number[] {
  const r = Float64Array.from(radii).sort();
  const total = sphereVolume(r);
  return shares.map((share) => {
    let sum = 0;
    for (const v of r) {
      sum += sphereVolume(Float64Array.of(v)) / total;
      if (sum >= share) return 2 * v;
    }
    return Number.NaN;
  });
}

describe('a dense electrode', () => {
  it.each(['slab', 45] as const)(
    'of 96:2:2 at 30 %% porosity is built of whole particles (%s)',
    async (depth) => {
      const lateral_um = depth === 'slab' ? 200 : 45;
      const { summary, warnings } = await build({ ...today, depth, lateral_um });
      expect(summary.ncmFraction).toBeGreaterThan(MAX_NCM_FRACTION);
      expect(summary.porosity).toBeCloseTo(0.3, 12);
      expect(summary.flattening).toBeLessThan(0.02);
      expect(warnings.join()).not.toMatch(/flattened/);
      expect(summary.binderVolumePlaced_um3 / summary.binderVolumeAvailable_um3).toBeCloseTo(1, 12);
    },
  );

  it.each(['slab', 45] as const)(
    'pressed further is flattened, as summary and warnings say (%s)',
    async (depth) => {
      const lateral_um = depth === 'slab' ? 300 : 45;
      const { summary, warnings, network } = await build({ ...pressed, depth, lateral_um });
      expect(summary.ncmFraction).toBeGreaterThan(0.7);
      expect(summary.flattening).toBeGreaterThan(0.02);
      expect(summary.flattening).toBeLessThanOrEqual(0.3);
      expect(summary.meanFlattening).toBeLessThan(summary.flattening);
      expect(summary.flattenedShare).toBeLessThan(0.02);
      const said = /flattened or crushed by up to ([\d.]+) % of the smaller radius/.exec(warnings.join());
      expect(Number(said?.[1]) / 100).toBeCloseTo(summary.flattening, 2);
      // Elements know of no overlap: contacts start as just touching.
      expect(Math.min(...network.gap)).toBeGreaterThan(0);
    },
  );

  it('is refused with rigid particles, and the flattening it names is enough', async () => {
    const slab = { ...pressed, lateral_um: 150, porosity: 0.28 };
    const error = await build({ ...slab, flattening: 0 }).catch((e: unknown) => e as Error);
    expect(String(error)).toMatch(/electrode\.porosity: got 0\.28.*pack at random to about 0\.6/s);
    expect(String(error)).not.toMatch(/with contacts flattened/);
    await expect(build({ ...slab, flattening: 0.3 })).resolves.toBeDefined();
  });

  it('runs through its life with an account that closes', async () => {
    const base = configWith({ ...pressed, lateral_um: 90 });
    const config: Config = { ...base, process: { ...base.process, upperVoltage_V: 4.4 } };
    const { result } = await run(wasmModule, config);
    expect(result.stages.length).toBeGreaterThanOrEqual(5);
    for (const s of result.stages) expect(s.energy_pJ.imbalance).toBeLessThan(1e-3);
    expect(result.warnings.join()).toMatch(/flattened/);
  });

  it('knows the volume of overlaps: two equal spheres, and one on the foil', () => {
    const pair = { m: 1, i: Int32Array.of(0), shift: new Int32Array(2), gap: Float64Array.of(-0.4) };
    const two = flatteningOf({ ...pair, j: Int32Array.of(1) }, Float64Array.of(2, 2));
    // Two caps of height 0.2.
    expect(two.volume_um3).toBeCloseTo((2 * Math.PI * 0.04 * (6 - 0.2)) / 3, 12);
    expect(two.most).toBeCloseTo(0.2, 12);
    const foil = flatteningOf({ ...pair, j: Int32Array.of(1) }, Float64Array.of(2));
    expect(foil.volume_um3).toBeCloseTo((Math.PI * 0.16 * (6 - 0.4)) / 3, 12);
    expect(
      flatteningOf({ ...pair, j: Int32Array.of(1), gap: Float64Array.of(0.1) }, Float64Array.of(2, 2)),
    ).toEqual({
      most: 0,
      mean: 0,
      volume_um3: 0,
    });
  });
});

describe('the densest packing', () => {
  it('is that of equal spheres without spread, and rises with spread and skewness', () => {
    expect(closeFraction(0, 0)).toBeCloseTo(0.634, 12);
    expect(closeFraction(0.3, 1)).toBeGreaterThan(closeFraction(0.2, 1));
    expect(closeFraction(0.3, 2)).toBeGreaterThan(closeFraction(0.3, 1));
  });

  it('rises with the width of the sizes and with flattening, and never falls below what was let through', () => {
    const e = configWith({}).electrode;
    const table = (volume: number[]) => ({ ...e, sizesTable: { diameter_um: [4, 6, 9, 13.5, 20], volume } });
    const narrow = densestOf(table([0, 0, 1, 0, 0]), 200);
    const wide = densestOf(table([1, 2, 3, 2, 1]), 200);
    expect(wide.whole).toBeGreaterThan(narrow.whole + 0.01);
    expect(densestOf({ ...e, flattening: 0.2 }, 60).flattened).toBeLessThan(densestOf(e, 60).flattened);
    expect(densestOf({ ...e, flattening: 0 }, 20)).toEqual({ whole: 0.62, flattened: 0.62 });
  });
});

describe('sizes', () => {
  const pack = async (changes: Partial<ElectrodeConfig>) => {
    const e = configWith({ lateral_um: 120, depth: 'square', ...changes }).electrode;
    const p = packParticles(await freshCore(), e, composition(e), 1);
    return { p, e };
  };

  it('of a second mode are in the packing with their share', async () => {
    const secondMode = { share: 0.3, D10_um: 2.5, D50_um: 3.2, D90_um: 4 };
    const { p, e } = await pack({ secondMode, lateral_um: 45, sizes: { D10_um: 9, D50_um: 11, D90_um: 14 } });
    const fine = p.r.filter((v) => 2 * v < 5.5);
    expect(sphereVolume(fine) / sphereVolume(p.r)).toBeCloseTo(0.3, 1);
    expect(Math.abs((percentiles(fine, [0.5])[0] as number) / 3.2 - 1)).toBeLessThan(0.03);
    expect(Math.abs(estimateParticles(e) / p.n - 1)).toBeLessThan(0.2);
  });

  it('of a table are in the packing as measured', async () => {
    const sizesTable = { diameter_um: [4, 6, 8, 10, 12, 15], volume: [5, 10, 25, 30, 20, 10] };
    const { p, e } = await pack({ sizesTable });
    // Bounds between classes are geometric means; 15 % and 70 % of the volume lie below √48 and √120.
    const found = percentiles(p.r, [0.15, 0.7]);
    expect(Math.abs(found[0] / Math.sqrt(48) - 1)).toBeLessThan(0.03);
    expect(Math.abs(found[1] / Math.sqrt(120) - 1)).toBeLessThan(0.03);
    expect(Math.abs(estimateParticles(e) / p.n - 1)).toBeLessThan(0.1);
    expect(Math.abs(sizeFigures(e).D50_um / p.sizes[1] - 1)).toBeLessThan(0.1);
  });

  it('too fine to be many are left out of a table, which is said', async () => {
    const sizesTable = { diameter_um: [0.3, 0.5, 5, 8, 12], volume: [1, 1, 20, 60, 18] };
    expect(classesOf(sizesTable).leftOut).toBeCloseTo(0.02, 10);
    const { warnings } = await build({ sizesTable, lateral_um: 150 });
    expect(warnings.join()).toMatch(/size classes below 1\.6 µm .* left out: 2\.0 % of the volume/);
  });

  const set =
    (...overrides: string[]) =>
    () =>
      configure({ overrides });
  const table = (d: string, v: string) =>
    set(`electrode.sizesTable.diameter_um=[${d}]`, `electrode.sizesTable.volume=[${v}]`);
  const mode = (share: string, d10: string, d50: string, d90: string) =>
    ['share', 'D10_um', 'D50_um', 'D90_um'].map(
      (k, n) => `electrode.secondMode.${k}=${[share, d10, d50, d90][n]}`,
    );
  it.each<[string, () => unknown, RegExp]>([
    ['columns of unequal length', table('3,5,8', '1,2'), /sizesTable\.volume: got '2 values'; allowed: .* 3/],
    ['diameters that fall', table('3,8,5', '1,2,1'), /diameter_um\.2: got 5 µm; .*above .* 8/],
    ['no volume at all', table('3,5', '0,0'), /at least one volume above 0/],
    ['a diameter of zero', table('0,5', '1,1'), /diameter_um\.0: got 0 µm/],
    ['particles thicker than the coating', table('10,20,60,80', '1,2,2,9'), /cannot hold particles of/],
    ['a second mode in disorder', set(...mode('0.2', '4', '3', '5')), /secondMode\.D50_um: got 3 µm/],
    ['a share above one', set(...mode('30', '2', '3', '5')), /secondMode\.share: got 30; .*0\.01 to 0\.99/],
    ['half a second mode', set('electrode.secondMode.share=0.2'), /secondMode\.D10_um/],
  ])('refuses %s', (_, make, message) => {
    expect(make).toThrow(message);
  });

  it('a table goes through configure whole, and not beside a second mode', () => {
    const config = table('3,5,8', '1,2,1')() as Config;
    expect(config.electrode.sizesTable).toEqual({ diameter_um: [3, 5, 8], volume: [1, 2, 1] });
    const both = { electrode: { sizesTable: { diameter_um: [3, 5], volume: [1, 2] } } };
    expect(() => configure({ config: both, overrides: mode('0.2', '2', '3', '5') })).toThrow(
      /electrode\.secondMode: got 'a second mode'; allowed: null/,
    );
  });
});
