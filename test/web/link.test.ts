import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Config } from '../../src/config/config-types.js';
import { InputError } from '../../src/core/errors.js';
import { binder, binderNames } from '../../src/materials/binders.js';
import { configure } from '../../src/model/configure.js';
import { PRESETS } from '../../src/model/presets.js';
import { encodeLink } from '../../src/web/link.js';
import { decodeLink } from '../../src/web/link-read.js';

const back = (config: Config, hash: string | null = null) => decodeLink(encodeLink(config, hash));

describe('a link', () => {
  it.each(Object.keys(PRESETS).flatMap((preset) => binderNames().map((name) => [preset, name] as const)))(
    'holds %s with %s in a few words',
    (preset, name) => {
      const config = configure({ preset, binder: name });
      expect(encodeLink(config, null)).toBe(`preset=${preset}&binder=${name}`);
      expect(back(config)).toEqual({ config, expected: null });
    },
  );

  it('holds whatever differs, and the hash', () => {
    const config = configure({
      preset: 'paper-28',
      binder: 'PVDF-A-N5',
      overrides: [
        'electrode.porosity=0.3',
        'electrode.sizes.D50_um=10.5',
        'process.stages=["dry","cool","wet","cycle"]',
        'process.dryShrinkage=1e-3',
        'electrode.depth=50',
        'seed=7',
      ],
    });
    expect(back(config, '0123456789abcdef')).toEqual({ config, expected: '0123456789abcdef' });
    expect(encodeLink(config, null)).toContain('electrode.porosity=0.3');
  });

  it.each([
    '2nd try',
    '12',
    'null',
    '"quoted"',
    '[a',
    'Grün & Söhne = 100 % + #1',
    '{}',
    "<script>alert('x')</script>",
  ])('holds a binder of one’s own named %j, with its curve', (name) => {
    const curve = { strain: [0, 0.01, 0.4], stress_MPa: [0, 12, 30] };
    const config = configure({ config: { binder: { ...binder('PVDF'), name, curve } } });
    expect(back(config)?.config).toEqual(config);
  });

  it('of nothing is nothing', () => {
    expect(decodeLink('')).toBeNull();
    expect(decodeLink('#')).toBeNull();
  });

  it.each([
    ['preset=paper-11', /preset: got 'paper-11'.*paper-10/],
    ['binder=PVC', /binder: got 'PVC'/],
    ['electrode.loading_mg_cm2=-1', /electrode\.loading_mg_cm2: got -1 mg\/cm².*0\.1 to 200/],
    ['electrode.loading_mg_cm2=ten', /electrode\.loading_mg_cm2: got 'ten'/],
    ['__proto__.polluted=1', /__proto__/],
    ['constructor.prototype.polluted=1', /constructor/],
    ['hash=xyz', /hash: got 'xyz'.*16 hexadecimal/],
    ['binder=PVDF&binder.E_MPa=3', /link: got 'binder and fields of binder'/],
    ['electrode.porosity=0.3&electrode.thickness_um=42', /porosity|thickness/],
    [`${'a.'.repeat(9000)}a=1`, /names of at most 4 parts/],
    [`binder.curve=${'['.repeat(9000)}`, /binder\.curve.*nested at most 4 deep/],
    [`a=${'x'.repeat(300_000)}`, /link: got '300002 characters'/],
  ])('that is wrong is refused in words: %s', (text, words) => {
    expect(() => decodeLink(text)).toThrow(InputError);
    expect(() => decodeLink(text)).toThrow(words);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it('never does anything but decode or refuse, whatever it holds', () => {
    const key = fc.oneof(
      fc.constantFrom(
        'preset',
        'binder',
        'hash',
        'seed',
        'electrode',
        'electrode.sizes',
        'binder.curve',
        '__proto__',
      ),
      fc.string(),
    );
    const value = fc.oneof(
      fc.string(),
      fc.json(),
      fc.double().map(String),
      fc.constantFrom('paper-10', 'PVDF'),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(key, value), { maxLength: 6 }), fc.string(), (pairs, tail) => {
        const text = `${pairs.map(([k, v]) => `${encodeURIComponent(k)}=${encodeURIComponent(v)}`).join('&')}${tail}`;
        try {
          const linked = decodeLink(text);
          if (linked) expect(back(linked.config, linked.expected)).toEqual(linked);
        } catch (e) {
          expect(e).toBeInstanceOf(InputError);
        }
      }),
      { numRuns: 600 },
    );
  });
});
