/** What a view of an electrode shows and from where: plain values, so that two views can share them. */
import type { Config } from '../../config/config-types.js';
import type { NetworkData } from '../../core/network.js';
import type { QuantityName } from '../../observe/quantities.js';
import type { Moment } from '../../process/moments.js';
import type { Picked } from '../app.js';

export type Axis = 'x' | 'y' | 'z';

/** How big particles are drawn: as built, half, or not at all, so that what is inside shows. */
export type ParticleSize = 1 | 0.5 | 0;

/** What is drawn and how. */
export interface DisplayOptions {
  /** What colours particles or ligaments. */
  readonly colour: QuantityName;
  /** Lowest and highest value of the colour scale, in the quantity's unit; null: from the run. */
  readonly range: readonly [number, number] | null;
  /** Factor on displacements; null: chosen so that openings show. */
  readonly magnify: number | null;
  /** What lies beyond `share` (0–1) of the box along `axis` is cut away; null: nothing. */
  readonly slice: { readonly axis: Axis; readonly share: number } | null;
  readonly particles: ParticleSize;
}

export const DEFAULT_DISPLAY: DisplayOptions = {
  colour: 'stress',
  range: null,
  magnify: null,
  slice: null,
  particles: 1,
};

/** Where the viewer is. z is up; at yaw 0 one looks along +y with x to the right. */
export interface CameraState {
  readonly projection: 'orthographic' | 'perspective';
  /** Turn about z and above the horizon, rad. */
  readonly yaw: number;
  readonly pitch: number;
  /** What the picture turns about, µm. */
  readonly target: readonly [number, number, number];
  /** Height of the picture at the target, µm; 0: as much as the electrode needs, with the target at its middle. */
  readonly height_um: number;
}

export const DEFAULT_CAMERA: CameraState = {
  projection: 'orthographic',
  yaw: 0,
  pitch: 0.12,
  target: [0, 0, 0],
  height_um: 0,
};

/** What a picture is made from. */
export interface Subject {
  readonly network: NetworkData;
  readonly moment: Moment;
  /** All moments there are so far: automatic ranges and magnification hold for the whole run. */
  readonly moments: readonly Moment[];
  readonly config: Config;
  readonly picked: Picked | null;
  readonly theme: 'light' | 'dark';
}
