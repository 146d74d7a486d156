/**
 * Run the tests and end with one plain line, `N passed, N failed`.
 *
 *   node scripts/test.mjs [--all] [vitest filters…]
 *
 * Everyday: unit, theory, golden, package and browser tests; `--all` adds test/**\/*.slow.test.ts. What is out
 * of date in dist is built first, and Chromium is installed where that is possible.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { ensureChromium } from './ensure-chromium.mjs';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const report = path.join(root, 'build', 'test-report.json');
const EVERYDAY = ['unit', 'package', 'browser'];

/**
 * When anything below these files and folders was last changed, ms; 0 when none exists.
 *
 * @param {string[]} names
 * @returns {number}
 */
function newest(...names) {
  const times = names
    .map((name) => path.join(root, name))
    .filter((file) => existsSync(file))
    .flatMap((file) => {
      const stat = statSync(file);
      if (!stat.isDirectory()) return [stat.mtimeMs];
      return readdirSync(file, { recursive: true, encoding: 'utf8' }).map(
        (name) => statSync(path.join(file, name)).mtimeMs,
      );
    });
  return Math.max(0, ...times);
}

/** @param {string} script */
function npmRun(script) {
  return spawnSync(`npm run --silent ${script}`, {
    cwd: root,
    shell: true,
    stdio: ['ignore', 'inherit', 'inherit'],
  }).status;
}

/** Build what is older than its sources. Returns false when that fails. */
function buildIfStale() {
  if (newest('assembly', 'asconfig.json') > newest('build/fibril.wasm') && npmRun('build:wasm') !== 0) {
    return false;
  }
  const stale =
    newest('src', 'tsconfig.json', 'scripts/build.mjs', 'scripts/site.mjs', 'build/fibril.wasm') >
    newest('dist/fibril.wasm');
  return !stale || npmRun('build:ts') === 0;
}

/**
 * Counts from vitest's own report. A file that could not be loaded has no tests and counts as one failure.
 *
 * @returns {{ passed: number, failed: number, skipped: number }}
 */
function readCounts() {
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
  const json = JSON.parse(readFileSync(report, 'utf8'));
  const unloaded = json.testResults.filter(
    (/** @type {{ status: string, assertionResults: { status: string }[] }} */ file) =>
      file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length;
  return {
    passed: json.numPassedTests,
    failed: json.numFailedTests + unloaded,
    skipped: json.numPendingTests + json.numTodoTests,
  };
}

/** @param {string[]} args */
function runVitest(args) {
  const all = args.includes('--all');
  const filters = args.filter((arg) => arg !== '--all');
  const projects = all ? [...EVERYDAY, 'slow'] : EVERYDAY;
  const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const options = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  rmSync(report, { force: true });
  const { status } = spawnSync(
    process.execPath,
    [vitest, ...options, ...projects.flatMap((name) => ['--project', name]), ...filters],
    { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] },
  );
  return status ?? 1;
}

/** @param {string[]} args */
function main(args) {
  if (!buildIfStale()) {
    console.log('the build failed, so no test was run');
    console.log('0 passed, 1 failed');
    return 1;
  }
  try {
    ensureChromium();
  } catch (error) {
    // The browser tests fail with the same words; the others still tell something.
    console.error(error instanceof Error ? error.message : error);
  }
  const status = runVitest(args);
  const { passed, failed, skipped } = readCounts();
  if (skipped > 0) console.log(`${skipped} skipped`);
  // An error outside any test makes vitest fail although every test passed.
  const failures = status !== 0 ? Math.max(1, failed) : failed;
  console.log(`${passed} passed, ${failures} failed`);
  return failures > 0 ? 1 : 0;
}

process.exitCode = main(process.argv.slice(2));
