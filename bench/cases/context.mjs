/** What the cases share: the compiled core, and the test networks, each made once. */
import { readFile } from 'node:fs/promises';
import { LinearNetwork } from '../../dist/core/linear.js';
import { fcc, rsa, SIZES } from '../networks.mjs';

/** @typedef {import('../networks.mjs').TestNetwork} TestNetwork */
/** @typedef {import('../networks.mjs').NetworkOptions} NetworkOptions */
/** @typedef {import('./measure.mjs').Figure} Figure */
/** @typedef {'small' | 'full' | 'large'} Extent how much to run: for CI, by default, and all that memory allows */

/**
 * @typedef {object} Case
 * @property {string} name
 * @property {boolean} [small] whether it belongs to `--small` (default yes)
 * @property {(context: Context) => Promise<Figure[]>} run
 */

export const SEED = 1;

export const WASM = new URL('../../dist/fibril.wasm', import.meta.url);

export class Context {
  /** @type {Map<string, TestNetwork>} */
  #networks = new Map();

  /**
   * @param {WebAssembly.Module} module
   * @param {Extent} extent
   * @param {(text: string) => void} [say] progress
   */
  constructor(module, extent, say = () => {}) {
    this.module = module;
    this.extent = extent;
    this.small = extent === 'small';
    this.say = say;
  }

  /** @param {Extent} extent @param {(text: string) => void} [say] */
  static async load(extent, say) {
    return new Context(await WebAssembly.compile(new Uint8Array(await readFile(WASM))), extent, say);
  }

  /**
   * A test network of this seed; the last few are kept.
   *
   * @param {'fcc' | 'rsa'} body
   * @param {keyof typeof SIZES | number} size by name, or cells across (4 cells³ nodes)
   * @param {NetworkOptions} [options]
   * @returns {TestNetwork}
   */
  network(body, size, options = {}) {
    const key = JSON.stringify([body, size, options]);
    const known = this.#networks.get(key);
    if (known) return known;
    const made = (body === 'fcc' ? fcc : rsa)(typeof size === 'number' ? size : SIZES[size], SEED, options);
    const oldest = this.#networks.keys().next();
    if (this.#networks.size >= 3 && !oldest.done) this.#networks.delete(oldest.value);
    this.#networks.set(key, made);
    return made;
  }

  /** @param {TestNetwork} net */
  load(net) {
    return LinearNetwork.create(this.module, net);
  }
}

/**
 * Solve and insist on the result: a figure of a solve that failed would mean nothing.
 *
 * @param {LinearNetwork} linear
 * @param {number} tolerance
 * @param {{ fromZero?: boolean }} [options]
 */
export function solved(linear, tolerance, options) {
  const result = linear.solve(tolerance, options);
  if (result.status !== 0 || !(result.residual <= tolerance)) {
    throw new Error(`not solved to ${tolerance}: status ${result.status}, residual ${result.residual}`);
  }
  return result;
}

/** Three significant digits. @param {number} value */
export const short = (value) => Number(value.toPrecision(3)).toString();
