/** The way a ligament went: its traction over its opening at the saved moments. */
import type { BinderConfig } from '../../config/config-types.js';
import { type NetworkData, SideKind } from '../../core/network.js';
import { human, px } from '../../output/number.js';
import { el, escapeText, line, text } from '../../output/svg/element.js';
import { linearScale, linearTicks, niceCeil, type Scale } from '../../output/svg/scale.js';
import type { Moment } from '../../process/moments.js';
import { svgAround } from './overlay.js';
import { PLAIN } from './palette.js';
import { momentLabel } from './words.js';

/** A level that is drawn across. */
interface Level {
  readonly MPa: number;
  readonly words: string;
}

/** Strengths that belong to a ligament, dry, MPa: its weaker interface with its own scatter, and the film. */
export function strengths(network: NetworkData, neck: number, binder: BinderConfig): readonly Level[] {
  const side = (kind: number, factor: number): number =>
    factor * (kind === SideKind.foil ? binder.strengthFoil_MPa : binder.strengthNcm_MPa);
  const i = side(network.sideI[neck], network.adhesionScaleI[neck]);
  const j = side(network.sideJ[neck], network.adhesionScaleJ[neck]);
  const film = binder.curve === null ? binder.strength_MPa : Math.max(...binder.curve.stress_MPa);
  return [
    { MPa: Math.min(i, j), words: 'weaker interface' },
    { MPa: film, words: 'film' },
  ];
}

const SIZE = { width: 360, height: 250 };
const PLOT = { x: 58, y: 14, width: 286, height: 184 };

function axes(x: Scale, y: Scale, ink: string, grid: string): string {
  const bottom = PLOT.y + PLOT.height;
  const font = { fill: ink, 'font-size': 12 };
  return [
    ...linearTicks(y.low, y.high, 4).flatMap((t) => [
      line(PLOT.x, y(t), PLOT.x + PLOT.width, y(t), { stroke: grid }),
      text(PLOT.x - 8, y(t) + 4, human(t), { ...font, 'text-anchor': 'end' }),
    ]),
    ...linearTicks(x.low, x.high, 3).flatMap((t) => [
      line(x(t), bottom, x(t), bottom + 5, { stroke: ink }),
      text(x(t), bottom + 19, human(t), { ...font, 'text-anchor': 'middle' }),
    ]),
    line(PLOT.x, bottom, PLOT.x + PLOT.width, bottom, { stroke: ink, 'stroke-width': 1.2 }),
    text(PLOT.x + PLOT.width / 2, bottom + 42, 'opening (µm)', { ...font, 'text-anchor': 'middle' }),
    text(16, PLOT.y + PLOT.height / 2, 'traction of the binder (MPa)', {
      ...font,
      'text-anchor': 'middle',
      transform: `rotate(-90 16 ${PLOT.y + PLOT.height / 2})`,
    }),
  ].join('');
}

/** A range a little wider than the values, with zero in it. */
function span(values: readonly number[], least: number): [number, number] {
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  const room = Math.max(least, 0.06 * (high - low));
  return [low < 0 ? low - room : 0, Math.max(high + room, least)];
}

/** The chart as a whole SVG document; `now` is the moment on show. */
export function pathChart(
  network: NetworkData,
  neck: number,
  moments: readonly Moment[],
  now: Moment,
  binder: BinderConfig,
  theme: 'light' | 'dark',
): string {
  const { ink, soft, picked, cracks, particle } = PLAIN[theme];
  const points = moments.map((m) => [m.frame.opening[neck], m.frame.traction[neck]] as const);
  const levels = strengths(network, neck, binder);
  const bottom = PLOT.y + PLOT.height;
  const [low, high] = span(
    points.map((p) => p[0]),
    1e-4,
  );
  const x = linearScale(low, high, PLOT.x, PLOT.x + PLOT.width);
  const [least, most] = span([...points.map((p) => p[1]), ...levels.map((l) => l.MPa)], 1);
  const y = linearScale(least, least < 0 ? most : niceCeil(most), bottom, PLOT.y);
  const d = points.map(([a, b], k) => `${k === 0 ? 'M' : 'L'}${px(x(a))} ${px(y(b))}`).join('');
  const here = moments.indexOf(now);
  const mark = points[here < 0 ? points.length - 1 : here];
  const markup = [
    el('title', {}, escapeText(describe(points, moments, levels))),
    axes(x, y, ink, particle),
    ...levels.flatMap(({ MPa, words }, k) => [
      line(PLOT.x, y(MPa), PLOT.x + PLOT.width, y(MPa), {
        stroke: cracks[k === 0 ? 0 : 2],
        'stroke-width': 1.6,
        'stroke-dasharray': k === 0 ? '6 3' : '2 3',
      }),
      text(PLOT.x + PLOT.width - 2, y(MPa) - 4, `${words} ${human(MPa)} MPa`, {
        fill: soft,
        'font-size': 11.5,
        'text-anchor': 'end',
      }),
    ]),
    el('path', { d, stroke: ink, fill: 'none', 'stroke-width': 1.6, 'stroke-linejoin': 'round' }),
    ...points.map(([a, b]) => el('circle', { cx: x(a), cy: y(b), r: 2, fill: ink })),
    mark ? el('circle', { cx: x(mark[0]), cy: y(mark[1]), r: 5.5, fill: picked }) : '',
  ];
  return svgAround(markup.join(''), SIZE.width, SIZE.height);
}

function describe(
  points: readonly (readonly [number, number])[],
  moments: readonly Moment[],
  levels: readonly Level[],
): string {
  const most = points.reduce((best, p, k) => (p[1] > points[best][1] ? k : best), 0);
  const where = moments[most] ? ` (${momentLabel(moments[most])})` : '';
  const lines = levels.map((l) => `${l.words} ${human(l.MPa)} MPa`).join(', ');
  return `Traction over opening: at most ${human(points[most]?.[1])} MPa at ${human(points[most]?.[0])} µm${where}. Strengths when dry: ${lines}.`;
}
