/**
 * The field table as the JavaScript side sees it: every array of the core, once. The core's twin is
 * `assembly/network/fields.ts`; a test holds ids, order and sizes together.
 */

type Shape = 'n' | 'm' | 'mk' | 'one';

/** One array of the core. */
export interface Field {
  readonly id: number;
  readonly type: 'f64' | 'i32';
  /** Length is `width` × the number of nodes (n), necks (m), fibres (mk) or 1. */
  readonly shape: Shape;
  readonly width: number;
  readonly unit: string;
  readonly block: 'model' | 'state' | 'work';
  readonly by: string;
}

const f = (
  id: number,
  type: 'f64' | 'i32',
  shape: Shape,
  width: number,
  unit: string,
  block: Field['block'],
  by: string,
): Field => ({ id, type, shape, width, unit, block, by });

export const FIELDS = {
  x: f(0, 'f64', 'n', 3, 'µm', 'model', 'builder'),
  radius: f(1, 'f64', 'n', 1, 'µm', 'model', 'builder'),
  axis: f(2, 'f64', 'n', 3, '1', 'model', 'builder'),
  crystal: f(3, 'i32', 'n', 1, '1', 'model', 'builder'),
  kind: f(4, 'i32', 'n', 1, '1', 'model', 'builder'),
  held: f(5, 'i32', 'n', 1, 'bits', 'model', 'builder'),
  dx: f(6, 'f64', 'n', 1, '1', 'model', 'builder'),
  i: f(7, 'i32', 'm', 1, '1', 'model', 'builder'),
  j: f(8, 'i32', 'm', 1, '1', 'model', 'builder'),
  normal: f(9, 'f64', 'm', 3, '1', 'model', 'builder'),
  armI: f(10, 'f64', 'm', 3, 'µm', 'model', 'builder'),
  armJ: f(11, 'f64', 'm', 3, 'µm', 'model', 'builder'),
  gap: f(12, 'f64', 'm', 1, 'µm', 'model', 'builder'),
  contactRadius: f(13, 'f64', 'm', 1, 'µm', 'model', 'builder'),
  sideI: f(14, 'i32', 'm', 1, '1', 'model', 'builder'),
  sideJ: f(15, 'i32', 'm', 1, '1', 'model', 'builder'),
  adhesionScaleI: f(16, 'f64', 'm', 1, '1', 'model', 'builder'),
  adhesionScaleJ: f(17, 'f64', 'm', 1, '1', 'model', 'builder'),
  area: f(18, 'f64', 'mk', 1, 'µm²', 'model', 'builder'),
  thickness: f(19, 'f64', 'mk', 1, 'µm', 'model', 'builder'),
  gyration2: f(20, 'f64', 'mk', 1, 'µm²', 'model', 'builder'),
  load: f(21, 'f64', 'n', 6, 'µN, µN·µm', 'model', 'caller'),
  lattice: f(22, 'f64', 'one', 192, '1', 'model', 'caller'),
  film: f(23, 'f64', 'one', 192, '1, MPa, MPa', 'model', 'caller'),
  material: f(24, 'f64', 'one', 32, 'mixed', 'model', 'caller'),
  hertz: f(25, 'f64', 'm', 1, 'µN/µm^1.5', 'model', 'netFinish'),
  stick: f(26, 'f64', 'm', 1, 'µN/µm', 'model', 'netFinish'),
  weakSide: f(27, 'i32', 'm', 1, '1', 'model', 'netFinish'),
  sigma: f(28, 'f64', 'm', 1, 'MPa', 'model', 'netFinish'),
  gamma: f(29, 'f64', 'm', 1, 'J/m²', 'model', 'netFinish'),
  u: f(30, 'f64', 'n', 6, 'µm, rad', 'state', 'equilibrium'),
  eigen: f(31, 'f64', 'n', 6, '1', 'state', 'load'),
  param: f(32, 'f64', 'one', 64, 'mixed', 'state', 'load'),
  ledger: f(33, 'f64', 'one', 32, 'pJ', 'state', 'step, avalanche'),
  damage: f(34, 'f64', 'mk', 1, '1', 'state', 'avalanche'),
  lambda: f(35, 'f64', 'mk', 1, 'µm', 'state', 'commit'),
  plastic: f(36, 'f64', 'mk', 6, 'µm, rad', 'state', 'commit'),
  plasticWork: f(37, 'f64', 'mk', 1, 'pJ', 'state', 'commit'),
  adhesiveWork: f(38, 'f64', 'mk', 1, 'pJ', 'state', 'avalanche'),
  flag: f(39, 'i32', 'mk', 1, '1', 'state', 'avalanche'),
  slip: f(40, 'f64', 'm', 3, 'µm', 'state', 'commit'),
  cap: f(41, 'f64', 'm', 1, 'µN', 'state', 'commit'),
  force: f(42, 'f64', 'm', 3, 'µN', 'state', 'commit'),
  couple: f(43, 'f64', 'm', 3, 'µN·µm', 'state', 'commit'),
  pull: f(44, 'f64', 'm', 1, 'µN·µm', 'state', 'commit'),
  mode: f(45, 'i32', 'm', 1, '1', 'state', 'avalanche'),
  birth: f(46, 'i32', 'm', 1, '1', 'state', 'avalanche'),
  reaction: f(47, 'f64', 'n', 6, 'µN, µN·µm', 'state', 'commit'),
  info: f(62, 'f64', 'one', 32, 'mixed', 'work', 'every call'),
  internal: f(61, 'f64', 'n', 6, 'µN, µN·µm', 'work', 'evaluate'),
  stiffness: f(55, 'f64', 'm', 4, 'µN/µm, µN·µm', 'work', 'evaluate'),
} as const;

/** Name of an array of the core. */
export type FieldName = keyof typeof FIELDS;

/** Slots of MATERIAL (see assembly/network/params.ts). */
export const MATERIAL = {
  eFilm: 0,
  ratio: 1,
  filmPoints: 2,
  epsBreak: 3,
  sigmaU: 4,
  sigmaNcm: 5,
  sigmaFoil: 6,
  gammaNcm: 7,
  gammaFoil: 8,
  beta: 9,
  eStar: 10,
  friction: 11,
  stickRatio: 12,
  latticePoints: 13,
  strainFactor: 14,
  isotropic: 15,
  toughness: 16,
  meanRadius: 17,
  floor: 18,
} as const;

/** Slots of PARAM: load parameters. */
export const PARAM = {
  shrink: 0,
  fE: 1,
  fY: 2,
  fG: 3,
  fD: 4,
  lithium: 5,
  thermal: 6,
  cell: 7,
  plate: 13,
  loading: 14,
  stage: 15,
  fraction: 16,
  start: 20,
  target: 40,
} as const;

/** Slots of LEDGER, pJ. */
export const LEDGER = {
  work: 0,
  elastic: 1,
  plastic: 2,
  adhesive: 3,
  cohesive: 4,
  friction: 5,
  released: 6,
  leastRelease: 7,
  adhesiveFoil: 8,
  events: 9,
  absWork: 10,
  steps: 11,
  cg: 12,
  newton: 13,
  forceScale: 14,
  stalled: 15,
  stageWork: 16,
} as const;

/** Slots of INFO. */
export const INFO = {
  residual: 0,
  over: 1,
  error: 2,
  cg: 3,
  newton: 4,
  scale: 5,
  energy: 6,
  dPlastic: 7,
  dSlide: 8,
  work: 9,
  failed: 10,
  released: 11,
} as const;
