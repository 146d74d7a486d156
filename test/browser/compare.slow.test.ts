import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { configure } from '../../src/model/configure.js';
import { human } from '../../src/output/number.js';
import { run } from '../../src/protocol/run.js';
import { wasmModule } from '../support/nets.js';
import { finished, SiteBrowser, SMALL, shoot } from './site.js';

/** The machine may have more to do. */
const PATIENT = { timeout: 30_000 };

const site = new SiteBrowser();
beforeAll(() => site.start());
afterAll(() => site.stop());

const node = async (binder: string) => {
  const overrides = ['electrode.lateral_um=150'];
  return (await run(wasmModule, configure({ preset: 'paper-10', binder, overrides }))).result;
};

async function numbers(page: Page): Promise<Map<string, string[]>> {
  const rows = await page.locator('.compare-table tbody tr').all();
  const read = rows.map(
    async (row): Promise<[string, string[]]> => [
      await row.locator('th').innerText(),
      await row.locator('td').allInnerTexts(),
    ],
  );
  return new Map(await Promise.all(read));
}

describe('the comparison', () => {
  it('runs a second binder on the same electrode, with the numbers of Node and one scrubber for both', async () => {
    const page = await site.open({ link: SMALL });
    await finished(page);
    await page.getByRole('tab', { name: 'Compare' }).click();
    const panel = page.getByRole('tabpanel', { name: 'Compare' });
    await panel.getByLabel(/^A second run/).selectOption('PVDF-A');
    await panel.getByRole('button', { name: 'Run with PVDF-A' }).click();
    await expect
      .poll(() => panel.getByLabel('Run B').locator('option:checked').innerText(), PATIENT)
      .toMatch(/PVDF-A.*computing/);
    await finished(page);
    await expect
      .poll(() => panel.locator('.compare-title').allInnerTexts(), PATIENT)
      .toEqual([
        expect.stringMatching(/^A: PVDF\s+end of discharge 1/),
        expect.stringMatching(/^B: PVDF-A\s+end of discharge 1/),
      ]);
    expect(await panel.locator('.compare-note').innerText()).toMatch(/^Both binders on the same electrode/);
    const [a, b] = [(await node('PVDF')).stages.at(-1)!, (await node('PVDF-A')).stages.at(-1)!];
    const shown = await numbers(page);
    const expected: [string, number, number][] = [
      ['Parting cracks: length (mm/mm²)', a.cracks.length_mm_per_mm2, b.cracks.length_mm_per_mm2],
      ['Diffuse damage (mm/mm²)', a.cracks.diffuse_mm_per_mm2, b.cracks.diffuse_mm_per_mm2],
      ['Broken ligaments (%)', 100 * a.broken.fraction, 100 * b.broken.fraction],
      ['Conductance proxy, of that as made (%)', 100 * a.conductance, 100 * b.conductance],
      ['Mean stress σxx (MPa)', a.stress_MPa, b.stress_MPa],
    ];
    for (const [name, va, vb] of expected) {
      expect(shown.get(name)?.slice(0, 2), name).toEqual([human(va), human(vb)]);
    }
    expect(await panel.locator('.compare-picture svg').count()).toBe(2);
    await panel.getByRole('slider').focus();
    await page.keyboard.press('Home');
    expect(await panel.locator('.compare-title').allInnerTexts()).toEqual([
      expect.stringMatching(/as built/),
      expect.stringMatching(/as built/),
    ]);
    expect(await panel.locator('.compare-sentence').innerText()).toMatch(/^Neither PVDF nor PVDF-A/);
    await page.keyboard.press('End');
    await shoot(page, 'compare', true);
    await page.close();
    expect(site.complaints).toEqual([]);
  });
});
