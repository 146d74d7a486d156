import { number } from '../field.js';
import { defineStep } from './step.js';

/** A plate presses the coating and lets go. */
export const calender = defineStep({
  name: 'calender',
  fields: {
    calenderStrain: number({
      range: [0, 0.2],
      default: 0.005,
      label: 'Nip strain',
      about: 'Compressive strain of the last stroke in the nip.',
    }),
  },
  stages: {
    calender: {
      short: 'cal.',
      when: 'in the calender',
      done: 'calendering',
      work: 10,
      asMade: true,
      pressing: true,
    },
  },
  notAfter: [],
  pieces: (own, { height_um }) => [
    {
      stage: 'calender',
      legs: [{ change: {}, press_um: own.calenderStrain * height_um }, { change: { plate: 0 } }],
    },
  ],
});
