import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REPOSITORY, readJson } from './repository.js';

interface Manifest {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

/** A user's project with the packed package installed in it, its dependencies linked to ours. */
let project = '';
let installed = '';
const manifest = readJson('package.json') as Manifest;

beforeAll(() => {
  project = mkdtempSync(path.join(tmpdir(), 'fibril-package-'));
  installed = path.join(project, 'node_modules', 'fibril');
  mkdirSync(installed, { recursive: true });
  // npm's own notices go to stderr; the scripts would only build again what is built.
  execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', project], {
    cwd: REPOSITORY,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });
  const tarball = readdirSync(project).find((name) => name.endsWith('.tgz'));
  if (!tarball) throw new Error('npm pack made no tarball');
  execFileSync('tar', ['-xzf', path.join(project, tarball), '-C', installed, '--strip-components=1']);
  for (const name of [...Object.keys(manifest.dependencies), '@types/node']) {
    const link = path.join(project, 'node_modules', name);
    mkdirSync(path.dirname(link), { recursive: true });
    symlinkSync(path.join(REPOSITORY, 'node_modules', name), link, 'junction');
  }
  writeFileSync(path.join(project, 'package.json'), '{ "type": "module" }\n');
});

afterAll(() => rmSync(project, { recursive: true, force: true }));

/** Run a module in the project; returns what it printed. */
function node(code: string): string {
  return execFileSync(process.execPath, ['--input-type=module', '--eval', code], {
    cwd: project,
    encoding: 'utf8',
  });
}

function bundleFor(entry: string) {
  return build({
    stdin: { contents: `export * from '${entry}';`, resolveDir: project },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    logLevel: 'silent',
  });
}

describe('the packed package', () => {
  it('holds what a user needs and nothing of the workshop', () => {
    const files = readdirSync(installed, { recursive: true, encoding: 'utf8' });
    const needed = ['LICENSE', 'README.md', 'CHANGELOG.md', 'package.json', 'dist/fibril.wasm'];
    expect(files).toEqual(
      expect.arrayContaining([
        ...needed,
        'dist/jobs/worker-node.js',
        'dist/sweep/functions.js',
        'dist/sweep/functions-node.js',
        'dist/index.d.ts',
      ]),
    );
    expect(files.filter((name) => /^(src|test|assembly|scripts|build|bench)\b/.test(name))).toEqual([]);
    const wasm = statSync(path.join(installed, 'dist', 'fibril.wasm')).size;
    console.log(`fibril.wasm: ${wasm} bytes`);
    expect(wasm).toBeLessThan(300_000);
  });

  it('passes publint', async () => {
    const { messages, pkg } = await publint({ pkgDir: installed, pack: false, strict: true });
    expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([]);
  });

  it('imports by its two entries and compiles its core', () => {
    const code = `
      import * as everywhere from 'fibril';
      import * as files from 'fibril/node';
      const core = new URL(import.meta.resolve('fibril/fibril.wasm'));
      const { readFile } = await import('node:fs/promises');
      const module = await WebAssembly.compile(await readFile(core));
      console.log(JSON.stringify({
        everywhere: Object.keys(everywhere),
        files: Object.keys(files),
        core: WebAssembly.Module.exports(module).length,
      }));`;
    const { everywhere, files, core } = JSON.parse(node(code));
    expect(everywhere).toEqual(expect.arrayContaining(['run', 'InputError']));
    expect(files).toEqual(expect.arrayContaining(['loadModule']));
    expect(core).toBeGreaterThan(4);
  });

  it('keeps Node out of the browser entry', async () => {
    const { outputFiles } = await bundleFor('fibril');
    const entry = outputFiles[0]?.contents ?? new Uint8Array();
    expect(entry.byteLength).toBeGreaterThan(1000);
    // Unminified; the library stays small for those who only compute.
    expect(gzipSync(entry).byteLength).toBeLessThan(130_000);
    await expect(bundleFor('fibril/node')).rejects.toThrow(/node:/);
  });

  it('bundles its element for the web without anything else to install', async () => {
    const { outputFiles } = await bundleFor('fibril/web');
    expect(outputFiles[0]?.text).toContain('fibril-electrode');
    const files = readdirSync(path.join(installed, 'dist', 'site'));
    expect(files).toEqual(
      expect.arrayContaining(['index.html', 'fibril.html', 'fibril-worker.js', 'fibril.wasm']),
    );
  });

  it('type-checks in a strict project', () => {
    const entry = path.join(project, 'use.ts');
    writeFileSync(
      entry,
      [
        "export * from 'fibril';",
        "export * as files from 'fibril/node';",
        "export * as page from 'fibril/web';\n",
      ].join('\n'),
    );
    const program = ts.createProgram([entry], {
      strict: true,
      noEmit: true,
      exactOptionalPropertyTypes: true,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      target: ts.ScriptTarget.ES2022,
      types: ['node'],
    });
    const problems = ts.getPreEmitDiagnostics(program);
    expect(problems.map((p) => ts.flattenDiagnosticMessageText(p.messageText, '\n'))).toEqual([]);
  });

  it('has a bin that runs', () => {
    const bin = path.join(installed, 'dist', 'cli', 'main.js');
    expect(readFileSync(bin, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
    const printed = execFileSync(process.execPath, [bin, '--version'], { encoding: 'utf8' });
    expect(printed).toContain(manifest.version);
  });
});
