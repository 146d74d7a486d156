/** Random linear networks, and what is known of them without the core: an independent operator, islands. */
import type { BondNetwork } from '../../src/core/linear.js';
import { random as draws } from '../support/random.js';

/** What a random network is to be like. */
export interface Draw {
  readonly seed: number;
  readonly n: number;
  readonly bondsPerNode: number;
  /** Where elements sit: at mid-length, anywhere, or at mid-length across periodic sides. */
  readonly arms: 'middle' | 'any' | 'periodic';
  /** Beams, central springs, some of both, or some that resist rotations alone. */
  readonly element: 'beam' | 'central' | 'mixed' | 'turning';
  readonly contrast: number;
  readonly held: 'some' | 'none' | 'all' | 'partly' | 'one';
  readonly load: 'any' | 'one node' | 'balanced' | 'none';
  readonly broken: number;
}

const at = (a: ArrayLike<number>, k: number): number => a[k];
const add = (a: Float64Array, k: number, v: number): void => {
  a[k] = at(a, k) + v;
};
type Triple = [number, number, number];
const triple = (a: ArrayLike<number>, k: number): Triple => [
  at(a, 3 * k),
  at(a, 3 * k + 1),
  at(a, 3 * k + 2),
];
const dot = (a: Triple, b: Triple): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const cross = (a: Triple, b: Triple): Triple => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];

function heldMask(how: Draw['held'], k: number, random: () => number): number {
  const draw = random();
  const bits = Math.floor(64 * random());
  if (how === 'all') return 63;
  if (how === 'one') return k === 0 ? 63 : 0;
  if (how === 'some') return k === 0 || draw < 0.15 ? 63 : 0;
  return how === 'partly' && draw < 0.3 ? bits : 0;
}

/** A network after `draw`, and the generator as it was left. */
export function randomNetwork(draw: Draw): { net: BondNetwork; random: () => number } {
  const random = draws(draw.seed);
  const { n } = draw;
  const side = Math.max(2, Math.ceil(Math.cbrt(n)));
  const x = Float64Array.from({ length: 3 * n }, () => side * random());
  const pairs: [number, number][] = [];
  for (let b = 0; n > 1 && b < Math.round(draw.bondsPerNode * n); b++) {
    // Mostly with one of the nearest few by number, so that there are loops, parallel bonds and islands.
    const a = Math.floor(n * random());
    const c = random() < 0.8 ? (a + 1 + Math.floor(6 * random())) % n : Math.floor(n * random());
    if (a !== c) pairs.push([Math.min(a, c), Math.max(a, c)]);
  }
  const m = pairs.length;
  const net = {
    n,
    m,
    x,
    held: Int32Array.from({ length: n }, (_, k) => heldMask(draw.held, k, random)),
    i: Int32Array.from(pairs, (p) => p[0]),
    j: Int32Array.from(pairs, (p) => p[1]),
    normal: new Float64Array(3 * m),
    armI: new Float64Array(3 * m),
    armJ: new Float64Array(3 * m),
    stiffness: new Float64Array(4 * m),
    force: new Float64Array(6 * n),
  };
  for (let e = 0; e < m; e++) element(net, e, draw, side, random);
  loadOf(net, draw.load, random);
  return { net, random };
}

function element(net: BondNetwork, e: number, draw: Draw, side: number, random: () => number): void {
  const d = triple(net.x, at(net.j, e)).map((v, k) => v - at(net.x, 3 * at(net.i, e) + k));
  if (draw.arms === 'periodic')
    for (let k = 0; k < 3; k++) d[k] = at(d, k) - side * Math.round(at(d, k) / side);
  const length = Math.hypot(...d) || 1;
  if (Math.hypot(...d) === 0) d[0] = 1;
  const turned = draw.arms === 'any' ? [random() - 0.5, random() - 0.5, random() - 0.5] : [0, 0, 0];
  const normal = d.map((v, k) => v / length + at(turned, k));
  const size = Math.hypot(...normal);
  for (let k = 0; k < 3; k++) {
    net.normal[3 * e + k] = at(normal, k) / size;
    net.armI[3 * e + k] = at(d, k) / 2 + at(turned, k);
    net.armJ[3 * e + k] = -at(d, k) / 2 + at(turned, k);
  }
  const k = random() < 0.3 ? draw.contrast : 1;
  const kind = draw.element === 'mixed' ? (random() < 0.5 ? 'beam' : 'central') : draw.element;
  const turning = kind === 'turning' && random() < 0.3;
  const broken = random() < draw.broken;
  const values = kind === 'central' ? [1, 0, 0, 0] : turning ? [0, 0, 0.5, 0.4] : [1, 0.3, 0.1, 0.08];
  net.stiffness.set(
    values.map((v) => (broken ? 0 : v * k)),
    4 * e,
  );
}

function loadOf(net: BondNetwork, how: Draw['load'], random: () => number): void {
  const { force } = net;
  for (let q = 0; how === 'any' && q < force.length; q++) force[q] = random() - 0.5;
  if (how === 'one node' && net.n > 0) {
    const k = Math.floor(net.n * random());
    for (let c = 0; c < 6; c++) force[6 * k + c] = random() - 0.5;
  }
  if (how === 'balanced') force.set(selfEquilibrated(net));
}

/** Forces with which every bond pushes its nodes apart by its normal force, as by swelling. */
export function selfEquilibrated(net: BondNetwork): Float64Array {
  const f = new Float64Array(6 * net.n);
  for (let e = 0; e < net.m; e++) {
    const s = at(net.stiffness, 4 * e) * (1 + (e % 5));
    push(net, f, e, triple(net.normal, e).map((v) => s * v) as Triple, [0, 0, 0]);
  }
  return f;
}

/** Add the force `v` and couple `c` of element e on its higher node, the opposite on its lower one. */
function push(net: BondNetwork, f: Float64Array, e: number, v: Triple, c: Triple): void {
  const i = 6 * at(net.i, e);
  const j = 6 * at(net.j, e);
  const mi = cross(triple(net.armI, e), v);
  const mj = cross(triple(net.armJ, e), v);
  for (let k = 0; k < 3; k++) {
    add(f, j + k, at(v, k));
    add(f, j + 3 + k, at(mj, k) + at(c, k));
    add(f, i + k, -at(v, k));
    add(f, i + 3 + k, -at(mi, k) - at(c, k));
  }
}

/** K u, assembled from the definition of an element, without any ground. */
export function forcesOf(net: BondNetwork, stiffness: Float64Array, u: Float64Array): Float64Array {
  return assembled(net, stiffness, u).f;
}

/** K u, and the size of the terms that cancel in it. */
function assembled(net: BondNetwork, stiffness: Float64Array, u: Float64Array) {
  const f = new Float64Array(6 * net.n);
  let terms = 0;
  for (let e = 0; e < net.m; e++) {
    const [kn, ks, kb, kt] = stiffness.subarray(4 * e, 4 * e + 4) as unknown as [
      number,
      number,
      number,
      number,
    ];
    const [i, j] = [at(net.i, e), at(net.j, e)];
    const normal = triple(net.normal, e);
    const [ti, tj] = [triple(u, 2 * i + 1), triple(u, 2 * j + 1)];
    const [ci, cj] = [cross(ti, triple(net.armI, e)), cross(tj, triple(net.armJ, e))];
    const [ui, uj] = [triple(u, 2 * i), triple(u, 2 * j)];
    const jump = [0, 1, 2].map((k) => at(uj, k) + at(cj, k) - at(ui, k) - at(ci, k)) as Triple;
    const turn = [0, 1, 2].map((k) => at(tj, k) - at(ti, k)) as Triple;
    const [dn, tn] = [dot(normal, jump), dot(normal, turn)];
    const force = jump.map((v, k) => ks * v + (kn - ks) * dn * at(normal, k)) as Triple;
    const couple = turn.map((v, k) => kb * v + (kt - kb) * tn * at(normal, k)) as Triple;
    push(net, f, e, force, couple);
    const reach = 1 + Math.hypot(...triple(net.armI, e)) + Math.hypot(...triple(net.armJ, e));
    const sizes = Math.hypot(...ui, ...uj) + reach * Math.hypot(...ti, ...tj);
    terms += reach * reach * Math.max(kn, ks, kb, kt) * sizes;
  }
  return { f, terms };
}

/**
 * |f − K u| over the free freedoms, |f|, and the size of the terms that cancel in it. K is assembled from the
 * definition of an element, without any ground.
 */
export function residualOf(net: BondNetwork, stiffness: Float64Array, u: Float64Array) {
  const { f, terms } = assembled(net, stiffness, u);
  let size = 0;
  let load = 0;
  for (let q = 0; q < f.length; q++) {
    if (at(net.held, Math.floor(q / 6)) & (1 << (q % 6))) continue;
    size += (at(net.force, q) - at(f, q)) ** 2;
    load += at(net.force, q) ** 2;
  }
  return { size: Math.sqrt(size), load: Math.sqrt(load), rounding: terms };
}

/** u plus a rigid motion of the whole as large as u. */
export function movedRigidly(net: BondNetwork, u: Float64Array): Float64Array {
  const size = u.reduce((s, v) => Math.max(s, Math.abs(v)), 0);
  const turn: Triple = [0.3 * size, -0.2 * size, 0.1 * size];
  const out = u.slice();
  for (let k = 0; k < net.n; k++) {
    const way = cross(turn, triple(net.x, k));
    for (let c = 0; c < 3; c++) {
      add(out, 6 * k + c, at(way, c) + size);
      add(out, 6 * k + 3 + c, at(turn, c));
    }
  }
  return out;
}

/** Nodes that no chain of living bonds ties to a node held altogether. */
export function defects(net: BondNetwork, stiffness: Float64Array): number {
  const tied = Uint8Array.from(net.held, (h) => (h === 63 ? 1 : 0));
  for (let more = true; more; ) {
    more = false;
    for (let e = 0; e < net.m; e++) {
      if (at(stiffness, 4 * e) === 0) continue;
      const [i, j] = [at(net.i, e), at(net.j, e)];
      if (tied[i] === tied[j]) continue;
      tied[i] = tied[j] = 1;
      more = true;
    }
  }
  return tied.reduce((s, t) => s + 1 - t, 0);
}
