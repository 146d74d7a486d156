import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { configure } from '../../src/model/configure.js';
import { run } from '../../src/process/run.js';
import { wasmModule } from '../support/nets.js';

interface Golden {
  readonly preset: string;
  readonly binder: string;
  /** What it sets; without it a slab of 150 µm. */
  readonly overrides?: readonly string[];
  readonly hash: string;
  readonly stages: readonly { readonly name: string; readonly broken: number; readonly parting: number }[];
}

const golden = JSON.parse(readFileSync(new URL('./golden.json', import.meta.url), 'utf8')) as Golden[];

// A change here changes users' results: say so in CHANGELOG.md under *Results change*, with reason and size.
it.each(golden)('$preset with $binder gives the recorded bits and breaks', async ({ preset, binder, overrides, hash, stages }) => {
  const config = configure({ preset, binder, overrides: overrides ?? ['electrode.lateral_um=150'] });
  const { result } = await run(wasmModule, config);
  const found = result.stages.map((s) => ({
    name: s.name,
    broken: s.broken.total,
    parting: s.cracks.parting,
  }));
  expect({ hash: result.hash, stages: found }).toEqual({ hash, stages });
});
