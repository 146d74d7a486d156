/** What the picture of a wide coating shows: particles in sight from above and in a cut, and where it has cracked. */

import type { NetworkData } from '../../core/network.js';
import type { CrackSummary } from '../../model/result.js';
import {
  boxBounds,
  endsOnBody,
  ligamentIndices,
  meanDiameter,
  neckRadius,
  particleCount,
} from '../../observe/geometry.js';
import { type CoatingGeometry, crackMeter, measureCracks } from '../../observe/measure/index.js';
import type { Frame } from '../../observe/quantities.js';
import { type SeenFromAbove, seenFromAbove } from './visible.js';

/** A broken ligament, seen from above or in the cut; lengths µm. */
export interface Trace {
  readonly mode: number;
  readonly opening_um: number;
  /** Part of a crack that parts the coating. */
  readonly parts: boolean;
  /** Middle of the neck in the picture plane. */
  readonly at: readonly [number, number];
  /** Half of the neck's disc seen edge-on: from the middle to its rim, across the normal. */
  readonly arm: readonly [number, number];
}

/** A particle where a vertical plane cuts it; lengths µm. */
export interface CutParticle {
  readonly index: number;
  readonly at: readonly [number, number];
  readonly radius: number;
}

/** What is drawn. Positions are displaced. */
export interface CoatingScene {
  readonly size: readonly [number, number];
  readonly height_um: number;
  /** Centres seen from above, 2n, µm. */
  readonly place: Float64Array;
  readonly above: readonly SeenFromAbove[];
  readonly tracesAbove: readonly Trace[];
  /** Place of the cut along y, µm; what it shows. */
  readonly cut_um: number;
  readonly cut: readonly CutParticle[];
  readonly tracesCut: readonly Trace[];
  readonly summary: CrackSummary;
}

/** Point k of a periodic axis brought into [0, period). */
function wrapped(v: number, period: number): number {
  return period > 0 ? v - period * Math.floor(v / period) : v;
}

/** In-plane half-axis of a neck's disc across its normal as seen in the plane of axes a and b. */
function rim(network: NetworkData, k: number, a: number, b: number): readonly [number, number] {
  const [p, q] = [network.normal[3 * k + a], network.normal[3 * k + b]];
  const length = Math.sqrt(p * p + q * q);
  const r = neckRadius(network, k);
  return length > 0.3 ? [(-q / length) * r, (p / length) * r] : [0, 0];
}

/** Middle of a broken neck, moved by the mean of its sides' displacements. */
function middle(network: NetworkData, frame: Frame, k: number, by: number): [number, number, number] {
  const [i, j] = [network.i[k], network.j[k]];
  const at = (c: number): number => {
    const u = 0.5 * (frame.displacement[6 * i + c] + frame.displacement[6 * j + c]);
    return network.x[3 * i + c] + network.armI[3 * k + c] + by * u;
  };
  return [at(0), at(1), at(2)];
}

/** Where to cut along y: through the widest parted cracks. */
function bestCut(broken: readonly { y: number; weight: number }[], depth: number, width: number): number {
  const bins = Math.max(1, Math.round(depth / width));
  const sum = new Float64Array(bins);
  for (const { y, weight } of broken) {
    sum[Math.min(bins - 1, Math.floor((wrapped(y, depth) / depth) * bins))] += weight;
  }
  let best = 0;
  for (let k = 1; k < bins; k++) if (sum[k] > sum[best]) best = k;
  return ((best + 0.5) * depth) / bins;
}

/** How a scene is chosen. */
export interface SceneOptions {
  /** Factor on displacements. */
  readonly magnify: number;
  /** Place of the cut, µm along y; default: where it meets most parted cracks. */
  readonly cut_um?: number | undefined;
}

/** Centres seen from above, displaced and brought into the box, 2n, µm from its corner. */
function placesAbove(network: NetworkData, frame: Frame, lo: readonly number[], by: number): Float64Array {
  const place = new Float64Array(2 * particleCount(network));
  for (let k = 0; k < place.length / 2; k++) {
    for (let c = 0; c < 2; c++) {
      const v = network.x[3 * k + c] + by * frame.displacement[6 * k + c] - lo[c];
      place[2 * k + c] = wrapped(v, network.period[c]);
    }
  }
  return place;
}

/** Particles that a vertical plane cuts as built; `off`: how far from it a y lies. */
function cutParticles(
  network: NetworkData,
  frame: Frame,
  place: Float64Array,
  off: (y: number) => number,
  by: number,
): CutParticle[] {
  const cut: CutParticle[] = [];
  for (let k = 0; k < place.length / 2; k++) {
    const d = off(network.x[3 * k + 1]);
    const r = network.radius[k];
    if (Math.abs(d) >= r) continue;
    const z = network.x[3 * k + 2] + by * frame.displacement[6 * k + 2];
    cut.push({ index: k, at: [place[2 * k], z], radius: Math.sqrt(r * r - d * d) });
  }
  return cut;
}

/** Choose and place what a picture of the coating shows. */
export function coatingScene(
  network: NetworkData,
  frame: Frame,
  geometry: CoatingGeometry,
  { magnify: by, cut_um }: SceneOptions,
): CoatingScene {
  const { lo, hi } = boxBounds(network);
  const size = [hi[0] - lo[0], hi[1] - lo[1]] as const;
  const place = placesAbove(network, frame, lo, by);
  const cracks = measureCracks(crackMeter(network, geometry), frame);
  const diameter = meanDiameter(network);
  const broken = ligamentIndices(network)
    .filter((k) => frame.mode[k] > 0 && !endsOnBody(network, k))
    .map((k) => ({ k, at: middle(network, frame, k, by), parts: cracks.parting[k] > 0 }));
  const trace = (b: (typeof broken)[number], up: 1 | 2): Trace => ({
    mode: frame.mode[b.k],
    opening_um: Math.max(0, frame.opening[b.k]),
    parts: b.parts,
    at: [
      wrapped(b.at[0] - lo[0], network.period[0]),
      up === 1 ? wrapped(b.at[1] - lo[1], network.period[1]) : b.at[2],
    ],
    arm: rim(network, b.k, 0, up),
  });
  const weight = broken.map((b) => ({
    y: b.at[1] - lo[1],
    weight: (b.parts ? 4 : 1) * Math.max(0, frame.opening[b.k]) * Math.abs(network.normal[3 * b.k]),
  }));
  const plane = cut_um ?? bestCut(weight, size[1], diameter);
  const off = (y: number): number => {
    const d = y - lo[1] - plane;
    return network.period[1] > 0 ? d - network.period[1] * Math.round(d / network.period[1]) : d;
  };
  const surface = hi[2] - 1.5 * diameter;
  return {
    size,
    height_um: hi[2],
    place,
    above: seenFromAbove(network, place, size, Math.max(0.75, size[0] / 1200)),
    tracesAbove: broken.filter((b) => b.parts || b.at[2] >= surface).map((b) => trace(b, 1)),
    cut_um: plane,
    cut: cutParticles(network, frame, place, off, by),
    tracesCut: broken.filter((b) => Math.abs(off(b.at[1])) < 0.4 * diameter).map((b) => trace(b, 2)),
    summary: cracks.summary,
  };
}
