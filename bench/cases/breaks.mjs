/** Break and re-solve: a crack that grows by the most stretched element, and isolated breaks. */
import { short, solved } from './context.mjs';
import { count, once, sorted, spreadOf } from './measure.mjs';

/** @typedef {import('./context.mjs').Case} Case */
/** @typedef {import('./context.mjs').Context} Context */
/** @typedef {import('./measure.mjs').Figure} Figure */
/** @typedef {import('../networks.mjs').TestNetwork} TestNetwork */

/** Stretch of an element along its normal, displacements of its ends and rotations of its arms. */
function stretch(/** @type {TestNetwork} */ net, /** @type {Float64Array} */ u, /** @type {number} */ e) {
  const { normal, armI, armJ } = net;
  const g = 3 * e;
  let sum = 0;
  for (const [node, arm, sign] of /** @type {[number, Float64Array, number][]} */ ([
    [6 * net.j[e], armJ, 1],
    [6 * net.i[e], armI, -1],
  ])) {
    const [x, y, z] = [arm[g], arm[g + 1], arm[g + 2]];
    const [p, q, r] = [u[node + 3], u[node + 4], u[node + 5]];
    sum += sign * normal[g] * (u[node] + q * z - r * y);
    sum += sign * normal[g + 1] * (u[node + 1] + r * x - p * z);
    sum += sign * normal[g + 2] * (u[node + 2] + p * y - q * x);
  }
  return sum;
}

/** Fewest elements that a node keeps, so that a crack leaves none loose; as in the comparison with CHOLMOD. */
const KEPT = 3;

/**
 * The intact element of largest stretch whose nodes can spare it; -1 when none is left.
 *
 * @param {TestNetwork} net
 * @param {Float64Array} u
 * @param {Uint8Array} broken
 */
export function mostStretched(net, u, broken) {
  const degree = new Int32Array(net.n);
  for (let e = 0; e < net.m; e++) {
    if (broken[e]) continue;
    degree[net.i[e]]++;
    degree[net.j[e]]++;
  }
  let best = -1;
  let most = 0;
  for (let e = 0; e < net.m; e++) {
    if (broken[e] || degree[net.i[e]] <= KEPT || degree[net.j[e]] <= KEPT) continue;
    const jump = stretch(net, u, e);
    if (jump > most) {
      most = jump;
      best = e;
    }
  }
  return best;
}

/**
 * Break `bonds` elements one at a time, each re-solved from the last solution.
 *
 * @param {Context} context
 * @param {TestNetwork} net
 * @param {number} bonds
 * @param {number} tolerance
 * @param {(linear: import('../../dist/core/linear.js').LinearNetwork, broken: Uint8Array, k: number) => number} choose
 */
async function sequence(context, net, bonds, tolerance, choose) {
  const linear = await context.load(net);
  linear.prepare();
  solved(linear, tolerance, { fromZero: true });
  const broken = new Uint8Array(net.m);
  /** @type {{ ms: number[], walls: number[], iterations: number[] }} */
  const record = { ms: [], walls: [], iterations: [] };
  for (let k = 0; k < bonds; k++) {
    const e = choose(linear, broken, k);
    if (e < 0) break;
    broken[e] = 1;
    const { cpu, wall } = await once(() => {
      linear.break(e);
      record.iterations.push(solved(linear, tolerance, { fromZero: false }).iterations);
    });
    record.ms.push(1e3 * cpu);
    record.walls.push(1e3 * wall);
  }
  return record;
}

/** @param {readonly number[]} values */
const mean = (values) => values.reduce((a, b) => a + b, 0) / values.length;

/** @type {Case} */
export const breaks = {
  name: 'breaks',
  async run(context) {
    const net = context.network('rsa', '4k');
    const bonds = context.small ? 30 : 200;
    const crack = (
      /** @type {import('../../dist/core/linear.js').LinearNetwork} */ linear,
      /** @type {Uint8Array} */ broken,
    ) => mostStretched(net, linear.u(), broken);
    // Far apart: a stride that is prime to the number of elements.
    const isolated = (/** @type {unknown} */ _, /** @type {Uint8Array} */ __, /** @type {number} */ k) =>
      ((k + 1) * 7919) % net.m;
    /** @type {[string, number, typeof crack | typeof isolated][]} */
    const kinds = [
      ['growing crack to 1e-8', 1e-8, crack],
      ['growing crack to 1e-5', 1e-5, crack],
      ['isolated to 1e-8', 1e-8, isolated],
    ];
    /** @type {Figure[]} */
    const lines = [];
    for (const [what, tolerance, choose] of kinds) {
      const { ms, walls, iterations } = await sequence(context, net, bonds, tolerance, choose);
      const tail = short(sorted(ms)[Math.floor(0.95 * (ms.length - 1))]);
      lines.push(
        spreadOf(`break / ${what} / ${net.name}`, 'ms', ms, {
          wall: sorted(walls)[Math.floor(walls.length / 2)],
          note: `mean ${short(mean(ms))}, 95 % below ${tail}`,
        }),
        count(
          `break / iterations, ${what} / ${net.name}`,
          'iterations',
          Math.round(100 * mean(iterations)) / 100,
          {
            note: `mean of ${iterations.length}`,
          },
        ),
      );
    }
    return lines;
  },
};
