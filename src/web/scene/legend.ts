/** What the colours and signs of a picture mean, as SVG for the page and for files. */

import { ligamentIndices } from '../../observe/geometry.js';
import { shownValue, withUnit } from '../../observe/lists.js';
import { human, px } from '../../output/number.js';
import { CRACK_STYLE } from '../../output/section/draw.js';
import { el, text, textWidth, wrap } from '../../output/svg/element.js';
import type { DisplayOptions, Subject } from './options.js';
import { categoryColour, PLAIN } from './palette.js';
import { type Scale, stageNames } from './quantity.js';

/** Markup whose colours are attributes, so that it needs no style sheet. */
export interface Block {
  readonly markup: string;
  readonly height: number;
}

const SIZE = 13;

/** One sign with its words. `draw` gets the sign's left end and middle height; it is 24 px wide. */
interface Sign {
  readonly words: string;
  readonly draw: (x: number, y: number) => string;
}

/** Title of the colour scale with its unit. */
export function caption(scale: Scale): string {
  const { note } = scale.quantity;
  return withUnit(scale.quantity) + (note === undefined ? '' : `, ${note}`);
}

function bar(scale: Scale, width: number, y: number, id: string, ink: string): string {
  const w = Math.min(260, width - 24);
  const stops = scale.stops.map((c, k) =>
    el('stop', { offset: k / (scale.stops.length - 1), 'stop-color': c }),
  );
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((share) => ({
    x: 12 + share * w,
    words: human(scale.low + share * (scale.high - scale.low), 3),
  }));
  return [
    el('defs', {}, el('linearGradient', { id }, stops)),
    el('rect', { x: 12, y, width: w, height: 12, fill: `url(#${id})`, stroke: ink, 'stroke-width': 0.7 }),
    ...ticks.flatMap(({ x, words }) => [
      el('path', { d: `M${px(x)} ${px(y + 12)}v4`, stroke: ink, 'stroke-width': 0.8 }),
      text(x, y + 29, words, { fill: ink, 'font-size': 12, 'text-anchor': 'middle' }),
    ]),
  ].join('');
}

/** Signs from left to right, in as many rows as they need. */
function flow(signs: readonly Sign[], width: number, top: number, ink: string): Block {
  let [x, y] = [0, top];
  const out: string[] = [];
  for (const { words, draw } of signs) {
    const size = 24 + 8 + textWidth(words, SIZE) + 16;
    if (x > 0 && x + size > width) [x, y] = [0, y + 22];
    out.push(draw(x, y), text(x + 31, y + 4.5, words, { fill: ink, 'font-size': SIZE }));
    x += size;
  }
  return { markup: out.join(''), height: y - top + 22 };
}

const swatch =
  (fill: string, edge: string) =>
  (x: number, y: number): string =>
    el('rect', { x: x + 2, y: y - 6, width: 20, height: 12, rx: 2, fill, stroke: edge, 'stroke-width': 0.7 });

/** Categories that occur, in their order or the commonest first. */
function categories(subject: Subject, scale: Scale): Sign[] {
  const { network, moment, theme } = subject;
  const { frame } = moment;
  const { ordered, words, label } = scale.quantity;
  const { ink, soft } = PLAIN[theme];
  const counts = new Map<number, number>();
  let loose = 0;
  for (const k of ligamentIndices(network)) {
    const v = shownValue(scale.quantity, { network, frame }, k);
    if (v >= 0) counts.set(v, (counts.get(v) ?? 0) + 1);
    else if (frame.mode[k] > 0) loose++;
  }
  if (counts.size === 0) return [{ words: `${label.toLowerCase()}: none yet`, draw: () => '' }];
  const names = stageNames(subject.moments);
  const all = [...counts].sort((a, b) => (ordered ? 0 : b[1] - a[1]) || a[0] - b[0]);
  const shown: Sign[] = all.slice(0, MOST).map(([v, n]) => ({
    words: `${words?.(v, names) ?? v} (${n})`,
    draw: swatch(categoryColour(v, theme), ink),
  }));
  const rest = all.length - shown.length;
  if (loose > 0) shown.push({ words: `broken, but in none (${loose})`, draw: swatch(soft, ink) });
  if (rest > 0) shown.push({ words: `and ${rest} smaller, colours repeat`, draw: () => '' });
  return shown;
}

/** Most categories that are named. */
const MOST = 10;

/** Number of ligaments that broke in each mode 1–3. */
export function modeCounts(subject: Subject): readonly [number, number, number] {
  const counts: [number, number, number] = [0, 0, 0];
  for (const mode of subject.moment.frame.mode) if (mode > 0) counts[mode - 1]++;
  return counts;
}

function bonds(subject: Subject, scale: Scale): Sign[] {
  const plain = PLAIN[subject.theme];
  const counts = modeCounts(subject);
  const intact: Sign[] =
    scale.quantity.of === 'ligament' && scale.quantity.kind !== 'categorical'
      ? []
      : [{ words: 'intact ligament', draw: swatch(plain.ligament, plain.edge) }];
  if (scale.quantity.kind === 'categorical') return intact;
  return [
    ...intact,
    ...CRACK_STYLE.map(({ mode, name }) => ({
      words: `${name} (${counts[mode - 1]})`,
      draw: (x: number, y: number) =>
        el('path', { d: `M${px(x + 1)} ${px(y)}h22`, stroke: plain.cracks[mode - 1], 'stroke-width': 4.5 }),
    })),
  ];
}

/** How the picture was made, in words. */
export function note(scale: Scale, display: DisplayOptions, magnify: number, cut: string): string {
  const range =
    scale.quantity.kind === 'categorical'
      ? ''
      : scale.automatic
        ? ' Colour range: automatic, from the whole run (calendering only while it is on show).'
        : ' Colour range: fixed.';
  const how = display.magnify === null ? ', chosen automatically' : '';
  return `Displacement × ${human(magnify)}${how}.${range}${cut === '' ? '' : ` ${cut}`}`;
}

/** The whole legend, `width` px wide. */
export function legend(
  subject: Subject,
  scale: Scale,
  facts: { readonly width: number; readonly note: string; readonly id: string },
): Block {
  const { ink, soft } = PLAIN[subject.theme];
  const { width } = facts;
  const parts = [text(0, 15, caption(scale), { fill: ink, 'font-size': SIZE, 'font-weight': 650 })];
  let y = 24;
  if (scale.quantity.kind === 'categorical') {
    const block = flow(categories(subject, scale), width, y + 8, ink);
    parts.push(block.markup);
    y += block.height + 6;
  } else {
    parts.push(bar(scale, width, y, facts.id, ink));
    y += 42;
  }
  const signs = flow(bonds(subject, scale), width, y + 8, ink);
  parts.push(signs.markup);
  y += signs.height + 6;
  for (const line of wrap(facts.note, width, 12)) {
    parts.push(text(0, y + 9, line, { fill: soft, 'font-size': 12 }));
    y += 17;
  }
  return { markup: parts.join(''), height: y + 2 };
}
