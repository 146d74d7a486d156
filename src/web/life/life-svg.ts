/** The life line as a picture of its own: panels under each other on one axis of stages. Same moments, same text. */

import { human, px } from '../../output/number.js';
import { oneCrackWords } from '../../output/one-crack.js';
import { PICTURE_STYLE } from '../../output/svg/colour.js';
import { el, line, svgDocument, text, textWidth } from '../../output/svg/element.js';
import { linearScale, type Scale } from '../../output/svg/scale.js';
import type { Moment } from '../../process/moments.js';
import { type Band, bandGroups, bandTexts, groupTexts, positionOf } from './bands.js';
import { LINE_COLOURS, type Line, type Panel, panelsFor, rangeOf, ticksOf } from './panels.js';
import { placeWords } from './words.js';

/** How a life is drawn. */
export interface LifeSvgOptions {
  readonly title: string;
  readonly bands: readonly Band[];
  /** Length of one crack across the modelled width, mm/mm²; null: there is no such thing. */
  readonly oneCrack?: number | null;
  /** Width of the picture, px. Default 960. */
  readonly width?: number;
  /** Colours: as the reader's system has them, or always one way. Default `auto`. */
  readonly scheme?: 'auto' | 'light' | 'dark';
  /** Prefix of ids and classes inside. */
  readonly id?: string;
}

const LEFT = 64;
const RIGHT = 18;
const HEAD = 56;
/** Height of a panel of weight 1, and of the words above each, px. */
const UNIT = 110;
const CAPTION = 30;

interface Frame {
  readonly id: string;
  readonly x: Scale;
  readonly bands: readonly Band[];
}

/** Style with the dark colours always, never, or as the system has it. */
export function schemed(style: string, scheme: 'auto' | 'light' | 'dark'): string {
  if (scheme === 'auto') return style;
  return style.replaceAll(
    '@media (prefers-color-scheme:dark)',
    scheme === 'dark' ? '@media all' : '@media not all',
  );
}

function lineStyle(id: string): string {
  const rules = (scheme: 'light' | 'dark'): string =>
    Object.entries(LINE_COLOURS[scheme])
      .map(([key, colour]) => `.${id}-${key}{stroke:${colour};fill:none}`)
      .join('');
  const dark = `.${id}-band{fill:#1b2027}${rules('dark')}`;
  return `.${id}-band{fill:#f3f5f7}${rules('light')}@media (prefers-color-scheme:dark){${dark}}`;
}

/** Path of a line; it begins anew after moments that have no value. */
function pathOf(l: Line, moments: readonly Moment[], x: Scale, y: Scale): string {
  let d = '';
  let open = false;
  for (const moment of moments) {
    const value = l.value(moment);
    if (value !== null) d += `${open ? 'L' : 'M'}${px(x(positionOf(moment)))} ${px(y(value))}`;
    open = value !== null;
  }
  return d;
}

function backdrop({ id, x, bands }: Frame, top: number, height: number): string {
  return bands
    .map((band, k) => {
      const strong = k > 0 && (band.cycle !== bands[k - 1].cycle || band.cycle === 0);
      const fill =
        k % 2 === 1
          ? el('rect', { x: x(k), y: top, width: x(k + 1) - x(k), height, class: `${id}-band` })
          : '';
      return fill + (strong ? line(x(k), top, x(k), top + height, { class: 'fb-grid' }) : '');
    })
    .join('');
}

/** The legend of a panel, right of its title: a piece of each line with its name. */
function keys(panel: Panel, frame: Frame, baseline: number, end: number): string {
  let at = end;
  const out: string[] = [];
  if (panel.lines.length < 2) return '';
  for (const l of [...panel.lines].reverse()) {
    at -= textWidth(l.name, 12.5);
    out.push(text(at, baseline, l.name, { class: 'fb-ink', 'font-size': 12.5 }));
    at -= 34;
    out.push(
      line(at, baseline - 4, at + 28, baseline - 4, {
        class: `${frame.id}-${l.key}`,
        'stroke-width': l.width,
        'stroke-dasharray': l.dash.join(' ') || undefined,
      }),
    );
    at -= 18;
  }
  return out.join('');
}

function panelMarkup(
  panel: Panel,
  frame: Frame,
  place: { top: number; height: number },
  moments: readonly Moment[],
  oneCrack: number | null,
): string {
  const { top, height } = place;
  const range = rangeOf(panel, moments, oneCrack ?? 0);
  const y = linearScale(range[0], range[1], top + height, top);
  const [from, to] = [frame.x(0), frame.x(frame.bands.length)];
  return [
    text(14, top - 12, `${panel.title} (${panel.unit})`, {
      class: 'fb-ink',
      'font-size': 13,
      'font-weight': 600,
    }),
    keys(panel, frame, top - 12, to),
    backdrop(frame, top, height),
    ...ticksOf(range, height).flatMap((t) => [
      line(from, y(t), to, y(t), { class: 'fb-grid', 'stroke-width': 0.8 }),
      text(from - 8, y(t) + 4, human(t), { class: 'fb-ink', 'font-size': 12, 'text-anchor': 'end' }),
    ]),
    line(from, top, from, top + height, { class: 'fb-axis', 'stroke-width': 1 }),
    ...panel.lines.map((l) =>
      el('path', {
        d: pathOf(l, moments, frame.x, y),
        class: `${frame.id}-${l.key}`,
        'stroke-width': l.width,
        'stroke-dasharray': l.dash.join(' ') || undefined,
        'stroke-linejoin': 'round',
      }),
    ),
  ].join('');
}

function axis({ x, bands }: Frame, top: number): string {
  const width = x(bands.length) - x(0);
  const measure = (words: string): number => textWidth(words, 12);
  const groups = bandGroups(bands);
  const style = { class: 'fb-ink', 'font-size': 12, 'text-anchor': 'middle' };
  return [
    ...bandTexts(bands, width, measure).map((t) => text(x(t.at), top + 16, t.text, style)),
    ...groups.map((g) =>
      line(x(g.from) + 3, top + 24, x(g.to) - 3, top + 24, { class: 'fb-axis', 'stroke-width': 1 }),
    ),
    ...groupTexts(groups, bands.length, width, measure).map((t) =>
      text(x(t.at), top + 39, t.text, { ...style, class: 'fb-soft' }),
    ),
  ].join('');
}

/** Draws the moments of a run. Voltage and lattice are left out of a life that has no cycle. */
export function lifeSvg(moments: readonly Moment[], options: LifeSvgOptions): string {
  const { bands, oneCrack = null, width = 960, id = 'fibril-life' } = options;
  const x = linearScale(0, Math.max(1, bands.length), LEFT, width - RIGHT);
  const frame: Frame = { id, x, bands };
  const parts: string[] = [];
  let top = HEAD;
  for (const panel of panelsFor(bands.some((b) => b.cycle > 0))) {
    const height = UNIT * panel.weight;
    parts.push(panelMarkup(panel, frame, { top: top + CAPTION, height }, moments, oneCrack));
    top += CAPTION + height + 8;
  }
  const last = moments.at(-1);
  const until = last ? ` to ${placeWords(last)}` : '';
  return svgDocument({
    id,
    width,
    height: top + 50,
    title: options.title,
    description: `${panelsFor(bands.some((b) => b.cycle > 0))
      .map((p) => `${p.title.toLowerCase()} (${p.unit})`)
      .join(', ')} against the stages of the electrode's life${until}.`,
    style: schemed(PICTURE_STYLE + lineStyle(id), options.scheme ?? 'auto'),
    body: [
      text(14, 28, options.title, { class: 'fb-ink', 'font-size': 16, 'font-weight': 700 }),
      text(14, 46, oneCrackWords(oneCrack), { class: 'fb-soft', 'font-size': 12 }),
      ...parts,
      axis(frame, top - 4),
    ],
  });
}
