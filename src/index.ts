/**
 * fibril: will this cathode crack, and would a tougher or a more adhesive binder help?
 *
 * The same in Node and browser. Compile `fibril/fibril.wasm` once (in Node: `loadModule` of
 * `fibril/node`), make a configuration with {@link configure}, {@link run} it.
 *
 * @packageDocumentation
 */

export { buildElectrode, buildFromParticles, type Electrode } from './build/electrode.js';
export { importStructure } from './build/import/import-structure.js';
export type {
  ActiveConfig,
  BinderConfig,
  Config,
  ElectrodeConfig,
  ProcessConfig,
  SolverConfig,
} from './config/config-types.js';
export { jsonSchema } from './config/schema.js';
export { InputError, type InputProblem } from './core/errors.js';
export { contentHash } from './core/hash.js';
export { Core, CoreTrap } from './core/instance.js';
export { type BondNetwork, LinearNetwork, type LinearResult } from './core/linear.js';
export { Held, type NetworkData, NodeKind, SideKind } from './core/network.js';
export { StageFailure } from './core/stepper.js';
export { type Check, validate } from './lab/validate.js';
export { BINDER_NAMES } from './materials/binder-ratios.js';
export { binder, binderClouds, scaleAdhesion, scaleToughness } from './materials/binders.js';
export { type ConfigureOptions, configure, readBinder } from './model/configure.js';
export { PRESETS, preset } from './model/presets.js';
export type { RunResult, StageResult } from './model/result.js';
export type { Frame } from './observe/quantities.js';
export type { Moment } from './process/moments.js';
export { type Progress, type RunOptions, type RunOutcome, run } from './process/run.js';
