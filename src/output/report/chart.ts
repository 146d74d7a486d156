/** Crack length of several runs over their stages. */

import { stageLabel } from '../../model/stage.js';
import { human, px } from '../number.js';
import { PICTURE_STYLE } from '../svg/colour.js';
import { el, line, svgDocument, text, textWidth } from '../svg/element.js';
import { linearScale, linearTicks, niceCeil, type Scale } from '../svg/scale.js';
import type { ReportRun } from './report-input.js';

const SIZE = { width: 960, height: 380 };
const PLOT = { x: 78, y: 56, width: 690, height: 250 };

/** Series colours after Okabe & Ito, darker ones for light paper and lighter ones for dark. */
const LIGHT = ['#0072b2', '#d55e00', '#007a57', '#a0307a', '#8a6d00', '#444c56'];
const DARK = ['#56b4e9', '#ff8a3d', '#3fd1a5', '#f08cc8', '#f0e442', '#c9d1d9'];
const MARKS = [
  'M-4 -4h8v8h-8Z',
  'M0 -5L5 4h-10Z',
  'M0 -5.4L5.4 0L0 5.4L-5.4 0Z',
  'M-5 -4h10L0 5Z',
  'M-1.6 -5h3.2v3.4h3.4v3.2h-3.4v3.4h-3.2v-3.4h-3.4v-3.2h3.4Z',
  'M-5 -1.6h10v3.2h-10Z',
];

function style(id: string, count: number): string {
  const rules = (colours: readonly string[]): string =>
    Array.from({ length: count }, (_, k) => {
      const c = colours[k % colours.length];
      return `.${id}-l${k}{stroke:${c};fill:none}.${id}-f${k}{fill:${c}}`;
    }).join('');
  return `${PICTURE_STYLE}${rules(LIGHT)}@media (prefers-color-scheme:dark){${rules(DARK)}}`;
}

/** Label heights moved apart to at least `gap`, order kept. */
export function spread(wanted: readonly number[], gap: number, low: number, high: number): number[] {
  const order = wanted.map((_, k) => k).sort((a, b) => wanted[a] - wanted[b] || a - b);
  const out = [...wanted];
  let last = low - gap;
  for (const k of order) {
    out[k] = Math.max(wanted[k], last + gap);
    last = out[k];
  }
  let next = high + gap;
  for (const k of order.reverse()) {
    out[k] = Math.min(out[k], next - gap);
    next = out[k];
  }
  return out;
}

function axes(names: readonly string[], x: (k: number) => number, y: Scale): string {
  const bottom = PLOT.y + PLOT.height;
  const ink = { class: 'fb-ink', 'font-size': 13 };
  return [
    ...linearTicks(y.low, y.high, 5).flatMap((t) => [
      line(PLOT.x, y(t), PLOT.x + PLOT.width, y(t), { class: 'fb-grid', 'stroke-width': 1 }),
      text(PLOT.x - 10, y(t) + 4.5, human(t), { ...ink, 'text-anchor': 'end' }),
    ]),
    line(PLOT.x, bottom, PLOT.x + PLOT.width, bottom, { class: 'fb-axis', 'stroke-width': 1.2 }),
    ...names.map((name, k) => text(x(k), bottom + 22, name, { ...ink, 'text-anchor': 'middle' })),
    text(PLOT.x + PLOT.width / 2, bottom + 48, 'end of stage', {
      ...ink,
      'font-size': 14,
      'text-anchor': 'middle',
    }),
    text(24, PLOT.y + PLOT.height / 2, 'parting cracks (mm/mm²)', {
      ...ink,
      'font-size': 14,
      'text-anchor': 'middle',
      transform: `rotate(-90 24 ${PLOT.y + PLOT.height / 2})`,
    }),
  ].join('');
}

/** Line chart: length of parting cracks at the end of every stage, one line a run, named at its end. */
export function stageChart(runs: readonly ReportRun[], id = 'fibril-stages'): string {
  const longest = runs.reduce((best, run) =>
    run.result.stages.length > best.result.stages.length ? run : best,
  );
  const names = longest.result.stages.map(stageLabel);
  const lengths = runs.map((run) => run.result.stages.map((s) => s.cracks.length_mm_per_mm2));
  const top = niceCeil(Math.max(...lengths.flat()));
  const step = PLOT.width / Math.max(1, names.length - 1);
  const inset = names.length > 1 ? 0.06 : 0.5;
  const x = (k: number): number => PLOT.x + PLOT.width * inset + k * step * (1 - 2 * inset);
  const y = linearScale(0, top, PLOT.y + PLOT.height, PLOT.y);
  const ends = lengths.map((l) => y(l[l.length - 1] ?? 0));
  const heights = spread(ends, 18, PLOT.y, PLOT.y + PLOT.height + 6);
  const series = runs.map((run, k) => {
    const points = lengths[k].map((v, at) => [x(at), y(v)] as const);
    const d = points.map(([px_, py], at) => `${at === 0 ? 'M' : 'L'}${px(px_)} ${px(py)}`).join('');
    const marks = points.map(([px_, py]) =>
      el('path', {
        d: MARKS[k % MARKS.length],
        transform: `translate(${px(px_)} ${px(py)})`,
        class: `${id}-f${k}`,
      }),
    );
    const end = points[points.length - 1];
    const label = PLOT.x + PLOT.width + 26;
    return [
      el('path', { d, class: `${id}-l${k}`, 'stroke-width': 2.2, 'stroke-linejoin': 'round' }),
      ...marks,
      line(end[0] + 8, end[1], label - 5, heights[k], { class: `${id}-l${k}`, 'stroke-width': 0.9 }),
      text(label, heights[k] + 4.5, run.binder, {
        class: `${id}-f${k}`,
        'font-size': 14,
        'font-weight': 700,
      }),
    ].join('');
  });
  const title = 'Crack length over the electrode’s life';
  const words = runs.map(
    (run, k) => `${run.binder}: ${lengths[k].map((v, at) => `${names[at]} ${human(v)}`).join(', ')}`,
  );
  return svgDocument({
    id,
    ...SIZE,
    width: Math.max(
      SIZE.width,
      PLOT.x + PLOT.width + 40 + Math.max(...runs.map((r) => textWidth(r.binder, 14, true))),
    ),
    title,
    description: `Length of parting cracks, mm/mm², at the end of each stage. ${words.join('; ')}.`,
    style: style(id, runs.length),
    body: [
      text(16, 30, title, { class: 'fb-ink', 'font-size': 16, 'font-weight': 700 }),
      axes(names, x, y),
      ...series,
    ],
  });
}
