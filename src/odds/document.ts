/** The answer over seeds: the JSON contract `fibril.odds/1`. */
import type { Config } from '../config/config-types.js';
import type { Better } from './better.js';
import type { SeedCracks } from './seed.js';
import type { Interval, Mean, OddsWord } from './statistics.js';

/** How many crack at one time, and how much. */
export interface MomentOdds {
  readonly cracked: number;
  readonly of: number;
  /** {@link shareInterval} of the share that cracks. */
  readonly share: Interval;
  readonly word: OddsWord;
  /** Crack length, mm/mm², those that do not crack included. */
  readonly length: Mean;
}

/** One seed in the document. */
export interface OddsSeed {
  readonly seed: number;
  readonly status: 'ok' | 'failed';
  readonly reason: string | null;
  readonly hash: string | null;
  readonly asMade: SeedCracks | null;
  readonly end: SeedCracks | null;
}

/** The answer. */
export interface Odds {
  readonly schema: 'fibril.odds/1';
  /** The complete configuration, with the first seed. */
  readonly input: Config;
  /** Level of the intervals. */
  readonly level: number;
  readonly seeds: readonly OddsSeed[];
  /** Seeds that could not be computed; they count nowhere. */
  readonly failed: number;
  /** Null where no step makes the electrode. */
  readonly asMade: MomentOdds | null;
  /** After the last stage. */
  readonly end: MomentOdds;
  /** The word for the end. */
  readonly verdict: OddsWord;
  readonly words: string;
  readonly better?: Better;
}
