/** What `fibril design` can look for: one number of the electrode, from where it cracks most to where least. */
import type { Config } from '../config/config-types.js';
import { infoFor } from '../config/fields.js';
import { logAxis } from '../config/log-axis.js';
import { entryOf, type StepEntry } from '../config/steps/index.js';
import { InputError } from '../core/errors.js';
import { scaleAdhesion, scaleToughness } from '../materials/binders.js';
import { checkConfig } from '../model/check-config.js';
import type { Interval } from './statistics.js';

/** A number that can be looked for. */
interface Vary {
  readonly unit: string;
  /** Field whose range holds. */
  readonly field: string;
  /** Whether more of it cracks less: the least of it is looked for, or the greatest. */
  readonly more: 'cracks less' | 'cracks more';
  /** What it is called, e.g. `toughness`. */
  readonly name: string;
  /** Where it is looked for unless the user says. */
  readonly range: (config: Config) => Interval;
  /** Distance of the values: a ratio, or a difference. */
  readonly ratio?: number;
  readonly step?: number;
  /** The configuration with this much of it. */
  readonly at: (config: Config, value: number) => Config;
}

function withVoltage(stages: readonly StepEntry[], upperVoltage_V: number): StepEntry[] {
  return stages.map((entry) => {
    const [name, own] = entryOf(entry);
    return name === 'cycle' && 'upperVoltage_V' in own ? { cycle: { ...own, upperVoltage_V } } : entry;
  });
}

/** All of them. */
export const VARY = {
  toughness: {
    ...{ unit: 'MPa', field: 'binder.toughness_MPa', more: 'cracks less', name: 'toughness', ratio: 1.05 },
    range: () => [0.1, 1000],
    at: (config, value) => ({ ...config, binder: scaleToughness(config.binder, value) }),
  },
  adhesion: {
    ...{ unit: 'J/m²', field: 'binder.adhesionNcm_J_m2', more: 'cracks less', name: 'adhesion to NCM' },
    ratio: 1.05,
    range: () => [0.01, 30],
    at: (config, value) => ({ ...config, binder: scaleAdhesion(config.binder, value) }),
  },
  loading: {
    ...{
      unit: 'mg/cm²',
      field: 'electrode.loading_mg_cm2',
      more: 'cracks more',
      name: 'loading',
      ratio: 1.02,
    },
    range: ({ electrode: { loading_mg_cm2: own } }) => [own / 4, own * 4],
    // The porosity stays: a coating of more loading is as much thicker.
    at: ({ electrode, ...rest }, value) => {
      const thicker = value / electrode.loading_mg_cm2;
      const thickness_um = electrode.thickness_um === null ? null : electrode.thickness_um * thicker;
      return { ...rest, electrode: { ...electrode, loading_mg_cm2: value, thickness_um } };
    },
  },
  voltage: {
    ...{ unit: 'V', field: 'process.upperVoltage_V', more: 'cracks more', name: 'upper cut-off', step: 0.01 },
    range: () => infoFor('process.upperVoltage_V')?.range as Interval,
    at: ({ process, ...rest }, value) => {
      const stages = withVoltage(process.stages, value);
      return { ...rest, process: { ...process, stages, upperVoltage_V: value } };
    },
  },
} as const satisfies Record<string, Vary>;

/** Name of one. */
export type VaryName = keyof typeof VARY;

/** Their names. */
export const VARY_NAMES = Object.keys(VARY) as VaryName[];

/** As one of them; the table keeps their own types. */
export function varied(name: VaryName): Vary {
  return VARY[name];
}

/** Most values in a range. */
const MAX_VALUES = 5000;

/**
 * The values from where it cracks most to where least. What the default range holds beyond what the electrode can
 * be is left out; a range of the user's own is refused there.
 * @throws InputError
 */
export function valuesOf(config: Config, name: VaryName, given?: Interval): number[] {
  const vary = varied(name);
  const info = infoFor(vary.field)?.range as Interval;
  const [low, high] =
    given ?? vary.range(config).map((v, k) => (k === 0 ? Math.max(v, info[0]) : Math.min(v, info[1])));
  const allowed = `low:high with ${info[0]} to ${info[1]}, low below high`;
  if (!(low >= info[0] && high <= info[1] && low < high)) {
    throw new InputError({ field: '--range', value: `${low}:${high}`, unit: vary.unit, allowed });
  }
  const all = spaced(low, high, vary);
  if (given !== undefined) for (const end of given) checkConfig(vary.at(config, end));
  const values = all.filter((value) => can(vary.at(config, value)));
  if (values.length < 2) checkConfig(vary.at(config, all[all.length >> 1]));
  return vary.more === 'cracks less' ? values : values.reverse();
}

function spaced(low: number, high: number, { ratio, step }: Vary): number[] {
  if (step !== undefined) {
    const count = Math.round((high - low) / step);
    const inner = Array.from({ length: count }, (_, k) => Number((low + k * step).toFixed(6)));
    return [...inner.filter((v) => v < high), high];
  }
  let count = 1;
  for (let v = low; v < high && count < MAX_VALUES; v *= ratio as number) count++;
  return [...logAxis(low, high, Math.max(2, count)).values];
}

function can(config: Config): boolean {
  try {
    checkConfig(config);
    return true;
  } catch (e) {
    if (e instanceof InputError) return false;
    throw e;
  }
}
