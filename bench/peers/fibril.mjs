/**
 * fibril's own solver on a test network, in a process of its own: `node fibril.mjs <JSON job>`. Prints one line
 * of JSON; times are CPU seconds of the process. {@link FibrilJob} says what a job is.
 */
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { fcc, rsa } from '../networks.mjs';
import { residual } from './matrix.mjs';

/** @typedef {import('../networks.mjs').TestNetwork} TestNetwork */
/** @typedef {import('../networks.mjs').NetworkOptions} NetworkOptions */

/**
 * @typedef {object} FibrilJob
 * @property {'zero' | 'breaks'} job
 * @property {'fcc' | 'rsa'} kind
 * @property {number} cells
 * @property {number} seed
 * @property {NetworkOptions} [options]
 * @property {number} repeats networks made (zero) or bonds broken (breaks)
 * @property {string} dist folder of the built package
 */

/**
 * @typedef {object} ZeroTimes medians
 * @property {number} load making the instance and ordering the network
 * @property {number} cold building the solver in memory that is touched for the first time
 * @property {number} setup building all of it again in the memory then held, as the peers' repeats do
 * @property {number} solve from zero
 * @property {number} iterations
 * @property {number} residual
 * @property {number} memoryMB
 */

/**
 * @typedef {object} BreakTimes
 * @property {number[]} bonds in the order they broke
 * @property {number} total median of break and solve
 * @property {number} mean
 * @property {number} iterations median
 * @property {number} residual largest
 * @property {number} checked residual of the last solution, by the reference
 */

const TOLERANCE = 1e-8;
/** CPU time before the first repeat that counts. */
const WARM_SECONDS = 3;

/** @param {FibrilJob} job @returns {TestNetwork} */
export function networkOf(job) {
  return (job.kind === 'fcc' ? fcc : rsa)(job.cells, job.seed, job.options);
}

/** @returns {number} CPU seconds of this process */
function cpu() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** @param {number[]} values @returns {number} */
export function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

/** @param {FibrilJob} job */
async function library(job) {
  /** @type {typeof import('../../src/core/linear.js')} */
  const linear = await import(pathToFileURL(path.join(job.dist, 'core/linear.js')).href);
  /** @type {typeof import('../../src/core/module-node.js')} */
  const loader = await import(pathToFileURL(path.join(job.dist, 'core/module-node.js')).href);
  return { LinearNetwork: linear.LinearNetwork, module: await loader.loadModule() };
}

/** @param {FibrilJob} job @returns {Promise<ZeroTimes>} */
async function fromZero(job) {
  const { LinearNetwork, module } = await library(job);
  const net = networkOf(job);
  /** @type {Record<'load' | 'cold' | 'setup' | 'solve', number[]>} */
  const spent = { load: [], cold: [], setup: [], solve: [] };
  /** @type {Partial<ZeroTimes>} */
  let last = {};
  // Every repeat is a new network: the solver must not know its geometry. The first ones are for the engine,
  // which compiles the code a second time while it runs, on threads that count as this process's time.
  let k = job.repeats > 1 ? -2 : 0;
  const started = cpu();
  for (; k < job.repeats; k++) {
    if (k === -1 && cpu() - started < WARM_SECONDS) k = -2;
    const times = [cpu()];
    const solver = await LinearNetwork.create(module, net);
    times.push(cpu());
    solver.prepare();
    times.push(cpu());
    const first = solver.solve(TOLERANCE, { fromZero: true });
    times.push(cpu());
    const again = solver.solve(TOLERANCE, { fromZero: true });
    times.push(cpu());
    solver.prepare();
    times.push(cpu());
    if (first.status !== 0 || again.status !== 0) throw new Error(`not solved: ${JSON.stringify(first)}`);
    last = { iterations: first.iterations, memoryMB: solver.memoryBytes / 1e6 };
    if (k === job.repeats - 1) last.residual = residual(net, solver.u());
    if (k < 0) continue;
    spent.load.push(times[1] - times[0]);
    spent.cold.push(times[2] - times[1]);
    spent.solve.push(times[3] - times[2], times[4] - times[3]);
    spent.setup.push(times[5] - times[4]);
  }
  return {
    load: median(spent.load),
    cold: median(spent.cold),
    setup: median(spent.setup),
    solve: median(spent.solve),
    iterations: last.iterations ?? NaN,
    residual: last.residual ?? NaN,
    memoryMB: last.memoryMB ?? NaN,
  };
}

/**
 * The bond of largest extension, of those whose two nodes keep three bonds or more (none is left loose).
 *
 * @param {TestNetwork} net
 * @param {Float64Array} u
 * @param {Int32Array} degree
 * @returns {number}
 */
function mostStretched(net, u, degree) {
  let best = -1;
  let most = -Infinity;
  for (let e = 0; e < net.m; e++) {
    const [i, j] = [net.i[e], net.j[e]];
    if (net.stiffness[4 * e] === 0 || degree[i] <= 3 || degree[j] <= 3) continue;
    let stretch = 0;
    for (let k = 0; k < 3; k++) stretch += net.normal[3 * e + k] * (u[6 * j + k] - u[6 * i + k]);
    if (stretch <= most) continue;
    most = stretch;
    best = e;
  }
  return best;
}

/** @param {FibrilJob} job @returns {Promise<BreakTimes>} */
async function breaks(job) {
  const { LinearNetwork, module } = await library(job);
  /** @type {BreakTimes | null} */
  let out = null;
  // The first round, short, compiles the code.
  for (const count of [10, job.repeats]) {
    const net = networkOf(job);
    const solver = await LinearNetwork.create(module, net);
    solver.prepare();
    solver.solve(TOLERANCE, { fromZero: true });
    out = growCrack(net, solver, count);
  }
  if (out === null) throw new Error('no bond was broken');
  return out;
}

/**
 * @param {TestNetwork} net its broken bonds lose their stiffness
 * @param {import('../../src/core/linear.js').LinearNetwork} solver
 * @param {number} count
 * @returns {BreakTimes}
 */
function growCrack(net, solver, count) {
  const degree = new Int32Array(net.n);
  for (let e = 0; e < net.m; e++) {
    degree[net.i[e]]++;
    degree[net.j[e]]++;
  }
  const bonds = [];
  const spent = [];
  const iterations = [];
  let worst = 0;
  for (let k = 0; k < count; k++) {
    const e = mostStretched(net, solver.u(), degree);
    bonds.push(e);
    net.stiffness.fill(0, 4 * e, 4 * e + 4);
    degree[net.i[e]]--;
    degree[net.j[e]]--;
    const start = cpu();
    solver.break(e);
    const result = solver.solve(TOLERANCE, { fromZero: false });
    spent.push(cpu() - start);
    if (result.status !== 0) throw new Error(`break ${k} not solved: ${JSON.stringify(result)}`);
    iterations.push(result.iterations);
    worst = Math.max(worst, result.residual);
  }
  return {
    bonds,
    total: median(spent),
    mean: spent.reduce((sum, t) => sum + t, 0) / spent.length,
    iterations: median(iterations),
    residual: worst,
    checked: residual(net, solver.u()),
  };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  /** @type {FibrilJob} */
  const job = JSON.parse(process.argv[2]);
  console.log(JSON.stringify(job.job === 'zero' ? await fromZero(job) : await breaks(job)));
}
