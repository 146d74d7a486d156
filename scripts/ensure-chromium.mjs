/**
 * The browser that the tests drive: found where systems keep it, installed from Debian's archive when it is
 * missing and we may, asked for in words otherwise.
 *
 *   node scripts/ensure-chromium.mjs     prints its path
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const NAMES = ['chromium', 'google-chrome', 'google-chrome-stable', 'chromium-browser'];
const APPLICATIONS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
const HINT =
  'no Chromium found: install it (Debian, Ubuntu: `apt-get install chromium`; elsewhere Chrome or Chromium) ' +
  'or set CHROMIUM_PATH to its executable';

/** @param {string} file */
function executable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Where Chromium is: CHROMIUM_PATH, the search path, or the usual places.
 *
 * @returns {string | undefined}
 */
export function findChromium() {
  const asked = process.env.CHROMIUM_PATH;
  if (asked) {
    if (executable(asked)) return asked;
    throw new Error(`CHROMIUM_PATH names '${asked}', which is not an executable file`);
  }
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/bin'];
  const candidates = NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return [...candidates, ...APPLICATIONS].find(executable);
}

/**
 * {@link findChromium}, or an error that says what to do.
 *
 * @returns {string}
 */
export function requireChromium() {
  const found = findChromium();
  if (!found) throw new Error(HINT);
  return found;
}

/**
 * {@link findChromium}, installing it first on Debian and Ubuntu when run as root.
 *
 * @returns {string}
 */
export function ensureChromium() {
  const found = findChromium();
  if (found) return found;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) throw new Error(HINT);
  console.error('installing Chromium for the browser tests (apt-get) …');
  for (const args of [
    ['update'],
    ['install', '--yes', '--no-install-recommends', 'chromium', 'fonts-liberation'],
  ]) {
    const { status, stderr } = spawnSync('apt-get', ['--quiet=2', ...args], {
      stdio: ['ignore', 'ignore', 'pipe'],
      encoding: 'utf8',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    // A source that cannot be refreshed need not be the one that has the package.
    if (status !== 0 && args[0] === 'install') {
      throw new Error(`apt-get ${args.join(' ')} failed:\n${stderr}\n${HINT}`);
    }
  }
  return requireChromium();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    console.log(ensureChromium());
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
