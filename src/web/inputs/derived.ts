/** What follows from the fields: volumes, thickness or porosity, size and cost of the run. */

import { composition } from '../../model/composition.js';
import type { Config } from '../../model/config-types.js';
import { bytesInWords, estimateInWords, estimateRun } from '../../model/estimate.js';
import { human, percent } from '../../output/number.js';

/** One number that follows. */
export interface Derived {
  readonly label: string;
  readonly value: string;
}

/** What follows from a configuration; empty for a structure of the user's own, which has its own volumes. */
export function derivedOf(config: Config): Derived[] {
  const e = config.electrode;
  if (e.structureFile !== null) return [];
  const made = composition(e);
  const cost = estimateRun(config);
  const t = made.thickness_um;
  const other: Derived =
    e.thickness_um === null
      ? { label: 'Thickness', value: `${human(t)} µm` }
      : { label: 'Porosity', value: human(made.porosity, 2) };
  const load =
    e.loadingBasis === 'active'
      ? { label: 'Loading, total', value: `${human(made.total_mg_cm2)} mg/cm²` }
      : { label: 'Loading, active', value: `${human(made.active_mg_cm2)} mg/cm²` };
  const binder = made.binder_um + made.carbon_um > 0 ? made.binder_um / t : 0;
  return [
    other,
    load,
    {
      label: 'Volume: NCM, carbon, binder, pores',
      value: [made.ncmFraction, made.carbon_um / t, binder, made.porosity].map(share).join(' · '),
    },
    { label: 'Particles, ligaments', value: `${human(cost.particles, 2)}, ${human(cost.ligaments, 2)}` },
    { label: 'Memory, time', value: `${bytesInWords(cost.process_bytes)}, ${cost.duration}` },
  ];
}

function share(value: number): string {
  return percent(Math.max(0, value)).replace(/\s/g, '\u202f');
}

/** Most cycles of a run that starts by itself. */
const QUICK_CYCLES = 5;

/** Whether a run is short enough to start by itself when a preset or binder is chosen. */
export function isQuick(config: Config): boolean {
  const { electrode, process } = config;
  if (electrode.structureFile !== null || process.cycles > QUICK_CYCLES) return false;
  return estimateRun(config).duration === 'seconds';
}

/** Why a run did not start by itself. */
export function slowWords(config: Config): string {
  if (config.electrode.structureFile !== null) return 'Not started: a page reads no structure files.';
  const { cycles } = config.process;
  const often = cycles > QUICK_CYCLES ? ` and ${cycles} cycles` : '';
  return `Not started by itself: ${estimateInWords(estimateRun(config))}${often}. Press Run to start it.`;
}
