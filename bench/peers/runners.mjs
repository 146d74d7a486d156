/** Each peer on one network: what it runs, and what it reports. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readSolution } from './export.mjs';
import { median } from './fibril.mjs';
import { binnedSprings, minimiseScript, readLog, setupScript, writeSystem } from './lammps.mjs';
import { residual } from './matrix.mjs';
import { ensurePyamg, findPython, onPath, quietly, runPinned } from './process.mjs';

/** @typedef {import('../networks.mjs').TestNetwork} TestNetwork */

/**
 * @typedef {object} Row seconds of CPU, medians
 * @property {string} peer
 * @property {string} net
 * @property {number} n nodes
 * @property {number | null} setup
 * @property {number} solve
 * @property {number | null} again work for another right-hand side or state of the same network
 * @property {number | null} iterations
 * @property {number} residual
 * @property {number} memoryMB
 * @property {string} version
 */

/**
 * @typedef {object} Case
 * @property {string} size
 * @property {'fcc' | 'rsa'} kind
 * @property {number} cells
 * @property {TestNetwork} net
 * @property {string} folder holds the exported matrix
 * @property {Int32Array} node of each matrix row
 */

/**
 * @typedef {object} Runner
 * @property {string} id
 * @property {string} name
 * @property {number} usual cells across up to which it runs when not told otherwise
 * @property {number} quick the same with --skip-slow
 * @property {(run: Case, context: Context) => Promise<Row>} run
 */

const here = path.dirname(fileURLToPath(import.meta.url));
const TOLERANCE = 1e-8;

/** What the runners share: the folder of this run, and programs made or fetched once. */
export class Context {
  /** @param {string} folder */
  constructor(folder) {
    this.folder = folder;
    /** @type {Map<string, unknown>} */
    this.made = new Map();
  }

  /**
   * @template T
   * @param {string} name
   * @param {() => T} make
   * @returns {T}
   */
  once(name, make) {
    if (!this.made.has(name)) this.made.set(name, make());
    return /** @type {T} */ (this.made.get(name));
  }

  /** The C++ peers, compiled. @returns {string} */
  direct() {
    return this.once('direct', () => {
      const out = path.join(this.folder, 'direct');
      const include = ['-I/usr/include/eigen3', '-I/usr/include/suitesparse'];
      const source = path.join(here, 'direct.cpp');
      const args = ['-O3', '-march=native', ...include, source, '-o', out, '-lcholmod', '-ldl'];
      const built = quietly('g++', args);
      if (!built.ok) throw new Error(`g++: ${built.text.split('\n')[0] || 'not found'}`);
      return out;
    });
  }

  /** @returns {string} */
  python() {
    const python = this.once('python', findPython);
    if (python === null) throw new Error('no Python with SciPy (python3-scipy)');
    return python;
  }

  /** lammps.js from npm, fetched once. @returns {string} folder with node_modules */
  lammpsJs() {
    return this.once('lammps.js', () => {
      const folder = path.join(this.folder, 'lammpsjs');
      mkdirSync(folder, { recursive: true });
      writeFileSync(
        path.join(folder, 'package.json'),
        '{ "name": "peer", "private": true, "type": "module" }\n',
      );
      const args = ['install', '--prefix', folder, '--no-audit', '--no-fund', '--no-save', 'lammps.js'];
      const fetched = quietly('npm', args);
      if (!fetched.ok) throw new Error(`npm: ${fetched.text.split('\n').pop()}`);
      return folder;
    });
  }
}

/** @param {Case} run @returns {number} repeats that keep a peer under some minutes */
export function repeats(run) {
  return run.cells <= 10 ? 5 : run.cells <= 20 ? 3 : 1;
}

/**
 * @param {Case} run
 * @param {string} command
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 */
async function report(run, command, args, env = {}) {
  const out = JSON.parse(await runPinned(command, args, { cwd: run.folder, env, minutes: 60 }));
  return { ...out, residual: residual(run.net, readSolution(run)) };
}

/** @param {Case} run @returns {{ net: string, n: number }} */
const of = (run) => ({ net: run.kind, n: run.net.n });

/** @param {'petsc' | 'pyamg'} id @param {string} name @returns {Runner} */
function multigrid(id, name) {
  return {
    id,
    name,
    usual: 30,
    quick: 20,
    run: async (run, context) => {
      const python = context.python();
      const env = id === 'pyamg' ? context.once('pyamg', () => ensurePyamg(python, context.folder)) : {};
      const args = [
        path.join(here, 'multigrid.py'),
        run.folder,
        id,
        String(TOLERANCE),
        String(Math.max(3, repeats(run))),
      ];
      const r = await report(run, python, args, env);
      const { setup, solve, iterations, residual: left, peakMB: memoryMB, version } = r;
      return {
        peer: name,
        ...of(run),
        setup,
        solve,
        again: solve,
        iterations,
        residual: left,
        memoryMB,
        version,
      };
    },
  };
}

/** @type {Runner} */
const cholmod = {
  id: 'cholmod',
  name: 'CHOLMOD',
  usual: 20,
  quick: 10,
  run: async (run, context) => {
    const r = await report(run, context.direct(), [run.folder, 'cholmod', String(repeats(run))]);
    const version = `${r.version}, supernodal, METIS, ${r.blas.split(' ').slice(0, 2).join(' ')}`;
    const { solve, residual: left, peakMB: memoryMB } = r;
    const times = { setup: r.analyse + r.factor, solve, again: r.factor + solve };
    return { peer: cholmod.name, ...of(run), ...times, iterations: null, residual: left, memoryMB, version };
  },
};

/** @type {Runner} */
const eigen = {
  id: 'eigen',
  name: 'Eigen CG (Jacobi)',
  usual: 30,
  quick: 20,
  run: async (run, context) => {
    const r = await report(run, context.direct(), [run.folder, 'eigencg', String(repeats(run))]);
    const { setup, solve, iterations, residual: left, peakMB: memoryMB, version } = r;
    return {
      peer: eigen.name,
      ...of(run),
      setup,
      solve,
      again: solve,
      iterations,
      residual: left,
      memoryMB,
      version,
    };
  },
};

/** @param {Case} run @param {Context} context @returns {string} name of the system in the case's folder */
function springs(run, context) {
  return context.once(`springs ${run.folder}`, () => {
    writeSystem(run.folder, 'springs', run.net, binnedSprings(run.net));
    return 'springs';
  });
}

/** @param {'cg' | 'fire'} style @param {string} name @param {number} usual @returns {Runner} */
function lammps(style, name, usual) {
  return {
    id: style === 'cg' ? 'lammps' : 'fire',
    name,
    usual,
    quick: 10,
    run: async (run, context) => {
      if (!onPath('lmp')) throw new Error('no lmp (package lammps)');
      const script = path.join(run.folder, `in.${style}`);
      writeFileSync(script, setupScript(springs(run, context), style) + minimiseScript(TOLERANCE));
      const logs = [];
      for (let k = 0; k < (style === 'cg' ? repeats(run) : 1); k++) {
        logs.push(await runPinned('lmp', ['-in', script, '-log', 'none'], { cwd: run.folder, minutes: 60 }));
      }
      const log = logs[0];
      const seconds = median(logs.map((text) => readLog(text).seconds));
      const { iterations, residual: left, memoryMB } = readLog(log);
      const version = /LAMMPS \(([^)]*)\)/.exec(log)?.[1] ?? '';
      const times = { setup: null, solve: seconds, again: seconds };
      return { peer: name, ...of(run), ...times, iterations, residual: left, memoryMB, version };
    },
  };
}

/** @type {Runner} */
const lammpsJs = {
  id: 'lammpsjs',
  name: 'lammps.js min cg',
  usual: 20,
  quick: 10,
  run: async (run, context) => {
    const name = springs(run, context);
    const args = [path.join(here, 'lammpsjs.mjs'), context.lammpsJs(), run.folder, name, String(TOLERANCE)];
    const r = JSON.parse(await runPinned(process.execPath, args, { minutes: 60 }));
    const times = { setup: null, solve: r.seconds, again: r.seconds };
    const { iterations, residual: left, memoryMB, version } = r;
    return { peer: lammpsJs.name, ...of(run), ...times, iterations, residual: left, memoryMB, version };
  },
};

/** @type {Runner[]} */
export const RUNNERS = [
  cholmod,
  eigen,
  multigrid('petsc', 'PETSc CG + GAMG'),
  multigrid('pyamg', 'PyAMG CG + SA'),
  lammps('cg', 'LAMMPS min cg', 30),
  lammps('fire', 'LAMMPS min fire', 10),
  lammpsJs,
];
