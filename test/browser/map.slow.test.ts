import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../src/core/hash.js';
import { RecentElectrodes } from '../../src/jobs/worker.js';
import { configure } from '../../src/model/configure.js';
import { run } from '../../src/process/run.js';
import { ADHESION, parseAxis, TOUGHNESS } from '../../src/sweep/axis.js';
import { manifestOf } from '../../src/sweep/manifest.js';
import { planSweep, type SweepPlan } from '../../src/sweep/plan.js';
import { parseResults, resultsTable } from '../../src/sweep/results.js';
import { failedRow, rowOf, type SweepRow } from '../../src/sweep/row.js';
import { EXAMPLE_CSV } from '../../src/web/inputs/example.js';
import { wasmModule } from '../support/nets.js';
import { coreBytes } from './harness.js';
import { finished, noted, quiet, SiteBrowser, shoot } from './site.js';

const LINK = 'preset=paper-10&binder=PVDF&electrode.lateral_um=80';
const AXES = { toughness: '0.5:50:3', adhesion: '0.3:3:3' };

const site = new SiteBrowser();
let plan: SweepPlan;
let rows: SweepRow[];
/** What a point takes in Node, ms. */
let pointTime: number;

/** The same sweep in Node. */
beforeAll(async () => {
  await site.start();
  plan = await planSweep({
    config: configure({ preset: 'paper-10', binder: 'PVDF', overrides: ['electrode.lateral_um=80'] }),
    toughness: parseAxis(AXES.toughness, TOUGHNESS),
    adhesion: parseAxis(AXES.adhesion, ADHESION),
    seeds: 1,
    engineHash: await sha256(await coreBytes()),
  });
  rows = [];
  const began = performance.now();
  const electrodeCache = new RecentElectrodes();
  for (const point of plan.points) {
    rows.push(rowOf(point, (await run(wasmModule, point.config, { electrodeCache })).result));
  }
  pointTime = (performance.now() - began) / plan.points.length;
});
afterEach(() => site.closePages());
afterAll(() => site.stop());
afterEach(() => expect(site.complaints).toEqual([]));

/** The map's tab, its form filled in. */
async function openMap(more: { link?: string; width?: number } = {}): Promise<Page> {
  const { width = 1280, link = LINK } = more;
  const page = await site.open({ link, viewport: { width, height: 900 }, acceptDownloads: true });
  await finished(page);
  await showMap(page);
  return page;
}

async function showMap(page: Page, axes = AXES): Promise<void> {
  await page.getByRole('tab', { name: 'Map' }).click();
  await page.getByLabel('Toughness (MPa)').fill(axes.toughness);
  await page.getByLabel('Adhesion (J/m²)').fill(axes.adhesion);
}

const status = (page: Page): Locator => page.locator('.map-status');
const complete = (page: Page): Promise<void> => status(page).getByText('Complete:').waitFor();

/** Compute the map and cancel it the moment its status says so; how long the answer took, ms. */
async function cancelledAt(page: Page, pattern: string): Promise<number> {
  const took = page.evaluate(async (text) => {
    const words = document.querySelector('.map-status') as HTMLElement;
    const buttons = [...document.querySelectorAll<HTMLButtonElement>('.map-form button')];
    const began = await new Promise<number>((done) => {
      const watch = new MutationObserver(() => {
        if (!new RegExp(text).test(words.textContent ?? '')) return;
        watch.disconnect();
        done(performance.now());
        buttons.find((b) => b.textContent === 'Cancel')?.click();
      });
      watch.observe(words, { childList: true, subtree: true, characterData: true });
    });
    while (!words.textContent?.includes('kept')) await new Promise((done) => requestAnimationFrame(done));
    return performance.now() - began;
  }, pattern);
  await page.getByRole('button', { name: 'Compute the map' }).click();
  return took;
}

/** How many rows the browser's own store has kept. */
function storedRows(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((done, fail) => {
        const opened = indexedDB.open('fibril');
        opened.onerror = () => fail(opened.error);
        opened.onsuccess = () => {
          const count = opened.result.transaction('rows').objectStore('rows').count();
          count.onsuccess = () => {
            opened.result.close();
            done(count.result);
          };
        };
      }),
  );
}

/** Wait for the run of a point. */
const hashIs = (page: Page, { hash }: SweepRow): Promise<void> =>
  page.locator('.run-hash').getByText(String(hash), { exact: true }).waitFor();

/** What a button saves. */
async function saved(page: Page, button: string): Promise<Buffer> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ]);
  return readFile(await download.path());
}

/** Put files into the page as if they had been chosen. */
function choose(page: Page, files: Record<string, string | Uint8Array>): Promise<void> {
  const payload = Object.entries(files).map(([name, data]) => ({
    name,
    mimeType: 'application/octet-stream',
    buffer: Buffer.from(data),
  }));
  return page.locator('.map-files input[type=file]').setInputFiles(payload);
}

const manifestText = (): string =>
  `${JSON.stringify(manifestOf(plan, rows, 'complete', '0.1.0'), null, 2)}\n`;

describe('the map', () => {
  it('sweeps to the rows and files of Node, cancelled and gone on with, even after a reload', async () => {
    const page = await openMap();
    // At once: points in flight are not waited for.
    expect(await cancelledAt(page, '^[2-6] of 9 runs')).toBeLessThan(Math.max(200, pointTime));
    const torn = (await saved(page, 'results.jsonl')).toString().trim().split('\n');
    for (const line of torn) {
      const row = JSON.parse(line) as SweepRow;
      expect(row).toEqual(rows[row.index]);
    }
    // Nothing but the browser's own store, which takes its time, knows them after this.
    await expect.poll(() => storedRows(page)).toBe(torn.length);
    await page.reload();
    await finished(page);
    await showMap(page);
    const said = await noted(page, '.map-status');
    await page.getByRole('button', { name: 'Compute the map' }).click();
    await complete(page);
    expect((await said()).join('\n')).toContain(`(${torn.length} known before)`);

    const table = resultsTable(plan, rows);
    const parquet = await saved(page, 'results.parquet');
    expect(await parseResults(parquet, 'page')).toEqual(rows);
    expect(Buffer.compare(parquet, table.parquet)).toBe(0);
    expect((await saved(page, 'results.csv')).toString()).toBe(table.csv);
    expect((await saved(page, 'manifest.json')).toString()).toBe(manifestText());
    expect((await saved(page, 'map.svg')).toString()).toContain('9 runs, 0 failed');
    const png = await saved(page, 'map.png');
    expect([...png.subarray(1, 4)]).toEqual([...Buffer.from('PNG')]);
    expect(png.readUInt32BE(16)).toBe(1960);
  });

  it('computes a coarse grid first, then along the contour, then the rest, or leaves that', async () => {
    const page = await openMap();
    await showMap(page, { toughness: '1:100:5', adhesion: '0.4:3:5' });
    const said = await noted(page, '.map-status');
    await page.getByLabel('Complete the grid').uncheck();
    await page.getByRole('button', { name: 'Compute the map' }).click();
    await status(page).getByText('not computed').waitFor();
    const pale = page.locator('.map-picture rect[fill-opacity="0.5"]');
    await expect.poll(() => pale.count()).toBeGreaterThan(0);
    await expect
      .poll(() => page.locator('.map-answer').innerText())
      .toMatch(/^Not complete: \d+ of 25 points/);
    await shoot(page, 'map-refined');
    await page.getByLabel('Complete the grid').check();
    await page.getByRole('button', { name: 'Continue' }).click();
    await complete(page);
    await expect.poll(() => pale.count()).toBe(0);
    const seen = await said();
    const phases = ['a coarse grid first', 'along the contour', 'completing the grid'];
    const first = phases.map((phase) => seen.findIndex((words) => words.includes(phase)));
    expect(first).toEqual([...first].sort((a, b) => a - b));
    expect(first[0]).toBeGreaterThanOrEqual(0);
  });

  it('reads a sweep that Node made and runs its points, by keyboard and by mouse', async () => {
    const page = await openMap();
    const { parquet } = resultsTable(plan, rows);
    await choose(page, { 'manifest.json': manifestText(), 'results.parquet': parquet });
    await page.getByText('Read 9 of 9 runs.').waitFor();
    await page.evaluate(() => {
      const asked: unknown[] = [];
      Object.assign(globalThis, { asked });
      addEventListener('fibril-show', (e) => asked.push((e as CustomEvent).detail));
    });
    const map = page.getByRole('application');
    // Before the map in the order of tabs.
    await page.getByRole('button', { name: 'PVDF', exact: true }).focus();
    await page.keyboard.press('Shift+Tab');
    await expect.poll(() => map.evaluate((node) => node.matches(':focus'))).toBe(true);
    for (const key of ['Home', 'PageDown', 'ArrowRight', 'ArrowUp', 'ArrowUp', 'ArrowDown']) {
      await page.keyboard.press(key);
    }
    const middle = rows[4] as SweepRow;
    const card = page.locator('.map-card');
    await expect.poll(() => card.innerText()).toMatch(/Toughness 5 MPa, adhesion 0.949 J\/m²/);
    await page.keyboard.press('Enter');
    await hashIs(page, middle);

    await page.getByRole('tab', { name: 'Map' }).click();
    await page.setViewportSize({ width: 1280, height: 1500 });
    await quiet(page);
    const box = await map.locator('rect.fb-axis').first().boundingBox();
    if (box === null) throw new Error('no plot');
    const at = { x: box.x + box.width * 0.9, y: box.y + box.height * 0.9 };
    await page.mouse.move(at.x, at.y);
    await expect.poll(() => card.innerText()).toMatch(/Toughness 50 MPa, adhesion 0.3 J\/m²/);
    await shoot(page, 'map-card');
    await page.mouse.click(at.x, at.y);
    await hashIs(page, rows[6] as SweepRow);
    expect(await page.evaluate(() => (globalThis as unknown as { asked: string[] }).asked)).toEqual([
      'electrode',
      'electrode',
    ]);
  });

  it('saves what is known when it is asked, and lists the failures of the map on show', async () => {
    const page = await openMap({ link: 'preset=paper-10&binder=PVDF&electrode.lateral_um=300' });
    const { parquet } = resultsTable(plan, rows);
    const known = (button: Buffer): number[] =>
      [...button.toString().matchAll(/"index":(\d+)/g)].map(([, index]) => Number(index));
    // More than any machine is through with while files of it are saved.
    await showMap(page, { toughness: '0.5:50:30', adhesion: '0.3:3:30' });
    await page.getByLabel('Workers').selectOption('1');
    await page.getByRole('button', { name: 'Compute the map' }).click();
    await status(page)
      .getByText(/^([3-9]|\d{2,3}) of 900 runs:/)
      .waitFor();
    expect(known(await saved(page, 'results.jsonl')).length).toBeGreaterThanOrEqual(3);
    const manifest = JSON.parse((await saved(page, 'manifest.json')).toString());
    expect(manifest.counts.done).toBeGreaterThanOrEqual(3);
    const cancel = page.locator('.map-form').getByRole('button', { name: 'Cancel' });
    expect(await cancel.isEnabled()).toBe(true);
    await cancel.click();

    const failing = async (bad: number): Promise<void> => {
      const some = rows
        .slice(0, 6)
        .map((r) => (r.index === bad ? failedRow(plan.points[bad], `no ${bad}`) : r));
      const made = manifestOf(plan, some, 'running', '0.1.0');
      await choose(page, {
        'manifest.json': JSON.stringify(made),
        'results.jsonl': some.map((r) => `${JSON.stringify(r)}\n`).join(''),
      });
    };
    await failing(2);
    await page.getByText('1 run failed').click();
    await page.getByText('no 2').waitFor();
    await failing(4);
    await page.getByText('no 4').waitFor();
    expect(known(await saved(page, 'results.jsonl'))).toEqual([0, 1, 2, 3, 4, 5]);
    await page.getByRole('button', { name: 'Leave them out' }).click();
    expect(known(await saved(page, 'results.jsonl'))).toEqual([0, 1, 2, 3, 5]);
    await choose(page, { 'manifest.json': manifestText(), 'results.parquet': parquet });
    await complete(page);
    expect((await saved(page, 'manifest.json')).toString()).toBe(manifestText());
  });

  it('shows the files that were given last, and no files over a map that was started meanwhile', async () => {
    const page = await openMap();
    await page.evaluate(() => {
      const { arrayBuffer } = Blob.prototype;
      Blob.prototype.arrayBuffer = async function (this: Blob) {
        if (this instanceof File && this.name.startsWith('slow')) {
          await new Promise((done) => addEventListener('go-on', done, { once: true }));
        }
        return arrayBuffer.call(this);
      };
    });
    const goOn = (): Promise<unknown> => page.evaluate(() => dispatchEvent(new Event('go-on')));
    const of = (count: number, slow = ''): Promise<void> => {
      const some = rows.slice(0, count);
      const made = manifestOf(plan, some, 'running', '0.1.0');
      return choose(page, {
        'manifest.json': JSON.stringify(made),
        [`${slow}results.jsonl`]: some.map((r) => `${JSON.stringify(r)}\n`).join(''),
      });
    };
    const said = page.locator('.map-files [role=status]');
    await of(3, 'slow-');
    await said.getByText('Reading manifest.json and slow-results.jsonl').waitFor();
    await of(4);
    await said.getByText('Read 4 of 9 runs.').waitFor();
    await goOn();
    await page.waitForTimeout(300);
    expect(await said.innerText()).toContain('Read 4 of 9 runs.');
    expect(await status(page).innerText()).toContain('4 of 9 runs');

    await of(3, 'slow-');
    await said.getByText('Reading').waitFor();
    await page.getByRole('button', { name: 'Continue' }).click();
    await goOn();
    await said.getByText('Not shown: a map was started').waitFor();
    await complete(page);
  });

  it('draws a binder that was measured here with its range, and again after another was looked at', async () => {
    const page = await openMap();
    const outlines = page.locator('.map-picture path.fb-mark');
    await quiet(page);
    const plain = await outlines.count();
    expect(plain).toBeGreaterThan(0);
    await page.getByText('Measured your own?').click();
    await page
      .locator('.in-own input[type=file]')
      .setInputFiles({ name: 'my film.csv', mimeType: 'text/csv', buffer: Buffer.from(EXAMPLE_CSV) });
    await page.locator('.in-table').waitFor();
    await page.locator('.in-bond').getByLabel('Adhesion to NCM').fill('0.8');
    await page.keyboard.press('Tab');
    const use = page.getByRole('button', { name: 'Use this binder' });
    await use.click();
    await expect.poll(() => outlines.count()).toBe(plain + 1);
    await expect.poll(() => page.locator('.map-picture').innerText()).toContain('yours');
    await page.getByRole('button', { name: 'PVDF-A', exact: true }).click();
    await page.getByRole('tab', { name: 'Map' }).click();
    await expect.poll(() => outlines.count()).toBe(plain);
    await use.click();
    await expect.poll(() => outlines.count()).toBe(plain + 1);
    await shoot(page, 'map-own');
  });

  it('gives words for files and fields that are wrong, and changes nothing', async () => {
    const page = await openMap();
    const { parquet } = resultsTable(plan, rows);
    await choose(page, { 'manifest.json': manifestText(), 'results.parquet': parquet });
    await page.getByText('Read 9 of 9 runs.').waitFor();
    await page.mouse.move(0, 0);
    await expect.poll(() => page.locator('.map-picture').innerText()).toContain('9 runs');
    await quiet(page);
    const before = await page.locator('.map-picture').innerHTML();
    const problem = page.locator('.map-files .problem');
    await choose(page, { 'manifest.json': manifestText(), 'results.parquet': parquet.slice(0, 4000) });
    await problem.getByText("got 'results.parquet'; allowed: a whole Parquet file").waitFor();
    await choose(page, { 'manifest.json': manifestText().replace('"adhesionNcm', '"x') });
    await problem.getByText('a table of rows').waitFor();
    expect(await page.locator('.map-picture').innerHTML()).toBe(before);

    const field = page.getByLabel('Toughness (MPa)');
    await field.fill('100:0.1:8');
    await page.getByText("toughness: got '100:0.1:8' MPa; allowed: low below high").waitFor();
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    await page.getByRole('button', { name: 'Compute the map' }).click();
    expect(await status(page).innerText()).toMatch(/^Complete/);
  });
});
