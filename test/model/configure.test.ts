import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fields } from '../../src/config/fields.js';
import { nearest } from '../../src/config/nearest.js';
import { jsonSchema } from '../../src/config/schema.js';
import { slotsFrom } from '../../src/core/engine.js';
import { InputError } from '../../src/core/errors.js';
import { FROM_CONFIG } from '../../src/core/fields.js';
import { canonicalJson, contentHash, sha256 } from '../../src/core/hash.js';
import { binder, binderNames } from '../../src/materials/binders.js';
import { checkConfig } from '../../src/model/check-config.js';
import { composition } from '../../src/model/composition.js';
import { configure } from '../../src/model/configure.js';
import { estimateParticles, estimateRun, MOST_CORE_BYTES } from '../../src/model/estimate.js';
import { PRESETS, preset } from '../../src/model/presets.js';

function problems(action: () => unknown): InputError['problems'] {
  try {
    action();
  } catch (e) {
    if (e instanceof InputError) return e.problems;
    throw e;
  }
  throw new Error('nothing was refused');
}

describe('presets', () => {
  it.each(Object.keys(PRESETS))('%s is a complete, valid configuration', (name) => {
    expect(checkConfig(preset(name))).toEqual(preset(name));
  });

  it('have the porosities that the paper’s numbers make', () => {
    expect(composition(preset('paper-10').electrode).porosity).toBeCloseTo(0.141, 3);
    expect(composition(preset('paper-28').electrode).porosity).toBeCloseTo(0.141, 3);
    // 10.5 g of NCM at 88:10:2 are 29.4 µm of solids.
    expect(composition(preset('paper-lean').electrode).porosity).toBeCloseTo(0.3, 2);
  });

  it('are fresh copies', () => {
    const first = preset('paper-10');
    first.electrode.sizes.D50_um = 1;
    expect(preset('paper-10').electrode.sizes.D50_um).toBe(11);
  });
});

describe('configure', () => {
  it('puts preset, file, binder and overrides in order', () => {
    const config = configure({
      preset: 'paper-28',
      config: { seed: 5, electrode: { calendering: 0.2, sizes: { D50_um: 10 } } },
      binder: 'PVDF-A-N5',
      overrides: ['seed=7', 'electrode.sizes.D90_um=17', 'binder.wetE=0.5'],
    });
    expect(config.preset).toBe('paper-28');
    expect(config.seed).toBe(7);
    expect(config.electrode.loading_mg_cm2).toBe(27.5);
    expect(config.electrode.calendering).toBe(0.2);
    expect(config.electrode.sizes).toEqual({ D10_um: 6, D50_um: 10, D90_um: 17 });
    expect(config.binder).toEqual({ ...binder('PVDF-A-N5'), wetE: 0.5 });
  });

  it('takes its own output unchanged', () => {
    for (const name of binderNames()) {
      const config = configure({ preset: 'paper-lean', binder: name });
      const again = configure({ config: JSON.parse(JSON.stringify(config)) });
      expect(again).toEqual(config);
      expect(JSON.stringify(again)).toBe(JSON.stringify(config));
    }
  });

  it('drops the preset’s thickness when a porosity is given, and refuses both', () => {
    const config = configure({ overrides: ['electrode.porosity=0.3'] });
    expect(config.electrode).toMatchObject({ thickness_um: null, porosity: 0.3 });
    const [clash] = problems(() => configure({ config: { electrode: { porosity: 0.3, thickness_um: 42 } } }));
    expect(clash).toMatchObject({ field: 'electrode.porosity', value: 0.3 });
  });

  it('lets a grade bring its lithium contents unless they are named', () => {
    expect(configure({ overrides: ['active.grade=NCM622'] }).active).toMatchObject({
      xMin: 0.33,
      xMax: 0.95,
    });
    const named = configure({ overrides: ['active.grade=NCM622', 'active.xMin=0.3'] });
    expect(named.active.xMin).toBe(0.3);
  });

  it('completes a binder from its base and refuses half a one', () => {
    const own = configure({ binder: { base: 'PVDF', name: 'mine', E_MPa: 900 } });
    expect(own.binder).toEqual({ ...binder('PVDF'), name: 'mine', E_MPa: 900 });
    const lacking = problems(() => configure({ binder: { name: 'mine', E_MPa: 900 } }));
    expect(lacking.map((p) => p.field)).toContain('binder.adhesionNcm_J_m2');
    expect(lacking.find((p) => p.field === 'binder.yield_MPa')).toMatchObject({
      value: undefined,
      unit: 'MPa',
    });
  });

  it('reads lists, nulls and words by what the field can hold', () => {
    const config = configure({
      overrides: [
        'process.stages=dry,cool',
        'electrode.textureAxis=[1,0,0]',
        'electrode.depth=square',
        'electrode.lateral_um=60',
        'binder.toughness_MPa=null',
      ],
    });
    expect(config.process.stages).toEqual(['dry', 'cool']);
    expect(config.electrode).toMatchObject({ textureAxis: [1, 0, 0], depth: 'square', lateral_um: 60 });
    expect(configure({ overrides: ['electrode.depth=50'] }).electrode.depth).toBe(50);
  });

  it('says everything that is wrong at once', () => {
    const fieldsNamed = problems(() =>
      configure({ overrides: ['seed=1.5', 'electrode.calendering=0.9', 'binder.nu=0.5'] }),
    ).map((p) => p.field);
    expect(fieldsNamed).toEqual(['electrode.calendering', 'binder.nu', 'seed']);
  });

  it('is not fooled by __proto__', () => {
    const evil = JSON.parse(
      '{"__proto__": {"seed": 3}, "electrode": {"__proto__": {"rings": 1}}}',
    ) as unknown;
    expect(problems(() => configure({ config: evil })).length).toBeGreaterThan(0);
    expect(({} as { seed?: number }).seed).toBeUndefined();
  });

  it('refuses every number field out of range, not finite or as text', () => {
    const numbers = [...fields().values()].filter((f) => f.kind === 'number');
    expect(numbers.length).toBeGreaterThan(45);
    for (const f of numbers) {
      for (const value of ['NaN', 'Infinity', '1e999', '-1e9', '1e12', 'abc', '']) {
        const found = problems(() => configure({ overrides: [`${f.path}=${value}`] }));
        const own = found.find((p) => p.field === f.path);
        expect(own, `${f.path}=${value}`).toBeDefined();
        expect(own?.allowed).toBe(f.allowed);
        expect(own?.unit ?? '').toBe(f.unit);
      }
    }
  });
});

describe('number of particles', () => {
  it('is estimated within a factor of the size distribution’s own spread', () => {
    const { electrode } = configure({ overrides: ['electrode.lateral_um=100', 'electrode.depth=square'] });
    // 100 × 100 × 21.97 µm of NCM; the mean volume is below that of the median sphere.
    const count = estimateParticles(electrode);
    const medianOnly = (100 * 100 * 21.97) / ((Math.PI / 6) * 11 ** 3);
    expect(count).toBeGreaterThan(medianOnly);
    expect(count).toBeLessThan(4 * medianOnly);
  });

  it('refuses 1e9 of them naming the size, and the size it allows is accepted', () => {
    const fine = ['electrode.sizes.D10_um=0.5', 'electrode.sizes.D50_um=0.6', 'electrode.sizes.D90_um=0.7'];
    const big = [...fine, 'electrode.depth=square', 'electrode.lateral_um=3000'];
    const [problem] = problems(() => configure({ overrides: big }));
    expect(problem?.field).toBe('electrode.lateral_um');
    expect(problem?.hint).toMatch(/1\.\d+e\+9 particles/);
    const allowed = Number(/about ([\d.]+)/.exec(problem?.allowed ?? '')?.[1]);
    const config = configure({ overrides: [...big, `electrode.lateral_um=${allowed * 0.99}`] });
    expect(estimateRun(config).core_bytes).toBeLessThan(MOST_CORE_BYTES);
    expect(estimateRun(config).core_bytes).toBeGreaterThan(0.9 * MOST_CORE_BYTES);
  });
});

describe('schema', () => {
  it('describes every field with unit and range, requiring none by default', () => {
    for (const f of fields().values()) {
      expect(f.description, f.path).not.toBe('');
      expect(f.allowed, f.path).not.toMatch(/undefined|NaN/);
    }
    expect(JSON.stringify(jsonSchema())).not.toContain('"required"');
    expect(JSON.stringify(jsonSchema(true))).toContain('"required"');
  });

  it('names the nearest field for a wrong one', () => {
    const names = [...fields().keys()];
    expect(nearest('electrode.loading', names)).toContain('electrode.loading_mg_cm2');
    expect(nearest('electrod.porosity', names)[0]).toBe('electrode.porosity');
    expect(nearest('process.E_MPa', names)).toContain('binder.E_MPa');
    expect(nearest('qqqqqqqqqq', names)).toEqual([]);
  });
});

describe('a slot of the core that comes from the configuration', () => {
  it('names a field that holds a number, and gets it', () => {
    for (const [slot, path] of Object.entries(FROM_CONFIG)) {
      expect(fields().get(path)?.kind, slot).toBe('number');
    }
    for (const value of Object.values(slotsFrom(preset('paper-10'))))
      expect(value).toEqual(expect.any(Number));
  });
});

describe('canonical JSON', () => {
  it('does not depend on the order of keys and returns every number', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.double({ noNaN: true, noDefaultInfinity: true })), (d) => {
        const turned = Object.fromEntries(Object.entries(d).reverse());
        expect(canonicalJson(turned)).toBe(canonicalJson(d));
        const back = JSON.parse(canonicalJson(d)) as Record<string, number>;
        for (const [k, v] of Object.entries(d)) expect(back[k]).toBe(v + 0);
      }),
      { numRuns: 200 },
    );
  });

  it('refuses what has no JSON text', () => {
    expect(() => canonicalJson({ a: Number.NaN })).toThrow(TypeError);
    expect(() => canonicalJson([Infinity])).toThrow(TypeError);
    const loop: { self?: unknown } = {};
    loop.self = loop;
    expect(() => canonicalJson(loop)).toThrow(TypeError);
  });

  it('hashes as SHA-256 does', async () => {
    // FIPS 180-2, appendix B.1.
    expect(await sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(await contentHash({ b: 1, a: [1, null] })).toBe(await sha256('{"a":[1,null],"b":1}'));
  });
});
