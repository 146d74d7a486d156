/** Every view for everybody: axe, light and dark. Widths and the keyboard: access.slow.test.ts. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { show, TABS, violations } from './access.js';
import { finished, SiteBrowser, SMALL, shoot } from './site.js';

const site = new SiteBrowser();
beforeAll(() => site.start());
afterEach(() => site.closePages());
afterAll(() => site.stop());

describe.each(['light', 'dark'] as const)('in %s colours', (colorScheme) => {
  it('no view has a serious violation', async () => {
    const page = await site.open({ link: SMALL, colorScheme });
    await finished(page);
    for (const tab of TABS) {
      await show(page, tab);
      await shoot(page, `${tab.toLowerCase().replaceAll(' ', '-')}-${colorScheme}`, true);
      expect([tab, await violations(page)]).toEqual([tab, []]);
    }
    expect(site.complaints).toEqual([]);
  });
});
