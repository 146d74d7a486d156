/**
 * The registry of what a particle or a ligament has at one moment. A line here is all that a quantity needs to be
 * kept in frames, checkpoints and saved runs, sent to the page, written in every format, offered as a colour and told
 * of what is picked. Its twin for whole electrodes is stage-quantities.ts.
 */
import type { NetworkData } from '../core/network.js';
import { neckArea, neckThickness } from './geometry.js';
import { particleStress } from './measure/stress.js';
import { bondDamage, normalComponent, perArea, type Sight } from './reading.js';

/** Where quantities are listed. A quantity takes part in all of them unless it says `omit`. */
export type Output = 'csv' | 'vtp' | 'dump' | 'xyz' | 'colour' | 'card';

/** What values are taken from: a network and the arrays of one of its frames. */
export interface At {
  readonly network: NetworkData;
  readonly frame: { readonly x: number } & Readonly<Record<string, ArrayLike<number> | number | string>>;
}

/** A quantity of every particle or ligament. */
export interface Quantity {
  /** For people. */
  readonly label: string;
  /** What the label leaves open, for legends and cards. */
  readonly note?: string;
  /** Before the names of components: σ, for σxx. */
  readonly symbol?: string;
  /** Empty: a pure number or a category. */
  readonly unit: string;
  readonly of: 'particle' | 'ligament';
  readonly type: 'f64' | 'i32';
  /** Numbers each: 1 unless said; 3 are x, y, z; 6 are xx, yy, zz, yz, xz, xy. */
  readonly components?: 3 | 6;
  /** Numbers that a frame keeps each; default: the components. */
  readonly width?: number;
  /** Reads it from the engine into a frame: `width` numbers for each of n nodes or m necks. */
  readonly read?: (sight: Sight) => Float64Array | Int32Array;
  /** Or works it out from network and frame whenever it is asked for. */
  readonly value?: (at: At, index: number, component: number) => number;
  /** Never changes in a run. */
  readonly built?: true;
  /** Bodies (foil, plate) have it too. */
  readonly bodies?: true;
  /** How it is shown: about zero, from zero up, or as categories (whole numbers, −1 none). */
  readonly kind: 'diverging' | 'sequential' | 'categorical';
  /** Between 0 and 1. */
  readonly share?: true;
  /** A category in words; `stages` are the names of the run's stages. */
  readonly words?: (value: number, stages: readonly string[]) => string;
  /** Categories as tables name them, from 0. */
  readonly codes?: readonly string[];
  /** Categories have an order of their own; else the commonest comes first. */
  readonly ordered?: true;
  /** Name in files, without its unit. */
  readonly file: string;
  /** Names of components in tables, where they are not `file` with x, y, z or xx … inside. */
  readonly parts?: readonly string[];
  /** Names in formats that have always called it otherwise; of an array, or of its components. */
  readonly names?: Readonly<Partial<Record<Output, string | readonly string[]>>>;
  readonly omit?: readonly Output[];
}

/** Array of a frame, as numbers. */
const array = ({ frame }: At, name: string): ArrayLike<number> => frame[name] as ArrayLike<number>;

/** Modes in words, 0–3. */
const MODES = [
  'intact',
  'broken along the binder–NCM interface',
  'broken along the binder–foil interface',
  'broken through the binder',
];

/** All of them, in the order in which they are written and offered. */
export const QUANTITIES = {
  /** Radius as built. */
  radius: {
    label: 'Radius',
    unit: 'µm',
    of: 'particle',
    type: 'f64',
    kind: 'sequential',
    built: true,
    file: 'radius',
    names: { dump: 'radius', xyz: 'radius' },
    value: ({ network }, k) => network.radius[k],
  },
  /** Displacement u since as built. The frame keeps it with the rotation, 6n: u (µm), θ (rad). */
  displacement: {
    label: 'Displacement',
    unit: 'µm',
    of: 'particle',
    type: 'f64',
    kind: 'sequential',
    bodies: true,
    file: 'displacement',
    parts: ['ux', 'uy', 'uz'],
    names: { xyz: 'displacement' },
    components: 3,
    width: 6,
    read: ({ engine }) => engine.f64('u'),
  },
  /** Rotation θ since as built. */
  rotation: {
    label: 'Rotation',
    unit: 'rad',
    of: 'particle',
    type: 'f64',
    kind: 'sequential',
    bodies: true,
    file: 'rotation',
    parts: ['rot_x', 'rot_y', 'rot_z'],
    names: { dump: ['rx_rad', 'ry_rad', 'rz_rad'] },
    components: 3,
    value: (at, k, c) => array(at, 'displacement')[6 * k + 3 + c],
  },
  /** Love–Weber stress of a particle over its own volume, 6n: xx, yy, zz, yz, xz, xy. */
  stress: {
    label: 'Stress',
    symbol: 'σ',
    note: 'tension +',
    unit: 'MPa',
    of: 'particle',
    type: 'f64',
    kind: 'diverging',
    file: 'stress',
    components: 6,
    read: ({ engine, network }) => particleStress(network, engine.f64('force')),
  },
  /** Von Mises' norm of that stress. */
  mises: {
    label: 'Von Mises stress',
    unit: 'MPa',
    of: 'particle',
    type: 'f64',
    kind: 'sequential',
    file: 'von_mises',
    value: (at, k) => vonMises(array(at, 'stress'), 6 * k),
  },
  /** Lithium content: what is taken out scatters, not what is left (as the core has it). */
  lithium: {
    label: 'Lithium content x',
    unit: '',
    of: 'particle',
    type: 'f64',
    kind: 'sequential',
    share: true,
    file: 'x_lithium',
    value: ({ network, frame: { x } }, k) => x + network.dx[k] * (1 - x),
  },
  /** 0 intact, 1 adhesive at NCM, 2 adhesive at the foil, 3 cohesive. */
  mode: {
    label: 'State',
    unit: '',
    of: 'ligament',
    type: 'i32',
    kind: 'categorical',
    ordered: true,
    // In pictures cracks show it whatever colours the rest; in a dump it is the type of bond.
    file: 'mode',
    omit: ['colour', 'dump'],
    read: ({ engine }) => engine.i32('mode'),
    words: (v) => MODES[v],
    codes: ['intact', 'adhesive_ncm', 'adhesive_foil', 'cohesive'],
  },
  /** Share of the area that is spent, damage of fibres counted by their area. */
  damage: {
    label: 'Damage',
    note: '0 whole – 1 broken',
    unit: '',
    of: 'ligament',
    type: 'f64',
    share: true,
    kind: 'sequential',
    file: 'damage',
    read: bondDamage,
  },
  /** Normal part of the jump at the neck since as built. */
  opening: {
    label: 'Opening',
    unit: 'µm',
    of: 'ligament',
    type: 'f64',
    kind: 'diverging',
    file: 'opening',
    read: (sight) => normalComponent(sight, 'jump'),
  },
  /** Mean normal traction of the binder alone: its normal force over the area of all fibres, broken ones too. */
  traction: {
    label: 'Traction of the binder',
    note: 'tension +',
    unit: 'MPa',
    of: 'ligament',
    type: 'f64',
    kind: 'diverging',
    file: 'traction',
    read: (sight) => perArea(sight.network, normalComponent(sight, 'binderForce')),
  },
  /** Crack that it belongs to, from 0; −1 none. The crack measure fills it in. */
  cluster: {
    label: 'Crack cluster',
    unit: '',
    of: 'ligament',
    type: 'i32',
    kind: 'categorical',
    file: 'cluster',
    read: ({ network }) => new Int32Array(network.m).fill(-1),
    words: (v) => (v < 0 ? 'none' : `crack ${v + 1}`),
  },
  /** Index of the stage in which it broke; −1 intact. */
  birth: {
    label: 'Stage of breaking',
    unit: '',
    of: 'ligament',
    type: 'i32',
    kind: 'categorical',
    ordered: true,
    file: 'birth',
    names: { csv: 'birth_stage' },
    read: ({ engine }) => engine.i32('birth'),
    words: (v, stages) => (v < 0 ? 'not broken' : (stages[v] ?? `stage ${v + 1}`)),
  },
  /** Area of all fibres, broken ones too. */
  area: {
    label: 'Area',
    unit: 'µm²',
    of: 'ligament',
    type: 'f64',
    kind: 'sequential',
    built: true,
    file: 'area',
    value: ({ network }, k) => neckArea(network, k),
  },
  /** Volume over area. */
  thickness: {
    label: 'Mean thickness',
    unit: 'µm',
    of: 'ligament',
    type: 'f64',
    kind: 'sequential',
    built: true,
    file: 'thickness',
    value: ({ network }, k) => neckThickness(network, k),
  },
  /** Normal force f_n of the Hertz contact beside the ligament, compression positive. */
  contactForce: {
    label: 'Contact force',
    unit: 'µN',
    of: 'ligament',
    type: 'f64',
    kind: 'sequential',
    file: 'contact_force',
    read: (sight) => normalComponent(sight, 'contactForce').map((f) => Math.max(0, -f)),
  },
  /** Mean pressure f_n/(π a²) over the Hertz contact circle, a² = R* δ at the overlap δ = −opening − gap. */
  contactPressure: {
    label: 'Contact pressure',
    unit: 'MPa',
    of: 'ligament',
    type: 'f64',
    kind: 'sequential',
    file: 'contact_pressure',
    value: (at, k) => {
      const force = array(at, 'contactForce')[k];
      const overlap = -array(at, 'opening')[k] - at.network.gap[k];
      return force > 0 && overlap > 0 ? force / (Math.PI * at.network.contactRadius[k] * overlap) : 0;
    },
  },
} as const satisfies Record<string, Quantity>;

/** Name of a quantity. */
export type QuantityName = keyof typeof QUANTITIES;

/** The arrays of a frame: every quantity that is read from the engine. */
export type FrameArrays = {
  readonly [K in QuantityName as (typeof QUANTITIES)[K] extends { read: unknown }
    ? K
    : never]: (typeof QUANTITIES)[K]['type'] extends 'i32' ? Int32Array : Float64Array;
};

/** When a frame is. */
export type Instant = {
  readonly stage: string;
  readonly cycle: number;
  /** Share of the stage's load, 0–1. */
  readonly fraction: number;
  /** Mean lithium content x of Li_xNCM. */
  readonly x: number;
};

/** One moment of a run that can be drawn or exported: when it is, and what every particle and ligament has. */
export type Frame = Instant & FrameArrays;

function vonMises(stress: ArrayLike<number>, at: number): number {
  const s = (c: number): number => stress[at + c];
  const direct = (s(0) - s(1)) ** 2 + (s(1) - s(2)) ** 2 + (s(2) - s(0)) ** 2;
  return Math.sqrt(direct / 2 + 3 * (s(3) ** 2 + s(4) ** 2 + s(5) ** 2));
}
