/** The electrode in pictures: the whole view, and single pictures for comparisons. */
export { createElectrodeCanvas } from './canvas.js';
export type { CanvasOptions, Drawn, ElectrodeCanvas } from './canvas-types.js';
export {
  type Axis,
  type CameraState,
  type ColourBy,
  DEFAULT_CAMERA,
  DEFAULT_DISPLAY,
  type DisplayOptions,
  type ParticleSize,
} from './options.js';
export { createPicture, sectionMarkup, snapshotPng } from './picture.js';
export { QUANTITIES, type Quantity } from './quantity.js';
