/** The binder film and its interfaces, dry. Their numbers come from a binder (materials/), not from defaults. */
import { choice, type Field, type Group, group, number, orNull, text } from './field.js';

const curve = {
  ...group('Measured tensile curve instead of yield, strength and elongation; null: none.', {
    strain: {
      kind: 'list',
      range: [0, 20],
      count: [2, 10000],
      form: false,
      label: 'Strain',
      about: 'Engineering strain, rising from zero; 0.05 is 5 %.',
    } as Field<number[]>,
    stress_MPa: {
      kind: 'list',
      range: [0, 2000],
      count: [2, 10000],
      unit: 'MPa',
      form: false,
      label: 'Stress',
      about: 'Engineering stress at each strain.',
    } as Field<number[]>,
  }),
  nullable: true,
} as const satisfies Group;

const share = { range: [0.001, 2] } as const;
const adhesion = { range: [0.0001, 1000], unit: 'J/m²' } as const;
const bond = { range: [0.001, 1000], unit: 'MPa' } as const;
const stress = { range: [0.01, 1000], unit: 'MPa' } as const;

/** How many letters a binder's name has. */
export const NAME_LENGTH = [1, 200] as const;

/** Fields of a binder. One without a default has to be in every binder; one with it may be left out. */
export const BINDER = {
  name: text({ length: NAME_LENGTH, label: 'Name', about: 'Name for tables and figures.' }),
  E_MPa: number({
    range: [0.1, 20000],
    unit: 'MPa',
    label: 'Young’s modulus',
    about: "Young's modulus of the dry film.",
  }),
  nu: number({ range: [0, 0.49], label: 'Poisson’s ratio', about: "Poisson's ratio of the film." }),
  yield_MPa: number({ ...stress, label: 'Yield stress', about: 'Yield stress of the dry film.' }),
  strength_MPa: number({
    ...stress,
    label: 'Strength',
    about: 'Tensile strength of the dry film, at least the yield stress.',
  }),
  elongation: number({
    range: [0.0001, 20],
    label: 'Elongation at break',
    about: 'Engineering strain at break; 0.05 is 5 %.',
  }),
  curve,
  adhesionNcm_J_m2: number({
    ...adhesion,
    label: 'Adhesion to NCM',
    about: 'Fracture energy of the bond to NCM (not a peel force).',
  }),
  adhesionFoil_J_m2: number({
    ...adhesion,
    label: 'Adhesion to foil',
    about: 'Fracture energy of the bond to the foil (not a peel force).',
  }),
  strengthNcm_MPa: number({
    ...bond,
    label: 'Bond strength, NCM',
    about: 'Tensile strength of the interface to NCM.',
  }),
  strengthFoil_MPa: number({
    ...bond,
    label: 'Bond strength, foil',
    about: 'Tensile strength of the interface to the foil.',
  }),
  shearRatio: number({
    range: [0.1, 10],
    label: 'Shear / tensile bond',
    about: 'Shear strength over tensile strength of an interface.',
  }),
  toughnessMode: choice({
    options: { ductility: 'its ductility', strength: 'its strength' },
    default: 'ductility',
    label: 'Toughness scales',
    about: 'What a toughness other than the curve’s scales.',
  }),
  toughness_MPa: orNull(
    number({
      range: [0.0001, 10000],
      unit: 'MPa',
      label: 'Toughness, set',
      about: 'Area under the tensile curve (MPa = MJ/m³); null: from the curve.',
    }),
  ),
  wetE: number({ ...share, label: 'Modulus, wet / dry', about: 'Modulus in electrolyte relative to dry.' }),
  wetStrength: number({
    ...share,
    label: 'Strength, wet / dry',
    about: 'Strength in electrolyte relative to dry.',
  }),
  wetAdhesion: number({
    ...share,
    label: 'Adhesion, wet / dry',
    about: 'Adhesion energy in electrolyte relative to dry.',
  }),
  thermal_per_K: number({
    range: [0, 0.001],
    unit: '1/K',
    label: 'Thermal expansion',
    about: 'Linear thermal expansion of the film.',
  }),
};
