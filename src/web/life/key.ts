/** What stands above a panel: its title with the unit, and its lines with their values at a moment. */
import type { Moment } from '../../process/moments.js';
import { h } from '../dom.js';
import type { Line, Panel } from './panels.js';

/** Heading and legend of a panel. */
export interface Key {
  readonly node: HTMLElement;
  readonly tell: (moment: Moment | undefined) => void;
  /** Why there is no line yet; empty: there is one. */
  readonly setEmpty: (words: string) => void;
  readonly paint: (colours: Readonly<Record<Line['key'], string>>) => void;
}

const SVG = 'http://www.w3.org/2000/svg';

/** A piece of a line as it is drawn: attributes, since the page allows no style markup. */
export function swatch(l: Pick<Line, 'dash' | 'width'>, colour: string): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  const stroke = document.createElementNS(SVG, 'line');
  const set = (node: Element, values: Record<string, string | number>): void => {
    for (const [name, value] of Object.entries(values)) node.setAttribute(name, String(value));
  };
  set(svg, { width: 26, height: 10, 'aria-hidden': 'true', class: 'life-swatch' });
  set(stroke, { x1: 0, y1: 5, x2: 26, y2: 5, stroke: colour, 'stroke-width': l.width });
  if (l.dash.length > 0) stroke.setAttribute('stroke-dasharray', l.dash.join(' '));
  svg.append(stroke);
  return svg;
}

/** Make the heading of a panel. */
export function createKey(panel: Panel, colours: Readonly<Record<Line['key'], string>>): Key {
  const empty = h('span', { class: 'soft life-empty' });
  const entries = panel.lines.map((l) => {
    const value = h('span', { class: 'life-value' });
    const mark = swatch(l, colours[l.key]);
    const name = panel.lines.length > 1 ? h('span', { class: 'soft' }, l.name) : null;
    return { l, value, mark, node: h('span', { class: 'life-entry' }, mark, name, value) };
  });
  const node = h(
    'div',
    { class: 'life-head' },
    h('span', { class: 'life-title' }, panel.title, h('span', { class: 'soft' }, ` (${panel.unit})`)),
    empty,
    ...entries.map((e) => e.node),
  );
  return {
    node,
    tell: (moment) => {
      for (const { l, value } of entries) {
        const words = moment === undefined ? '–' : l.words(moment);
        if (value.textContent !== words) value.textContent = words;
      }
    },
    setEmpty: (words) => {
      empty.textContent = words;
      for (const entry of entries) entry.node.hidden = words !== '';
    },
    paint: (next) => {
      for (const { l, mark } of entries) mark.firstElementChild?.setAttribute('stroke', next[l.key]);
    },
  };
}
