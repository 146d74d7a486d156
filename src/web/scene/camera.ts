/** Where the viewer stands: plain arithmetic on {@link CameraState}. Lengths µm, angles rad. */
import { extent, type Shape } from './buffers.js';
import type { CameraState } from './options.js';

export type Vec3 = readonly [number, number, number];

/** A camera with its axes worked out. */
export interface Eye {
  readonly projection: CameraState['projection'];
  readonly target: Vec3;
  /** Unit vectors: to the right, up, and from the target to the viewer. */
  readonly right: Vec3;
  readonly up: Vec3;
  readonly back: Vec3;
  /** Height of the picture at the target, µm. */
  readonly height: number;
  /** Width over height. */
  readonly aspect: number;
  /** From the target to the viewer, µm. */
  readonly distance: number;
  /** Half the depth that must be seen, µm. */
  readonly reach: number;
}

/** Vertical field of view of the perspective, rad. */
export const FIELD = 0.6;

/** Share of the picture that the electrode takes when it is fitted. */
const FILL = 0.9;

const MOST_PITCH = Math.PI / 2;

function axes(yaw: number, pitch: number): { right: Vec3; up: Vec3; back: Vec3 } {
  const [cy, sy, cp, sp] = [Math.cos(yaw), Math.sin(yaw), Math.cos(pitch), Math.sin(pitch)];
  return {
    right: [cy, sy, 0],
    back: [sy * cp, -cy * cp, sp],
    up: [-sy * sp, cy * sp, cp],
  };
}

/** Scalar product. */
export function dot(a: Vec3, b: Vec3): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/** a + k b. */
export function along(a: Vec3, b: Vec3, k: number): Vec3 {
  return [a[0] + k * b[0], a[1] + k * b[1], a[2] + k * b[2]];
}

/** The camera a state means for an electrode and a picture of `aspect`; a state without a height is fitted. */
export function eyeOf(state: CameraState, shape: Shape, aspect: number): Eye {
  const sides = [0, 1, 2].map((c) => extent(shape, c));
  const half = sides.map(([low, high]) => (high - low) / 2);
  const middle = sides.map(([low, high]) => (low + high) / 2) as unknown as Vec3;
  const { right, up, back } = axes(state.yaw, state.pitch);
  const span = (v: Vec3): number => 2 * v.reduce((sum, part, c) => sum + Math.abs(part) * half[c], 0);
  const fitted = state.height_um <= 0;
  // In perspective what is near is larger.
  const room = state.projection === 'perspective' ? 1 + span(back) / Math.max(span(up), span(right)) / 4 : 1;
  const needed = (Math.max(span(up), span(right) / aspect) / FILL) * room;
  const height = fitted ? needed : state.height_um;
  const target = fitted ? middle : state.target;
  const radius = Math.hypot(...half);
  const off = Math.hypot(...middle.map((v, c) => v - target[c]));
  return {
    projection: state.projection,
    target,
    right,
    up,
    back,
    height,
    aspect,
    distance: height / 2 / Math.tan(FIELD / 2),
    // Magnified displacements may leave the box.
    reach: 1.5 * radius + off + 10,
  };
}

/** The state with the height and target in numbers, before it is changed. */
function settled(state: CameraState, eye: Eye): CameraState {
  return { ...state, target: eye.target, height_um: eye.height };
}

/** Turn about the target. */
export function orbit(state: CameraState, eye: Eye, yaw: number, pitch: number): CameraState {
  return {
    ...settled(state, eye),
    yaw: state.yaw + yaw,
    pitch: Math.min(MOST_PITCH, Math.max(-MOST_PITCH, state.pitch + pitch)),
  };
}

/** Move the picture by shares of its height, to the right and up. */
export function pan(state: CameraState, eye: Eye, right: number, up: number): CameraState {
  const moved = along(along(eye.target, eye.right, -right * eye.height), eye.up, -up * eye.height);
  return { ...settled(state, eye), target: moved };
}

/** Limits of the height of the picture, µm. */
const HEIGHTS = { least: 0.5, most: 20_000 } as const;

/** Zoom in by `factor` about a point at shares of the height right and up of the middle. */
export function zoom(state: CameraState, eye: Eye, factor: number, right = 0, up = 0): CameraState {
  const height = Math.min(HEIGHTS.most, Math.max(HEIGHTS.least, eye.height / factor));
  const keep = eye.height - height;
  const target = along(along(eye.target, eye.right, right * keep), eye.up, up * keep);
  return { ...settled(state, eye), target, height_um: height };
}

/** Views by name; each fits the electrode. */
export const NAMED_VIEWS = {
  front: { yaw: 0, pitch: 0 },
  side: { yaw: Math.PI / 2, pitch: 0 },
  top: { yaw: 0, pitch: Math.PI / 2 },
  corner: { yaw: 0.6, pitch: 0.5 },
} as const;

/** A half-line. */
export interface Ray {
  readonly origin: Vec3;
  /** Unit length. */
  readonly direction: Vec3;
}

/** The line of sight through a point of the picture, from −1 to 1 to the right and up. */
export function rayThrough(eye: Eye, right: number, up: number): Ray {
  const h = eye.height / 2;
  const at = along(along(eye.target, eye.right, right * h * eye.aspect), eye.up, up * h);
  if (eye.projection === 'orthographic') {
    const origin = along(at, eye.back, eye.reach + eye.height);
    return { origin, direction: [-eye.back[0], -eye.back[1], -eye.back[2]] };
  }
  const origin = along(eye.target, eye.back, eye.distance);
  const way: Vec3 = [at[0] - origin[0], at[1] - origin[1], at[2] - origin[2]];
  const length = Math.hypot(...way);
  return { origin, direction: [way[0] / length, way[1] / length, way[2] / length] };
}

/** Where a point shows, from −1 to 1 to the right and up; null behind the viewer. */
export function project(eye: Eye, p: Vec3): readonly [number, number] | null {
  const from = along(p, eye.target, -1);
  const depth = eye.distance - dot(from, eye.back);
  if (eye.projection === 'perspective' && depth <= 0) return null;
  const size = eye.projection === 'perspective' ? depth / eye.distance : 1;
  const h = (eye.height / 2) * size;
  return [dot(from, eye.right) / (h * eye.aspect), dot(from, eye.up) / h];
}
