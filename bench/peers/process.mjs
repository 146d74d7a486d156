/** Runs the peers: one core, one thread, with a limit of time, and what is missing is installed or named. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

/** Libraries with threads of their own are told to use one. */
const ONE_THREAD = {
  OPENBLAS_NUM_THREADS: '1',
  OMP_NUM_THREADS: '1',
  MKL_NUM_THREADS: '1',
  NUMEXPR_NUM_THREADS: '1',
};

/** @param {string} command @returns {boolean} */
export function onPath(command) {
  return (process.env.PATH ?? '').split(path.delimiter).some((dir) => existsSync(path.join(dir, command)));
}

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {Record<string, string>} [env]
 * @property {number} [minutes] limit of time
 */

/**
 * Run a program on one core and give what it printed.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<string>}
 * @throws {Error} with the end of what it said when it fails or takes too long
 */
export function runPinned(command, args, options = {}) {
  const pinned = onPath('taskset') ? ['taskset', '-c', '0', command, ...args] : [command, ...args];
  return new Promise((resolve, reject) => {
    const child = spawn(pinned[0], pinned.slice(1), {
      cwd: options.cwd,
      env: { ...process.env, ...ONE_THREAD, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: (options.minutes ?? 30) * 60_000,
    });
    let out = '';
    let said = '';
    child.stdout.on('data', (data) => {
      out += data;
    });
    child.stderr.on('data', (data) => {
      said += data;
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) return resolve(out);
      const why = signal ? `stopped by ${signal}` : `exit ${code}`;
      const tail = (said.trim() || out.trim()).split('\n').slice(-3).join(' / ').slice(-400);
      return reject(new Error(`${path.basename(command)}: ${why}: ${tail}`));
    });
  });
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 * @returns {{ ok: boolean, text: string }}
 */
export function quietly(command, args, env = {}) {
  const run = spawnSync(command, args, { encoding: 'utf8', env: { ...process.env, ...env } });
  return { ok: run.status === 0, text: `${run.stdout ?? ''}${run.stderr ?? ''}`.trim() };
}

/** Python with SciPy: Debian's own before any other on the path. */
export function findPython() {
  return (
    ['/usr/bin/python3', 'python3'].find((p) => quietly(p, ['-c', 'import numpy, scipy.sparse']).ok) ?? null
  );
}

/** @param {string} code @returns {boolean} */
function pythonHas(code) {
  const python = findPython();
  return python !== null && quietly(python, ['-c', code]).ok;
}

const header = (/** @type {string} */ name) => existsSync(`/usr/include/${name}`);

/** Debian's packages, and whether what each one brings is there. @type {[string, () => boolean][]} */
const PACKAGES = [
  ['g++', () => onPath('g++')],
  ['libsuitesparse-dev', () => header('suitesparse/cholmod.h')],
  ['libopenblas-dev', () => quietly('sh', ['-c', 'ls /usr/lib/*/libopenblas.so']).ok],
  ['libeigen3-dev', () => header('eigen3/Eigen/Core')],
  // Debian's own Python: PETSc's module is compiled against its NumPy.
  ['python3-scipy', () => quietly('/usr/bin/python3', ['-c', 'import numpy, scipy.sparse']).ok],
  [
    'python3-petsc4py',
    () => pythonHas('import petsc4py') || quietly('sh', ['-c', 'ls -d /usr/lib/petscdir/*/*-real']).ok,
  ],
  ['python3-pyamg', () => pythonHas('import pyamg')],
  ['lammps', () => onPath('lmp')],
];

/**
 * Install Debian's packages that are missing, where that is possible.
 *
 * @param {(text: string) => void} tell
 * @returns {string[]} what is still missing
 */
export function ensurePackages(tell) {
  const absent = PACKAGES.filter(([, there]) => !there()).map(([name]) => name);
  if (absent.length === 0) return [];
  if (process.getuid?.() === 0 && onPath('apt-get')) {
    tell(`installing ${absent.join(', ')}`);
    quietly('apt-get', ['update']);
    // One at a time: a package that this release of Debian lacks must not keep the others out.
    for (const name of absent) {
      quietly('apt-get', ['install', '-y', '--no-install-recommends', name], {
        DEBIAN_FRONTEND: 'noninteractive',
      });
    }
  }
  return PACKAGES.filter(([, there]) => !there()).map(([name]) => name);
}

/**
 * PyAMG from Debian, or else from PyPI into a folder of this run.
 *
 * @param {string} python
 * @param {string} folder
 * @returns {Record<string, string>} environment in which it can be imported
 * @throws {Error} when neither has it
 */
export function ensurePyamg(python, folder) {
  if (quietly(python, ['-c', 'import pyamg']).ok) return {};
  const target = path.join(folder, 'python');
  const env = { PYTHONPATH: target };
  const wanted = ['install', '--quiet', '--retries', '0', '--target', target, 'pyamg'];
  for (const pip of [[python, '-m', 'pip'], ['pip3'], ['pip']]) {
    quietly(pip[0], [...pip.slice(1), ...wanted]);
    if (quietly(python, ['-c', 'import pyamg'], env).ok) return env;
  }
  throw new Error('PyAMG is neither in Debian (python3-pyamg) nor to be had with pip');
}
