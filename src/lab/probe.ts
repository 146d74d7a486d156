/** The laws seen from outside: energy, forces and tangents at any displacement of a frozen state. */
import type { Engine } from '../core/engine.js';
import { INFO } from '../core/fields.js';
import { Held, type NetworkData } from '../core/network.js';
import { type Body, between, type Dice, length, type Neck, specimen, type Vec } from './specimen.js';

/** What the engine finds at given displacements; nothing irreversible is touched. */
export interface Reading {
  /** Elastic energy, plastic work and friction of the trial, pJ. */
  readonly potential: number;
  readonly elastic: number;
  readonly plastic: number;
  /** ∂potential/∂u, 6n. */
  readonly force: Float64Array;
}

/** Read the engine at displacements `u`. */
export function read(engine: Engine, u: Float64Array): Reading {
  engine.write('u', u);
  engine.beginStage(0, engine.load());
  engine.try(1, 0, 0);
  const info = engine.f64('info');
  const [elastic, plastic] = [info[INFO.energy], info[INFO.dPlastic]];
  return {
    elastic,
    plastic,
    potential: elastic + plastic + info[INFO.dSlide],
    force: engine.f64('internal'),
  };
}

/** Largest |a_k| of an array. */
export const largest = (a: Float64Array): number => a.reduce((most, v) => Math.max(most, Math.abs(v)), 0);

const moved = (u: Float64Array, d: Float64Array, s: number): Float64Array => u.map((v, k) => v + s * d[k]);

/** Largest difference between force and the energy's central difference along random directions, relative. */
export function gradientError(engine: Engine, u: Float64Array, dice: Dice, step: number): number {
  let worst = 0;
  const here = read(engine, u);
  for (let k = 0; k < 6; k++) {
    const d = u.map(() => dice.in(-1, 1));
    const [up, down] = [read(engine, moved(u, d, step)), read(engine, moved(u, d, -step))];
    const slope = (up.potential - down.potential) / (2 * step);
    let along = 0;
    let scale = 0;
    for (let q = 0; q < u.length; q++) {
      along += here.force[q] * d[q];
      scale += Math.abs(here.force[q] * d[q]);
    }
    worst = Math.max(worst, Math.abs(slope - along) / scale);
  }
  return worst;
}

/** Largest difference between the assembled tangent and the force's central difference, relative. */
export function tangentError(engine: Engine, u: Float64Array, dice: Dice, step: number): number {
  let worst = 0;
  for (let k = 0; k < 6; k++) {
    const d = u.map(() => dice.in(-1, 1));
    const [up, down] = [read(engine, moved(u, d, step)).force, read(engine, moved(u, d, -step)).force];
    read(engine, u);
    const tangent = applyTangent(engine.network, engine.f64('stiffness'), d);
    const scale = largest(tangent);
    for (let q = 0; q < u.length; q++) {
      worst = Math.max(worst, Math.abs((up[q] - down[q]) / (2 * step) - tangent[q]) / scale);
    }
  }
  return worst;
}

const cross = (a: Vec, b: Vec): Vec => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];

/** K d = Σ Bᵀ k B d, written here once more so that the core's is not checked against itself. */
function applyTangent(net: NetworkData, stiffness: Float64Array, d: Float64Array): Float64Array {
  const out = new Float64Array(6 * net.n);
  const at = (a: Float64Array, k: number): Vec => [a[k], a[k + 1], a[k + 2]];
  for (let e = 0; e < net.m; e++) {
    const [kn, ks, kb, kt] = stiffness.subarray(4 * e, 4 * e + 4);
    const [i, j, n] = [6 * net.i[e], 6 * net.j[e], at(net.normal, 3 * e)];
    const [ri, rj] = [at(net.armI, 3 * e), at(net.armJ, 3 * e)];
    const [wi, wj] = [at(d, i + 3), at(d, j + 3)];
    const [ci, cj] = [cross(wi, ri), cross(wj, rj)];
    const jump = [0, 1, 2].map((k) => d[j + k] + cj[k] - d[i + k] - ci[k]);
    const turn = [0, 1, 2].map((k) => wj[k] - wi[k]);
    const jn = jump[0] * n[0] + jump[1] * n[1] + jump[2] * n[2];
    const tn = turn[0] * n[0] + turn[1] * n[1] + turn[2] * n[2];
    const f = [0, 1, 2].map((k) => ks * jump[k] + (kn - ks) * jn * n[k]) as unknown as Vec;
    const m = [0, 1, 2].map((k) => kb * turn[k] + (kt - kb) * tn * n[k]);
    const [ti, tj] = [cross(ri, f), cross(rj, f)];
    for (let k = 0; k < 3; k++) {
      out[i + k] -= f[k];
      out[j + k] += f[k];
      out[i + 3 + k] -= ti[k] + m[k];
      out[j + 3 + k] += tj[k] + m[k];
    }
  }
  return out;
}

/** Net force and torque about the origin, relative to the sum of their magnitudes. */
export function netForce(net: NetworkData, force: Float64Array): number {
  const sum = new Float64Array(6);
  let scale = 0;
  let arms = 0;
  for (let k = 0; k < net.n; k++) {
    const f: Vec = [force[6 * k], force[6 * k + 1], force[6 * k + 2]];
    const x: Vec = [net.x[3 * k], net.x[3 * k + 1], net.x[3 * k + 2]];
    const torque = cross(x, f);
    scale += length(f);
    arms += length(torque) + length([force[6 * k + 3], force[6 * k + 4], force[6 * k + 5]]);
    for (let c = 0; c < 3; c++) {
      sum[c] += f[c];
      sum[c + 3] += torque[c] + force[6 * k + 3 + c];
    }
  }
  return Math.max(largest(sum.subarray(0, 3)) / scale, largest(sum.subarray(3)) / arms);
}

/** Random bodies in a box, necks (two fibres, skew normals and arms) between those that are near. */
export function randomNetwork(dice: Dice, count: number, held: number, contact: boolean): NetworkData {
  const box = Math.cbrt(count) * 8;
  const bodies: Body[] = Array.from({ length: count }, () => ({
    x: [dice.in(0, box), dice.in(0, box), dice.in(0, box)],
    radius: dice.in(3, 6),
    held,
  }));
  const necks: Neck[] = [];
  for (let i = 0; i < count; i++) {
    for (let j = i + 1; j < count; j++) {
      const d = between(bodies[i].x, bodies[j].x, [0, 0, 0]);
      const l = length(d);
      if (l > 12 || l < 1) continue;
      const [w, s] = [dice.in(0.35, 0.65), dice.direction()];
      const tilt: Vec = [d[0] / l + 0.3 * s[0], d[1] / l + 0.3 * s[1], d[2] / l + 0.3 * s[2]];
      const size = length(tilt);
      necks.push({
        i,
        j,
        normal: [tilt[0] / size, tilt[1] / size, tilt[2] / size],
        armI: [w * d[0] + 0.4 * s[1], w * d[1] + 0.4 * s[2], w * d[2] + 0.4 * s[0]],
        contactRadius: contact ? dice.in(1, 3) : 0,
        gap: dice.in(0, 0.02),
        fibres: [0, 1].map(() => ({ area: dice.in(2, 9), t: dice.in(0.5, 3), g2: dice.in(0.2, 2) })),
      });
    }
  }
  return specimen(bodies, necks);
}

/** Displacements of every freedom drawn from ±`size` (rotations ±`size`/5). */
export const randomMotion = (n: number, dice: Dice, size: number): Float64Array =>
  Float64Array.from({ length: 6 * n }, (_, q) => dice.in(-size, size) * (q % 6 < 3 ? 1 : 0.2));

export const ALL_HELD = Held.all;
