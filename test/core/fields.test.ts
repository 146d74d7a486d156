import { describe, expect, it } from 'vitest';
import { FIELDS } from '../../src/core/fields.js';
import { core, single } from '../support/nets.js';

describe('the field table', () => {
  it('agrees with the core on every id, type and size', async () => {
    const c = await core();
    const net = single([
      { area: 10, t: 2, g2: 0.8 },
      { area: 5, t: 1, g2: 0.4 },
    ]);
    expect(c.call('netAlloc', net.n, net.m, net.rings)).toBe(0);
    const ids = new Set<number>();
    for (const [name, f] of Object.entries(FIELDS)) {
      const count =
        f.shape === 'n' ? net.n : f.shape === 'm' ? net.m : f.shape === 'mk' ? net.m * net.rings : 1;
      const bytes = count * f.width * (f.type === 'f64' ? 8 : 4);
      expect([name, c.call('fieldBytes', f.id)]).toEqual([name, Math.ceil(bytes / 16) * 16]);
      ids.add(f.id);
    }
    expect(ids.size).toBe(Object.keys(FIELDS).length);
    expect(c.call('fieldBytes', 999)).toBe(0);
  });

  it('keeps all that a load step changes in the state block', async () => {
    const c = await core();
    const net = single();
    c.call('netAlloc', net.n, net.m, net.rings);
    const from = c.call('stateAddress');
    const to = from + c.call('stateBytes');
    for (const [name, f] of Object.entries(FIELDS)) {
      const at = c.call('fieldAddress', f.id);
      expect([name, at >= from && at < to]).toEqual([name, f.block === 'state']);
    }
  });
});
