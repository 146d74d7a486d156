/** A network on disk as the peers read it, and the solutions that they leave there. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { assemble, bondColumns, matrixOrder } from './matrix.mjs';

/** @typedef {import('../networks.mjs').TestNetwork} TestNetwork */

/**
 * Write the matrix of a network for the peers.
 *
 * @param {TestNetwork} net
 * @param {string} folder
 * @returns {Int32Array} node of each row
 */
export function exportNetwork(net, folder) {
  mkdirSync(folder, { recursive: true });
  const { node, row } = matrixOrder(net);
  const matrix = assemble(net, row);
  const write = (/** @type {string} */ name, /** @type {Int32Array | Float64Array} */ data) =>
    writeFileSync(path.join(folder, name), new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  write('start.i32', matrix.start);
  write('column.i32', matrix.column);
  write('value.f64', matrix.value);
  const force = new Float64Array(6 * node.length);
  const x = new Float64Array(3 * node.length);
  for (let r = 0; r < node.length; r++) {
    force.set(net.force.subarray(6 * node[r], 6 * node[r] + 6), 6 * r);
    x.set(net.x.subarray(3 * node[r], 3 * node[r] + 3), 3 * r);
  }
  write('force.f64', force);
  write('x.f64', x);
  return node;
}

/**
 * Write the bonds that a direct solver is to take away, one after the other.
 *
 * @param {TestNetwork} net
 * @param {number[]} bonds
 * @param {Int32Array} node
 * @param {string} folder
 */
export function exportBreaks(net, bonds, node, folder) {
  const row = new Int32Array(net.n).fill(-1);
  for (let r = 0; r < node.length; r++) row[node[r]] = r;
  const ends = Int32Array.from(bonds.flatMap((e) => [row[net.i[e]], row[net.j[e]]]));
  const columns = Float64Array.from(bonds.flatMap((e) => [...bondColumns(net, e)]));
  writeFileSync(path.join(folder, 'break.i32'), new Uint8Array(ends.buffer));
  writeFileSync(path.join(folder, 'break.f64'), new Uint8Array(columns.buffer));
}

/**
 * The solution that a peer left behind, at all nodes.
 *
 * @param {{ net: TestNetwork, folder: string, node: Int32Array }} run
 * @returns {Float64Array} 6n
 */
export function readSolution(run) {
  const bytes = readFileSync(path.join(run.folder, 'u.f64'));
  const rows = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  const u = new Float64Array(6 * run.net.n);
  for (let r = 0; r < run.node.length; r++) u.set(rows.subarray(6 * r, 6 * r + 6), 6 * run.node[r]);
  return u;
}
