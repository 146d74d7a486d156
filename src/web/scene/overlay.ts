/** What lies over the three-dimensional picture: scale bar and the directions x, y, z. */
import { human, px } from '../../output/number.js';
import { el, text } from '../../output/svg/element.js';
import { niceStep } from '../../output/svg/scale.js';
import { dot, type Eye, type Vec3 } from './camera.js';
import { PLAIN } from './palette.js';

const AXES: readonly (readonly [string, Vec3])[] = [
  ['x', [1, 0, 0]],
  ['y', [0, 1, 0]],
  ['z', [0, 0, 1]],
];

/** Scale bar `um` long and its words: in perspective it holds at one depth only, which is said. */
export function scaleBar(x: number, y: number, scale: number, ink: string, words = ''): string {
  const um = niceStep(110 / scale, 1);
  return [
    el('path', {
      d: `M${px(x)} ${px(y - 5)}v10m0 -5h${px(um * scale)}m0 -5v10`,
      stroke: ink,
      fill: 'none',
      'stroke-width': 1.8,
    }),
    text(x + um * scale + 8, y + 4.5, `${human(um)} µm${words}`, { fill: ink, 'font-size': 13 }),
  ].join('');
}

function triad(eye: Eye, x: number, y: number, ink: string): string {
  return AXES.map(([name, axis]) => {
    const [dx, dy] = [24 * dot(axis, eye.right), -24 * dot(axis, eye.up)];
    // An axis that points at the viewer has no length to show.
    if (Math.hypot(dx, dy) < 5) return '';
    return [
      el('path', { d: `M${px(x)} ${px(y)}l${px(dx)} ${px(dy)}`, stroke: ink, 'stroke-width': 1.6 }),
      text(x + 1.38 * dx, y + 1.38 * dy + 4, name, { fill: ink, 'font-size': 12, 'text-anchor': 'middle' }),
    ].join('');
  }).join('');
}

/** Markup of an overlay of the given size, px. */
export function overlay(eye: Eye, width: number, height: number, theme: 'light' | 'dark'): string {
  const { ink } = PLAIN[theme];
  const words = eye.projection === 'perspective' ? ' at the depth of the middle' : '';
  return scaleBar(14, height - 18, height / eye.height, ink, words) + triad(eye, width - 46, 52, ink);
}

/** A whole SVG document around markup. */
export function svgAround(markup: string, width: number, height: number, extra: string = ''): string {
  return el(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${px(width)} ${px(height)}`,
      width,
      height,
      'font-family': FONT,
    },
    extra + markup,
  );
}

const FONT = 'system-ui, "Segoe UI", "DejaVu Sans", Helvetica, Arial, sans-serif';
