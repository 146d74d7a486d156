import { integer, number } from '../field.js';
import { defineStep } from './step.js';

/** Charge and discharge, repeated. */
export const cycle = defineStep({
  name: 'cycle',
  fields: {
    upperVoltage_V: number({
      range: [3.6, 4.4],
      unit: 'V',
      default: 4.3,
      label: 'Upper cut-off',
      about: 'Upper cut-off voltage against lithium.',
    }),
    cycles: integer({ range: [1, 1000], default: 1, label: 'Cycles', about: 'Charge–discharge cycles.' }),
  },
  stages: {
    charge: { short: 'ch.', work: 10, late: true, cycle: 'opens', charges: true },
    discharge: { short: 'dis.', work: 2, cycle: 'goes on' },
  },
  notAfter: [],
  problems({ upperVoltage_V }, { active, lithiumAt }) {
    const charged = lithiumAt(upperVoltage_V);
    if (charged < active.xMax) return [];
    const allowed = `above ${Number(charged.toPrecision(3))}, the lithium content at ${upperVoltage_V} V`;
    const hint = 'x is lowest when charged: active.xMin < active.xMax.';
    return [{ field: 'active.xMax', value: active.xMax, allowed, hint }];
  },
  pieces: ({ upperVoltage_V }, { active, lithiumAt }) => [
    {
      stage: 'charge',
      voltage_V: upperVoltage_V,
      legs: [{ change: { lithium: lithiumAt(upperVoltage_V) } }],
    },
    { stage: 'discharge', voltage_V: 3.0, legs: [{ change: { lithium: active.xMax } }] },
  ],
  repeats: (own) => own.cycles,
});
