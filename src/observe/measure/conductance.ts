/**
 * Resistor network: how well the binder still feeds the particles from the foil. A proxy, never a capacity.
 *
 * Foil at potential 0. Every particle p is tied to a common reservoir at potential 1 through a load
 * conductance s·v_p (charge transfer, in proportion to its volume v_p), and to its neighbours through
 * its necks. G is the current from reservoir to foil:
 *
 *     (K + S) V = S 1,   G = 1ᵀ S (1 − V)                                                       (1)
 *
 * K: graph Laplacian of the unbroken necks with the foil grounded, S = diag(s v). By Rayleigh's law
 * (Doyle and Snell, Random Walks and Electric Networks, 1984, arXiv:math/0001057) weakening any
 * neck never raises G, also when it cuts particles off: they then carry no current. The plainer
 * (Σv)²/Σ(vV) with a current drawn in proportion to volume has no such law: losing a far particle
 * takes the largest V out of its sum and would raise it.
 *
 * s is set once from the network as built: (Σv)²/Σ(vV), V from K V = v, over the particles tied to the
 * foil, divided by Σv: network and load then hold the current back about equally.
 */

import { InputError } from '../../core/errors.js';
import { type NetworkData, NodeKind } from '../../core/network.js';
import type { Frame } from '../quantities.js';
import { neckConductance, particleVolumes, tiedToFoil } from './percolation.js';

const TOLERANCE = 1e-8;

/** The network as built, against which later conductances are measured. */
export interface ConductanceReference {
  /** Load conductance of each particle over the binder's conductivity, n, µm. */
  readonly load: Float64Array;
  /** (Σv)²/Σ(vV) of the network as built over the binder's conductivity, µm. */
  readonly networkAsMade: number;
  /** G of equation (1) as built over the binder's conductivity, µm. */
  readonly asMade: number;
}

/** Conductance of one moment. */
export interface Conductance {
  /** G of equation (1) over the binder's conductivity, µm. */
  readonly value: number;
  /** Relative to the network as built; 0 if that had no way to the foil. */
  readonly relative: number;
  readonly iterations: number;
  /** |residual| / |right-hand side| of the linear system. */
  readonly residual: number;
}

/** Symmetric matrix by rows: off-diagonal entries −g, diagonal apart. */
interface Laplacian {
  readonly start: Int32Array;
  readonly column: Int32Array;
  readonly g: Float64Array;
  readonly diagonal: Float64Array;
}

/** Assemble K + diag(load), foil grounded. */
function assemble(network: NetworkData, g: Float64Array, load: Float64Array | null): Laplacian {
  const { n, m, i, j, kind } = network;
  const start = new Int32Array(n + 1);
  const diagonal = load === null ? new Float64Array(n) : load.slice();
  const inner = (k: number): boolean => g[k] > 0 && kind[j[k]] === NodeKind.particle;
  for (let k = 0; k < m; k++) {
    if (!(g[k] > 0)) continue;
    diagonal[i[k]] += g[k];
    if (!inner(k)) continue;
    diagonal[j[k]] += g[k];
    start[i[k] + 1]++;
    start[j[k] + 1]++;
  }
  for (let p = 0; p < n; p++) start[p + 1] += start[p];
  const fill = start.slice();
  const column = new Int32Array(start[n]);
  const value = new Float64Array(start[n]);
  for (let k = 0; k < m; k++) {
    if (!inner(k)) continue;
    column[fill[i[k]]] = j[k];
    value[fill[i[k]]++] = g[k];
    column[fill[j[k]]] = i[k];
    value[fill[j[k]]++] = g[k];
  }
  return { start, column, g: value, diagonal };
}

function apply(a: Laplacian, v: Float64Array, out: Float64Array): void {
  const { start, column, g, diagonal } = a;
  for (let p = 0; p < out.length; p++) {
    let s = diagonal[p] * v[p];
    for (let q = start[p]; q < start[p + 1]; q++) s -= g[q] * v[column[q]];
    out[p] = s;
  }
}

/** z = M⁻¹ r with M = (D + L) D⁻¹ (D + Lᵀ), symmetric Gauss–Seidel. */
function precondition(a: Laplacian, r: Float64Array, z: Float64Array): void {
  const { start, column, g, diagonal } = a;
  const n = r.length;
  for (let p = 0; p < n; p++) {
    let s = r[p];
    for (let q = start[p]; q < start[p + 1]; q++) if (column[q] < p) s += g[q] * z[column[q]];
    z[p] = diagonal[p] > 0 ? s / diagonal[p] : 0;
  }
  for (let p = n - 1; p >= 0; p--) {
    let s = 0;
    for (let q = start[p]; q < start[p + 1]; q++) if (column[q] > p) s += g[q] * z[column[q]];
    if (diagonal[p] > 0) z[p] += s / diagonal[p];
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let s = 0;
  for (let p = 0; p < a.length; p++) s += a[p] * b[p];
  return s;
}

/** Conjugate gradients; rows with zero diagonal must have a zero right-hand side and stay zero. */
function solve(a: Laplacian, b: Float64Array): { v: Float64Array; iterations: number; residual: number } {
  const n = b.length;
  const v = new Float64Array(n);
  const r = b.slice();
  const z = new Float64Array(n);
  const q = new Float64Array(n);
  const norm = Math.sqrt(dot(b, b));
  if (!(norm > 0)) return { v, iterations: 0, residual: 0 };
  precondition(a, r, z);
  const p = z.slice();
  let rz = dot(r, z);
  let residual = 1;
  let iterations = 0;
  while (residual > TOLERANCE && iterations < 20000) {
    apply(a, p, q);
    const alpha = rz / dot(p, q);
    for (let k = 0; k < n; k++) {
      v[k] += alpha * p[k];
      r[k] -= alpha * q[k];
    }
    iterations++;
    residual = Math.sqrt(dot(r, r)) / norm;
    precondition(a, r, z);
    const next = dot(r, z);
    const beta = next / rz;
    rz = next;
    for (let k = 0; k < n; k++) p[k] = z[k] + beta * p[k];
  }
  return { v, iterations, residual };
}

/** Solve equation (1) over the particles tied to the foil; the others sit at V = 1 and carry nothing. */
function loaded(network: NetworkData, g: Float64Array, load: Float64Array): Omit<Conductance, 'relative'> {
  const tied = tiedToFoil(network, g);
  const draw = load.map((s, p) => (tied[p] === 1 ? s : 0));
  const live = g.map((value, k) => (tied[network.i[k]] === 1 ? value : 0));
  const { v, iterations, residual } = solve(assemble(network, live, draw), draw);
  let value = 0;
  for (let p = 0; p < network.n; p++) value += draw[p] * (1 - v[p]);
  return { value, iterations, residual };
}

/**
 * (Σv)²/Σ(vV), K V = v, over the particles tied to the foil by necks of conductance `g` (m, µm): the
 * conductance seen by a current drawn everywhere in proportion to volume. 0 if nothing is tied.
 */
export function uniformDrawConductance(network: NetworkData, g: Float64Array): number {
  const tied = tiedToFoil(network, g);
  const draw = particleVolumes(network).map((v, p) => (tied[p] === 1 ? v : 0));
  const live = g.map((value, k) => (tied[network.i[k]] === 1 ? value : 0));
  const { v } = solve(assemble(network, live, null), draw);
  let total = 0;
  for (let p = 0; p < network.n; p++) total += draw[p];
  const loss = dot(draw, v);
  return loss > 0 ? (total * total) / loss : 0;
}

/** Load and reference conductance of the network as built (or of `frame`, if the making broke some necks). */
export function conductanceReference(
  network: NetworkData,
  frame?: Pick<Frame, 'mode' | 'damage'>,
): ConductanceReference {
  const asMade = frame ?? { mode: new Int32Array(network.m), damage: new Float64Array(network.m) };
  const g = neckConductance(network, asMade);
  const networkAsMade = uniformDrawConductance(network, g);
  const volume = particleVolumes(network);
  let total = 0;
  for (let p = 0; p < network.n; p++) total += volume[p];
  const load = volume.map((v) => (total > 0 ? (networkAsMade * v) / total : 0));
  return { load, networkAsMade, asMade: networkAsMade > 0 ? loaded(network, g, load).value : 0 };
}

/**
 * Conductance of a damaged network, relative to `reference`. Never rises when necks break or are damaged.
 * Deterministic; O(m) per iteration.
 */
export function conductance(
  network: NetworkData,
  frame: Pick<Frame, 'mode' | 'damage'>,
  reference: ConductanceReference,
): Conductance {
  if (reference.load.length !== network.n) {
    throw new InputError({
      field: 'reference.load',
      value: reference.load.length,
      allowed: `one value per node, ${network.n}`,
      hint: 'Make the reference from the same network.',
    });
  }
  if (!(reference.asMade > 0)) return { value: 0, relative: 0, iterations: 0, residual: 0 };
  const result = loaded(network, neckConductance(network, frame), reference.load);
  return { ...result, relative: result.value / reference.asMade };
}
