/** Runs a TypeScript page in real Chromium, served over loopback, and hands back what it found. */

import { mkdir, readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { type Browser, chromium, type Page } from 'playwright-core';
import { requireChromium } from '../../scripts/ensure-chromium.mjs';
import { PATIENCE } from '../support/patience.js';

export const REPOSITORY = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

export const ARGUMENTS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
};

/** What a page script sets when it is done: exactly one of the two. */
declare global {
  var __result: unknown;
  var __error: string | undefined;
}

export interface ChromiumOptions {
  /** What else the page can fetch: path below the root (without a slash in front) → content. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** Where to keep a picture of the finished page: a name, put below out/screenshots/. */
  readonly screenshot?: string;
}

/**
 * Bundle `entry`, open it in Chromium and wait until it sets `globalThis.__result` (returned as JSON carries
 * it) or `globalThis.__error`. An uncaught error of the page is an error here.
 *
 * @param entry page script, path from the repository's root
 */
export async function runInChromium(entry: string, options: ChromiumOptions = {}): Promise<unknown> {
  const files = new Map<string, string | Uint8Array>(Object.entries(options.files ?? {}));
  files.set('page.js', await bundle(entry));
  files.set('index.html', PAGE);
  const server = await serve(files);
  let browser: Browser | undefined;
  try {
    browser = await chromium.launch({
      executablePath: requireChromium(),
      args: ARGUMENTS,
      timeout: PATIENCE,
    });
    const page = await browser.newPage();
    page.setDefaultTimeout(PATIENCE);
    const { port } = server.address() as AddressInfo;
    const result = await outcome(page, `http://127.0.0.1:${port}/index.html`);
    if (options.screenshot) await shoot(page, options.screenshot);
    return result;
  } finally {
    await browser?.close();
    await new Promise((done) => server.close(done));
  }
}

/** The core as Node's own loader finds it: the package's file, or the compiler's before there is a package. */
export async function coreBytes(): Promise<Uint8Array> {
  try {
    return await readFile(path.join(REPOSITORY, 'dist', 'fibril.wasm'));
  } catch {
    return readFile(path.join(REPOSITORY, 'build', 'fibril.wasm'));
  }
}

const PAGE = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>fibril test page</title><link rel="icon" href="data:,"></head>
<body><script type="module" src="page.js"></script></body>
</html>
`;

async function bundle(entry: string): Promise<Uint8Array> {
  const { outputFiles } = await build({
    entryPoints: [path.join(REPOSITORY, entry)],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    sourcemap: 'inline',
    logLevel: 'silent',
  });
  const [output] = outputFiles;
  if (!output) throw new Error(`esbuild made nothing of ${entry}`);
  return output.contents;
}

async function serve(files: ReadonlyMap<string, string | Uint8Array>): Promise<Server> {
  const server = createServer((request, response) => {
    const name = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname).slice(1);
    const body = files.get(name);
    if (body === undefined) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': TYPES[path.extname(name)] ?? 'application/octet-stream' });
    response.end(body);
  });
  await new Promise<void>((done, fail) => {
    server.once('error', fail);
    server.listen(0, '127.0.0.1', done);
  });
  return server;
}

async function outcome(page: Page, url: string): Promise<unknown> {
  const log: string[] = [];
  page.on('console', (message) => log.push(`${message.type()}: ${message.text()}`));
  const crashed = new Promise<never>((_, fail) => {
    page.on('pageerror', (error) => fail(new Error(`the page threw: ${error.stack ?? error.message}`)));
    page.on('crash', () => fail(new Error('the page crashed')));
  });
  crashed.catch(() => {});
  await page.goto(url);
  const finished = page
    .waitForFunction(() => '__result' in globalThis || '__error' in globalThis, undefined, {
      timeout: PATIENCE,
    })
    .catch((error: unknown) => {
      throw new Error(`the page did not finish in ${PATIENCE} ms\n${log.join('\n')}`, { cause: error });
    });
  await Promise.race([finished, crashed]);
  const { result, error } = await page.evaluate(() => ({
    result: globalThis.__result,
    error: globalThis.__error,
  }));
  if (error !== undefined) throw new Error(`the page failed: ${error}`);
  return result;
}

async function shoot(page: Page, name: string): Promise<void> {
  const folder = path.join(REPOSITORY, 'out', 'screenshots');
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, name), fullPage: true });
}
