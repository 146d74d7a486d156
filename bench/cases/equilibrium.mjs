/** Equilibrium to 1e-8: from zero, with the hierarchy reused, and what it costs as the network grows. */
import { short, solved } from './context.mjs';
import { count, figure, measureTogether } from './measure.mjs';
import { Twin } from './twin.mjs';

/** @typedef {import('./context.mjs').Case} Case */
/** @typedef {import('./context.mjs').Context} Context */
/** @typedef {import('./measure.mjs').Figure} Figure */
/** @typedef {import('../../dist/core/linear.js').LinearNetwork} LinearNetwork */
/** @typedef {keyof typeof import('../networks.mjs').SIZES} Size */

const TOLERANCE = 1e-8;

/**
 * Plan (order of the nodes, adjacency: once a geometry), setup (numbers of the solver), solve and memory.
 *
 * @param {Context} context
 * @param {'fcc' | 'rsa'} body
 * @param {Size | number} size by name, or cells across
 * @returns {Promise<Figure[]>}
 */
async function atSize(context, body, size) {
  const net = context.network(body, size);
  const { name } = net;
  const big = net.n > 50_000;
  const effort = context.small
    ? { samples: 5, seconds: 1.5, warmup: 1 }
    : { samples: big ? 5 : 9, seconds: big ? 60 : 6, warmup: big ? 1 : 3 };
  /** @type {LinearNetwork} */
  let linear = await context.load(net);
  const planned = await measureTogether(
    {
      plan: async () => {
        linear = await context.load(net);
      },
    },
    { ...effort, samples: 3 },
  );
  let result = { iterations: 0, rounds: 0, residual: 0 };
  const spent = await measureTogether(
    {
      fromZero: () => {
        linear.prepare();
        result = solved(linear, TOLERANCE, { fromZero: true });
      },
      setup: () => linear.prepare(),
      solve: () => {
        result = solved(linear, TOLERANCE, { fromZero: true });
      },
    },
    effort,
  );
  const whole = figure(`equilibrium / from zero / ${name}`, 'ms', 1e3, spent.fromZero, {
    at: { curve: `${body} from zero`, n: net.n },
  });
  whole.note = `setup and solve, ${short((1e3 * whole.value) / net.n)} µs a node, residual ${short(result.residual)}`;
  const solve = figure(`equilibrium / hierarchy reused / ${name}`, 'ms', 1e3, spent.solve, {
    at: { curve: `${body} hierarchy reused`, n: net.n },
    note: 'solve alone, from zero',
  });
  return [
    whole,
    figure(`equilibrium / setup / ${name}`, 'ms', 1e3, spent.setup),
    solve,
    count(`equilibrium / iterations / ${name}`, 'iterations', result.iterations, {
      note: `${result.rounds} rounds`,
    }),
    figure(`equilibrium / plan / ${name}`, 'ms', 1e3, planned.plan, {
      note: 'once a geometry, with loading',
    }),
    count(`equilibrium / memory / ${name}`, 'bytes/node', Math.round(linear.memoryBytes / net.n), {
      note: `${short(linear.memoryBytes / 1e6)} MB of ${net.n} nodes and ${net.m} elements`,
    }),
  ];
}

/** What grows with N, as ratios: cost a node and iterations, against 4k. @param {Figure[]} lines @returns {Figure[]} */
function growth(lines) {
  const value = (/** @type {string} */ what, /** @type {Size} */ size) =>
    lines.find((f) => f.name === `equilibrium / ${what} / fcc ${size}`)?.value;
  const out = [];
  const [cost4, cost108] = [value('from zero', '4k'), value('from zero', '108k')];
  const [count4, count108] = [value('iterations', '4k'), value('iterations', '108k')];
  if (cost4 && cost108) {
    const note = 'time a node at 108k over that at 4k';
    out.push(count('equilibrium / growth of cost / fcc', 'ratio', cost108 / cost4 / 27, { note }));
  }
  if (count4 && count108) {
    const note = 'iterations at 108k over those at 4k';
    out.push(count('equilibrium / growth of iterations / fcc', 'ratio', count108 / count4, { note }));
  }
  return out;
}

/** Cells across of the largest networks, tried in turn: 1,000,188 nodes and 442,368. */
const LARGEST = [63, 48];

/** The largest network that fits into 4 GB. @param {Context} context @returns {Promise<Figure[]>} */
async function largest(context) {
  for (const cells of LARGEST) {
    try {
      return await atSize(context, 'fcc', cells);
    } catch (error) {
      context.say(`${4 * cells ** 3} nodes: ${error instanceof Error ? error.message : error}`);
    }
  }
  return [];
}

/** @type {Case} */
export const equilibrium = {
  name: 'equilibrium',
  async run(context) {
    /** @type {Size[]} */
    const sizes = context.small ? ['1k', '4k'] : ['1k', '4k', '32k', '108k'];
    const lines = [];
    for (const size of sizes) lines.push(...(await atSize(context, 'fcc', size)));
    if (!context.small) {
      for (const size of /** @type {Size[]} */ (['4k', '32k'])) {
        lines.push(...(await atSize(context, 'rsa', size)));
      }
    }
    if (context.extent === 'large') lines.push(...(await largest(context)));
    return [...lines, ...growth(lines)];
  },
};

/** The core against its plain JavaScript twin, from zero, in turns. @type {Case} */
export const twin = {
  name: 'twin',
  async run(context) {
    const net = context.network('fcc', '4k');
    const linear = await context.load(net);
    const other = new Twin(net);
    let iterations = 0;
    const spent = await measureTogether(
      {
        wasm: () => {
          linear.prepare();
          solved(linear, TOLERANCE, { fromZero: true });
        },
        js: () => {
          other.prepare();
          iterations = other.solve(TOLERANCE).iterations;
        },
      },
      { samples: context.small ? 3 : 9, seconds: context.small ? 3 : 10, warmup: 1 },
    );
    const ratio = spent.wasm.median / spent.js.median;
    return [
      figure(`twin / JavaScript block-Jacobi PCG / ${net.name}`, 'ms', 1e3, spent.js, {
        note: `${iterations} iterations, f64`,
      }),
      count(`twin / wasm over JavaScript from zero / ${net.name}`, 'time ratio', ratio, {
        note: `${short(1 / ratio)} times faster`,
      }),
    ];
  },
};
