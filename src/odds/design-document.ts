/** The least that is needed, or the most that is borne: the JSON contract `fibril.design/1`. */
import type { Config } from '../config/config-types.js';
import type { OddsMoment } from './better.js';
import type { Interval } from './statistics.js';
import type { VaryName } from './vary.js';

/** The answer. */
export interface Design {
  readonly schema: 'fibril.design/1';
  /** The complete configuration, with the first seed and the user's own value. */
  readonly input: Config;
  readonly vary: VaryName;
  readonly unit: string;
  readonly status: 'found' | 'none in range' | 'all in range';
  /** The least (or greatest) value; with `all in range` the range's own end, with `none in range` null. */
  readonly value: number | null;
  /** Where the value for all electrodes of the kind lies, at `level`; null: beyond the range. */
  readonly interval: readonly [low: number | null, high: number | null];
  /** Whether the seeds bound the interval; where they do not, it ends with the range. */
  readonly bounded: readonly [low: boolean, high: boolean];
  readonly level: number;
  /** Share that was asked for. */
  readonly share: number;
  readonly moment: OddsMoment;
  readonly range: Interval;
  readonly seeds: number;
  /** Runs that it took, those recalled from a directory included. */
  readonly runs: number;
  /** Runs among them that failed; they count nowhere. */
  readonly failed: number;
  /** Seeds that crack at the value (or, with `none in range`, at the end of the range where least do). */
  readonly there: { readonly cracked: number; readonly of: number; readonly share: Interval };
  /** Seeds seen to crack at a value though they hold at one where they should crack sooner. */
  readonly notMonotone: number;
  readonly words: string;
}
