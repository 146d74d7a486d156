import { readFileSync } from 'node:fs';
import { CONFIG } from '../../src/config/config-types.js';
import { defaultsOf } from '../../src/config/field.js';
import { Engine, type EngineMaterial, type Load, RESTING, slotsFrom } from '../../src/core/engine.js';
import { Core } from '../../src/core/instance.js';
import type { NetworkData } from '../../src/core/network.js';
import { runStage, type StepSettings } from '../../src/core/stepper.js';

export { type NeckSpec, type NodeSpec, network, single } from './network.js';
export { RESTING as RESTED };

const wasm = new WebAssembly.Module(readFileSync(new URL('../../build/fibril.wasm', import.meta.url)));

/** A fresh core. */
export const core = (): Promise<Core> => Core.create(wasm);
export const wasmModule = wasm;

export const SETTINGS: StepSettings = {
  tolerance: 1e-10,
  overshoot: 0.02,
  band: 0.3,
  minSteps: 20,
  energyTolerance: 1e-3,
};

/** A plain film: E = 1000 MPa, yield 30, strength 45, plastic strain at break 0.5, interface 10 MPa, 0.5 J/m². */
export const MATERIAL: EngineMaterial & { readonly toughness: number } = {
  // What is not named is as a configuration has it by default.
  ...slotsFrom(defaultsOf(CONFIG)),
  eFilm: 1000,
  nu: 0.34,
  strength: 45,
  toughness: 0.5 * (30 + 45) * 0.5 + (45 * 45) / 2000,
  plasticStrain: [0, 0.5],
  flowStress: [30, 45],
  epsBreak: 0.5,
  sigmaNcm: 10,
  sigmaFoil: 10,
  gammaNcm: 0.5,
  gammaFoil: 0.5,
  beta: 2,
  eParticle: 180_000,
  nuParticle: 0.25,
  friction: 0.3,
  lattice: { x: [1, 0], epsA: [0, -0.02], epsC: [0, -0.01] },
  strainFactor: 1,
  isotropic: false,
};

/** An interface that never fails and a film that never yields. */
export const ELASTIC: EngineMaterial = {
  ...MATERIAL,
  sigmaNcm: 1e9,
  sigmaFoil: 1e9,
  strength: 1e9,
  plasticStrain: [],
  flowStress: [],
  epsBreak: 0,
};

/** Load an engine, run one stage to `target`, calling `each` after every load step. */
export async function drive(
  net: NetworkData,
  material: EngineMaterial,
  stages: Partial<Load>[],
  settings: Partial<StepSettings> = {},
  each: (e: Engine) => void = () => {},
  prepare: (e: Engine) => void = () => {},
): Promise<Engine> {
  const engine = new Engine(await core(), net, material);
  prepare(engine);
  let load: Load = RESTING;
  stages.forEach((change, index) => {
    load = { ...load, ...change };
    for (const at of runStage(engine, index, load, { ...SETTINGS, ...settings })) if (at.whole) each(engine);
  });
  return engine;
}

/** Relative imbalance of the whole ledger. */
export function imbalance(e: Engine): number {
  const l = e.ledger();
  const out = l.elastic + l.plastic + l.adhesive + l.cohesive + l.friction + l.released;
  return (l.work - out) / l.absWork;
}
