/** The hierarchy of levels as it lies in memory, held against the definition of an element. */
import { describe, expect, it } from 'vitest';
import { CONSTANT, FIELDS } from '../../src/core/fields.js';
import type { Core } from '../../src/core/instance.js';
import type { BondNetwork } from '../../src/core/linear.js';
import { core } from '../support/nets.js';
import { type Draw, forcesOf, randomNetwork } from './random-bonds.js';

/** Slots of a level, as in multigrid/levels.ts. */
const SLOT = {
  start: 1,
  column: 2,
  values: 3,
  inverse: 5,
  pStart: 8,
  pColumn: 9,
  pValues: 10,
  node: 18,
} as const;
const MULTIGRID = 1;

type Triple = [number, number, number];

async function prepared(net: BondNetwork): Promise<Core> {
  const c = await core();
  expect(c.call('netAlloc', net.n, net.m, 0, 1)).toBe(0);
  const constants = new Float64Array(FIELDS.constants.width);
  constants[CONSTANT.meanRadius] = 1;
  const { x, held, i, j, normal, armI, armJ, stiffness } = net;
  const fields = { x, held, i, j, normal, armI, armJ, stiffness, constants };
  for (const [name, data] of Object.entries(fields)) {
    c.write(c.call('fieldAddress', FIELDS[name as keyof typeof fields].id), data);
  }
  c.call('linearPlan', MULTIGRID);
  c.call('linearPrepare');
  return c;
}

const f32 = (c: Core, address: number, length: number) =>
  new Float32Array(c.readBytes(address, 4 * length).buffer);

type Product = (v: Float64Array) => Float64Array;

/** Rows of 6×6 blocks (36 floats, see block.ts) with `columns` of them across: their product, and the transposed. */
function blocks(c: Core, level: number, columns: number, slots: readonly number[]) {
  const rows = c.call('levelNodes', level);
  const [start, column, values] = slots.map((s) => c.call('levelSlot', level, s)) as Triple;
  const starts = c.readI32(start, rows + 1);
  const count = starts[rows];
  const at = c.readI32(column, count);
  const floats = f32(c, values, 36 * count);
  const product = (v: Float64Array, turned: boolean): Float64Array => {
    const out = new Float64Array(6 * (turned ? columns : rows));
    for (let i = 0; i < rows; i++) {
      for (let k = starts[i]; k < starts[i + 1]; k++) {
        for (let q = 0; q < 36; q++) {
          const [r, s] = [Math.floor(q / 6), q % 6];
          const [row, col] = [6 * i + r, 6 * at[k] + s];
          const [to, from] = turned ? [col, row] : [row, col];
          const entry = r < 4 ? 4 * s + r : 24 + 2 * s + r - 4;
          out[to] = out[to] + floats[36 * k + entry] * v[from];
        }
      }
    }
    return out;
  };
  return {
    times: (v: Float64Array) => product(v, false),
    transposed: (v: Float64Array) => product(v, true),
  };
}

/** The largest difference of two vectors, relative to the second. */
function apart(a: Float64Array, b: Float64Array): number {
  const off = a.reduce((most, v, q) => Math.max(most, Math.abs(v - b[q])), 0);
  return off / b.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
}

/** Mean normal stiffness of the elements with a free node: the unit of the levels. */
function unitOf(net: BondNetwork): number {
  let sum = 0;
  let count = 0;
  for (let e = 0; e < net.m; e++) {
    if (net.held[net.i[e]] === 63 && net.held[net.j[e]] === 63) continue;
    sum += net.stiffness[4 * e];
    count++;
  }
  return sum / count;
}

/** K v in the order and units of level 0. */
function fineProduct(c: Core, net: BondNetwork): Product {
  const free = c.call('levelNodes', 0);
  const node = c.readI32(c.call('levelSlot', 0, SLOT.node), free);
  const unit = unitOf(net);
  return (v) => {
    const u = new Float64Array(6 * net.n);
    for (let p = 0; p < free; p++) u.set(v.subarray(6 * p, 6 * p + 6), 6 * node[p]);
    const f = forcesOf(net, net.stiffness, u);
    return Float64Array.from(
      v,
      (_, q) => (f[6 * (node[Math.floor(q / 6)] as number) + (q % 6)] as number) / unit,
    );
  };
}

const draw: Draw = {
  seed: 3,
  n: 700,
  bondsPerNode: 1.6,
  arms: 'any',
  element: 'beam',
  contrast: 1e3,
  held: 'some',
  load: 'none',
  broken: 0.1,
};

describe('the hierarchy', () => {
  for (const how of [{}, { held: 'partly', seed: 4 }, { arms: 'periodic', contrast: 1, seed: 5 }] as const) {
    it(`has coarse matrices PᵀAP: ${JSON.stringify(how)}`, async () => {
      const { net, random } = randomNetwork({ ...draw, ...how });
      const c = await prepared(net);
      let product = fineProduct(c, net);
      let level = 0;
      for (; c.call('levelNodes', level + 1) > 0; level++) {
        const columns = c.call('levelNodes', level + 1);
        const P = blocks(c, level, columns, [SLOT.pStart, SLOT.pColumn, SLOT.pValues]);
        const A = blocks(c, level + 1, columns, [SLOT.start, SLOT.column, SLOT.values]);
        for (let round = 0; round < 3; round++) {
          const v = Float64Array.from({ length: 6 * columns }, () => random() - 0.5);
          const image = A.times(v);
          expect(apart(P.transposed(product(P.times(v))), image)).toBeLessThan(1e-5);
          expect(apart(A.transposed(v), image)).toBeLessThan(1e-14);
        }
        product = A.times;
      }
      expect(level).toBeGreaterThan(1);
    });
  }
});

describe('inverse diagonal blocks', () => {
  it('are finite where rotations are borne by rounding alone', async () => {
    const { net } = randomNetwork({
      ...draw,
      seed: 632804457,
      n: 256,
      bondsPerNode: 1.5,
      arms: 'middle',
      element: 'mixed',
      contrast: 1e6,
      held: 'none',
      load: 'any',
      broken: 0.5,
    });
    const c = await prepared(net);
    const free = c.call('levelNodes', 0);
    const inverse = f32(c, c.call('levelSlot', 0, SLOT.inverse), 36 * free);
    expect(inverse.every(Number.isFinite)).toBe(true);
  });
});

describe('the product of the finest level', () => {
  for (const n of [2, 3, 20, 40, 90]) {
    it(`is K v on ${n} nodes, before and after breaks`, async () => {
      const { net, random } = randomNetwork({ ...draw, n, bondsPerNode: 2, held: 'partly', seed: n });
      const c = await prepared(net);
      const free = c.call('levelNodes', 0);
      const node = c.readI32(c.call('levelSlot', 0, SLOT.node), free);
      const product = fineProduct(c, net);
      const isHeld = (q: number) => ((net.held[node[Math.floor(q / 6)] as number] as number) >> (q % 6)) & 1;
      for (let round = 0; round < 3; round++) {
        const v = new Float64Array(6 * free);
        const lanes = new Float32Array(8 * free);
        for (let q = 0; q < v.length; q++) {
          const [p, k] = [Math.floor(q / 6), q % 6];
          if (isHeld(q)) continue;
          v[q] = Math.fround(random() - 0.5);
          lanes[8 * p + k + (k < 3 ? 0 : 1)] = v[q];
        }
        c.write(c.call('innerVector'), new Uint8Array(lanes.buffer));
        c.call('linearApplyInner', 1);
        const image = f32(c, c.call('innerImage'), 8 * free);
        const want = product(v);
        const got = Float64Array.from(
          v,
          (_, q) => -(image[8 * Math.floor(q / 6) + (q % 6) + (q % 6 < 3 ? 0 : 1)] as number),
        );
        for (let q = 0; q < v.length; q++) if (isHeld(q)) want[q] = 0;
        expect(apart(got, want)).toBeLessThan(1e-5);
        const e = Math.floor(net.m * random());
        c.call('linearBreak', e);
        net.stiffness.fill(0, 4 * e, 4 * e + 4);
      }
    });
  }
});
