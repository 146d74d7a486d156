/** The second engine that `npm run test:all` asks: Firefox, found or installed as Chromium is. */
import process from 'node:process';
import { executable, findProgram, installDebian } from './debian.mjs';

const HINT =
  'no Firefox found: install it (Debian: `apt-get install firefox-esr`; elsewhere Firefox) or set FIREFOX_PATH ' +
  'to its executable';

/**
 * Where Firefox is: FIREFOX_PATH, the search path, or the usual places; installed on Debian when run as root.
 *
 * @returns {string}
 */
export function ensureFirefox() {
  const asked = process.env.FIREFOX_PATH;
  if (asked) {
    if (executable(asked)) return asked;
    throw new Error(`FIREFOX_PATH names '${asked}', which is not an executable file`);
  }
  const find = () =>
    findProgram(['firefox-esr', 'firefox'], ['/Applications/Firefox.app/Contents/MacOS/firefox']);
  const found = find();
  if (found) return found;
  installDebian(['firefox-esr'], HINT);
  const installed = find();
  if (!installed) throw new Error(HINT);
  return installed;
}
