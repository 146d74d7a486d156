/** Options of the public functions: what a function does not know it refuses, as a configuration does. */
import { InputError } from '../core/errors.js';
import { listed, nearest } from './nearest.js';

/** Every name in an object of options, required ones and others; the type holds the list complete. */
export type Known<T> = { readonly [K in keyof Required<T>]: 1 };

/**
 * Refuse what is no object, and options that do not exist.
 * @param what - The function, for the message.
 * @param hintFor - A hint of the function's own for a name, where it has one.
 * @throws InputError with a problem for every unknown option.
 */
export function checkOptions<T extends object>(
  what: string,
  given: T,
  known: Known<T>,
  hintFor?: (name: string) => string | undefined,
): void {
  const names = Object.keys(known);
  const allowed = `options ${listed(names)}`;
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new InputError({ field: what, value: given, allowed: `an object with ${listed(names)}` });
  }
  const problems = Object.keys(given)
    .filter((name) => !Object.hasOwn(known, name))
    .map((name) => {
      const near = nearest(name, names);
      const hint = hintFor?.(name) ?? (near.length > 0 ? `Did you mean ${listed(near)}?` : undefined);
      const value = (given as Record<string, unknown>)[name];
      return { field: `${what}: ${name}`, value, allowed, ...(hint === undefined ? {} : { hint }) };
    });
  if (problems.length > 0) throw new InputError(problems);
}
