/** Pictures of an electrode, from the side and from above, one frame or several under each other. */

import { checkOptions, type Known } from '../../config/options.js';
import type { NetworkData } from '../../core/network.js';
import type { Frame } from '../../observe/quantities.js';
import { human, px } from '../number.js';
import { PICTURE_STYLE } from '../svg/colour.js';
import { el, line, svgDocument, text, textWidth } from '../svg/element.js';
import { niceStep } from '../svg/scale.js';
import { CRACK_STYLE, colourRules, drawScene, FOIL_HEIGHT, type Placing } from './draw.js';
import { niceMagnification, type Scene, scene, type View } from './project.js';
import { type Colouring, colouring, type ParticleQuantity } from './values.js';

/** A frame with the words above it, e.g. "as made". */
export interface Shot {
  readonly label: string;
  readonly frame: Frame;
}

/** How a picture is drawn. */
export interface SectionOptions {
  readonly view: View;
  /** What colours the particles. Default: stress. */
  readonly colour?: ParticleQuantity;
  /** Factor on displacements; default: chosen so that openings show, and printed in the picture. */
  readonly magnify?: number;
  /** Colour scale shared with other pictures; default: from the frames shown. */
  readonly colouring?: Colouring;
  readonly title?: string;
  /** Width of the picture, px. Default 960. */
  readonly width?: number;
  /** Effective depth of a slab, µm, for its view from above. Default: one mean diameter. */
  readonly depth_um?: number;
  /** A view from above shows at most this much of each side, µm. Default 300. */
  readonly window_um?: number;
  /** Prefix of ids and classes inside; must differ between pictures in one document. */
  readonly id?: string;
}

const OPTIONS: Known<SectionOptions> = {
  view: 1,
  colour: 1,
  magnify: 1,
  colouring: 1,
  title: 1,
  width: 1,
  depth_um: 1,
  window_um: 1,
  id: 1,
};

const MARGIN = 14;

function scaleBar(x: number, y: number, scale: number): string {
  const um = niceStep(120 / scale, 1);
  const length = um * scale;
  return [
    el('path', {
      d: `M${px(x)} ${px(y - 4)}v8m0 -4h${px(length)}m0 -4v8`,
      class: 'fb-axis',
      'stroke-width': 1.6,
    }),
    text(x + length + 7, y + 4.5, `${human(um)} µm`, { class: 'fb-ink', 'font-size': 12.5 }),
  ].join('');
}

function colourBar(x: number, y: number, id: string, colours: Colouring): string {
  const stops = colours.stops.map((c, k) =>
    el('stop', { offset: k / (colours.stops.length - 1), 'stop-color': c }),
  );
  const width = 150;
  const ticks = [colours.low, (colours.low + colours.high) / 2, colours.high];
  return [
    el('defs', {}, el('linearGradient', { id: `${id}-bar` }, stops)),
    el('rect', { x, y: y - 6, width, height: 11, fill: `url(#${id}-bar)` }),
    el('rect', { x, y: y - 6, width, height: 11, class: 'fb-axis', 'stroke-width': 0.7 }),
    ...ticks.map((t, k) =>
      text(x + (k * width) / 2, y + 19, human(t), {
        class: 'fb-ink',
        'font-size': 11.5,
        'text-anchor': 'middle',
      }),
    ),
    text(
      x + width + 12,
      y + 4,
      colours.unit === '' ? colours.caption : `${colours.caption} (${colours.unit})`,
      {
        class: 'fb-ink',
        'font-size': 12.5,
      },
    ),
  ].join('');
}

/** Signs of ligaments and cracks in one or more rows; returns the height used. */
function signs(x: number, y: number, width: number): { markup: string; height: number } {
  const entries: { name: string; draw: (at: number, row: number) => string }[] = [
    {
      name: 'intact ligament (as wide as its neck)',
      draw: (a, r) => line(a, r, a + 22, r, { class: 'fb-bond', 'stroke-width': 7 }),
    },
    ...CRACK_STYLE.map((s) => ({
      name: s.name,
      draw: (a: number, r: number) =>
        line(a, r, a + 22, r, { class: s.class, 'stroke-width': 2.4, 'stroke-dasharray': s.dash }),
    })),
  ];
  let [at, row] = [x, y];
  let markup = '';
  for (const { name, draw } of entries) {
    const size = 22 + 8 + textWidth(name, 12.5) + 20;
    if (at > x && at + size > x + width) {
      at = x;
      row += 19;
    }
    markup += draw(at, row) + text(at + 30, row + 4.5, name, { class: 'fb-ink', 'font-size': 12.5 });
    at += size;
  }
  return { markup, height: row - y + 12 };
}

function describe(shots: readonly Shot[], scenes: readonly Scene[], title: string): string {
  const parts = scenes.map((s, k) => {
    const count = (mode: number): number => s.ligaments.filter((l) => l.mode === mode).length;
    return `${shots[k].label}: of ${s.ligaments.length} ligaments shown ${count(1)} broke at the NCM, ${count(2)} at the foil, ${count(3)} in the binder`;
  });
  return `${title}. Shown: ${scenes[0].cut}. ${parts.join('; ')}.`;
}

/**
 * Draws an electrode from the side or from above, the given moments under each other on one scale.
 *
 * A slab's side view is exact and its top view a strip drawn out over the effective depth; a 3D network shows
 * a slice one mean diameter thick, or the particles near the top. Radii are as built.
 *
 * @param shots - One or more moments, e.g. as made and after charge.
 * @throws RangeError when no shot is given.
 */
export function sectionSvg(network: NetworkData, shots: readonly Shot[], options: SectionOptions): string {
  checkOptions('sectionSvg', options, OPTIONS);
  if (shots.length === 0) throw new RangeError('sectionSvg needs at least one frame');
  const id = options.id ?? `fibril-${options.view}`;
  const width = options.width ?? 960;
  const frames = shots.map((s) => s.frame);
  const magnify = options.magnify ?? niceMagnification(network, frames);
  const colours = options.colouring ?? colouring(network, frames, options.colour ?? 'stress');
  const scenes = frames.map((frame) => scene(network, frame, { ...options, magnify }));
  const first = scenes[0];
  const title =
    options.title ?? (options.view === 'side' ? 'Electrode from the side' : 'Electrode from above');
  const body: string[] = [text(MARGIN, 24, title, { class: 'fb-ink', 'font-size': 16, 'font-weight': 700 })];
  const places = arrange(first, shots.length, width);
  for (const [k, s] of scenes.entries()) {
    const to = places[k];
    body.push(
      text(to.x, to.y - 8, shots[k].label, { class: 'fb-ink', 'font-size': 13.5, 'font-weight': 600 }),
    );
    body.push(drawScene(s, to, colours, `${id}-${k}`));
  }
  const last = places[places.length - 1];
  const y = last.y + last.height + (options.view === 'side' ? FOIL_HEIGHT : 0) + 4;
  const scale = last.scale;
  const foot = footer(id, y + 24, width, { colours, scale, magnify, cut: first.cut });
  return svgDocument({
    id,
    width,
    height: foot.end,
    title,
    description: describe(shots, scenes, title),
    style: PICTURE_STYLE + shots.map((_, k) => colourRules(`${id}-${k}-c`, colours)).join(''),
    body: [...body, foot.markup],
  });
}

/** Places of `count` scenes of one size: side by side when they are squarish, else under each other. */
function arrange(first: Scene, count: number, width: number): Placing[] {
  const across = first.across[1] - first.across[0];
  const up = first.up[1] - first.up[0];
  const beside = count > 1 && up > 0.5 * across;
  const gap = 16;
  const room = width - 2 * MARGIN;
  const each = beside ? (room - gap * (count - 1)) / count : room;
  const scale = Math.min(each / across, 620 / up);
  const height = up * scale;
  const drop = height + 30 + (first.view === 'side' ? FOIL_HEIGHT : 0) + 4;
  return Array.from({ length: count }, (_, k) => ({
    x: beside ? MARGIN + k * (each + gap) : MARGIN + (room - across * scale) / 2,
    y: 64 + (beside ? 0 : k * drop),
    width: across * scale,
    height,
    scale,
  }));
}

function footer(
  id: string,
  y: number,
  width: number,
  facts: { colours: Colouring; scale: number; magnify: number; cut: string },
): { markup: string; end: number } {
  const rows = signs(MARGIN, y + 42, width - 2 * MARGIN);
  const end = y + 42 + rows.height + 14;
  const note = `Shown: ${facts.cut}. Displacement magnified × ${human(facts.magnify)}; radii as built.`;
  return {
    markup: [
      scaleBar(MARGIN + 2, y, facts.scale),
      colourBar(MARGIN + 230, y, id, facts.colours),
      rows.markup,
      text(MARGIN, end, note, { class: 'fb-soft', 'font-size': 12 }),
    ].join(''),
    end: end + 14,
  };
}
