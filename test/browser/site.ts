/** The built page in real Chromium: served over loopback as `npm run web` serves it, errors of the page are errors here. */
import { mkdir } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { requireChromium } from '../../scripts/ensure-chromium.mjs';
import { siteServer } from '../../scripts/serve.mjs';
import { ARGUMENTS, REPOSITORY } from './harness.js';

/** Folder of the built page. */
export const SITE = path.join(REPOSITORY, 'dist', 'site');

/** A small electrode, seconds quicker than the default, as a link. */
export const SMALL = 'preset=paper-10&binder=PVDF&electrode.lateral_um=150';

/** How a page is opened. */
export interface OpenOptions extends BrowserContextOptions {
  /** Fragment of the address, without `#`. */
  readonly link?: string;
  /** File of the site, or a whole address. Default: the page itself. */
  readonly at?: string;
}

/** One browser and one server for a file of tests. */
export class SiteBrowser {
  /** What the pages said that they should not have: uncaught errors, refused content, failed requests. */
  readonly complaints: string[] = [];
  #browser: Browser | undefined;
  #server: Server | undefined;

  async start(): Promise<void> {
    this.#server = siteServer(SITE);
    await new Promise<void>((done) => this.#server?.listen(0, '127.0.0.1', done));
    this.#browser = await chromium.launch({ executablePath: requireChromium(), args: ARGUMENTS });
  }

  async stop(): Promise<void> {
    await this.#browser?.close();
    await new Promise((done) => this.#server?.close(done));
  }

  /** Address of the page or another file of the site. */
  address(at = ''): string {
    if (!this.#server) throw new Error('start() was not called');
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/${at}`;
  }

  /** Open the page in a context of its own (its own storage, size, colour scheme). */
  async open({ link, at, ...context }: OpenOptions = {}): Promise<Page> {
    if (!this.#browser) throw new Error('start() was not called');
    const owner = await this.#browser.newContext({ viewport: { width: 1280, height: 900 }, ...context });
    const page = await owner.newPage();
    page.on('pageerror', (e) => this.complaints.push(`error: ${e.stack ?? e.message}`));
    page.on('console', (m) => {
      if (m.type() === 'error' || /Content Security Policy/.test(m.text())) this.complaints.push(m.text());
    });
    page.on('requestfailed', (r) => this.complaints.push(`request failed: ${r.url()}`));
    const where = at?.includes(':') ? at : this.address(at);
    await page.goto(link === undefined ? where : `${where}#${link}`);
    return page;
  }
}

/** Wait until the run on show has ended; returns its state hash. */
export async function finished(page: Page, timeout = 60_000): Promise<string> {
  return page.locator('.run-hash').innerText({ timeout });
}

/** Keep a picture of the page below out/screenshots/ (an artifact of continuous integration). */
export async function shoot(page: Page, name: string, fullPage = false): Promise<string> {
  const folder = path.join(REPOSITORY, 'out', 'screenshots');
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, `${name}.png`);
  await page.screenshot({ path: file, fullPage });
  return file;
}
