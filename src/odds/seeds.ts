/** The seeds of a question: the same for everything that is compared, so that it is compared pair by pair. */
import { CONFIG, type Config } from '../config/config-types.js';
import { rangeOf } from '../config/field.js';
import { InputError } from '../core/errors.js';

/** Most seeds of one question. */
export const MAX_SEEDS = 1000;

/**
 * `count` seeds: that of the configuration and those that follow it.
 * @throws InputError
 */
export function seedsOf({ seed: first }: Pick<Config, 'seed'>, count: number): number[] {
  if (!Number.isInteger(count) || count < 1 || count > MAX_SEEDS) {
    const allowed = `a whole number from 1 to ${MAX_SEEDS}`;
    throw new InputError({ field: '--seeds', value: count, allowed });
  }
  const [, last] = rangeOf(CONFIG.seed);
  if (first + count - 1 > last) {
    const allowed = `at most ${last - count + 1} with ${count} seeds`;
    throw new InputError({ field: 'seed', value: first, allowed });
  }
  return Array.from({ length: count }, (_, k) => first + k);
}
