/** Chooses the two runs, and computes a second one where there is none. */
import { binder, binderNames } from '../../materials/binders.js';
import type { App } from '../app.js';
import { fill, freshId, h } from '../dom.js';
import { isActive, type LiveRun } from '../run.js';
import type { Pair } from './pair.js';

/** The controls. */
export interface Chooser {
  readonly node: HTMLElement;
  readonly refresh: () => void;
}

/** A run in a list: `PVDF on paper-10, seed 1 (run 3)`. */
function runTitle(run: LiveRun): string {
  const { binder: film, preset, seed } = run.config;
  const state = isActive(run) ? ', computing' : run.status === 'done' ? '' : `, ${run.status}`;
  return `${film.name} on ${preset ?? 'your electrode'}, seed ${seed} (run ${run.id}${state})`;
}

function labelled(label: string, control: HTMLElement): HTMLElement {
  const id = freshId('compare');
  control.id = id;
  return h('div', { class: 'compare-field' }, h('label', { class: 'small', for: id }, label), control);
}

/** Options only change when their words do: a list that is open would close. */
function setOptions(select: HTMLSelectElement, options: readonly (readonly [string, string])[]): void {
  const old = [...select.options].map((o) => `${o.value} ${o.text}`).join();
  if (old === options.map(([value, text]) => `${value} ${text}`).join()) return;
  fill(select, ...options.map(([value, text]) => h('option', { value }, text)));
}

/** Make the controls; `changed` is called after every choice. */
export function createChooser(app: App, pair: Pair, changed: () => void): Chooser {
  const pick = (place: 'a' | 'b'): HTMLSelectElement => {
    const select = h('select', {
      onchange: () => {
        pair.choose(place, Number(select.value));
        changed();
      },
    });
    return select;
  };
  const [a, b] = [pick('a'), pick('b')];
  const swap = h(
    'button',
    {
      type: 'button',
      onclick: () => {
        pair.swap();
        changed();
      },
    },
    'Swap A and B',
  );
  const film = h('select', { onchange: () => refresh() });
  setOptions(
    film,
    binderNames().map((name) => [name, name]),
  );
  const run = h('button', { type: 'button', class: 'primary', onclick: () => second(app, pair, film) });
  const cancel = h('button', { type: 'button', onclick: () => app.cancel() }, 'Cancel');
  const state = h('span', { class: 'small soft' });
  const refresh = (): void => {
    const list = pair.candidates().map((r): [string, string] => [String(r.id), runTitle(r)]);
    setOptions(a, list);
    setOptions(b, pair.b === null ? [['', 'none yet'], ...list] : list);
    a.value = String(pair.a?.id ?? '');
    b.value = String(pair.b?.id ?? '');
    swap.disabled = pair.b === null;
    const active = isActive(app.run.value);
    const first = pair.a === null || isActive(pair.a);
    run.disabled = active || first;
    run.textContent = `Run with ${film.value}`;
    cancel.hidden = !active;
    state.textContent = active ? progressWords(app.run.value) : '';
  };
  offerAnother(film, pair);
  const node = h(
    'div',
    { class: 'compare-choice' },
    h('div', { class: 'row compare-runs' }, labelled('Run A', a), labelled('Run B', b), swap),
    h(
      'div',
      { class: 'row compare-runs' },
      labelled('A second run on the electrode of A, with the binder', film),
      run,
      cancel,
      state,
    ),
  );
  return { node, refresh };
}

/** Offer a binder that no run has yet. */
function offerAnother(film: HTMLSelectElement, pair: Pair): void {
  const used = new Set(pair.candidates().map((r) => r.config.binder.name));
  film.value = binderNames().find((name) => !used.has(name)) ?? film.value;
}

/** A stays on show beside it while B is computed. */
function second(app: App, pair: Pair, film: HTMLSelectElement): void {
  const { a } = pair;
  if (a === null) return;
  void app.start({ ...a.config, binder: binder(film.value) });
  pair.takeStarted();
  offerAnother(film, pair);
}

function progressWords(run: LiveRun | null): string {
  const share = Math.round(100 * (run?.progress?.fraction ?? 0));
  return run === null ? '' : `computing ${run.config.binder.name}: ${share} %`;
}
