/**
 * The pictures of the page in the documentation, taken of the built page in Chromium.
 *
 *   npm run build && node scripts/page-pictures.mjs
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { ensureChromium } from './ensure-chromium.mjs';
import { siteServer } from './serve.mjs';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const server = siteServer(path.join(root, 'dist', 'site'));
await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)));
const at = server.address();
const address = `http://127.0.0.1:${typeof at === 'object' && at ? at.port : ''}/`;
const browser = await chromium.launch({
  executablePath: ensureChromium(),
  args: ['--no-sandbox', '--disable-quic', '--no-first-run'],
});

/** The page once its first run has ended and its pictures are drawn. @param {number} height */
async function open(height) {
  const context = await browser.newContext({ viewport: { width: 1280, height }, colorScheme: 'light' });
  const page = await context.newPage();
  await page.goto(address);
  await page.locator('.run-hash').waitFor();
  await page.waitForTimeout(4000);
  return page;
}

/** @param {import('playwright-core').Page} page @param {string} name */
async function shoot(page, name) {
  await page.waitForTimeout(1500);
  await page.screenshot({ path: path.join(root, 'docs', `page-${name}.png`) });
  await page.context().close();
}

try {
  const electrode = await open(1240);
  // The charged state is the one to see: the last moment of the charge, before the cracks close again.
  const scrubber = electrode.locator('.life input[type=range]');
  await scrubber.focus();
  const count = Number(await scrubber.getAttribute('max'));
  for (let k = 0; k < Math.round(count / 6); k++) await scrubber.press('ArrowLeft');
  await electrode.getByRole('button', { name: 'Would a better binder help?' }).click();
  await electrode.getByText('times the toughness', { exact: false }).last().waitFor();
  await electrode.locator('.answer-better', { hasText: 'there.' }).waitFor();
  await electrode.evaluate(() => scrollTo(0, 0));
  await shoot(electrode, 'electrode');

  const compare = await open(1240);
  await compare.getByRole('tab', { name: 'Compare' }).click();
  await compare.getByLabel(/with the binder/).selectOption('PVDF-A-N5');
  await compare.getByRole('button', { name: 'Run with PVDF-A-N5' }).click();
  await compare.locator('.compare-sentence', { hasText: 'PVDF-A-N5' }).waitFor();
  await compare.locator('.answer', { hasText: 'done in' }).waitFor();
  await shoot(compare, 'compare');

  const map = await open(1080);
  await map.getByRole('tab', { name: 'Map' }).click();
  await map.getByRole('button', { name: 'Compute the map' }).click();
  await map.locator('text=/64 of 64|64 runs, 0 failed/').first().waitFor({ timeout: 300_000 });
  await shoot(map, 'map');
} finally {
  await browser.close();
  server.close();
}
