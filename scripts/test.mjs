/**
 * Run the tests and end with one plain line, `N passed, N failed`.
 *
 *   node scripts/test.mjs [--all] [vitest filters…]
 *
 * Everyday: unit, theory, golden, package and browser tests; `--all` adds test/**\/*.slow.test.ts. What is out
 * of date in dist is built first, and Chromium is installed where that is possible.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { ensureChromium } from './ensure-chromium.mjs';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
/** Projects of the everyday tests, by what runs at the same time. */
const GROUPS = [['unit', 'package'], ['browser']];

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
  if (
    newest('assembly', 'schema', 'asconfig.json') > newest('build/fibril.wasm') &&
    npmRun('build:wasm') !== 0
  ) {
    return false;
  }
  const stale =
    newest('src', 'tsconfig.json', 'scripts/build.mjs', 'scripts/site.mjs', 'build/fibril.wasm') >
    newest('dist/fibril.wasm');
  return !stale || npmRun('build:ts') === 0;
}

/**
 * Counts from one vitest's own report. A file that could not be loaded has no tests and counts as one failure.
 *
 * @param {string} report
 * @returns {{ passed: number, failed: number, skipped: number }}
 */
function readCounts(report) {
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

/**
 * One vitest over some projects; what it prints comes in one piece at its end.
 *
 * @param {readonly string[]} projects
 * @param {readonly string[]} filters
 * @returns {Promise<{ status: number, passed: number, failed: number, skipped: number }>}
 */
function runVitest(projects, filters) {
  const report = path.join(root, 'build', `test-report-${projects[0]}.json`);
  const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const options = [
    'run',
    '--passWithNoTests',
    // By itself vitest leaves one core to others, and these machines have two.
    '--maxWorkers=2',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  const chosen = projects.flatMap((name) => ['--project', name]);
  rmSync(report, { force: true });
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [vitest, ...options, ...chosen, ...filters], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    /** @type {Buffer[]} */
    const said = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => said.push(data));
    child.on('close', (code) => {
      process.stdout.write(Buffer.concat(said));
      resolve({ status: code ?? 1, ...readCounts(report) });
    });
  });
}

/**
 * What needs no browser beside what drives one, which mostly waits; then, asked for, the slow ones by themselves,
 * as some of them take times.
 *
 * @param {string[]} args
 */
async function runAll(args) {
  const filters = args.filter((arg) => arg !== '--all');
  const runs = await Promise.all(GROUPS.map((group) => runVitest(group, filters)));
  if (args.includes('--all')) runs.push(await runVitest(['slow'], filters));
  return runs;
}

/** @param {string[]} args */
async function main(args) {
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
  const runs = await runAll(args);
  const sum = (/** @type {'passed' | 'failed' | 'skipped'} */ what) =>
    runs.reduce((n, run) => n + run[what], 0);
  const [passed, failed, skipped] = [sum('passed'), sum('failed'), sum('skipped')];
  if (skipped > 0) console.log(`${skipped} skipped`);
  // An error outside any test makes vitest fail although every test passed.
  const failures = runs.some((run) => run.status !== 0) ? Math.max(1, failed) : failed;
  console.log(`${passed} passed, ${failures} failed`);
  return failures > 0 ? 1 : 0;
}

process.exitCode = await main(process.argv.slice(2));
