import { describe, expect, it } from 'vitest';
import { type Found, type Probe, Search, type SearchSpec } from '../../src/odds/search.js';
import { random } from '../support/random.js';

/** Search with a response of (seed, value); how many probes it took, and that none came twice. */
function search(spec: SearchSpec, cracks: (probe: Probe) => boolean | null): Found & { probes: number } {
  const s = new Search(spec);
  const seen = new Set<string>();
  for (let round = s.next(); round.length > 0; round = s.next()) {
    for (const probe of round) {
      const key = `${probe.seed} ${probe.value}`;
      expect(seen.has(key)).toBe(false);
      seen.add(key);
      s.take(probe, cracks(probe));
    }
  }
  return { ...s.found(), probes: seen.size };
}

/** Seeds that crack at values below their threshold. */
const below = (thresholds: readonly number[]) => (p: Probe) => p.value < thresholds[p.seed];

describe('the search for a value', () => {
  it('finds the order statistic of known thresholds, with few runs', () => {
    const thresholds = Array.from({ length: 20 }, (_, k) => 40 + 3 * k);
    for (const [share, at] of [
      [0.1, 91],
      [0.25, 82],
      [0.001, 97],
    ] as const) {
      const found = search({ values: 200, seeds: 20, share }, below(thresholds));
      expect(found).toMatchObject({ at, of: 20, cracked: Math.floor(share * 20), notMonotone: 0 });
      expect(found.probes).toBeLessThan(20 * 8);
    }
    const { interval } = search({ values: 200, seeds: 20, share: 0.1 }, below(thresholds));
    // Four of twenty may be a tenth; none of twenty surely is one at most.
    expect(interval).toEqual([85, 97]);
  });

  it('says that no value, or any, is enough', () => {
    expect(search({ values: 50, seeds: 6, share: 0.1 }, () => true)).toMatchObject({ at: 50, cracked: 6 });
    expect(search({ values: 50, seeds: 6, share: 0.1 }, () => false)).toMatchObject({ at: 0, cracked: 0 });
    // Six seeds do not show that at most a tenth cracks, twenty do.
    expect(search({ values: 50, seeds: 6, share: 0.1 }, below(Array(6).fill(20))).interval).toEqual([20, 50]);
    expect(search({ values: 50, seeds: 20, share: 0.1 }, below(Array(20).fill(20))).interval).toEqual([
      20, 20,
    ]);
  });

  it('holds what it says where the response is not monotone, and says so', () => {
    const next = random(7);
    let notMonotone = 0;
    for (let trial = 0; trial < 20; trial++) {
      const noise = new Map<string, boolean>();
      const cracks = ({ seed, value }: Probe): boolean => {
        const key = `${seed} ${value}`;
        if (!noise.has(key)) noise.set(key, next() < 1 / (1 + Math.exp((value - 60) / 6)));
        return noise.get(key) as boolean;
      };
      const found = search({ values: 120, seeds: 20, share: 0.1 }, cracks);
      notMonotone += found.notMonotone;
      const there = Array.from({ length: 20 }, (_, seed) => cracks({ seed, value: found.at }));
      expect(there.filter(Boolean).length).toBe(found.cracked);
      expect(found.cracked).toBeLessThanOrEqual(2);
      expect(found.interval[0] <= found.at && found.at <= found.interval[1]).toBe(true);
    }
    expect(notMonotone).toBeGreaterThan(0);
  });

  it('has an interval that covers the true value about as often as it says', () => {
    // Thresholds uniform over 0 … 100: nine in ten are below 90.
    const next = random(3);
    let inside = 0;
    const trials = 400;
    for (let trial = 0; trial < trials; trial++) {
      const thresholds = Array.from({ length: 20 }, () => next() * 100);
      const { interval } = search({ values: 101, seeds: 20, share: 0.1 }, below(thresholds));
      if (interval[0] - 1 <= 90 && 90 <= interval[1]) inside++;
    }
    expect(inside / trials).toBeGreaterThan(0.85);
  });

  it('leaves out what cannot be run', () => {
    const lost = search({ values: 50, seeds: 6, share: 0.2 }, (p) => (p.seed === 2 ? null : p.value < 20));
    expect(lost).toMatchObject({ at: 20, cracked: 0, of: 5 });
    expect(search({ values: 50, seeds: 2, share: 0.2 }, () => null)).toMatchObject({ at: 50, of: 0 });
  });
});
