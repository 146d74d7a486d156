/** Searches in space for the test networks, at a cost linear in the number of points. */

/** @typedef {import('./random.mjs').Random} Random */

/** Points of a cube in linked cells, to which one may add. */
export class CellList {
  /**
   * @param {number} side edge of the cube, one corner at the origin
   * @param {number} size least edge of a cell
   * @param {number} capacity
   */
  constructor(side, size, capacity) {
    this.across = Math.max(1, Math.floor(side / size));
    this.edge = side / this.across;
    this.head = new Int32Array(this.across * this.across * this.across).fill(-1);
    this.next = new Int32Array(capacity);
    this.x = new Float64Array(3 * capacity);
    this.count = 0;
  }

  /** @param {number} value @returns {number} cell along one axis */
  cell(value) {
    return Math.max(0, Math.min(this.across - 1, Math.floor(value / this.edge)));
  }

  /** @param {number} x @param {number} y @param {number} z */
  add(x, y, z) {
    const cell = (this.cell(x) * this.across + this.cell(y)) * this.across + this.cell(z);
    this.x[3 * this.count] = x;
    this.x[3 * this.count + 1] = y;
    this.x[3 * this.count + 2] = z;
    this.next[this.count] = this.head[cell];
    this.head[cell] = this.count++;
  }

  /**
   * Whether a point lies nearer than one cell's edge and nearer than the root of `squared`.
   *
   * @param {number} x
   * @param {number} y
   * @param {number} z
   * @param {number} squared
   * @returns {boolean}
   */
  crowded(x, y, z, squared) {
    const m = this.across;
    const cx = this.cell(x);
    const cy = this.cell(y);
    const cz = this.cell(z);
    // The own cell first: most refusals are decided there.
    if (this.hits((cx * m + cy) * m + cz, x, y, z, squared)) return true;
    for (let a = Math.max(0, cx - 1); a <= Math.min(m - 1, cx + 1); a++) {
      for (let b = Math.max(0, cy - 1); b <= Math.min(m - 1, cy + 1); b++) {
        for (let c = Math.max(0, cz - 1); c <= Math.min(m - 1, cz + 1); c++) {
          if (this.hits((a * m + b) * m + c, x, y, z, squared)) return true;
        }
      }
    }
    return false;
  }

  /**
   * @param {number} cell
   * @param {number} x
   * @param {number} y
   * @param {number} z
   * @param {number} squared
   * @returns {boolean}
   */
  hits(cell, x, y, z, squared) {
    for (let p = this.head[cell]; p >= 0; p = this.next[p]) {
      const dx = this.x[3 * p] - x;
      const dy = this.x[3 * p + 1] - y;
      const dz = this.x[3 * p + 2] - z;
      if (dx * dx + dy * dy + dz * dz < squared) return true;
    }
    return false;
  }

  /**
   * Nearest point of all, looked for in growing boxes of cells.
   *
   * @param {number} x
   * @param {number} y
   * @param {number} z
   * @returns {number} its index, -1 when the list is empty
   */
  nearest(x, y, z) {
    const m = this.across;
    const cx = this.cell(x);
    const cy = this.cell(y);
    const cz = this.cell(z);
    let point = -1;
    let least = Infinity;
    // A point within w cells' edges is nearer than any that lies outside the box of w cells around.
    for (let w = 1; w <= m && least > (w - 1) * (w - 1) * this.edge * this.edge; w++) {
      for (let a = Math.max(0, cx - w); a <= Math.min(m - 1, cx + w); a++) {
        for (let b = Math.max(0, cy - w); b <= Math.min(m - 1, cy + w); b++) {
          for (let c = Math.max(0, cz - w); c <= Math.min(m - 1, cz + w); c++) {
            for (let p = this.head[(a * m + b) * m + c]; p >= 0; p = this.next[p]) {
              const dx = this.x[3 * p] - x;
              const dy = this.x[3 * p + 1] - y;
              const dz = this.x[3 * p + 2] - z;
              const squared = dx * dx + dy * dy + dz * dz;
              if (squared >= least) continue;
              least = squared;
              point = p;
            }
          }
        }
      }
    }
    return point;
  }
}

/** Points sorted by cell; a row of cells along z is contiguous. */
class SortedCells {
  /** @param {Float64Array} x 3n @param {number} size edge of a cell */
  constructor(x, size) {
    const n = x.length / 3;
    const low = [Infinity, Infinity, Infinity];
    const high = [-Infinity, -Infinity, -Infinity];
    for (let a = 0; a < 3 * n; a++) {
      low[a % 3] = Math.min(low[a % 3], x[a]);
      high[a % 3] = Math.max(high[a % 3], x[a]);
    }
    this.m = [0, 1, 2].map((k) => Math.floor((high[k] - low[k]) / size) + 1);
    const cells = this.m[0] * this.m[1] * this.m[2];
    this.start = new Int32Array(cells + 1);
    this.order = new Int32Array(n);
    this.x = new Float64Array(3 * n);
    this.of = new Int32Array(n);
    const cell = new Int32Array(n);
    for (let a = 0; a < n; a++) {
      const c = [0, 1, 2].map((k) => Math.floor((x[3 * a + k] - low[k]) / size));
      cell[a] = (c[0] * this.m[1] + c[1]) * this.m[2] + c[2];
      this.start[cell[a] + 1]++;
    }
    for (let c = 0; c < cells; c++) this.start[c + 1] += this.start[c];
    const at = this.start.slice(0, cells);
    for (let a = 0; a < n; a++) {
      const s = at[cell[a]]++;
      this.order[s] = a;
      this.of[s] = cell[a];
      for (let k = 0; k < 3; k++) this.x[3 * s + k] = x[3 * a + k];
    }
  }
}

/**
 * All pairs of points nearer to each other than `cut`.
 *
 * @param {Float64Array} x 3n
 * @param {number} cut
 * @returns {Int32Array} two points a pair
 */
export function pairsWithin(x, cut) {
  const cells = new SortedCells(x, cut);
  const n = x.length / 3;
  const most = cut * cut;
  /** @type {Int32Array} */
  let pairs = new Int32Array(16 * n + 64);
  let count = 0;
  for (let s = 0; s < n; s++) {
    for (const [from, to] of rowsAround(cells, cells.of[s])) {
      for (let t = Math.max(from, s + 1); t < to; t++) {
        const dx = cells.x[3 * t] - cells.x[3 * s];
        const dy = cells.x[3 * t + 1] - cells.x[3 * s + 1];
        const dz = cells.x[3 * t + 2] - cells.x[3 * s + 2];
        if (dx * dx + dy * dy + dz * dz >= most) continue;
        if (count === pairs.length) pairs = grown(pairs);
        pairs[count++] = cells.order[s];
        pairs[count++] = cells.order[t];
      }
    }
  }
  return pairs.slice(0, count);
}

/** @param {Int32Array} array @returns {Int32Array} twice as long */
function grown(array) {
  const twice = new Int32Array(2 * array.length);
  twice.set(array);
  return twice;
}

/**
 * Ranges of sorted points in the 27 cells around one.
 *
 * @param {SortedCells} cells
 * @param {number} cell
 * @returns {[number, number][]}
 */
function rowsAround(cells, cell) {
  const [mx, my, mz] = cells.m;
  const cz = cell % mz;
  const cy = Math.floor(cell / mz) % my;
  const cx = Math.floor(cell / (mz * my));
  /** @type {[number, number][]} */
  const rows = [];
  for (let a = cx; a <= Math.min(mx - 1, cx + 1); a++) {
    for (let b = a === cx ? cy : Math.max(0, cy - 1); b <= Math.min(my - 1, cy + 1); b++) {
      const row = (a * my + b) * mz;
      rows.push([cells.start[row + Math.max(0, cz - 1)], cells.start[row + Math.min(mz - 1, cz + 1) + 1]]);
    }
  }
  return rows;
}

/**
 * Voronoi grains of about 40 nodes each in a cube.
 *
 * @param {Float64Array} x 3n
 * @param {number} side edge of the cube
 * @param {Random} random places the seeds
 * @returns {Int32Array} n, grain of each node
 */
export function grainsOf(x, side, random) {
  const n = x.length / 3;
  const count = Math.max(1, Math.floor(n / 40));
  const seeds = new CellList(side, 3.5, count);
  for (let g = 0; g < count; g++) seeds.add(random.unit() * side, random.unit() * side, random.unit() * side);
  const grain = new Int32Array(n);
  for (let a = 0; a < n; a++) {
    grain[a] = seeds.nearest(x[3 * a], x[3 * a + 1], x[3 * a + 2]);
  }
  return grain;
}
