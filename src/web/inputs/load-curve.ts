/** A dropped file to curves and their fit, in slices so that the page never stops. */

import type { BinderConfig } from '../../config/config-types.js';
import { isBinary } from '../../core/decode.js';
import { InputError } from '../../core/errors.js';
import { parseTensileSteps, type TensileTable } from '../../materials/tensile-csv.js';
import { fitTensileSteps, type TensileFit, type TensileOptions } from '../../materials/tensile-fit.js';
import type { SampleSize } from '../../materials/tensile-sample.js';
import { readBinder } from '../../model/configure.js';

/** Largest file that is read, bytes: a hundred thousand points, of which no step takes longer than a blink. */
export const MOST_BYTES = 2e6;

/** What a file held. */
export type Loaded =
  | { readonly kind: 'curves'; readonly file: string; readonly table: TensileTable; readonly fit: TensileFit }
  | { readonly kind: 'binder'; readonly file: string; readonly binder: BinderConfig };

/** How long a slice may take, ms. */
const SLICE = 12;

/** Run steps in slices, the page in between. @param wanted - False once the result is no longer asked for. */
export async function inSlices<T>(steps: Generator<void, T, void>, wanted: () => boolean): Promise<T | null> {
  let began = performance.now();
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    if (performance.now() - began < SLICE) continue;
    await new Promise((next) => setTimeout(next));
    if (!wanted()) return null;
    began = performance.now();
  }
}

/** What of a file can be seen before it is read. @throws InputError */
export function checkFile(name: string, size: number): void {
  if (size > MOST_BYTES) {
    throw new InputError({
      field: name,
      value: Number((size / 1e6).toPrecision(3)),
      unit: 'MB',
      allowed: `at most ${MOST_BYTES / 1e6}`,
      hint: 'Leave out columns that are not needed, or take every tenth point.',
    });
  }
  if (/\.(xlsx?|ods|numbers)$/i.test(name)) throw notText(name, 'a spreadsheet file');
}

function notText(name: string, value: string): InputError {
  const hint = 'In a spreadsheet program: save as CSV.';
  return new InputError({ field: name, value, allowed: 'a table as text (CSV), or a binder as JSON', hint });
}

/** Text that is no text: control characters that no table has. */
function checkText(name: string, text: string): void {
  if (text.startsWith('PK\u0003\u0004')) throw notText(name, 'a spreadsheet file');
  let odd = 0;
  for (const c of text.slice(0, 2000)) if (c === '\ufffd' || (c < ' ' && !'\t\n\r\f\v'.includes(c))) odd++;
  if (isBinary(text) || odd > 20) throw notText(name, 'bytes that are no text');
}

/**
 * Read the text of a file: a table of curves, or a binder as JSON.
 * @param how - Whether the toe of each curve is taken off, the rule of the modulus, the specimen's size. @param wanted - False once another file has come.
 * @returns null when it is no longer wanted.
 * @throws InputError in words.
 */
export async function loadText(
  text: string,
  file: string,
  how: TensileOptions & { readonly size?: SampleSize },
  wanted: () => boolean = () => true,
): Promise<Loaded | null> {
  checkText(file, text);
  if (/^\s*\{/.test(text)) return { kind: 'binder', file, binder: readBinder(parseJson(text, file)) };
  const table = await inSlices(parseTensileSteps(text, file, how.size), wanted);
  if (table === null) return null;
  const fit = await inSlices(fitTensileSteps(table.curves, how), wanted);
  return fit === null ? null : { kind: 'curves', file, table, fit };
}

/** @throws InputError for text that is no JSON. */
export function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (e) {
    const hint = e instanceof Error ? `${e.message}.` : '';
    throw new InputError({ field: file, value: text.slice(0, 40), allowed: 'valid JSON', hint });
  }
}
