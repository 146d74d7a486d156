/**
 * What needs files and threads: loading the core, sweeps and their results, writers of every format.
 *
 * @packageDocumentation
 */
export { type LoadedEngine, loadEngine, loadModule } from './core/module-node.js';
export * from './index.js';
export type { WorkerLike } from './jobs/pool.js';
export { givenElectrode, type LoadedStructure, loadStructure } from './jobs/structure-node.js';
export * from './output/index.js';
export { type Axis, logAxis, parseAxis } from './sweep/axis.js';
export { type LoadedSweep, loadSweep, readResults } from './sweep/load-node.js';
export { binderPoints, planSweep, type SweepPlan, type SweepPoint, type SweepSpec } from './sweep/plan.js';
export { COLUMNS, rowsTable, type SweepRow } from './sweep/row.js';
export { runSweep, type SweepOptions, type SweepOutcome, type SweepProgress } from './sweep/sweep-node.js';
export { sweepWorker } from './sweep/thread-node.js';
