/** The electrode as a lab writes it down. */
import { choice, type Field, group, integer, number, orNull, text } from './field.js';

const weight = { range: [0, 1000], unit: 'parts by weight' } as const;
const diameter = { range: [0.1, 100], unit: 'µm' } as const;

const sizes = group('Size distribution of the secondary particles, D10 < D50 < D90.', {
  D10_um: number({
    ...diameter,
    default: 6,
    label: 'D10',
    about: 'Particle diameter below which 10 % of the active volume lies.',
  }),
  D50_um: number({
    ...diameter,
    default: 11,
    label: 'D50',
    about: 'Volume-weighted median particle diameter.',
  }),
  D90_um: number({
    ...diameter,
    default: 18,
    label: 'D90',
    about: 'Particle diameter below which 90 % of the active volume lies.',
  }),
});

const second = { ...diameter, form: false } as const;
const secondMode = {
  ...group('A second, finer or coarser kind of particle of the same material; null: none.', {
    share: number({
      range: [0.01, 0.99],
      form: false,
      label: 'Share of the second mode',
      about: 'Share of the active volume that the second mode has.',
    }),
    D10_um: number({ ...second, label: 'D10, second mode', about: 'D10 of the second mode alone.' }),
    D50_um: number({ ...second, label: 'D50, second mode', about: 'D50 of the second mode alone.' }),
    D90_um: number({ ...second, label: 'D90, second mode', about: 'D90 of the second mode alone.' }),
  }),
  nullable: true,
} as const;

const sizesTable = {
  ...group('Measured size distribution, in place of the percentiles; null: those are used.', {
    diameter_um: {
      kind: 'list',
      range: [0.01, 300],
      count: [2, 1000],
      unit: 'µm',
      form: false,
      label: 'Diameter',
      about: 'Diameter of each size class, rising.',
    } as Field<number[]>,
    volume: {
      kind: 'list',
      range: [0, 1000000],
      count: [2, 1000],
      form: false,
      label: 'Volume in class',
      about: 'Volume in each class, in any unit: it is normalised to its sum.',
    } as Field<number[]>,
  }),
  nullable: true,
} as const;

/**
 * Fields of the electrode. The defaults are the paper's thin one: 110 µm is stated for 27–28 mg/cm²; the thin
 * electrode is given the same density, 42 µm for 10.5 mg/cm². With active-mass loading the porosity is 0.14.
 */
export const ELECTRODE = {
  ncm_wt: number({
    ...weight,
    range: [0.001, 1000],
    default: 80,
    label: 'NCM',
    about: 'Active material; the three weights are normalised to their sum.',
  }),
  carbon_wt: number({ ...weight, default: 10, label: 'Carbon', about: 'Conductive carbon.' }),
  binder_wt: number({ ...weight, default: 10, label: 'Binder', about: 'Binder.' }),
  loading_mg_cm2: number({
    range: [0.1, 200],
    unit: 'mg/cm²',
    default: 10.5,
    label: 'Loading',
    about: 'Areal loading of one side.',
  }),
  loadingBasis: choice({
    options: { active: 'active mass', total: 'total mass' },
    default: 'active',
    label: 'Loading counts',
    about: 'Which mass the loading counts.',
  }),
  thickness_um: orNull(
    number({
      range: [2, 1000],
      unit: 'µm',
      default: 42,
      label: 'Thickness',
      about: 'Coating thickness without foil, after calendering; null: from porosity.',
    }),
  ),
  porosity: orNull(
    number({
      range: [0.01, 0.9],
      label: 'Porosity',
      about: 'Pore share of the coating, after calendering; null: from thickness.',
    }),
  ),
  calendering: number({
    range: [0, 0.6],
    default: 0.3,
    label: 'Calendering',
    about: 'Reduction of thickness by calendering; 0.3 presses to 70 %.',
  }),
  flattening: number({
    range: [0, 0.4],
    default: 0.3,
    label: 'Flattening allowed',
    about:
      'Most that contacts may be flattened or crushed where no packing of whole particles is dense enough, in smaller radii; 0: rigid particles.',
  }),
  sizes,
  secondMode,
  sizesTable,
  lateral_um: orNull(
    number({
      range: [10, 5000],
      unit: 'µm',
      label: 'Lateral width',
      about: 'Lateral period along x; null: ten coating thicknesses.',
    }),
  ),
  depth: {
    kind: 'choice or number',
    options: { slab: 'slab', square: '3D, square' },
    range: [10, 5000],
    unit: 'µm',
    default: 'slab',
    label: 'Depth',
    about: "Period along y: 'slab' (one particle thick), 'square' (as along x) or a length.",
  } as Field<'slab' | 'square' | number>,
  crystal: choice({
    options: { poly: 'polycrystals', single: 'single crystals' },
    default: 'poly',
    label: 'Particles are',
    about: 'Polycrystalline secondary particles or single crystals.',
  }),
  texture: choice({
    options: { random: 'random', fibre: 'about an axis' },
    default: 'random',
    label: 'Crystal orientation',
    about: 'c-axes of single crystals: random, or spread about textureAxis.',
  }),
  textureAxis: {
    kind: 'vector',
    range: [-1, 1],
    size: 3,
    default: [0, 0, 1],
    label: 'Texture axis (x, y, z)',
    about: 'Axis of the fibre texture (x, y, z; z is normal to the foil).',
  } as Field<[number, number, number]>,
  textureSpread: number({
    range: [0, 1],
    default: 1,
    label: 'Texture spread',
    about: 'Spread of c-axes about the axis: 0 aligned, 1 random.',
  }),
  coatingShare: number({
    range: [0, 0.9],
    default: 0.1,
    label: 'Share on particles',
    about: 'Share of carbon and binder volume that coats particles instead of sitting in necks.',
  }),
  rings: integer({
    range: [1, 8],
    default: 3,
    label: 'Rings per neck',
    about: 'Concentric fibres per neck; 1: uniform thickness V/A.',
  }),
  neckScatter: number({
    range: [0, 1],
    default: 0.3,
    label: 'Scatter of neck volume',
    about: 'Coefficient of variation of neck volume.',
  }),
  adhesionScatter: number({
    range: [0, 1],
    default: 0.2,
    label: 'Scatter of adhesion',
    about: 'Coefficient of variation of adhesion at each interface.',
  }),
  xScatter: number({
    range: [0, 0.1],
    default: 0.01,
    label: 'Scatter of lithium',
    about: 'Standard deviation of lithium content between particles.',
  }),
  structureFile: orNull(
    text({
      length: [1, 4096],
      form: false,
      label: 'Structure file',
      about: 'Structure to use instead of packing (CSV, LAMMPS data, extended XYZ).',
    }),
  ),
  structureTypes: orNull(
    text({
      length: [1, 256],
      form: false,
      label: 'Active types',
      about:
        'Types of particles in the structure file that are active material, such as 1,3; null: it has one type.',
    }),
  ),
};
