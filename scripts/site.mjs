/**
 * The page as static files, below dist/site:
 *
 *   index.html              the page, with fibril.js, its chunks, fibril-worker.js and fibril.wasm
 *   fibril-electrode.js     the custom element and `mount`, for other people's pages (same chunks and worker)
 *   fibril.html             all of it in one file, which works from disk
 *
 * Called by scripts/build.mjs. `size(site)` tells what each part weighs.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, transform } from 'esbuild';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const web = path.join(root, 'src', 'web');

const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

/** Style sheets as text to adopt, without the white space. @type {import('esbuild').Plugin} */
const styles = {
  name: 'styles',
  setup: (b) =>
    b.onLoad({ filter: /\.css$/ }, async ({ path: file }) => {
      const { code } = await transform(readFileSync(file, 'utf8'), { loader: 'css', minify: true });
      return { contents: code.trim(), loader: 'text' };
    }),
};

/**
 * three.js without headsets and the shaders and tables of its own materials, a quarter of it: the scene has raw ones.
 * From its sources, since its bundle holds them all in one module.
 *
 * @type {import('esbuild').Plugin}
 */
const leanThree = {
  name: 'lean-three',
  setup(b) {
    const source = path.join(root, 'node_modules', 'three', 'src', 'Three.js');
    b.onResolve({ filter: /^three$/ }, () => ({ path: source, sideEffects: false }));
    b.onLoad({ filter: /[\\/]Shader(Chunk|Lib)[\\/].*\.glsl\.js$/ }, () => ({
      contents: "export default ''; export const vertex = ''; export const fragment = '';",
    }));
    b.onLoad({ filter: /[\\/]DFGLUTData\.js$/ }, () => ({
      contents: 'export function getDFGLUT() { return null; }',
    }));
    b.onLoad({ filter: /[\\/]PMREMGenerator\.js$/ }, () => ({ contents: 'export class PMREMGenerator {}' }));
    // The scene is for screens: headsets are never enabled.
    b.onLoad({ filter: /[\\/]WebXRManager\.js$/ }, ({ path: file }) => ({
      contents: `import { EventDispatcher } from '../../core/EventDispatcher.js';
        export class WebXRManager extends EventDispatcher {
          enabled = false;
          isPresenting = false;
          setAnimationLoop() {}
          getEnvironmentBlendMode() {}
          dispose() {}
        }`,
      resolveDir: path.dirname(file),
    }));
  },
};

/**
 * Parquet without the kinds of columns that no table of ours has, and without filters of rows: what is left out
 * says so should it be called.
 *
 * @type {import('esbuild').Plugin}
 */
const leanParquet = {
  name: 'lean-parquet',
  setup(b) {
    const kinds = /[\\/]hyparquet(-writer)?[\\/]src[\\/](variant|geospatial|wkb)\.js$/;
    b.onLoad({ filter: kinds }, ({ path: name }) => {
      const names = [...readFileSync(name, 'utf8').matchAll(/^export function (\w+)/gm)].map((m) => m[1]);
      const bodies = names.map(
        (n) => `export function ${n}() { throw new Error('${n} is not in this build'); }`,
      );
      return { contents: bodies.join('\n') };
    });
    // Asked of every read, whether it filters or not.
    b.onLoad({ filter: /[\\/]hyparquet[\\/]src[\\/]filter\.js$/ }, () => ({
      contents: `export const columnsNeededForFilter = () => [];
        export const pathsNeededForFilter = () => [];
        export const canSkipRowGroup = () => false;
        export function matchFilter() { throw new Error('matchFilter is not in this build'); }
        export function filterPageRanges() { throw new Error('filterPageRanges is not in this build'); }`,
    }));
  },
};

/** @type {import('esbuild').BuildOptions} */
const COMMON = {
  bundle: true,
  minify: true,
  platform: 'browser',
  // CSS nesting, by which pictures follow the page's theme, sets the least versions.
  target: ['es2022', 'chrome112', 'firefox117', 'safari16.5'],
  plugins: [styles, leanThree, leanParquet],
  define: { FIBRIL_VERSION: JSON.stringify(version) },
  legalComments: 'none',
  logLevel: 'error',
  absWorkingDir: root,
};

/**
 * What a page may do: compile the core, start its own worker, nothing from elsewhere. Styles are adopted by
 * script, so no style element or attribute is needed.
 *
 * @param {string} scripts
 * @param {string} workers
 * @param {string} connect
 */
function policy(scripts, workers, connect) {
  const rules = [
    "default-src 'none'",
    `script-src ${scripts} 'wasm-unsafe-eval'`,
    `worker-src ${workers}`,
    `connect-src ${connect}`,
    "style-src 'none'",
    'img-src data: blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ];
  return `<meta http-equiv="Content-Security-Policy" content="${rules.join('; ')}" />`;
}

/**
 * @param {string} csp
 * @param {string} script
 */
function page(csp, script) {
  return readFileSync(path.join(web, 'page', 'index.html'), 'utf8')
    .replace('<!-- policy -->', () => csp)
    .replace('<!-- script -->', () => script);
}

/** @returns {Promise<string>} */
async function workerScript() {
  const { outputFiles } = await build({
    ...COMMON,
    entryPoints: [path.join(web, 'worker', 'main.ts')],
    format: 'iife',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

/** The page as one script, with worker and core taken from the document. @returns {Promise<string>} */
async function wholeScript() {
  const embedded = path.join(web, 'assets-embedded.ts');
  const { outputFiles } = await build({
    ...COMMON,
    entryPoints: [path.join(web, 'main.ts')],
    format: 'esm',
    write: false,
    plugins: [
      ...(COMMON.plugins ?? []),
      {
        name: 'embedded-assets',
        setup: (b) => b.onResolve({ filter: /\/assets\.js$/ }, () => ({ path: embedded })),
      },
    ],
  });
  return outputFiles[0]?.text ?? '';
}

/** Text inside a script element must not end it. @param {string} code */
const inScript = (code) => code.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');

/**
 * Build the page.
 *
 * @param {string} out folder, made when absent
 * @param {Uint8Array} core the release core
 */
export async function buildSite(out, core) {
  mkdirSync(out, { recursive: true });
  await build({
    ...COMMON,
    entryPoints: [
      { in: path.join(web, 'main.ts'), out: 'fibril' },
      { in: path.join(web, 'embed.ts'), out: 'fibril-electrode' },
      // A module worker: what it has in common with the page is loaded once.
      { in: path.join(web, 'worker', 'main.ts'), out: 'fibril-worker' },
    ],
    outdir: out,
    format: 'esm',
    splitting: true,
    chunkNames: 'chunk-[name]-[hash]',
  });
  writeFileSync(path.join(out, 'fibril.wasm'), core);
  const self = policy("'self'", "'self' blob:", "'self'");
  writeFileSync(
    path.join(out, 'index.html'),
    page(self, '<script type="module" src="./fibril.js"></script>'),
  );
  const script = inScript(await wholeScript());
  const hash = createHash('sha256').update(script).digest('base64');
  const parts = [
    `<script type="text/plain" id="fibril-worker">${inScript(await workerScript())}</script>`,
    `<script type="text/plain" id="fibril-core">${Buffer.from(core).toString('base64')}</script>`,
    `<script type="module">${script}</script>`,
  ];
  writeFileSync(
    path.join(out, 'fibril.html'),
    page(policy(`'sha256-${hash}'`, 'blob:', "'none'"), parts.join('\n')),
  );
}

/**
 * Bytes of every file of a built page, as stored and compressed.
 *
 * @param {string} out
 */
export function sizes(out) {
  return readdirSync(out).map((name) => {
    const bytes = readFileSync(path.join(out, name));
    return { name, bytes: bytes.byteLength, gzip: gzipSync(bytes, { level: 9 }).byteLength };
  });
}
