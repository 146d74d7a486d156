/** The active material. */
import { choice, number } from './field.js';

/** Fields of the active material. Its lithium contents come from the grade. */
export const ACTIVE = {
  grade: choice({
    options: { NCM111: 'NCM111', NCM622: 'NCM622', NCM811: 'NCM811', NCM90: 'NCM90', LNO: 'LNO' },
    default: 'NCM811',
    label: 'Grade',
    about: 'Grade: which lattice table is used.',
  }),
  E_MPa: number({
    range: [1000, 1e6],
    unit: 'MPa',
    default: 180000,
    label: 'Young’s modulus',
    about: "Young's modulus of a particle.",
  }),
  nu: number({
    range: [0, 0.49],
    default: 0.25,
    label: 'Poisson’s ratio',
    about: "Poisson's ratio of a particle.",
  }),
  friction: number({
    range: [0, 2],
    default: 0.3,
    label: 'Friction',
    about: 'Coefficient of friction between particles.',
  }),
  thermal_per_K: number({
    range: [0, 1e-4],
    unit: '1/K',
    default: 12e-6,
    label: 'Thermal expansion',
    about: 'Linear thermal expansion of a particle.',
  }),
  xMin: number({
    range: [0.1, 0.8],
    label: 'Lithium x, charged',
    about: 'Lithium content x of LixNCM at 4.3 V; 0.12–0.22 is reported for NCM811.',
  }),
  xMax: number({
    range: [0.3, 1],
    label: 'Lithium x, discharged',
    about: 'Lithium content x of the discharged state.',
  }),
  strainFactor: number({
    range: [0, 10],
    default: 1,
    label: 'Lattice strain factor',
    about: 'Scales all lattice strain; 0: control without lattice strain.',
  }),
  strainModel: choice({
    options: { tensor: 'as measured', isotropic: 'the same each way' },
    default: 'tensor',
    label: 'Lattice strain',
    about: 'Lattice strain as measured, or its volumetric third (control).',
  }),
};
