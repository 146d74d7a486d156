/** Made-up moments. */
import type { Frame } from '../../../src/observe/quantities.js';
import type { Moment } from '../../../src/process/moments.js';

const STAGES = ['dry', 'cool', 'calender', 'wet', 'charge', 'discharge'];

/** A moment of the usual stages; cycled from stage 4 on. */
export function fakeMoment(
  stageIndex: number,
  fraction: number,
  cracks: { parting?: number; length?: number; diffuse?: number } = {},
): Moment {
  const cycled = stageIndex >= 4;
  return {
    stage: STAGES[stageIndex] ?? 'built',
    cycle: cycled ? 1 : 0,
    stageIndex,
    fraction,
    x: cycled ? 0.33 : 1,
    voltage_V: cycled ? 4.15 : null,
    epsA: cycled ? -0.018 : null,
    epsC: cycled ? 0.02 : null,
    lattice_A: cycled ? { a: 2.8187, c: 14.4756 } : null,
    cracks: {
      count: cracks.parting ?? 0,
      parting: cracks.parting ?? 0,
      length_mm_per_mm2: cracks.length ?? 0,
      diffuse_mm_per_mm2: cracks.diffuse ?? 0,
      largest_um: 0,
      opening_um_max: 0.2,
      spacing_um: null,
      direction_deg: null,
    },
    broken: { total: 10, fraction: 0.1, adhesiveNcm: 6, adhesiveFoil: 1, cohesive: 3 },
    connectedActive: 0.99,
    stress_MPa: 1.5,
    frame: {} as Frame,
  };
}
