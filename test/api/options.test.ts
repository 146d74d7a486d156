import { afterAll, describe, expect, it, vi } from 'vitest';
import { importCsv } from '../../src/build/import/csv.js';
import { importExtxyz } from '../../src/build/import/extxyz.js';
import { importLammpsData } from '../../src/build/import/lammps-data.js';
import { InputError } from '../../src/core/errors.js';
import * as api from '../../src/node.js';
import { wasmModule } from '../support/nets.js';

/** What an unknown option is tried with. */
const ODD = { cofnig: 3 };

// Whatever else is wrong with the other arguments, the option is refused first.
const none = {} as never;

/** Every public function with options, called with one too many. */
const WITH_OPTIONS: Readonly<Record<string, (odd: never) => unknown>> = {
  configure: (odd) => api.configure(odd),
  run: (odd) => api.run(wasmModule, api.configure(), odd),
  validate: (odd) => api.validate(wasmModule, odd),
  importStructure: (odd) => api.importStructure('', 'a.csv', odd),
  planSweep: (odd) => api.planSweep(odd),
  runOdds: (odd) => api.runOdds(odd, none),
  planDesign: (odd) => api.planDesign(odd),
  runDesign: (odd) => api.runDesign(none, odd),
  runSweep: (odd) => api.runSweep(none, odd),
  mapSvg: (odd) => api.mapSvg({ rows: [] }, odd),
  coatingSvg: (odd) => api.coatingSvg(none, none, none, odd),
  sectionSvg: (odd) => api.sectionSvg(none, none, odd),
  reportHtml: (odd) => api.reportHtml(odd),
  parquet: (odd) => api.parquet([], odd),
  runParquet: (odd) => api.runParquet([], odd),
  csv: (odd) => api.csv([], odd),
  vtp: (odd) => api.vtp(none, none, odd),
};

/** Public functions of data and plain values alone. */
const WITHOUT = [
  'preset binder binderClouds scaleAdhesion scaleToughness readBinder jsonSchema contentHash buildElectrode',
  'buildFromParticles givenElectrode loadStructure loadEngine loadModule logAxis parseAxis loadSweep readResults binderPoints rowsTable sweepWorker',
  'extxyz lammpsData lammpsDump lammpsDumpLocal crackThreshold interpolate mapGrid regimeOf human percent runVerdict',
  'summaryOf verdict oddsOf csvLigaments csvParticles csvStages ligamentsTable particlesTable stagesTable',
].flatMap((line) => line.split(' '));

async function refusal(call: () => unknown): Promise<InputError> {
  try {
    await call();
  } catch (e) {
    if (e instanceof InputError) return e;
    throw e;
  }
  throw new Error('nothing was refused');
}

const isClass = (value: unknown): boolean => /^class\b/.test(String(value));

describe('the public functions', () => {
  it('are all accounted for', () => {
    const functions = Object.entries(api).filter(([, v]) => typeof v === 'function' && !isClass(v));
    const names = functions.map(([name]) => name).sort();
    expect(names).toEqual([...Object.keys(WITH_OPTIONS), ...WITHOUT].sort());
    const suspect = functions.filter(
      ([name, f]) => WITHOUT.includes(name) && /^[^{]*\b(options|spec|input)\b/.test(String(f)),
    );
    expect(suspect.map(([name]) => name)).toEqual([]);
  });

  it.each(Object.entries(WITH_OPTIONS))('%s refuses an option that it does not know', async (name, call) => {
    const { problems } = await refusal(() => call(ODD as never));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ field: `${name}: cofnig`, value: 3 });
    expect(problems[0]?.allowed).toMatch(/^options \w+/);
  });

  it.each(Object.entries(WITH_OPTIONS))('%s refuses what is no object of options', async (_, call) => {
    for (const value of [null, 'paper-10', 3, ['preset']]) await refusal(() => call(value as never));
  });

  it('of the importers too, each for itself', async () => {
    for (const read of [importCsv, importExtxyz, importLammpsData]) {
      const { problems } = await refusal(() => read('', ODD as never));
      expect(problems[0]?.field).toBe(`${read.name}: cofnig`);
    }
  });
});

describe('configure', () => {
  it('says where fields go that were given as options, and runs no preset instead', async () => {
    const odd = { preset: 'paper-10', seed: 3, process: { cycles: 2 } } as never;
    const { problems } = await refusal(() => api.configure(odd));
    expect(problems.map((p) => p.field)).toEqual(['configure: seed', 'configure: process']);
    expect(problems[0]?.hint).toContain('config: { seed:');
  });

  it('names the option that was meant', async () => {
    const { problems } = await refusal(() => api.configure({ presets: 'paper-28' } as never));
    expect(problems[0]?.hint).toBe('Did you mean preset?');
  });
});

describe('the view in other people’s pages', () => {
  afterAll(() => vi.unstubAllGlobals());

  it('refuses in mount, and in its run, what configure refuses', async () => {
    vi.stubGlobal('HTMLElement', class {});
    vi.stubGlobal('customElements', { get: () => true });
    const { mount } = await import('../../src/web/embed.js');
    const { problems } = await refusal(() =>
      mount({} as HTMLElement, { preset: 'paper-10', seed: 3 } as never),
    );
    expect(problems).toMatchObject([{ field: 'mount: seed', value: 3 }]);
    expect(problems[0]?.allowed).toContain('autorun');
  });
});
