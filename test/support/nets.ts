import { readFileSync } from 'node:fs';
import { CONFIG } from '../../src/config/config-types.js';
import { defaultsOf } from '../../src/config/field.js';
import { Engine, type EngineMaterial, type Load, RESTING, slotsFrom } from '../../src/core/engine.js';
import { Core } from '../../src/core/instance.js';
import { runStage, type StepSettings } from '../../src/core/stepper.js';
import { firstFibres, Held, type NetworkData, NodeKind, SideKind } from '../../src/model/network.js';

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

export interface NodeSpec {
  x: [number, number, number];
  r?: number;
  kind?: number;
  held?: number;
  axis?: [number, number, number];
  crystal?: number;
  dx?: number;
}

export interface NeckSpec {
  i: number;
  j: number;
  normal?: [number, number, number];
  armI?: [number, number, number];
  armJ?: [number, number, number];
  gap?: number;
  contactRadius?: number;
  sideI?: number;
  sideJ?: number;
  scaleI?: number;
  scaleJ?: number;
  fibres: { area: number; t: number; g2: number }[];
}

/** Build a network by hand. Arms default to the midpoint of the centres. */
export function network(
  nodes: NodeSpec[],
  necks: NeckSpec[],
  period: [number, number, number] = [0, 0, 0],
): NetworkData {
  const m = necks.length;
  const flat = (f: (e: NeckSpec) => number[]): Float64Array => Float64Array.from(necks.flatMap(f));
  const mid = (e: NeckSpec): number[] => {
    const a = nodes[e.i]?.x as number[];
    const b = nodes[e.j]?.x as number[];
    return [0, 1, 2].map((k) => {
      const p = period[k] as number;
      let d = (b[k] as number) - (a[k] as number);
      if (p > 0) d -= p * Math.round(d / p);
      return d;
    });
  };
  const armI = (e: NeckSpec): number[] => e.armI ?? mid(e).map((v) => v / 2);
  const armJ = (e: NeckSpec): number[] => e.armJ ?? mid(e).map((v) => -v / 2);
  const normal = (e: NeckSpec): number[] => {
    if (e.normal) return e.normal;
    const d = mid(e);
    const l = Math.hypot(...d);
    return d.map((v) => v / l);
  };
  const fibre = (key: 'area' | 't' | 'g2'): Float64Array =>
    Float64Array.from(necks.flatMap((e) => e.fibres.map((f) => f[key])));
  return {
    n: nodes.length,
    x: Float64Array.from(nodes.flatMap((p) => p.x)),
    radius: Float64Array.from(nodes.map((p) => p.r ?? (p.kind ? 0 : 5))),
    axis: Float64Array.from(nodes.flatMap((p) => p.axis ?? [0, 0, 1])),
    crystal: Int32Array.from(nodes.map((p) => p.crystal ?? 0)),
    kind: Int32Array.from(nodes.map((p) => p.kind ?? NodeKind.particle)),
    held: Int32Array.from(nodes.map((p) => p.held ?? (p.kind ? Held.all : 0))),
    dx: Float64Array.from(nodes.map((p) => p.dx ?? 0)),
    m,
    first: firstFibres(necks.map((e) => e.fibres.length)),
    i: Int32Array.from(necks.map((e) => e.i)),
    j: Int32Array.from(necks.map((e) => e.j)),
    normal: flat(normal),
    armI: flat(armI),
    armJ: flat(armJ),
    gap: Float64Array.from(necks.map((e) => e.gap ?? 1)),
    contactRadius: Float64Array.from(necks.map((e) => e.contactRadius ?? 0)),
    sideI: Int32Array.from(necks.map((e) => e.sideI ?? SideKind.ncm)),
    sideJ: Int32Array.from(necks.map((e) => e.sideJ ?? SideKind.ncm)),
    adhesionScaleI: Float64Array.from(necks.map((e) => e.scaleI ?? 1)),
    adhesionScaleJ: Float64Array.from(necks.map((e) => e.scaleJ ?? 1)),
    area: fibre('area'),
    thickness: fibre('t'),
    gyration2: fibre('g2'),
    period,
  };
}

/** One ligament (area 10 µm², length 2 µm) between a held particle and a plate that pulls along z. */
export function single(fibres = [{ area: 10, t: 2, g2: 0.8 }], extra: Partial<NeckSpec> = {}): NetworkData {
  return network(
    [
      { x: [0, 0, 0], held: Held.all },
      { x: [0, 0, 7], kind: NodeKind.plate },
    ],
    [{ i: 0, j: 1, normal: [0, 0, 1], armI: [0, 0, 6], armJ: [0, 0, 0], fibres, ...extra }],
  );
}

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
