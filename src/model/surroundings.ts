/** What the steps of a configuration may know of it. */

import type { Config } from '../config/config-types.js';
import type { Surroundings } from '../config/steps/step.js';
import { voltageToX } from '../materials/lattice.js';

/** Binder, active material, and the lattice behind a voltage. */
export function surroundings({ binder, active }: Config): Surroundings {
  return { binder, active, lithiumAt: (voltage) => voltageToX(voltage, active.grade, active.xMin).x };
}
