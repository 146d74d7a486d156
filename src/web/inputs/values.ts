/** Text of a field to its value and back. Nothing is guessed: what can be read in two ways is refused in words. */
import type { FieldInfo } from '../../config/fields.js';

/** What a text means: a value to be checked, or words on why it cannot be read. */
export type Read = { readonly value: unknown } | { readonly words: string };

const PLAIN = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
/** 1,500: a thousand and a half, or one and a half. */
const TWO_WAYS = /^[+-]?[1-9]\d{0,2},\d{3}$/;

/**
 * Read a number as people type it: decimal comma, true minus, spaces between thousands, the unit behind it, per
 * cent where the field is a plain share. Text that is no number is handed on as it is, for the check to refuse.
 * @param unit - Unit of the field; empty for a plain number.
 */
export function readNumber(text: string, unit: string): Read {
  let s = text
    .trim()
    .replaceAll('−', '-')
    .replace(/(\d)[\s\u00a0\u202f](?=\d{3}(\D|$))/g, '$1');
  let factor = 1;
  if (unit !== '' && s.endsWith(unit)) s = s.slice(0, -unit.length).trim();
  else if (unit === '' && s.endsWith('%')) {
    s = s.slice(0, -1).trim();
    factor = 0.01;
  }
  if (TWO_WAYS.test(s)) {
    const plain = s.replace(',', '');
    return { words: `${s} can be read in two ways: write ${plain} or ${Number(s.replace(',', '.'))}.` };
  }
  const decimal = /^[^.,]*,[^.,]*$/.test(s) ? s.replace(',', '.') : s;
  if (!PLAIN.test(decimal) || !Number.isFinite(Number(decimal))) return { value: text.trim() };
  const value = Number(decimal);
  // Fifteen digits: 14 % is 0.14 and not 0.14000000000000001.
  return { value: factor === 1 ? value : Number((value * factor).toPrecision(15)) };
}

/** Read the text of a field. An empty text is not a value: the form takes it as the wish for the default. */
export function readField(info: FieldInfo, text: string): Read {
  const s = text.trim();
  if (info.nullable && /^(auto|null)$/i.test(s)) return { value: null };
  if (info.kind === 'text' || info.kind === 'choice') return { value: s };
  if (info.kind === 'list') return readList(info, s);
  if (info.kind === 'choice or number' && Object.hasOwn(info.options, s)) return { value: s };
  return readNumber(s, info.unit);
}

/** Numbers apart by semicolons or spaces, or by commas where they hold points only. */
function readList(info: FieldInfo, text: string): Read {
  const inner = text.replace(/^[[(]|[\])]$/g, '').trim();
  const apart = inner.includes(';') ? /\s*;\s*/ : inner.includes(',') ? /\s*,\s*/ : /\s+/;
  const values: unknown[] = [];
  for (const part of inner.split(apart)) {
    const read = readNumber(part, info.unit);
    if ('words' in read) return read;
    values.push(read.value);
  }
  return { value: values };
}

/** A value as text that {@link readField} reads back. */
export function showValue(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value))
    return value.map((v) => (typeof v === 'object' ? JSON.stringify(v) : v)).join(', ');
  // 0.000012 is longer than its field.
  if (typeof value === 'number' && value !== 0 && Math.abs(value) < 1e-4) return value.toExponential();
  return String(value);
}

/** A value with its unit, as words: `42 µm`, `auto`. */
export function valueWords(value: unknown, unit: string): string {
  if (value === null || value === undefined) return 'auto';
  const text = showValue(value);
  return unit !== '' && typeof value === 'number' ? `${text}\u00a0${unit}` : text;
}
