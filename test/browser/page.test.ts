import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandLineHash, TWINS } from './configurations.js';
import { finished, SiteBrowser } from './site.js';

const site = new SiteBrowser();
beforeAll(() => site.start());
afterAll(() => site.stop());

describe('the page', () => {
  it.each(TWINS)('gives the command line’s bits for $name', async (twin) => {
    const page = await site.open({ link: twin.link });
    expect(await finished(page)).toBe(await commandLineHash(twin));
    expect(site.complaints).toEqual([]);
    await page.context().close();
  });
});
