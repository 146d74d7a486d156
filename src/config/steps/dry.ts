import { number } from '../field.js';
import { defineStep } from './step.js';

/** The binder shrinks against foil and particles while it sets. */
export const dry = defineStep({
  name: 'dry',
  fields: {
    dryShrinkage: number({
      range: [0, 0.3],
      default: 0.02,
      label: 'Drying shrinkage',
      about: 'Linear free shrinkage of the binder after it has set; 0: control.',
    }),
    dryE: number({
      range: [0.001, 2],
      default: 0.3,
      label: 'Modulus while drying',
      about: 'Modulus of the setting binder relative to the film.',
    }),
    dryStrength: number({
      range: [0.001, 2],
      default: 0.3,
      label: 'Strength while drying',
      about: 'Strength of the setting binder and its interfaces relative to the film.',
    }),
  },
  stages: {
    dry: { short: 'dry', when: 'while it dries', done: 'drying', work: 10, late: true, asMade: true },
  },
  notAfter: 'any',
  setting: (own) => ({ fE: own.dryE, fY: own.dryStrength, fG: own.dryStrength }),
  pieces: (own, { load }) => [
    { stage: 'dry', legs: [{ change: { shrink: load.shrink + own.dryShrinkage } }] },
  ],
});
