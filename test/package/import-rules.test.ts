import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cruise, type IViolation } from 'dependency-cruiser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkBoundary } from '../../scripts/check-boundary.mjs';
import rules, { ASSEMBLY_ROOMS, SRC_ROOMS, seen, withRooms } from '../../scripts/import-rules.mjs';
import { REPOSITORY, repositoryFile } from './repository.js';

/** What the rules say of the files below `root`: `rule: from → to`. */
async function violations(root: string): Promise<string[]> {
  const { forbidden, options } = rules;
  const { output } = await cruise(['src', 'assembly'], {
    ...options,
    baseDir: root,
    validate: true,
    ruleSet: { forbidden: forbidden ?? [] },
  });
  if (typeof output === 'string') throw new Error(output);
  const words = ({ rule, from, to }: IViolation) => `${rule.name}: ${from} → ${to}`;
  return output.summary.violations.map(words).sort();
}

/** A file with one import, and the rule that it breaks; null: none. */
const PLANTED: [file: string, text: string, rule: string | null][] = [
  ['src/model/up.ts', "import { a } from '../process/plain.js'; a;", 'src: model sees only what is below it'],
  ['src/core/type.ts', "import type { A } from '../model/plain.js';", 'src: core sees only what is below it'],
  ['src/jobs/known.ts', "import { a } from '../sweep/plain.js'; a;", 'src: jobs sees only what is below it'],
  ['src/output/again.ts', "export * from '../sweep/plain.js';", 'src: output sees only what is below it'],
  [
    'src/sweep/late.ts',
    "export default () => import('../cli/main.js');",
    'src: sweep sees only what is below it',
  ],
  [
    'src/output/typeof.ts',
    "export type A = import('../lab/plain.js').A;",
    'src: output sees only what is below it',
  ],
  ['src/web/node.ts', "import { a } from '../node.js'; a;", 'src: web sees only what is below it'],
  [
    'src/web/store.ts',
    "import { a } from '../sweep/store-node.js'; a;",
    'no *-node.ts where a browser runs it',
  ],
  ['src/output/write.ts', "import 'node:fs/promises';", 'no node: where a browser runs it'],
  ['src/model/bare.ts', "import 'fs';", 'no node: where a browser runs it'],
  ['src/model/loader.ts', "import '@assemblyscript/loader';", 'only src/core loads wasm'],
  ['src/model/outside.ts', "import { a } from '../../bench/plain.js'; a;", 'src: nothing from outside'],
  ['src/model/gone.ts', "import { a } from './not-there.js'; a;", 'every import resolves'],
  ['src/model/tool.ts', "import 'a-tool';", 'only packages that are installed with this one'],
  ['src/solver/a.ts', '', 'src: every file without imports is in a room'],
  ['src/solver/b.ts', "import { a } from '../core/plain.js'; a;", 'src: every file is in a room'],
  [
    'assembly/element/up.ts',
    "import { a } from '../solve/plain'; a;",
    'assembly: element sees only what is below it',
  ],
  [
    'assembly/memory/up.ts',
    "import { a } from '../network/plain'; a;",
    'assembly: memory sees only what is below it',
  ],
  ['src/model/first.ts', "import { a } from './second.js'; export const b = a;", 'no circles'],
  ['src/model/second.ts', "import type { b } from './first.js'; export const a: b;", 'no circles'],
  ['src/model/later.ts', "export const a = 1; export const b = () => import('./latest.js');", 'no circles'],
  ['src/model/latest.ts', "import { a } from './later.js'; a;", 'no circles'],
  ['src/web/dead.ts', 'export const a = 1;', 'every file is used'],
  [
    'src/cli/main.ts',
    "import { a } from '../sweep/plain.js'; import 'node:fs'; import 'a-dependency'; a;",
    null,
  ],
  ['src/cli/lab.ts', "import { a } from '../lab/plain.js'; a;", null],
  ['src/sweep/store-node.ts', "import 'node:fs'; import { a } from './plain.js'; a;", null],
  ['src/core/instance.ts', "import '@assemblyscript/loader';", null],
  ['assembly/solve/down.ts', "import { a } from '../element/plain'; a;", null],
];

/** Rooms of the planted tree: a file each that others may import. */
function plantRooms(write: (file: string, text: string) => void): void {
  for (const [tree, rooms] of Object.entries({ src: SRC_ROOMS, assembly: ASSEMBLY_ROOMS })) {
    for (const room of Object.keys(rooms)) {
      write(`${tree}/${room.endsWith('.ts') ? room : `${room}/plain.ts`}`, 'export const a = 1;');
    }
  }
  write('bench/plain.ts', 'export const a = 1;');
  const packages = { dependencies: ['@assemblyscript/loader', 'a-dependency'], devDependencies: ['a-tool'] };
  const listed = Object.entries(packages).map(([key, names]) => [
    key,
    Object.fromEntries(names.map((name) => [name, '1.0.0'])),
  ]);
  write('package.json', JSON.stringify({ type: 'module', ...Object.fromEntries(listed) }));
  for (const name of Object.values(packages).flat()) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
    write(`node_modules/${name}/index.js`, '');
  }
}

describe('the import rules', () => {
  let root: string;
  let found: string[];
  beforeAll(async () => {
    root = mkdtempSync(path.join(tmpdir(), 'fibril-rules-'));
    const write = (file: string, text: string): void => {
      mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      writeFileSync(path.join(root, file), text);
    };
    plantRooms(write);
    for (const [file, text] of PLANTED) write(file, text);
    found = await violations(root);
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it('hold in src and assembly', async () => {
    expect(await violations(REPOSITORY)).toEqual([]);
  });

  it.each(PLANTED.filter(([, , rule]) => rule !== null))('catch %s: %s', (file, _text, rule) => {
    expect(found.some((words) => words.startsWith(`${rule}: `) && words.includes(file))).toBe(true);
  });

  it.each(PLANTED.filter(([, , rule]) => rule === null))('let %s through: %s', (file) => {
    // Nothing begins the planted programs, so most files are unused.
    const others = found.filter((words) => !words.startsWith('every file is used'));
    expect(others.filter((words) => words.includes(`: ${file} → `))).toEqual([]);
  });

  it('have no rule that was not shown to fire', () => {
    const fired = new Set(found.map((words) => words.slice(0, words.lastIndexOf(': '))));
    // Of the walls between rooms each tree shows some; they come from one function.
    const rest = (rules.forbidden ?? []).map(({ name }) => name ?? '').filter((n) => !/sees only/.test(n));
    expect(rest.filter((name) => !fired.has(name) && !name.startsWith('assembly: '))).toEqual([]);
  });
});

describe('the rooms', () => {
  it('have no circle, and name only rooms', () => {
    for (const rooms of [SRC_ROOMS, ASSEMBLY_ROOMS]) {
      for (const [room, { sees }] of Object.entries(rooms)) {
        expect(Object.keys(rooms)).toEqual(expect.arrayContaining([...sees]));
        expect(seen(rooms, room)).not.toContain(room);
      }
    }
  });
});

describe('the drawing of the rooms', () => {
  it('is what the rules say', () => {
    const text = repositoryFile('docs/architecture.md');
    expect(withRooms(text)).toBe(text);
    expect(withRooms(text.replace('--> src_core', '--> src_web'))).toBe(text);
  });
});

describe('the wasm boundary', () => {
  it.each([
    ['src/model/a.ts', 'const b = core.memory.buffer;', 'memory.buffer'],
    ['src/model/a.ts', 'function f(nodePtr: number) {}', "the pointer 'nodePtr'"],
    ['src/web/a.ts', 'exports.__pin(1);', "the pointer '__pin'"],
  ])('is not to be named in %s: %s', (file, text, what) => {
    expect(checkBoundary(file, text)).toEqual([`${file}:1: only src/core may name ${what}`]);
  });

  it('lies in src/core', () => {
    expect(checkBoundary('src/core/instance.ts', 'm.memory.buffer; thePtr;')).toEqual([]);
    expect(checkBoundary('src/model/a.ts', 'image.data.buffer;')).toEqual([]);
  });
});
