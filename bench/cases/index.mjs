/** All cases in the order of the table. */
import { breaks } from './breaks.mjs';
import { equilibrium, twin } from './equilibrium.mjs';
import { loadSteps } from './load-steps.mjs';
import { operator } from './operator.mjs';
import { robustness } from './robustness.mjs';
import { map, paper10, workers } from './runs.mjs';
import { sizes } from './sizes.mjs';

/** @type {import('./context.mjs').Case[]} */
export const CASES = [
  operator,
  equilibrium,
  twin,
  breaks,
  robustness,
  paper10,
  map,
  workers,
  loadSteps,
  sizes,
];
