/** Numerics. */
import { integer, number } from './field.js';

/** Fields of the solver. */
export const SOLVER = {
  tolerance: number({
    range: [1e-12, 0.01],
    default: 1e-6,
    label: 'Force tolerance',
    about: 'Residual force relative to the forces carried.',
  }),
  overshoot: number({
    range: [0.0001, 1],
    default: 0.1,
    label: 'Overshoot',
    about: 'Largest overshoot of a traction over its strength, relative.',
  }),
  band: number({
    range: [0, 1],
    default: 0.5,
    label: 'Failure band',
    about: 'Elements within this share of the most overloaded one fail together.',
  }),
  minSteps: integer({
    range: [1, 10000],
    default: 10,
    label: 'Fewest steps',
    about: 'Smallest number of load steps of a stage.',
  }),
  energyTolerance: number({
    range: [1e-8, 0.1],
    default: 6e-4,
    label: 'Energy tolerance',
    about: 'Largest relative energy error of a load step before it is halved.',
  }),
};
