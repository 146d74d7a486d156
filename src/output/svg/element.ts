/** Building SVG and HTML text safely: every value is escaped, every number finite. */

import { px } from '../number.js';

/** Attributes of an element; undefined ones are left out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** Characters that XML cannot hold in any way, control characters and halves of pairs among them. */
const NOT_XML = /[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** Text for element content or an attribute. */
export function escapeText(text: string): string {
  return text
    .replace(NOT_XML, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

function attributeText(name: string, value: string | number): string {
  if (typeof value === 'string') return escapeText(value);
  // A picture with NaN in it would silently lose the element.
  if (!Number.isFinite(value)) throw new RangeError(`SVG attribute ${name} is ${value}`);
  return px(value);
}

/** One element; `content` is markup already escaped. */
export function el(tag: string, attributes: Attributes = {}, content?: string | readonly string[]): string {
  let out = `<${tag}`;
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) out += ` ${name}="${attributeText(name, value)}"`;
  }
  if (content === undefined) return `${out}/>`;
  return `${out}>${typeof content === 'string' ? content : content.join('')}</${tag}>`;
}

/** A line of text at (x, y). */
export function text(x: number, y: number, words: string, attributes: Attributes = {}): string {
  return el('text', { x, y, ...attributes }, escapeText(words));
}

/** A straight line. */
export function line(x1: number, y1: number, x2: number, y2: number, attributes: Attributes = {}): string {
  return el('line', { x1, y1, x2, y2, ...attributes });
}

/** Width of a line of text in px, estimated for a sans-serif face. */
export function textWidth(words: string, size: number, bold = false): number {
  return [...words].length * size * (bold ? 0.6 : 0.55);
}

/** Breaks words into lines of at most `width` px. */
export function wrap(words: string, width: number, size: number): string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of words.split(' ')) {
    const next = current ? `${current} ${word}` : word;
    if (current && textWidth(next, size) > width) {
      lines.push(current);
      current = word;
    } else current = next;
  }
  return current ? [...lines, current] : lines;
}

/** A whole SVG document: accessible name and description, style for light and dark, background. */
export function svgDocument(options: {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly description: string;
  readonly style: string;
  readonly body: readonly string[];
}): string {
  const { id, width, height } = options;
  const head = {
    xmlns: 'http://www.w3.org/2000/svg',
    viewBox: `0 0 ${px(width)} ${px(height)}`,
    width,
    height,
    role: 'img',
    'aria-labelledby': `${id}-title ${id}-desc`,
    class: 'fb-svg',
  };
  return el('svg', head, [
    el('title', { id: `${id}-title` }, escapeText(options.title)),
    el('desc', { id: `${id}-desc` }, escapeText(options.description)),
    el('style', {}, options.style),
    el('rect', { class: 'fb-paper', x: 0, y: 0, width, height }),
    ...options.body,
  ]);
}
