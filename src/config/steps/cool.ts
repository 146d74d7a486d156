import { number } from '../field.js';
import { defineStep } from './step.js';

const temperature = { range: [-50, 300], unit: '°C' } as const;

/** Binder, particles and foil contract, each by its own thermal expansion. */
export const cool = defineStep({
  name: 'cool',
  fields: {
    coolFrom_C: number({
      ...temperature,
      default: 120,
      label: 'Cooled from',
      about: 'Temperature at which the dried coating is free of thermal stress.',
    }),
    coolTo_C: number({
      ...temperature,
      default: 25,
      label: 'Cooled to',
      about: 'Temperature to which it cools, not above coolFrom_C.',
    }),
    foilThermal_per_K: number({
      range: [0, 1e-4],
      unit: '1/K',
      default: 23e-6,
      label: 'Foil expansion',
      about: 'Linear thermal expansion of the foil.',
    }),
  },
  stages: { cool: { short: 'cool', when: 'while it cools', done: 'cooling', work: 1, asMade: true } },
  notAfter: ['wet', 'cycle'],
  problems({ coolFrom_C: from, coolTo_C: to }, _, before) {
    const unit = '°C';
    if (before !== undefined && from !== before.coolTo_C) {
      const allowed = `${before.coolTo_C}, to which it had cooled before`;
      return [{ field: 'process.coolFrom_C', value: from, unit, allowed }];
    }
    if (to <= from) return [];
    return [{ field: 'process.coolTo_C', value: to, unit, allowed: `at most process.coolFrom_C = ${from}` }];
  },
  pieces(own, { load, binder, active }) {
    const drop = own.coolTo_C - own.coolFrom_C;
    const foil = own.foilThermal_per_K * drop;
    const [xx, yy, ...rest] = load.cell;
    const change = {
      shrink: load.shrink - binder.thermal_per_K * drop,
      thermal: load.thermal + active.thermal_per_K * drop,
      cell: [xx + foil, yy + foil, ...rest] as const,
    };
    return [{ stage: 'cool', legs: [{ change }] }];
  },
});
