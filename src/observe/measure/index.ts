/** Measures on a network and its damage: cracks, foil, connection, conductance, stress. */
export { BreakMode, brokenSummary, delaminatedFoil } from './broken.js';
export type { CrackCluster } from './clusters.js';
export {
  type Conductance,
  type ConductanceReference,
  conductance,
  conductanceReference,
} from './conductance.js';
export {
  type CrackAnalysis,
  type CrackMeter,
  type CrackOptions,
  crackMeter,
  measureCracks,
} from './cracks.js';
export type { CoatingGeometry } from './facets.js';
export { connectedActive } from './percolation.js';
export { coatingStress, particleStress } from './stress.js';
