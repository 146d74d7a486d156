/**
 * The network as the core holds it: every array and every slot, declared once. `npm run schema` generates from it
 * ids, sizes and slots for both languages and the tables of docs/theory.md; a file that is out of date fails the lint.
 *
 * model  made by the builder or derived once, never changed afterwards   (one contiguous block)
 * state  changed by load steps: what a checkpoint and a hash hold         (one contiguous block)
 * work   scratch of the solver, and what the last call found out          (one contiguous block)
 *
 * A state array's place, type and width are part of every hash: add new ones at the end of the state block.
 *
 * @typedef {'node' | 'element' | 'fibre' | 'material' | 'one'} Shape what there is one row for
 * @typedef {{ name: string, type: 'f64' | 'i32', shape: Shape, width: number, unit: string,
 *   block: 'model' | 'state' | 'work', by: string, meaning: string }} Field
 * @typedef {{ name: string, unit: string, meaning: string, width: number, config?: string, neutral?: number }} Slot
 */

/**
 * @param {Field['block']} block
 * @returns {(name: string, type: Field['type'], shape: Shape, width: number, unit: string, by: string, meaning: string) => Field}
 */
const fieldOf = (block) => (name, type, shape, width, unit, by, meaning) => ({
  name,
  type,
  shape,
  width,
  unit,
  block,
  by,
  meaning,
});

/**
 * A slot of one number (or `width`). `config`: path of the configuration it is taken from as it is; `neutral`: what
 * stands where none is given.
 *
 * @param {string} name
 * @param {string} unit
 * @param {string} meaning
 * @param {{ width?: number, config?: string, neutral?: number }} [more]
 * @returns {Slot}
 */
const slot = (name, unit, meaning, more = {}) => ({ name, unit, meaning, width: 1, ...more });

/**
 * Classes of elements, by number: each is a file of assembly/element with its kinematics, law and tangent, called from
 * element/index.ts.
 */
export const CLASSES = [
  { name: 'neck', meaning: 'fibres of binder in parallel, and the contact beside them' },
  { name: 'contact', meaning: 'two surfaces that touch and rub, without binder' },
];

/** Rows of the lattice and film tables. */
export const TABLE_ROWS = 64;

/** Numbers of one copy of the load parameters: now, at the start of a stage, at its target. */
export const LOAD_SLOTS = 20;

/** Slots of the arrays of mixed numbers. */
export const SLOTS = {
  /** Constants of a run that belong to no material. */
  constant: [
    slot('meanRadius', 'µm', 'mean radius of the particles; scales couples in norms'),
    slot('latticePoints', '1', 'rows of the lattice table in use'),
    slot('strainFactor', '1', 'scales lattice strain', { config: 'active.strainFactor' }),
    slot('isotropic', '1', '1: the volumetric third of the lattice strain for all particles'),
  ],
  /** Constants of a material of elements: film, interfaces, contact. */
  material: [
    slot('eFilm', 'MPa', "Young's modulus of the ligament"),
    slot('ratio', '1', 'E/G of the ligament, 2(1 + ν)'),
    slot('filmPoints', '1', 'rows of the film table in use'),
    slot('epsBreak', '1', 'plastic strain at break; 0: brittle'),
    slot('strength', 'MPa', 'strength of the film'),
    slot('sigmaNcm', 'MPa', 'strength of the interface to NCM', { config: 'binder.strengthNcm_MPa' }),
    slot('sigmaFoil', 'MPa', 'strength of the interface to the foil', { config: 'binder.strengthFoil_MPa' }),
    slot('gammaNcm', 'J/m²', 'energy of the interface to NCM', { config: 'binder.adhesionNcm_J_m2' }),
    slot('gammaFoil', 'J/m²', 'energy of the interface to the foil', { config: 'binder.adhesionFoil_J_m2' }),
    slot('beta', '1', 'shear over tensile strength of an interface', { config: 'binder.shearRatio' }),
    slot('eStar', 'MPa', 'contact modulus'),
    slot('friction', '1', 'coefficient of friction', { config: 'active.friction' }),
    slot('stickRatio', '1', 'tangential over normal contact stiffness'),
    slot('floor', '1', 'smallest tangent over elastic stiffness of a yielding fibre'),
    slot('rigid', '1', '1: the load factors and the shrinkage of the binder do not act on this material'),
  ],
  /** A material bound to the load in force: what the laws read (element/material.ts). */
  bound: [
    slot('modulus', 'MPa', 'of the ligament'),
    slot('ratio', '1', 'E/G'),
    slot('beta2', '1', 'β²'),
    slot('invBeta2', '1', '1/β²'),
    slot('strengthFactor', '1', 'factor on flow stress and strength'),
    slot('adhesionFactor', '1', 'factor on strength and energy of the interfaces'),
    slot('shrink', '1', 'free shrinkage strain'),
    slot('shrinks', '1', '0: free shrinkage does not act on this material'),
    slot('strength', 'MPa', 'of the film'),
    slot('epsBreak', '1', 'plastic strain at break; 0: brittle'),
    slot('invElongation', '1', '1/(plastic + elastic strain at break)'),
    slot('brittle', '1', '1: the film tears without flow'),
    slot('yield0', 'MPa', 'flow stress before any flow'),
    slot('floor', '1', 'smallest tangent over elastic stiffness of a yielding fibre'),
    slot('tail', 'MPa', 'hardening past the end of the film table'),
    slot('friction', '1', 'coefficient of friction'),
    slot('filmAt', 'bytes', 'address of its film table, an integer'),
    slot('filmPoints', '1', 'rows of the film table in use, an integer'),
  ],
  /** Load parameters; see docs/theory.md §4. Three copies: now, start and target of the stage. */
  param: [
    slot('shrink', '1', 'free shrinkage strain of the ligaments'),
    slot('fE', '1', "factor on the ligament's modulus"),
    slot('fY', '1', 'factor on its flow stress and strength'),
    slot('fG', '1', 'factor on adhesion energy and interface strength'),
    slot('fD', '1', 'factor on plastic strain at break'),
    slot('lithium', '1', 'mean lithium content'),
    slot('thermal', '1', 'isotropic strain of the particles'),
    slot('cell', '1', 'strain of the cell and its foil: xx, yy, zz, yz, xz, xy', { width: 6 }),
    slot('plate', 'µm', 'displacement of the plate along z'),
    slot('loading', '1', 'factor on external loads'),
    slot('stage', '1', 'index of the stage'),
    slot('fraction', '1', 'share of the stage done'),
  ],
  /** Energies, and counts of a run. */
  ledger: [
    slot('work', 'pJ', 'work of the load'),
    slot('elastic', 'pJ', 'stored now'),
    slot('plastic', 'pJ', 'plastic work'),
    slot('adhesive', 'pJ', 'spent on interfaces'),
    slot('cohesive', 'pJ', 'spent on tearing ligaments'),
    slot('friction', 'pJ', 'friction of contacts'),
    slot('released', 'pJ', 'let go by events'),
    slot('leastRelease', 'pJ', 'most negative release of a single event'),
    slot('adhesiveFoil', 'pJ', 'part of adhesive spent on foil interfaces'),
    slot('events', '1', 'rounds of the avalanche'),
    slot('absWork', 'pJ', 'Σ |work of a load step|'),
    slot('steps', '1', 'load steps accepted'),
    slot('cg', '1', 'iterations of conjugate gradients'),
    slot('newton', '1', 'Newton iterations'),
    slot('forceScale', 'µN', 'largest force scale met in this run'),
    slot('stalled', '1', 'equilibria accepted at a residual above the tolerance'),
    slot('stageWork', 'pJ', 'absWork when the stage began'),
    slot('lastStalled', '1', '1: the last round ended above the tolerance'),
  ],
  /** What the last call found out. */
  info: [
    slot('residual', '1', 'relative residual force'),
    slot('overload', '1', 'largest overload'),
    slot('error', 'pJ', 'energy error of the load step'),
    slot('work', 'pJ', 'work of the trial step'),
    slot('cg', '1', 'iterations of conjugate gradients of the trial step'),
    slot('newton', '1', 'Newton iterations of the trial step'),
    slot('energy', 'pJ', 'elastic energy of the trial'),
    slot('dPlastic', 'pJ', 'plastic work of the trial step'),
    slot('dSlide', 'pJ', 'friction of the trial step'),
  ],
};

const model = fieldOf('model');
const state = fieldOf('state');
const work = fieldOf('work');

/** @type {readonly Field[]} */
export const FIELDS = [
  model('x', 'f64', 'node', 3, 'µm', 'builder', 'centre'),
  model('radius', 'f64', 'node', 1, 'µm', 'builder', 'radius; 0 for foil and plate'),
  model('axis', 'f64', 'node', 3, '1', 'builder', 'unit c-axis'),
  model('crystal', 'i32', 'node', 1, '1', 'builder', '1 single crystal, 0 polycrystal'),
  model('kind', 'i32', 'node', 1, '1', 'builder', '0 particle, 1 foil, 2 plate'),
  model('held', 'i32', 'node', 1, 'bits', 'builder', 'held freedoms'),
  model('dx', 'f64', 'node', 1, '1', 'builder', 'offset of lithium content'),
  model('i', 'i32', 'element', 1, '1', 'builder', 'lower node'),
  model('j', 'i32', 'element', 1, '1', 'builder', 'higher node'),
  model('first', 'i32', 'element', 1, '1', 'builder', 'first fibre of the element'),
  model('fibres', 'i32', 'element', 1, '1', 'builder', 'number of its fibres'),
  model('class', 'i32', 'element', 1, '1', 'builder', 'class of the element, see CLASS'),
  model('material', 'i32', 'element', 1, '1', 'builder', 'material of the element'),
  model('normal', 'f64', 'element', 3, '1', 'builder', 'unit normal from i to j'),
  model('armI', 'f64', 'element', 3, 'µm', 'builder', "from the centre of i to the element's centre"),
  model('armJ', 'f64', 'element', 3, 'µm', 'builder', 'the same from j'),
  model('gap', 'f64', 'element', 1, 'µm', 'builder', 'free gap before contact'),
  model('contactRadius', 'f64', 'element', 1, 'µm', 'builder', 'reduced radius R*; 0: no contact'),
  model('sideI', 'i32', 'element', 1, '1', 'builder', 'interface on i: 0 NCM, 1 foil, 2 none'),
  model('sideJ', 'i32', 'element', 1, '1', 'builder', 'interface on j'),
  model('adhesionScaleI', 'f64', 'element', 1, '1', 'builder', 'scatter of adhesion on i'),
  model('adhesionScaleJ', 'f64', 'element', 1, '1', 'builder', 'scatter of adhesion on j'),
  model('area', 'f64', 'fibre', 1, 'µm²', 'builder', 'area; 0: no fibre'),
  model('thickness', 'f64', 'fibre', 1, 'µm', 'builder', 'length t_b'),
  model('gyration2', 'f64', 'fibre', 1, 'µm²', 'builder', 'I/A about a diameter'),
  model('load', 'f64', 'node', 6, 'µN, µN·µm', 'caller', 'external load at factor 1'),
  model('lattice', 'f64', 'one', 3 * TABLE_ROWS, '1', 'caller', 'rows x, ε_a, ε_c from x = 1 downwards'),
  model(
    'film',
    'f64',
    'material',
    3 * TABLE_ROWS,
    '1, MPa, MPa',
    'caller',
    'rows ε_p, flow stress, its integral',
  ),
  model('constants', 'f64', 'one', SLOTS.constant.length, 'mixed', 'caller', 'slots CONSTANT'),
  model('materials', 'f64', 'material', SLOTS.material.length, 'mixed', 'caller', 'slots MATERIAL'),
  model('hertz', 'f64', 'element', 1, 'µN/µm^1.5', 'netFinish', '(4/3) E* √R*'),
  model('stick', 'f64', 'element', 1, 'µN/µm', 'netFinish', 'tangential stiffness of the contact'),
  model('weakSide', 'i32', 'element', 1, '1', 'netFinish', 'kind of the weaker interface'),
  model('sigma', 'f64', 'element', 1, 'MPa', 'netFinish', 'strength of the weaker interface'),
  model('gamma', 'f64', 'element', 1, 'J/m²', 'netFinish', 'energy of the weaker interface'),

  state('u', 'f64', 'node', 6, 'µm, rad', 'equilibrium', 'displacement and rotation'),
  state('eigen', 'f64', 'node', 6, '1', 'load', 'eigenstrain xx, yy, zz, yz, xz, xy'),
  state('param', 'f64', 'one', 64, 'mixed', 'load', 'slots PARAM, three times'),
  state('ledger', 'f64', 'one', 32, 'mixed', 'step, avalanche', 'slots LEDGER'),
  state('damage', 'f64', 'fibre', 1, '1', 'avalanche', 'share of Γ spent'),
  state('lambda', 'f64', 'fibre', 1, 'µm', 'commit', 'accumulated plastic stretch'),
  state('plastic', 'f64', 'fibre', 6, 'µm, rad', 'commit', 'plastic jump and rotation'),
  state('plasticWork', 'f64', 'fibre', 1, 'pJ', 'commit', 'plastic work'),
  state('adhesiveWork', 'f64', 'fibre', 1, 'pJ', 'avalanche', 'work of separation spent'),
  state('flag', 'i32', 'fibre', 1, '1', 'avalanche', '0 intact, 1 adhesive, 3 cohesive'),
  state('slip', 'f64', 'element', 3, 'µm', 'commit', 'anchor of the frictional spring'),
  state('cap', 'f64', 'element', 1, 'µN', 'commit', 'largest friction force'),
  state('force', 'f64', 'element', 3, 'µN', 'commit', 'force on i: binder and contact'),
  state('couple', 'f64', 'element', 3, 'µN·µm', 'commit', 'couple on i'),
  state('pull', 'f64', 'element', 1, 'µN·µm', 'commit', 'Σ A t_b τ_n, conjugate of shrinkage'),
  state(
    'mode',
    'i32',
    'element',
    1,
    '1',
    'avalanche',
    '0 intact, 1 adhesive NCM, 2 adhesive foil, 3 cohesive',
  ),
  state('birth', 'i32', 'element', 1, '1', 'avalanche', 'stage of rupture; −1 intact'),
  state('reaction', 'f64', 'node', 6, 'µN, µN·µm', 'commit', 'internal force, for held freedoms'),

  work('uSave', 'f64', 'node', 6, 'µm, rad', 'step', 'displacements before the trial'),
  work('residual', 'f64', 'node', 6, 'µN, µN·µm', 'equilibrium', 'residual'),
  work('direction', 'f64', 'node', 6, 'µm, rad', 'pcg', 'search direction of Newton'),
  work('z', 'f64', 'node', 6, 'mixed', 'pcg', 'preconditioned residual'),
  work('p', 'f64', 'node', 6, 'mixed', 'pcg', 'direction of conjugate gradients'),
  work('q', 'f64', 'node', 6, 'mixed', 'pcg', 'K p'),
  work('block', 'f64', 'node', 36, 'µm/µN', 'operator', 'inverse diagonal block'),
  work('stiffness', 'f64', 'element', 4, 'µN/µm, µN·µm', 'evaluate', 'tangents kn, ks, kb, kt'),
  work('imposed', 'f64', 'element', 3, 'µm', 'load', 'jump imposed by eigenstrain and cell strain'),
  work('overload', 'f64', 'fibre', 1, '1', 'evaluate', 'overload'),
  work('newForce', 'f64', 'element', 3, 'µN', 'evaluate', 'force of the trial'),
  work('newCouple', 'f64', 'element', 3, 'µN·µm', 'evaluate', 'couple of the trial'),
  work('newPull', 'f64', 'element', 1, 'µN·µm', 'evaluate', 'pull of the trial'),
  work('internal', 'f64', 'node', 6, 'µN, µN·µm', 'evaluate', 'internal force ∂energy/∂u'),
  work('info', 'f64', 'one', SLOTS.info.length, 'mixed', 'every call', 'slots INFO'),
  work('imposedSave', 'f64', 'element', 3, 'µm', 'step', 'imposed jump before the trial'),
  work('rank', 'f64', 'fibre', 6, '√(µN/µm)', 'evaluate', 'rank-one loss of tangent of a yielding fibre'),
  work('yielding', 'i32', 'element', 1, '1', 'evaluate', 'yielding fibres, + 256 when its contact slides'),
  work('ranked', 'i32', 'fibre', 1, '1', 'evaluate', '1: rank of this fibre counts'),
  work('slide', 'f64', 'element', 3, '√(µN/µm)', 'evaluate', 'rank-one loss of tangent of a sliding contact'),
  work('record', 'f64', 'fibre', 12, 'mixed', 'material', 'ready-made constants, see element/record.ts'),
  work('bound', 'f64', 'material', SLOTS.bound.length, 'mixed', 'material', 'slots BOUND'),
  work('jump', 'f64', 'element', 3, 'µm', 'observe', 'jump Δ since as built'),
  work('binderForce', 'f64', 'element', 3, 'µN', 'observe', 'force of the binder alone on i'),
  work('contactForce', 'f64', 'element', 3, 'µN', 'observe', 'force of contact and friction on i'),
];
