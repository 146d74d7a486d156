import { describe, expect, it } from 'vitest';
import { buildElectrode } from '../../src/build/electrode.js';
import { Engine, RESTING } from '../../src/core/engine.js';
import { InputError } from '../../src/core/errors.js';
import { configure } from '../../src/model/configure.js';
import {
  checkNetworkSize,
  estimateInWords,
  estimateParticles,
  estimateRun,
  FRAME_BYTES,
  MOST_CORE_BYTES,
  networkBytes,
  sizeProblems,
} from '../../src/model/estimate.js';
import { frameBytes } from '../../src/observe/lists.js';
import { engineMaterial } from '../../src/process/material.js';
import { freshCore } from '../support/electrode.js';

const config = (preset: string, ...overrides: string[]) => configure({ preset, overrides });

describe('what a run takes, told before it', () => {
  it.each([
    ['coating', 'electrode.lateral_um=150'],
    ['paper-28', 'electrode.lateral_um=120', 'electrode.depth=square'],
    ['paper-10', 'electrode.lateral_um=150', 'electrode.depth=square', 'electrode.rings=2'],
  ])('fits what is built on %s', async (preset, ...overrides) => {
    const c = config(preset, ...overrides);
    const estimate = estimateRun(c);
    const { network, summary } = buildElectrode(await freshCore(), c);
    expect(Math.abs(estimate.particles / summary.particles - 1)).toBeLessThan(0.15);
    expect(Math.abs(estimate.ligaments / network.m - 1)).toBeLessThan(0.3);
    const core = await freshCore();
    const before = core.call('arenaBytes');
    new Engine(core, network, engineMaterial(c), RESTING);
    const held = core.call('arenaBytes') - before;
    const said = networkBytes(summary.particles, network.m, network.first[network.m] / network.m);
    expect(held / said).toBeGreaterThan(0.85);
    expect(held).toBeLessThan(estimate.core_bytes * 1.3);
  });

  it('counts what a frame keeps, quantity by quantity', () => {
    expect(FRAME_BYTES).toEqual({ particle: frameBytes(1, 0), neck: frameBytes(0, 1) });
  });

  it('a square millimetre of the coating has 10⁵ particles and takes less than 4 GB', () => {
    const c = config('coating');
    const estimate = estimateRun(c);
    expect(estimate.particles).toBeGreaterThan(0.9e5);
    expect(estimate.process_bytes).toBeLessThan(4e9);
    expect(estimate.duration).toBe('tens of minutes');
    expect(estimateInWords(estimate)).toMatch(/^about \d+ particles and \d+ ligaments, 1\.\d GB, tens of/);
    expect(c.process.stages).toEqual(['dry', 'cool']);
  });

  it('refuses what the core cannot hold with field, value, unit and what is allowed, and takes that', () => {
    const wide = ['electrode.lateral_um=5000', 'electrode.depth=5000'];
    const refusal = (): InputError => {
      try {
        config('paper-10', ...wide);
      } catch (e) {
        return e as InputError;
      }
      throw new Error('not refused');
    };
    const [problem] = refusal().problems;
    expect(problem).toMatchObject({ field: 'electrode.lateral_um', value: 5000, unit: 'µm' });
    expect(problem?.hint).toMatch(/1\.\de\+6 particles, \d+\.\d GB of memory and days on one core/);
    const allowed = Number(/about ([\d.]+)/.exec(problem?.allowed ?? '')?.[1]);
    const fits = config('paper-10', `electrode.lateral_um=${0.99 * allowed}`, 'electrode.depth=5000');
    expect(estimateRun(fits).core_bytes).toBeLessThan(MOST_CORE_BYTES);
    expect(estimateRun(fits).core_bytes).toBeGreaterThan(0.9 * MOST_CORE_BYTES);
  });

  it('refuses what this machine has no memory for, and a given structure that is too large', () => {
    const c = config('coating');
    expect(sizeProblems(c, 64e9)).toEqual([]);
    const [problem] = sizeProblems(c, 5e8);
    expect(problem?.hint).toMatch(/This machine has 500 MB/);
    expect(Number(/about ([\d.]+)/.exec(problem?.allowed ?? '')?.[1])).toBeLessThan(1000);
    expect(() => checkNetworkSize(1e5, 3e5, 3, 'electrode.lateral_um')).not.toThrow();
    expect(() => checkNetworkSize(1.4e6, 5e6, 3, 'electrode.structureFile')).toThrow(InputError);
  });

  it('counts no finer particles than the builder draws', () => {
    const { electrode } = config('paper-10', 'electrode.sizes.D10_um=3', 'electrode.sizes.D90_um=30');
    // With all particles as small as the cut-off allows there would be eight times those of the median size.
    const median = estimateParticles({ ...electrode, sizes: { D10_um: 10.999, D50_um: 11, D90_um: 11.001 } });
    const ratio = estimateParticles(electrode) / median;
    expect(ratio).toBeGreaterThan(1.5);
    expect(ratio).toBeLessThan(2.5);
  });
});
