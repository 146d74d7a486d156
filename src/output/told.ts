/** Measures of the registry in words and numbers for people. */
import type { StageQuantity } from '../observe/stage-quantities.js';
import { human, percent } from './number.js';

type Told = Pick<StageQuantity, 'label' | 'unit' | 'type' | 'share' | 'decimals' | 'digits'>;

/** A value as tables for people show it: shares in percent, counts whole. */
export function told(q: Told, value: number | null): string {
  if (value === null) return human(value);
  if (q.share) return percent(value);
  if (q.decimals !== undefined) return value.toFixed(q.decimals);
  return human(value, q.digits ?? (q.type === 'i32' ? 6 : 3));
}

/** What heads a column or names a line: the label with its unit. */
export function heading({ label, unit }: Pick<Told, 'label' | 'unit'>): string {
  return unit === '' ? label : `${label} (${unit})`;
}

/** A value as lines and differences show it: shares times 100. */
export function plotted(q: Told, value: number | null): number | null {
  return value !== null && q.share ? 100 * value : value;
}

/** Unit of {@link plotted} values. */
export function plottedUnit({ unit, share }: Pick<Told, 'unit' | 'share'>): string {
  return share ? '%' : unit;
}
