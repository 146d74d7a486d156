import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { stale } from '../../schema/generate.mjs';
import { FIELDS as DECLARED } from '../../schema/network.mjs';
import { FIELDS, type FieldName } from '../../src/core/fields.js';
import { core, network } from '../support/nets.js';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Different numbers of nodes, elements, fibres and materials, so that no shape can stand for another. */
const COUNTS = { node: 3, element: 7, fibre: 11, material: 2, one: 1 } as const;
const alloc = async () => {
  const c = await core();
  expect(c.call('netAlloc', COUNTS.node, COUNTS.element, COUNTS.fibre, COUNTS.material)).toBe(0);
  return c;
};
const fields = Object.entries(FIELDS) as [FieldName, (typeof FIELDS)[FieldName]][];
const length = (f: (typeof FIELDS)[FieldName]): number => COUNTS[f.shape] * f.width;

describe('the arrays of the network', () => {
  it('are generated from the schema, in both languages and in the documents', () => {
    expect(stale(root).map(({ file }) => file)).toEqual([]);
  });

  it('have an id each and the size that the schema says', async () => {
    const c = await alloc();
    for (const [name, f] of fields) {
      const bytes = length(f) * (f.type === 'f64' ? 8 : 4);
      expect([name, c.call('fieldBytes', f.id)]).toEqual([name, Math.ceil(bytes / 16) * 16]);
    }
    expect(fields.map(([, f]) => f.id)).toEqual(DECLARED.map((_, k) => k));
    expect(c.call('fieldBytes', DECLARED.length)).toBe(0);
    expect(c.call('fieldAddress', -1)).toBe(0);
  });

  it('lie apart: distinct values written to all of them come back', async () => {
    const c = await alloc();
    const value = (id: number, k: number): number => 1000 * (id + 1) + k;
    for (const [, f] of fields) {
      const data = Array.from({ length: length(f) }, (_, k) => value(f.id, k));
      c.write(
        c.call('fieldAddress', f.id),
        f.type === 'f64' ? Float64Array.from(data) : Int32Array.from(data),
      );
    }
    for (const [name, f] of fields) {
      const at = c.call('fieldAddress', f.id);
      const back = f.type === 'f64' ? c.readF64(at, length(f)) : c.readI32(at, length(f));
      expect([name, ...back]).toEqual([name, ...Array.from(back, (_, k) => value(f.id, k))]);
    }
  });

  it('keep all that a load step changes in the state block, and nothing else', async () => {
    const c = await alloc();
    const from = c.call('stateAddress');
    const to = from + c.call('stateBytes');
    for (const [name, f] of fields) {
      const at = c.call('fieldAddress', f.id);
      expect([name, at >= from && at < to]).toEqual([name, f.block === 'state']);
    }
  });

  it('take elements of different numbers of fibres', async () => {
    const { Engine } = await import('../../src/core/engine.js');
    const { MATERIAL } = await import('../support/nets.js');
    const fibre = { area: 3, t: 1, g2: 0.5 };
    const neck = (j: number, count: number) => ({
      i: 0,
      j,
      fibres: Array.from({ length: count }, () => fibre),
    });
    const net = network(
      [{ x: [0, 0, 0] }, { x: [10, 0, 0] }, { x: [0, 10, 0] }, { x: [0, 0, 10], kind: 1 }],
      [neck(1, 1), neck(2, 4), neck(3, 2)],
    );
    expect(Array.from(net.first)).toEqual([0, 1, 5, 7]);
    const engine = new Engine(await core(), net, MATERIAL);
    expect(Array.from(engine.i32('first'))).toEqual([0, 1, 5]);
    expect(Array.from(engine.i32('fibres'))).toEqual([1, 4, 2]);
    expect(engine.f64('area').length).toBe(7);
    const strange = { ...net, class: Int32Array.of(0, 9, 0) };
    const again = await core();
    expect(() => new Engine(again, strange, MATERIAL)).toThrow('class of element 1: got 9; allowed: 0 to 1');
  });
});
