import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { REPOSITORY } from './repository.js';

/** A path that only one machine has: into a home, a mount or a work folder. */
const MACHINE_PATH = /(?<![\w.~-])\/(?:home|Users|root|work|mnt)\/[\w.-]+/;

/** A limit that a test sets itself: an option, the last argument of a test, a signal, or a time that is compared. */
const LIMIT =
  /\b(?:test|hook)?[tT]imeout(?:Ms)?\s*[:=]\s*\d|^ *\}, \d[\d_]{3,}\);|AbortSignal\.timeout|(?:now\(\) - \w+)\)\.toBeLess/m;

/** Files of the repository: tracked, or new and not ignored. */
function sources(): string[] {
  const out = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: REPOSITORY,
    encoding: 'utf8',
  });
  return out.split('\0').filter((name) => name !== '' && existsSync(path.join(REPOSITORY, name)));
}

function machinePath(text: string): string | undefined {
  if (text.includes(`${REPOSITORY}/`)) return REPOSITORY;
  return MACHINE_PATH.exec(text)?.[0];
}

describe('the tests', () => {
  it('have no limit in seconds of their own: a slow machine would miss it', () => {
    const tests = sources().filter((name) => /^(test\/.*\.ts|vitest\.config\.ts)$/.test(name));
    expect(tests.length).toBeGreaterThan(50);
    const limits = tests.map((name) => [
      name,
      LIMIT.exec(readFileSync(path.join(REPOSITORY, name), 'utf8'))?.[0],
    ]);
    // A page pauses before it looks again, and the examples below.
    const pauses = ['test/browser/inputs.slow.test.ts', 'test/package/sources.test.ts'];
    expect(limits.filter(([name, limit]) => limit !== undefined && !pauses.includes(name as string))).toEqual(
      [],
    );
  });

  it.each([
    'page.click(a, { timeout: 3000 })',
    'testTimeout: 60_000,',
    'it(name, () => {\n  }, 60_000);',
    'fetch(url, { signal: AbortSignal.timeout(5) })',
    'expect(performance.now() - began).toBeLessThan(5000)',
  ])('would be caught with %j', (text) => {
    expect(LIMIT.test(text)).toBe(true);
  });
});

describe('the sources', () => {
  it('hold no path of the machine they were written on', () => {
    const files = sources();
    expect(files).toContain('package.json');
    const found = files
      .filter((name) => statSync(path.join(REPOSITORY, name)).isFile())
      .map((name) => [name, machinePath(readFileSync(path.join(REPOSITORY, name), 'latin1'))])
      .filter(([, where]) => where !== undefined);
    expect(found).toEqual([]);
  });

  it('would be caught with one', () => {
    expect(machinePath(`see ${['', 'home', 'ann', 'fibril'].join('/')}`)).toBeDefined();
    expect(machinePath('https://example.org/home/ann and ./home/ann and test/root/x')).toBeUndefined();
  });
});
