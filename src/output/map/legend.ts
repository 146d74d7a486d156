/** Right-hand column of the map: colour bar, signs, and the seeds against their mean. */

import { human, percent } from '../number.js';
import { colourAt, SEQUENTIAL } from '../svg/colour.js';
import { el, line, text, wrap } from '../svg/element.js';
import { linearScale, linearTicks } from '../svg/scale.js';
import { diamond } from './clouds.js';
import type { MapGrid } from './grid.js';
import type { MapLayout } from './layout.js';
import { cross, spreadRadius } from './plot.js';

const INK = { class: 'fb-ink', 'font-size': 13 } as const;
const SOFT = { class: 'fb-soft', 'font-size': 12 } as const;

/** Where the legend stands. */
type Side = MapLayout['frame']['side'];

/** Colour bar from nothing to `top` mm/mm². */
function drawColourBar(id: string, top: number, caption: string, side: Side): string {
  const { x, y } = side;
  const height = 130;
  const scale = linearScale(0, top, y + height, y);
  const stops = Array.from({ length: 11 }, (_, k) =>
    el('stop', { offset: k / 10, 'stop-color': colourAt(SEQUENTIAL, k / 10) }),
  );
  const out = [
    el('defs', {}, el('linearGradient', { id: `${id}-bar`, x1: 0, y1: 1, x2: 0, y2: 0 }, stops)),
    text(x, y - 26, 'crack length per top-view area', { ...INK, 'font-weight': 600 }),
    text(x, y - 10, `(mm/mm²), ${caption}`, SOFT),
    el('rect', { x, y, width: 18, height, fill: `url(#${id}-bar)` }),
    el('rect', { x, y, width: 18, height, class: 'fb-axis', 'stroke-width': 0.8 }),
  ];
  for (const tick of linearTicks(0, top, 5)) {
    out.push(line(x + 18, scale(tick), x + 23, scale(tick), { class: 'fb-axis', 'stroke-width': 1 }));
    out.push(text(x + 28, scale(tick) + 4.5, human(tick), INK));
  }
  return out.join('');
}

function entry(side: Side, y: number, sign: string, words: string): { markup: string; next: number } {
  const lines = wrap(words, side.width - 44, 12.5);
  const markup = lines
    .map((l, k) => text(side.x + 44, y + 4 + 15 * k, l, { ...INK, 'font-size': 12.5 }))
    .join('');
  return { markup: sign + markup, next: y + Math.max(1, lines.length) * 15 + 8 };
}

/** What the legend says of the map. */
export interface Signs {
  /** mm/mm² at which a node counts as cracked; null when nothing cracks. */
  readonly threshold: number | null;
  readonly connection: number;
  readonly connectionLost: boolean;
  readonly failed: boolean;
  readonly several: boolean;
  readonly binders: boolean;
  /** Binder whose own uncertainty all clouds share; null: none. */
  readonly reference: string | null;
  /** A binder whose place is given. */
  readonly given: boolean;
  /** Not all points are computed. */
  readonly partial: boolean;
  /** Nothing is computed: there are no colours and lines to explain. */
  readonly empty: boolean;
}

/** A row of the legend: its sign, drawn at a height, and its words. */
type Row = readonly [(p: number) => string, string];

/** The contours and the borders. */
function lineRows(signs: Signs, side: Side, bar: (p: number, dash?: string) => string): Row[] {
  const first =
    signs.threshold === null
      ? 'first cracking: nowhere on this map'
      : `first cracking: mean over seeds reaches ${human(signs.threshold)} mm/mm², half of the shortest crack`;
  const border = { class: 'fb-axis', 'stroke-width': 1.3, 'stroke-dasharray': '2 3' };
  return [
    [(p) => bar(p), first],
    [
      (p) => bar(p, '7 4'),
      `loss of connection: ${percent(1 - signs.connection)} of the active mass cut off${signs.connectionLost ? '' : ' (nowhere on this map)'}`,
    ],
    [
      (p) => line(side.x, p, side.x + 32, p, border),
      'border between regimes (how most broken ligaments failed)',
    ],
  ];
}

/** Signs of lines, rings, crosses and clouds, from `y` downwards; returns where they end. */
function drawSigns(at: MapLayout, top: number, signs: Signs, y: number): { markup: string; next: number } {
  const { side } = at.frame;
  const bar = (p: number, dash?: string): string =>
    line(side.x, p, side.x + 32, p, { class: 'fb-axis', 'stroke-width': 2.6, 'stroke-dasharray': dash });
  const ring = (p: number): string =>
    el('circle', {
      cx: side.x + 16,
      cy: p,
      r: Math.min(9, spreadRadius(top / 8, top, at)),
      class: 'fb-axis',
      'stroke-width': 1,
    });
  const rows: Row[] = [];
  if (!signs.empty) rows.push(...lineRows(signs, side, bar));
  if (signs.several) rows.push([ring, `seeds differ: this ring is a range of ${human(top / 4)} mm/mm²`]);
  const cloud = (p: number, dash?: string): string =>
    el('ellipse', {
      cx: side.x + 16,
      cy: p,
      rx: 15,
      ry: 8,
      class: 'fb-axis',
      'stroke-width': 1.3,
      'stroke-dasharray': dash,
    }) + el('circle', { cx: side.x + 16, cy: p, r: 3.6, class: 'fb-dot', 'stroke-width': 1.4 });
  const { reference } = signs;
  if (signs.binders) {
    rows.push([(p) => cloud(p), `a binder: median and range${reference ? ` relative to ${reference}` : ''}`]);
  }
  if (reference)
    rows.push([(p) => cloud(p, '6 3'), `${reference}'s own range: it moves all binders together`]);
  if (signs.given) rows.push([(p) => diamond(side.x + 16, p, 7), 'your binder, as the inputs have it']);
  if (signs.partial) {
    const dot = (p: number): string =>
      el('circle', { cx: side.x + 16, cy: p, r: 2, class: 'fb-dot', 'stroke-width': 1 });
    rows.push([dot, 'a computed point; paler cells lie between such points and are not computed']);
  }
  if (signs.failed) rows.push([(p) => cross(side.x + 16, p, 6), 'point that failed (small: some seeds)']);
  let at_ = y;
  let markup = '';
  for (const [sign, words] of rows) {
    const made = entry(side, at_, sign(at_), words);
    markup += made.markup;
    at_ = made.next;
  }
  return { markup, next: at_ };
}

/** Inset: each seed's crack length against the mean of its node; on the line when seeds agree. */
function drawInset(grid: MapGrid, top: number, side: Side, y: number): string {
  const nodes = grid.nodes.flat().filter((n) => n !== null && n.lengths.length > 1);
  if (nodes.length === 0) return '';
  const box = { x: side.x + 34, y: y + 20, width: 110, height: 88 };
  const sx = linearScale(0, top, box.x, box.x + box.width);
  const sy = linearScale(0, top, box.y + box.height, box.y);
  const dots = nodes.flatMap((n) =>
    (n?.lengths ?? []).map((l) =>
      el('circle', {
        cx: sx(n?.mean ?? 0),
        cy: sy(Math.min(top, l.value)),
        r: 1.8,
        class: 'fb-ink',
        'fill-opacity': 0.45,
      }),
    ),
  );
  const ticks = [0, top].flatMap((t) => [
    text(box.x - 5, sy(t) + 4, human(t), { ...SOFT, 'font-size': 11, 'text-anchor': 'end' }),
    text(sx(t), box.y + box.height + 13, human(t), { ...SOFT, 'font-size': 11, 'text-anchor': 'middle' }),
  ]);
  return [
    text(side.x, y + 8, 'each seed (up) over the mean (mm/mm²)', { ...SOFT, 'font-size': 12 }),
    line(sx(0), sy(0), sx(top), sy(top), { class: 'fb-grid', 'stroke-width': 1.2 }),
    el('rect', { ...box, class: 'fb-axis', 'stroke-width': 0.8 }),
    ...dots,
    ...ticks,
  ].join('');
}

/** The whole legend; returns where it ends. */
export function drawLegend(
  id: string,
  grid: MapGrid,
  at: MapLayout,
  top: number,
  signs: Signs,
  caption: string,
): { markup: string; next: number } {
  const { side } = at.frame;
  if (signs.empty) return drawSigns(at, top, signs, side.y + 4);
  const list = drawSigns(at, top, signs, side.y + 170);
  const inset = drawInset(grid, top, side, list.next + 4);
  return {
    markup: drawColourBar(id, top, caption, side) + list.markup + inset,
    next: inset === '' ? list.next : list.next + 134,
  };
}
