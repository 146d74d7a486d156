// Exports of the builder: sizes, packing, ligament search, scatter.

export { sizesFit, sizesBlend, sizesTable, sizesMoment, sizesQuantile, sizesDraw, buildPower } from './sizes';
export {
  packBegin,
  packCentres,
  packRadii,
  packScatter,
  packSwell,
  packShake,
  packRest,
  packRelax,
  packLower,
  packClip,
  packOverlap,
} from './packing';
export { necksFind, necksPartner, necksImage, necksGap } from './necks';
export { scatterLognormal, scatterNormal, scatterAxes } from './scatter';
