/** What the tests of access share. */
import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** The page's views. */
export const TABS = ['Electrode', 'Map', 'Compare', 'Numbers and files'];

/** Show a view, with all that is folded away. */
export async function show(page: Page, tab: string): Promise<void> {
  await page.getByRole('tab', { name: tab }).click();
  // Views are loaded when they are first shown.
  await page.waitForLoadState('networkidle');
  // What is folded away counts too.
  await page.evaluate(() => {
    for (const d of document.querySelectorAll('details')) d.open = true;
  });
  await page.waitForTimeout(400);
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
