/**
 * How soon, how smooth, how light. Times are the best of a few tries: on a machine that others use too, noise only
 * ever adds. Limits are those of a machine of two cores, stretched by how much slower this one computes.
 */
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { finished, quiet, SiteBrowser, SMALL, slowness } from './site.js';

const site = new SiteBrowser();
let slow = 1;
beforeAll(async () => {
  await site.start();
  const page = await site.open({ at: 'about:blank' });
  slow = await slowness(page);
  await page.context().close();
});
afterEach(() => site.closePages());
afterAll(() => site.stop());

const TRIES = 8;
/** Most that is transferred before the first picture, compressed. */
const MOST_BYTES = 150_000;

/** The least of up to `TRIES` measurements; stops at the first that is good enough. */
async function best(enough: number, measure: () => Promise<number>): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let k = 0; k < TRIES && least >= enough; k++) least = Math.min(least, await measure());
  return least;
}

/** Has the page note when it first shows an electrode that is cracked, ms since 1970. */
async function noteCrack(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const look = (): void => {
      const words = document.querySelector('.answer-words')?.textContent ?? '';
      const picture = document.querySelector('.picture svg, .picture canvas');
      if (!/parting crack|cracks through/.test(words)) return;
      if ((picture?.getBoundingClientRect().height ?? 0) < 50) return;
      (globalThis as { crackedAt?: number }).crackedAt ??= performance.timeOrigin + performance.now();
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
  });
}

describe('the page', () => {
  it('shows a cracked electrode within 5 s of a cold load, and transfers at most 150 kB for it', async () => {
    let bytes = Number.POSITIVE_INFINITY;
    const took = await best(5000 * slow, async () => {
      const page = await site.open({ at: 'about:blank' });
      const sizes = new Map<string, Promise<{ began: number; size: number }>>();
      page.on('response', (r) => {
        const began = r.request().timing().startTime;
        // What page and worker share comes from the cache the second time, where the host lets it.
        if (!r.url().startsWith('http') || sizes.has(r.url())) return;
        const size = r.body().then((body) => gzipSync(body, { level: 9 }).byteLength);
        sizes.set(
          r.url(),
          size.then((n) => ({ began, size: n })),
        );
      });
      await noteCrack(page);
      const start = Date.now();
      await page.goto(site.address());
      const cracked = () => (globalThis as { crackedAt?: number }).crackedAt;
      const at = await page.waitForFunction(cracked, undefined);
      const crackedAt = Number(await at.jsonValue());
      await finished(page);
      await page.waitForTimeout(500);
      const early = (await Promise.all(sizes.values())).filter(({ began }) => began <= crackedAt);
      // On a busy machine what comes after the picture may begin before it is seen.
      const transferred = early.reduce((sum, { size }) => sum + size, 0);
      bytes = Math.min(bytes, transferred);
      const ms = crackedAt - start;
      await page.context().close();
      return transferred > MOST_BYTES ? Number.POSITIVE_INFINITY : ms;
    });
    console.log(`first cracked electrode after ${Math.round(took)} ms, ${bytes} bytes compressed`);
    expect(took).toBeLessThan(5000 * slow);
    expect(bytes).toBeLessThanOrEqual(MOST_BYTES);
  });

  it('keeps its thread free during a run: no task of 50 ms', async () => {
    const page = await site.open({ link: SMALL });
    await finished(page);
    // The rest of the page comes after the run, and is not what is timed.
    await page.locator('.scene-canvas:not([hidden])').waitFor();
    await quiet(page);
    await page.waitForTimeout(1500);
    const longest = await best(50 * slow, () => longestTask(page));
    console.log(`longest task during a run: ${longest === 0 ? 'below 50' : longest} ms`);
    expect(longest).toBeLessThan(50 * slow);
    await page.context().close();
  });

  it('answers a cancel within 200 ms', async () => {
    const link = 'preset=paper-28&binder=PVDF&electrode.lateral_um=1500';
    const page = await site.open({ link });
    const took = await best(200 * slow, async () => {
      const ms = await page.evaluate(async () => {
        // The answer alone tells of this run: other places still have the words of the one before.
        const words = () => document.querySelector('.answer')?.textContent ?? '';
        while (!/% of the load/.test(words())) await new Promise((done) => setTimeout(done, 20));
        const button = [...document.querySelectorAll('button')].find((b) => b.textContent === 'Cancel');
        const start = performance.now();
        button?.click();
        while (!/cancelled/.test(words())) await new Promise((done) => setTimeout(done));
        return performance.now() - start;
      });
      await page.getByRole('button', { name: /^Run/ }).click();
      return ms;
    });
    console.log(`cancel answered after ${Math.round(took)} ms`);
    expect(took).toBeLessThan(200 * slow);
    await page.context().close();
  });
});

/** The longest task of the main thread while a run is computed and shown, ms; 0: none of 50 ms or more. */
async function longestTask(page: Page): Promise<number> {
  return page.evaluate(async () => {
    let longest = 0;
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) longest = Math.max(longest, entry.duration);
    });
    observer.observe({ entryTypes: ['longtask'] });
    const button = [...document.querySelectorAll('button')].find((b) => b.textContent?.startsWith('Run'));
    button?.click();
    while (document.querySelector('.run-hash')) await new Promise((done) => setTimeout(done, 20));
    while (!document.querySelector('.run-hash')) await new Promise((done) => setTimeout(done, 20));
    await new Promise((done) => setTimeout(done, 300));
    observer.disconnect();
    return longest;
  });
}
