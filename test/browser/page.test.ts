import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { configure } from '../../src/model/configure.js';
import { run } from '../../src/protocol/run.js';
import { wasmModule } from '../support/nets.js';
import { finished, SiteBrowser, SMALL, shoot } from './site.js';

const site = new SiteBrowser();
beforeAll(() => site.start());
afterAll(() => site.stop());

describe('the page', () => {
  it('runs the electrode of a link to the same bits as Node', async () => {
    const page = await site.open({ link: SMALL });
    const hash = await finished(page);
    const config = configure({ preset: 'paper-10', binder: 'PVDF', overrides: ['electrode.lateral_um=150'] });
    expect(hash).toBe((await run(wasmModule, config)).result.hash);
    await shoot(page, 'page');
    expect(site.complaints).toEqual([]);
  });
});
