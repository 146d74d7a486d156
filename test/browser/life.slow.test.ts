import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { finished, SiteBrowser, SMALL, shoot } from './site.js';

/** The machine may have more to do. */
const PATIENT = { timeout: 30_000 };

const site = new SiteBrowser();
beforeAll(() => site.start());
afterAll(() => site.stop());

const words = (page: Page): Promise<string> => page.locator('.life-words').innerText();
const slider = (page: Page) => page.getByRole('slider', { name: 'Moment on show' });
const count = async (page: Page): Promise<number> => Number(await slider(page).getAttribute('max'));

async function openLife(link = SMALL, options = {}): Promise<Page> {
  const page = await site.open({ link, ...options });
  await finished(page);
  await page.locator('.life-plots canvas').first().waitFor();
  await expect.poll(() => words(page), PATIENT).toMatch(/^End of discharge 1/);
  return page;
}

/** Quietly for a screen reader while it plays. */
async function playsAndPauses(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  expect(await page.locator('.life-words').getAttribute('aria-live')).toBe('off');
  await expect.poll(async () => Number(await slider(page).inputValue()), PATIENT).toBeGreaterThan(2);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  const at = await slider(page).inputValue();
  expect(await page.locator('.life-words').getAttribute('aria-live')).toBe('polite');
  await page.waitForTimeout(400);
  expect(await slider(page).inputValue()).toBe(at);
  await page.getByRole('button', { name: 'Last moment' }).click();
  expect(await words(page)).toMatch(/^End of discharge 1/);
}

describe('the life line', () => {
  it('grows while a run is computed, and keeps what there is when it is cancelled', async () => {
    const page = await site.open({ link: 'preset=paper-10&binder=PVDF&electrode.lateral_um=600' });
    await expect.poll(() => count(page), PATIENT).toBeGreaterThan(1);
    const early = await count(page);
    await expect.poll(() => count(page), PATIENT).toBeGreaterThan(early);
    await page.getByRole('button', { name: 'Cancel' }).first().click();
    await expect.poll(() => page.locator('.answer').innerText(), PATIENT).toContain('cancelled');
    await expect.poll(() => words(page), PATIENT).toMatch(/tied to the foil/);
    const kept = await count(page);
    expect(kept).toBeGreaterThanOrEqual(early);
    await page.waitForTimeout(400);
    expect(await count(page)).toBe(kept);
    await page.close();
    expect(site.complaints).toEqual([]);
  });

  it('replays by keyboard, button, click on the chart and on its own, and says each moment with units', async () => {
    const page = await openLife();
    for (const unit of ['(V)', '(%)', '(mm/mm²)']) {
      expect(await page.locator('.life-plots').innerText()).toContain(unit);
    }
    const end = await count(page);
    await slider(page).focus();
    await page.keyboard.press('ArrowLeft');
    expect(await slider(page).inputValue()).toBe(String(end - 1));
    expect(await words(page)).toMatch(/^Discharge 1, \d+ % of the load, \d\.\d\d V, x = 0\.\d\d: .*mm\/mm²/);
    await page.keyboard.press('Home');
    expect(await words(page)).toMatch(/^As built: no crack/);
    expect(await slider(page).getAttribute('aria-valuetext')).toBe('as built');
    await page.getByRole('button', { name: 'One moment forward' }).click();
    expect(await words(page)).toMatch(/^Dry, \d+ % of the load/);
    const over = page.locator('.life-plots .u-over').last();
    const box = (await over.boundingBox())!;
    // Six stages of equal width: the end of the first charge lies at five sixths.
    await over.click({ position: { x: (box.width * 5) / 6, y: box.height / 2 } });
    expect(await words(page)).toMatch(/^End of charge 1, 4\.30 V/);
    // What the cursor points at is read above the panels; what is on show stays.
    await over.hover({ position: { x: (box.width * 4.5) / 6, y: box.height / 2 } });
    await expect
      .poll(() => page.locator('.life-value').first().innerText(), PATIENT)
      .toMatch(/^[34]\.\d\d V/);
    await expect.poll(() => page.locator('.life-value').first().innerText(), PATIENT).not.toMatch(/^4\.30 V/);
    expect(await words(page)).toMatch(/^End of charge 1, 4\.30 V/);
    await shoot(page, 'life');
    await playsAndPauses(page);
    await page.close();
    expect(site.complaints).toEqual([]);
  });

  it('has its numbers as a table and saves pictures and numbers', async () => {
    const page = await openLife(SMALL, { viewport: { width: 360, height: 800 }, colorScheme: 'dark' });
    await page.getByText('Table of this life').click();
    expect(await page.locator('.life-table tbody tr').count()).toBe((await count(page)) + 1);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(360);
    const save = async (name: string): Promise<Buffer> => {
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('group', { name: 'Save this life' }).getByRole('button', { name }).click(),
      ]);
      expect(file.suggestedFilename()).toBe(`fibril-life-PVDF-paper-10-seed1.${name.toLowerCase()}`);
      return readFile((await file.path()) as string);
    };
    expect((await save('PNG')).subarray(1, 4).toString()).toBe('PNG');
    expect((await save('SVG')).toString()).toMatch(/^<svg.*Crack length \(mm\/mm²\)/s);
    expect((await save('CSV')).toString().split('\n')).toHaveLength((await count(page)) + 3);
    await shoot(page, 'life-360-dark', true);
    await page.close();
    expect(site.complaints).toEqual([]);
  });
});
