/**
 * The same linear equilibrium in plain JavaScript: block-Jacobi preconditioned conjugate gradients, matrix-free,
 * double precision. What the core is measured against in the same run, and an independent check of its result.
 */
import { ordered } from './order.mjs';

/** @typedef {import('../../src/core/linear.js').BondNetwork} BondNetwork */

export class Twin {
  /** @param {BondNetwork} net any numbering; elements are sorted here, as the core does */
  constructor(net) {
    this.net = ordered(net);
    this.n = net.n;
    this.m = net.m;
    this.free = freedoms(this.net.held);
    /** Inverse of every node's 6 × 6 block, 36n, by {@link prepare}. */
    this.inverse = new Float64Array(36 * net.n);
    this.solution = new Float64Array(6 * net.n);
  }

  /**
   * y = K x on the free freedoms.
   *
   * @param {Float64Array} x 6n
   * @param {Float64Array} y 6n
   */
  apply(x, y) {
    const { i, j, normal, armI, armJ, stiffness } = this.net;
    y.fill(0);
    for (let e = 0; e < this.m; e++) {
      const a = 6 * i[e];
      const b = 6 * j[e];
      const g = 3 * e;
      const nx = normal[g];
      const ny = normal[g + 1];
      const nz = normal[g + 2];
      const ix = armI[g];
      const iy = armI[g + 1];
      const iz = armI[g + 2];
      const jx = armJ[g];
      const jy = armJ[g + 1];
      const jz = armJ[g + 2];
      const kn = stiffness[4 * e];
      const ks = stiffness[4 * e + 1];
      const kb = stiffness[4 * e + 2];
      const kt = stiffness[4 * e + 3];
      const px = x[b + 3];
      const py = x[b + 4];
      const pz = x[b + 5];
      const qx = x[a + 3];
      const qy = x[a + 4];
      const qz = x[a + 5];
      // Jump Δ = u_j + θ_j × armJ − u_i − θ_i × armI.
      const dx = x[b] + py * jz - pz * jy - x[a] - qy * iz + qz * iy;
      const dy = x[b + 1] + pz * jx - px * jz - x[a + 1] - qz * ix + qx * iz;
      const dz = x[b + 2] + px * jy - py * jx - x[a + 2] - qx * iy + qy * ix;
      const s = (kn - ks) * (nx * dx + ny * dy + nz * dz);
      const fx = ks * dx + s * nx;
      const fy = ks * dy + s * ny;
      const fz = ks * dz + s * nz;
      const t = (kt - kb) * (nx * (px - qx) + ny * (py - qy) + nz * (pz - qz));
      const cx = kb * (px - qx) + t * nx;
      const cy = kb * (py - qy) + t * ny;
      const cz = kb * (pz - qz) + t * nz;
      y[b] += fx;
      y[b + 1] += fy;
      y[b + 2] += fz;
      y[b + 3] += jy * fz - jz * fy + cx;
      y[b + 4] += jz * fx - jx * fz + cy;
      y[b + 5] += jx * fy - jy * fx + cz;
      y[a] -= fx;
      y[a + 1] -= fy;
      y[a + 2] -= fz;
      y[a + 3] -= iy * fz - iz * fy + cx;
      y[a + 4] -= iz * fx - ix * fz + cy;
      y[a + 5] -= ix * fy - iy * fx + cz;
    }
    for (let q = 0; q < y.length; q++) y[q] *= this.free[q];
  }

  /** Build and invert the nodes' blocks. */
  prepare() {
    const { i, j, normal, armI, armJ, stiffness } = this.net;
    const blocks = new Float64Array(36 * this.n);
    for (let e = 0; e < this.m; e++) {
      addBlock(blocks, 36 * i[e], normal, armI, 3 * e, stiffness, 4 * e);
      addBlock(blocks, 36 * j[e], normal, armJ, 3 * e, stiffness, 4 * e);
    }
    for (let a = 0; a < this.n; a++) invertBlock(blocks, this.inverse, a, this.free);
  }

  /**
   * Solve K u = f to |f − K u| ≤ tolerance |f|, from rest.
   *
   * @param {number} tolerance
   * @returns {{ iterations: number, residual: number }} residual computed afresh
   */
  solve(tolerance) {
    const length = 6 * this.n;
    const { force } = this.net;
    const u = this.solution.fill(0);
    const r = Float64Array.from(force, (f, q) => f * this.free[q]);
    const z = new Float64Array(length);
    const q = new Float64Array(length);
    const scale = Math.sqrt(dot(r, r));
    if (scale === 0) return { iterations: 0, residual: 0 };
    this.#precondition(r, z);
    const p = z.slice();
    let rz = dot(r, z);
    let iterations = 0;
    while (Math.sqrt(dot(r, r)) > tolerance * scale && iterations < 20 * this.n) {
      this.apply(p, q);
      const alpha = rz / dot(p, q);
      for (let k = 0; k < length; k++) {
        u[k] += alpha * p[k];
        r[k] -= alpha * q[k];
      }
      this.#precondition(r, z);
      const next = dot(r, z);
      const beta = next / rz;
      rz = next;
      for (let k = 0; k < length; k++) p[k] = z[k] + beta * p[k];
      iterations++;
    }
    this.apply(u, q);
    for (let k = 0; k < length; k++) q[k] = force[k] * this.free[k] - q[k];
    return { iterations, residual: Math.sqrt(dot(q, q)) / scale };
  }

  /** Displacements and rotations in the numbering of the network given, 6n. */
  u() {
    const out = new Float64Array(6 * this.n);
    for (let a = 0; a < this.n; a++) {
      const from = 6 * this.net.number[a];
      for (let k = 0; k < 6; k++) out[6 * a + k] = this.solution[from + k];
    }
    return out;
  }

  /** z = M⁻¹ r. @param {Float64Array} r @param {Float64Array} z */
  #precondition(r, z) {
    const { inverse } = this;
    for (let a = 0; a < this.n; a++) {
      const v = 6 * a;
      const r0 = r[v];
      const r1 = r[v + 1];
      const r2 = r[v + 2];
      const r3 = r[v + 3];
      const r4 = r[v + 4];
      const r5 = r[v + 5];
      for (let row = 0, at = 36 * a; row < 6; row++, at += 6) {
        z[v + row] =
          inverse[at] * r0 +
          inverse[at + 1] * r1 +
          inverse[at + 2] * r2 +
          inverse[at + 3] * r3 +
          inverse[at + 4] * r4 +
          inverse[at + 5] * r5;
      }
    }
  }
}

/** 1 where a freedom is free, 0 where it is held. @param {Int32Array} held */
function freedoms(held) {
  const free = new Float64Array(6 * held.length);
  for (let a = 0; a < held.length; a++) {
    for (let k = 0; k < 6; k++) free[6 * a + k] = (held[a] >> k) & 1 ? 0 : 1;
  }
  return free;
}

/** @param {Float64Array} a @param {Float64Array} b */
function dot(a, b) {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k] * b[k];
  return sum;
}

/**
 * Add an element to the block of one of its nodes: with B = [1 | −arm×], Bᵀ (ks 1 + (kn − ks) n nᵀ) B, and
 * kb 1 + (kt − kb) n nᵀ on the rotations.
 *
 * @param {Float64Array} blocks
 * @param {number} at
 * @param {Float64Array} normal
 * @param {Float64Array} arm
 * @param {number} g
 * @param {Float64Array} stiffness
 * @param {number} s
 */
function addBlock(blocks, at, normal, arm, g, stiffness, s) {
  const n = [normal[g], normal[g + 1], normal[g + 2]];
  const [x, y, z] = [arm[g], arm[g + 1], arm[g + 2]];
  // Column c of B is the jump that a unit of freedom c makes.
  const columns = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
    [0, -z, y],
    [z, 0, -x],
    [-y, x, 0],
  ];
  const dots = columns.map((c) => c[0] * n[0] + c[1] * n[1] + c[2] * n[2]);
  const [kn, ks, kb, kt] = [stiffness[s], stiffness[s + 1], stiffness[s + 2], stiffness[s + 3]];
  for (let row = 0; row < 6; row++) {
    for (let column = 0; column < 6; column++) {
      const p = columns[row];
      const q = columns[column];
      let value = ks * (p[0] * q[0] + p[1] * q[1] + p[2] * q[2]) + (kn - ks) * dots[row] * dots[column];
      if (row > 2 && column > 2) {
        value += (row === column ? kb : 0) + (kt - kb) * n[row - 3] * n[column - 3];
      }
      blocks[at + 6 * row + column] += value;
    }
  }
}

/**
 * Invert the free part of a node's block by Gauss–Jordan without pivoting (it is positive definite); rows that
 * are held, or that nothing stiffens, become zero.
 *
 * @param {Float64Array} blocks
 * @param {Float64Array} inverse
 * @param {number} node
 * @param {Float64Array} free
 */
function invertBlock(blocks, inverse, node, free) {
  const at = 36 * node;
  const a = blocks.subarray(at, at + 36);
  const out = inverse.subarray(at, at + 36).fill(0);
  const largest = Math.max(a[0], a[7], a[14], a[21], a[28], a[35]);
  const used = [0, 1, 2, 3, 4, 5].map((k) => free[6 * node + k] === 1);
  for (let k = 0; k < 6; k++) if (used[k]) out[7 * k] = 1;
  for (let k = 0; k < 6; k++) {
    if (!used[k]) continue;
    const pivot = a[7 * k];
    if (!(pivot > 1e-12 * largest)) {
      used[k] = false;
      for (let c = 0; c < 6; c++) out[6 * k + c] = out[6 * c + k] = 0;
      continue;
    }
    for (let c = 0; c < 6; c++) {
      a[6 * k + c] /= pivot;
      out[6 * k + c] /= pivot;
    }
    for (let row = 0; row < 6; row++) {
      const factor = a[6 * row + k];
      if (row === k || !used[row] || factor === 0) continue;
      for (let c = 0; c < 6; c++) {
        a[6 * row + c] -= factor * a[6 * k + c];
        out[6 * row + c] -= factor * out[6 * k + c];
      }
    }
  }
}
