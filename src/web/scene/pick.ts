/** What a line of sight meets first: spheres and capped cylinders exactly as they are drawn. */
import type { Picked } from '../app.js';
import { type Buffers, shapeOf } from './buffers.js';
import type { Ray } from './camera.js';
import type { Subject } from './options.js';

/** What was met and how far from the ray's origin, µm. */
export interface Hit extends Picked {
  readonly distance: number;
}

/** Distance to a sphere along a ray; Infinity when it misses. */
export function hitSphere(ray: Ray, spheres: Float32Array, at: number): number {
  const [ox, oy, oz] = ray.origin;
  const [dx, dy, dz] = ray.direction;
  const x = spheres[at] - ox;
  const y = spheres[at + 1] - oy;
  const z = spheres[at + 2] - oz;
  const r = spheres[at + 3];
  const b = x * dx + y * dy + z * dz;
  const rest = r * r - (x * x + y * y + z * z - b * b);
  if (rest < 0) return Number.POSITIVE_INFINITY;
  const t = b - Math.sqrt(rest);
  return t > 0 ? t : Number.POSITIVE_INFINITY;
}

/** Distance to a capped cylinder along a ray; Infinity when it misses. */
export function hitRod(ray: Ray, from: Float32Array, to: Float32Array, rod: number): number {
  const r = from[4 * rod + 3];
  const start = [0, 1, 2].map((c) => ray.origin[c] - from[4 * rod + c]);
  const axis = [0, 1, 2].map((c) => to[3 * rod + c] - from[4 * rod + c]);
  const length = Math.hypot(axis[0], axis[1], axis[2]);
  if (length === 0) return Number.POSITIVE_INFINITY;
  for (let c = 0; c < 3; c++) axis[c] /= length;
  const d = ray.direction;
  const dA = axis[0] * d[0] + axis[1] * d[1] + axis[2] * d[2];
  const sA = axis[0] * start[0] + axis[1] * start[1] + axis[2] * start[2];
  const sd = start[0] * d[0] + start[1] * d[1] + start[2] * d[2];
  const s2 = start[0] ** 2 + start[1] ** 2 + start[2] ** 2;
  const [a, b, c] = [1 - dA * dA, sd - sA * dA, s2 - sA * sA - r * r];
  const disc = b * b - a * c;
  if (disc < 0 && a > 1e-9) return Number.POSITIVE_INFINITY;
  if (a > 1e-9) {
    const t = (-b - Math.sqrt(disc)) / a;
    const h = sA + t * dA;
    if (t > 0 && h >= 0 && h <= length) return t;
  }
  if (Math.abs(dA) < 1e-9) return Number.POSITIVE_INFINITY;
  const t = ((dA > 0 ? 0 : length) - sA) / dA;
  const h = sA + t * dA;
  const off = s2 + 2 * t * sd + t * t - h * h;
  return t > 0 && off <= r * r ? t : Number.POSITIVE_INFINITY;
}

/** The first thing a ray meets; null for nothing. */
export function pickAlong(ray: Ray, buffers: Buffers): Hit | null {
  let best: Hit | null = null;
  const take = (kind: Picked['kind'], index: number, distance: number): void => {
    if (distance < (best?.distance ?? Number.POSITIVE_INFINITY)) best = { kind, index, distance };
  };
  buffers.sphereIds.forEach((id, k) => {
    take('particle', id, hitSphere(ray, buffers.spheres, 4 * k));
  });
  buffers.rodIds.forEach((id, k) => {
    if (nearRay(ray, buffers, k)) take('ligament', id, hitRod(ray, buffers.rodFrom, buffers.rodTo, k));
  });
  return best;
}

/** Quick test against the sphere around a rod. */
function nearRay(ray: Ray, { rodFrom, rodTo }: Buffers, k: number): boolean {
  const [ox, oy, oz] = ray.origin;
  const [dx, dy, dz] = ray.direction;
  const x = (rodFrom[4 * k] + rodTo[3 * k]) / 2 - ox;
  const y = (rodFrom[4 * k + 1] + rodTo[3 * k + 1]) / 2 - oy;
  const z = (rodFrom[4 * k + 2] + rodTo[3 * k + 2]) / 2 - oz;
  const hx = rodFrom[4 * k] - rodTo[3 * k];
  const hy = rodFrom[4 * k + 1] - rodTo[3 * k + 1];
  const hz = rodFrom[4 * k + 2] - rodTo[3 * k + 2];
  const r2 = (hx * hx + hy * hy + hz * hz) / 4 + rodFrom[4 * k + 3] ** 2;
  const b = x * dx + y * dy + z * dz;
  return x * x + y * y + z * z - b * b <= r2;
}

/** The thing after or before the picked one; particles while nothing is picked. */
export function nextPicked({ network }: Subject, picked: Picked | null, by: number): Picked {
  const shape = shapeOf(network);
  if (picked?.kind !== 'ligament') {
    const now = picked?.index ?? (by > 0 ? -1 : 0);
    return { kind: 'particle', index: (now + by + shape.particles) % shape.particles };
  }
  const necks = [...new Set(shape.necks)];
  const at = necks.indexOf(picked.index);
  return { kind: 'ligament', index: necks[(at + by + necks.length) % necks.length] };
}
