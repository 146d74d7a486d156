/** The measured curves, thin, and over them the curve the model uses, bold. */

import type { BinderConfig } from '../../config/config-types.js';
import { filmCurve } from '../../materials/film-curve.js';
import type { TensileCurve } from '../../materials/tensile-check.js';
import type { TensileFit } from '../../materials/tensile-fit.js';
import { human, px } from '../../output/number.js';
import { el, line, svgDocument, text, textWidth } from '../../output/svg/element.js';
import { linearScale, linearTicks, niceCeil, type Scale } from '../../output/svg/scale.js';

const SIZE = { width: 312, height: 236 };
const PLOT = { x: 46, y: 26, width: 254, height: 162 };
/** Most points of a specimen that are drawn, and most specimens. */
const MOST = { points: 240, specimens: 24 };

/** What the picture shows. */
export interface ChartInput {
  readonly curves: readonly TensileCurve[];
  readonly fit: TensileFit | null;
  /** The film as the model takes it. */
  readonly film: Pick<BinderConfig, keyof BinderConfig>;
  /** Whether the toe was taken off each curve. */
  readonly toe: boolean;
}

type Points = readonly (readonly [strain: number, stress: number])[];

/** Corner points of the model's curve: strain 1, stress MPa. */
export function modelPoints(film: BinderConfig): Points {
  const law = filmCurve(film);
  return [[0, 0], ...law.flowStress.map((k, i) => [law.plasticStrain[i] + k / law.E_MPa, k] as const)];
}

/** Points of a measured curve, thinned for drawing: of each stretch the first and the highest. */
function measuredPoints(curve: TensileCurve, shift: number): Points {
  const n = curve.strain.length;
  const at = (i: number) => [curve.strain[i] - shift, curve.stress_MPa[i]] as const;
  if (n <= MOST.points) return curve.strain.map((_, i) => at(i)).filter(([e]) => e >= 0);
  const out: (readonly [number, number])[] = [];
  const step = n / (MOST.points / 2);
  for (let from = 0; from < n - 1; from += step) {
    const [a, b] = [Math.floor(from), Math.min(n - 1, Math.floor(from + step))];
    let top = a;
    for (let i = a; i < b; i++) if (curve.stress_MPa[i] > curve.stress_MPa[top]) top = i;
    out.push(at(a));
    if (top !== a) out.push(at(top));
  }
  return [...out, at(n - 1)].filter(([e]) => e >= 0);
}

function pathOf(points: Points, x: Scale, y: Scale): string {
  return points.map(([e, s], k) => `${k === 0 ? 'M' : 'L'}${px(x(100 * e))} ${px(y(s))}`).join('');
}

/** The picture as SVG text. @param id - Unique in the document. */
export function tensileChart(input: ChartInput, id: string): string {
  const { curves, fit, film, toe } = input;
  const model = modelPoints(film);
  const drawn = curves
    .slice(0, MOST.specimens)
    .map((curve, k) => measuredPoints(curve, toe ? (fit?.specimens[k]?.toe ?? 0) : 0));
  const highest = (axis: 0 | 1) => [model, ...drawn].flat().reduce((a, p) => Math.max(a, p[axis]), 0);
  const x = linearScale(0, niceCeil(105 * highest(0)), PLOT.x, PLOT.x + PLOT.width);
  const y = linearScale(0, niceCeil(1.12 * highest(1)), PLOT.y + PLOT.height, PLOT.y);
  const svg = svgDocument({
    id,
    ...SIZE,
    title: `Tensile curve of ${film.name}`,
    description: describe(input, model),
    style: '',
    body: [
      axes(x, y),
      ...drawn.map((points) => el('path', { d: pathOf(points, x, y), class: 'in-measured' })),
      el('path', { d: pathOf(model, x, y), class: 'in-model' }),
      fit === null ? '' : marks(fit, x, y),
      legend(curves.length),
    ],
  });
  // The page's own sheet colours it; a style element, even an empty one, is against the page's policy.
  return svg.replace('<style></style>', '');
}

/** Room of the picture of the start: to this many times the strain at which the straight part ends. */
const BEYOND = 2;

/** The start of the measured curves with the lines their moduli were taken from, as SVG text. */
export function modulusChart(
  { curves, fit }: { readonly curves: readonly TensileCurve[]; readonly fit: TensileFit },
  id: string,
): string {
  const lines = fit.specimens.slice(0, MOST.specimens);
  const end = lines.reduce((most, l) => Math.max(most, BEYOND * l.modulusRange.strain[1]), 1e-6);
  const starts = curves.slice(0, MOST.specimens).map((curve) => {
    const beyond = curve.strain.findIndex((e) => e > end);
    const n = beyond < 0 ? curve.strain.length : beyond;
    const cut = { ...curve, strain: curve.strain.slice(0, n), stress_MPa: curve.stress_MPa.slice(0, n) };
    return measuredPoints(cut, 0);
  });
  const top = niceCeil(1.12 * starts.flat().reduce((a, p) => Math.max(a, p[1]), 1e-6));
  const left = lines.reduce((least, l) => Math.min(least, l.toe), 0);
  const x = linearScale(100 * Math.max(left, -end), niceCeil(100 * end), PLOT.x, PLOT.x + PLOT.width);
  const y = linearScale(0, top, PLOT.y + PLOT.height, PLOT.y);
  const drawn = lines.flatMap(({ E_MPa: E, toe, modulusRange: { strain } }) => {
    const at = (e: number) => [e, E * (e - toe)] as const;
    const high = Math.min(x.high / 100, toe + top / E);
    return [
      el('path', { d: pathOf([at(Math.max(toe, left)), at(high)], x, y), class: 'in-mean' }),
      el('path', { d: pathOf([at(strain[0]), at(strain[1])], x, y), class: 'in-fit' }),
    ];
  });
  const words = `modulus ${human(fit.summary.E_MPa.mean)} MPa: ${ruleName(fit.modulusRule)}`;
  return svgDocument({
    id,
    ...SIZE,
    title: 'Start of the tensile curve with the line of its modulus',
    description: `${words}.`,
    style: '',
    body: [
      axes(x, y),
      ...starts.map((points) => el('path', { d: pathOf(points, x, y), class: 'in-measured' })),
      ...drawn,
      line(PLOT.x, 10, PLOT.x + 20, 10, { class: 'in-fit' }),
      text(PLOT.x + 26, 14, words, { class: 'fb-ink', 'font-size': 11 }),
    ],
  }).replace('<style></style>', '');
}

/** The standard of a rule: the legend has little room. */
function ruleName(words: string): string {
  return /ASTM D638|ISO 527-1/.exec(words)?.[0] ?? words.replace(/^slope from |,.*$/g, '');
}

function describe({ curves, fit }: ChartInput, model: Points): string {
  const [strain, stress] = model[model.length - 1];
  const measured = curves.length === 0 ? '' : `Measured on ${curves.length} specimens. `;
  const yields = fit?.curve ? `Yield at ${human(fit.summary.yield_MPa.mean)} MPa. ` : '';
  return `${measured}${yields}The model’s curve ends at ${human(100 * strain)} % strain and ${human(stress)} MPa.`;
}

function axes(x: Scale, y: Scale): string {
  const [left, right, bottom] = [PLOT.x, PLOT.x + PLOT.width, PLOT.y + PLOT.height];
  const small = { class: 'fb-soft', 'font-size': 11 };
  return [
    ...linearTicks(y.low, y.high, 4).flatMap((t) => [
      line(left, y(t), right, y(t), { class: 'fb-grid' }),
      text(left - 6, y(t) + 4, human(t), { ...small, 'text-anchor': 'end' }),
    ]),
    line(left, bottom, right, bottom, { class: 'fb-axis' }),
    ...linearTicks(x.low, x.high, 5).flatMap((t) => [
      line(x(t), bottom, x(t), bottom + 4, { class: 'fb-axis' }),
      text(x(t), bottom + 16, human(t), { ...small, 'text-anchor': 'middle' }),
    ]),
    text(left + PLOT.width / 2, bottom + 34, 'strain (%)', {
      class: 'fb-ink',
      'font-size': 12,
      'text-anchor': 'middle',
    }),
    text(12, PLOT.y + PLOT.height / 2, 'stress (MPa)', {
      class: 'fb-ink',
      'font-size': 12,
      'text-anchor': 'middle',
      transform: `rotate(-90 12 ${PLOT.y + PLOT.height / 2})`,
    }),
  ].join('');
}

/** Means of the specimens: yield, strength, break. */
function marks({ summary, curve }: TensileFit, x: Scale, y: Scale): string {
  const [strength, atBreak] = [summary.strength_MPa.mean, 100 * summary.elongation.mean];
  const words = { class: 'fb-ink in-onpaper', 'font-size': 11 };
  const bottom = PLOT.y + PLOT.height;
  const breakWords = `break ${human(atBreak)} %`;
  const room = x(atBreak) - PLOT.x > textWidth(breakWords, 11) + 12;
  const out = [
    line(PLOT.x, y(strength), PLOT.x + PLOT.width, y(strength), { class: 'in-mean' }),
    text(PLOT.x + PLOT.width / 2, y(strength) - 5, `strength ${human(strength)} MPa`, {
      ...words,
      'text-anchor': 'middle',
    }),
    line(x(atBreak), bottom, x(atBreak), y(strength), { class: 'in-mean' }),
    text(x(atBreak) + (room ? -5 : 5), bottom - 7, breakWords, {
      ...words,
      'text-anchor': room ? 'end' : 'start',
    }),
  ];
  if (curve !== null) {
    const stress = summary.yield_MPa.mean;
    const strain = 100 * (stress / summary.E_MPa.mean + 0.002);
    out.push(el('circle', { cx: x(strain), cy: y(stress), r: 4, class: 'in-dot' }));
    out.push(text(x(strain) + 9, y(stress) + 12, `yield ${human(stress)} MPa`, words));
  }
  return out.join('');
}

function legend(count: number): string {
  const words = { class: 'fb-ink', 'font-size': 11 };
  const many = count > MOST.specimens ? `, first ${MOST.specimens} of ${count}` : '';
  const out = [
    line(PLOT.x, 10, PLOT.x + 20, 10, { class: 'in-model' }),
    text(PLOT.x + 26, 14, 'in the model', words),
  ];
  if (count > 0) {
    out.push(line(PLOT.x + 112, 10, PLOT.x + 132, 10, { class: 'in-measured' }));
    out.push(text(PLOT.x + 138, 14, `measured${many}`, words));
  }
  return out.join('');
}
