/** A number that says where it comes from. Every number a material is made of is one of these. */

import type { Field } from '../config/field.js';

/** How far a number can be trusted. `assumed`: nobody measured it for this system; its range is ours. */
export type Confidence = 'high' | 'medium' | 'low' | 'assumed';

/** One number with unit, range, source and confidence. */
export interface Quantity {
  readonly value: number;
  /** Unit as printed; `1` for a plain number. */
  readonly unit: string;
  /** Lower end of the plausible range, in `unit`. */
  readonly low: number;
  /** Upper end of the plausible range, in `unit`. */
  readonly high: number;
  /** Publication with DOI or address, or who assumed it and why. */
  readonly source: string;
  readonly confidence: Confidence;
  readonly note?: string;
}

/** A column of a measured table: the values share unit, source and confidence. */
export interface QuantityColumn {
  readonly name: string;
  readonly unit: string;
  readonly values: readonly number[];
  readonly source: string;
  readonly confidence: Confidence;
  readonly note?: string;
}

/** A number of this module and where it sits, e.g. `binders.PVDF.E_MPa`. */
export interface LocatedQuantity {
  readonly path: string;
  readonly quantity: Quantity;
}

/** Build a {@link Quantity}. */
export function quantity(
  value: number,
  unit: string,
  range: readonly [low: number, high: number],
  source: string,
  confidence: Confidence,
  note?: string,
): Quantity {
  const base = { value, unit, low: range[0], high: range[1], source, confidence };
  return note === undefined ? base : { ...base, note };
}

/** The default of a field of the configuration as a quantity: value and unit stand there, where they are from here. */
export function standard(
  field: Field<number> | Field<number | null>,
  range: readonly [low: number, high: number],
  source: string,
  confidence: Confidence,
  note?: string,
): Quantity {
  return quantity(field.default ?? Number.NaN, field.unit || '1', range, source, confidence, note);
}

/** Whether a value has the shape of a {@link Quantity}. */
function isQuantity(value: unknown): value is Quantity {
  if (typeof value !== 'object' || value === null) return false;
  const q = value as Record<string, unknown>;
  return typeof q.value === 'number' && typeof q.unit === 'string' && typeof q.source === 'string';
}

/** Whether a value has the shape of a {@link QuantityColumn}. */
function isQuantityColumn(value: unknown): value is QuantityColumn {
  if (typeof value !== 'object' || value === null) return false;
  const c = value as Record<string, unknown>;
  return Array.isArray(c.values) && typeof c.unit === 'string' && typeof c.source === 'string';
}

/** Every quantity inside an object, depth first in the order of its keys. */
export function collectQuantities(root: unknown, path = ''): LocatedQuantity[] {
  if (isQuantity(root)) return [{ path, quantity: root }];
  if (typeof root !== 'object' || root === null || isQuantityColumn(root)) return [];
  return Object.entries(root).flatMap(([key, value]) =>
    collectQuantities(value, path === '' ? key : `${path}.${key}`),
  );
}

/** Paths of numbers that are neither a quantity nor part of one: there must be none in a material. */
export function bareNumbers(root: unknown, path = ''): string[] {
  if (typeof root === 'number') return [path];
  if (typeof root !== 'object' || root === null || isQuantity(root) || isQuantityColumn(root)) return [];
  return Object.entries(root).flatMap(([key, value]) =>
    bareNumbers(value, path === '' ? key : `${path}.${key}`),
  );
}

/** Problems of a quantity: wrong range, no unit, no source. Empty when it is sound. */
export function quantityProblems(q: Quantity): string[] {
  const problems: string[] = [];
  if (![q.value, q.low, q.high].every(Number.isFinite)) problems.push('value and range must be finite');
  if (!(q.low <= q.value && q.value <= q.high)) problems.push(`${q.value} is outside ${q.low}–${q.high}`);
  if (q.unit.trim() === '') problems.push('no unit');
  if (q.source.trim() === '') problems.push('no source');
  if (q.confidence === 'assumed' && q.low === q.high) problems.push('assumed, but no range');
  return problems;
}
