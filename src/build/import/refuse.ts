/** Refusals that name a place in a file, and numbers that are none. */

import { InputError, type InputProblem } from '../../core/errors.js';

/** Throws an {@link InputError} for one place of a file. */
export function refuse(
  file: string,
  line: number,
  problem: { what: string; value: unknown; unit?: string; allowed: string; hint?: string },
): never {
  const { what, value, unit, allowed, hint } = problem;
  const out: InputProblem = { field: `${file}:${line} ${what}`, value, allowed };
  throw new InputError({ ...out, ...(unit ? { unit } : {}), ...(hint ? { hint } : {}) });
}

/** Reads a decimal number strictly: no hex, no trailing text; refuses NaN, infinities and empty cells. */
export function number(
  text: string | undefined,
  file: string,
  line: number,
  what: string,
  unit = '',
): number {
  const given = text?.trim() ?? '';
  const ok = /^[+-]?(\d+\.?\d*|\.\d+)([eEdD][+-]?\d+)?$/.test(given);
  const value = ok ? Number(given.replace(/[dD]/, 'e')) : Number.NaN;
  if (!Number.isFinite(value)) {
    const hint = /^[+-]?\d+,\d+$/.test(given) ? 'Write decimals with a point.' : 'Mend or delete the line.';
    refuse(file, line, {
      what,
      value: given === '' ? undefined : given,
      ...(unit ? { unit } : {}),
      allowed: 'a finite decimal number',
      hint,
    });
  }
  return value;
}
