/**
 * Small solutions by other codes, kept as golden data: test/golden/peers/*.json. The networks are not kept but
 * made again (bench/networks.mjs); a hash tells when they are no longer the same.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { centralForce, fcc, rsa } from '../networks.mjs';
import { exportNetwork, readSolution } from './export.mjs';
import { exactSprings, minimiseScript, readLog, setupScript, writeSystem } from './lammps.mjs';
import { residual } from './matrix.mjs';
import { runPinned } from './process.mjs';

/** @typedef {import('../networks.mjs').NetworkOptions} NetworkOptions */
/** @typedef {import('../networks.mjs').TestNetwork} TestNetwork */
/** @typedef {import('./runners.mjs').Context} Context */

/**
 * @typedef {object} GoldenNetwork
 * @property {'fcc' | 'rsa'} kind
 * @property {number} cells
 * @property {number} seed
 * @property {NetworkOptions} options
 * @property {boolean} central
 *
 * @typedef {object} Golden
 * @property {GoldenNetwork} network
 * @property {string} hash of the network
 * @property {{ peer: string, version: string, how: string, residual: number, u: string }[]} solutions
 *   u: doubles, little endian, base64; 6n, or 3n displacements of a central-force network
 */

const home = path.join(path.dirname(fileURLToPath(import.meta.url)), '../../test/golden/peers');

/** Strains of the load in LAMMPS, times the network's own (1e-3): small enough to be nearly linear. */
const SCALES = [0.02, 0.04];

/** @type {Record<string, GoldenNetwork>} */
const NETWORKS = {
  'central-force': { kind: 'fcc', cells: 5, seed: 5, options: { bondsPerNode: 100 }, central: true },
  'six-freedoms-rsa': { kind: 'rsa', cells: 4, seed: 6, options: {}, central: false },
  'six-freedoms-contrast': {
    kind: 'fcc',
    cells: 4,
    seed: 7,
    options: { contrast: 'grains', broken: 0.1, crack: true },
    central: false,
  },
};

/** @param {GoldenNetwork} spec @returns {TestNetwork} */
export function goldenNetwork(spec) {
  const net = (spec.kind === 'fcc' ? fcc : rsa)(spec.cells, spec.seed, spec.options);
  return spec.central ? centralForce(net) : net;
}

/** @param {TestNetwork} net @returns {string} */
export function networkHash(net) {
  const hash = createHash('sha256');
  for (const data of [net.x, net.held, net.i, net.j, net.normal, net.armI, net.stiffness, net.force]) {
    hash.update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  }
  return hash.digest('hex');
}

/** @param {Float64Array} values @returns {string} */
const packed = (values) =>
  Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('base64');

/**
 * Displacements by LAMMPS's minimiser, to first order in the load. LAMMPS is geometrically nonlinear: with
 * u(s) = s a + s² b + s³ c + …, the odd part at two loads gives a with an error of s⁴.
 *
 * @param {TestNetwork} net
 * @param {Context} context
 */
async function byLammps(net, context) {
  const folder = path.join(context.folder, 'golden-lammps');
  mkdirSync(folder, { recursive: true });
  let version = '';
  let left = 0;
  /** @type {Float64Array[]} */
  const odd = [];
  for (const scale of SCALES) {
    /** @type {Float64Array[]} */
    const moved = [];
    for (const sign of [1, -1]) {
      writeSystem(folder, 'springs', net, exactSprings(net, sign * scale));
      const dump = 'write_dump all custom out.txt id x y z modify sort id format float %.17g\n';
      const script = path.join(folder, 'in.golden');
      writeFileSync(script, setupScript('springs', 'cg') + minimiseScript(1e-13) + dump);
      const log = await runPinned('lmp', ['-in', script, '-log', 'none'], { cwd: folder });
      version = /LAMMPS \(([^)]*)\)/.exec(log)?.[1] ?? '';
      left = Math.max(left, readLog(log).residual);
      moved.push(readDump(path.join(folder, 'out.txt'), net.n));
    }
    odd.push(moved[0].map((value, k) => (value - moved[1][k]) / (2 * scale)));
  }
  const [s2, t2] = SCALES.map((s) => s * s);
  const u = odd[0].map((value, k) => (t2 * value - s2 * odd[1][k]) / (t2 - s2));
  const how = 'min cg, harmonic bonds each of its own type; odd part at two loads, extrapolated to none';
  return { peer: 'LAMMPS', version, how, residual: left, u: packed(u) };
}

/** @param {string} file @param {number} n @returns {Float64Array} 3n positions */
function readDump(file, n) {
  const x = new Float64Array(3 * n);
  const lines = readFileSync(file, 'utf8').trim().split('\n').slice(-n);
  for (const line of lines) {
    const [id, ...place] = line.trim().split(' ').map(Number);
    x.set(place.slice(0, 3), 3 * (id - 1));
  }
  return x;
}

/**
 * @param {TestNetwork} net
 * @param {string} name
 * @param {Context} context
 */
async function byMatrix(net, name, context) {
  const folder = path.join(context.folder, `golden-${name}`);
  const node = exportNetwork(net, folder);
  const here = path.dirname(fileURLToPath(import.meta.url));
  const multigrid = [path.join(here, 'multigrid.py'), folder, 'petsc', '1e-12', '1'];
  /** @type {[string, string, string, string[]][]} */
  const jobs = [
    ['CHOLMOD', 'supernodal factor and solve', context.direct(), [folder, 'cholmod', '1']],
    ['PETSc', 'CG + GAMG with rigid-body modes, rtol 1e-12', context.python(), multigrid],
  ];
  const solutions = [];
  for (const [peer, how, command, args] of jobs) {
    const { version } = JSON.parse(await runPinned(command, args, { cwd: folder }));
    const u = readSolution({ net, folder, node });
    solutions.push({ peer, version, how, residual: residual(net, u), u: packed(u) });
  }
  return solutions;
}

/**
 * Make the golden data anew.
 *
 * @param {Context} context
 * @param {(text: string) => void} tell
 */
export async function writeGolden(context, tell) {
  mkdirSync(home, { recursive: true });
  for (const [name, network] of Object.entries(NETWORKS)) {
    const net = goldenNetwork(network);
    const solutions = network.central ? [await byLammps(net, context)] : await byMatrix(net, name, context);
    /** @type {Golden} */
    const golden = { network, hash: networkHash(net), solutions };
    writeFileSync(path.join(home, `${name}.json`), `${JSON.stringify(golden, null, 2)}\n`);
    tell(`${name}: ${net.n} nodes, ${net.m} bonds, residuals ${solutions.map((s) => s.residual).join(', ')}`);
  }
}
