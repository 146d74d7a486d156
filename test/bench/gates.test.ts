import { beforeAll, describe, expect, it } from 'vitest';
import { complaint, limit, presentCounts, readGates, speedOverTwin } from '../../bench/cases/gates.mjs';

/** The multigrid core against plain JavaScript's block-Jacobi PCG; measured far above, so that a busy machine passes. */
const LEAST_SPEED = 5;

describe('the counts of the benches', () => {
  const gates = readGates();
  let found: Awaited<ReturnType<typeof presentCounts>>;

  beforeAll(async () => {
    found = await presentCounts();
  });

  it('are gated, each', () => {
    expect([...found.keys()].sort()).toEqual(Object.keys(gates).sort());
  });

  it.each(Object.keys(gates))('%s', (name) => {
    expect(complaint(name, found.get(name)?.value ?? Number.NaN, gates[name])).toBeNull();
  });
});

describe('a gate', () => {
  it('says by how much a count has grown and how it is recorded anew', () => {
    const text = complaint('bytes: wasm', 110, { value: 100, margin: 0.03 });
    expect(text).toContain('10.0 % more than the 100 recorded (allowed: 103)');
    expect(text).toContain('node bench/index.mjs --update-gates');
  });

  it('lets a count within its margin through, and one iteration of few', () => {
    expect(complaint('a', 103, { value: 100, margin: 0.03 })).toBeNull();
    expect(limit({ value: 8, margin: 0.05 })).toBe(9);
  });

  it('lets nothing through where nothing may grow, and no number that is none', () => {
    expect(complaint('a', 1, { value: 0, margin: 0 })).toContain('1 more than the 0 recorded');
    expect(complaint('a', Number.NaN, { value: 5, margin: 0.1 })).not.toBeNull();
    expect(complaint('a', 1, undefined)).toContain('no such gate');
  });
});

it('the core is faster than its plain JavaScript twin', async () => {
  expect(await speedOverTwin()).toBeGreaterThan(LEAST_SPEED);
});
