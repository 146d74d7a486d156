/** Reverse Cuthill–McKee order of a network, held nodes last, elements sorted by (lower, higher) node. */

/** @typedef {import('../../src/core/linear.js').BondNetwork} BondNetwork */

/**
 * Neighbours of each node: `list[start[a]]` to `list[start[a + 1]]`.
 *
 * @param {BondNetwork} net
 */
function neighbours({ n, m, i, j }) {
  const start = new Int32Array(n + 1);
  for (let e = 0; e < m; e++) {
    start[i[e] + 1]++;
    start[j[e] + 1]++;
  }
  for (let a = 0; a < n; a++) start[a + 1] += start[a];
  const next = start.slice(0, n);
  const list = new Int32Array(2 * m);
  for (let e = 0; e < m; e++) {
    list[next[i[e]]++] = j[e];
    list[next[j[e]]++] = i[e];
  }
  return { start, list };
}

/**
 * New number of each node. Cuthill and McKee, Proc. 24th ACM Conf. (1969) 157, doi:10.1145/800195.805928,
 * reversed; every component starts from its free node of least degree.
 *
 * @param {BondNetwork} net
 * @returns {Int32Array}
 */
export function reverseCuthillMcKee(net) {
  const { n, held } = net;
  const { start, list } = neighbours(net);
  const degree = (/** @type {number} */ a) => start[a + 1] - start[a];
  const seeds = Int32Array.from({ length: n }, (_, a) => a).sort((a, b) => degree(a) - degree(b) || a - b);
  const seen = Uint8Array.from(held, (mask) => (mask === 63 ? 1 : 0));
  const queue = new Int32Array(n);
  let filled = 0;
  for (const seed of seeds) {
    if (seen[seed]) continue;
    seen[seed] = 1;
    queue[filled] = seed;
    for (let at = filled++; at < filled; at++) {
      const fresh = [];
      for (let k = start[queue[at]]; k < start[queue[at] + 1]; k++) {
        if (seen[list[k]]) continue;
        seen[list[k]] = 1;
        fresh.push(list[k]);
      }
      for (const a of fresh.sort((p, q) => degree(p) - degree(q) || p - q)) queue[filled++] = a;
    }
  }
  const number = new Int32Array(n);
  const free = filled;
  for (let at = 0; at < free; at++) number[queue[at]] = free - 1 - at;
  for (let a = 0; a < n; a++) if (held[a] === 63) number[a] = filled++;
  return number;
}

/**
 * The network renumbered and its elements sorted, `number` and `element` leading from old to new and from new
 * to old.
 *
 * @param {BondNetwork} net
 * @returns {BondNetwork & { number: Int32Array, element: Int32Array }}
 */
export function ordered(net) {
  const { n, m } = net;
  const number = reverseCuthillMcKee(net);
  const turned = Uint8Array.from({ length: m }, (_, e) => (number[net.i[e]] > number[net.j[e]] ? 1 : 0));
  const low = Int32Array.from({ length: m }, (_, e) => number[turned[e] ? net.j[e] : net.i[e]]);
  const high = Int32Array.from({ length: m }, (_, e) => number[turned[e] ? net.i[e] : net.j[e]]);
  const element = Int32Array.from({ length: m }, (_, e) => e).sort(
    (a, b) => low[a] - low[b] || high[a] - high[b] || a - b,
  );
  const nodes = (/** @type {Float64Array} */ from, /** @type {number} */ width) => {
    const to = new Float64Array(width * n);
    for (let a = 0; a < n; a++) {
      for (let k = 0; k < width; k++) to[width * number[a] + k] = from[width * a + k];
    }
    return to;
  };
  const elements = (/** @type {(e: number, k: number) => number} */ value, /** @type {number} */ width) =>
    Float64Array.from({ length: width * m }, (_, q) => value(element[Math.floor(q / width)], q % width));
  const held = new Int32Array(n);
  for (let a = 0; a < n; a++) held[number[a]] = net.held[a];
  return {
    n,
    m,
    number,
    element,
    held,
    x: nodes(net.x, 3),
    force: nodes(net.force, 6),
    i: Int32Array.from(element, (e) => low[e]),
    j: Int32Array.from(element, (e) => high[e]),
    normal: elements((e, k) => (turned[e] ? -net.normal[3 * e + k] : net.normal[3 * e + k]), 3),
    armI: elements((e, k) => (turned[e] ? net.armJ : net.armI)[3 * e + k], 3),
    armJ: elements((e, k) => (turned[e] ? net.armI : net.armJ)[3 * e + k], 3),
    stiffness: elements((e, k) => net.stiffness[4 * e + k], 4),
  };
}
