/**
 * The engine: one network loaded into one core. Numbers and copied arrays in and out; the stages that use
 * it live in `src/process`.
 */

import { constantsOf, type EngineMaterial } from './constants.js';
import { CLASS, FIELDS, type FieldName, INFO, LEDGER, LOAD_TARGET, PARAM } from './fields.js';
import { type Core, CoreTrap } from './instance.js';
import type { NetworkData } from './network.js';

export { type ElementMaterial, type EngineMaterial, slotsFrom } from './constants.js';

/** Load parameters that a stage moves; see docs/theory.md §4. */
export interface Load {
  /** Free shrinkage strain of the ligaments. */
  shrink: number;
  /** Factors on the ligament's modulus, flow stress, adhesion and ductility. */
  fE: number;
  fY: number;
  fG: number;
  fD: number;
  /** Mean lithium content. */
  lithium: number;
  /** Isotropic strain of the particles (thermal). */
  thermal: number;
  /** Strain of the cell: xx, yy, zz, yz, xz, xy. */
  cell: readonly [number, number, number, number, number, number];
  /** Displacement of the plate along z, µm. */
  plate: number;
  /** Factor on external loads. */
  loading: number;
}

export const RESTING: Load = {
  shrink: 0,
  fE: 1,
  fY: 1,
  fG: 1,
  fD: 1,
  lithium: 1,
  thermal: 0,
  cell: [0, 0, 0, 0, 0, 0],
  plate: 0,
  loading: 0,
};

/** Result of a trial step. */
export interface Trial {
  /** 0 equilibrium; 1 not converged; 2 not a number. */
  readonly status: number;
  readonly overload: number;
  /** Energy error, and work, of the step, pJ. */
  readonly error: number;
  readonly work: number;
  readonly residual: number;
}

const MAGIC = 0x46_49_42_31; // "FIB1"

const LEDGER_KEYS = Object.keys(LEDGER) as (keyof typeof LEDGER)[];
const LOAD_KEYS = Object.keys(RESTING) as (keyof Load)[];

/** What a builder gives as it is. */
const BUILT = [
  'x',
  'radius',
  'axis',
  'crystal',
  'kind',
  'held',
  'dx',
  'i',
  'j',
  'normal',
  'armI',
  'armJ',
  'gap',
  'contactRadius',
  'sideI',
  'sideJ',
  'adhesionScaleI',
  'adhesionScaleJ',
  'area',
  'thickness',
  'gyration2',
] as const;

/** Classes of elements, none of which the core does not know. */
function known(classes: Int32Array): Int32Array {
  const of = Object.keys(CLASS).length;
  const e = classes.findIndex((c) => !(c >= 0 && c < of));
  if (e >= 0) throw new RangeError(`class of element ${e}: got ${classes[e]}; allowed: 0 to ${of - 1}`);
  return classes;
}

export class Engine {
  readonly #core: Core;
  readonly #n: number;
  readonly #m: number;
  readonly #fibres: number;
  readonly #materials: number;
  readonly network: NetworkData;

  /**
   * Load a network into a fresh core.
   * @throws CoreTrap when the core is out of memory.
   */
  constructor(core: Core, network: NetworkData, material: EngineMaterial, load: Load = RESTING) {
    this.#core = core;
    this.network = network;
    this.#n = network.n;
    this.#m = network.m;
    this.#fibres = network.first[network.m];
    const materials = [material, ...(material.others ?? [])];
    this.#materials = materials.length;
    if (core.call('netAlloc', network.n, network.m, this.#fibres, materials.length) !== 0) {
      throw new CoreTrap(`out of memory for ${network.n} nodes and ${network.m} necks`);
    }
    for (const name of BUILT) this.write(name, network[name]);
    this.write('first', network.first.subarray(0, network.m));
    this.write(
      'fibres',
      network.first.subarray(0, network.m).map((from, e) => network.first[e + 1] - from),
    );
    if (network.class) this.write('class', known(network.class));
    if (network.material) this.write('material', network.material);
    for (const [name, data] of Object.entries(constantsOf(material, network.radius))) {
      this.write(name as FieldName, data);
    }
    this.#param(load, 0);
    core.call('netFinish');
    core.call('solverPlan');
    core.call('restore');
  }

  #length(name: FieldName): number {
    const { shape, width } = FIELDS[name];
    const rows = {
      node: this.#n,
      element: this.#m,
      fibre: this.#fibres,
      material: this.#materials,
      one: 1,
    };
    return rows[shape] * width;
  }

  /** Copy of an array of doubles. */
  f64(name: FieldName): Float64Array {
    return this.#core.readF64(this.#core.call('fieldAddress', FIELDS[name].id), this.#length(name));
  }

  /** Copy of an array of integers. */
  i32(name: FieldName): Int32Array {
    return this.#core.readI32(this.#core.call('fieldAddress', FIELDS[name].id), this.#length(name));
  }

  /** Overwrite an array. The length must be the field's. */
  write(name: FieldName, data: Float64Array | Int32Array): void {
    if (data.length !== this.#length(name)) {
      throw new RangeError(`field ${name}: ${data.length} values given, ${this.#length(name)} expected`);
    }
    this.#core.write(this.#core.call('fieldAddress', FIELDS[name].id), data);
  }

  /** Write a load into one of the three copies of PARAM. */
  #param(load: Load, at: number): void {
    const p = this.f64('param');
    for (const key of LOAD_KEYS) p.set([load[key]].flat(), at + PARAM[key]);
    this.write('param', p);
  }

  /** The load in force. */
  load(): Load {
    const p = this.f64('param');
    const entries = LOAD_KEYS.map((key) => {
      const size = [RESTING[key]].flat().length;
      return [key, size === 1 ? p[PARAM[key]] : Array.from(p.subarray(PARAM[key], PARAM[key] + size))];
    });
    return Object.fromEntries(entries) as Load;
  }

  /** Let the binder set: new factors on modulus, flow stress and adhesion at unchanged tractions. */
  solidify(fE: number, fY: number, fG: number): void {
    this.#core.call('solidify', fE, fY, fG);
  }

  /** Begin stage `index`, whose end is `target`. */
  beginStage(index: number, target: Load): void {
    this.forget();
    this.#core.call('stageBegin', index);
    this.#param(target, LOAD_TARGET);
  }

  /** Try the load at fraction `s` of the stage. */
  try(s: number, tolerance: number, limit: number): Trial {
    const status = this.#core.call('stepTry', s, tolerance, limit);
    const info = this.f64('info');
    return {
      status,
      overload: info[INFO.overload],
      error: info[INFO.error],
      work: info[INFO.work],
      residual: info[INFO.residual],
    };
  }

  /** Forget what the solver keeps between load steps: done wherever a checkpoint may be taken. */
  forget(): void {
    this.#core.call('forget');
  }

  accept(): void {
    this.#core.call('stepAccept');
  }

  reject(): void {
    this.#core.call('stepReject');
  }

  /** One round of the avalanche at fixed load: fibres that gave way (0: stable), or a negative status. */
  event(threshold: number, band: number, tolerance: number, limit: number): number {
    return this.#core.call('eventRound', threshold, band, tolerance, limit);
  }

  /**
   * Fill `jump`, `binderForce` and `contactForce` at the present displacements. Not within a load step: between a trial
   * and the end of its avalanche the core still needs what it last evaluated.
   */
  observe(): void {
    this.#core.call('observeElements');
  }

  /** The energy ledger as it stands. */
  ledger(): Record<keyof typeof LEDGER, number> {
    const l = this.f64('ledger');
    const out = {} as Record<keyof typeof LEDGER, number>;
    for (const k of LEDGER_KEYS) out[k] = l[LEDGER[k]];
    return out;
  }

  /** Relative residual force of the last equilibrium. */
  residual(): number {
    return this.f64('info')[INFO.residual];
  }

  /** Nodes and matrix blocks of each level of the multigrid hierarchy; empty while none is in use. */
  levels(): { readonly nodes: number; readonly blocks: number }[] {
    const levels: { nodes: number; blocks: number }[] = [];
    for (let level = 0; ; level++) {
      const nodes = this.#core.call('levelNodes', level);
      if (nodes === 0) return levels;
      levels.push({ nodes, blocks: this.#core.call('levelEntries', level) });
    }
  }

  /** Hash of the whole state, 16 hexadecimal digits. */
  hash(): string {
    const high = this.#core.call('hashState') >>> 0;
    const low = this.#core.call('hashLow') >>> 0;
    return high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0');
  }

  /** Everything a load step changes, in one buffer. */
  checkpoint(): Uint8Array {
    const bytes = this.#core.call('stateBytes');
    const out = new Uint8Array(16 + bytes);
    const head = new DataView(out.buffer);
    head.setUint32(0, MAGIC);
    head.setUint32(4, this.#n);
    head.setUint32(8, this.#m);
    head.setUint32(12, this.#fibres);
    out.set(this.#core.readBytes(this.#core.call('stateAddress'), bytes), 16);
    return out;
  }

  /** Restore a checkpoint of the same network. @throws RangeError when it is another's. */
  restore(checkpoint: Uint8Array): void {
    const head = new DataView(checkpoint.buffer, checkpoint.byteOffset, checkpoint.byteLength);
    const bytes = this.#core.call('stateBytes');
    if (
      checkpoint.byteLength !== 16 + bytes ||
      head.getUint32(0) !== MAGIC ||
      head.getUint32(4) !== this.#n ||
      head.getUint32(8) !== this.#m ||
      head.getUint32(12) !== this.#fibres
    ) {
      throw new RangeError('this checkpoint was made by another network or another version');
    }
    this.#core.write(this.#core.call('stateAddress'), checkpoint.slice(16));
    this.#core.call('restore');
    this.forget();
  }
}
