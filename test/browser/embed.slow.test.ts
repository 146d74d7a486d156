import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Mounted } from '../../src/web/embed.js';
import { commandLineHash, TWINS, type Twin } from './configurations.js';
import { finished, SITE, SiteBrowser, SMALL, shoot } from './site.js';

const site = new SiteBrowser();
beforeAll(() => site.start());
afterEach(() => site.closePages());
afterAll(() => site.stop());

const SLAB = TWINS[0] as Twin;

/** Pages of somebody else, on another origin than fibril's files. */
const guests = createServer((_, response) => {
  const files = new URL(site.address()).origin;
  const policy = `default-src 'none'; script-src ${files} 'unsafe-inline' 'wasm-unsafe-eval'; worker-src ${files} blob:; connect-src ${files}; img-src data: blob:`;
  response.writeHead(200, { 'content-type': 'text/html', 'content-security-policy': policy });
  response.end(
    `<!doctype html><html lang="en"><head><title>guest</title><link rel="icon" href="data:,"></head><body>${guestBody}</body></html>`,
  );
});
let guestBody = '';
beforeAll(() => new Promise<void>((done) => guests.listen(0, '127.0.0.1', done)));
afterAll(() => new Promise((done) => guests.close(done)));

/** A guest's page, with its own style and policy. */
async function guest(body: string): Promise<Page> {
  guestBody = body;
  const { port } = guests.address() as AddressInfo;
  return site.open({ at: `http://127.0.0.1:${port}/` });
}

describe('in other pages', () => {
  it('the element shows an electrode, tells its result and takes new attributes', async () => {
    const page = await guest(`
      <h1>My page</h1>
      <fibril-electrode preset="paper-10" binder="PVDF" set="electrode.lateral_um=150" theme="dark"></fibril-electrode>
      <script>
        window.results = [];
        document.addEventListener('fibril-result', (e) => window.results.push(e.detail.hash));
        document.addEventListener('fibril-failed', (e) => window.results.push(e.detail));
      </script>
      <script type="module" src="${site.address('fibril-electrode.js')}"></script>`);
    const results = (): Promise<string[]> =>
      page.evaluate(() => (globalThis as unknown as { results: string[] }).results);
    await expect.poll(results).toEqual([await commandLineHash(SLAB)]);
    await shoot(page, 'embedded');
    await expect
      .poll(() => page.locator('fibril-electrode .answer-words').innerText())
      .toContain('PVDF on paper-10');
    await page.evaluate(() =>
      document.querySelector('fibril-electrode')?.setAttribute('set', 'electrode.loading_mg_cm2=-4'),
    );
    await expect.poll(async () => (await results()).at(-1)).toContain('electrode.loading_mg_cm2: got -4');
    await expect
      .poll(() => page.locator('fibril-electrode [role=alert]').innerText())
      .toContain('0.1 to 200');
    expect(site.complaints).toEqual([]);
  });

  it('mount runs configurations one after another, cancels and cleans up', async () => {
    const page = await guest(`<div id="here"></div>
      <script type="module">
        import { mount } from '${site.address('fibril-electrode.js')}';
        window.mount = mount;
      </script>`);
    await page.waitForFunction(() => 'mount' in globalThis);
    const found = await page.evaluate(async () => {
      const { mount } = globalThis as unknown as Pick<typeof import('../../src/web/embed.js'), 'mount'>;
      const here = document.getElementById('here') as HTMLElement;
      const small = { preset: 'paper-10', binder: 'PVDF', overrides: ['electrode.lateral_um=150'] };
      const view: Mounted = mount(here, { ...small, autorun: false });
      const first = (await view.run()).hash;
      const slow = view.run({ preset: 'paper-28', overrides: ['electrode.lateral_um=1500'] }).catch(String);
      const words = () => here.shadowRoot?.querySelector('.answer')?.textContent ?? '';
      while (!/% of the load/.test(words())) await new Promise((done) => setTimeout(done, 20));
      view.cancel();
      const cancelled = await slow;
      const again = (await view.run(small)).hash;
      view.unmount();
      return { first, cancelled, again, left: here.shadowRoot?.childElementCount };
    });
    const hash = await commandLineHash(SLAB);
    expect(found).toEqual({ first: hash, cancelled: 'Error: the run was cancelled', again: hash, left: 0 });
    expect(site.complaints).toEqual([]);
  });
});

describe('as one file from disk', () => {
  it('runs to the same bits and fetches nothing', async () => {
    const page = await site.open({ at: 'about:blank' });
    const requests: string[] = [];
    page.on('request', (r) => requests.push(r.url()));
    await page.goto(`${pathToFileURL(path.join(SITE, 'fibril.html')).href}#${SMALL}`);
    expect(await finished(page)).toBe(await commandLineHash(SLAB));
    expect(requests.filter((url) => !/^(file|blob|data):/.test(url))).toEqual([]);
    expect(site.complaints).toEqual([]);
  });
});
