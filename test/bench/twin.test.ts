import { describe, expect, it } from 'vitest';
import { Context, solved } from '../../bench/cases/context.mjs';
import { ordered } from '../../bench/cases/order.mjs';
import { Twin } from '../../bench/cases/twin.mjs';
import { fcc, rsa, SIZES } from '../../bench/networks.mjs';

/** Largest difference relative to the largest value. */
function difference(a: Float64Array, b: Float64Array): number {
  const largest = a.reduce((m, v) => Math.max(m, Math.abs(v)), 0);
  return a.reduce((m, v, k) => Math.max(m, Math.abs(v - b[k])), 0) / largest;
}

describe('the plain JavaScript twin', () => {
  it.each([
    ['intact', fcc(SIZES['1k'], 3)],
    ['with breaks and a crack', rsa(SIZES['1k'], 4, { broken: 0.1, crack: true })],
    ['of two stiffnesses', fcc(SIZES['1k'], 5, { contrast: 'random' })],
  ])('finds the displacements that the core finds in a network %s', async (_, net) => {
    expect(net.n).toBe(864);
    const twin = new Twin(net);
    twin.prepare();
    expect(twin.solve(1e-12).residual).toBeLessThan(1e-11);
    const context = await Context.load('small');
    const linear = await context.load(net);
    linear.prepare();
    solved(linear, 1e-10, { fromZero: true });
    expect(difference(twin.u(), linear.u())).toBeLessThan(1e-6);
  });

  it('balances the forces of the network as numbered by the caller', () => {
    const net = fcc(SIZES['1k'], 3);
    const twin = new Twin(net);
    twin.prepare();
    twin.solve(1e-10);
    const u = twin.u();
    const force = assembled(net, u);
    for (let q = 0; q < force.length; q++) if (net.held[Math.floor(q / 6)] !== 0) force[q] = 0;
    expect(difference(net.force, force)).toBeLessThan(1e-8);
  });
});

/** K u element by element, written as the definition reads. */
function assembled(net: ReturnType<typeof fcc>, u: Float64Array): Float64Array {
  const out = new Float64Array(u.length);
  const cross = (a: number[], b: number[]): number[] => [
    a[1] * b[2] - a[2] * b[1],
    a[2] * b[0] - a[0] * b[2],
    a[0] * b[1] - a[1] * b[0],
  ];
  for (let e = 0; e < net.m; e++) {
    const three = (from: Float64Array): number[] => [...from.subarray(3 * e, 3 * e + 3)];
    const [n, ai, aj] = [three(net.normal), three(net.armI), three(net.armJ)];
    const at = (node: number): number[] => [...u.subarray(6 * node, 6 * node + 6)];
    const [p, q] = [at(net.i[e]), at(net.j[e])];
    const [kn, ks, kb, kt] = [...net.stiffness.subarray(4 * e, 4 * e + 4)] as [
      number,
      number,
      number,
      number,
    ];
    const [ti, tj] = [cross(p.slice(3), ai), cross(q.slice(3), aj)];
    const jump = [0, 1, 2].map((k) => q[k] + tj[k] - p[k] - ti[k]);
    const turn = [0, 1, 2].map((k) => q[k + 3] - p[k + 3]);
    const along = (v: number[]): number => v[0] * n[0] + v[1] * n[1] + v[2] * n[2];
    const f = jump.map((v, k) => ks * v + (kn - ks) * along(jump) * n[k]);
    const c = turn.map((v, k) => kb * v + (kt - kb) * along(turn) * n[k]);
    const [mi, mj] = [cross(ai, f), cross(aj, f)];
    for (let k = 0; k < 3; k++) {
      out[6 * net.j[e] + k] += f[k];
      out[6 * net.i[e] + k] -= f[k];
      out[6 * net.j[e] + 3 + k] += mj[k] + c[k];
      out[6 * net.i[e] + 3 + k] -= mi[k] + c[k];
    }
  }
  return out;
}

describe('the order of nodes', () => {
  const net = rsa(SIZES['1k'], 2);
  const { number, i, j, held } = ordered(net);

  it('is a permutation with held nodes last and elements sorted', () => {
    expect([...number].sort((a, b) => a - b)).toEqual(Array.from({ length: net.n }, (_, a) => a));
    const free = held.indexOf(63);
    expect(held.subarray(0, free).every((mask) => mask === 0)).toBe(true);
    expect(held.subarray(free).every((mask) => mask === 63)).toBe(true);
    for (let e = 0; e < net.m; e++) {
      expect(i[e]).toBeLessThan(j[e]);
      if (e > 0) expect(i[e] * net.n + j[e]).toBeGreaterThan(i[e - 1] * net.n + j[e - 1]);
    }
  });

  it('narrows the band', () => {
    const band = (from: Int32Array, to: Int32Array): number =>
      from.reduce((most, a, e) => Math.max(most, held[a] || held[to[e]] ? 0 : Math.abs(to[e] - a)), 0);
    expect(band(i, j)).toBeLessThan(net.n / 3);
  });
});
