/** What follows from the fields: volumes, thickness or porosity, size and cost of the run. */

import type { Config } from '../../config/config-types.js';
import { cycleCount } from '../../config/steps/life.js';
import { composition } from '../../model/composition.js';
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
  const other: Derived =
    e.thickness_um === null
      ? { label: 'Thickness', value: `${human(made.thickness_um)} µm` }
      : { label: 'Porosity', value: human(made.porosity, 2) };
  const load =
    e.loadingBasis === 'active'
      ? { label: 'Loading, total', value: `${human(made.total_mg_cm2)} mg/cm²` }
      : { label: 'Loading, active', value: `${human(made.active_mg_cm2)} mg/cm²` };
  return [
    other,
    load,
    { label: 'Particles', value: `about ${human(cost.particles, 2)}` },
    { label: 'Ligaments', value: `about ${human(cost.ligaments, 2)}` },
    { label: 'Memory', value: bytesInWords(cost.process_bytes) },
    { label: 'Time on one core', value: cost.duration },
  ];
}

/** Part of the coating's volume. */
export interface Share {
  readonly name: 'NCM' | 'carbon' | 'binder' | 'pores';
  /** 0–1. */
  readonly value: number;
  /** In per cent. */
  readonly words: string;
}

/** What a coating's volume is made of; empty for a structure of the user's own. */
export function sharesOf(config: Config): Share[] {
  if (config.electrode.structureFile !== null) return [];
  const made = composition(config.electrode);
  const share = (name: Share['name'], value: number): Share => ({
    name,
    value: Math.max(0, value),
    words: percent(Math.max(0, value)),
  });
  return [
    share('NCM', made.ncmFraction),
    share('carbon', made.carbon_um / made.thickness_um),
    share('binder', made.binder_um / made.thickness_um),
    share('pores', made.porosity),
  ];
}

/** Most cycles of a run that starts by itself. */
const QUICK_CYCLES = 5;

/** Whether a run is short enough to start by itself when a preset or binder is chosen. */
export function isQuick(config: Config): boolean {
  if (config.electrode.structureFile !== null || cycleCount(config.process) > QUICK_CYCLES) return false;
  return estimateRun(config).duration === 'seconds';
}

/** Why a run did not start by itself. */
export function slowWords(config: Config): string {
  if (config.electrode.structureFile !== null) return 'Not started: a page reads no structure files.';
  const cycles = cycleCount(config.process);
  const often = cycles > QUICK_CYCLES ? ` and ${cycles} cycles` : '';
  return `Not started by itself: ${estimateInWords(estimateRun(config))}${often}. Press Run to start it.`;
}
