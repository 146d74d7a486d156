/** Counts that must not creep up: what test/bench holds against bench/gates.json. */
import { readFileSync, writeFileSync } from 'node:fs';
import { Context, solved } from './context.mjs';
import { driveRun } from './load-steps.mjs';
import { measureTogether } from './measure.mjs';
import { byteCounts } from './sizes.mjs';
import { Twin } from './twin.mjs';

/**
 * @typedef {object} Gate
 * @property {number} value as recorded
 * @property {number} margin share by which a count may exceed it (0: not at all)
 * @typedef {Record<string, Gate>} Gates
 */

export const GATES_FILE = new URL('../gates.json', import.meta.url);

/** How a gate is written anew. */
export const UPDATE = 'node bench/index.mjs --update-gates';

/** Margins of each kind of count, for new records: few iterations may change by one. */
const MARGIN = { iterations: 0.05, evaluations: 0.03, bytes: 0.03, nothing: 0 };

/** @typedef {keyof typeof MARGIN} Kind */

/** Networks whose iterations are held: name, and what makes it. @type {[string, 'fcc' | 'rsa', '1k' | '4k', import('../networks.mjs').NetworkOptions][]} */
const NETWORKS = [
  ['fcc 864 intact', 'fcc', '1k', {}],
  ['fcc 4000 intact', 'fcc', '4k', {}],
  ['rsa 4000, contrast 1e3, random', 'rsa', '4k', { contrast: 'random' }],
  ['rsa 4000, contrast 1e3, grains', 'rsa', '4k', { contrast: 'grains' }],
  [
    'rsa 4000, contrast 1e3, grains, 10 % broken, crack',
    'rsa',
    '4k',
    { contrast: 'grains', broken: 0.1, crack: true },
  ],
];

/** Lateral size of the run whose evaluations are counted, µm: that of the golden runs. */
const RUN_LATERAL = 150;

/**
 * All gated counts as they are now.
 *
 * @returns {Promise<Map<string, { kind: Kind, value: number }>>}
 */
export async function presentCounts() {
  const context = await Context.load('small');
  /** @type {Map<string, { kind: Kind, value: number }>} */
  const found = new Map();
  for (const [name, body, size, options] of NETWORKS) {
    const linear = await context.load(context.network(body, size, options));
    linear.prepare();
    const { iterations } = solved(linear, 1e-8, { fromZero: true });
    found.set(`iterations to 1e-8: ${name}`, { kind: 'iterations', value: iterations });
  }
  const drive = await driveRun(context.module, { lateral: RUN_LATERAL });
  const { newton, cg, steps } = drive.engine.ledger();
  const run = `paper-10 of ${RUN_LATERAL} µm`;
  found.set(`load steps: ${run}`, { kind: 'evaluations', value: steps });
  found.set(`Newton iterations: ${run}`, { kind: 'evaluations', value: newton });
  found.set(`element evaluations, CG: ${run}`, {
    kind: 'evaluations',
    value: (newton + cg) * drive.electrode.network.m,
  });
  found.set(`growth of wasm memory over a run, bytes: ${run}`, {
    kind: 'nothing',
    value: drive.growth.memory,
  });
  found.set(`growth of the arena over a run, bytes: ${run}`, { kind: 'nothing', value: drive.growth.arena });
  const bytes = await byteCounts();
  found.set('bytes: wasm', { kind: 'bytes', value: bytes.wasm });
  found.set('bytes: wasm, gzip', { kind: 'bytes', value: bytes.wasmGzip });
  found.set('bytes: browser bundle', { kind: 'bytes', value: bytes.bundle });
  return found;
}

/** Time of the twin over time of the core: 4k from zero, in turns. */
export async function speedOverTwin() {
  const context = await Context.load('small');
  const net = context.network('fcc', '4k');
  const linear = await context.load(net);
  const twin = new Twin(net);
  const spent = await measureTogether(
    {
      wasm: () => {
        linear.prepare();
        solved(linear, 1e-8, { fromZero: true });
      },
      js: () => {
        twin.prepare();
        twin.solve(1e-8);
      },
    },
    { samples: 3, seconds: 6, warmup: 1 },
  );
  return spent.js.median / spent.wasm.median;
}

/** @returns {Gates} */
export const readGates = () => JSON.parse(readFileSync(GATES_FILE, 'utf8'));

/** Largest value a gate lets through; a count of few never below one more. @param {Gate} gate */
export const limit = ({ value, margin }) =>
  margin === 0 ? value : Math.max(value + 1, Math.floor(value * (1 + margin)));

/**
 * What is wrong with a count, in words; null when it passes.
 *
 * @param {string} name
 * @param {number} value
 * @param {Gate | undefined} gate
 * @returns {string | null}
 */
export function complaint(name, value, gate) {
  const update = `If that is meant, record it: ${UPDATE}`;
  if (!gate) return `${name}: ${value}, and bench/gates.json has no such gate. ${update}`;
  if (Number.isFinite(value) && value <= limit(gate)) return null;
  const by = gate.value === 0 ? `${value}` : `${(100 * (value / gate.value - 1)).toFixed(1)} %`;
  return `${name}: ${value}, ${by} more than the ${gate.value} recorded (allowed: ${limit(gate)}). ${update}`;
}

/** Write the present counts as gates. @returns {Promise<string[]>} what changed */
export async function updateGates() {
  const found = await presentCounts();
  /** @type {Gates} */
  let before = {};
  try {
    before = readGates();
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ENOENT') throw error;
  }
  /** @type {Gates} */
  const gates = {};
  const changes = [];
  for (const [name, { kind, value }] of found) {
    gates[name] = { value, margin: MARGIN[kind] };
    const old = before[name]?.value;
    if (old !== value) changes.push(`${name}: ${old ?? 'new'} → ${value}`);
  }
  writeFileSync(GATES_FILE, `${JSON.stringify(gates, null, 2)}\n`);
  return changes;
}
