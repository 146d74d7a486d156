import { defineStep } from './step.js';

/** Electrolyte softens the binder and weakens its bonds, by the factors of the binder. */
export const wet = defineStep({
  name: 'wet',
  fields: {},
  stages: { wet: { short: 'wet', when: 'when it is wetted', done: 'wetting', work: 1 } },
  notAfter: ['wet', 'cycle'],
  pieces: (_, { binder }) => [
    {
      stage: 'wet',
      legs: [{ change: { fE: binder.wetE, fY: binder.wetStrength, fG: binder.wetAdhesion } }],
    },
  ],
});
