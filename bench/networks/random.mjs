/** Random numbers for the test networks: integers and + - * / only, the same bits on every machine. */

/** The generator sfc32 of C. Doty-Humphrey's PractRand: 128 bits of state, one stream for each (seed, stream). */
export class Random {
  /**
   * @param {number} seed integer
   * @param {number} stream integer; other streams of the seed are independent
   */
  constructor(seed, stream) {
    this.a = seed | 0;
    this.b = stream | 0;
    this.c = 0x9e3779b9 | 0;
    this.counter = 1;
    for (let k = 0; k < 16; k++) this.word();
  }

  /** @returns {number} 32 random bits, signed */
  word() {
    const out = (((this.a + this.b) | 0) + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + out) | 0;
    return out;
  }

  /** @returns {number} uniform in [0, 1) */
  unit() {
    return (this.word() >>> 0) / 4294967296;
  }

  /** @returns {number} mean 0, variance 1: a sum of twelve uniform numbers, because log and cos differ by machine */
  normal() {
    let sum = -6;
    for (let k = 0; k < 12; k++) sum += this.unit();
    return sum;
  }
}

/**
 * @param {number} n
 * @param {Random} random
 * @returns {Int32Array} 0 … n-1 in random order (Fisher-Yates)
 */
export function shuffled(n, random) {
  const order = Int32Array.from({ length: n }, (_, k) => k);
  for (let k = n - 1; k > 0; k--) {
    const other = Math.floor(random.unit() * (k + 1));
    const value = order[k];
    order[k] = order[other];
    order[other] = value;
  }
  return order;
}

/**
 * Newton's iteration, because Math.cbrt may differ in the last bit from one engine to the next.
 *
 * @param {number} value positive
 * @returns {number}
 */
export function cubeRoot(value) {
  let root = 1;
  for (let k = 0; k < 100; k++) root = (2 * root + value / (root * root)) / 3;
  return root;
}
