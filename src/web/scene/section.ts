/** The electrode in two dimensions: the cut of the 2D pictures in any colour, for the page and as a file. */
import { shownValue } from '../../observe/lists.js';
import { px } from '../../output/number.js';
import { CRACK_STYLE } from '../../output/section/draw.js';
import { type Scene, scene } from '../../output/section/project.js';
import { el, text, textWidth } from '../../output/svg/element.js';
import { legend, note } from './legend.js';
import type { DisplayOptions, Subject } from './options.js';
import { scaleBar, svgAround } from './overlay.js';
import { hex, PLAIN } from './palette.js';
import { colourOf, neckColour, type Scale } from './quantity.js';

/** A section drawn `width` px wide. */
export interface Section {
  readonly markup: string;
  readonly width: number;
  readonly height: number;
  /** What was cut, in words. */
  readonly cut: string;
}

const MARGIN = 8;
const FOIL = 8;
const FOOT = 34;

interface Frame2D {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** px per µm. */
  readonly scale: number;
}

function one(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function particles(s: Scene, to: Frame2D, subject: Subject, scale: Scale, display: DisplayOptions): string {
  const { network, moment, theme, picked } = subject;
  const plain = PLAIN[theme];
  const out: string[] = [];
  for (const p of s.particles) {
    const fill =
      scale.quantity.of === 'particle'
        ? hex(colourOf(scale, shownValue(scale.quantity, { network, frame: moment.frame }, p.index), theme))
        : plain.particle;
    const chosen = picked?.kind === 'particle' && picked.index === p.index;
    const edge = chosen ? ` stroke="${plain.picked}" stroke-width="4"` : '';
    // A particle that reaches over a periodic side shows on both.
    for (const turn of s.period > 0 ? [-1, 0, 1] : [0]) {
      const across = p.across + turn * s.period;
      if (across + p.radius < s.across[0] || across - p.radius > s.across[1]) continue;
      const cx = to.left + (across - s.across[0]) * to.scale;
      const cy = to.top + to.height - (p.up - s.up[0]) * to.scale;
      const r = p.radius * to.scale * display.particles;
      out.push(
        `<circle cx="${one(cx)}" cy="${one(cy)}" r="${one(r)}" fill="${fill}"${edge} data-p="${p.index}"/>`,
      );
    }
  }
  return el('g', { stroke: plain.edge, 'stroke-width': 0.6 }, out);
}

function bonds(s: Scene, to: Frame2D, subject: Subject, scale: Scale): string {
  const at = (p: readonly [number, number]): string =>
    `${one(to.left + (p[0] - s.across[0]) * to.scale)} ${one(to.top + to.height - (p[1] - s.up[0]) * to.scale)}`;
  return s.ligaments
    .filter((l) => l.mode === 0)
    .map((l) => {
      const chosen = subject.picked?.kind === 'ligament' && subject.picked.index === l.index;
      const colour = chosen ? PLAIN[subject.theme].picked : hex(neckColour(subject, scale, l.index));
      const width = Math.max(1, 2 * l.radius * to.scale);
      return `<path d="M${at(l.from)}L${at(l.to)}" stroke="${colour}" stroke-width="${one(width)}" data-l="${l.index}"/>`;
    })
    .join('');
}

function cracks(s: Scene, to: Frame2D, subject: Subject, scale: Scale): string {
  const plain = PLAIN[subject.theme];
  const wide = Math.max(1.8, Math.min(3.2, to.scale));
  const casing: string[] = [];
  const strokes: string[] = [];
  for (const l of s.ligaments) {
    if (l.mode === 0 || (l.normal[0] === 0 && l.normal[1] === 0)) continue;
    const x = to.left + (l.at[0] - s.across[0]) * to.scale;
    const y = to.top + to.height - (l.at[1] - s.up[0]) * to.scale;
    const r = Math.max(2, l.radius * to.scale);
    // The page's y points down, so the face's direction (−n_up, n_across) turns to (n_up, n_across).
    const [dx, dy] = [l.normal[1] * r, l.normal[0] * r];
    const d = `M${one(x - dx)} ${one(y - dy)}L${one(x + dx)} ${one(y + dy)}`;
    const chosen = subject.picked?.kind === 'ligament' && subject.picked.index === l.index;
    casing.push(
      `<path d="${d}" stroke="${chosen ? plain.picked : plain.paper}" stroke-width="${one(wide + (chosen ? 6 : 2))}"/>`,
    );
    const dash = CRACK_STYLE[l.mode - 1].dash;
    strokes.push(
      `<path d="${d}" stroke="${hex(neckColour(subject, scale, l.index))}" stroke-width="${one(wide)}"${dash ? ` stroke-dasharray="${dash}"` : ''} data-l="${l.index}"/>`,
    );
  }
  return casing.join('') + strokes.join('');
}

/** The section alone, with foil and scale bar. `id` must differ between pictures in one document. */
export function drawSection(
  subject: Subject,
  display: DisplayOptions,
  facts: { readonly scale: Scale; readonly magnify: number; readonly width: number; readonly id: string },
): Section {
  const { scale, magnify, width, id } = facts;
  const s = scene(subject.network, subject.moment.frame, { view: 'side', magnify });
  const plain = PLAIN[subject.theme];
  const across = s.across[1] - s.across[0];
  // Head room: magnified particles rise above the box.
  const high = 1.06 * (s.up[1] - s.up[0]);
  const per = Math.min((width - 2 * MARGIN) / across, 640 / high);
  const to = {
    left: (width - across * per) / 2,
    top: MARGIN,
    width: across * per,
    height: high * per,
    scale: per,
  };
  const bottom = to.top + to.height;
  const box = { x: to.left, y: to.top, width: to.width, height: to.height + FOIL };
  const body = [
    el('defs', {}, el('clipPath', { id: `${id}-clip` }, el('rect', box))),
    el('g', { 'clip-path': `url(#${id}-clip)`, fill: 'none' }, [
      bonds(s, to, subject, scale),
      display.particles === 0 ? '' : particles(s, to, subject, scale, display),
      cracks(s, to, subject, scale),
      el('rect', { x: to.left, y: bottom, width: to.width, height: FOIL, fill: plain.foil }),
    ]),
    scaleBar(to.left + 2, bottom + FOIL + 18, per, plain.ink),
    text(to.left + to.width, bottom + FOIL + 22, 'aluminium foil below, x →', {
      fill: plain.soft,
      'font-size': 12,
      'text-anchor': 'end',
    }),
  ];
  return { markup: body.join(''), width, height: bottom + FOIL + FOOT, cut: `Section: ${s.cut}.` };
}

/** A whole picture for a file: title, picture, legend. `inner` is what is framed, `height` px high. */
export function figure(
  subject: Subject,
  display: DisplayOptions,
  facts: { readonly scale: Scale; readonly magnify: number; readonly title: string; readonly id: string },
  inner: { readonly markup: string; readonly width: number; readonly height: number; readonly cut: string },
): { markup: string; width: number; height: number; top: number } {
  const { ink, paper } = PLAIN[subject.theme];
  const pad = 16;
  const top = 44;
  const width = inner.width + 2 * pad;
  const words = note(facts.scale, display, facts.magnify, inner.cut);
  const block = legend(subject, facts.scale, { width: inner.width, note: words, id: `${facts.id}-bar` });
  const height = top + inner.height + 16 + block.height + pad;
  const size = Math.min(16, (16 * inner.width) / textWidth(facts.title, 16, true));
  const markup = [
    el('title', {}, facts.title.replaceAll('&', '&amp;').replaceAll('<', '&lt;')),
    el('rect', { x: 0, y: 0, width, height, fill: paper }),
    text(pad, 28, facts.title, { fill: ink, 'font-size': size, 'font-weight': 700 }),
    `<g transform="translate(${px(pad)} ${top})">${inner.markup}</g>`,
    `<g transform="translate(${px(pad)} ${px(top + inner.height + 16)})">${block.markup}</g>`,
  ].join('');
  return { markup: svgAround(markup, width, height), width, height, top };
}
