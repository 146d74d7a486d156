/**
 * The browser that the tests drive: found where systems keep it, installed from Debian's archive when it is
 * missing and we may, asked for in words otherwise.
 *
 *   node scripts/ensure-chromium.mjs     prints its path
 */
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { executable, findProgram, installDebian } from './debian.mjs';

const NAMES = ['chromium', 'google-chrome', 'google-chrome-stable', 'chromium-browser'];
const APPLICATIONS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
const HINT =
  'no Chromium found: install it (Debian, Ubuntu: `apt-get install chromium`; elsewhere Chrome or Chromium) ' +
  'or set CHROMIUM_PATH to its executable';

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
  return findProgram(NAMES, APPLICATIONS);
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
  installDebian(['chromium', 'fonts-liberation'], HINT);
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
