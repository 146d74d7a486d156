/**
 * fibril's solver against other people's: the same networks, exported once, to the same residual, in one run.
 *
 *   npm run bench:peers -- [--sizes 4k,32k] [--nets fcc,rsa] [--only cholmod,petsc] [--skip-slow] [--all]
 *                          [--json file] [--write] [--golden] [--dist folder]
 *
 * `--only` takes cholmod, eigen, petsc, pyamg, lammps, fire, lammpsjs, downdate; fibril is always measured.
 * Peers that would take very long at a size are left out (CHOLMOD beyond 32k: minutes and 12 GB; FIRE beyond
 * 4k); `--skip-slow` leaves out more, `--all` nothing. `--write` renews bench/RESULTS.md and
 * bench/peers/curves.json, `--golden` the data in test/golden/peers. Root on Debian installs what is missing;
 * others are told what it is, and the rest runs.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { fcc, rsa, SIZES } from './networks.mjs';
import { exportBreaks, exportNetwork, readSolution } from './peers/export.mjs';
import { residual } from './peers/matrix.mjs';
import { ensurePackages, runPinned } from './peers/process.mjs';
import { curves, describeMachine, markdown } from './peers/report.mjs';
import { Context, RUNNERS, repeats } from './peers/runners.mjs';

/** @typedef {import('./peers/runners.mjs').Case} Case */
/** @typedef {import('./peers/report.mjs').Results} Results */
/** @typedef {import('./peers/report.mjs').BreakRow} BreakRow */
/** @typedef {import('./peers/fibril.mjs').FibrilJob} FibrilJob */

const here = path.dirname(fileURLToPath(import.meta.url));
const SEED = 1;
/** Bonds broken one by one, by cells across. */
const BREAKS = new Map([
  [10, 120],
  [20, 40],
  [30, 20],
]);

const { values: options } = parseArgs({
  options: {
    sizes: { type: 'string', default: '4k,32k' },
    nets: { type: 'string', default: 'fcc' },
    only: { type: 'string' },
    'skip-slow': { type: 'boolean', default: false },
    all: { type: 'boolean', default: false },
    json: { type: 'string' },
    write: { type: 'boolean', default: false },
    golden: { type: 'boolean', default: false },
    dist: { type: 'string', default: path.join(here, '../dist') },
  },
});
const only = options.only?.split(',');
const wanted = (/** @type {string} */ id) => !only || only.includes(id);
const tell = (/** @type {string} */ text) => process.stderr.write(`${text}\n`);

/** @returns {{ size: string, cells: number }[]} */
function sizes() {
  return options.sizes.split(',').map((size) => {
    const cells = /** @type {Record<string, number>} */ (SIZES)[size];
    if (!cells) throw new Error(`size ${size}: allowed ${Object.keys(SIZES).join(', ')}`);
    return { size, cells };
  });
}

/** @returns {('fcc' | 'rsa')[]} */
function kinds() {
  return options.nets.split(',').map((kind) => {
    if (kind !== 'fcc' && kind !== 'rsa') throw new Error(`network ${kind}: allowed fcc, rsa`);
    return kind;
  });
}

/** @param {Partial<FibrilJob> & { kind: 'fcc' | 'rsa', cells: number }} job */
async function fibril(job) {
  const whole = JSON.stringify({ seed: SEED, dist: path.resolve(options.dist), ...job });
  return JSON.parse(await runPinned(process.execPath, [path.join(here, 'peers/fibril.mjs'), whole]));
}

/** @param {Case} run @param {Results} results */
async function ownTimes(run, results) {
  const { kind, cells, net } = run;
  const times = await fibril({ job: 'zero', kind, cells, repeats: Math.max(2, 3 * repeats(run)) });
  const total = (/** @type {typeof times} */ t) => t.setup + t.solve;
  const before = results.own.find((o) => o.net === kind && o.n === net.n);
  if (!before) {
    results.own.push({ net: kind, n: net.n, times, drift: 1 });
    return;
  }
  before.drift = Math.max(total(before.times) / total(times), total(times) / total(before.times));
  for (const key of /** @type {const} */ (['load', 'cold', 'setup', 'solve'])) {
    before.times[key] = (before.times[key] + times[key]) / 2;
  }
}

/** @param {Case} run @param {Context} context @param {Results} results */
async function equilibrium(run, context, results) {
  tell(`${run.kind} ${run.size}: fibril`);
  await ownTimes(run, results);
  for (const runner of RUNNERS) {
    if (!wanted(runner.id)) continue;
    const limit = options.all ? Infinity : options['skip-slow'] ? runner.quick : runner.usual;
    if (run.cells > limit) {
      results.missing.push(`${runner.name} at ${run.size} (slow; --all runs it)`);
      continue;
    }
    tell(`${run.kind} ${run.size}: ${runner.name}`);
    try {
      results.rows.push(await runner.run(run, context));
    } catch (e) {
      results.missing.push(`${runner.name} at ${run.size}: ${e instanceof Error ? e.message : e}`);
    }
  }
  tell(`${run.kind} ${run.size}: fibril again`);
  await ownTimes(run, results);
}

/**
 * A crack grown bond by bond in the random packing, by fibril and then, over the same bonds, by CHOLMOD.
 *
 * @param {string} size
 * @param {number} cells
 * @param {Context} context
 * @param {Results} results
 */
async function growingCrack(size, cells, context, results) {
  const count = BREAKS.get(cells);
  if (!count) return;
  tell(`rsa ${size}: growing crack`);
  const own = await fibril({ job: 'breaks', kind: 'rsa', cells, repeats: count });
  const net = rsa(cells, SEED);
  /** @type {BreakRow} */
  const row = { net: 'rsa', n: net.n, bonds: count, own, peer: null };
  results.breaks.push(row);
  if (!wanted('downdate') || (cells > 20 && !options.all) || (cells > 10 && options['skip-slow'])) return;
  try {
    const folder = path.join(context.folder, `rsa${cells}breaks`);
    const node = exportNetwork(net, folder);
    exportBreaks(net, own.bonds, node, folder);
    const peer = JSON.parse(await runPinned(context.direct(), [folder, 'downdate', '1'], { minutes: 60 }));
    for (const e of own.bonds) net.stiffness.fill(0, 4 * e, 4 * e + 4);
    row.peer = { ...peer, residual: residual(net, readSolution({ net, folder, node })) };
    rmSync(folder, { recursive: true });
  } catch (e) {
    results.missing.push(`CHOLMOD downdate at ${size}: ${e instanceof Error ? e.message : e}`);
  }
}

/** @returns {Promise<string>} */
async function coreHash() {
  /** @type {typeof import('../src/core/module-node.js')} */
  const loader = await import(pathToFileURL(path.resolve(options.dist, 'core/module-node.js')).href);
  return (await loader.loadEngine()).hash;
}

/** @param {Context} context */
async function measure(context) {
  const packages = ensurePackages(tell);
  /** @type {Results} */
  const results = {
    date: new Date().toISOString().slice(0, 10),
    machine: describeMachine(),
    core: await coreHash(),
    own: [],
    rows: [],
    breaks: [],
    packages,
    missing: [],
  };
  for (const { size, cells } of sizes()) {
    for (const kind of kinds()) {
      const net = (kind === 'fcc' ? fcc : rsa)(cells, SEED);
      const folder = path.join(context.folder, `${kind}${cells}`);
      const node = exportNetwork(net, folder);
      await equilibrium({ size, kind, cells, net, folder, node }, context, results);
      rmSync(folder, { recursive: true });
    }
    await growingCrack(size, cells, context, results);
  }
  return results;
}

const context = new Context(mkdtempSync(path.join(os.tmpdir(), 'fibril-peers-')));
try {
  if (options.golden) {
    const { writeGolden } = await import('./peers/golden.mjs');
    for (const name of ensurePackages(tell)) tell(`not installed: ${name}`);
    await writeGolden(context, tell);
  } else {
    const results = await measure(context);
    const text = markdown(results);
    console.log(text);
    if (options.json) writeFileSync(options.json, `${JSON.stringify(results, null, 1)}\n`);
    if (options.write) {
      writeFileSync(path.join(here, 'RESULTS.md'), text);
      writeFileSync(path.join(here, 'peers/curves.json'), `${JSON.stringify(curves(results), null, 2)}\n`);
    }
  }
} finally {
  rmSync(context.folder, { recursive: true, force: true });
}
