/**
 * The engine: one network loaded into one core. Numbers and copied arrays in and out; the stages that use
 * it live in `src/process`.
 */

import { FIELDS, type FieldName, INFO, LEDGER, MATERIAL, PARAM } from './fields.js';
import { type Core, CoreTrap } from './instance.js';
import type { NetworkData } from './network.js';

/** Constants of a run, in the core's units (µm, µN, MPa, J/m²). */
export interface EngineMaterial {
  /** Ligament: Young's modulus MPa, Poisson's ratio, strength MPa. */
  readonly eFilm: number;
  readonly nu: number;
  readonly strength: number;
  /** Area under the film's curve, MPa. */
  readonly toughness: number;
  /** Hardening curve: plastic strain from 0, flow stress MPa (not falling). Empty: brittle. */
  readonly plasticStrain: readonly number[];
  readonly flowStress: readonly number[];
  /** Plastic strain at break; 0: brittle. */
  readonly epsBreak: number;
  readonly sigmaNcm: number;
  readonly sigmaFoil: number;
  readonly gammaNcm: number;
  readonly gammaFoil: number;
  /** Shear strength over tensile strength of an interface. */
  readonly beta: number;
  /** Contact: modulus and Poisson's ratio of the particles, friction. */
  readonly eParticle: number;
  readonly nuParticle: number;
  readonly friction: number;
  /** Lattice strain: rows from x = 1 downwards. */
  readonly lattice: {
    readonly x: readonly number[];
    readonly epsA: readonly number[];
    readonly epsC: readonly number[];
  };
  readonly strainFactor: number;
  readonly isotropic: boolean;
}

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

/** Largest number of rows of the lattice and film tables. */
const TABLE_ROWS = 64;

export class Engine {
  readonly #core: Core;
  readonly #n: number;
  readonly #m: number;
  readonly #k: number;
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
    this.#k = network.rings;
    if (core.call('netAlloc', network.n, network.m, network.rings) !== 0) {
      throw new CoreTrap(`out of memory for ${network.n} nodes and ${network.m} necks`);
    }
    const names = [
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
    ] as const; // prettier-ignore
    for (const name of names) this.write(name, network[name]);
    this.#material(material);
    this.#param(load, 0);
    core.call('netFinish');
    core.call('solverPlan');
    core.call('restore');
  }

  #length(name: FieldName): number {
    const { shape, width } = FIELDS[name];
    const count = shape === 'n' ? this.#n : shape === 'm' ? this.#m : shape === 'mk' ? this.#m * this.#k : 1;
    return count * width;
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

  #material(m: EngineMaterial): void {
    const c = new Float64Array(32);
    c[MATERIAL.eFilm] = m.eFilm;
    c[MATERIAL.ratio] = 2 * (1 + m.nu);
    c[MATERIAL.epsBreak] = m.epsBreak;
    c[MATERIAL.sigmaU] = m.strength;
    c[MATERIAL.sigmaNcm] = m.sigmaNcm;
    c[MATERIAL.sigmaFoil] = m.sigmaFoil;
    c[MATERIAL.gammaNcm] = m.gammaNcm;
    c[MATERIAL.gammaFoil] = m.gammaFoil;
    c[MATERIAL.beta] = m.beta;
    c[MATERIAL.eStar] = m.eParticle / (2 * (1 - m.nuParticle * m.nuParticle));
    c[MATERIAL.friction] = m.friction;
    c[MATERIAL.stickRatio] = (2 * (1 - m.nuParticle)) / (2 - m.nuParticle);
    c[MATERIAL.strainFactor] = m.strainFactor;
    c[MATERIAL.isotropic] = m.isotropic ? 1 : 0;
    c[MATERIAL.toughness] = m.toughness;
    c[MATERIAL.floor] = 0.002;
    let sum = 0;
    let particles = 0;
    for (let k = 0; k < this.#n; k++) {
      const r = this.network.radius[k] as number;
      if (r > 0) {
        sum += r;
        particles++;
      }
    }
    c[MATERIAL.meanRadius] = particles > 0 ? sum / particles : 1;
    const film = new Float64Array(3 * TABLE_ROWS);
    const rows = Math.min(m.plasticStrain.length, TABLE_ROWS);
    let work = 0;
    for (let k = 0; k < rows; k++) {
      const e = m.plasticStrain[k] as number;
      const y = m.flowStress[k] as number;
      if (k > 0) {
        work += 0.5 * (y + (m.flowStress[k - 1] as number)) * (e - (m.plasticStrain[k - 1] as number));
      }
      film.set([e, y, work], 3 * k);
    }
    c[MATERIAL.filmPoints] = rows;
    const lattice = new Float64Array(3 * TABLE_ROWS);
    const points = Math.min(m.lattice.x.length, TABLE_ROWS);
    for (let k = 0; k < points; k++) {
      lattice.set(
        [m.lattice.x[k] as number, m.lattice.epsA[k] as number, m.lattice.epsC[k] as number],
        3 * k,
      );
    }
    c[MATERIAL.latticePoints] = points;
    this.write('film', film);
    this.write('lattice', lattice);
    this.write('material', c);
  }

  #param(load: Load, at: number): void {
    const p = this.f64('param');
    const l = load;
    p.set([l.shrink, l.fE, l.fY, l.fG, l.fD, l.lithium, l.thermal, ...l.cell, l.plate, l.loading], at);
    this.write('param', p);
  }

  /** The load in force. */
  load(): Load {
    const p = Array.from(this.f64('param').subarray(0, 15)) as number[];
    const v = (k: number): number => p[k] as number;
    return {
      shrink: v(PARAM.shrink),
      fE: v(PARAM.fE),
      fY: v(PARAM.fY),
      fG: v(PARAM.fG),
      fD: v(PARAM.fD),
      lithium: v(PARAM.lithium),
      thermal: v(PARAM.thermal),
      cell: [v(7), v(8), v(9), v(10), v(11), v(12)],
      plate: v(PARAM.plate),
      loading: v(PARAM.loading),
    };
  }

  /** Let the binder set: new factors on modulus, flow stress and adhesion at unchanged tractions. */
  solidify(fE: number, fY: number, fG: number): void {
    this.#core.call('solidify', fE, fY, fG);
  }

  /** Begin stage `index`, whose end is `target`. */
  beginStage(index: number, target: Load): void {
    this.forget();
    this.#core.call('stageBegin', index);
    this.#param(target, PARAM.target);
  }

  /** Try the load at fraction `s` of the stage. */
  try(s: number, tolerance: number, limit: number): Trial {
    const status = this.#core.call('stepTry', s, tolerance, limit);
    const info = this.f64('info');
    return {
      status,
      overload: info[INFO.over] as number,
      error: info[INFO.error] as number,
      work: info[INFO.work] as number,
      residual: info[INFO.residual] as number,
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

  /** The energy ledger as it stands. */
  ledger(): Record<keyof typeof LEDGER, number> {
    const l = this.f64('ledger');
    const out = {} as Record<keyof typeof LEDGER, number>;
    for (const k of LEDGER_KEYS) out[k] = l[LEDGER[k]] as number;
    return out;
  }

  /** Relative residual force of the last equilibrium. */
  residual(): number {
    return this.f64('info')[INFO.residual] as number;
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
    head.setUint32(12, this.#k);
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
      head.getUint32(12) !== this.#k
    ) {
      throw new RangeError('this checkpoint was made by another network or another version');
    }
    this.#core.write(this.#core.call('stateAddress'), checkpoint.slice(16));
    this.#core.call('restore');
    this.forget();
  }
}
