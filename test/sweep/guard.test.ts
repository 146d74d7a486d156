import { describe, expect, it } from 'vitest';
import { guardParquet } from '../../src/sweep/parquet-guard.js';

/** A file whose footer holds `levels` lists, each of which claims `2 ** 28` elements and has one: the next list. */
function bomb(levels: number): Uint8Array {
  const size = [0x80, 0x80, 0x80, 0x80, 0x01];
  // Field 2 (the schema) is a list; 0xf9: a list of lists whose size follows.
  const footer = [0x29, ...Array.from({ length: levels }, () => [0xf9, ...size]).flat(), 0];
  const file = new Uint8Array(4 + footer.length + 8);
  file.set(new TextEncoder().encode('PAR1'));
  file.set(footer, 4);
  new DataView(file.buffer).setUint32(4 + footer.length, footer.length, true);
  file.set(new TextEncoder().encode('PAR1'), 8 + footer.length);
  return file;
}

describe('the guard before Parquet is read', () => {
  it.each([1, 3, 5, 20])('makes no room for %i nested lists that claim 2²⁸ elements each', (levels) => {
    const before = process.memoryUsage().rss;
    const limits = { rows: 1000, bytes: 1e6 };
    expect(() => guardParquet(bomb(levels), [], limits)).toThrow(/claims more than|nested too deeply/);
    expect(process.memoryUsage().rss - before).toBeLessThan(5e7);
  });
});
