/** Stress of the particles as a field: means over a neighbourhood, which the eye can follow where single values cannot. */
import type { NetworkData } from '../../core/network.js';
import { particleCount } from '../../observe/geometry.js';
import type { Frame } from '../../observe/quantities.js';

/** Particles sorted into cubes of one size; periodic sides wrap. */
interface Cubes {
  readonly count: readonly [number, number, number];
  readonly start: Int32Array;
  readonly items: Int32Array;
}

function cubeAlong(network: NetworkData, k: number, c: number, count: number, size: number): number {
  const period = network.period[c];
  const v = network.x[3 * k + c];
  const at = Math.floor((period > 0 ? v - period * Math.floor(v / period) : v) / size);
  return Math.min(count - 1, Math.max(0, at));
}

function sortIntoCubes(
  network: NetworkData,
  particles: number,
  extent: readonly number[],
  reach: number,
): Cubes {
  const count = extent.map((e) => Math.max(1, Math.floor(e / reach))) as [number, number, number];
  const cube = new Int32Array(particles);
  const start = new Int32Array(count[0] * count[1] * count[2] + 1);
  for (let k = 0; k < particles; k++) {
    const [a, b, c] = [0, 1, 2].map((d) => cubeAlong(network, k, d, count[d], extent[d] / count[d]));
    cube[k] = (a! * count[1] + b!) * count[2] + c!;
    start[cube[k] + 1]++;
  }
  for (let q = 1; q < start.length; q++) start[q] += start[q - 1];
  const fill = start.slice();
  const items = new Int32Array(particles);
  for (let k = 0; k < particles; k++) items[fill[cube[k]]++] = k;
  return { count, start, items };
}

/** Indices at, above and below `at`, each once. */
function beside(at: number, count: number, periodic: boolean): number[] {
  const list = [at - 1, at, at + 1].map((q) => (periodic ? (q + count) % count : q));
  return [...new Set(list)].filter((q) => q >= 0 && q < count);
}

/**
 * In-plane stress (σxx + σyy)/2 of the particles, volume-weighted mean over all that lie within `reach` µm of each
 * (MPa, tension positive). O(n) for a fixed reach.
 */
export function localStress(network: NetworkData, frame: Pick<Frame, 'stress'>, reach: number): Float64Array {
  const n = particleCount(network);
  let [ex, ey, ez] = [network.period[0], network.period[1], 0];
  for (let k = 0; k < n; k++) {
    if (network.period[0] === 0) ex = Math.max(ex, network.x[3 * k]);
    if (network.period[1] === 0) ey = Math.max(ey, network.x[3 * k + 1]);
    ez = Math.max(ez, network.x[3 * k + 2]);
  }
  const cubes = sortIntoCubes(network, n, [ex || reach, ey || reach, ez || reach], reach);
  const [nx, ny, nz] = cubes.count;
  const out = new Float64Array(n);
  const flat = (d: number, period: number): number => (period > 0 ? d - period * Math.round(d / period) : d);
  for (let q = 0; q < nx * ny * nz; q++) {
    if (cubes.start[q] === cubes.start[q + 1]) continue;
    const near: number[] = [];
    for (const a of beside(Math.floor(q / (ny * nz)), nx, network.period[0] > 0))
      for (const b of beside(Math.floor(q / nz) % ny, ny, network.period[1] > 0))
        for (const c of beside(q % nz, nz, false)) near.push((a * ny + b) * nz + c);
    for (let s = cubes.start[q]; s < cubes.start[q + 1]; s++) {
      const k = cubes.items[s];
      let [sum, weight] = [0, 0];
      for (const cube of near) {
        for (let t = cubes.start[cube]; t < cubes.start[cube + 1]; t++) {
          const p = cubes.items[t];
          const dx = flat(network.x[3 * p] - network.x[3 * k], network.period[0]);
          const dy = flat(network.x[3 * p + 1] - network.x[3 * k + 1], network.period[1]);
          const dz = network.x[3 * p + 2] - network.x[3 * k + 2];
          if (dx * dx + dy * dy + dz * dz > reach * reach) continue;
          const v = network.radius[p] ** 3;
          sum += v * 0.5 * (frame.stress[6 * p] + frame.stress[6 * p + 1]);
          weight += v;
        }
      }
      out[k] = sum / weight;
    }
  }
  return out;
}
