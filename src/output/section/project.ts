/** From a network to the plane of a picture: which particles and ligaments show, and where. */

import type { NetworkData } from '../../core/network.js';
import {
  boxBounds,
  endsOnBody,
  farEnd,
  isSlab,
  ligamentIndices,
  meanDiameter,
  neckCentre,
  neckRadius,
  particleCount,
} from '../../observe/geometry.js';
import type { Frame } from '../../observe/quantities.js';
import { human } from '../number.js';

/** Seen from the side (x across, z up) or from above (x across, y up). */
export type View = 'side' | 'top';

/** A particle in the picture plane, µm. */
export interface SeenParticle {
  readonly index: number;
  readonly across: number;
  readonly up: number;
  readonly radius: number;
}

/** A ligament in the picture plane, µm. */
export interface SeenLigament {
  readonly index: number;
  readonly mode: number;
  readonly damage: number;
  /** Ends of its axis: the centre of particle i, and that of j or the foot on the foil. */
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  /** Middle, and unit normal in the plane (zero when it points at the viewer). */
  readonly at: readonly [number, number];
  readonly normal: readonly [number, number];
  readonly radius: number;
}

/** What a picture shows. */
export interface Scene {
  /** What it is of. */
  readonly network: NetworkData;
  readonly frame: Frame;
  readonly view: View;
  readonly slab: boolean;
  /** Extent of the picture plane, µm. */
  readonly across: readonly [number, number];
  readonly up: readonly [number, number];
  /** Period across, µm; 0: what leaves one side does not come in at the other. */
  readonly period: number;
  /** Back to front. */
  readonly particles: readonly SeenParticle[];
  readonly ligaments: readonly SeenLigament[];
  /** What was cut, in words. */
  readonly cut: string;
}

/** Particles that show, as a test on their index, and how the cut is named. */
function visible(
  network: NetworkData,
  view: View,
  slab: boolean,
): { show: (k: number) => boolean; cut: string } {
  const size = meanDiameter(network);
  const { lo, hi } = boxBounds(network);
  if (slab) return { show: () => true, cut: 'the whole slab, one particle thick' };
  if (view === 'side') {
    const middle = (lo[1] + hi[1]) / 2;
    return {
      show: (k) => Math.abs(network.x[3 * k + 1] - middle) <= size / 2,
      cut: `a slice ${human(size, 2)} µm thick (one mean diameter) at mid-depth`,
    };
  }
  return {
    show: (k) => network.x[3 * k + 2] + network.radius[k] >= hi[2] - 2 * size,
    cut: `particles within ${human(2 * size, 2)} µm (two mean diameters) of the top`,
  };
}

/** Position of a body point of node `node` at `offset` from it, displaced `by` times. */
function displaced(
  network: NetworkData,
  frame: Frame,
  node: number,
  offset: readonly number[],
  by: number,
): number[] {
  const u = frame.displacement.subarray(6 * node, 6 * node + 3);
  const t = frame.displacement.subarray(6 * node + 3, 6 * node + 6);
  const spin = [
    t[1] * offset[2] - t[2] * offset[1],
    t[2] * offset[0] - t[0] * offset[2],
    t[0] * offset[1] - t[1] * offset[0],
  ];
  return [0, 1, 2].map((c) => network.x[3 * node + c] + offset[c] + by * (u[c] + spin[c]));
}

function seenLigament(
  network: NetworkData,
  frame: Frame,
  neck: number,
  view: View,
  by: number,
): SeenLigament {
  const up = view === 'side' ? 2 : 1;
  const plane = (v: readonly number[]): [number, number] => [v[0], v[up]];
  const i = network.i[neck];
  const normal = network.normal.subarray(3 * neck, 3 * neck + 3);
  const near = displaced(
    network,
    frame,
    i,
    [0, 1, 2].map((c) => normal[c] * network.radius[i]),
    by,
  );
  const far = farSurface(network, frame, neck, by);
  const reach = endsOnBody(network, neck) ? 0 : network.radius[network.j[neck]];
  const [na, nu] = plane([...normal]);
  const length = Math.hypot(na, nu);
  return {
    index: neck,
    mode: frame.mode[neck],
    damage: frame.damage[neck],
    from: plane([0, 1, 2].map((c) => near[c] - normal[c] * network.radius[i])),
    to: plane([0, 1, 2].map((c) => far[c] + normal[c] * reach)),
    at: plane([0, 1, 2].map((c) => (near[c] + far[c]) / 2)),
    normal: length > 0.35 ? [na / length, nu / length] : [0, 0],
    radius: neckRadius(network, neck),
  };
}

/** Point on the far surface where a ligament's axis meets it, displaced with its node. */
function farSurface(network: NetworkData, frame: Frame, neck: number, by: number): number[] {
  const j = network.j[neck];
  const end = farEnd(network, neck);
  const normal = network.normal.subarray(3 * neck, 3 * neck + 3);
  if (endsOnBody(network, neck)) return end.map((v, c) => v + by * frame.displacement[6 * j + c]);
  const offset = [0, 1, 2].map((c) => -normal[c] * network.radius[j]);
  const moved = displaced(network, frame, j, offset, by);
  return moved.map((v, c) => v + end[c] - network.x[3 * j + c]);
}

/** Particles of a slab from the lowest top to the highest. */
function slabTop(network: NetworkData, frame: Frame, by: number, middle: number): SeenParticle[] {
  const top = (k: number): number => network.x[3 * k + 2] + network.radius[k];
  return Array.from({ length: particleCount(network) }, (_, k) => k)
    .sort((a, b) => top(a) - top(b) || a - b)
    .map((k) => ({
      index: k,
      across: network.x[3 * k] + by * frame.displacement[6 * k],
      up: middle,
      radius: network.radius[k],
    }));
}

/** True when no particle of a slab stands over the middle of a neck. */
function openFromAbove(network: NetworkData, neck: number): boolean {
  const [x, , z] = neckCentre(network, neck);
  for (let k = 0; k < particleCount(network); k++) {
    let dx = Math.abs(network.x[3 * k] - x);
    if (network.period[0] > 0) dx = Math.min(dx, network.period[0] - dx);
    if (network.x[3 * k + 2] > z && dx < 0.8 * network.radius[k]) return false;
  }
  return true;
}

/** What a scene is made with. */
export interface SceneOptions {
  readonly view: View;
  /** Factor on displacements. */
  readonly magnify: number;
  readonly depth_um?: number;
  readonly window_um?: number;
}

/** Chooses and projects what a picture of a frame shows. */
export function scene(network: NetworkData, frame: Frame, options: SceneOptions): Scene {
  if (isSlab(network) && options.view === 'top') return stripScene(network, frame, options);
  const { view, magnify: by } = options;
  const slab = isSlab(network);
  const { lo, hi } = boxBounds(network);
  const window = options.window_um ?? 300;
  const end = (c: number): number => (view === 'top' ? Math.min(hi[c], lo[c] + window) : hi[c]);
  const { show, cut } = visible(network, view, slab);
  const up = view === 'side' ? 2 : 1;
  // Back to front: far in y for a side view, low in z for a top view.
  const key = view === 'side' ? (k: number) => -network.x[3 * k + 1] : (k: number) => network.x[3 * k + 2];
  const surface = hi[2] - 1.3 * meanDiameter(network);
  const near = (k: number): boolean => view === 'side' || neckCentre(network, k)[2] >= surface;
  const particles = Array.from({ length: particleCount(network) }, (_, k) => k)
    .filter((k) => show(k) && (view === 'side' || inWindow(network, k, [end(0), end(1)])))
    .sort((a, b) => key(a) - key(b) || a - b)
    .map((k) => ({
      index: k,
      across: network.x[3 * k] + by * frame.displacement[6 * k],
      up: network.x[3 * k + up] + by * frame.displacement[6 * k + up],
      radius: network.radius[k],
    }));
  const ligaments = ligamentIndices(network)
    .filter((k) => show(network.i[k]) && (endsOnBody(network, k) ? view === 'side' : show(network.j[k])))
    .filter((k) => near(k) && (view === 'side' || inWindow(network, network.i[k], [end(0), end(1)])))
    .map((k) => seenLigament(network, frame, k, view, by));
  const cropped = view === 'top' && (end(0) < hi[0] || end(1) < hi[1]);
  return {
    network,
    frame,
    view,
    slab,
    across: [lo[0], end(0)],
    up: view === 'side' ? [0, hi[2]] : [lo[1], end(1)],
    period: cropped ? 0 : network.period[0],
    particles,
    ligaments,
    cut: cropped ? `${cut}, in a window of ${human(window)} µm` : cut,
  };
}

function inWindow(network: NetworkData, k: number, end: readonly [number, number]): boolean {
  const r = 1.5 * network.radius[k];
  return network.x[3 * k] - r < end[0] && network.x[3 * k + 1] - r < end[1];
}

/** A slab from above: a strip in which every particle covers what it covers over the slab's whole depth. */
function stripScene(network: NetworkData, frame: Frame, options: SceneOptions): Scene {
  const { magnify: by } = options;
  const depth = options.depth_um ?? meanDiameter(network);
  const { lo, hi } = boxBounds(network);
  const ligaments = ligamentIndices(network)
    .filter((k) => !endsOnBody(network, k) && frame.mode[k] > 0)
    .map((k) => seenLigament(network, frame, k, 'top', by))
    .filter((l) => openFromAbove(network, l.index));
  return {
    network,
    frame,
    view: 'top',
    slab: true,
    across: [lo[0], hi[0]],
    up: [0, depth],
    period: network.period[0],
    particles: slabTop(network, frame, by, depth / 2),
    ligaments,
    cut: `the slab's top drawn out over its effective depth of ${human(depth, 2)} µm`,
  };
}

/**
 * Magnification at which the largest displacement is about a third of a mean radius: 1, 2, 5 × 10^k, at
 * least 1 and at most 1000.
 */
export function niceMagnification(network: NetworkData, frames: readonly Frame[]): number {
  const count = particleCount(network);
  let largest = 0;
  for (const frame of frames)
    for (let k = 0; k < count; k++)
      for (let c = 0; c < 3; c++) largest = Math.max(largest, Math.abs(frame.displacement[6 * k + c]));
  const want = largest > 0 ? meanDiameter(network) / 6 / largest : 1;
  let best = 1;
  for (const size of [1, 10, 100, 1000])
    for (const f of [1, 2, 5]) if (f * size <= want && f * size <= 1000) best = f * size;
  return best;
}
