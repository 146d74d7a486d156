/** A list of jobs shared out between machines. */
import { InputError } from '../core/errors.js';

/** A part of the jobs for one of several machines: `index` of `count`, from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/**
 * Read `i/n`.
 * @throws InputError
 */
export function parseShard(text: string): Shard {
  const match = /^(\d{1,4})\/(\d{1,4})$/.exec(text);
  const shard = { index: Number(match?.[1]), count: Number(match?.[2]) };
  if (!match || shard.index < 1 || shard.index > shard.count) {
    const allowed = 'i/n with i from 1 to n, e.g. 1/4';
    throw new InputError({ field: '--shard', value: text, allowed });
  }
  return shard;
}

/** What is a shard's own: every n-th, so that slow corners are shared out. */
export function shardOf<T>(list: readonly T[], shard: Shard | null): readonly T[] {
  return shard === null ? list : list.filter((_, k) => k % shard.count === shard.index - 1);
}
