/** Bytes that a user loads: the core, and the browser entry bundled as scripts/build.mjs does. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { WASM } from './context.mjs';
import { count } from './measure.mjs';

/** @typedef {import('./context.mjs').Case} Case */

const GZIP = { level: 9 };

/** The browser entry in one minified file. */
async function bundle() {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('../../dist/index.js', import.meta.url))],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    logLevel: 'error',
  });
  const file = outputFiles[0];
  if (!file) throw new Error('esbuild wrote nothing');
  return file.contents;
}

/** Raw and gzipped bytes of both. */
export async function byteCounts() {
  const wasm = readFileSync(WASM);
  const script = await bundle();
  return {
    wasm: wasm.length,
    wasmGzip: gzipSync(wasm, GZIP).length,
    bundle: script.length,
    bundleGzip: gzipSync(script, GZIP).length,
  };
}

/** @type {Case} */
export const sizes = {
  name: 'sizes',
  async run() {
    const bytes = await byteCounts();
    return [
      count('size / wasm', 'bytes', bytes.wasm),
      count('size / wasm, gzip', 'bytes', bytes.wasmGzip),
      count('size / browser bundle', 'bytes', bytes.bundle, { note: 'minified, without the core' }),
      count('size / browser bundle, gzip', 'bytes', bytes.bundleGzip),
    ];
  },
};
