/** “Your binder”: the five of the paper, and one of one's own. */

import type { BinderConfig } from '../../config/config-types.js';
import { RATIOS, type Ratio, type RelativeName } from '../../materials/binder-ratios.js';
import {
  type BinderCloud,
  binder,
  binderClouds,
  type LogRange,
  PVDF_TOUGHNESS,
} from '../../materials/binders.js';
import { filmCurve } from '../../materials/film-curve.js';
import { PVDF } from '../../materials/pvdf.js';
import type { Confidence } from '../../materials/quantity.js';
import { human } from '../../output/number.js';
import { freshId, h } from '../dom.js';
import { builtInName, isOwn, sameBinder } from './edit.js';
import type { Form } from './form.js';
import { createOwnForm } from './own-form.js';
import { applyBinder } from './runs.js';

/** Fill the card. */
export function createBinderCard(host: HTMLElement, form: Form): void {
  const said = h('p', { class: 'small in-said', role: 'status' });
  const use = (chosen: BinderConfig): string => {
    const { said: words, problem } = applyBinder(form, chosen);
    said.textContent = words;
    return problem;
  };
  host.append(h('h2', {}, 'Your binder'), binderList(form, use), said, createOwnForm(form, use));
}

/** Radios: the built-in ones, the one measured here, and the binder in use where it is none of them. */
function binderList(form: Form, use: (chosen: BinderConfig) => string): HTMLElement {
  const name = freshId('binder');
  const basis = h('p', { class: 'in-basis small soft' });
  const items = binderClouds().map((cloud) => {
    const radio = h('input', { type: 'radio', name, onchange: () => use(binder(cloud.name)) });
    const { toughness_MPa: t, adhesion_J_m2: a } = cloud;
    const element = item(radio, [cloud.name, sureOf(cloud)], numberOf(t), numberOf(a));
    return { cloud, radio, element };
  });
  const [mine, other] = [ownItem(name, use), ownItem(name, use)];
  let found: BinderConfig | null = null;
  form.watch(() => {
    const { ownBinder: own, config } = form;
    const builtIn = builtInName(config.binder);
    const isMine = own !== null && sameBinder(own, config.binder);
    // They stay on offer after another has been chosen.
    if (builtIn === null && !isMine) found = config.binder;
    if (found !== null && own !== null && sameBinder(own, found)) found = null;
    for (const { cloud, radio } of items) {
      radio.checked = cloud.name === builtIn;
      if (radio.checked) basis.textContent = basisOf(cloud);
    }
    basis.hidden = builtIn === null;
    mine.refresh(own, own?.name ?? '', isMine);
    const changed = found !== null && (!isOwn(found) || found.name === own?.name);
    other.refresh(found, `${found?.name}${changed ? ', changed' : ''}`, builtIn === null && !isMine);
  });
  return h(
    'fieldset',
    { class: 'in-binders' },
    h('legend', { class: 'hidden-text' }, 'Binder'),
    h(
      'div',
      { class: 'in-heads small soft', 'aria-hidden': 'true' },
      h('span', {}, 'Binder'),
      h('span', {}, 'Toughness', h('br'), 'MPa'),
      h('span', {}, 'Adhesion', h('br'), 'J/m²'),
    ),
    ...items.map(({ element }) => element),
    mine.element,
    other.element,
    basis,
  );
}

type Part = string | Node;

/** One radio: name and how sure, then each number over its range. */
function item(radio: HTMLElement, name: readonly [Part, string], ...numbers: [Part, Part][]): HTMLElement {
  const units = ['toughness, MPa', 'adhesion to NCM, J/m²'];
  return h(
    'label',
    { class: 'in-binder' },
    radio,
    h('span', {}, h('strong', {}, name[0]), h('span', { class: 'in-fine soft' }, name[1])),
    ...numbers.map(([value, range], k) =>
      h(
        'span',
        { class: 'in-amount' },
        h('span', { class: 'hidden-text' }, units[k]),
        h('span', {}, value),
        h('span', { class: 'in-fine soft' }, range),
      ),
    ),
  );
}

function numberOf({ median, low, high }: LogRange): [string, string] {
  return [human(median, 2), `${human(low, 2)}–${human(high, 2)}`];
}

const SURE: Readonly<Record<Confidence, string>> = {
  high: 'well known',
  medium: 'fairly sure',
  low: 'not sure',
  assumed: 'assumed',
};

/** The same under a name, where it has to stand for itself. */
const tagOf = (confidence: Confidence, relative: boolean): string => {
  if (confidence === 'assumed') return relative ? 'assumed from ratios' : 'assumed';
  return `${relative ? 'from ratios' : 'literature'}, ${SURE[confidence]}`;
};

const STATED: Readonly<Record<Ratio['stated'], string>> = {
  none: 'nothing stated',
  order: 'only an order stated',
  bound: 'a lower bound stated',
  ratio: 'a ratio stated',
};

/** How sure the less sure of the two numbers is. */
function sureOf({ name }: BinderCloud): string {
  if (name === 'PVDF') return tagOf(PVDF_TOUGHNESS.confidence, false);
  const { toughness, adhesionNcm } = RATIOS[name as RelativeName];
  const both = [toughness.used.confidence, adhesionNcm.used.confidence];
  const least = (['assumed', 'low', 'medium', 'high'] as const).find((c) => both.includes(c)) ?? 'high';
  return tagOf(least, true);
}

/** What the numbers of a binder rest on. */
function basisOf({ name }: BinderCloud): string {
  if (name === 'PVDF') {
    const [t, a] = [SURE[PVDF_TOUGHNESS.confidence], SURE[PVDF.adhesionNcm_J_m2.confidence]];
    return `PVDF rests on literature for other films and surfaces: toughness ${t}, adhesion to NCM ${a}.`;
  }
  const { toughness, adhesionNcm } = RATIOS[name as RelativeName];
  const words = (what: string, r: Ratio) =>
    `${what} ${SURE[r.used.confidence]}, ${STATED[r.stated]}${r.stated === 'none' ? '' : ` (${r.says})`}.`;
  return `Relative to PVDF, after the paper. ${words('Toughness', toughness)} ${words('Adhesion to NCM', adhesionNcm)}`;
}

/** A radio for a binder that is not built in; hidden while there is none. */
function ownItem(name: string, use: (chosen: BinderConfig) => string) {
  let kept: BinderConfig | null = null;
  const radio = h('input', {
    type: 'radio',
    name,
    onchange: () => {
      if (kept !== null) use(kept);
    },
  });
  const [title, toughness, bond] = [h('span', {}), h('span', {}), h('span', {})];
  const element = item(radio, [title, 'your own'], [toughness, ''], [bond, '']);
  const refresh = (shown: BinderConfig | null, words: string, current: boolean): void => {
    kept = shown;
    element.hidden = kept === null;
    radio.checked = current;
    if (kept === null) return;
    title.textContent = words;
    toughness.textContent = human(filmCurve(kept).toughness_MPa, 2);
    bond.textContent = human(kept.adhesionNcm_J_m2, 2);
  };
  return { element, refresh };
}
