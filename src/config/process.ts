/** What is done to the electrode: the steps of its life, with their fields. */
import type { Field } from './field.js';
import { STEP_FIELDS, type StepEntry } from './steps/index.js';

/** Fields of the process; each step declares its own. */
export const PROCESS = {
  stages: {
    kind: 'steps',
    count: [1, 100],
    default: ['dry', 'cool', 'calender', 'wet', 'cycle'],
    label: 'Stages',
    about:
      'Steps in order, any of them again; cycle is charge and discharge. One with fields of its own: {"cycle": {"cycles": 3}}.',
  } as Field<StepEntry[]>,
  ...STEP_FIELDS,
};
