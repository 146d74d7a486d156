/** What came of a file: the curve, the numbers with their scatter, warnings, the place on the map. */

import { binder as builtIn } from '../../materials/binders.js';
import { PROPERTIES, type Property, type TensileFit } from '../../materials/tensile-fit.js';
import { human } from '../../output/number.js';
import { fill, freshId, h, svgElement } from '../dom.js';
import type { Composed } from './bond.js';
import type { Loaded } from './load-curve.js';
import { type OwnBinder, placeOf, placeOfMeasured } from './own-binder.js';
import { plainWords } from './problems.js';
import { tensileChart } from './tensile-chart.js';

type Curves = Extract<Loaded, { kind: 'curves' }>;
type Ready = Extract<Loaded, { kind: 'binder' }>;

/** What the result's buttons do, and where its picture will stand. */
interface Actions {
  readonly root: Document | ShadowRoot;
  readonly toe: boolean;
  readonly use: () => void;
  readonly save: () => void;
}

const ROWS: Readonly<Record<Property, readonly [label: string, unit: string, factor: number]>> = {
  E_MPa: ['Young’s modulus', 'MPa', 1],
  yield_MPa: ['Yield, 0.2 % offset', 'MPa', 1],
  strength_MPa: ['Strength', 'MPa', 1],
  elongation: ['Elongation at break', '%', 100],
  toughness_MPa: ['Toughness', 'MPa', 1],
};

/** Show measured curves. */
export function showCurves(host: HTMLElement, loaded: Curves, composed: Composed, actions: Actions): void {
  const { table, fit } = loaded;
  const made = 'made' in composed ? composed.made : null;
  // Before the bond is known the film is drawn alone.
  const film = made?.binder ?? filmAlone(fit, loaded.file);
  const chart = tensileChart({ curves: table.curves, fit, film, toe: actions.toe }, freshId('tensile'));
  const place = 'made' in composed ? placeOfMeasured(fit, composed.made, composed.adhesionGiven) : null;
  fill(
    host,
    h('figure', { class: 'in-chart' }, svgElement(chart, actions.root)),
    h('div', { class: 'scroll' }, numbers(fit)),
    place === null
      ? h(
          'p',
          { class: 'small soft' },
          'Give its adhesion or a peel force to use it and to see it on the map.',
        )
      : placeWords(place, fit.specimens.length, 'adhesionGiven' in composed && composed.adhesionGiven),
    warnings([...table.warnings, ...(made?.warnings ?? fit.warnings)]),
    h(
      'div',
      { class: 'row' },
      h('button', { type: 'button', class: 'primary', onclick: actions.use }, 'Use this binder'),
      h('button', { type: 'button', onclick: actions.save }, 'Save as JSON'),
    ),
  );
}

/** Show a binder that was read as it is. */
export function showBinder(
  host: HTMLElement,
  loaded: Ready,
  root: Document | ShadowRoot,
  use: () => void,
): void {
  const { binder } = loaded;
  const chart = tensileChart({ curves: [], fit: null, film: binder, toe: false }, freshId('tensile'));
  fill(
    host,
    h('h3', {}, binder.name),
    h('figure', { class: 'in-chart' }, svgElement(chart, root)),
    placeWords(placeOf(binder), 0, true),
    h(
      'div',
      { class: 'row' },
      h('button', { type: 'button', class: 'primary', onclick: use }, 'Use this binder'),
    ),
  );
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

/** Most warnings that are listed. */
const MOST_WARNINGS = 6;

function warnings(all: readonly string[]): HTMLElement | null {
  if (all.length === 0) return null;
  const rest = all.length - MOST_WARNINGS;
  const sentence = (w: string) => `${w[0]?.toUpperCase()}${plainWords(w.slice(1))}.`;
  return h(
    'ul',
    { class: 'in-warnings small' },
    ...all.slice(0, MOST_WARNINGS).map((w) => h('li', {}, sentence(w))),
    rest > 0 ? h('li', {}, `And ${rest} more of the kind.`) : null,
  );
}
