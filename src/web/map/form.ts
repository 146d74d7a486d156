/** What map is asked for: the axes, how many seeds, how it is computed. */
import { InputError } from '../../core/errors.js';
import type { MapMoment } from '../../output/map/grid.js';
import { ADHESION, type Axis, type AxisLimits, parseAxis, TOUGHNESS } from '../../sweep/axis.js';
import { fill, freshId, h } from '../dom.js';

/** A valid form. */
export interface MapQuestion {
  readonly toughness: Axis;
  readonly adhesion: Axis;
  readonly seeds: number;
  readonly workers: number;
  readonly complete: boolean;
}

/** The form. */
export interface MapForm {
  readonly element: HTMLFormElement;
  /** What it says; null when something in it is wrong, which it then says beside it. */
  readonly read: () => MapQuestion | null;
  /** Put a map's axes and seeds into it. */
  readonly write: (toughness: Axis, adhesion: Axis, seeds: number) => void;
  readonly moment: () => MapMoment;
  /** Where buttons go. */
  readonly actions: HTMLElement;
}

/** The demo's map: from brittle to tougher than any of the five, from hardly sticking to glued. */
const RANGE = { toughness: '0.1:100', adhesion: '0.1:5' };
const SIZES = [5, 8, 12] as const;
const MOST_SEEDS = 10;

/** How many workers a machine runs well. */
export function machineWorkers(): number {
  return Math.max(1, Math.min(64, navigator.hardwareConcurrency || 2));
}

/** A text field with its error below. */
interface Field {
  readonly box: HTMLElement;
  readonly input: HTMLInputElement;
  readonly say: (problem: string | null) => void;
}

function field(label: string, hint: string, input: HTMLInputElement): Field {
  const [id, hintId, errorId] = [freshId('map'), freshId('map-hint'), freshId('map-error')];
  const error = h('p', { class: 'problem', id: errorId, role: 'alert' });
  input.id = id;
  input.setAttribute('aria-describedby', `${hintId} ${errorId}`);
  const box = h(
    'div',
    { class: 'map-field' },
    h('label', { for: id }, label),
    input,
    h('p', { class: 'soft small', id: hintId }, hint),
    error,
  );
  const say = (problem: string | null): void => {
    error.textContent = problem ?? '';
    if (problem === null) input.removeAttribute('aria-invalid');
    else input.setAttribute('aria-invalid', 'true');
  };
  return { box, input, say };
}

function axisField(label: string, limits: AxisLimits, value: string): Field & { read: () => Axis | null } {
  const hint = `low:high:count, ${limits.min} to ${limits.max} ${limits.unit}`;
  const made = field(
    label,
    hint,
    h('input', { type: 'text', value, autocomplete: 'off', spellcheck: 'false' }),
  );
  const read = (): Axis | null => reading(made, () => parseAxis(made.input.value, limits));
  made.input.addEventListener('input', read);
  return { ...made, read };
}

function reading<T>({ say }: Field, read: () => T): T | null {
  try {
    const value = read();
    say(null);
    return value;
  } catch (e) {
    if (!(e instanceof InputError)) throw e;
    say(e.message);
    return null;
  }
}

function readSeeds(text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text.trim()) && value >= 1 && value <= MOST_SEEDS) return value;
  throw new InputError({ field: 'seeds', value: text, allowed: `a whole number from 1 to ${MOST_SEEDS}` });
}

function choice<T extends string>(label: string, options: readonly (readonly [T, string])[], value: T) {
  const id = freshId('map');
  const select = h('select', { id }, ...options.map(([v, words]) => h('option', { value: v }, words)));
  select.value = value;
  return { box: h('div', { class: 'map-field' }, h('label', { for: id }, label), select), select };
}

/** Build the form. `changed` is called when it reads otherwise, `moved` when another moment is to be shown. */
export function createForm(changed: () => void, moved: () => void): MapForm {
  const toughness = axisField(
    'Toughness (MPa)',
    { ...TOUGHNESS, field: 'toughness' },
    `${RANGE.toughness}:8`,
  );
  const adhesion = axisField('Adhesion (J/m²)', { ...ADHESION, field: 'adhesion' }, `${RANGE.adhesion}:8`);
  const number = h('input', { type: 'number', min: 1, max: MOST_SEEDS, step: 1, value: 1 });
  const seeds = field('Seeds', 'electrodes per point, 1 to 10', number);
  const seedCount = (): number | null => reading(seeds, () => readSeeds(number.value));
  number.addEventListener('input', seedCount);
  const most = machineWorkers();
  const counts = Array.from({ length: most }, (_, k) => [String(k + 1), String(k + 1)] as const);
  const workers = choice('Workers', counts, String(most));
  const moment = choice('Show the cracks', MOMENTS, 'end');
  moment.select.addEventListener('change', moved);
  const complete = h('input', { type: 'checkbox', checked: true });
  const sizes = SIZES.map((n) => {
    const press = (): void => {
      const ends = (input: HTMLInputElement, usual: string) =>
        /^[^:]+:[^:]+(?=:)/.exec(input.value)?.[0] ?? usual;
      toughness.input.value = `${ends(toughness.input, RANGE.toughness)}:${n}`;
      adhesion.input.value = `${ends(adhesion.input, RANGE.adhesion)}:${n}`;
      element.dispatchEvent(new Event('input'));
    };
    return h('button', { type: 'button', onclick: press, 'aria-label': `${n} × ${n} points` }, `${n} × ${n}`);
  });
  const actions = h('div', { class: 'row' });
  const element = h(
    'form',
    { class: 'map-form card', novalidate: true, 'aria-label': 'The map' },
    h('div', { class: 'map-fields' }, toughness.box, adhesion.box, seeds.box, workers.box, moment.box),
    h(
      'div',
      { class: 'row' },
      h('span', { class: 'small soft' }, 'Size'),
      ...sizes,
      h('label', { class: 'map-check' }, complete, 'Complete the grid once the contour is found'),
    ),
    actions,
  );
  element.addEventListener('input', changed);
  const read = (): MapQuestion | null => {
    const parts = { toughness: toughness.read(), adhesion: adhesion.read(), seeds: seedCount() };
    if (parts.toughness === null || parts.adhesion === null || parts.seeds === null) return null;
    const { toughness: t, adhesion: a, seeds: s } = parts;
    return {
      toughness: t,
      adhesion: a,
      seeds: s,
      workers: Number(workers.select.value),
      complete: complete.checked,
    };
  };
  const write = (t: Axis, a: Axis, s: number): void => {
    const words = ({ low, high, count }: Axis): string =>
      count === 1 ? `${low}` : `${low}:${high}:${count}`;
    [toughness.input.value, adhesion.input.value, number.value] = [words(t), words(a), String(s)];
    changed();
  };
  return { element, read, write, moment: () => moment.select.value as MapMoment, actions };
}

const MOMENTS = [
  ['end', 'at the end'],
  ['asMade', 'as made'],
] as const;

/** Replace the words of a live region only when they differ: it repeats what is set again. */
export function setWords(node: HTMLElement, words: string): void {
  if (node.textContent !== words) fill(node, words);
}
