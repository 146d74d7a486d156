/**
 * Shares and means over seeds with their intervals, and the word for a share. What is computed here with logarithms
 * is rounded to six digits, so that it is the same in every engine.
 */
import { betaQuantile, studentT } from './beta.js';

/** Level of every interval over seeds. */
export const LEVEL = 0.9;

const TAIL = (1 - LEVEL) / 2;

/** Lowest and highest value. */
export type Interval = readonly [low: number, high: number];

/** Six digits behind the point. */
function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

/**
 * The share of all electrodes of a kind, from `count` of `of` of them: Jeffreys' interval at {@link LEVEL}. For six
 * it covers 0.909 on average over all shares, and 0.903 over those from 0.1 to 0.9 (Wilson's 0.913 and 0.912).
 */
export function shareInterval(count: number, of: number): Interval {
  const [a, b] = [count + 0.5, of - count + 0.5];
  return [
    count === 0 ? 0 : rounded(betaQuantile(a, b, TAIL)),
    count === of ? 1 : rounded(betaQuantile(a, b, 1 - TAIL)),
  ];
}

/** How sure it is that an electrode cracks. */
export type OddsWord = 'yes' | 'likely' | 'open' | 'unlikely' | 'no';

/** Beyond this share, or this side of it mirrored, an answer can be yes or no … */
const CLEAR = 0.7;
/** … if it cannot be told either from (nearly) all of them or none. */
const ALL = 0.95;

/**
 * The word for a share, by the bounds of its interval alone:
 *
 * - `yes`: at least 0.7, and 0.95 is within it. Six of six, eleven of twelve; never fewer than six electrodes.
 * - `likely`: at least one half. Three of three, five of six.
 * - `open`: one half is within it. Always so for one electrode or two.
 * - `unlikely`, `no`: the same from the other side.
 */
export function oddsWord([low, high]: Interval): OddsWord {
  if (low >= CLEAR && high >= ALL) return 'yes';
  if (high <= 1 - CLEAR && low <= 1 - ALL) return 'no';
  if (low >= 0.5) return 'likely';
  return high <= 0.5 ? 'unlikely' : 'open';
}

/** A mean with its standard error; null for one value. */
export interface Mean {
  readonly mean: number;
  readonly se: number | null;
}

/** Mean and standard error of at least one value. */
export function meanOf(values: readonly number[]): Mean {
  const n = values.length;
  const mean = values.reduce((a, b) => a + b, 0) / n;
  const squares = values.reduce((a, b) => a + (b - mean) * (b - mean), 0);
  return { mean, se: n > 1 ? Math.sqrt(squares / (n - 1) / n) : null };
}

/** A mean difference of pairs, with its interval at {@link LEVEL}; null for one pair, which has none. */
export interface Difference {
  readonly mean: number;
  readonly interval: Interval | null;
}

/**
 * Differences of pairs by Student's t.
 * @param step - Least difference that a pair can show, where there is one: values that agree by chance are no more
 *   certain than that, so the standard error is at least that of rounding to it.
 */
export function difference(pairs: readonly number[], step = 0): Difference {
  const { mean, se } = meanOf(pairs);
  if (se === null) return { mean, interval: null };
  // A pair that does not differ at all, in any seed, is no matter of rounding.
  const least = pairs.every((d) => d === 0) ? 0 : step / Math.sqrt(12 * pairs.length);
  const half = studentT(1 - TAIL, pairs.length - 1) * Math.max(se, least);
  return { mean, interval: [rounded(mean - half), rounded(mean + half)] };
}
