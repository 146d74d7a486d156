import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Config } from '../../../src/config/config-types.js';
import { fields } from '../../../src/config/fields.js';
import { binder, binderNames } from '../../../src/materials/binders.js';
import { configure } from '../../../src/model/configure.js';
import { commandLine, fileName, runArguments } from '../../../src/web/inputs/command.js';
import { baseOf, builtInName, changed, changesOf, isOwn, sameBinder } from '../../../src/web/inputs/edit.js';
import { fullLabel } from '../../../src/web/inputs/labels.js';
import { plainWords, problemWords } from '../../../src/web/inputs/problems.js';

const set = (config: Config, changes: Record<string, unknown>): Config => {
  const result = changed(config, new Map(Object.entries(changes)));
  if (Array.isArray(result)) throw new Error(JSON.stringify(result));
  return result as Config;
};

/** What the command line makes of the arguments. */
function fromArguments(args: readonly string[], own: unknown): Config {
  const after = (flag: string) => args.flatMap((a, k) => (a === flag ? [args[k + 1] as string] : []));
  const name = after('--binder')[0] as string;
  const given = name.endsWith('.json') ? own : name;
  return configure({ preset: after('--preset')[0] as string, binder: given, overrides: after('--set') });
}

describe('words', () => {
  it('counts one point as one', () => {
    expect(plainWords('its straight part has 1 points; E is rough')).toContain('has 1 point;');
    expect(plainWords('has 11 points')).toBe('has 11 points');
  });
});

describe('changes', () => {
  it('knows a binder again whatever the order of its fields', () => {
    const b = { ...binder('PVDF'), curve: { strain: [0, 1], stress_MPa: [0, 2] } };
    const other = Object.fromEntries(Object.entries(b).reverse()) as unknown as typeof b;
    expect(sameBinder(b, { ...other, curve: { stress_MPa: [0, 2], strain: [0, 1] } })).toBe(true);
    expect(sameBinder(b, { ...other, curve: null })).toBe(false);
    expect(sameBinder(b, { ...other, name: 'x' })).toBe(false);
  });

  it('un-names thickness when a porosity is given, and back', () => {
    const start = configure({});
    const porous = set(start, { 'electrode.porosity': 0.3 });
    expect(porous.electrode).toMatchObject({ porosity: 0.3, thickness_um: null });
    const thick = set(porous, { 'electrode.thickness_um': 50 });
    expect(thick.electrode).toMatchObject({ porosity: null, thickness_um: 50 });
  });

  it('brings the lithium contents of a grade, as the command line does', () => {
    const next = set(configure({}), { 'active.grade': 'NCM622' });
    expect(next).toEqual(configure({ overrides: ['active.grade=NCM622'] }));
    expect(changesOf(next, baseOf(next)).map(({ path }) => path)).toEqual(['active.grade']);
  });

  it('gives back the same object when nothing changes, and problems for what cannot be', () => {
    const start = configure({});
    expect(changed(start, new Map([['seed', 1]]))).toBe(start);
    const problems = changed(start, new Map([['electrode.loading_mg_cm2', 500]]));
    expect(Array.isArray(problems) && problems.map(problemWords)).toEqual([
      'Loading: 500\u00a0mg/cm² is not possible. Allowed: 0.1 to 200\u00a0mg/cm².',
    ]);
  });

  it('knows a built-in binder after a check has put its fields in another order', () => {
    for (const name of binderNames()) expect(builtInName(configure({ binder: name }).binder)).toBe(name);
    const other = { ...binder('PVDF'), E_MPa: 900 };
    expect([builtInName(other), isOwn(other), isOwn({ ...other, name: 'mine' })]).toEqual([
      null,
      false,
      true,
    ]);
  });

  it('has a label for every field of the form', () => {
    const shown = [...fields().values()].filter((f) => f.inForm);
    expect(shown.length).toBeGreaterThan(60);
    // Beside one another two fields must not be called the same.
    const labels = shown.map(({ path }) => fullLabel(path));
    expect(labels.filter((label, k) => label === '' || labels.indexOf(label) !== k)).toEqual([]);
  });
});

describe('the command line', () => {
  it('makes the same configuration', () => {
    const change = fc.record(
      {
        'electrode.porosity': fc.double({ min: 0.2, max: 0.5, noNaN: true }),
        'electrode.loading_mg_cm2': fc.double({ min: 5, max: 12, noNaN: true }),
        'electrode.lateral_um': fc.constantFrom(200, null),
        'electrode.textureAxis': fc.constant([0, 1, -0.5]),
        'electrode.depth': fc.constantFrom('slab', 'square', 40),
        'active.grade': fc.constantFrom('NCM622', 'NCM90'),
        'active.xMax': fc.double({ min: 0.6, max: 1, noNaN: true }),
        'process.stages': fc.constantFrom(['dry'], ['dry', 'wet', 'cycle']),
        'binder.E_MPa': fc.double({ min: 500, max: 3000, noNaN: true }),
        'binder.toughness_MPa': fc.double({ min: 1, max: 90, noNaN: true }),
        seed: fc.integer({ min: 0, max: 4294967295 }),
      },
      { requiredKeys: [] },
    );
    const start = fc.record({
      preset: fc.constantFrom('paper-10', 'paper-28', 'paper-lean'),
      binder: fc.constantFrom(...binderNames(), { ...binder('PVDF'), name: 'my film', adhesionNcm_J_m2: 1 }),
    });
    fc.assert(
      fc.property(start, change, (from, changes) => {
        const config = changed(configure(from), new Map(Object.entries(changes)));
        fc.pre(!Array.isArray(config));
        const done = config as Config;
        expect(fromArguments(runArguments(done), done.binder)).toEqual(done);
      }),
      { numRuns: 200 },
    );
  });

  it('is quoted for a shell, whatever a binder is called', () => {
    const config = configure({ binder: { ...binder('PVDF'), name: "$(rm -rf ~) 'x'; é" } });
    expect(commandLine(config)).toBe('npx fibril run --preset paper-10 --binder rm-rf-x-e.json');
    expect(fileName('../../etc/passwd', 'json')).toBe('etc-passwd.json');
    expect(fileName('日本', 'json')).toBe('binder.json');
    const list = set(configure({}), { 'electrode.textureAxis': [0, 1, 0] });
    expect(commandLine(list)).toContain('--set electrode.textureAxis=0,1,0');
  });
});
