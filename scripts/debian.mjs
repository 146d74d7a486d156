/** Installing Debian packages where that is possible. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

/** Whether a file can be run. @param {string} file */
export function executable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * The first of several programs on the search path or in the usual places.
 *
 * @param {readonly string[]} names
 * @param {readonly string[]} places whole paths to try after the search path
 * @returns {string | undefined}
 */
export function findProgram(names, places = []) {
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/bin'];
  const candidates = names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return [...candidates, ...places].find(executable);
}

/**
 * Install packages from Debian's archive, as root on Debian or Ubuntu.
 *
 * @param {readonly string[]} packages
 * @param {string} hint what to do where that is not possible
 */
export function installDebian(packages, hint) {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) throw new Error(hint);
  console.error(`installing ${packages.join(', ')} for the browser tests (apt-get) …`);
  for (const args of [['update'], ['install', '--yes', '--no-install-recommends', ...packages]]) {
    const { status, stderr } = spawnSync('apt-get', ['--quiet=2', ...args], {
      stdio: ['ignore', 'ignore', 'pipe'],
      encoding: 'utf8',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    // A source that cannot be refreshed need not be the one that has the package.
    if (status !== 0 && args[0] === 'install') {
      throw new Error(`apt-get ${args.join(' ')} failed:\n${stderr}\n${hint}`);
    }
  }
}
