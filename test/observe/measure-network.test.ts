import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/core/errors.js';
import type { NetworkData } from '../../src/core/network.js';
import { uniformDrawConductance } from '../../src/observe/measure/conductance.js';
import {
  brokenSummary,
  coatingStress,
  conductance,
  conductanceReference,
  connectedActive,
  delaminatedFoil,
  particleStress,
} from '../../src/observe/measure/index.js';
import { neckConductance } from '../../src/observe/measure/percolation.js';
import { random } from '../support/random.js';
import { lattice, makeNetwork, type Neck, packing } from './measure-networks.js';

const V = (4 / 3) * Math.PI * 125;

/** `length` equal particles in a row upright on the foil; necks of area 2 and thickness 1. */
function chain(length: number): NetworkData {
  const centres = Array.from({ length }, (_, p): [number, number, number] => [0, 0, 5 + 10 * p]);
  const necks = Array.from({ length: length - 1 }, (_, p): Neck => ({ i: p, j: p + 1, branch: [0, 0, 10] }));
  return makeNetwork(centres, Array(length).fill(5), necks, [0], [0, 0, 0], 2);
}

const intact = (network: NetworkData) => ({
  mode: new Int32Array(network.m),
  damage: new Float64Array(network.m),
});

describe('conductance', () => {
  it('of a chain drawn on evenly is n²/(r Σk²), k = 1…n', () => {
    for (const n of [1, 2, 7, 40]) {
      // Current n, n−1, … through resistors r = 1/2: Σ v V = r v² Σ k², so G = n²/(r Σ k²).
      const squares = (n * (n + 1) * (2 * n + 1)) / 6;
      const network = chain(n);
      const g = uniformDrawConductance(network, neckConductance(network, intact(network)));
      expect(g / ((2 * n * n) / squares)).toBeCloseTo(1, 7);
    }
  });

  it('of particles side by side on the foil adds up', () => {
    const centres = Array.from({ length: 6 }, (_, p): [number, number, number] => [20 * p, 0, 5]);
    const network = makeNetwork(centres, Array(6).fill(5), [], [0, 1, 2, 3, 4, 5], [0, 0, 0], 3);
    const reference = conductanceReference(network);
    expect(reference.networkAsMade).toBeCloseTo(18, 8);
    // Six loads of 3 in series with six necks of 3.
    expect(reference.asMade).toBeCloseTo(9, 8);
    const frame = intact(network);
    frame.mode[2] = 2;
    expect(conductance(network, frame, reference).relative).toBeCloseTo(5 / 6, 8);
    frame.damage[0] = 0.5;
    // That neck now conducts 1.5 in series with its load of 3: 1 instead of 1.5.
    expect(conductance(network, frame, reference).relative).toBeCloseTo((4 * 1.5 + 1) / 9, 8);
  });

  it('of a loaded chain solves the ladder', () => {
    const network = chain(5);
    const reference = conductanceReference(network);
    const s = reference.load[0];
    // Fold the ladder from the top: y = load of the last, then load + (y in series with the neck).
    let y = s;
    for (let p = 0; p < 4; p++) y = s + 1 / (1 / y + 0.5);
    expect(reference.asMade / (1 / (1 / y + 0.5))).toBeCloseTo(1, 8);
    expect(conductance(network, intact(network), reference).relative).toBe(1);
  });

  it('never rises when a ligament breaks or is damaged further', () => {
    const { network } = packing({ width: 60, depth: 60, height: 40, seed: 2 });
    const reference = conductanceReference(network);
    expect(conductance(network, intact(network), reference).residual).toBeLessThan(1e-8);
    fc.assert(
      fc.property(fc.integer(), fc.double({ min: 0, max: 0.9, noNaN: true }), (seed, share) => {
        const rnd = random(seed);
        const frame = intact(network);
        for (let k = 0; k < network.m; k++) {
          frame.mode[k] = rnd() < share ? 1 : 0;
          frame.damage[k] = 0.5 * rnd();
        }
        let last = conductance(network, frame, reference).relative;
        for (let step = 0; step < 6; step++) {
          const k = Math.floor(rnd() * network.m);
          if (rnd() < 0.5) frame.mode[k] = 1;
          else frame.damage[k] = Math.min(1, frame.damage[k] + 0.4);
          const { relative } = conductance(network, frame, reference);
          expect(relative).toBeLessThanOrEqual(last * (1 + 1e-12));
          expect(relative).toBeGreaterThanOrEqual(0);
          last = relative;
        }
      }),
      { numRuns: 25 },
    );
  });

  it('is 0 without a way to the foil, as made or after', () => {
    const network = chain(3);
    const reference = conductanceReference(network);
    const frame = intact(network);
    frame.mode[network.j.indexOf(3)] = 2;
    expect(conductance(network, frame, reference).relative).toBe(0);
    const floating = makeNetwork([[0, 0, 50]], [5], [], [], [0, 0, 0]);
    const none = conductanceReference(floating);
    expect(conductance(floating, intact(floating), none).relative).toBe(0);
    expect(() => conductance(floating, intact(floating), reference)).toThrow(InputError);
  });
});

describe('connection and counts', () => {
  it('connected share is the volume below the break in a chain', () => {
    const network = chain(10);
    const mode = new Int32Array(network.m);
    expect(connectedActive(network, mode)).toBe(1);
    mode[network.i.indexOf(6)] = 3;
    expect(connectedActive(network, mode)).toBeCloseTo(0.7, 12);
    mode[network.j.indexOf(10)] = 2;
    expect(connectedActive(network, mode)).toBe(0);
  });

  it('weighs particles by volume', () => {
    const network = makeNetwork(
      [
        [0, 0, 5],
        [30, 0, 10],
      ],
      [5, 10],
      [],
      [0, 1],
      [0, 0, 0],
    );
    expect(connectedActive(network, Int32Array.of(0, 1))).toBeCloseTo(1 / 9, 12);
  });

  it('counts by mode and by stage, and the foil by area', () => {
    const { network } = packing({ width: 60, depth: 60, height: 40, seed: 2 });
    const mode = new Int32Array(network.m);
    const birth = new Int32Array(network.m).fill(-1);
    const onFoil: number[] = [];
    for (let k = 0; k < network.m; k++) if (network.j[k] === network.n - 1) onFoil.push(k);
    mode[onFoil[0]] = 2;
    mode[onFoil[1]] = 1;
    const bulk = network.j.findIndex((j) => j !== network.n - 1);
    mode[bulk] = 3;
    birth[onFoil[0]] = 0;
    birth[onFoil[1]] = 2;
    birth[bulk] = 2;
    const all = brokenSummary(network, { mode, birth });
    expect(all).toEqual({
      total: 3,
      fraction: 3 / network.m,
      adhesiveNcm: 1,
      adhesiveFoil: 1,
      cohesive: 1,
    });
    const born = brokenSummary(network, { mode, birth }, 2);
    expect([born.total, born.adhesiveNcm, born.adhesiveFoil, born.cohesive]).toEqual([2, 1, 0, 1]);
    network.area[onFoil[0]] = 5;
    expect(delaminatedFoil(network, mode)).toBeCloseTo(6 / (onFoil.length + 4), 12);
    expect(delaminatedFoil(network, new Int32Array(network.m))).toBe(0);
  });
});

describe('Love–Weber stress', () => {
  const c = lattice('sc', [4, 4, 4], 10);
  const { network } = c;
  const volume = c.geometry.area_um2 * c.geometry.height_um;

  it('of a simple cubic network with axial forces f is f/a²', () => {
    const force = new Float64Array(3 * network.m);
    for (let k = 0; k < network.m; k++) {
      if (network.j[k] === network.n - 1) continue;
      // Tension 7 along x, 3 along y: the neck pulls i towards j.
      force[3 * k] = 7 * network.normal[3 * k];
      force[3 * k + 1] = 3 * network.normal[3 * k + 1];
    }
    const stress = coatingStress(network, force, volume);
    expect(stress[0]).toBeCloseTo(0.07, 12);
    expect(stress[1]).toBeCloseTo(0.03, 12);
    for (const s of [2, 3, 4, 5]) expect(Math.abs(stress[s])).toBeLessThan(1e-14);
    const each = particleStress(network, force);
    for (let p = 0; p < network.n - 1; p++) {
      expect(each[6 * p]).toBeCloseTo((0.07 * 1000) / V, 12);
      expect(each[6 * p + 1]).toBeCloseTo((0.03 * 1000) / V, 12);
    }
    expect(each.subarray(6 * (network.n - 1)).every((s) => s === 0)).toBe(true);
  });

  it('of simple shear is t/a² in both off-diagonal places', () => {
    const force = new Float64Array(3 * network.m);
    for (let k = 0; k < network.m; k++) {
      if (network.j[k] === network.n - 1) continue;
      force[3 * k] = 2 * network.normal[3 * k + 1];
      force[3 * k + 1] = 2 * network.normal[3 * k];
    }
    expect(coatingStress(network, force, volume)[5]).toBeCloseTo(0.02, 12);
  });

  it('is the volume average of the particles’ stresses', () => {
    const { network: random3, geometry } = packing({ width: 60, depth: 60, height: 40, seed: 2 });
    const rnd = random(4);
    const force = Float64Array.from({ length: 3 * random3.m }, () => rnd() - 0.5);
    const mean = coatingStress(random3, force, geometry.area_um2 * geometry.height_um);
    const each = particleStress(random3, force);
    for (let s = 0; s < 6; s++) {
      let sum = 0;
      for (let p = 0; p < random3.n - 1; p++) {
        const r = random3.radius[p];
        sum += each[6 * p + s] * (4 / 3) * Math.PI * r * r * r;
      }
      expect(sum / (geometry.area_um2 * geometry.height_um)).toBeCloseTo(mean[s], 10);
    }
  });

  it('refuses forces of another network', () => {
    expect(() => coatingStress(network, new Float64Array(3), volume)).toThrow(InputError);
    expect(() => particleStress(network, new Float64Array(3))).toThrow(InputError);
  });
});
