import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { finished, SiteBrowser, SMALL, shoot } from './site.js';

const site = new SiteBrowser();
beforeAll(() => site.start());
afterEach(() => site.closePages());
afterAll(() => site.stop());

const CANVAS = '.scene-canvas:not([hidden])';
const SECTION = '.scene-flat:not([hidden]) svg';

async function opened(options: Parameters<SiteBrowser['open']>[0] = {}): Promise<Page> {
  const page = await site.open({ link: SMALL, ...options });
  await finished(page);
  await page.locator(CANVAS).waitFor();
  await page.locator('summary', { hasText: 'View, slice' }).click();
  return page;
}

/** Wait until the legend says something. */
async function says(page: Page, words: string): Promise<void> {
  await page.locator('.scene-legend svg', { hasText: words }).waitFor();
}

/** Wait until what was asked for has been drawn and told. */
async function drawn(page: Page): Promise<void> {
  // Pictures are drawn in the next frame, words about them are set in the task after it.
  await page.evaluate(
    () => new Promise<void>((done) => requestAnimationFrame(() => setTimeout(() => setTimeout(done)))),
  );
}

/** A picture of the canvas once it stays the same: it is drawn once more, sharp, when all is quiet. */
async function still(page: Page): Promise<Buffer> {
  const take = (): Promise<Buffer> => page.locator(CANVAS).screenshot();
  let last = await take();
  await expect
    .poll(async () => {
      await page.waitForTimeout(400);
      const before = last;
      last = await take();
      return last.equals(before);
    })
    .toBe(true);
  return last;
}

/** Share of the canvas that is not paper, from a picture of the page. */
async function inked(page: Page): Promise<number> {
  const shot = await page.locator('.scene-canvas').screenshot();
  return page.evaluate(async (data) => {
    // The page may fetch nothing from elsewhere, not even from its own words.
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const pen = new OffscreenCanvas(image.width, image.height).getContext('2d');
    if (!pen) return 0;
    pen.drawImage(image, 0, 0);
    const { data: d } = pen.getImageData(0, 0, image.width, image.height);
    let ink = 0;
    for (let k = 0; k < d.length; k += 4) if (d[k] + d[k + 1] + d[k + 2] < 720) ink++;
    return ink / (d.length / 4);
  }, shot.toString('base64'));
}

describe('the picture of the electrode', () => {
  it('shows a section at once and three dimensions after the run, coloured by anything', async () => {
    const page = await site.open({ at: 'about:blank' });
    // Which of the two is on show, in their order: on a fast machine the section is soon gone.
    await page.addInitScript(
      (selectors) => {
        const seen: string[] = [];
        Object.assign(globalThis, { seen });
        new MutationObserver(() => {
          for (const one of selectors) if (document.querySelector(one) && seen.at(-1) !== one) seen.push(one);
        }).observe(document, { subtree: true, childList: true, attributes: true });
      },
      [SECTION, CANVAS],
    );
    await page.goto(site.address(`#${SMALL}`));
    await finished(page);
    await page.locator(CANVAS).waitFor();
    expect(await page.evaluate(() => (globalThis as unknown as { seen: string[] }).seen)).toEqual([
      SECTION,
      CANVAS,
    ]);
    await says(page, 'Stress σxx (MPa)');
    for (const [by, words] of [
      ['mises', 'Von Mises stress (MPa)'],
      ['displacement', 'Displacement (µm)'],
      ['lithium', 'Lithium content x'],
      ['damage', '0 whole – 1 broken'],
      ['traction', 'Traction of the binder (MPa), tension +'],
      ['contactPressure', 'Contact pressure (MPa)'],
      ['birth', 'Stage of breaking'],
      ['cluster', 'Crack cluster'],
    ] as const) {
      await page.getByLabel('Colour by').selectOption(by);
      await says(page, words);
    }
    await page.getByLabel('Colour by').selectOption('stress');
    await says(page, 'crack along the binder–NCM interface');
    await expect.poll(() => page.locator('.scene-words').innerText()).toMatch(/\d+ of \d+ ligaments broken/);
    await expect.poll(() => page.locator(CANVAS).getAttribute('aria-label')).toContain('Arrow keys turn');
    await shoot(page, 'scene', true);
    expect(site.complaints).toEqual([]);
  });

  it('slices, magnifies, fixes the range and changes the projection', async () => {
    const page = await opened();
    const whole = await still(page);
    await page.getByLabel('Cut away across').selectOption('x');
    await page.getByLabel('Position').fill('0.4');
    await page.getByText('µm is cut away').waitFor();
    expect((await still(page)).equals(whole)).toBe(false);
    await page.getByLabel('Projection').selectOption('perspective');
    await page.locator('.scene-over', { hasText: 'at the depth of the middle' }).waitFor();
    await page.getByLabel('Displacement', { exact: true }).fill('1');
    await says(page, 'Displacement × 10.');
    await page.getByLabel('Highest (MPa)').fill('3');
    await page.getByLabel('Highest (MPa)').press('Enter');
    await says(page, 'Colour range: fixed');
    await page.getByLabel('Lowest (MPa)').fill('9');
    await page.getByLabel('Lowest (MPa)').press('Enter');
    await page.getByText('The lowest value must be below the highest.').waitFor();
    expect(site.complaints).toEqual([]);
  });

  it('is steered and picked from by mouse and keys', async () => {
    const page = await opened();
    const canvas = page.locator(CANVAS);
    await page.getByRole('button', { name: 'Front' }).click();
    // The first particle: pick it by number, then find it again by a click where it shows.
    await canvas.focus();
    await page.keyboard.press(']');
    await page.locator('.scene-facts', { hasText: 'Von Mises stress' }).waitFor();
    await page.keyboard.press(']');
    await expect.poll(() => page.getByLabel('Its number').inputValue()).toBe('1');
    await page.getByRole('button', { name: 'Clear' }).click();
    const facts = page.locator('.scene-facts dl');
    await facts.waitFor({ state: 'detached' });
    const box = await canvas.boundingBox();
    if (!box) throw new Error('no canvas');
    for (const share of [0.3, 0.35, 0.4, 0.45, 0.5]) {
      await canvas.click({ position: { x: box.width * share, y: box.height * 0.52 } });
      await drawn(page);
      if ((await facts.count()) > 0) break;
    }
    await facts.waitFor();
    await page.getByLabel('What to pick').selectOption('ligament');
    const path = page.locator('.scene-path svg', { hasText: 'opening (µm)' });
    await path.waitFor();
    const first = await facts.innerText();
    await page.getByLabel('Its number').fill('40');
    await page.getByLabel('Its number').press('Enter');
    await expect.poll(() => facts.innerText()).not.toBe(first);
    await path.waitFor();
    expect(await facts.innerText()).toMatch(/Traction of the binder[^\n]*\s+[−\d.]+ MPa/);
    const before = await page.locator('.scene-over').innerHTML();
    await canvas.focus();
    for (const key of ['ArrowLeft', 'ArrowUp', '+']) await page.keyboard.press(key);
    await page.waitForFunction((was) => document.querySelector('.scene-over')?.innerHTML !== was, before);
    await page.keyboard.press('0');
    expect(site.complaints).toEqual([]);
  });

  it('saves PNG and SVG', async () => {
    const page = await opened();
    for (const [name, magic] of [
      ['PNG', [0x89, 0x50]],
      ['SVG', [0x3c, 0x73]],
    ] as const) {
      const coming = page.waitForEvent('download');
      await page.locator('.scene-bar').getByRole('button', { name, exact: true }).click();
      const stream = await (await coming).createReadStream();
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(chunk as Buffer);
      const bytes = Buffer.concat(chunks);
      expect([...bytes.subarray(0, 2)]).toEqual(magic);
      expect(bytes.length).toBeGreaterThan(10_000);
    }
    expect(site.complaints).toEqual([]);
  });
});

describe('without a graphics card', () => {
  it('says so and shows the section when there is no WebGL', async () => {
    const page = await site.open({ at: 'about:blank' });
    await page.addInitScript(() => {
      const own = HTMLCanvasElement.prototype.getContext;
      HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string, ...rest: []) {
        return kind === 'webgl2' ? null : own.call(this, kind, ...rest);
      } as typeof own;
    });
    await page.goto(site.address(`#${SMALL}`));
    await finished(page);
    await page.getByText('This browser offers no WebGL2').waitFor();
    await page.locator(SECTION).waitFor();
    await page.locator('.scene-flat [data-p]').first().click();
    await page.locator('.scene-facts', { hasText: 'Von Mises stress' }).waitFor();
    await shoot(page, 'scene-no-webgl');
    expect(site.complaints).toEqual([]);
  });

  it('shows the section while the context is lost, and comes back', async () => {
    const page = await opened();
    await expect.poll(() => inked(page)).toBeGreaterThan(0.05);
    await page.evaluate(() => {
      const canvas = document.querySelector<HTMLCanvasElement>('.scene-canvas');
      const lose = canvas?.getContext('webgl2')?.getExtension('WEBGL_lose_context');
      Object.assign(globalThis, { lose });
      lose?.loseContext();
    });
    await page.getByText('WebGL context lost').waitFor();
    await page.locator(SECTION).waitFor();
    await page.evaluate(() => (globalThis as { lose?: { restoreContext(): void } }).lose?.restoreContext());
    await page.locator(CANVAS).waitFor();
    await expect.poll(() => inked(page)).toBeGreaterThan(0.05);
  });
});
