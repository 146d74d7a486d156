/** All five configurations in both engines: Chromium, and Debian's Firefox over WebDriver BiDi. */
import type { Browser } from 'puppeteer-core';
import puppeteer from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ensureFirefox } from '../../scripts/ensure-firefox.mjs';
import { siteServer } from '../../scripts/serve.mjs';
import { PATIENCE } from '../support/patience.js';
import { commandLineHash, TWINS } from './configurations.js';
import { finished, SITE, SiteBrowser } from './site.js';

const server = siteServer(SITE);
let browser: Browser | undefined;
let address = '';

beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const at = server.address();
  if (at === null || typeof at === 'string') throw new Error('the server has no port');
  address = `http://127.0.0.1:${at.port}/`;
  browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: ensureFirefox(),
    headless: true,
    timeout: PATIENCE,
  });
});
afterAll(async () => {
  await browser?.close();
  await new Promise((done) => server.close(done));
});

describe('the page in Firefox', () => {
  it.each(TWINS)('gives the command line’s bits for $name', async (twin) => {
    if (!browser) throw new Error('Firefox did not start');
    const page = await browser.newPage();
    page.setDefaultTimeout(PATIENCE);
    const errors: unknown[] = [];
    page.on('pageerror', (e) => errors.push(e));
    await page.goto(`${address}#${twin.link}`);
    const node = await page.waitForSelector('.run-hash');
    expect(await node?.evaluate((n) => n.textContent)).toBe(await commandLineHash(twin));
    expect(errors).toEqual([]);
    await page.close();
  });
});

describe('the page in Chromium', () => {
  const site = new SiteBrowser();
  beforeAll(() => site.start());
  afterEach(() => site.closePages());
  afterAll(() => site.stop());

  it.each(TWINS)('gives the command line’s bits for $name', async (twin) => {
    const page = await site.open({ link: twin.link });
    expect(await finished(page)).toBe(await commandLineHash(twin));
    expect(site.complaints).toEqual([]);
  });
});
