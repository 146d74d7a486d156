/**
 * What needs files and threads: loading the core, sweeps and their results, writers of every format.
 *
 * @packageDocumentation
 */
export { type LoadedEngine, loadEngine, loadModule } from './core/module-node.js';
export * from './index.js';
export type { WorkerLike } from './jobs/pool.js';
export { givenElectrode, type LoadedStructure, loadStructure } from './jobs/structure-node.js';
export type { Better } from './odds/better.js';
export {
  type DesignPlan,
  type DesignQuestion,
  type DesignRun,
  planDesign,
  runDesign,
} from './odds/design.js';
export type { Design } from './odds/design-document.js';
export type { Odds } from './odds/document.js';
export { type OddsOutcomes, type OddsQuestion, type OddsRun, oddsOf, runOdds } from './odds/odds.js';
export * from './output/index.js';
export { type Axis, logAxis, parseAxis } from './sweep/axis.js';
export { type LoadedSweep, loadSweep, readResults } from './sweep/load-node.js';
export { binderPoints, planSweep, type SweepPlan, type SweepPoint, type SweepSpec } from './sweep/plan.js';
export { COLUMNS, rowsTable, type SweepRow } from './sweep/row.js';
export { runSweep, type SweepOptions, type SweepOutcome, type SweepProgress } from './sweep/sweep-node.js';
export { sweepWorker } from './sweep/thread-node.js';
