/** Units of length in file headers. */

import type { LengthUnit } from './structure.js';

/** µm per unit. */
export const MICROMETRES: Record<LengthUnit, number> = { nm: 1e-3, um: 1, mm: 1e3, m: 1e6 };

const NAMES: Record<string, LengthUnit> = {
  nm: 'nm',
  nanometre: 'nm',
  nanometer: 'nm',
  um: 'um',
  µm: 'um',
  micron: 'um',
  microns: 'um',
  micrometre: 'um',
  micrometer: 'um',
  mm: 'mm',
  millimetre: 'mm',
  millimeter: 'mm',
  m: 'm',
  metre: 'm',
  meter: 'm',
};

/** Allowed units in words, for error messages. */
export const UNIT_WORDS = 'nm, µm (or um), mm, m';

/** The unit a word stands for, or undefined. Both code points of the micro sign are understood. */
export function lengthUnit(word: string): LengthUnit | undefined {
  const plain = word.trim().replaceAll('\u03bc', '\u00b5');
  return NAMES[plain] ?? NAMES[plain.toLowerCase()];
}

/**
 * Splits a column header such as `x_um`, `x (µm)`, `x [mm]`, `x/m` or `radius` into name and unit word.
 * `unit` is undefined when the header has none.
 */
export function splitHeader(header: string): { name: string; unit: string | undefined } {
  const text = header
    .trim()
    .replace(/^["']|["']$/g, '')
    .trim();
  const bracket = /^(.*?)\s*[([]\s*([^)\]]*?)\s*[)\]]$/.exec(text);
  if (bracket) return { name: bracket[1].trim().toLowerCase(), unit: bracket[2] };
  const slash = /^(.*?)\s*\/\s*(\S+)$/.exec(text);
  if (slash) return { name: slash[1].trim().toLowerCase(), unit: slash[2] };
  const tail = /^(.*)[_\s]([^_\s]+)$/.exec(text);
  if (tail && lengthUnit(tail[2])) return { name: tail[1].trim().toLowerCase(), unit: tail[2] };
  return { name: text.toLowerCase(), unit: undefined };
}
