/**
 * src → dist: strict emit of JavaScript and types, module by module (workers stay files of their own), the
 * release core next to them, proof that the browser entry bundles for a browser, and the page (site.mjs).
 *
 *   node scripts/build.mjs
 */
import { chmodSync, copyFileSync, existsSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import ts from 'typescript';
import { buildSite, sizes } from './site.mjs';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const wasm = path.join(root, 'build', 'fibril.wasm');
const dist = path.join(root, 'dist');
const next = path.join(root, 'build', 'dist-next');

/**
 * Compile src to `outDir`; throws with tsc's own words when there is any error.
 *
 * @param {string} outDir
 */
function emit(outDir) {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: fail };
  const config = ts.getParsedCommandLineOfConfigFile(
    path.join(root, 'tsconfig.json'),
    { outDir, noEmitOnError: true },
    host,
  );
  if (!config) throw new Error('tsconfig.json could not be read');
  const program = ts.createProgram(config.fileNames, config.options);
  const errors = [...config.errors, ...ts.getPreEmitDiagnostics(program), ...program.emit().diagnostics];
  if (errors.length > 0) fail(...errors);
}

/** @param {ts.Diagnostic[]} diagnostics @returns {never} */
function fail(...diagnostics) {
  const host = {
    getCanonicalFileName: (/** @type {string} */ name) => name,
    getCurrentDirectory: () => root,
    getNewLine: () => '\n',
  };
  console.error(ts.formatDiagnostics(ts.sortAndDeduplicateDiagnostics(diagnostics), host).trimEnd());
  process.exit(1);
}

/**
 * Bundle the browser entry in memory. An import of a Node module fails here, not at the user's.
 *
 * @param {string} dir
 * @returns {Promise<number>} bytes, minified
 */
async function bundleSize(dir) {
  const { outputFiles } = await build({
    entryPoints: [path.join(dir, 'index.js')],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    logLevel: 'error',
    absWorkingDir: root,
  });
  return outputFiles[0]?.contents.byteLength ?? 0;
}

if (!existsSync(wasm)) {
  console.error('build/fibril.wasm is missing: run `npm run build`, which compiles the core first');
  process.exit(1);
}
rmSync(next, { recursive: true, force: true });
emit(next);
chmodSync(path.join(next, 'cli', 'main.js'), 0o755);
copyFileSync(wasm, path.join(next, 'fibril.wasm'));
// esbuild has said why when it rejects.
const bundle = await bundleSize(next).catch(() => process.exit(1));
const site = path.join(next, 'site');
await buildSite(site, readFileSync(wasm)).catch(() => process.exit(1));
const page = sizes(site).find(({ name }) => name === 'fibril.html');
// The old build goes only once the new one is whole.
rmSync(dist, { recursive: true, force: true });
renameSync(next, dist);
const kB = (/** @type {number} */ bytes) => `${(bytes / 1024).toFixed(1)} kB`;
console.log(
  `dist: core ${kB(statSync(wasm).size)}, browser bundle without the core ${kB(bundle)}, page in one file ${kB(page?.bytes ?? 0)}`,
);
