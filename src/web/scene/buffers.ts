/** From a network and a frame to what is drawn: spheres and capped cylinders at magnified displacements. */
import type { NetworkData } from '../../core/network.js';
import {
  boxBounds,
  endsOnBody,
  farEnd,
  ligamentIndices,
  meanDiameter,
  neckRadius,
  particleCount,
} from '../../observe/geometry.js';
import { shownValue } from '../../observe/lists.js';
import type { Frame } from '../../observe/quantities.js';
import type { DisplayOptions, Subject } from './options.js';
import { PLAIN, rgb } from './palette.js';
import { colourOf, neckColour, type Scale } from './quantity.js';

/** What of a network never changes, worked out once. */
export interface Shape {
  readonly network: NetworkData;
  readonly particles: number;
  /** Neck of each rod. A ligament across a periodic side has two rods, one at either side. */
  readonly necks: Int32Array;
  readonly rodRadius: Float32Array;
  /** Far end less the stored place of node j, 3 a rod, µm (a body: the foot itself). */
  readonly far: Float64Array;
  /** Shift of the whole rod, 3 a rod, µm. */
  readonly shift: Float64Array;
  readonly lo: readonly number[];
  readonly hi: readonly number[];
  readonly diameter: number;
}

/** Positions and colours of one moment. */
export interface Buffers {
  /** x, y, z, radius of each sphere that shows, µm. */
  readonly spheres: Float32Array;
  readonly sphereColours: Uint8Array;
  /** Particle of each sphere. */
  readonly sphereIds: Int32Array;
  /** x, y, z of one end and radius, µm. */
  readonly rodFrom: Float32Array;
  /** x, y, z of the other end, µm. */
  readonly rodTo: Float32Array;
  readonly rodColours: Uint8Array;
  /** Neck of each rod that shows. */
  readonly rodIds: Int32Array;
}

/** Half the thickness of a crack's disc, as a share of the mean diameter: enough to be seen from its edge. */
const DISC = 0.035;

const shapes = new WeakMap<NetworkData, Shape>();

/** The shape of a network; remembered. */
export function shapeOf(network: NetworkData): Shape {
  let shape = shapes.get(network);
  if (shape === undefined) {
    shape = makeShape(network);
    shapes.set(network, shape);
  }
  return shape;
}

function makeShape(network: NetworkData): Shape {
  const necks: number[] = [];
  const far: number[] = [];
  const shift: number[] = [];
  for (const neck of ligamentIndices(network)) {
    const end = farEnd(network, neck);
    const j = 3 * network.j[neck];
    const body = endsOnBody(network, neck);
    const rest = body ? end : end.map((v, c) => v - network.x[j + c]);
    necks.push(neck);
    far.push(...rest);
    shift.push(0, 0, 0);
    const crosses = rest.some((v, c) => network.period[c] > 0 && Math.abs(v) > network.period[c] / 2);
    if (body || !crosses) continue;
    necks.push(neck);
    far.push(...rest);
    shift.push(...rest.map((v) => -v));
  }
  const { lo, hi } = boxBounds(network);
  const diameter = meanDiameter(network);
  return {
    network,
    particles: particleCount(network),
    necks: Int32Array.from(necks),
    rodRadius: Float32Array.from(necks, (neck) => neckRadius(network, neck)),
    far: Float64Array.from(far),
    shift: Float64Array.from(shift),
    lo,
    // A slab has no depth of its own: its particles have.
    hi,
    diameter,
  };
}

/** Extent of the spheres along an axis as built, µm. */
export function extent(shape: Shape, c: number): readonly [number, number] {
  const { network, particles } = shape;
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let k = 0; k < particles; k++) {
    low = Math.min(low, network.x[3 * k + c] - network.radius[k]);
    high = Math.max(high, network.x[3 * k + c] + network.radius[k]);
  }
  if (particles === 0) return [0, 1];
  return c === 2 ? [Math.min(0, low), high] : [low, high];
}

/** Where a slice cuts: axis index and position, µm; null: nothing is cut. */
export function cutOf(shape: Shape, display: DisplayOptions): { c: number; at: number } | null {
  if (display.slice === null) return null;
  const c = 'xyz'.indexOf(display.slice.axis);
  const [low, high] = extent(shape, c);
  return { c, at: low + display.slice.share * (high - low) };
}

/**
 * Beyond the cut: towards the viewer of the named view that looks along the axis, which is −y (front) for y and
 * the far end for x and z.
 */
export function isCut(cut: { c: number; at: number } | null, value: number): boolean {
  return cut !== null && (cut.c === 1 ? value < cut.at : value > cut.at);
}

/** Spheres and rods of a moment. */
export function buffersOf(
  shape: Shape,
  subject: Subject,
  display: DisplayOptions,
  scale: Scale,
  magnify: number,
): Buffers {
  return {
    ...sphereBuffers(shape, subject, display, scale, magnify),
    ...rodBuffers(shape, subject, display, scale, magnify),
  };
}

function sphereBuffers(
  shape: Shape,
  subject: Subject,
  display: DisplayOptions,
  scale: Scale,
  magnify: number,
): Pick<Buffers, 'spheres' | 'sphereColours' | 'sphereIds'> {
  const { network, moment, theme, picked } = subject;
  const { displacement } = moment.frame;
  const from = { network, frame: moment.frame };
  const count = display.particles === 0 ? 0 : shape.particles;
  const spheres = new Float32Array(4 * count);
  const colours = new Uint8Array(4 * count);
  const ids = new Int32Array(count);
  const cut = cutOf(shape, display);
  const plain = rgb(PLAIN[theme].particle);
  const coloured = scale.quantity.of === 'particle';
  let at = 0;
  for (let k = 0; k < count; k++) {
    if (cut && isCut(cut, network.x[3 * k + cut.c])) continue;
    for (let c = 0; c < 3; c++)
      spheres[4 * at + c] = network.x[3 * k + c] + magnify * displacement[6 * k + c];
    spheres[4 * at + 3] = network.radius[k] * display.particles;
    const colour = coloured ? colourOf(scale, shownValue(scale.quantity, from, k), theme) : plain;
    colours.set(colour, 4 * at);
    colours[4 * at + 3] = picked?.kind === 'particle' && picked.index === k ? 255 : 0;
    ids[at++] = k;
  }
  return {
    spheres: spheres.subarray(0, 4 * at),
    sphereColours: colours.subarray(0, 4 * at),
    sphereIds: ids.subarray(0, at),
  };
}

function rodBuffers(
  shape: Shape,
  subject: Subject,
  display: DisplayOptions,
  scale: Scale,
  magnify: number,
): Pick<Buffers, 'rodFrom' | 'rodTo' | 'rodColours' | 'rodIds'> {
  const { frame } = subject.moment;
  const count = shape.necks.length;
  const from = new Float32Array(4 * count);
  const to = new Float32Array(3 * count);
  const colours = new Uint8Array(4 * count);
  const ids = new Int32Array(count);
  const cut = cutOf(shape, display);
  const paint = rodPainter(subject, scale);
  const ends = new Float64Array(6);
  let at = 0;
  for (let rod = 0; rod < count; rod++) {
    const neck = shape.necks[rod];
    placeRod(shape, frame, rod, magnify, ends);
    if (cut && isCut(cut, builtMiddle(shape, rod, cut.c))) continue;
    if (frame.mode[neck] > 0) flatten(ends, shape.network.normal, neck, DISC * shape.diameter);
    from.set(ends.subarray(0, 3), 4 * at);
    from[4 * at + 3] = shape.rodRadius[rod];
    to.set(ends.subarray(3), 3 * at);
    paint(neck, colours, 4 * at);
    ids[at++] = neck;
  }
  return {
    rodFrom: from.subarray(0, 4 * at),
    rodTo: to.subarray(0, 3 * at),
    rodColours: colours.subarray(0, 4 * at),
    rodIds: ids.subarray(0, at),
  };
}

function builtMiddle({ network, necks, shift }: Shape, rod: number, c: number): number {
  const neck = necks[rod];
  return network.x[3 * network.i[neck] + c] + network.armI[3 * neck + c] + shift[3 * rod + c];
}

/** Colour of a rod: by its value, else by how it broke, else plain. The fourth channel marks the picked one. */
function rodPainter(subject: Subject, scale: Scale) {
  const { picked } = subject;
  return (neck: number, colours: Uint8Array, at: number): void => {
    colours.set(neckColour(subject, scale, neck), at);
    colours[at + 3] = picked?.kind === 'ligament' && picked.index === neck ? 255 : 0;
  };
}

/** Ends of a rod where the neck's axis meets the surfaces, moved with their bodies; a little into the spheres. */
function placeRod(shape: Shape, frame: Frame, rod: number, by: number, ends: Float64Array): void {
  const { network, far, shift } = shape;
  const neck = shape.necks[rod];
  const [i, j] = [network.i[neck], network.j[neck]];
  const body = endsOnBody(network, neck);
  const r = shape.rodRadius[rod];
  const reach = (node: number): number => {
    const R = network.radius[node];
    // A rod as wide as its neck ends where its rim meets the sphere.
    return Math.sqrt(Math.max(0.25 * R * R, R * R - r * r));
  };
  const [ri, rj] = [reach(i), body ? 0 : -reach(j)];
  for (let c = 0; c < 3; c++) {
    const n = network.normal[3 * neck + c];
    const base = far[3 * rod + c] + (body ? 0 : network.x[3 * j + c]);
    ends[c] =
      network.x[3 * i + c] + n * ri + by * motion(network, frame, neck, i, c, ri) + shift[3 * rod + c];
    ends[3 + c] = base + n * rj + by * motion(network, frame, neck, j, c, rj) + shift[3 * rod + c];
  }
}

/** Displacement of the point at `arm` along a neck's normal from a node: u + θ × arm. */
function motion(
  network: NetworkData,
  frame: Frame,
  neck: number,
  node: number,
  c: number,
  arm: number,
): number {
  const u = frame.displacement;
  const [a, b] = [(c + 1) % 3, (c + 2) % 3];
  const spin =
    u[6 * node + 3 + a] * network.normal[3 * neck + b] - u[6 * node + 3 + b] * network.normal[3 * neck + a];
  return u[6 * node + c] + arm * spin;
}

/** Turn a rod into a disc in its middle, across the neck's normal. */
function flatten(ends: Float64Array, normal: Float64Array, neck: number, half: number): void {
  for (let c = 0; c < 3; c++) {
    const middle = (ends[c] + ends[3 + c]) / 2;
    ends[c] = middle - half * normal[3 * neck + c];
    ends[3 + c] = middle + half * normal[3 * neck + c];
  }
}

/** Height that suits an electrode: long thin ones get a low frame, px. */
export function frameHeight(width: number, shape: Shape): number {
  const [x, y, z] = [0, 1, 2].map((c) => shape.hi[c] - shape.lo[c]);
  const low = (z + 0.3 * Math.min(y, x)) / Math.max(x, y, 1);
  return Math.round(Math.min(Math.max(width * low + 70, 250), 0.95 * width, 640));
}
