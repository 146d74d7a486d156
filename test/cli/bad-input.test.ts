/** Wrong input: exit code 2, a message that names it, nothing run and nothing written. */
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporary } from '../sweep/fake.js';
import { CASES } from './bad-cases.js';
import { fibril } from './io.js';

describe('bad input', () => {
  it('is tried in more than sixty ways', () => {
    expect(new Set(CASES.map((c) => c.name)).size).toBe(CASES.length);
    expect(CASES.length).toBeGreaterThan(60);
  });

  it.each(CASES)('$name', async ({ argv, files = {}, says }) => {
    const dir = await temporary();
    for (const [name, text] of Object.entries(files)) await writeFile(path.join(dir, name), text);
    const { code, stdout, stderr } = await fibril(argv.map((arg) => arg.replaceAll('@', dir)));
    for (const words of says) {
      if (words instanceof RegExp) expect(stderr).toMatch(words);
      else expect(stderr).toContain(words);
    }
    expect(stderr).not.toContain('    at ');
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect((await readdir(dir)).sort()).toEqual(Object.keys(files).sort());
  });

  it('leaves a directory with files alone and does not run', async () => {
    const dir = await temporary();
    await mkdir(path.join(dir, 'out'));
    await writeFile(path.join(dir, 'out', 'mine.txt'), 'keep');
    const outcome = await fibril(['run', '--lateral', '60', '--out', path.join(dir, 'out')]);
    expect(outcome).toMatchObject({ code: 2, engineUsed: false });
    expect(outcome.stderr).toContain('--force');
    expect(await readdir(path.join(dir, 'out'))).toEqual(['mine.txt']);
  });

  it('names every wrong field at once', async () => {
    const { stderr } = await fibril(['run', '--seed', 'x', '--voltage', '9', '--set', 'solver.band=2']);
    for (const field of ['seed: got', 'process.upperVoltage_V: got', 'solver.band: got']) {
      expect(stderr).toContain(field);
    }
  });
});
