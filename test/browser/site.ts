/** The built page in real Chromium: served over loopback as `npm run web` serves it, errors of the page are errors here. */
import { mkdir } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { requireChromium } from '../../scripts/ensure-chromium.mjs';
import { siteServer } from '../../scripts/serve.mjs';
import { PATIENCE } from '../support/patience.js';
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
  #closing = false;

  async start(): Promise<void> {
    this.#server = siteServer(SITE);
    await new Promise<void>((done) => this.#server?.listen(0, '127.0.0.1', done));
    this.#browser = await chromium.launch({
      executablePath: requireChromium(),
      args: ARGUMENTS,
      timeout: PATIENCE,
    });
  }

  async stop(): Promise<void> {
    await this.#browser?.close();
    await new Promise((done) => this.#server?.close(done));
  }

  /** Close all that is open: pages that are no longer looked at take the machine's time. */
  async closePages(): Promise<void> {
    // What is still being fetched for them is no complaint.
    this.#closing = true;
    try {
      await Promise.all(this.#browser?.contexts().map((context) => context.close()) ?? []);
    } finally {
      this.#closing = false;
    }
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
    owner.setDefaultTimeout(PATIENCE);
    const page = await owner.newPage();
    page.on('pageerror', (e) => this.complaints.push(`error: ${e.stack ?? e.message}`));
    page.on('console', (m) => {
      if (m.type() === 'error' || /Content Security Policy/.test(m.text())) this.complaints.push(m.text());
    });
    page.on('requestfailed', (r) => {
      if (!this.#closing) this.complaints.push(`request failed: ${r.url()}`);
    });
    const where = at?.includes(':') ? at : this.address(at);
    await page.goto(link === undefined ? where : `${where}#${link}`);
    return page;
  }
}

/** Wait until the run on show has ended; returns its state hash. */
export async function finished(page: Page): Promise<string> {
  return page.locator('.run-hash').innerText();
}

/**
 * Has the page note every text that an element shows from now on, however briefly, since what passes cannot be caught
 * by looking from outside.
 * @returns what reads them, in their order
 */
export async function noted(page: Page, selector: string): Promise<() => Promise<string[]>> {
  const texts = await page.locator(selector).evaluateHandle((node) => {
    const seen = [node.textContent ?? ''];
    new MutationObserver(() => {
      const text = node.textContent ?? '';
      if (text !== seen.at(-1)) seen.push(text);
    }).observe(node, { childList: true, subtree: true, characterData: true });
    return seen;
  });
  return () => texts.jsonValue();
}

/**
 * Has the page's runs wait before they are computed, so that what is on show meanwhile lasts.
 * @returns what lets those that wait begin, and all after them
 */
export async function holdRuns(page: Page): Promise<() => Promise<void>> {
  const letGo = await page.evaluateHandle(() => {
    const { postMessage } = Worker.prototype;
    const held: (() => void)[] = [];
    Worker.prototype.postMessage = function (this: Worker, ...given: [{ type?: string }]) {
      const send = (): void => postMessage.apply(this, given as never);
      if (given[0]?.type === 'run') held.push(send);
      else send();
    };
    return () => {
      Worker.prototype.postMessage = postMessage;
      for (const send of held) send();
    };
  });
  return () => letGo.evaluate((go) => go());
}

/**
 * Has the next page that is loaded hear no more moments of its runs, and nothing that comes after them, than are let
 * through, so that no machine is through with a run before it has been looked at.
 * @returns what lets some more through; at first none are
 */
export async function paceMoments(page: Page): Promise<(moments: number) => Promise<void>> {
  await page.addInitScript(() => {
    const waiting: { isMoment: boolean; tell: () => void }[] = [];
    let left = 0;
    const pass = (): void => {
      while (waiting.length > 0 && (left > 0 || !waiting[0]?.isMoment)) {
        const next = waiting.shift();
        if (next?.isMoment) left--;
        next?.tell();
      }
    };
    const { get, set } = Object.getOwnPropertyDescriptor(
      Worker.prototype,
      'onmessage',
    ) as Required<PropertyDescriptor>;
    Object.defineProperty(Worker.prototype, 'onmessage', {
      get,
      set(listener: (e: MessageEvent) => void) {
        set.call(this, (e: MessageEvent) => {
          waiting.push({ isMoment: e.data.type === 'moment', tell: () => listener.call(this, e) });
          pass();
        });
      },
    });
    const more = (moments: number): void => {
      left += moments;
      pass();
    };
    Object.assign(globalThis, { letThrough: more });
  });
  return (more) =>
    page.evaluate((n) => (globalThis as unknown as { letThrough: (n: number) => void }).letThrough(n), more);
}

/** Wait until nothing has changed in the page for a while, and that has been drawn. */
export function quiet(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((done) => {
        const end = (): void => {
          watch.disconnect();
          requestAnimationFrame(() => requestAnimationFrame(() => done()));
        };
        let timer = setTimeout(end, 400);
        const watch = new MutationObserver(() => {
          clearTimeout(timer);
          timer = setTimeout(end, 400);
        });
        watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
      }),
  );
}

/** Keep a picture of the page below out/screenshots/ (an artifact of continuous integration). */
export async function shoot(page: Page, name: string, fullPage = false): Promise<string> {
  const folder = path.join(REPOSITORY, 'out', 'screenshots');
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, `${name}.png`);
  await page.screenshot({ path: file, fullPage });
  return file;
}

/** A piece of arithmetic takes this long where the limits of speed were written, ms. */
const REFERENCE_MS = 75;

/** How many times slower this machine computes at the moment, at least 1: limits of speed are stretched by it. */
export async function slowness(page: Page): Promise<number> {
  const ms = await page.evaluate(() => {
    const times = Array.from({ length: 5 }, () => {
      const began = performance.now();
      let sum = 0;
      for (let k = 0; k < 3e7; k++) sum += Math.sqrt(k);
      return sum > 0 ? performance.now() - began : 0;
    });
    return Math.max(...times);
  });
  return Math.max(1, ms / REFERENCE_MS);
}
