import { expect, it } from 'vitest';
import { loadModule } from '../../src/core/module-node.js';
import { run } from '../../src/index.js';
import { smallElectrode, wideElectrode } from './electrode.js';
import { coreBytes, runInChromium } from './harness.js';

/** The promise: same input, same bits, in Node and in a browser, by the factor and by multigrid. */
it('runs have the same hashes and the same results in Node and in Chromium', async () => {
  const files = { 'fibril.wasm': await coreBytes() };
  const module = await loadModule();
  const there = runInChromium('test/browser/pages/determinism.ts', { files });
  const small = await run(module, smallElectrode());
  const wide = await run(module, wideElectrode());
  const here = [small.result, wide.result];
  for (const { hash, stages } of here) {
    expect(hash).toMatch(/^[0-9a-f]{16,}$/);
    // Ruptures are where engines would part ways first.
    expect(stages.at(-1)?.broken.total).toBeGreaterThan(0);
  }
  expect(await there).toEqual(JSON.parse(JSON.stringify(here)));
});
