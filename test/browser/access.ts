/** What the tests of access share. */
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { quiet } from './site.js';

/** The page's views. */
export const TABS = ['Electrode', 'Map', 'Compare', 'Numbers and files'];

/** What comes late, of the inputs and of each view: they are loaded when they are first shown, and filled when unfolded. */
const LATE: Readonly<Record<string, readonly string[]>> = {
  Electrode: [
    '.scene-canvas:not([hidden])',
    '.scene-legend svg',
    '.life-plots canvas',
    '.life-table tbody tr',
  ],
  Map: ['.map-picture svg'],
  Compare: ['.compare-picture svg', '.compare-legend'],
  'Numbers and files': ['.numbers-table'],
};
const LATE_INPUTS = ['.in-all input[type=search]', '.in-command'];

/** Show a view, with all that is folded away. */
export async function show(page: Page, tab: string): Promise<void> {
  await page.getByRole('tab', { name: tab }).click();
  const unfold = () =>
    page.evaluate(() => {
      for (const d of document.querySelectorAll('details')) d.open = true;
    });
  for (const selector of [...LATE_INPUTS, ...(LATE[tab] ?? [])]) {
    // What is folded away counts too, whenever it comes.
    await expect
      .poll(async () => {
        await unfold();
        return page.locator(selector).filter({ visible: true }).count();
      })
      .toBeGreaterThan(0);
  }
  await quiet(page);
}

/** What axe finds that is serious or worse, as rule and element. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const { axe: here } = globalThis as unknown as { axe: typeof axe };
    return (await here.run(document, { resultTypes: ['violations'] })).violations.map((v) => ({
      id: v.id,
      impact: v.impact ?? '',
      nodes: v.nodes.map((n) => `${n.html.slice(0, 120)} ${n.failureSummary ?? ''}`),
    }));
  });
  return found
    .filter((v) => v.impact === 'serious' || v.impact === 'critical')
    .flatMap((v) => v.nodes.map((n) => `${v.id}: ${n}`));
}
