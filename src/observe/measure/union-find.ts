/**
 * Union-find whose links carry a lateral image shift, so that a cluster that crosses a periodic side can
 * be unwrapped, and one that closes on itself through a side is known to span the period.
 */
export class PeriodicUnionFind {
  readonly #parent: Int32Array;
  readonly #size: Int32Array;
  /** Image of an element relative to its parent, in periods along x and y. */
  readonly #shiftX: Int32Array;
  readonly #shiftY: Int32Array;
  /** Bit 1: the set closes on itself through x; bit 2: through y. Kept at the root. */
  readonly #wraps: Uint8Array;

  constructor(count: number) {
    this.#parent = Int32Array.from({ length: count }, (_, k) => k);
    this.#size = new Int32Array(count).fill(1);
    this.#shiftX = new Int32Array(count);
    this.#shiftY = new Int32Array(count);
    this.#wraps = new Uint8Array(count);
  }

  /** Root of the set of `k`. Afterwards `k` hangs directly from it. */
  find(k: number): number {
    const parent = this.#parent;
    let root = k;
    let sx = 0;
    let sy = 0;
    while (parent[root] !== root) {
      sx += this.#shiftX[root];
      sy += this.#shiftY[root];
      root = parent[root];
    }
    let at = k;
    while (parent[at] !== root && at !== root) {
      const up = parent[at];
      const ownX = this.#shiftX[at];
      const ownY = this.#shiftY[at];
      parent[at] = root;
      this.#shiftX[at] = sx;
      this.#shiftY[at] = sy;
      sx -= ownX;
      sy -= ownY;
      at = up;
    }
    return root;
  }

  /** Join `a` and `b`, where `b` lies in image (`sx`, `sy`) as seen from `a`. */
  unite(a: number, b: number, sx = 0, sy = 0): void {
    let ra = this.find(a);
    let rb = this.find(b);
    // Image of rb as seen from ra.
    let dx = this.#shiftX[a] + sx - this.#shiftX[b];
    let dy = this.#shiftY[a] + sy - this.#shiftY[b];
    if (ra === rb) {
      if (dx !== 0) this.#wraps[ra] |= 1;
      if (dy !== 0) this.#wraps[ra] |= 2;
      return;
    }
    if (this.#size[ra] < this.#size[rb]) {
      [ra, rb] = [rb, ra];
      dx = -dx;
      dy = -dy;
    }
    this.#parent[rb] = ra;
    this.#shiftX[rb] = dx;
    this.#shiftY[rb] = dy;
    this.#size[ra] += this.#size[rb];
    this.#wraps[ra] |= this.#wraps[rb];
  }

  /** Periods along x by which `k` is shifted from its root; call {@link find} first. */
  shiftX(k: number): number {
    return this.#parent[k] === k ? 0 : this.#shiftX[k];
  }

  /** Periods along y by which `k` is shifted from its root; call {@link find} first. */
  shiftY(k: number): number {
    return this.#parent[k] === k ? 0 : this.#shiftY[k];
  }

  /** Members of the set of root `root`. */
  size(root: number): number {
    return this.#size[root];
  }

  /** Bit 1: the set closes on itself through the period along x; bit 2: along y. */
  wraps(root: number): number {
    return this.#wraps[root];
  }
}
