/** How far a run charges, and how often. */
import type { Config } from '../config/config-types.js';
import { stepsOf } from '../config/steps/index.js';

/** The highest cut-off of a run's cycles, V, and how many there are; null without any. */
export function cutoffOf({ process }: Pick<Config, 'process'>): { voltage_V: number; cycles: number } | null {
  const cycles = stepsOf(process)
    .filter(({ step }) => step.name === 'cycle')
    .map(({ own }) => ({ voltage_V: Number(own.upperVoltage_V), cycles: Number(own.cycles) }));
  if (cycles.length === 0) return null;
  return {
    voltage_V: Math.max(...cycles.map((c) => c.voltage_V)),
    cycles: cycles.reduce((all, c) => all + c.cycles, 0),
  };
}
