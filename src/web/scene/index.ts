/** The electrode in pictures: the whole view, and single pictures for comparisons. */
export {
  type CanvasOptions,
  createElectrodeCanvas,
  type Drawn,
  type ElectrodeCanvas,
} from './canvas.js';
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
