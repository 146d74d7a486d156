/** How numbers are printed: in full for machines, with sensible digits for people. */

/** Shortest decimal that reads back to the same double. */
export function shortest(value: number): string {
  return String(value);
}

/** A coordinate of a drawing: at most two decimals, no trailing zeros. */
export function px(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/**
 * A number for people: `digits` significant digits, no exponent between 1e-4 and 1e6, a true minus sign
 * and a thin space between thousands. Anything that is not finite is an en dash.
 */
export function human(value: number | null | undefined, digits = 3): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–';
  if (value === 0) return '0';
  const size = Math.abs(value);
  const rounded = Number(size.toPrecision(digits));
  let text: string;
  if (rounded >= 1e6 || rounded < 1e-4) {
    const [mantissa, exponent] = rounded.toExponential(digits - 1).split('e');
    text = `${mantissa.replace(/\.?0+$/, '')}×10${superscript(Number(exponent))}`;
  } else {
    const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(rounded)));
    text = rounded.toFixed(Math.min(decimals, 8));
    if (text.includes('.')) text = text.replace(/\.?0+$/, '');
    if (rounded >= 10000) text = text.replace(/\B(?=(\d{3})+(?!\d))/g, '\u202f');
  }
  return value < 0 ? `−${text}` : text;
}

/** A share as percent with sensible digits, e.g. 0.1234 → `12 %`. Small non-zero shares stay non-zero. */
export function percent(share: number | null | undefined): string {
  if (share === null || share === undefined || !Number.isFinite(share)) return '–';
  const value = share * 100;
  if (value === 0 || value === 100) return `${value}\u202f%`;
  if (value > 99.5 && value < 100) return '>99.5\u202f%';
  if (value > 0 && value < 0.1) return '<0.1\u202f%';
  return `${human(value, value < 10 ? 2 : 2 + (value >= 100 ? 1 : 0))}\u202f%`;
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** An integer in superscript digits. */
export function superscript(value: number): string {
  const digits = [...String(Math.abs(value))].map((d) => SUPERSCRIPTS[Number(d)]).join('');
  return value < 0 ? `⁻${digits}` : digits;
}
