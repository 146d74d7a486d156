/** Small networks built by hand, and the means to load them: what the checks are made of. */
import { CONFIG } from '../config/config-types.js';
import { defaultsOf } from '../config/field.js';
import { Engine, type EngineMaterial, type Load, slotsFrom } from '../core/engine.js';
import { Core } from '../core/instance.js';
import { firstFibres, Held, type NetworkData, NodeKind, SideKind } from '../core/network.js';
import { runStage, type StepSettings } from '../core/stepper.js';

export type Vec = readonly [number, number, number];

/** A node of a specimen. */
export interface Body {
  readonly x: Vec;
  readonly radius?: number;
  readonly kind?: number;
  readonly held?: number;
}

/** A neck. Arms default to the midpoint of the two centres, the normal to their line. */
export interface Neck {
  readonly i: number;
  readonly j: number;
  readonly normal?: Vec;
  readonly armI?: Vec;
  readonly armJ?: Vec;
  readonly gap?: number;
  readonly contactRadius?: number;
  /** Factor on the strength and energy of both interfaces. */
  readonly scale?: number;
  /** Area µm², length µm, squared radius of gyration µm². */
  readonly fibres: readonly { readonly area: number; readonly t: number; readonly g2: number }[];
}

const minus = (v: Vec): Vec => [-v[0], -v[1], -v[2]];

/** Vector from node a to the nearest image of node b. */
export function between(a: Vec, b: Vec, period: Vec): Vec {
  const d = [0, 0, 0];
  for (let k = 0; k < 3; k++) {
    d[k] = b[k] - a[k];
    if (period[k] > 0) d[k] -= period[k] * Math.round(d[k] / period[k]);
  }
  return d as unknown as Vec;
}

export const length = (v: Vec): number => Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);

interface Whole extends Neck {
  readonly normal: Vec;
  readonly armI: Vec;
  readonly armJ: Vec;
}

function complete(e: Neck, bodies: readonly Body[], period: Vec): Whole {
  const d = between(bodies[e.i].x, bodies[e.j].x, period);
  const l = length(d);
  const normal = e.normal ?? [d[0] / l, d[1] / l, d[2] / l];
  const armI = e.armI ?? [0.5 * d[0], 0.5 * d[1], 0.5 * d[2]];
  const armJ = e.armJ ?? [armI[0] - d[0], armI[1] - d[1], armI[2] - d[2]];
  if (e.i < e.j) return { ...e, normal, armI, armJ };
  return { ...e, i: e.j, j: e.i, normal: minus(normal), armI: armJ, armJ: armI };
}

/** A network from its bodies and necks (in any order). `period`: 0 where not periodic. */
export function specimen(
  bodies: readonly Body[],
  necks: readonly Neck[],
  period: Vec = [0, 0, 0],
): NetworkData {
  const all = necks.map((e) => complete(e, bodies, period)).sort((a, b) => a.i - b.i || a.j - b.j);
  const flat = (f: (e: Whole) => Vec): Float64Array => Float64Array.from(all.flatMap((e) => [...f(e)]));
  const each = (f: (e: Whole) => number): Float64Array => Float64Array.from(all, f);
  const fibre = (key: 'area' | 't' | 'g2'): Float64Array =>
    Float64Array.from(all.flatMap((e) => e.fibres.map((f) => f[key])));
  const node = (f: (b: Body) => number): Int32Array => Int32Array.from(bodies, f);
  return {
    n: bodies.length,
    x: Float64Array.from(bodies.flatMap((b) => [...b.x])),
    radius: Float64Array.from(bodies, (b) => b.radius ?? (b.kind ? 0 : 1)),
    axis: Float64Array.from(bodies.flatMap(() => [0, 0, 1])),
    crystal: node(() => 0),
    kind: node((b) => b.kind ?? NodeKind.particle),
    held: node((b) => b.held ?? (b.kind ? Held.all : 0)),
    dx: new Float64Array(bodies.length),
    m: all.length,
    first: firstFibres(all.map((e) => e.fibres.length)),
    i: Int32Array.from(all, (e) => e.i),
    j: Int32Array.from(all, (e) => e.j),
    normal: flat((e) => e.normal),
    armI: flat((e) => e.armI),
    armJ: flat((e) => e.armJ),
    gap: each((e) => e.gap ?? 0),
    contactRadius: each((e) => e.contactRadius ?? 0),
    sideI: new Int32Array(all.length).fill(SideKind.ncm),
    sideJ: new Int32Array(all.length).fill(SideKind.ncm),
    adhesionScaleI: each((e) => e.scale ?? 1),
    adhesionScaleJ: each((e) => e.scale ?? 1),
    area: fibre('area'),
    thickness: fibre('t'),
    gyration2: fibre('g2'),
    period,
  };
}

/** Poisson's ratio of a film whose fibres have k_s/k_n = `ratio` (the engine's E/G is 2(1+ν) for any ν). */
const nuFor = (ratio: number): number => 0.5 / ratio - 1;

const NO_LATTICE = { x: [1, 0], epsA: [0, 0], epsC: [0, 0] };

/** Constants of a run with what its film takes to break. */
export interface Film extends EngineMaterial {
  /** Area under the film's curve, MPa. */
  readonly toughness: number;
}

/** A film that only stretches: no yield, no rupture, no friction. `ratio`: k_s/k_n of its fibres. */
export function elasticFilm(eFilm: number, ratio: number): Film {
  return {
    // What is not named is as a configuration has it by default.
    ...slotsFrom(defaultsOf(CONFIG)),
    eFilm,
    nu: nuFor(ratio),
    strength: 1e12,
    toughness: 0,
    plasticStrain: [],
    flowStress: [],
    epsBreak: 0,
    sigmaNcm: 1e12,
    sigmaFoil: 1e12,
    gammaNcm: 1e12,
    gammaFoil: 1e12,
    beta: 2,
    eParticle: 180_000,
    nuParticle: 0.25,
    friction: 0,
    lattice: NO_LATTICE,
    strainFactor: 1,
    isotropic: false,
  };
}

/** The same with interfaces that part at `sigma` MPa and `gamma` J/m². */
export const brittleBonds = (eFilm: number, ratio: number, sigma: number, gamma: number): EngineMaterial => ({
  ...elasticFilm(eFilm, ratio),
  sigmaNcm: sigma,
  sigmaFoil: sigma,
  gammaNcm: gamma,
  gammaFoil: gamma,
});

/** What every check is given. */
export interface Bench {
  readonly module: WebAssembly.Module;
  readonly signal?: AbortSignal | undefined;
}

/** A fresh engine with this network. */
export async function mount(bench: Bench, net: NetworkData, material: EngineMaterial): Promise<Engine> {
  bench.signal?.throwIfAborted();
  return new Engine(await Core.create(bench.module), net, material);
}

/** One linear step. */
const ELASTIC_STEP: StepSettings = {
  tolerance: 1e-11,
  overshoot: 0.02,
  band: 0.3,
  minSteps: 1,
  energyTolerance: 1e-3,
};

/** Take an engine to `change` of the present load; `each` after every load step. */
export function loadTo(
  engine: Engine,
  change: Partial<Load>,
  settings: Partial<StepSettings> = {},
  each: (fraction: number) => void = () => {},
): void {
  const target: Load = { ...engine.load(), ...change };
  let seen = -1;
  for (const at of runStage(engine, 0, target, { ...ELASTIC_STEP, ...settings })) {
    if (at.fraction > seen) {
      seen = at.fraction;
      each(at.fraction);
    }
  }
}

/** Work not accounted for, relative to the work done. */
export function imbalance(engine: Engine): number {
  const l = engine.ledger();
  const booked = l.elastic + l.plastic + l.adhesive + l.cohesive + l.friction + l.released;
  return (l.work - booked) / Math.max(l.absWork, 1e-300);
}

/** Random numbers for specimens (xorshift32; the engine never sees its state). */
export class Dice {
  #s: number;

  constructor(seed: number) {
    this.#s = (seed * 2654435761 + 1) >>> 0 || 1;
    for (let k = 0; k < 8; k++) this.next();
  }

  /** In [0, 1). */
  next(): number {
    let s = this.#s;
    s ^= s << 13;
    s ^= s >>> 17;
    s ^= s << 5;
    this.#s = s >>> 0;
    return this.#s / 4294967296;
  }

  /** In [a, b). */
  in(a: number, b: number): number {
    return a + (b - a) * this.next();
  }

  /** A direction, uniform on the sphere. */
  direction(): Vec {
    while (true) {
      const v: Vec = [this.in(-1, 1), this.in(-1, 1), this.in(-1, 1)];
      const l = length(v);
      if (l > 0.1 && l <= 1) return [v[0] / l, v[1] / l, v[2] / l];
    }
  }
}
