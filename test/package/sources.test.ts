import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { REPOSITORY } from './repository.js';

/** A path that only one machine has: into a home, a mount or a work folder. */
const MACHINE_PATH = /(?<![\w.~-])\/(?:home|Users|root|work|mnt)\/[\w.-]+/;

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
