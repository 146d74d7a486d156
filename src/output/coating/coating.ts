/** The picture of a wide coating: from above with its cracks, and cut through below. */

import { checkOptions, type Known } from '../../config/options.js';
import type { NetworkData } from '../../core/network.js';
import { isSlab, meanDiameter, particleCount } from '../../observe/geometry.js';
import type { CoatingGeometry } from '../../observe/measure/index.js';
import type { Frame } from '../../observe/quantities.js';
import { human } from '../number.js';
import { CRACK_STYLE } from '../section/draw.js';
import { PICTURE_STYLE, SEQUENTIAL } from '../svg/colour.js';
import { el, line, svgDocument, text, textWidth, wrap } from '../svg/element.js';
import { niceStep } from '../svg/scale.js';
import {
  COATING_STYLE,
  CRACK_WIDTHS,
  drawAbove,
  drawCut,
  drawTraces,
  type Frame2D,
  openingSteps,
  type Range,
} from './draw.js';
import { localStress } from './local-stress.js';
import { STEP } from './marks.js';
import { type CoatingScene, coatingScene } from './scene.js';

/** How a coating is drawn. */
export interface CoatingOptions {
  readonly title?: string;
  /** Factor on displacements; default: chosen so that wide cracks gape by more than a particle. */
  readonly magnify?: number;
  /** Place of the cut, µm along y; default: through most parted cracks. */
  readonly cut_um?: number;
  /** Width of the picture, px. Default 960. */
  readonly width?: number;
  /** Prefix of ids and classes inside; must differ between pictures in one document. */
  readonly id?: string;
}

const OPTIONS: Known<CoatingOptions> = {
  title: 1,
  magnify: 1,
  cut_um: 1,
  width: 1,
  id: 1,
};

const MARGIN = 18;
/** The stress is a mean over this many mean diameters around each particle. */
const NEIGHBOURHOOD = 2;

/** 1, 2 or 5 × 10^k at which the widest openings are drawn as about 1.5 mean diameters. */
function gape(network: NetworkData, frame: Frame): number {
  const open = Array.from(frame.opening.filter((v, k) => frame.mode[k] > 0 && v > 0)).sort((a, b) => a - b);
  const wide = open[Math.floor((open.length - 1) * 0.97)] ?? 0;
  if (!(wide > 0)) return 1;
  const want = (1.5 * meanDiameter(network)) / wide;
  let best = 1;
  for (const f of [1, 2, 5, 10, 20, 50, 100]) if (f <= want) best = f;
  return best;
}

/** Range of tones: 3rd to 97th percentile of what is shown, opened to round numbers. */
function rangeOf(values: Float64Array, scene: CoatingScene): Range {
  const list = [...scene.above, ...scene.cut].map((p) => values[p.index]).sort((a, b) => a - b);
  const at = (p: number): number => list[Math.floor((list.length - 1) * p)] ?? 0;
  const step = niceStep(Math.max(at(0.97) - at(0.03), 1e-9), 4);
  const low = Math.floor(at(0.03) / step) * step;
  return { low, high: Math.max(low + step, Math.ceil(at(0.97) / step) * step) };
}

function colourBar(id: string, x: number, y: number, range: Range, reach: number): string {
  const stops = SEQUENTIAL.map((c, k) =>
    el('stop', { offset: k / (SEQUENTIAL.length - 1), 'stop-color': c }),
  );
  const width = 190;
  const step = niceStep(range.high - range.low, 4);
  const marks: string[] = [];
  for (let k = Math.ceil(range.low / step - 1e-9); k * step <= range.high + 1e-9; k++) {
    const at = x + ((k * step - range.low) / (range.high - range.low)) * width;
    const look = { class: 'fb-ink', 'font-size': 11.5, 'text-anchor': 'middle' };
    marks.push(line(at, y + 6, at, y + 10, { class: 'fb-axis', 'stroke-width': 1 }));
    marks.push(text(at, y + 22, human(k * step), look));
  }
  return [
    el('defs', {}, el('linearGradient', { id: `${id}-bar` }, stops)),
    el('rect', { x, y: y - 6, width, height: 12, fill: `url(#${id}-bar)` }),
    el('rect', { x, y: y - 6, width, height: 12, class: 'fb-axis', 'stroke-width': 0.7 }),
    ...marks,
    text(x + width + 14, y + 4, 'in-plane stress (σxx + σyy)/2 of the particles, tension +, MPa;', {
      class: 'fb-ink',
      'font-size': 12.5,
    }),
    text(x + width + 14, y + 21, `mean within ${human(reach, 2)} µm of each`, {
      class: 'fb-ink',
      'font-size': 12.5,
    }),
  ].join('');
}

function scaleBar(x: number, y: number, scale: number): string {
  const um = niceStep(110 / scale, 1);
  const d = `M${x} ${y - 4}v8m0 -4h${Math.round(um * scale * 100) / 100}m0 -4v8`;
  return [
    el('path', { d, class: 'fb-axis', 'stroke-width': 1.6 }),
    text(x + um * scale + 8, y + 4.5, `${human(um)} µm`, { class: 'fb-ink', 'font-size': 12.5 }),
  ].join('');
}

/** Signs of the cracks in rows: what broke by colour, how wide by width. */
function signs(x: number, y: number, width: number, scene: CoatingScene, steps: readonly [number, number]) {
  const shown = new Set([...scene.tracesAbove, ...scene.tracesCut].map((t) => t.mode));
  const [a, b] = [human(steps[0]), human(steps[1])];
  const entries = [
    ...CRACK_STYLE.filter((s) => shown.has(s.mode)).map((s) => ({
      name: s.name,
      class: s.class,
      width: 2.2,
    })),
    ...[`open less than ${a} µm`, `${a} to ${b} µm`, `more than ${b} µm`].map((name, k) => ({
      name,
      class: 'fb-axis',
      width: CRACK_WIDTHS[k],
    })),
  ];
  let [at, row, markup] = [x, y, ''];
  for (const e of entries) {
    const size = 24 + 8 + textWidth(e.name, 12.5) + 14;
    if (at > x && at + size > x + width) [at, row] = [x, row + 20];
    markup += line(at, row, at + 24, row, { class: e.class, 'stroke-width': e.width });
    markup += text(at + 32, row + 4.5, e.name, { class: 'fb-ink', 'font-size': 12.5 });
    at += size;
  }
  return { markup, end: row };
}

/** Letters and ticks where the cut runs. */
function cutMarks(x: number, width: number, at: number): string {
  const look = { class: 'fb-halo', 'font-size': 13, 'font-weight': 700 };
  const dash = { 'stroke-dasharray': '7 5', 'stroke-width': 1.1 };
  return [
    line(x, at, x + width, at, { class: 'fb-planecase', 'stroke-width': 2.2 }),
    line(x, at, x + width, at, { class: 'fb-plane', ...dash }),
    text(x + 5, at - 6, 'A', look),
    text(x + width - 19, at - 6, 'A′', look),
  ].join('');
}

/** What the picture says in words, for those who do not see it and for the line below it. */
function facts(scene: CoatingScene, particles: number, magnify: number): string {
  const s = scene.summary;
  const size = `${human(scene.size[0], 4)} × ${human(scene.size[1], 4)} × ${human(scene.height_um)} µm, ${human(particles, 6)} particles`;
  const length = `${human(s.length_mm_per_mm2)} mm/mm² of cracks part the coating`;
  const spacing = s.spacing_um === null ? '' : `, ${human(s.spacing_um)} µm apart on average`;
  return `${size}. ${length}${spacing}; the widest opens by ${human(s.opening_um_max, 2)} µm. Displacement magnified × ${human(magnify)}; radii as built. Full strokes: broken ligaments of cracks that part it; faint: others near the top or the cut.`;
}

/** A drawing clipped to its box, in steps of {@link STEP}. */
function clipped(
  id: string,
  box: { x: number; y: number; width: number; height: number },
  content: string,
): string {
  const rect = el('rect', { ...box });
  return [
    el('defs', {}, el('clipPath', { id }, rect)),
    `<g clip-path="url(#${id})"><g transform="scale(${STEP})">${content}</g></g>`,
  ].join('');
}

/** What the legend explains. */
interface Explained {
  readonly scene: CoatingScene;
  readonly scale: number;
  readonly range: Range;
  readonly reach: number;
  readonly steps: readonly [number, number];
}

/** Scale bar, colours, signs and the facts in words, from `y` down. */
function footer(id: string, y: number, room: number, words: string, e: Explained) {
  const bar = scaleBar(MARGIN + 2, y, e.scale) + colourBar(id, MARGIN + 190, y, e.range, e.reach);
  const legend = signs(MARGIN, y + 48, room, e.scene, e.steps);
  const first = legend.end + 28;
  const lines = wrap(words, room, 12);
  const small = { class: 'fb-soft', 'font-size': 12 };
  const rows = lines.map((row, k) => text(MARGIN, first + 17 * k, row, small));
  return { markup: bar + legend.markup + rows.join(''), end: first + 17 * (lines.length - 1) + 14 };
}

/**
 * Draws a three-dimensional coating from above, its cracks as strokes by mode and opening over the particles
 * in sight, which are toned by the stress around them; below it a vertical cut along A–A′ on the same scale.
 *
 * @param geometry - Of the coating, as for the crack measures.
 * @throws RangeError for a slab: `sectionSvg` draws those.
 */
export function coatingSvg(
  network: NetworkData,
  frame: Frame,
  geometry: CoatingGeometry,
  options: CoatingOptions = {},
): string {
  checkOptions('coatingSvg', options, OPTIONS);
  if (isSlab(network)) throw new RangeError('coatingSvg draws three-dimensional coatings, this is a slab');
  const { id = 'coating', width = 960, title = 'Coating from above and cut' } = options;
  const magnify = options.magnify ?? gape(network, frame);
  const scene = coatingScene(network, frame, geometry, { magnify, cut_um: options.cut_um });
  const reach = NEIGHBOURHOOD * meanDiameter(network);
  const values = localStress(network, frame, reach);
  const range = rangeOf(values, scene);
  const room = width - 2 * MARGIN;
  const scale = room / scene.size[0];
  const steps = openingSteps([...scene.tracesAbove, ...scene.tracesCut]);
  const top = { x: MARGIN, y: 44, width: room, height: scene.size[1] * scale };
  const above: Frame2D = { x: MARGIN, bottom: top.y + top.height, scale };
  const headroom = 10;
  const cutBox = { x: MARGIN, y: above.bottom + 34, width: room, height: scene.height_um * scale + headroom };
  const below: Frame2D = { x: MARGIN, bottom: cutBox.y + cutBox.height, scale };
  const foil = { x: MARGIN, y: below.bottom, width: room, height: 8, class: 'fb-foil' };
  const at = above.bottom - scene.cut_um * scale;
  const words = facts(scene, particleCount(network), magnify);
  const foot = footer(id, below.bottom + 36, room, words, { scene, scale, range, reach, steps });
  return svgDocument({
    id,
    width,
    height: foot.end,
    title,
    description: `${title}. ${words}`,
    style: PICTURE_STYLE + COATING_STYLE,
    body: [
      text(MARGIN, 28, title, { class: 'fb-ink', 'font-size': 16, 'font-weight': 700 }),
      el('rect', { ...top, class: 'fb-deep' }),
      clipped(
        `${id}-top`,
        top,
        drawAbove(network, scene, values, range, above, id) +
          drawTraces(scene.tracesAbove, steps, above, `${id}a`),
      ),
      cutMarks(top.x, room, at),
      text(MARGIN, cutBox.y - 10, 'Cut along A–A′, foil below', {
        class: 'fb-ink',
        'font-size': 13.5,
        'font-weight': 600,
      }),
      el('rect', foil),
      el('rect', { ...cutBox, y: cutBox.y + headroom, height: cutBox.height - headroom, class: 'fb-pore' }),
      clipped(
        `${id}-side`,
        cutBox,
        drawCut(scene, values, range, below, id) + drawTraces(scene.tracesCut, steps, below, `${id}s`),
      ),
      foot.markup,
    ],
  });
}
