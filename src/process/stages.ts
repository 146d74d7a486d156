/** The stages of a configuration: the steps' targets, with the lattice behind a voltage. */

import type { Config } from '../config/config-types.js';
import { lifeOf, type Stage } from '../config/steps/life.js';
import { RESTING } from '../core/engine.js';
import { surroundings } from '../model/surroundings.js';

export type { Stage } from '../config/steps/life.js';

/** The stages of a configuration, in order. `height` of the coating, µm. */
export function stagesOf(config: Config, height: number): Stage[] {
  return lifeOf(config.process, { ...surroundings(config), load: RESTING, height_um: height });
}
