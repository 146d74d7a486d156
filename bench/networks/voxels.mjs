/** Where there is room left in a random packing. */

/** @typedef {import('./random.mjs').Random} Random */

/** Small voxels of a cube, of which those where no point may lie any more are left out. */
export class OpenVoxels {
  /** @param {number} side edge of the cube @param {number} size largest edge of a voxel */
  constructor(side, size) {
    this.across = Math.ceil(side / size);
    this.edge = side / this.across;
    this.marks = new Uint8Array(this.across * this.across * this.across);
    this.open = Int32Array.from(this.marks, (_, v) => v);
    this.count = this.open.length;
    /** The point drawn last. */
    this.point = new Float64Array(3);
  }

  /** Drop the marked voxels from the list. */
  compact() {
    let count = 0;
    for (let slot = 0; slot < this.count; slot++) {
      if (this.marks[this.open[slot]] === 0) this.open[count++] = this.open[slot];
    }
    this.count = count;
  }

  /**
   * Draw a point from one of the open voxels `from` … `from + stride - 1`.
   *
   * @param {Random} random
   * @param {number} from
   * @param {number} stride
   * @returns {boolean} false when that voxel has been marked meanwhile
   */
  draw(random, from, stride) {
    const m = this.across;
    const voxel = this.open[Math.min(this.count - 1, from + Math.floor(random.unit() * stride))];
    this.point[0] = (Math.floor(voxel / (m * m)) + random.unit()) * this.edge;
    this.point[1] = ((Math.floor(voxel / m) % m) + random.unit()) * this.edge;
    this.point[2] = ((voxel % m) + random.unit()) * this.edge;
    return this.marks[voxel] === 0;
  }

  /**
   * Mark the voxels that lie wholly within 1 of a point.
   *
   * @param {number} x
   * @param {number} y
   * @param {number} z
   */
  mark(x, y, z) {
    const reach = Math.ceil(1 / this.edge);
    const last = this.across - 1;
    const [cx, cy, cz] = [x, y, z].map((value) => Math.floor(value / this.edge));
    for (let a = Math.max(0, cx - reach); a <= Math.min(last, cx + reach); a++) {
      const da = this.far(a, x);
      for (let b = Math.max(0, cy - reach); b <= Math.min(last, cy + reach); b++) {
        const db = da + this.far(b, y);
        if (db >= 1) continue;
        for (let c = Math.max(0, cz - reach); c <= Math.min(last, cz + reach); c++) {
          if (db + this.far(c, z) < 1) this.marks[(a * this.across + b) * this.across + c] = 1;
        }
      }
    }
  }

  /**
   * @param {number} cell along one axis
   * @param {number} value coordinate along it
   * @returns {number} square of the distance to the far face of the cell
   */
  far(cell, value) {
    const distance = Math.max(Math.abs(cell * this.edge - value), Math.abs((cell + 1) * this.edge - value));
    return distance * distance;
  }
}
