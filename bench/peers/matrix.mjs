/**
 * The stiffness matrix of a network as the peers read it: 6 × 6 blocks of the free nodes, in reverse
 * Cuthill-McKee order, and the residual by which every solution is judged.
 */

/** @typedef {import('../../src/core/linear.js').BondNetwork} BondNetwork */

/**
 * @typedef {object} BlockMatrix
 * @property {number} rows block rows
 * @property {Int32Array} start rows + 1
 * @property {Int32Array} column of each block, rising within a row
 * @property {Float64Array} value 36 a block, row by row
 */

/**
 * Node numbers in the order of the matrix: reverse Cuthill-McKee from the lowest node, held nodes left out.
 *
 * @param {BondNetwork} net
 * @returns {{ node: Int32Array, row: Int32Array }} node of each row; row of each node, -1 where held
 */
export function matrixOrder(net) {
  const { start, other } = neighbours(net);
  const free = Array.from({ length: net.n }, (_, a) => a).filter((a) => net.held[a] === 0);
  free.sort((a, b) => net.x[3 * a + 2] - net.x[3 * b + 2] || a - b);
  const node = new Int32Array(free.length);
  const row = new Int32Array(net.n).fill(-1);
  let count = 0;
  let next = 0;
  const visit = (/** @type {number} */ a) => {
    row[a] = 0;
    node[count++] = a;
  };
  const degree = (/** @type {number} */ a) => start[a + 1] - start[a];
  for (const first of free) {
    if (row[first] >= 0) continue;
    visit(first);
    while (next < count) {
      const a = node[next++];
      const found = [...other.subarray(start[a], start[a + 1])].filter(
        (b) => row[b] < 0 && net.held[b] === 0,
      );
      found.sort((b, c) => degree(b) - degree(c) || b - c);
      for (const b of found) visit(b);
    }
  }
  node.reverse();
  for (let r = 0; r < count; r++) row[node[r]] = r;
  return { node, row };
}

/** @param {BondNetwork} net @returns {{ start: Int32Array, other: Int32Array }} */
function neighbours(net) {
  const start = new Int32Array(net.n + 1);
  for (let e = 0; e < net.m; e++) {
    start[net.i[e] + 1]++;
    start[net.j[e] + 1]++;
  }
  for (let a = 0; a < net.n; a++) start[a + 1] += start[a];
  const at = start.slice(0, net.n);
  const other = new Int32Array(2 * net.m);
  for (let e = 0; e < net.m; e++) {
    other[at[net.i[e]]++] = net.j[e];
    other[at[net.j[e]]++] = net.i[e];
  }
  return { start, other };
}

/**
 * The 6 × 6 matrix that takes the motion of a node to the jump (Δ, φ) of a bond.
 *
 * @param {Float64Array} arm 3m
 * @param {number} e
 * @param {number} sign -1 at the lower node, 1 at the higher
 * @param {Float64Array} out 36, row by row
 */
function jumpMatrix(arm, e, sign, out) {
  const [x, y, z] = [arm[3 * e], arm[3 * e + 1], arm[3 * e + 2]];
  // θ × arm as a matrix on θ.
  out.set([1, 0, 0, 0, z, -y, 0, 1, 0, -z, 0, x, 0, 0, 1, y, -x, 0]);
  out.set([0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1], 18);
  for (let k = 0; k < 36; k++) out[k] *= sign;
}

/**
 * Stiffness of a bond against its jump, 6 × 6: ks + (kn − ks) n nᵀ and kb + (kt − kb) n nᵀ.
 *
 * @param {BondNetwork} net
 * @param {number} e
 * @param {Float64Array} out
 */
function lawMatrix(net, e, out) {
  out.fill(0);
  for (let part = 0; part < 2; part++) {
    const along = net.stiffness[4 * e + 3 * part];
    const across = net.stiffness[4 * e + 1 + part];
    for (let a = 0; a < 3; a++) {
      for (let b = 0; b < 3; b++) {
        const unit = a === b ? across : 0;
        out[6 * (3 * part + a) + 3 * part + b] =
          unit + (along - across) * net.normal[3 * e + a] * net.normal[3 * e + b];
      }
    }
  }
}

/**
 * out += leftᵀ law right, all 6 × 6.
 *
 * @param {Float64Array} left
 * @param {Float64Array} law
 * @param {Float64Array} right
 * @param {Float64Array} out
 * @param {number} at first index in `out`
 */
function addProduct(left, law, right, out, at) {
  for (let c = 0; c < 6; c++) {
    for (let a = 0; a < 6; a++) {
      let force = 0;
      for (let b = 0; b < 6; b++) force += law[6 * a + b] * right[6 * b + c];
      if (force === 0) continue;
      for (let r = 0; r < 6; r++) out[at + 6 * r + c] += left[6 * a + r] * force;
    }
  }
}

/**
 * @param {BondNetwork} net
 * @param {Int32Array} row of each node, from {@link matrixOrder}
 * @returns {BlockMatrix}
 */
export function assemble(net, row) {
  const { start, column } = blockPattern(net, row);
  const value = new Float64Array(36 * column.length);
  const find = (/** @type {number} */ r, /** @type {number} */ c) => {
    let k = start[r];
    while (column[k] !== c) k++;
    return 36 * k;
  };
  const sides = [new Float64Array(36), new Float64Array(36)];
  const law = new Float64Array(36);
  for (let e = 0; e < net.m; e++) {
    jumpMatrix(net.armI, e, -1, sides[0]);
    jumpMatrix(net.armJ, e, 1, sides[1]);
    lawMatrix(net, e, law);
    const rows = [row[net.i[e]], row[net.j[e]]];
    for (let a = 0; a < 2; a++) {
      for (let b = 0; b < 2; b++) {
        if (rows[a] < 0 || rows[b] < 0) continue;
        addProduct(sides[a], law, sides[b], value, find(rows[a], rows[b]));
      }
    }
  }
  return { rows: start.length - 1, start, column, value };
}

/**
 * @param {BondNetwork} net
 * @param {Int32Array} row
 * @returns {{ start: Int32Array, column: Int32Array }}
 */
function blockPattern(net, row) {
  const rows = row.reduce((most, r) => Math.max(most, r + 1), 0);
  const start = new Int32Array(rows + 1);
  for (let r = 0; r < rows; r++) start[r + 1] = 1;
  for (let e = 0; e < net.m; e++) {
    const [a, b] = [row[net.i[e]], row[net.j[e]]];
    if (a < 0 || b < 0) continue;
    start[a + 1]++;
    start[b + 1]++;
  }
  for (let r = 0; r < rows; r++) start[r + 1] += start[r];
  const at = start.slice(0, rows);
  const column = new Int32Array(start[rows]);
  for (let r = 0; r < rows; r++) column[at[r]++] = r;
  for (let e = 0; e < net.m; e++) {
    const [a, b] = [row[net.i[e]], row[net.j[e]]];
    if (a < 0 || b < 0) continue;
    column[at[a]++] = b;
    column[at[b]++] = a;
  }
  for (let r = 0; r < rows; r++) column.subarray(start[r], start[r + 1]).sort();
  return { start, column };
}

/**
 * The six columns √k · Gᵀe of a bond's stiffness, Σ w wᵀ, at its two nodes: what a direct solver takes away.
 *
 * @param {BondNetwork} net
 * @param {number} e
 * @returns {Float64Array} 72: column by column, six freedoms of the lower node and six of the higher
 */
export function bondColumns(net, e) {
  const n = net.normal.subarray(3 * e, 3 * e + 3);
  const t = Math.abs(n[0]) < 0.6 ? [1, 0, 0] : [0, 1, 0];
  const along = t[0] * n[0] + t[1] * n[1] + t[2] * n[2];
  const rest = t.map((v, k) => v - along * n[k]);
  const size = Math.sqrt(rest[0] ** 2 + rest[1] ** 2 + rest[2] ** 2);
  const p = rest.map((v) => v / size);
  const q = [n[1] * p[2] - n[2] * p[1], n[2] * p[0] - n[0] * p[2], n[0] * p[1] - n[1] * p[0]];
  const sides = [new Float64Array(36), new Float64Array(36)];
  jumpMatrix(net.armI, e, -1, sides[0]);
  jumpMatrix(net.armJ, e, 1, sides[1]);
  const [kn, ks, kb, kt] = net.stiffness.subarray(4 * e, 4 * e + 4);
  const out = new Float64Array(72);
  for (const [c, stiffness] of [kn, ks, ks, kt, kb, kb].entries()) {
    const direction = [n, p, q][c % 3];
    for (let k = 0; k < 12; k++) {
      const side = sides[Math.floor(k / 6)];
      for (let a = 0; a < 3; a++) {
        const jump = side[6 * (a + (c < 3 ? 0 : 3)) + (k % 6)];
        out[12 * c + k] += Math.sqrt(stiffness) * direction[a] * jump;
      }
    }
  }
  return out;
}

/**
 * |f − K u| / |f| over the free nodes, bond by bond and so independent of every matrix.
 *
 * @param {BondNetwork} net
 * @param {Float64Array} u 6n
 * @returns {number}
 */
export function residual(net, u) {
  const r = Float64Array.from(net.force);
  const side = new Float64Array(36);
  const law = new Float64Array(36);
  const jump = new Float64Array(6);
  const force = new Float64Array(6);
  for (let e = 0; e < net.m; e++) {
    jump.fill(0);
    lawMatrix(net, e, law);
    for (let s = 0; s < 2; s++) {
      const at = 6 * (s ? net.j[e] : net.i[e]);
      jumpMatrix(s ? net.armJ : net.armI, e, s ? 1 : -1, side);
      for (let k = 0; k < 36; k++) jump[Math.floor(k / 6)] += side[k] * u[at + (k % 6)];
    }
    force.fill(0);
    for (let k = 0; k < 36; k++) force[Math.floor(k / 6)] += law[k] * jump[k % 6];
    for (let s = 0; s < 2; s++) {
      const at = 6 * (s ? net.j[e] : net.i[e]);
      jumpMatrix(s ? net.armJ : net.armI, e, s ? 1 : -1, side);
      for (let k = 0; k < 36; k++) r[at + (k % 6)] -= side[k] * force[Math.floor(k / 6)];
    }
  }
  let [off, all] = [0, 0];
  for (let k = 0; k < 6 * net.n; k++) {
    if (net.held[Math.floor(k / 6)] & (1 << (k % 6))) continue;
    off += r[k] * r[k];
    all += net.force[k] * net.force[k];
  }
  return Math.sqrt(off / all);
}
