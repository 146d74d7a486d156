/** From nodes in space to a network: bonds, their stiffness, the load and what is held. */
import { Random, shuffled } from './random.mjs';
import { grainsOf, pairsWithin } from './space.mjs';

/** @typedef {import('../../src/core/linear.js').BondNetwork} BondNetwork */

/**
 * @typedef {object} NetworkOptions
 * @property {'none' | 'random' | 'grains'} [contrast] bonds 10³ times stiffer: none, a random half, or those
 *   inside Voronoi grains of about 40 nodes
 * @property {number} [broken] fraction of bonds removed at random, 0 to 1
 * @property {boolean} [crack] remove the bonds through a penny of radius 0.4 L at mid-height
 * @property {'held' | 'free'} [floating] what becomes of clusters cut off from the held layer
 * @property {number} [bondsPerNode] FCC is thinned to this many (5; Infinity keeps all within the cut-off)
 */

/**
 * @typedef {object} TestNetworkParts
 * @property {string} name such as `fcc 4k`
 * @property {number} side edge of the body
 * @property {Float64Array} strain m, swelling strain of each bond (the load)
 * @property {number} floating nodes in clusters cut off from the held layer
 * @typedef {BondNetwork & TestNetworkParts} TestNetwork
 */

/** Bit mask of a node with all six freedoms held. */
const HELD_ALL = 63;
const RADIUS = 0.3;
const STIFF = 1e3;
const SWELLING = 1e-3;
const NOISE = 0.2;

/** Independent streams of one seed, so that an option changes nothing but what it names. */
export const Stream = { place: 1, number: 2, thin: 3, break: 4, contrast: 5, noise: 6, grain: 7 };

/**
 * @typedef {object} Body
 * @property {string} name
 * @property {number} side
 * @property {number} height
 * @property {number} cut length below which two nodes are bonded
 * @property {Float64Array} x 3n
 */

/**
 * Join, load and hold a body of nodes.
 *
 * @param {Body} body
 * @param {number} seed
 * @param {NetworkOptions} options
 * @returns {TestNetwork}
 */
export function build(body, seed, options) {
  const n = body.x.length / 3;
  const number = shuffled(n, new Random(seed, Stream.number));
  const x = new Float64Array(3 * n);
  for (let a = 0; a < n; a++) for (let k = 0; k < 3; k++) x[3 * number[a] + k] = body.x[3 * a + k];
  const pairs = chosenPairs(body, seed, options, number);
  const grain = options.contrast === 'grains' ? grainsOf(x, body.side, new Random(seed, Stream.grain)) : null;
  const kept = keptPairs(body, seed, options, x, pairs);
  const net = emptyNetwork(body, x, kept.length);
  const contrast = new Random(seed, Stream.contrast);
  const noise = new Random(seed, Stream.noise);
  let e = 0;
  let next = 0;
  // Every pair draws its contrast and its noise, kept or not: what breaks changes nothing of the rest.
  for (let p = 0; 2 * p < pairs.length; p++) {
    const half = contrast.unit() < 0.5;
    const error = NOISE * noise.normal();
    if (kept[next] !== p) continue;
    next++;
    const i = pairs[2 * p];
    const j = pairs[2 * p + 1];
    const stiff = options.contrast === 'random' ? half : grain !== null && grain[i] === grain[j];
    const swells = (x[3 * i] + x[3 * j]) / 2 > body.side / 2 ? 1 : 0;
    setBond(net, e++, i, j, stiff ? STIFF : 1, SWELLING * (swells + error));
  }
  holdAndClear(net, options.floating ?? 'held');
  return net;
}

/**
 * Pairs of nodes within the cut-off, in random order, the first `bondsPerNode` a node of them; lower node first.
 *
 * @param {Body} body
 * @param {number} seed
 * @param {NetworkOptions} options
 * @param {Int32Array} number new number of each node
 * @returns {Int32Array} i and j of each pair
 */
function chosenPairs(body, seed, options, number) {
  const found = pairsWithin(body.x, body.cut);
  const count = found.length / 2;
  const order = shuffled(count, new Random(seed, Stream.thin));
  const most = Math.min(count, (options.bondsPerNode ?? Infinity) * number.length);
  const pairs = new Int32Array(2 * most);
  for (let p = 0; p < most; p++) {
    const a = number[found[2 * order[p]]];
    const b = number[found[2 * order[p] + 1]];
    pairs[2 * p] = Math.min(a, b);
    pairs[2 * p + 1] = Math.max(a, b);
  }
  return pairs;
}

/**
 * Which pairs are left after random breakage and the penny crack.
 *
 * @param {Body} body
 * @param {number} seed
 * @param {NetworkOptions} options
 * @param {Float64Array} x
 * @param {Int32Array} pairs
 * @returns {Int32Array} rising indices of pairs
 */
function keptPairs(body, seed, options, x, pairs) {
  const random = new Random(seed, Stream.break);
  const kept = new Int32Array(pairs.length / 2);
  const middle = body.height / 2;
  let count = 0;
  for (let p = 0; p < kept.length; p++) {
    const lucky = random.unit() >= (options.broken ?? 0);
    const i = 3 * pairs[2 * p];
    const j = 3 * pairs[2 * p + 1];
    const dx = (x[i] + x[j]) / 2 - body.side / 2;
    const dy = (x[i + 1] + x[j + 1]) / 2 - body.side / 2;
    const across = (x[i + 2] - middle) * (x[j + 2] - middle) < 0;
    const cracked = options.crack === true && across && dx * dx + dy * dy < 0.16 * body.side * body.side;
    if (lucky && !cracked) kept[count++] = p;
  }
  return kept.slice(0, count);
}

/**
 * @param {Body} body
 * @param {Float64Array} x
 * @param {number} m
 * @returns {TestNetwork}
 */
function emptyNetwork(body, x, m) {
  const n = x.length / 3;
  return {
    name: body.name,
    side: body.side,
    floating: 0,
    n,
    m,
    x,
    held: new Int32Array(n),
    i: new Int32Array(m),
    j: new Int32Array(m),
    normal: new Float64Array(3 * m),
    armI: new Float64Array(3 * m),
    armJ: new Float64Array(3 * m),
    stiffness: new Float64Array(4 * m),
    force: new Float64Array(6 * n),
    strain: new Float64Array(m),
  };
}

/**
 * A cylinder between i and j: EA/L, Timoshenko's 12EI/(L³(1+Φ)) with Φ = 12EI/(0.9 G A L²), EI/L and GJ/L, and
 * the forces with which its swelling pushes the nodes apart.
 *
 * @param {TestNetwork} net
 * @param {number} e
 * @param {number} i
 * @param {number} j
 * @param {number} modulus
 * @param {number} strain
 */
function setBond(net, e, i, j, modulus, strain) {
  const { x, force } = net;
  const d = [x[3 * j] - x[3 * i], x[3 * j + 1] - x[3 * i + 1], x[3 * j + 2] - x[3 * i + 2]];
  const length = Math.sqrt(d[0] * d[0] + d[1] * d[1] + d[2] * d[2]);
  const area = Math.PI * RADIUS * RADIUS;
  const inertia = (area * RADIUS * RADIUS) / 4;
  const shear = modulus / 2.4;
  const phi = (12 * modulus * inertia) / (0.9 * shear * area * length * length);
  const kn = (modulus * area) / length;
  net.i[e] = i;
  net.j[e] = j;
  net.strain[e] = strain;
  net.stiffness[4 * e] = kn;
  net.stiffness[4 * e + 1] = (12 * modulus * inertia) / (length * length * length * (1 + phi));
  net.stiffness[4 * e + 2] = (modulus * inertia) / length;
  net.stiffness[4 * e + 3] = (shear * 2 * inertia) / length;
  for (let k = 0; k < 3; k++) {
    net.normal[3 * e + k] = d[k] / length;
    net.armI[3 * e + k] = d[k] / 2;
    net.armJ[3 * e + k] = -d[k] / 2;
    force[6 * i + k] -= kn * strain * d[k];
    force[6 * j + k] += kn * strain * d[k];
  }
}

/**
 * Hold the bottom layer, count clusters cut off from it (holding them too unless they are to stay free), and
 * clear the loads on held nodes. The swelling of a free cluster balances itself, so its equilibrium exists.
 *
 * @param {TestNetwork} net
 * @param {'held' | 'free'} floating
 */
function holdAndClear(net, floating) {
  const { n, m, held } = net;
  const root = Int32Array.from({ length: n }, (_, a) => a);
  const find = (/** @type {number} */ a) => {
    let r = a;
    while (root[r] !== r) r = root[r] = root[root[r]];
    return r;
  };
  for (let e = 0; e < m; e++) root[find(net.i[e])] = find(net.j[e]);
  const anchored = new Uint8Array(n);
  for (let a = 0; a < n; a++) {
    if (net.x[3 * a + 2] >= 0.5) continue;
    held[a] = HELD_ALL;
    anchored[find(a)] = 1;
  }
  for (let a = 0; a < n; a++) {
    if (anchored[find(a)]) continue;
    net.floating++;
    if (floating === 'held') held[a] = HELD_ALL;
  }
  for (let a = 0; a < n; a++) if (held[a]) net.force.fill(0, 6 * a, 6 * a + 6);
}
