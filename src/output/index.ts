/** Writers and pictures: pure functions from results to text or bytes. */

export { type CoatingOptions, coatingSvg } from './coating/coating.js';
export { extxyz } from './extxyz.js';
export { lammpsData, lammpsDump, lammpsDumpLocal } from './lammps.js';
export type { MapBinder, Ranged } from './map/clouds.js';
export {
  crackThreshold,
  interpolate,
  type MapGrid,
  type MapMoment,
  type MapNode,
  type MapRow,
  mapGrid,
  type Regime,
  regimeOf,
} from './map/grid.js';
export { type MapInput, type MapOptions, mapSvg } from './map/map.js';
export { human, percent } from './number.js';
export { type ParquetOptions, parquet, runParquet } from './parquet.js';
export { reportHtml } from './report/report.js';
export { type BinderSummary, type ReportInput, type ReportRun, summaryOf } from './report/report-input.js';
export { runVerdict } from './report/run-verdict.js';
export { verdict } from './report/verdict.js';
export type { View } from './section/project.js';
export { type SectionOptions, type Shot, sectionSvg } from './section/section.js';
export {
  type Cell,
  type Column,
  type CsvStyle,
  csv,
  csvLigaments,
  csvParticles,
  csvStages,
  type LabelledResult,
  ligamentsTable,
  particlesTable,
  stagesTable,
  type Table,
} from './table.js';
export { type VtpOptions, vtp } from './vtp.js';
