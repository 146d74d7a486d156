import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { configure } from '../../src/model/configure.js';
import { human } from '../../src/output/number.js';
import { run } from '../../src/process/run.js';
import { wasmModule } from '../support/nets.js';
import { finished, holdRuns, quiet, SiteBrowser, SMALL, shoot } from './site.js';

const site = new SiteBrowser();
beforeAll(() => site.start());
afterEach(() => site.closePages());
afterAll(() => site.stop());

const node = async (binder: string) => {
  const overrides = ['electrode.lateral_um=150'];
  return (await run(wasmModule, configure({ preset: 'paper-10', binder, overrides }))).result;
};

/** Measure, A and B of every row. */
function numbers(page: Page): Promise<string[][]> {
  const rows = page.locator('.compare-table tbody tr');
  return rows.evaluateAll((all) =>
    all.map((row) => [...row.children].slice(0, 3).map((cell) => (cell as HTMLElement).innerText)),
  );
}

describe('the comparison', () => {
  it('runs a second binder on the same electrode, with the numbers of Node and one scrubber for both', async () => {
    const page = await site.open({ link: SMALL });
    await finished(page);
    await page.getByRole('tab', { name: 'Compare' }).click();
    const panel = page.getByRole('tabpanel', { name: 'Compare' });
    await panel.getByLabel(/^A second run/).selectOption('PVDF-A');
    const begin = await holdRuns(page);
    await panel.getByRole('button', { name: 'Run with PVDF-A' }).click();
    const runB = panel.getByLabel('Run B').locator('option:checked');
    await expect.poll(() => runB.innerText()).toMatch(/PVDF-A.*computing/);
    await begin();
    await finished(page);
    await expect.poll(() => runB.innerText()).toMatch(/^PVDF-A on paper-10, seed 1 \(run 2\)$/);
    await expect
      .poll(() => panel.locator('.compare-title').allInnerTexts())
      .toEqual([
        expect.stringMatching(/^A: PVDF\s+end of discharge 1/),
        expect.stringMatching(/^B: PVDF-A\s+end of discharge 1/),
      ]);
    await expect
      .poll(() => panel.locator('.compare-note').innerText())
      .toMatch(/^Both binders on the same electrode/);
    const [a, b] = [(await node('PVDF')).stages.at(-1)!, (await node('PVDF-A')).stages.at(-1)!];
    const expected: [string, number, number][] = [
      ['Length of parting cracks (mm/mm²)', a.cracks.length_mm_per_mm2, b.cracks.length_mm_per_mm2],
      ['Diffuse damage (mm/mm²)', a.cracks.diffuse_mm_per_mm2, b.cracks.diffuse_mm_per_mm2],
      ['Broken ligaments (%)', 100 * a.broken.fraction, 100 * b.broken.fraction],
      ['Conductance (proxy, as built = 1)', a.conductance, b.conductance],
      ['Mean stress σxx (MPa)', a.stress_MPa, b.stress_MPa],
    ];
    await expect
      .poll(() => numbers(page))
      .toEqual(expect.arrayContaining(expected.map(([name, va, vb]) => [name, human(va), human(vb)])));
    await expect.poll(() => panel.locator('.compare-picture svg').count()).toBe(2);
    await panel.getByRole('slider').focus();
    await page.keyboard.press('Home');
    await expect
      .poll(() => panel.locator('.compare-title').allInnerTexts())
      .toEqual([expect.stringMatching(/as built/), expect.stringMatching(/as built/)]);
    await expect
      .poll(() => panel.locator('.compare-sentence').innerText())
      .toMatch(/^Neither PVDF nor PVDF-A/);
    await page.keyboard.press('End');
    await quiet(page);
    await shoot(page, 'compare', true);
    expect(site.complaints).toEqual([]);
  });
});
