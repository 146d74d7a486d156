/** Drawing a scene: particles, ligaments, cracks, foil. */

import { shownValue } from '../../observe/lists.js';
import { colourAt } from '../svg/colour.js';
import { el } from '../svg/element.js';
import type { Scene, SeenLigament } from './project.js';
import type { Colouring } from './values.js';

/** Where a scene goes on the page. */
export interface Placing {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** px per µm. */
  readonly scale: number;
}

/** Steps the colour scale is cut into, so that equal colours share a class. */
const STEPS = 17;

function one(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** Class and style rules of the coloured particles. */
export function colourRules(prefix: string, colours: Colouring): string {
  return Array.from(
    { length: STEPS },
    (_, k) => `.${prefix}${k}{fill:${colourAt(colours.stops, k / (STEPS - 1))}}`,
  ).join('');
}

function colourClass(prefix: string, colours: Colouring, value: number): string {
  const share = (value - colours.low) / (colours.high - colours.low);
  return `${prefix}${Math.round(Math.min(1, Math.max(0, share)) * (STEPS - 1))}`;
}

function drawParticles(scene: Scene, to: Placing, colours: Colouring, prefix: string): string {
  const strip = scene.slab && scene.view === 'top';
  const out: string[] = [];
  for (const p of scene.particles) {
    const fill = colourClass(prefix, colours, shownValue(colours.quantity, scene, p.index));
    // A particle that reaches over a periodic side shows on both.
    for (const turn of scene.period > 0 ? [-1, 0, 1] : [0]) {
      const across = p.across + turn * scene.period;
      if (across + p.radius < scene.across[0] || across - p.radius > scene.across[1]) continue;
      const cx = to.x + (across - scene.across[0]) * to.scale;
      const cy = to.y + to.height - (p.up - scene.up[0]) * to.scale;
      const r = p.radius * to.scale;
      out.push(
        strip
          ? `<rect class="${fill}" x="${one(cx - r)}" y="${one(to.y)}" width="${one(2 * r)}" height="${one(to.height)}"/>`
          : `<circle class="${fill}" cx="${one(cx)}" cy="${one(cy)}" r="${one(r)}"/>`,
      );
    }
  }
  return `<g class="fb-particle">${out.join('')}</g>`;
}

/** How a broken ligament is drawn, by mode: class and dash (so that colour is not the only sign). */
export const CRACK_STYLE = [
  { mode: 1, class: 'fb-ncm', dash: undefined, name: 'crack along the binder–NCM interface' },
  { mode: 2, class: 'fb-alu', dash: '4 1.6', name: 'crack along the binder–foil interface' },
  { mode: 3, class: 'fb-coh', dash: '1.6 1.6', name: 'crack through the binder' },
] as const;

/** Stroke along the crack's face: across the ligament, as long as it is wide. */
function crackStroke(l: SeenLigament, to: Placing, scene: Scene): string {
  const strip = scene.slab && scene.view === 'top';
  const x = to.x + (l.at[0] - scene.across[0]) * to.scale;
  if (strip) return Math.abs(l.normal[0]) > 0 ? `M${one(x)} ${one(to.y)}v${one(to.height)}` : '';
  const y = to.y + to.height - (l.at[1] - scene.up[0]) * to.scale;
  if (l.normal[0] === 0 && l.normal[1] === 0) return '';
  const r = Math.max(1.6, l.radius * to.scale);
  // The page's y points down, so the face's direction (−n_up, n_across) turns to (n_up, n_across).
  const [dx, dy] = [l.normal[1] * r, l.normal[0] * r];
  return `M${one(x - dx)} ${one(y - dy)}L${one(x + dx)} ${one(y + dy)}`;
}

function bondPath(l: SeenLigament, to: Placing, scene: Scene): string {
  const at = (p: readonly [number, number]): string =>
    `${one(to.x + (p[0] - scene.across[0]) * to.scale)} ${one(to.y + to.height - (p[1] - scene.up[0]) * to.scale)}`;
  return `M${at(l.from)}L${at(l.to)}`;
}

/** Intact ligaments as bars as wide as their necks (the disc of their area), in steps of width. */
function drawLigaments(scene: Scene, to: Placing): string {
  if (scene.slab && scene.view === 'top') return '';
  const byWidth = new Map<number, string[]>();
  for (const l of scene.ligaments) {
    if (l.mode !== 0) continue;
    const step = Math.max(0.5, to.scale / 2);
    const width = Math.max(1, Math.round((2 * l.radius * to.scale) / step) * step);
    const paths = byWidth.get(width) ?? [];
    paths.push(bondPath(l, to, scene));
    byWidth.set(width, paths);
  }
  return [...byWidth]
    .sort((a, b) => b[0] - a[0])
    .map(([width, paths]) => el('path', { d: paths.join(''), class: 'fb-bond', 'stroke-width': width }))
    .join('');
}

function drawCracks(scene: Scene, to: Placing): string {
  const strip = scene.slab && scene.view === 'top';
  const width = strip ? 2.6 : Math.max(1.3, Math.min(2.6, 0.8 * to.scale));
  return CRACK_STYLE.map(({ mode, class: name, dash }) => {
    const d = scene.ligaments
      .filter((l) => l.mode === mode)
      .map((l) => crackStroke(l, to, scene))
      .join('');
    if (d === '') return '';
    // A casing keeps the stroke apart from particles of a like colour.
    const casing = el('path', { d, class: 'fb-under', 'stroke-width': width + 1.6, 'stroke-opacity': 0.85 });
    return casing + el('path', { d, class: name, 'stroke-width': width, 'stroke-dasharray': dash });
  }).join('');
}

/** Height of the strip that stands for the foil in a side view, px. */
export const FOIL_HEIGHT = 7;

/** A scene in its place, with a frame around it and the foil below a side view. */
export function drawScene(scene: Scene, to: Placing, colours: Colouring, id: string): string {
  const prefix = `${id}-c`;
  const clip = el(
    'clipPath',
    { id: `${id}-clip` },
    el('rect', { x: to.x, y: to.y, width: to.width, height: to.height + 1 }),
  );
  const foil =
    scene.view === 'side'
      ? el('rect', { x: to.x, y: to.y + to.height, width: to.width, height: FOIL_HEIGHT, class: 'fb-foil' })
      : el('rect', {
          x: to.x,
          y: to.y,
          width: to.width,
          height: to.height,
          class: 'fb-grid',
          'stroke-width': 1,
        });
  return [
    el('defs', {}, clip),
    foil,
    el('g', { 'clip-path': `url(#${id}-clip)` }, [
      drawLigaments(scene, to),
      drawParticles(scene, to, colours, prefix),
      drawCracks(scene, to),
    ]),
  ].join('');
}
