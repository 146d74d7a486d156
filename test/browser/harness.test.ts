import { describe, expect, it } from 'vitest';
import { coreBytes, runInChromium } from './harness.js';

const wasm = await coreBytes();
const page = 'test/browser/pages/round-trip.ts';

describe('a page in Chromium', () => {
  it('loads the core and carries doubles through it bit by bit', async () => {
    const values = [0.1, -1 / 3, 5e-324, Number.MAX_VALUE, 2 ** -1022];
    const files = { 'fibril.wasm': wasm, 'values.json': JSON.stringify(values) };
    const result = (await runInChromium(page, { files })) as { values: number[]; agent: string };
    expect(result.values).toEqual(values);
    expect(result.agent).toContain('Chrome');
  });

  it('reports what went wrong in the page', async () => {
    const files = { 'fibril.wasm': wasm, 'values.json': '[]' };
    await expect(runInChromium(page, { files })).rejects.toThrow('no values were given');
    await expect(runInChromium(page, { files: { 'values.json': '[1]' } })).rejects.toThrow('the page failed');
  });
});
