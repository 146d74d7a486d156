import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkRepository, checkTree } from '../../scripts/check-imports.mjs';
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

describe('the import rules', () => {
  it('hold in src and assembly', () => {
    expect(checkRepository(REPOSITORY)).toEqual([]);
  });

  const one = (file: string, text: string, tree: 'src' | 'assembly' = 'src') =>
    checkTree(tree, new Map([[file, text]]));

  it.each([
    ['model/a.ts', "import { run } from '../process/run.js';", 'model must not import process'],
    ['core/a.ts', "import type { A } from '../model/a.js';", 'core must not import model'],
    ['output/a.ts', "export * from '../sweep/row.js';", 'output must not import sweep'],
    ['sweep/a.ts', "const a = await import('../cli/main.js');", 'sweep must not import cli'],
    ['web/a.ts', "import { sweep } from '../node.js';", 'web must not import node.ts'],
    ['model/a.ts', "import { instantiate } from '@assemblyscript/loader';", 'only src/core may import'],
    ['model/a.ts', 'const b = core.memory.buffer;', 'only src/core may name memory.buffer'],
    ['model/a.ts', 'function f(nodePtr: number) {}', "only src/core may name the pointer 'nodePtr'"],
    ['output/a.ts', "import { writeFile } from 'node:fs/promises';", 'runs in browsers too'],
    ['solver/a.ts', '', "'solver' is not a layer"],
    ['model/a.ts', "import { x } from '../../bench/x.js';", 'from outside src'],
  ])('catch a violation in src/%s: %s', (file, text, message) => {
    expect(one(file, text)).toEqual([expect.stringContaining(message)]);
  });

  it.each([
    ['law/a.ts', "import { solve } from '../solve/pcg';", 'law must not import solve'],
    ['measure/a.ts', "import { f } from '../law/ligament';", 'measure must not import law'],
    ['memory/a.ts', "import { f } from '../network/nodes';", 'memory must not import network'],
  ])('catch a violation in assembly/%s: %s', (file, text, message) => {
    expect(one(file, text, 'assembly')).toEqual([expect.stringContaining(message)]);
  });

  it('let through what points down', () => {
    expect(one('cli/a.ts', "import { a } from '../node.js'; import 'node:fs'; import 'zod';")).toEqual([]);
    expect(one('core/module-node.ts', "import 'node:fs/promises';")).toEqual([]);
    expect(one('core/instance.ts', "import '@assemblyscript/loader'; m.memory.buffer; thePtr;")).toEqual([]);
    expect(one('solve/a.ts', "import { f } from '../law/ligament';", 'assembly')).toEqual([]);
  });

  it('find a cycle of executed imports, and allow one of types', () => {
    const cycle = (first: string) =>
      checkTree(
        'src',
        new Map([
          ['model/a.ts', first],
          ['model/b.ts', "import { a } from './a.js';"],
        ]),
      );
    expect(cycle("import { b } from './b.js';")).toEqual([
      'src: import cycle model/a.ts → model/b.ts → model/a.ts',
    ]);
    expect(cycle("import type { b } from './b.js';")).toEqual([]);
  });
});
