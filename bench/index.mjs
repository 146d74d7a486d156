/**
 * The benches: node bench/index.mjs [flags], after npm run build.
 *
 *   --small          what CI runs: small networks, under a minute
 *   --large          the largest network that fits into 4 GB too, up to a million nodes
 *   --only a,b       these cases alone
 *   --json FILE      the figures as customSmallerIsBetter of github-action-benchmark
 *   --svg FILE       time against N, beside the peers' curves of bench/peers/curves.json
 *   --write          docs/bench.svg and bench/results.json
 *   --update-gates   record the counts that test/bench holds, in bench/gates.json
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Context } from './cases/context.mjs';
import { updateGates } from './cases/gates.mjs';
import { CASES } from './cases/index.mjs';
import { curvesSvg } from './report/curves.mjs';
import { smallerIsBetter } from './report/json.mjs';
import { ownCurves, peerCurves } from './report/series.mjs';
import { table } from './report/table.mjs';

/** @typedef {import('./cases/measure.mjs').Figure} Figure */

const here = path.dirname(fileURLToPath(import.meta.url));

/** Processor, Node and date, on one line. */
function machineLine() {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  return `${model}, Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}`;
}

/** @param {string} file @param {string} content */
function write(file, content) {
  mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
  writeFileSync(file, content);
  console.error(`written: ${path.relative(process.cwd(), path.resolve(file))}`);
}

function readFlags() {
  const { values } = parseArgs({
    options: {
      small: { type: 'boolean' },
      large: { type: 'boolean' },
      only: { type: 'string' },
      json: { type: 'string' },
      svg: { type: 'string' },
      write: { type: 'boolean' },
      'update-gates': { type: 'boolean' },
    },
  });
  if (values.small && values.large) throw new Error('--small and --large exclude each other');
  const names = values.only?.split(',').map((name) => name.trim());
  for (const name of names ?? []) {
    if (!CASES.some((c) => c.name === name)) {
      throw new Error(`--only: no case '${name}'; there are ${CASES.map((c) => c.name).join(', ')}`);
    }
  }
  return { ...values, names };
}

/** @param {ReturnType<typeof readFlags>} flags @returns {Promise<Figure[]>} */
async function runCases({ small, large, names }) {
  const say = (/** @type {string} */ text) => console.error(text);
  const context = await Context.load(small ? 'small' : large ? 'large' : 'full', say);
  const chosen = CASES.filter((c) => (names ? names.includes(c.name) : !small || c.small !== false));
  /** @type {Figure[]} */
  const figures = [];
  for (const [k, one] of chosen.entries()) {
    say(`${k + 1}/${chosen.length} ${one.name}`);
    figures.push(...(await one.run(context)));
  }
  return figures;
}

async function main() {
  const flags = readFlags();
  if (flags['update-gates']) {
    const changes = await updateGates();
    console.log(changes.length > 0 ? changes.join('\n') : 'no count has changed');
    return;
  }
  const figures = await runCases(flags);
  const machine = machineLine();
  console.log(`${machine}\n\n${table(figures)}`);
  const json = `${JSON.stringify(smallerIsBetter(figures, machine), null, 2)}\n`;
  const svg = () => {
    const { curves, date } = peerCurves();
    const where = curves.length > 0 ? `${machine}; peers ${date}` : machine;
    return curvesSvg([...ownCurves(figures), ...curves], where);
  };
  if (flags.json) write(flags.json, json);
  if (flags.svg) write(flags.svg, svg());
  if (flags.write) {
    write(path.join(here, 'results.json'), json);
    write(path.join(here, '..', 'docs', 'bench.svg'), svg());
  }
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
