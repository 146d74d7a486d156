import { expect, it } from 'vitest';
import { loadModule } from '../../src/core/module-node.js';
import { run } from '../../src/index.js';
import { smallElectrode } from './electrode.js';
import { coreBytes, runInChromium } from './harness.js';

/** The promise: same input, same bits, in Node and in a browser. */
it('a run has the same hash and the same result in Node and in Chromium', async () => {
  const files = { 'fibril.wasm': await coreBytes() };
  const [here, there] = await Promise.all([
    loadModule().then((module) => run(module, smallElectrode())),
    runInChromium('test/browser/pages/determinism.ts', { files }),
  ]);
  expect(here.result.hash).toMatch(/^[0-9a-f]{16,}$/);
  // Ruptures are where engines would part ways first.
  expect(here.result.stages.at(-1)?.broken.total).toBeGreaterThan(0);
  expect(there).toMatchObject({ hash: here.result.hash });
  expect(there).toEqual(JSON.parse(JSON.stringify(here.result)));
});
