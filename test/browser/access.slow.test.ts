/** Every view from a phone to a wall, and by keyboard alone. */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { show, TABS } from './access.js';
import { finished, SiteBrowser, SMALL, shoot } from './site.js';

const site = new SiteBrowser();
beforeAll(() => site.start());
afterEach(() => site.closePages());
afterAll(() => site.stop());

describe.each([360, 768, 2560])('%i px wide', (width) => {
  it('every view fits', async () => {
    const page = await site.open({ link: SMALL, viewport: { width, height: 900 } });
    await finished(page);
    for (const tab of TABS) {
      await show(page, tab);
      const spill = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect([tab, spill]).toEqual([tab, 0]);
      await shoot(page, `${tab.toLowerCase().replaceAll(' ', '-')}-${width}`, true);
    }
  });
});

describe('by keyboard', () => {
  it('every control of every view can be reached and shows its focus', async () => {
    const page = await site.open({ link: SMALL });
    await finished(page);
    for (const tab of TABS) {
      await show(page, tab);
      expect([tab, await unreachable(page)]).toEqual([tab, []]);
    }
  });

  it('arrows go from tab to tab', async () => {
    const page = await site.open({ link: SMALL });
    await page.getByRole('tab', { name: 'Electrode' }).focus();
    await page.keyboard.press('ArrowRight');
    const shown = page.getByRole('tab', { selected: true });
    await expect.poll(() => shown.allInnerTexts()).toEqual(['Map']);
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => shown.allInnerTexts()).toEqual(['Electrode']);
  });
});

/** Controls that Tab never comes to (but for members of a group that arrows move within), or whose focus is not seen. */
async function unreachable(page: Page): Promise<string[]> {
  await page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
    for (const e of document.querySelectorAll('[data-reached]')) {
      e.removeAttribute('data-reached');
      e.removeAttribute('data-unseen');
    }
  });
  for (let k = 0; k < 400; k++) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate((n) => {
      const e = document.activeElement;
      if (!e || e === document.body) return null;
      const before = e.getAttribute('data-reached');
      e.setAttribute('data-reached', before ?? String(n));
      // The outline may be that of the label around it.
      const seen = [e, e.closest('label')].some((node) => {
        if (!node) return false;
        const { outlineStyle, boxShadow } = getComputedStyle(node);
        return outlineStyle !== 'none' || boxShadow !== 'none';
      });
      if (!seen) e.setAttribute('data-unseen', '');
      return before ?? `new ${n}`;
    }, k);
    if (at !== null && !at.startsWith('new')) break;
  }
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, input, select, summary, textarea, a[href]')]
      .filter((e) => e.checkVisibility() && !(e as HTMLButtonElement).disabled)
      .filter((e) => e.tabIndex >= 0 || !e.closest('[role=tablist],[role=grid],[role=radiogroup]'))
      .filter((e) => !(e instanceof HTMLInputElement && e.type === 'radio' && !e.checked))
      .filter((e) => !e.hasAttribute('data-reached') || e.hasAttribute('data-unseen'))
      .map((e) => e.outerHTML.slice(0, 140)),
  );
}
