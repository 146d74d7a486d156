import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Config } from '../../src/config/config-types.js';
import { STAGE_NAMES, STEPS, type StepEntry, stageFacts } from '../../src/config/steps/index.js';
import { cycleCount, factorsAtStart, stageCount } from '../../src/config/steps/life.js';
import { InputError } from '../../src/core/errors.js';
import { configure } from '../../src/model/configure.js';
import { asMadeStage, stageLabel } from '../../src/model/stage.js';
import { shareDone } from '../../src/process/progress.js';
import { run } from '../../src/process/run.js';
import { stagesOf } from '../../src/process/stages.js';
import { encodeLink } from '../../src/web/link.js';
import { decodeLink } from '../../src/web/link-read.js';
import { wasmModule } from '../support/nets.js';

const withSteps = (stages: readonly unknown[], ...overrides: string[]): Config =>
  configure({ config: { process: { stages } }, overrides: ['electrode.lateral_um=60', ...overrides] });

function problems(stages: readonly unknown[]): InputError['problems'] {
  try {
    withSteps(stages);
  } catch (e) {
    if (e instanceof InputError) return e.problems;
    throw e;
  }
  return [];
}

const MADE = ['dry', 'cool', 'calender', 'wet'] as const;

/** Any list of steps, whether it can be or not. */
const anySteps: fc.Arbitrary<StepEntry[]> = fc.array(
  fc.oneof(
    fc.constantFrom<StepEntry>('dry', 'cool', 'calender', 'wet', 'cycle'),
    fc
      .record({ calenderStrain: fc.double({ min: 0, max: 0.2, noNaN: true }) })
      .map((calender) => ({ calender })),
    fc
      .record({ upperVoltage_V: fc.constantFrom(4, 4.2, 4.4), cycles: fc.integer({ min: 1, max: 4 }) })
      .map((cycle) => ({ cycle })),
  ),
  { minLength: 1, maxLength: 8 },
);

const nameOf = (entry: StepEntry): string =>
  typeof entry === 'string' ? entry : (Object.keys(entry)[0] as string);

/** From the definition: drying comes first, cooling and wetting before electrolyte, and what has cooled stays cold. */
function possible(steps: readonly StepEntry[]): boolean {
  const names = steps.map(nameOf);
  return names.every((name, k) => {
    const before = names.slice(0, k);
    if (name === 'dry') return k === 0;
    if (name !== 'cool' && name !== 'wet') return true;
    return (
      !before.includes('wet') && !before.includes('cycle') && !(name === 'cool' && before.includes('cool'))
    );
  });
}

describe('a list of steps', () => {
  it('is taken exactly where each step can come where it stands', () => {
    const seen = [0, 0];
    fc.assert(
      fc.property(anySteps, (steps) => {
        seen[Number(possible(steps))]++;
        expect(problems(steps).length === 0).toBe(possible(steps));
      }),
      { numRuns: 300 },
    );
    expect(Math.min(...seen)).toBeGreaterThan(20);
  });

  it('becomes stages that each have a name and cycle of their own, cycles counting on', () => {
    fc.assert(
      fc.property(anySteps.filter(possible), (steps) => {
        const config = withSteps(steps);
        const stages = stagesOf(config, 40);
        const labels = stages.map(stageLabel);
        expect(new Set(labels).size).toBe(labels.length);
        expect(stageCount(config.process)).toBe(stages.length);
        const charges = stages.filter((s) => s.name === 'charge').map((s) => s.cycle);
        expect(charges).toEqual(charges.map((_, k) => k + 1));
        expect(cycleCount(config.process)).toBe(charges.length);
        expect(stages.filter((s) => s.name === 'discharge').map((s) => s.cycle)).toEqual(charges);
        for (const s of stages) expect(stageFacts(s.name)).toBe(s.facts);
        const open = stages.map((_, k) => stages.slice(0, k + 1).some((s) => s.cycle > 0));
        expect(stages.map((s) => s.cycled)).toEqual(open);
        // The binder sets once, in whatever follows its drying.
        const set = stages.flatMap((s, k) => s.legs.flatMap((leg, l) => (leg.solidify ? [[k, l]] : [])));
        expect(set).toEqual(steps[0] === 'dry' && stages.length > 1 ? [[1, 0]] : []);
        expect(factorsAtStart(config.process).fE).toBe(steps[0] === 'dry' ? config.process.dryE : 1);
        expect(shareDone(stages, stages.length - 1, stages.at(-1)!.legs.length - 1, 1)).toBeCloseTo(1, 12);
      }),
      { numRuns: 200 },
    );
  });

  it('does in a step with fields of its own what it does with those fields in the process', () => {
    fc.assert(
      fc.property(anySteps.filter(possible), (steps) => {
        const stages = stagesOf(withSteps(steps), 40);
        let at = 0;
        for (const entry of steps) {
          const own = typeof entry === 'string' ? {} : (Object.values(entry)[0] as Record<string, number>);
          const overrides = Object.entries(own).map(([key, value]) => `process.${key}=${value}`);
          const alone = stagesOf(withSteps([nameOf(entry)], ...overrides), 40);
          // Cooling goes on from the shrinkage of drying; all else is the same wherever it stands.
          for (const stage of alone) {
            const found = stages[at++];
            expect(found.voltage_V).toBe(stage.voltage_V);
            if (nameOf(entry) === 'cool') continue;
            const bare = found.legs.map(({ solidify: _, ...leg }) => leg);
            expect(bare).toEqual(stage.legs);
          }
        }
        expect(at).toBe(stages.length);
      }),
      { numRuns: 100 },
    );
  });

  it('cools on from where it had cooled to, and only from there', () => {
    const end = (stages: readonly unknown[]) => stagesOf(withSteps(stages), 40).at(-1)!.legs[0].change;
    const warm = ['dry', { cool: { coolTo_C: 60 } }, 'calender', { cool: { coolFrom_C: 60 } }];
    const once = end(['dry', 'cool']);
    const twice = end(warm);
    expect(twice.shrink).toBeCloseTo(once.shrink!, 15);
    expect(twice.thermal).toBeCloseTo(once.thermal!, 15);
    expect(twice.cell![0]).toBeCloseTo(once.cell![0], 15);
    expect(problems(['dry', 'cool', 'calender', { cool: { coolFrom_C: 60 } }])).toMatchObject([
      { field: 'process.stages.3.cool.coolFrom_C', value: 60, unit: '°C' },
    ]);
  });

  it.each([
    [[{ cycle: { upperVoltage_V: 9 } }], 'process.stages.0.cycle.upperVoltage_V', '3.6 to 4.4'],
    [['dry', { cycle: { cycles: 1.5 } }], 'process.stages.1.cycle.cycles', 'a whole number'],
    [['dry', { cycle: { voltage: 4 } }], 'process.stages.1.cycle.voltage', 'does not'],
    [['dry', { calender: { cycles: 2 } }], 'process.stages.1.calender.cycles', 'does not'],
    [['dry', { bake: {} }], 'process.stages.1', "'calender'"],
    [['dry', { wet: {}, cycle: {} }], 'process.stages.1', "'calender'"],
    [['dry', {}], 'process.stages.1', "'calender'"],
    [['dry', null], 'process.stages.1', "'calender'"],
    [['dry', { cool: { coolTo_C: 140 } }], 'process.stages.1.cool.coolTo_C', 'coolFrom_C = 120'],
    [[], 'process.stages', '1 to 100'],
    [Array.from({ length: 101 }, () => 'cycle'), 'process.stages', '1 to 100'],
  ])('%j is refused where it is wrong', (stages, field, allowed) => {
    const found = problems(stages);
    expect(found.map((p) => p.field)).toEqual([field]);
    expect(found[0]?.allowed).toContain(allowed);
  });

  it.each([
    [{ cycle: { cycels: 3 } }, 'cycle takes upperVoltage_V or cycles.'],
    [{ calender: { cycles: 2 } }, 'calender takes calenderStrain.'],
    [{ wet: { wetE: 1 } }, 'wet takes no fields.'],
    [{ cycle: 3 }, 'cycle takes upperVoltage_V or cycles.'],
  ])('%j is told what the step takes', (entry, hint) => {
    const [problem] = problems(['dry', entry]);
    expect(problem?.hint).toBe(hint);
    expect(problem?.allowed).toMatch(/^(only fields that exist|an object)/);
    expect(problem?.allowed).not.toContain('with ,');
  });

  it('goes through a link and through --set unchanged', () => {
    fc.assert(
      fc.property(anySteps.filter(possible), (steps) => {
        const config = withSteps(steps);
        expect(decodeLink(encodeLink(config, null))?.config).toEqual(config);
        const flag = `process.stages=${JSON.stringify(steps)}`;
        expect(configure({ overrides: ['electrode.lateral_um=60', flag] })).toEqual(config);
      }),
      { numRuns: 100 },
    );
  });

  it('has words, a weight and a step for every stage', () => {
    const names = STEPS.flatMap((step) => Object.keys(step.stages));
    expect(STAGE_NAMES).toEqual(names);
    expect(new Set(names).size).toBe(names.length);
    for (const step of STEPS) expect(Object.keys(step.stages).length, step.name).toBeGreaterThan(0);
    for (const name of STAGE_NAMES) expect(stageFacts(name)?.work, name).toBeGreaterThan(0);
    expect(stageFacts('built')).toBeUndefined();
  });
});

describe('a run of steps', () => {
  const go = (config: Config, options = {}) => run(wasmModule, config, options);

  it('with a cycle twice is the run of two cycles, bit for bit, births too', async () => {
    const two = await go(withSteps([...MADE, 'cycle'], 'process.cycles=2'));
    for (const again of [
      ['cycle', 'cycle'],
      [{ cycle: { cycles: 2 } }],
      [{ cycle: { cycles: 1 } }, { cycle: { upperVoltage_V: 4.3 } }],
    ]) {
      const { result, frames } = await go(withSteps([...MADE, ...again]));
      expect(result.hash).toBe(two.result.hash);
      expect(result.stages).toEqual(two.result.stages);
      expect(frames).toEqual(two.frames);
    }
    expect(two.result.stages.map(stageLabel).slice(4)).toEqual([
      'charge 1',
      'discharge 1',
      'charge 2',
      'discharge 2',
    ]);
  });

  it('ends alike whether a field is given with the step or in the process, and not alike with another', async () => {
    const own = await go(withSteps([...MADE, { cycle: { upperVoltage_V: 4.1 } }]));
    const all = await go(withSteps([...MADE, 'cycle'], 'process.upperVoltage_V=4.1'));
    const other = await go(withSteps([...MADE, 'cycle']));
    expect(own.result.hash).toBe(all.result.hash);
    expect(own.result.hash).not.toBe(other.result.hash);
  });

  it('presses again after cycling, goes on from any checkpoint, and is as made before it was wetted', async () => {
    const config = withSteps([...MADE, 'cycle', { calender: { calenderStrain: 0.02 } }, 'cycle']);
    const saved: Uint8Array[] = [];
    const { result, frames } = await go(config, {
      checkpointEvery: 1,
      onCheckpoint: (c: Uint8Array) => void saved.push(c),
    });
    const labels = ['dry', 'cool', 'calender', 'wet', 'charge 1', 'discharge 1', 'calender 2', 'charge 2'];
    expect(result.stages.map(stageLabel)).toEqual([...labels, 'discharge 2']);
    expect(frames.slice(1).map((f) => [f.stage, f.cycle])).toEqual(
      result.stages.map((s) => [s.name, s.cycle]),
    );
    expect(asMadeStage(result.stages)).toBe(result.stages[2]);
    for (const s of result.stages) expect(s.energy_pJ.imbalance).toBeLessThan(1e-3);
    const late = saved.filter((_, k) => k % Math.ceil(saved.length / 6) === 0);
    for (const checkpoint of late) expect((await go(config, { checkpoint })).result.hash).toBe(result.hash);
    await expect(go(withSteps([...MADE, 'cycle']), { checkpoint: late[0] })).rejects.toThrow(
      'another configuration',
    );
  });
});
