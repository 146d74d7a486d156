import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Golden, goldenNetwork, networkHash } from '../../bench/peers/golden.mjs';
import { residual } from '../../bench/peers/matrix.mjs';
import { LinearNetwork } from '../../src/core/linear.js';
import { wasmModule } from '../support/nets.js';

/** Golden solutions by other codes; `npm run bench:peers -- --golden` makes them anew. */
function golden(name: string): Golden {
  return JSON.parse(readFileSync(new URL(`../golden/peers/${name}.json`, import.meta.url), 'utf8'));
}

function doubles(base64: string): Float64Array {
  const bytes = Uint8Array.from(Buffer.from(base64, 'base64'));
  return new Float64Array(bytes.buffer);
}

const length = (v: Float64Array): number => Math.sqrt(v.reduce((sum, x) => sum + x * x, 0));

/** |a - b| / |b| of one half of each node's freedoms: 0 displacements, 1 rotations. */
function difference(a: Float64Array, b: Float64Array, half: 0 | 1): number {
  const pick = (v: Float64Array): Float64Array => v.filter((_, k) => Math.floor(k / 3) % 2 === half);
  const expected = pick(b);
  return length(pick(a).map((value, k) => value - expected[k])) / length(expected);
}

/** fibril's solution of a golden network, to a residual well below the differences asked for. */
async function ours(data: Golden): Promise<{ u: Float64Array; left: number }> {
  const net = goldenNetwork(data.network);
  const solver = await LinearNetwork.create(wasmModule, net);
  solver.prepare();
  const { status } = solver.solve(1e-11, { fromZero: true });
  expect(status).toBe(0);
  const u = solver.u();
  return { u, left: residual(net, u) };
}

/** Displacements of a central-force network at six freedoms a node, rotations zero. */
function padded(u: Float64Array): Float64Array {
  const out = new Float64Array(2 * u.length);
  for (let k = 0; k < u.length; k++) out[2 * k - (k % 3)] = u[k];
  return out;
}

describe('solutions by other codes', () => {
  it.each(['central-force', 'six-freedoms-rsa', 'six-freedoms-contrast'])('%s: the same network', (name) => {
    const data = golden(name);
    expect(networkHash(goldenNetwork(data.network))).toBe(data.hash);
  });

  it('agrees with the minimiser of LAMMPS on a central-force network to 1e-6', async () => {
    const data = golden('central-force');
    const { u, left } = await ours(data);
    expect(left).toBeLessThan(2e-11);
    expect(data.solutions.map((s) => s.peer)).toEqual(['LAMMPS']);
    for (const { u: packed } of data.solutions) {
      const theirs = padded(doubles(packed));
      expect(theirs.length).toBe(u.length);
      expect(difference(u, theirs, 0)).toBeLessThan(1e-6);
    }
  });

  it.each(['six-freedoms-rsa', 'six-freedoms-contrast'])(
    '%s: agrees with CHOLMOD and PETSc to 1e-7',
    async (name) => {
      const data = golden(name);
      const { u, left } = await ours(data);
      expect(left).toBeLessThan(2e-11);
      expect(data.solutions.map((s) => s.peer)).toEqual(['CHOLMOD', 'PETSc']);
      for (const { u: packed } of data.solutions) {
        const theirs = doubles(packed);
        expect(theirs.length).toBe(u.length);
        expect(difference(u, theirs, 0)).toBeLessThan(1e-7);
        expect(difference(u, theirs, 1)).toBeLessThan(1e-7);
      }
    },
  );
});
