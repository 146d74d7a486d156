/** What came of a file: the curve, the numbers with their scatter, warnings, the place on the map. */

import { binder as builtIn } from '../../materials/binders.js';
import type { MeasuredBinder } from '../../materials/measured-binder.js';
import { PROPERTIES, type Property, type TensileFit } from '../../materials/tensile-fit.js';
import { human } from '../../output/number.js';
import { fill, freshId, h, svgElement } from '../dom.js';
import type { Composed } from './bond.js';
import type { Loaded } from './load-curve.js';
import { type OwnBinder, placeOf, placeOfMeasured } from './own-binder.js';
import { plainWords } from './problems.js';
import { modulusChart, tensileChart } from './tensile-chart.js';

type Curves = Extract<Loaded, { kind: 'curves' }>;
type Ready = Extract<Loaded, { kind: 'binder' }>;

/** Where a result is shown: the picture with its numbers, and what is to be said of it, below the buttons. */
export interface ResultPlace {
  readonly picture: HTMLElement;
  readonly notes: HTMLElement;
  /** Where the picture's style goes. */
  readonly root: Document | ShadowRoot;
}

const ROWS: Readonly<Record<Property, readonly [label: string, unit: string, factor: number]>> = {
  E_MPa: ['Young’s modulus', 'MPa', 1],
  yield_MPa: ['Yield, 0.2 % offset', 'MPa', 1],
  strength_MPa: ['Strength', 'MPa', 1],
  elongation: ['Elongation at break', '%', 100],
  toughness_MPa: ['Toughness', 'MPa', 1],
};

/** Show measured curves. */
export function showCurves(at: ResultPlace, loaded: Curves, composed: Composed, toe: boolean): void {
  const { table, fit } = loaded;
  const made = 'made' in composed ? composed.made : null;
  // Before the bond is known the film is drawn alone.
  const film = made?.binder ?? filmAlone(fit, loaded.file);
  const chart = tensileChart({ curves: table.curves, fit, film, toe }, freshId('tensile'));
  const place = 'made' in composed ? placeOfMeasured(fit, composed.made, composed.adhesionGiven) : null;
  fill(
    at.picture,
    h('figure', { class: 'in-chart' }, svgElement(chart, at.root)),
    h('div', { class: 'scroll' }, numbers(fit)),
    modulusFigure(loaded, at.root),
  );
  fill(
    at.notes,
    place === null
      ? h(
          'p',
          { class: 'small soft' },
          'Give its adhesion or a peel force to use it and to see it on the map.',
        )
      : placeWords(place, fit.specimens.length, 'adhesionGiven' in composed && composed.adhesionGiven),
    foilWords(made),
    warnings([...table.warnings, ...(made?.warnings ?? fit.warnings)]),
  );
}

/** The line of the modulus, its rule and range in words. */
function modulusFigure({ table, fit }: Curves, root: Document | ShadowRoot): HTMLElement {
  const chart = modulusChart({ curves: table.curves, fit }, freshId('modulus'));
  const [first] = fit.specimens;
  const [low, high] = first.modulusRange.strain.map((e) => human(100 * e));
  const of = fit.specimens.length > 1 ? ` in specimen ${first.specimen}` : '';
  return h(
    'figure',
    { class: 'in-chart' },
    svgElement(chart, root),
    h(
      'figcaption',
      { class: 'small soft' },
      `Modulus: ${fit.modulusRule}; ${low} to ${high} % strain${of}, ${first.modulusPoints} points.`,
    ),
  );
}

/** Show a binder that was read as it is. */
export function showBinder(at: ResultPlace, loaded: Ready): void {
  const { binder } = loaded;
  const chart = tensileChart({ curves: [], fit: null, film: binder, toe: false }, freshId('tensile'));
  fill(at.picture, h('h3', {}, binder.name), h('figure', { class: 'in-chart' }, svgElement(chart, at.root)));
  fill(at.notes, placeWords(placeOf(binder), 0, true));
}

function filmAlone(fit: TensileFit, name: string) {
  const { summary: s, curve } = fit;
  const strength_MPa =
    curve === null ? Math.sqrt(2 * s.E_MPa.mean * s.toughness_MPa.mean) : s.strength_MPa.mean;
  const film = { E_MPa: s.E_MPa.mean, strength_MPa, yield_MPa: strength_MPa };
  const elongation = strength_MPa / s.E_MPa.mean;
  return { ...builtIn('PVDF'), ...film, elongation, name, curve: curve && { ...curve } };
}

function numbers(fit: TensileFit): HTMLElement {
  const n = fit.specimens.length;
  return h(
    'table',
    { class: 'in-table' },
    h('caption', { class: 'small soft' }, `${n} specimen${n === 1 ? '' : 's'}`),
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        h('th', { scope: 'col' }, 'Film, dry'),
        h('th', { scope: 'col' }, 'mean'),
        h('th', { scope: 'col' }, 'sd'),
        h('th', { scope: 'col' }, 'unit'),
      ),
    ),
    h('tbody', {}, ...PROPERTIES.map((key) => numberRow(key, fit))),
  );
}

function numberRow(key: Property, { summary }: TensileFit): HTMLElement {
  const [label, unit, factor] = ROWS[key];
  const { mean, sd } = summary[key];
  return h(
    'tr',
    { 'data-property': key },
    h('th', { scope: 'row' }, label),
    h('td', {}, human(mean * factor)),
    h('td', {}, sd === null ? '–' : human(sd * factor, 2)),
    h('td', {}, unit),
  );
}

/** Where it lies on the map, in words. @param count - Specimens; 0 where it is not known. */
function placeWords(place: OwnBinder, count: number, given: boolean): HTMLElement {
  const { toughness_MPa: t, adhesion_J_m2: a } = place;
  const range = (low: number, high: number) => `${human(low)}–${human(high)}`;
  const toughness = count > 1 ? `${range(t.low, t.high)} over ${count} specimens` : 'no range known';
  const adhesion = given ? 'as given, its scatter is not known' : `PVDF’s, ${range(a.low, a.high)}`;
  return h(
    'p',
    { class: 'small in-place' },
    h('strong', {}, 'On the map: '),
    `toughness ${human(t.median)} MPa (${toughness}), adhesion to NCM ${human(a.median)} J/m² (${adhesion}).`,
  );
}

/** What a peel force came to. */
function foilWords(made: MeasuredBinder | null): HTMLElement | null {
  if (!made?.peel) return null;
  const { adhesionFoil_J_m2, ratio, reference_N_m } = made.peel;
  return h(
    'p',
    { class: 'small in-foil' },
    h('strong', {}, 'Adhesion to the foil: '),
    `${human(adhesionFoil_J_m2)} J/m², ${human(ratio, 2)} times PVDF’s (${human(reference_N_m)} N/m).`,
  );
}

/** Most warnings that are listed in the open. */
const MOST_WARNINGS = 6;

function warnings(all: readonly string[]): HTMLElement | null {
  if (all.length === 0) return null;
  const sentence = (w: string) => h('li', {}, `${w[0]?.toUpperCase()}${plainWords(w.slice(1))}.`);
  // One more takes no more room than the line that would open it.
  const most = all.length === MOST_WARNINGS + 1 ? all.length : MOST_WARNINGS;
  const rest = all.slice(most);
  return h(
    'ul',
    { class: 'in-warnings small' },
    ...all.slice(0, most).map(sentence),
    rest.length > 0
      ? h(
          'li',
          {},
          h('details', {}, h('summary', {}, `${rest.length} more notes`), h('ul', {}, ...rest.map(sentence))),
        )
      : null,
  );
}
