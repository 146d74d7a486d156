/** “Your binder”: the five of the paper, and one of one's own. */
import { RATIOS, type RelativeName } from '../../materials/binder-ratios.js';
import { type BinderCloud, binder, binderClouds, PVDF_TOUGHNESS } from '../../materials/binders.js';
import { filmCurve } from '../../materials/film-curve.js';
import { PVDF } from '../../materials/pvdf.js';
import type { Confidence } from '../../materials/quantity.js';
import type { BinderConfig } from '../../model/config-types.js';
import { human } from '../../output/number.js';
import { freshId, h } from '../dom.js';
import { builtInName } from './edit.js';
import type { Form } from './form.js';
import { createOwnForm } from './own-form.js';
import { applyBinder } from './runs.js';

/** Fill the card. */
export function createBinderCard(host: HTMLElement, form: Form): void {
  const said = h('p', { class: 'small in-said', role: 'status' });
  const use = (chosen: BinderConfig): void => {
    said.textContent = applyBinder(form, chosen);
  };
  host.append(h('h2', {}, 'Your binder'), binderList(form, use), said, createOwnForm(form, use));
}

/** Radios: the built-in ones, and the binder in use where it is none of them. */
function binderList(form: Form, use: (chosen: BinderConfig) => void): HTMLElement {
  const name = freshId('binder');
  const items = binderClouds().map((cloud) => {
    const radio = h('input', { type: 'radio', name, onchange: () => use(binder(cloud.name)) });
    return {
      name: cloud.name as string,
      radio,
      element: item(radio, cloud.name, numbersOf(cloud), sureOf(cloud)),
    };
  });
  const own = ownItem(form, name, use);
  form.watch(() => {
    const builtIn = builtInName(form.config.binder);
    for (const { name: its, radio } of items) radio.checked = its === builtIn;
    own.refresh(builtIn === null);
  });
  return h(
    'fieldset',
    { class: 'in-binders' },
    h('legend', { class: 'small soft' }, 'Toughness of the film · bond to NCM, each with its range'),
    ...items.map(({ element }) => element),
    own.element,
  );
}

function item(radio: HTMLElement, name: string | Node, numbers: string | Node, sure: string): HTMLElement {
  return h(
    'label',
    { class: 'in-binder' },
    radio,
    h(
      'span',
      {},
      h('strong', {}, name),
      h('span', { class: 'in-numbers' }, numbers),
      h('span', { class: 'small soft' }, sure),
    ),
  );
}

function numbersOf({ toughness_MPa: t, adhesion_J_m2: a }: BinderCloud): string {
  const range = (low: number, high: number) => `(${human(low, 2)}–${human(high, 2)})`;
  return `${human(t.median)} MPa ${range(t.low, t.high)} · ${human(a.median)} J/m² ${range(a.low, a.high)}`;
}

const SURE: Readonly<Record<Confidence, string>> = {
  high: 'well known',
  medium: 'fairly sure',
  low: 'not sure',
  assumed: 'assumed',
};

/** How sure the two numbers are, and what they rest on. */
function sureOf({ name }: BinderCloud): string {
  if (name === 'PVDF') {
    const [t, a] = [SURE[PVDF_TOUGHNESS.confidence], SURE[PVDF.adhesionNcm_J_m2.confidence]];
    return `Toughness ${t}, bond ${a}: literature on other films and surfaces`;
  }
  const { toughness, adhesionNcm } = RATIOS[name as RelativeName];
  const basis = (stated: string): string =>
    ({ none: 'not stated', order: 'order only', bound: 'lower bound', ratio: 'ratio stated' })[stated] ?? '';
  const words = (what: string, q: typeof toughness) =>
    `${what} ${SURE[q.used.confidence]} (${basis(q.stated)})`;
  return `${words('Toughness', toughness)}, ${words('bond', adhesionNcm)}`;
}

function ownItem(form: Form, name: string, use: (chosen: BinderConfig) => void) {
  let kept: BinderConfig | null = null;
  const radio = h('input', {
    type: 'radio',
    name,
    onchange: () => {
      if (kept !== null) use(kept);
    },
  });
  const title = h('span', {});
  const numbers = h('span', {});
  const element = item(radio, title, numbers, 'One binder, no range');
  const refresh = (current: boolean): void => {
    // It stays on offer after another has been chosen.
    if (current) kept = form.config.binder;
    element.hidden = kept === null;
    radio.checked = current;
    if (kept === null) return;
    const changed = kept.curve === null && form.changes().some(({ path }) => path.startsWith('binder.'));
    title.textContent = current && changed ? `${kept.name}, changed` : kept.name;
    const toughness = human(filmCurve(kept).toughness_MPa);
    numbers.textContent = `${toughness} MPa · ${human(kept.adhesionNcm_J_m2)} J/m²`;
  };
  return { element, refresh };
}
