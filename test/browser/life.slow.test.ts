import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { finished, paceMoments, SiteBrowser, SMALL, shoot } from './site.js';

const site = new SiteBrowser();
beforeAll(() => site.start());
afterEach(() => site.closePages());
afterAll(() => site.stop());

const words = (page: Page): Promise<string> => page.locator('.life-words').innerText();
const slider = (page: Page) => page.getByRole('slider', { name: 'Moment on show' });
const count = async (page: Page): Promise<number> => Number(await slider(page).getAttribute('max'));

async function openLife(link = SMALL, options = {}): Promise<Page> {
  const page = await site.open({ link, ...options });
  await finished(page);
  await page.locator('.life-plots canvas').first().waitFor();
  await expect.poll(() => words(page)).toMatch(/^End of discharge 1/);
  return page;
}

/** Quietly for a screen reader while it plays. */
async function playsAndPauses(page: Page): Promise<void> {
  const live = (): Promise<string | null> => page.locator('.life-words').getAttribute('aria-live');
  const at = async (): Promise<number> => Number(await slider(page).inputValue());
  // For those who asked for less motion it plays for a minute, so that there is time to pause it.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.getByRole('button', { name: 'First moment' }).click();
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect.poll(live).toBe('off');
  await expect.poll(at).toBeGreaterThan(2);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await expect.poll(live).toBe('polite');
  const paused = await at();
  await page.waitForTimeout(1000);
  expect(await at()).toBe(paused);
  expect(paused).toBeLessThan(await count(page));
  // The others see the rest in seconds, to its end.
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect.poll(at).toBe(await count(page));
  await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
  await expect.poll(live).toBe('polite');
  await page.getByRole('button', { name: 'First moment' }).click();
  await page.getByRole('button', { name: 'Last moment' }).click();
  await expect.poll(() => words(page)).toMatch(/^End of discharge 1/);
}

describe('the life line', () => {
  it('grows while a run is computed, and keeps what there is when it is cancelled', async () => {
    const page = await site.open({ at: 'about:blank' });
    const letThrough = await paceMoments(page);
    await page.goto(site.address(`#${SMALL}`));
    await letThrough(3);
    await expect.poll(() => count(page)).toBe(2);
    await letThrough(20);
    await expect.poll(() => count(page)).toBe(22);
    await page.getByRole('button', { name: 'Cancel' }).first().click();
    await expect.poll(() => page.locator('.answer').innerText()).toContain('cancelled');
    await expect.poll(() => words(page)).toMatch(/tied to the foil/);
    // There is nothing more to follow once all of it is shown.
    await page.getByRole('button', { name: 'Last moment' }).waitFor();
    expect(await count(page)).toBe(22);
    // What a run still tells after that changes nothing.
    await letThrough(1000);
    await page.waitForTimeout(400);
    expect(await count(page)).toBe(22);
    expect(await page.locator('.answer').innerText()).toContain('cancelled');
    expect(site.complaints).toEqual([]);
  });

  it('replays by keyboard, button, click on the chart and on its own, and says each moment with units', async () => {
    const page = await openLife();
    for (const unit of ['(V)', '(%)', '(mm/mm²)']) {
      await expect.poll(() => page.locator('.life-plots').innerText()).toContain(unit);
    }
    const end = await count(page);
    await slider(page).focus();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => slider(page).inputValue()).toBe(String(end - 1));
    await expect
      .poll(() => words(page))
      .toMatch(/^Discharge 1, \d+ % of the load, \d\.\d\d V, x = 0\.\d\d: .*mm\/mm²/);
    await page.keyboard.press('Home');
    await expect.poll(() => words(page)).toMatch(/^As built: no crack/);
    await expect.poll(() => slider(page).getAttribute('aria-valuetext')).toBe('as built');
    await page.getByRole('button', { name: 'One moment forward' }).click();
    await expect.poll(() => words(page)).toMatch(/^Dry, \d+ % of the load/);
    const over = page.locator('.life-plots .u-over').last();
    const box = (await over.boundingBox())!;
    // Six stages of equal width: the end of the first charge lies at five sixths.
    await over.click({ position: { x: (box.width * 5) / 6, y: box.height / 2 } });
    await expect.poll(() => words(page)).toMatch(/^End of charge 1, 4\.30 V/);
    // What the cursor points at is read above the panels; what is on show stays.
    await over.hover({ position: { x: (box.width * 4.5) / 6, y: box.height / 2 } });
    await expect.poll(() => page.locator('.life-value').first().innerText()).toMatch(/^[34]\.\d\d V/);
    await expect.poll(() => page.locator('.life-value').first().innerText()).not.toMatch(/^4\.30 V/);
    expect(await words(page)).toMatch(/^End of charge 1, 4\.30 V/);
    await shoot(page, 'life');
    await playsAndPauses(page);
    expect(site.complaints).toEqual([]);
  });

  it('has its numbers as a table and saves pictures and numbers', async () => {
    const page = await openLife(SMALL, { viewport: { width: 360, height: 800 }, colorScheme: 'dark' });
    await page.getByText('Table of this life').click();
    const rows = (await count(page)) + 1;
    await expect.poll(() => page.locator('.life-table tbody tr').count()).toBe(rows);
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
    expect(site.complaints).toEqual([]);
  });
});
