import { describe, expect, it } from 'vitest';
import { readJson } from './repository.js';

interface LockEntry {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

interface Lock {
  readonly packages: Readonly<Record<string, LockEntry>>;
}

/** Where npm looks for `name` when the package installed at `at` asks for it. */
function lookup(lock: Lock, at: string, name: string): LockEntry | undefined {
  for (let folder = at; ; ) {
    const found = lock.packages[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`];
    if (found || folder === '') return found;
    const cut = folder.lastIndexOf('node_modules/');
    folder = cut <= 0 ? '' : folder.slice(0, cut - 1);
  }
}

/** Optional dependencies (the other platforms' binaries) that the lock names without holding them. */
function missingOptional(lock: Lock): string[] {
  return Object.entries(lock.packages).flatMap(([at, entry]) =>
    Object.keys(entry.optionalDependencies ?? {})
      .filter((name) => !lookup(lock, at, name))
      .map((name) => `${at} → ${name}`),
  );
}

const lock = readJson('package-lock.json') as Lock;

describe('the lockfile', () => {
  it('is complete for every platform', () => {
    const named = Object.values(lock.packages).flatMap((e) => Object.keys(e.optionalDependencies ?? {}));
    expect(named.length).toBeGreaterThan(20);
    expect(missingOptional(lock)).toEqual([]);
  });

  it('would be caught with a platform missing', () => {
    const { 'node_modules/@esbuild/darwin-arm64': dropped, ...packages } = lock.packages;
    expect(dropped).toBeDefined();
    expect(missingOptional({ packages })).toEqual(['node_modules/esbuild → @esbuild/darwin-arm64']);
  });

  it('pins every package by version and hash and names no server', () => {
    const entries = Object.entries(lock.packages).filter(([at]) => at !== '');
    expect(entries.filter(([, e]) => !e.version || !e.integrity).map(([at]) => at)).toEqual([]);
    expect(entries.filter(([, e]) => e.resolved !== undefined).map(([at]) => at)).toEqual([]);
  });
});
