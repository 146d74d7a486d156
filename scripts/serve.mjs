/**
 * Serve the page on this machine alone and print its address.
 *
 *   node scripts/serve.mjs [--port N]     the port, by default 5173 or the next that is free
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const site = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', 'dist', 'site');
const FIRST_PORT = 5173;
const TRIES = 20;

/** @type {Record<string, string>} */
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.wasm': 'application/wasm',
};

/** The path of an address; null for what is none, such as `/%zz`. @param {string} url */
function pathOf(url) {
  try {
    return decodeURIComponent(new URL(url, 'http://localhost').pathname);
  } catch {
    return null;
  }
}

/** A server of the files below `folder`, and of nothing else. @param {string} folder */
export function siteServer(folder) {
  return createServer((request, response) => {
    const asked = pathOf(request.url ?? '/');
    if (asked === null) {
      response.writeHead(400, { 'content-type': 'text/plain' }).end('not an address');
      return;
    }
    const file = path.join(folder, path.normalize(asked === '/' ? '/index.html' : asked));
    if (!file.startsWith(folder + path.sep) || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('not found');
      return;
    }
    const type = TYPES[path.extname(file)] ?? 'application/octet-stream';
    // Pages of other hosts may embed the element: modules from here are then asked for by CORS.
    const head = { 'content-type': type, 'cache-control': 'no-cache', 'access-control-allow-origin': '*' };
    response.writeHead(200, head).end(readFileSync(file));
  });
}

/** @param {number} port @param {number} tries */
function listen(port, tries) {
  const server = siteServer(site);
  server.once('error', (/** @type {NodeJS.ErrnoException} */ e) => {
    if (e.code === 'EADDRINUSE' && tries > 1) listen(port + 1, tries - 1);
    else {
      console.error(`port ${port} cannot be opened: ${e.message}`);
      process.exitCode = 1;
    }
  });
  server.listen(port, '127.0.0.1', () => console.log(`fibril: http://127.0.0.1:${port}/   (Ctrl+C ends)`));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { port: { type: 'string' } } });
  const port = values.port === undefined ? FIRST_PORT : Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    console.error(`--port: got '${values.port}'; allowed: a whole number from 1 to 65535.`);
    process.exitCode = 2;
  } else if (!existsSync(path.join(site, 'index.html'))) {
    console.error('dist/site is missing: run `npm run build` first');
    process.exitCode = 1;
  } else listen(port, values.port === undefined ? TRIES : 1);
}
