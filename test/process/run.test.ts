import { describe, expect, it } from 'vitest';
import type { Config } from '../../src/config/config-types.js';
import { BINDER_NAMES } from '../../src/materials/binder-ratios.js';
import { configure } from '../../src/model/configure.js';
import type { Moment } from '../../src/process/moments.js';
import { type RunOptions, run } from '../../src/process/run.js';
import { wasmModule } from '../support/nets.js';

const small = (...overrides: string[]): Config =>
  configure({ preset: 'paper-10', overrides: ['electrode.lateral_um=150', ...overrides] });
const go = (config: Config, options?: RunOptions) => run(wasmModule, config, options);

describe('a run of paper-10', () => {
  it('closes its ledger and meets its residual in every stage with every binder', async () => {
    for (const binder of BINDER_NAMES) {
      const config = configure({ preset: 'paper-10', binder, overrides: ['electrode.lateral_um=150'] });
      const { result } = await go(config);
      expect(result.stages.map((s) => s.name)).toEqual([
        'dry',
        'cool',
        'calender',
        'wet',
        'charge',
        'discharge',
      ]);
      for (const s of result.stages) {
        expect([binder, s.name, s.energy_pJ.imbalance < 1e-3]).toEqual([binder, s.name, true]);
        expect([binder, s.name, s.solver.residual <= 1e-6]).toEqual([binder, s.name, true]);
        expect([binder, s.name, s.energy_pJ.released >= -1e-6 * Math.abs(s.energy_pJ.work)]).toEqual([
          binder,
          s.name,
          true,
        ]);
      }
      const { binderVolumePlaced_um3: placed, binderVolumeAvailable_um3: there } = result.network;
      expect(placed / there).toBeCloseTo(1, 9);
    }
  });

  it('is watched moment by moment without a change of any bit', async () => {
    const plain = (await go(small())).result;
    const moments: Moment[] = [];
    const { result, frames } = await go(small(), {
      onMoment: (m) => void moments.push(m),
      momentsPerStage: 6,
    });
    expect(result).toEqual(plain);
    expect(moments[0]).toMatchObject({ stage: 'built', stageIndex: -1, voltage_V: null, epsC: null });
    for (const [k, s] of result.stages.entries()) {
      const own = moments.filter((m) => m.stageIndex === k);
      expect(own.length).toBeGreaterThan(1);
      expect(own.length).toBeLessThanOrEqual(6);
      const shares = own.map((m) => m.fraction);
      expect(shares).toEqual([...shares].sort((a, b) => a - b));
      expect(own.at(-1)).toMatchObject({ fraction: 1, cracks: s.cracks, broken: s.broken, stage: s.name });
      expect(own.at(-1)?.frame).toBe(frames[k + 1]);
    }
    const charge = moments.filter((m) => m.stage === 'charge');
    const volts = charge.map((m) => m.voltage_V as number);
    expect(volts).toEqual([...volts].sort((a, b) => a - b));
    expect(volts.at(-1)).toBe(4.3);
    // The potential of the discharged lithium content, not the 3.0 V to which the cell is discharged.
    expect(moments.at(-1)).toMatchObject({ stage: 'discharge', x: 0.91 });
    expect(moments.at(-1)?.voltage_V).toBeCloseTo(3.58, 2);
    expect(moments.at(-1)?.lattice_A?.a).toBeCloseTo(2.866, 3);
    expect(charge.at(-1)?.epsC).toBeLessThan(Math.max(...charge.map((m) => m.epsC as number)));
  });

  it('tells potential and lattice of whatever comes after a cycle too', async () => {
    const moments: Moment[] = [];
    const onMoment = (m: Moment): void => void moments.push(m);
    await go(small('process.stages=["calender","cycle","calender"]'), { onMoment, momentsPerStage: 2 });
    const known = new Map(moments.map((m) => [m.stage, m.voltage_V !== null && m.epsA !== null]));
    expect([...known]).toEqual([
      ['built', false],
      ['calender', false],
      ['charge', true],
      ['discharge', true],
      ['calender 2', true],
    ]);
  });

  it('ends with the same bits from any checkpoint where multigrid solves', async () => {
    const config = configure({
      preset: 'coating',
      binder: 'PVDF',
      overrides: ['electrode.lateral_um=70', 'electrode.depth=60'],
    });
    const saved: Uint8Array[] = [];
    const whole = await go(config, { checkpointEvery: 1, onCheckpoint: (c) => void saved.push(c) });
    expect(saved.length).toBeGreaterThan(3);
    for (const checkpoint of saved) {
      expect((await go(config, { checkpoint })).result).toEqual(whole.result);
    }
  });

  it('ends with the same bits from any checkpoint', async () => {
    const config = small();
    const saved: Uint8Array[] = [];
    const whole = await go(config, { checkpointEvery: 1, onCheckpoint: (c) => void saved.push(c) });
    expect(saved.length).toBeGreaterThan(12);
    for (let k = 0; k < saved.length; k += Math.ceil(saved.length / 12)) {
      const resumed = await go(config, { checkpoint: saved[k] });
      expect(resumed.result).toEqual(whole.result);
      expect(resumed.frames.length).toBe(whole.frames.length);
    }
    // As `readFile` hands it out: a Buffer, anywhere in a larger piece of memory.
    const buffer = Buffer.concat([Buffer.alloc(3), saved.at(-1)!]).subarray(3);
    expect((await go(config, { checkpoint: buffer })).frames).toEqual(whole.frames);
    await expect(go(small('seed=2'), { checkpoint: saved[0] })).rejects.toThrow(/another configuration/);
    await expect(go(config, { checkpoint: saved[0].slice(0, 200) })).rejects.toThrow(/checkpoint/);
  });

  it('does not depend on being watched, and stops when told', async () => {
    const config = small();
    const plain = await go(config);
    let seen = 0;
    const watched = await go(config, {
      onProgress: ({ fraction }) => {
        seen = Math.max(seen, fraction);
      },
    });
    expect(watched.result.hash).toBe(plain.result.hash);
    expect(seen).toBeGreaterThan(0.9);
    const stop = new AbortController();
    const cancelled = go(config, { signal: stop.signal, onProgress: () => stop.abort(new Error('enough')) });
    await expect(cancelled).rejects.toThrow('enough');
  });

  it('makes no crack as made without drying strain and cooling, and keeps those cracks without lattice strain', async () => {
    const without = await go(small('process.dryShrinkage=0', 'process.coolFrom_C=25'));
    const made = without.result.stages.find((s) => s.name === 'calender')!;
    expect(made.cracks.parting).toBe(0);
    const still = await go(small('active.strainFactor=0', 'process.dryShrinkage=0.03'));
    const before = still.result.stages.find((s) => s.name === 'wet')!;
    const after = still.result.stages.find((s) => s.name === 'charge')!;
    expect(before.broken.total).toBeGreaterThan(0);
    expect(after.broken.total).toBe(before.broken.total);
  });

  it('tells single crystals from polycrystals: the tensor shears what the volumetric third only opens', async () => {
    const poly = await go(small());
    const single = await go(small('electrode.crystal=single'));
    const charge = (r: typeof poly) => r.result.stages.find((s) => s.name === 'charge')!;
    expect(poly.result.stages[2].broken.total).toBe(single.result.stages[2].broken.total);
    expect(charge(single).broken.total).not.toBe(charge(poly).broken.total);
  });

  it('sets the binder at unchanged traction', async () => {
    const { Engine } = await import('../../src/core/engine.js');
    const { runStage } = await import('../../src/core/stepper.js');
    const { MATERIAL, RESTED, core, SETTINGS, single } = await import('../support/nets.js');
    const e = new Engine(await core(), single(), MATERIAL, { ...RESTED, fE: 0.3, fY: 0.3, fG: 0.3 });
    for (const _ of runStage(e, 0, { ...e.load(), plate: 0.01 }, SETTINGS));
    const before = e.f64('force');
    const stored = e.ledger().elastic;
    e.solidify(1, 1, 1);
    const after = e.f64('force');
    expect(after[2] / before[2]).toBeCloseTo(1, 12);
    expect(e.ledger().elastic / stored).toBeCloseTo(0.3, 12);
  });
});
