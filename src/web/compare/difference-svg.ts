/** Two lives of crack length and their difference as a picture. Same runs, same text. */
import { human, px } from '../../output/number.js';
import { PICTURE_STYLE } from '../../output/svg/colour.js';
import { el, line, svgDocument, text, textWidth } from '../../output/svg/element.js';
import { linearScale, linearTicks, niceCeil, type Scale } from '../../output/svg/scale.js';
import type { Moment } from '../../process/moments.js';
import { type Band, bandGroups, bandTexts, groupTexts } from '../life/bands.js';
import { leastDifference, lengthDifference, namesOf, type Side } from './difference.js';
import { axisOf, type Place, placesOf, positionOn } from './places.js';

/** How the two are drawn. */
export interface DifferenceOptions {
  /** px. Default 960. */
  readonly width?: number;
  /** Place on show; left out: none is marked. */
  readonly place?: Place | undefined;
  readonly id?: string;
}

const LEFT = 58;
const RIGHT = 14;
const UPPER = { top: 34, height: 110 };
const LOWER = { top: 180, height: 110 };
const HEIGHT = LOWER.top + LOWER.height + 50;

/** A is solid, B dashed, and neither has a colour that marks a way of breaking; their difference has the ink. */
const SIDE_STYLE = `.cmp-a{stroke:#0a6c86;fill:none}.cmp-b{stroke:#8a5a00;fill:none}.cmp-noise{fill:#dfe4ea}
@media (prefers-color-scheme:dark){.cmp-a{stroke:#4fb8d1}.cmp-b{stroke:#f0c242}.cmp-noise{fill:#2a323b}}`.replaceAll(
  '\n',
  '',
);

/** Dash of the line of B. */
const B_DASH = '7 4';

type Point = readonly [at: number, value: number | null];

function path(points: readonly Point[], x: Scale, y: Scale): string {
  let d = '';
  let open = false;
  for (const [at, value] of points) {
    if (value !== null) d += `${open ? 'L' : 'M'}${px(x(at))} ${px(y(value))}`;
    open = value !== null;
  }
  return d;
}

function valueAxis(y: Scale, from: number, to: number, count: number): string {
  return linearTicks(y.low, y.high, count)
    .map(
      (t) =>
        line(from, y(t), to, y(t), { class: 'fb-grid', 'stroke-width': 0.8 }) +
        text(from - 8, y(t) + 4, human(t), { class: 'fb-ink', 'font-size': 12, 'text-anchor': 'end' }),
    )
    .join('');
}

function stages(bands: readonly Band[], x: Scale): string {
  const bottom = LOWER.top + LOWER.height;
  const width = x(bands.length) - x(0);
  const measure = (words: string): number => textWidth(words, 12);
  const groups = bandGroups(bands);
  const style = { 'font-size': 12, 'text-anchor': 'middle' };
  const borders = bands.slice(1).map((_, k) => {
    const at = x(k + 1);
    return [UPPER, LOWER]
      .map(({ top, height }) => line(at, top, at, top + height, { class: 'fb-grid', 'stroke-width': 0.8 }))
      .join('');
  });
  return [
    ...borders,
    ...bandTexts(bands, width, measure).map((t) =>
      text(x(t.at), bottom + 17, t.text, { ...style, class: 'fb-ink' }),
    ),
    ...groups.map((g) => line(x(g.from) + 3, bottom + 24, x(g.to) - 3, bottom + 24, { class: 'fb-axis' })),
    ...groupTexts(groups, bands.length, width, measure).map((t) =>
      text(x(t.at), bottom + 39, t.text, { ...style, class: 'fb-soft' }),
    ),
  ].join('');
}

function legend(names: readonly [string, string], end: number): string {
  let at = end;
  const out: string[] = [];
  for (const [k, name] of [...names.entries()].reverse()) {
    at -= textWidth(name, 12.5);
    out.push(text(at, 22, name, { class: 'fb-ink', 'font-size': 12.5 }));
    at -= 34;
    const look = k === 0 ? { class: 'cmp-a' } : { class: 'cmp-b', 'stroke-dasharray': B_DASH };
    out.push(line(at, 18, at + 28, 18, { ...look, 'stroke-width': 2.2 }));
    at -= 16;
  }
  return out.join('');
}

function upper(a: Side, b: Side, bands: readonly Band[], x: Scale): string {
  const points = (side: Side): Point[] =>
    side.moments.map((m: Moment) => [positionOn(bands, m), m.cracks.length_mm_per_mm2]);
  const [pa, pb] = [points(a), points(b)];
  const most = Math.max(0, leastDifference(a, b), ...[...pa, ...pb].map(([, v]) => v ?? 0));
  const y = linearScale(0, niceCeil(1.05 * most), UPPER.top + UPPER.height, UPPER.top);
  return [
    valueAxis(y, x(0), x(bands.length), 3),
    el('path', { d: path(pa, x, y), class: 'cmp-a', 'stroke-width': 2.4, 'stroke-linejoin': 'round' }),
    el('path', { d: path(pb, x, y), class: 'cmp-b', 'stroke-width': 2.2, 'stroke-dasharray': B_DASH }),
  ].join('');
}

function lower(a: Side, b: Side, bands: readonly Band[], x: Scale): string {
  const points = placesOf(a.moments, b.moments).map(
    (p): Point => [positionOn(bands, p), lengthDifference(a, b, p)],
  );
  const one = leastDifference(a, b);
  const most = niceCeil(1.1 * Math.max(one, ...points.map(([, v]) => Math.abs(v ?? 0))));
  const { top, height } = LOWER;
  const y = linearScale(-most, most, top + height, top);
  const [from, to] = [x(0), x(bands.length)];
  const noise = one > 0 && { x: from, y: y(one), width: to - from, height: y(-one) - y(one) };
  return [
    noise ? el('rect', { ...noise, class: 'cmp-noise' }) : '',
    valueAxis(y, from, to, 4),
    line(from, y(0), to, y(0), { class: 'fb-axis', 'stroke-width': 1 }),
    el('path', {
      d: path(points, x, y),
      class: 'fb-axis cmp-difference',
      'stroke-width': 2.4,
      'stroke-linejoin': 'round',
    }),
    noise
      ? text(to - 4, y(-one) - 5, 'less than one crack means nothing', {
          class: 'fb-soft',
          'font-size': 11.5,
          'text-anchor': 'end',
        })
      : '',
  ].join('');
}

/** A line through both plots, but not through the words between them. */
function markAt(at: number): string {
  return [UPPER, LOWER]
    .map(({ top, height }) =>
      line(at, top, at, top + height, { class: 'fb-axis', 'stroke-width': 1.6, 'stroke-opacity': 0.7 }),
    )
    .join('');
}

/** Draws the crack length of both over their stages, and B − A below. */
export function differenceSvg(a: Side, b: Side, options: DifferenceOptions = {}): string {
  const { width = 960, place, id = 'fibril-difference' } = options;
  const bands = axisOf(a.config, b.config);
  const x = linearScale(0, Math.max(1, bands.length), LEFT, width - RIGHT);
  const names = namesOf(a, b);
  const bold = { class: 'fb-ink', 'font-size': 13, 'font-weight': 600 };
  const mark = place === undefined ? '' : markAt(x(positionOn(bands, place)));
  const narrow = width < 520;
  return svgDocument({
    id,
    width,
    height: HEIGHT,
    title: `Crack length of ${names[0]} and ${names[1]}`,
    description: `Length of parting cracks, mm/mm², of both over the stages, and below it the difference ${names[1]} minus ${names[0]}.`,
    style: PICTURE_STYLE + SIDE_STYLE,
    body: [
      text(10, 22, narrow ? 'mm/mm²' : 'Parting cracks (mm/mm²)', bold),
      legend(names, width - RIGHT),
      text(10, LOWER.top - 12, narrow ? 'B − A (mm/mm²)' : `${names[1]} − ${names[0]} (mm/mm²)`, bold),
      lower(a, b, bands, x),
      upper(a, b, bands, x),
      stages(bands, x),
      mark,
    ],
  });
}
