/** The two pictures: what both share, so that they can be compared, and the drawing of one of them. */
import type { Frame } from '../../observe/quantities.js';
import { human, px } from '../../output/number.js';
import { CRACK_STYLE, colourRules, drawScene, FOIL_HEIGHT } from '../../output/section/draw.js';
import { niceMagnification, scene } from '../../output/section/project.js';
import { type Colouring, colouring } from '../../output/section/values.js';
import { PICTURE_STYLE } from '../../output/svg/colour.js';
import { el, svgDocument, text } from '../../output/svg/element.js';
import { niceStep } from '../../output/svg/scale.js';
import type { Moment } from '../../process/moments.js';
import { adoptStyle, fill, h, svgElement } from '../dom.js';
import { placeWords } from '../life/words.js';
import type { LiveRun } from '../run.js';

/** What both pictures share: colours, magnification, and how large a micrometre is. */
export interface Look {
  readonly colours: Colouring;
  readonly magnify: number;
  /** µm across and up of the larger electrode. */
  readonly across: number;
  readonly up: number;
}

/** Ends of stages: enough for a scale, few enough to sort. */
function scaleFrames(run: LiveRun): Frame[] {
  return run.moments.filter((m) => m.fraction >= 1 || m.stageIndex < 0).map((m) => m.frame);
}

/** One look for the whole life of all runs, so that nothing but the electrodes changes from picture to picture. */
export function lookOf(runs: readonly LiveRun[]): Look | null {
  let look: Look | null = null;
  for (const run of runs) {
    const frames = scaleFrames(run);
    if (run.electrode === null || frames.length === 0) continue;
    const { network } = run.electrode;
    const colours = colouring(network, frames, 'stress');
    const magnify = niceMagnification(network, frames);
    const seen = scene(network, frames[0] as Frame, { view: 'side', magnify });
    const across = seen.across[1] - seen.across[0];
    const up = seen.up[1] - seen.up[0];
    if (look === null) look = { colours, magnify, across, up };
    else {
      look = {
        colours: colours.high > look.colours.high ? colours : look.colours,
        magnify: Math.min(magnify, look.magnify),
        across: Math.max(across, look.across),
        up: Math.max(up, look.up),
      };
    }
  }
  return look;
}

/** True for electrodes so flat that they are better read one below the other, crack above crack. */
export function isFlat({ across, up }: Look): boolean {
  return across > 2.2 * up;
}

/** Where a side is drawn. */
export interface SideHost {
  readonly node: HTMLElement;
  readonly root: Document | ShadowRoot;
  /** Prefix of ids, another for each side. */
  readonly id: string;
}

/** Draw one run at a moment with the look of both. */
export function drawSide(host: SideHost, run: LiveRun, moment: Moment, look: Look): void {
  const width = host.node.clientWidth;
  if (run.electrode === null || width === 0) return;
  const { network } = run.electrode;
  const { colours, magnify } = look;
  const scale = Math.min(width / look.across, 420 / look.up);
  const seen = scene(network, moment.frame, { view: 'side', magnify });
  const own = { width: (seen.across[1] - seen.across[0]) * scale, height: (seen.up[1] - seen.up[0]) * scale };
  const base = 4 + look.up * scale;
  const to = { x: 0, y: base - own.height, ...own, scale };
  const bar = niceStep(110 / scale, 1);
  // Sheets are adopted once and stay: another range, other classes.
  const id = `${host.id}-${String(colours.high).replace('.', '_')}`;
  const foot = base + FOIL_HEIGHT + 16;
  const svg = svgDocument({
    id: host.id,
    width,
    height: foot + 12,
    title: `${run.config.binder.name}, ${placeWords(moment)}`,
    description: `Side view of the electrode, ${seen.cut}. Displacement magnified × ${human(magnify)}.`,
    style: PICTURE_STYLE,
    body: [
      drawScene(seen, to, colours, id),
      el('path', {
        d: `M1 ${px(foot - 4)}v8m0 -4h${px(bar * scale)}m0 -4v8`,
        class: 'fb-axis',
        'stroke-width': 1.6,
      }),
      text(bar * scale + 9, foot + 4.5, `${human(bar)} µm`, { class: 'fb-ink', 'font-size': 12.5 }),
    ],
  });
  // Particles take their colours from classes of the picture.
  adoptStyle(colourRules(`${id}-c`, colours), host.root);
  fill(host.node, svgElement(svg, host.root));
}

/** What colours and strokes mean, once for both pictures. */
export function createLegend(look: Look, root: Document | ShadowRoot): HTMLElement {
  const { colours, magnify } = look;
  const stops = colours.stops.map((c, k) =>
    el('stop', { offset: k / (colours.stops.length - 1), 'stop-color': c }),
  );
  const bar = svgElement(
    el('svg', { xmlns: 'http://www.w3.org/2000/svg', width: 120, height: 12, 'aria-hidden': 'true' }, [
      el('defs', {}, el('linearGradient', { id: 'fibril-compare-bar' }, stops)),
      el('rect', { width: 120, height: 12, rx: 2, fill: 'url(#fibril-compare-bar)' }),
    ]),
    root,
  );
  const ends = (value: number): HTMLElement => h('span', { class: 'mono' }, human(value));
  return h(
    'div',
    { class: 'compare-legend small' },
    h(
      'span',
      { class: 'compare-sign' },
      `${colours.caption}, ${colours.unit}:`,
      ends(colours.low),
      bar,
      ends(colours.high),
    ),
    ...CRACK_STYLE.map(({ class: name, dash, name: words }) => {
      const stroke = el('line', {
        x1: 0,
        y1: 5,
        x2: 24,
        y2: 5,
        class: name,
        'stroke-width': 2.6,
        'stroke-dasharray': dash,
      });
      const attributes = {
        xmlns: 'http://www.w3.org/2000/svg',
        width: 24,
        height: 10,
        'aria-hidden': 'true',
      };
      return h('span', { class: 'compare-sign' }, svgElement(el('svg', attributes, stroke), root), words);
    }),
    h(
      'span',
      { class: 'soft' },
      `Displacement magnified × ${human(magnify)}, the same in both; radii as built.`,
    ),
  );
}
