/** Builds and runs native.cpp on a network: the same operator in native code, in the same run. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { ordered } from './order.mjs';
import { Twin } from './twin.mjs';

/** @typedef {import('../../src/core/linear.js').BondNetwork} BondNetwork */

const source = path.join(path.dirname(fileURLToPath(import.meta.url)), 'native.cpp');
const compiler = process.env.CXX ?? 'g++';

/** The operator compiled, with a network to apply it to. Call {@link Native.close} in the end. */
export class Native {
  #dir = '';
  /** Why there is no native code to compare with; empty when there is. */
  missing = '';

  /** @param {BondNetwork} net */
  constructor(net) {
    this.#dir = mkdtempSync(path.join(tmpdir(), 'fibril-native-'));
    this.net = ordered(net);
    const args = ['-std=c++17', '-O3', '-march=native', '-o', this.#file('native'), source];
    const built = spawnSync(compiler, args, { encoding: 'utf8' });
    if (built.error || built.status !== 0) {
      const why = built.error ? 'not found' : (built.stderr.split('\n')[0] ?? 'failed');
      this.missing = `no native C++ to compare with: ${compiler}: ${why}`;
      return;
    }
    this.x = vector(this.net.n);
    writeFileSync(this.#file('network.bin'), networkFile(this.net, this.x));
  }

  /** @param {string} name */
  #file(name) {
    return path.join(this.#dir, name);
  }

  /**
   * CPU nanoseconds an element and apply, of each kernel.
   *
   * @param {number} samples
   * @param {number} seconds of one sample
   * @returns {Record<string, number[]>}
   */
  time(samples, seconds) {
    const args = [this.#file('network.bin'), this.#file('y.bin'), String(samples), String(seconds)];
    const { status, stdout, stderr } = spawnSync(this.#file('native'), args, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`native: ${stderr}`);
    const lines = stdout.trim().split('\n');
    return Object.fromEntries(
      lines.map((line) => {
        const [label, ...values] = line.split(' ');
        return [label, values.map(Number)];
      }),
    );
  }

  /** Largest difference between the native result and the plain JavaScript twin's, relative to the largest value. */
  error() {
    const { n } = this.net;
    const bytes = readFileSync(this.#file('y.bin'));
    const y = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + 32 * n));
    const twin = new Twin({ ...this.net, held: new Int32Array(n) });
    const x = new Float64Array(6 * n);
    const expected = new Float64Array(6 * n);
    const { number } = twin.net;
    for (let q = 0; q < 6 * n; q++) x[6 * number[Math.floor(q / 6)] + (q % 6)] = this.x?.[padded(q)] ?? 0;
    twin.apply(x, expected);
    let worst = 0;
    let largest = 0;
    for (let q = 0; q < 6 * n; q++) {
      const value = expected[6 * number[Math.floor(q / 6)] + (q % 6)];
      worst = Math.max(worst, Math.abs(value - y[padded(q)]));
      largest = Math.max(largest, Math.abs(value));
    }
    return worst / largest;
  }

  close() {
    rmSync(this.#dir, { recursive: true, force: true });
  }
}

/** Index of freedom q among eight lanes a node. @param {number} q */
const padded = (q) => 8 * Math.floor(q / 6) + (q % 6) + (q % 6 > 2 ? 1 : 0);

/** Some vector, the same everywhere. @param {number} n */
function vector(n) {
  const x = new Float32Array(8 * n);
  let bits = 1;
  for (let q = 0; q < 6 * n; q++) {
    bits = (Math.imul(bits, 1664525) + 1013904223) >>> 0;
    x[padded(q)] = bits / 2 ** 31 - 1;
  }
  return x;
}

/** @param {BondNetwork} net @param {Float32Array} x */
function networkFile(net, x) {
  const { n, m } = net;
  const start = new Int32Array(n + 1);
  for (let e = 0; e < m; e++) start[net.i[e] + 1]++;
  for (let a = 0; a < n; a++) start[a + 1] += start[a];
  const record = new Float32Array(16 * m);
  for (let e = 0; e < m; e++) {
    const [kn, ks, kb, kt] = net.stiffness.subarray(4 * e, 4 * e + 4);
    record.set([...net.normal.subarray(3 * e, 3 * e + 3), kn - ks], 16 * e);
    record.set([...net.armI.subarray(3 * e, 3 * e + 3), ks], 16 * e + 4);
    record.set([...net.armJ.subarray(3 * e, 3 * e + 3), kt - kb, kb], 16 * e + 8);
  }
  const parts = [Int32Array.of(n, m), start, net.j, record, x];
  return Buffer.concat(parts.map((p) => Buffer.from(p.buffer, p.byteOffset, p.byteLength)));
}
