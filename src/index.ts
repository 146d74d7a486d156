/**
 * fibril: will this cathode crack, and would a tougher or a more adhesive binder help?
 *
 * The same in Node and browser. Compile `fibril/fibril.wasm` once (in Node: `loadModule` of
 * `fibril/node`), make a configuration with {@link configure}, {@link run} it.
 *
 * @packageDocumentation
 */
export { InputError, type InputProblem } from './core/errors.js';
export { contentHash } from './core/hash.js';
export { Core, CoreTrap } from './core/instance.js';
export { type BondNetwork, LinearNetwork, type LinearResult } from './core/linear.js';
export { Held, type NetworkData, NodeKind, SideKind } from './core/network.js';
export { StageFailure } from './core/stepper.js';
export {
  BINDER_NAMES,
  binder,
  binderClouds,
  scaleAdhesion,
  scaleToughness,
} from './materials/index.js';
export type {
  ActiveConfig,
  BinderConfig,
  Config,
  ElectrodeConfig,
  ProcessConfig,
  SolverConfig,
} from './model/config-types.js';
export { type ConfigureOptions, configure, readBinder } from './model/configure.js';
export { buildElectrode, buildFromParticles, type Electrode } from './model/electrode.js';
export { importStructure } from './model/import/index.js';
export { PRESETS, preset } from './model/presets.js';
export type { Frame, RunResult, StageResult } from './model/result.js';
export { jsonSchema } from './model/schema.js';
export type { Moment } from './protocol/moments.js';
export { type Progress, type RunOptions, type RunOutcome, run } from './protocol/run.js';
export { type Check, validate } from './protocol/validate.js';
