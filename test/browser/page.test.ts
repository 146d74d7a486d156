import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { scaleAdhesion, scaleToughness } from '../../src/materials/binders.js';
import { filmCurve } from '../../src/materials/film-curve.js';
import { configure } from '../../src/model/configure.js';
import { outputFiles } from '../../src/output/formats.js';
import { human } from '../../src/output/number.js';
import { run } from '../../src/process/run.js';
import { wasmModule } from '../support/nets.js';
import { commandLineHash, TWINS, type Twin } from './configurations.js';
import { finished, SiteBrowser, SMALL } from './site.js';

const site = new SiteBrowser();
beforeAll(() => site.start());
afterEach(() => site.closePages());
afterAll(() => site.stop());

describe('the page', () => {
  // The others: engines.slow.test.ts.
  it.each([TWINS[0], TWINS[4]] as Twin[])('gives the command line’s bits for $name', async (twin) => {
    const page = await site.open({ link: twin.link });
    expect(await finished(page)).toBe(await commandLineHash(twin));
    expect(site.complaints).toEqual([]);
  });

  it('says whether a better binder would help, in the numbers of Node', async () => {
    const page = await site.open({ link: SMALL });
    await finished(page);
    await page.getByRole('button', { name: 'Would a better binder help?' }).click();
    const words = page.locator('.answer-better [role=status]');
    // The question has the same words as the answer, but for its end.
    await expect.poll(() => words.innerText()).toMatch(/limits there|helps? (much )?there/);
    expect(await words.innerText()).toContain('3 times the toughness');
    const config = configure({ preset: 'paper-10', binder: 'PVDF', overrides: ['electrode.lateral_um=150'] });
    const { binder } = config;
    const adhesive = scaleAdhesion(binder, 3 * binder.adhesionNcm_J_m2);
    const tough = scaleToughness(binder, 3 * filmCurve(binder).toughness_MPa);
    for (const better of [binder, adhesive, tough]) {
      const { result } = await run(wasmModule, { ...config, binder: better });
      const length = result.stages.at(-1)?.cracks.length_mm_per_mm2 ?? 0;
      expect(await words.innerText()).toContain(human(length, 2));
    }
    expect(site.complaints).toEqual([]);
  });

  it('saves the files that the command line writes', async () => {
    const page = await site.open({ link: SMALL });
    await finished(page);
    await page.getByRole('tab', { name: 'Numbers and files' }).click();
    const config = configure({ preset: 'paper-10', binder: 'PVDF', overrides: ['electrode.lateral_um=150'] });
    const outcome = await run(wasmModule, config);
    const files = outputFiles(outcome, ['csv', 'parquet', 'dump', 'xyz', 'svg']);
    for (const name of [
      'stages.csv',
      'stages.parquet',
      'particles.dump',
      'ligaments.dump',
      'particles.xyz',
      'picture.svg',
    ]) {
      const data = files.find((f) => f.name === name)?.data;
      const made = typeof data === 'function' ? data() : data;
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name, exact: true }).click(),
      ]);
      expect(download.suggestedFilename()).toBe(name);
      const saved = await readFile(await download.path());
      expect([name, saved.equals(Buffer.from(made as string))]).toEqual([name, true]);
    }
    expect(site.complaints).toEqual([]);
  });

  it('keeps a link’s promise, says when it cannot, and refuses what is no link in words', async () => {
    const kept = await site.open({ link: SMALL });
    const hash = await finished(kept);
    const again = await site.open({ link: `${SMALL}&hash=${hash}` });
    await finished(again);
    expect(await again.locator('.answer-hash').innerText()).toContain(
      'the same bits as when the link was made',
    );
    const other = await site.open({ link: `${SMALL}&hash=0123456789abcdef` });
    await finished(other);
    expect(await other.locator('.answer-hash').innerText()).toContain('not the bits of the link');
    // The promise is of that configuration alone: another one breaks none.
    await again.getByRole('radio', { name: /PVDF-A-N5/ }).check();
    await again.locator('.answer-words', { hasText: 'PVDF-A-N5 on paper-10' }).waitFor();
    await finished(again);
    expect(await again.locator('.answer-hash').innerText()).not.toContain('the link');
    const wrong = await site.open({
      link: 'preset=paper-10&electrode.porosity=7&__proto__.x=<img src=x onerror=alert(1)>',
    });
    const alert = wrong.getByRole('alert').first();
    await expect.poll(() => alert.innerText()).toMatch(/electrode\.porosity|__proto__/);
    expect(await wrong.locator('img').count()).toBe(0);
    expect(site.complaints).toEqual([]);
  });

  it('is served to this machine alone, files of its folder and nothing else', async () => {
    for (const [at, status] of [
      ['', 200],
      ['%zz', 400],
      ['..%2f..%2fpackage.json', 404],
      ['%00', 404],
    ] as const) {
      expect([at, (await fetch(site.address(at))).status]).toEqual([at, status]);
    }
  });
});
