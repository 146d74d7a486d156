import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BondNetwork, LinearNetwork, type LinearResult, type Solver } from '../../src/core/linear.js';
import { wasmModule } from '../support/nets.js';
import { random as generator } from '../support/random.js';
import {
  type Draw,
  defects,
  movedRigidly,
  randomNetwork,
  residualOf,
  selfEquilibrated,
} from './random-bonds.js';

const TOLERANCE = 1e-8;
/** Rounding of a residual: the two operators sum in different orders. */
const ROUNDING = 1e-12;

const word = fc.integer({ min: 0, max: 0x7fffffff });

const draws: fc.Arbitrary<Draw> = fc.record({
  seed: word,
  n: fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 1, max: 30 }) }, fc.integer({ min: 31, max: 200 })),
  bondsPerNode: fc.integer({ min: 0, max: 60 }).map((k) => k / 10),
  arms: fc.constantFrom('middle', 'any', 'periodic'),
  element: fc.constantFrom('beam', 'central', 'mixed', 'turning'),
  contrast: fc.constantFrom(1, 1e3, 1e6),
  held: fc.constantFrom('some', 'none', 'all', 'partly', 'one'),
  load: fc.constantFrom('any', 'one node', 'balanced', 'none'),
  broken: fc.constantFrom(0, 0.1, 0.5, 1),
});

const solvers: readonly Solver[] = ['multigrid', 'jacobi', 'envelope', 'auto'];

async function solved(net: BondNetwork, solver: Solver = 'multigrid') {
  const linear = await LinearNetwork.create(wasmModule, net, solver);
  linear.prepare();
  const result = linear.solve(TOLERANCE);
  return { linear, result, u: linear.u() };
}

/** What must hold of any solution; `stiffness` as it is now. */
function check(net: BondNetwork, stiffness: Float64Array, r: LinearResult, u: Float64Array): void {
  expect(u.every((v) => Number.isFinite(v))).toBe(true);
  expect(Number.isFinite(r.residual)).toBe(true);
  expect([0, 1, 3]).toContain(r.status);
  const { size, load, rounding } = residualOf(net, stiffness, u);
  const allowed = TOLERANCE * load + ROUNDING * rounding;
  if (r.status === 0) expect(size).toBeLessThanOrEqual(allowed);
  // What is said of a solution that is none must be true as well.
  if (load > 0) expect(Math.abs(size - r.residual * load)).toBeLessThanOrEqual(1e-6 * size + allowed);
}

describe('random linear networks', () => {
  for (const solver of solvers) {
    it(`are solved by ${solver} or a reason is given; never a trap, never NaN`, async () => {
      const count = { 0: 0, 1: 0, 3: 0 } as Record<number, number>;
      await fc.assert(
        fc.asyncProperty(draws, async (draw) => {
          const { net } = randomNetwork(draw);
          const { result, u } = await solved(net, solver);
          check(net, net.stiffness, result, u);
          count[result.status] = count[result.status] + 1;
        }),
        { numRuns: 250, seed: 31, endOnFailure: true },
      );
      // Both happen, and the limit of iterations is the exception.
      expect(count[0]).toBeGreaterThan(80);
      expect(count[3]).toBeGreaterThan(10);
      expect(count[1]).toBeLessThan(12);
    });
  }

  it('stay so while they break, and when all stiffnesses change', async () => {
    await fc.assert(
      fc.asyncProperty(draws, fc.array(word, { minLength: 1, maxLength: 12 }), async (draw, picks) => {
        const { net, random } = randomNetwork({ ...draw, broken: 0 });
        if (net.m === 0) return;
        const now = net.stiffness.slice();
        const { linear } = await solved(net);
        for (const pick of picks) {
          const e = pick % net.m;
          linear.break(e);
          now.fill(0, 4 * e, 4 * e + 4);
          check(net, now, linear.solve(TOLERANCE, { fromZero: pick % 3 === 0 }), linear.u());
        }
        for (let q = 0; q < now.length; q++) now[q] = now[q] * (0.5 + random());
        linear.stiffness(now);
        check(net, now, linear.solve(TOLERANCE, { fromZero: false }), linear.u());
      }),
      { numRuns: 150, seed: 32, endOnFailure: true },
    );
  });

  it('give the same bits twice', async () => {
    await fc.assert(
      fc.asyncProperty(draws, async (draw) => {
        const { net } = randomNetwork(draw);
        const [a, b] = [await solved(net), await solved(net)];
        expect(b.u).toEqual(a.u);
        expect(b.result).toEqual(a.result);
        // and once more in the same core, after another past
        if (net.m > 0) a.linear.break(0);
        a.linear.solve(TOLERANCE);
        a.linear.stiffness(net.stiffness);
        a.linear.prepare();
        expect(a.linear.solve(TOLERANCE)).toEqual(b.result);
        expect(a.linear.u()).toEqual(b.u);
      }),
      { numRuns: 80, seed: 33, endOnFailure: true },
    );
  });
});

/** Networks with one solution that is not lost to rounding: beams of like stiffness, something held. */
const plain = draws.map(
  (d): Draw => ({
    ...d,
    element: 'beam',
    contrast: 1,
    held: 'some',
    load: 'any',
    arms: d.arms === 'any' ? 'middle' : d.arms,
    bondsPerNode: 2 + d.bondsPerNode / 2,
    broken: 0,
  }),
);

const far = (a: Float64Array, b: Float64Array): number => {
  let d = 0;
  let s = 0;
  for (let q = 0; q < a.length; q++) {
    d = Math.max(d, Math.abs(a[q] - b[q]));
    s = Math.max(s, Math.abs(b[q]));
  }
  return s > 0 ? d / s : d;
};

describe('networks with one solution', () => {
  it('have it whatever the solver', async () => {
    await fc.assert(
      fc.asyncProperty(plain, async (draw) => {
        const { net } = randomNetwork(draw);
        if (defects(net, net.stiffness) > 0) return;
        const [a, ...others] = await Promise.all(solvers.map((s) => solved(net, s)));
        expect(a?.result.status).toBe(0);
        for (const b of others) {
          expect(b.result.status).toBe(0);
          expect(far(b.u, (a as { u: Float64Array }).u)).toBeLessThan(1e-3);
        }
      }),
      { numRuns: 60, seed: 34, endOnFailure: true },
    );
  });

  it('of any contrast have it found', async () => {
    const contrasts = fc.constantFrom<number>(1e3, 1e6);
    await fc.assert(
      fc.asyncProperty(plain, contrasts, async (draw, contrast) => {
        const { net } = randomNetwork({ ...draw, contrast });
        if (defects(net, net.stiffness) > 0) return;
        const { result, u } = await solved(net);
        check(net, net.stiffness, result, u);
        expect(result.status).toBe(0);
      }),
      { numRuns: 100, seed: 39, endOnFailure: true },
    );
  });

  it('have the same one by breaking bonds and by zeroing them', async () => {
    await fc.assert(
      fc.asyncProperty(plain, word, async (draw, pick) => {
        const { net } = randomNetwork(draw);
        if (net.m === 0) return;
        const now = net.stiffness.slice();
        const { linear } = await solved(net);
        for (let k = 0; k < 3; k++) {
          const e = (pick + 7 * k) % net.m;
          linear.break(e);
          now.fill(0, 4 * e, 4 * e + 4);
        }
        if (defects(net, now) > 0) return;
        const broken = linear.solve(TOLERANCE, { fromZero: pick % 2 === 0 });
        const zeroed = await solved({ ...net, stiffness: now });
        expect(broken.status).toBe(0);
        expect(zeroed.result.status).toBe(0);
        expect(far(linear.u(), zeroed.u)).toBeLessThan(1e-3);
      }),
      { numRuns: 60, seed: 35, endOnFailure: true },
    );
  });
});

describe('islands', () => {
  const free = plain.map((d): Draw => ({ ...d, held: 'none' }));

  it('that nothing holds are solved under a load that balances itself, up to a rigid motion', async () => {
    await fc.assert(
      fc.asyncProperty(free, async (draw) => {
        const { net } = randomNetwork(draw);
        const force = selfEquilibrated(net);
        const { result, u } = await solved({ ...net, force });
        check({ ...net, force }, net.stiffness, result, u);
        expect(result.status).toBe(0);
        expect(result.iterations).toBeLessThan(250);
        // The stiffness does not see a rigid motion of the solution.
        if (draw.arms === 'periodic') return;
        const moved = movedRigidly(net, u);
        const { size, load, rounding } = residualOf({ ...net, force }, net.stiffness, moved);
        expect(size).toBeLessThanOrEqual(TOLERANCE * load + ROUNDING * rounding);
      }),
      { numRuns: 100, seed: 36, endOnFailure: true },
    );
  });

  it('that carry a load nothing bears say so, and soon', async () => {
    await fc.assert(
      fc.asyncProperty(free, fc.integer({ min: 0, max: 5 }), async (draw, axis) => {
        const { net } = randomNetwork(draw);
        const force = selfEquilibrated(net);
        const size = Math.max(1, ...force.map(Math.abs));
        force[axis] = force[axis] + (axis < 3 || draw.arms !== 'periodic' ? size : 0);
        if (axis >= 3 && draw.arms === 'periodic') return;
        const { result, u } = await solved({ ...net, force });
        expect(result.status).toBe(3);
        expect(result.iterations).toBeLessThan(250);
        check({ ...net, force }, net.stiffness, result, u);
        // The rest is in equilibrium: nothing runs away.
        expect(Math.max(0, ...u.map(Math.abs))).toBeLessThan(1e7 * size);
      }),
      { numRuns: 60, seed: 37, endOnFailure: true },
    );
  });
});

describe('networks at the edge', () => {
  it('whose coarse nodes are all tied to one another need little memory', async () => {
    const n = 3000;
    const random = generator(7);
    const pairs = Array.from({ length: 6 * n }, () => {
      const a = Math.floor(n * random());
      const b = (a + 1 + Math.floor((n - 1) * random())) % n;
      return [Math.min(a, b), Math.max(a, b)] as const;
    });
    const m = pairs.length;
    const along = (step: number) => Float64Array.from({ length: 3 * m }, (_, q) => (q % 3 === 0 ? step : 0));
    const net: BondNetwork = {
      n,
      m,
      x: new Float64Array(3 * n),
      held: Int32Array.from({ length: n }, (_, k) => (k === 0 ? 63 : 0)),
      i: Int32Array.from(pairs, (p) => p[0]),
      j: Int32Array.from(pairs, (p) => p[1]),
      normal: along(1),
      armI: along(0.5),
      armJ: along(-0.5),
      stiffness: Float64Array.from({ length: 4 * m }, (_, q) => [1, 0.3, 0.1, 0.08][q % 4] as number),
      force: Float64Array.from({ length: 6 * n }, () => random() - 0.5),
    };
    const linear = await LinearNetwork.create(wasmModule, net);
    linear.prepare();
    // the coarse matrix itself takes 1 MB
    expect(linear.levels()[1]?.nodes).toBeGreaterThan(40);
    expect(linear.memoryBytes).toBeLessThan(36e6);
  });

  it('of no node, one node, no stiffness, or broken to pieces are answered', async () => {
    const draw: Draw = {
      seed: 5,
      n: 40,
      bondsPerNode: 4,
      arms: 'middle',
      element: 'beam',
      contrast: 1,
      held: 'some',
      load: 'any',
      broken: 0,
    };
    const none = randomNetwork({ ...draw, n: 0, bondsPerNode: 0 }).net;
    expect((await solved(none)).result.status).toBe(0);
    const one = randomNetwork({ ...draw, n: 1, held: 'none' }).net;
    expect((await solved(one)).result.status).toBe(3);
    const { net } = randomNetwork(draw);
    const unprepared = await LinearNetwork.create(wasmModule, net);
    const { linear, result: prepared } = await solved(net);
    expect(unprepared.solve(TOLERANCE)).toEqual(prepared);
    for (let e = 0; e < net.m; e++) linear.break(e);
    const result = linear.solve(TOLERANCE);
    expect(result.status).toBe(3);
    expect(linear.u().every((v) => v === 0)).toBe(true);
    expect((await solved({ ...net, stiffness: new Float64Array(4 * net.m) })).result.status).toBe(3);
  });
});
