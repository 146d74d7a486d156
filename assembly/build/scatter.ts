// Scatter: values by (seed, stream, counter). Streams are apart, so changing one width changes no other draw.

import { getI, setF } from '../memory/view';
import { normal, uniform } from '../math/random';

const TWO_PI: f64 = 6.283185307179586;

/** Lognormal factors of mean 1 and coefficient of variation `cv`, one for each counter in `id` (n integers). */
export function scatterLognormal(seed: u32, stream: u32, n: i32, id: usize, cv: f64, out: usize): void {
  const variance = Math.log(1.0 + cv * cv);
  const sigma = Math.sqrt(variance);
  for (let k = 0; k < n; k++) {
    const value = cv > 0.0 ? Math.exp(sigma * normal(seed, stream, getI(id, k)) - 0.5 * variance) : 1.0;
    setF(out, k, value);
  }
}

/** n normal values of standard deviation `sd`. */
export function scatterNormal(seed: u32, stream: u32, n: i32, sd: f64, out: usize): void {
  for (let k = 0; k < n; k++) setF(out, k, sd > 0.0 ? sd * normal(seed, stream, k) : 0.0);
}

/**
 * n unit axes (3n) about the unit axis (ax, ay, az): the cosine of the tilt is uniform in [1 - spread, 1] and
 * the azimuth uniform; spread 0: all aligned, 1: random (a c-axis is a line, so half the sphere is all of it).
 */
export function scatterAxes(
  seed: u32,
  stream: u32,
  n: i32,
  ax: f64,
  ay: f64,
  az: f64,
  spread: f64,
  out: usize,
): void {
  // Two unit vectors across the axis, from the coordinate direction least along it.
  const sx = Math.abs(ax) <= Math.abs(ay) && Math.abs(ax) <= Math.abs(az) ? 1.0 : 0.0;
  const sy = sx == 0.0 && Math.abs(ay) <= Math.abs(az) ? 1.0 : 0.0;
  const sz = 1.0 - sx - sy;
  let ex = ay * sz - az * sy;
  let ey = az * sx - ax * sz;
  let ez = ax * sy - ay * sx;
  const e = 1.0 / Math.sqrt(ex * ex + ey * ey + ez * ez);
  ex *= e;
  ey *= e;
  ez *= e;
  const gx = ay * ez - az * ey;
  const gy = az * ex - ax * ez;
  const gz = ax * ey - ay * ex;
  for (let k = 0; k < n; k++) {
    const c = 1.0 - spread * uniform(seed, stream, 2 * k);
    const s = Math.sqrt(max(1.0 - c * c, 0.0));
    const azimuth = TWO_PI * uniform(seed, stream, 2 * k + 1);
    const p = s * Math.cos(azimuth);
    const q = s * Math.sin(azimuth);
    setF(out, 3 * k, c * ax + p * ex + q * gx);
    setF(out, 3 * k + 1, c * ay + p * ey + q * gy);
    setF(out, 3 * k + 2, c * az + p * ez + q * gz);
  }
}
