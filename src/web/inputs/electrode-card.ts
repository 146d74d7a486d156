/** “Your electrode”: preset, the fields that matter most, what follows from them, and all others. */
import { composition, lateralOf } from '../../model/composition.js';
import { configure } from '../../model/configure.js';
import { PRESETS } from '../../model/presets.js';
import { human } from '../../output/number.js';
import { freshId, h } from '../dom.js';
import { allFields } from './all-fields.js';
import { depthControl, thicknessOrPorosity } from './controls.js';
import { derivedOf, isQuick, sharesOf, slowWords } from './derived.js';
import type { Form } from './form.js';
import { fullLabel } from './labels.js';
import { fieldRow, type Layout, type Row, textControl } from './rows.js';

/** Fill the card. Returns how to go to a field, wherever it stands. */
export function createElectrodeCard(host: HTMLElement, form: Form): (path: string) => void {
  const rows = new Map<string, Row>();
  const row = (path: string, layout?: Layout): HTMLElement => {
    const made = fieldRow(form, path, layout);
    rows.set(path, made);
    return made.element;
  };
  const either = thicknessOrPorosity(form);
  for (const made of either.rows) rows.set(made.path, made);
  const groups = [
    group(
      'Recipe',
      'parts by weight',
      triple(['electrode.ncm_wt', 'electrode.carbon_wt', 'electrode.binder_wt'], row),
    ),
    group(
      'Coating',
      'one side, as pressed',
      row('electrode.loading_mg_cm2'),
      row('electrode.loadingBasis'),
      either.element,
      row('electrode.calendering'),
    ),
    group(
      'Particle sizes',
      'diameter by volume, µm',
      triple(
        ['D10', 'D50', 'D90'].map((d) => `electrode.sizes.${d}_um`),
        row,
      ),
    ),
    group(
      'Material and cycling',
      '',
      row('active.grade'),
      row('process.upperVoltage_V'),
      row('process.cycles'),
    ),
    group('Piece that is computed', '', ...pieceRows(form, rows), row('seed')),
  ];
  const others = allFields(form, new Set(rows.keys()));
  const goTo = (path: string): void => {
    const known = rows.get(path);
    if (known) known.focus();
    else others.goTo(path);
  };
  host.append(h('h2', {}, 'Your electrode'), presetPart(form), notice(form, goTo));
  host.append(...groups, derivedPart(form), others.element);
  return goTo;
}

function pieceRows(form: Form, rows: Map<string, Row>): HTMLElement[] {
  const path = 'electrode.lateral_um';
  const width = fieldRow(
    form,
    path,
    'beside',
    textControl(form, path, () => autoWidth(form)),
  );
  const depth = fieldRow(form, 'electrode.depth', 'beside', depthControl(form));
  for (const row of [width, depth]) rows.set(row.path, row);
  return [width.element, depth.element];
}

function autoWidth(form: Form): string {
  const { electrode } = form.config;
  if (electrode.structureFile !== null) return 'auto';
  return `auto: ${human(lateralOf(electrode, composition(electrode)))}`;
}

function group(title: string, hint: string, ...children: HTMLElement[]): HTMLElement {
  const legend = h('legend', {}, title);
  if (hint !== '') legend.append(' ', h('span', { class: 'soft small' }, hint));
  return h('fieldset', { class: 'in-group' }, legend, ...children);
}

function triple(paths: readonly string[], row: (path: string, layout: Layout) => HTMLElement): HTMLElement {
  return h('div', { class: 'in-triple' }, ...paths.map((path) => row(path, 'above')));
}

/** The preset, in words, and what choosing one did. */
function presetPart(form: Form): HTMLElement {
  const id = freshId('preset');
  const said = h('p', { class: 'small in-said', role: 'status' });
  const select = h(
    'select',
    { id, 'aria-describedby': `${id}-words`, onchange: () => choosePreset(form, select.value, said) },
    ...Object.keys(PRESETS).map((name) =>
      h('option', { value: name }, name === 'coating' ? 'coating (large)' : name),
    ),
  );
  const words = h('p', { class: 'small soft', id: `${id}-words` });
  form.watch(() => {
    const name = form.config.preset ?? '';
    select.value = name;
    words.textContent = presetWords(name);
  });
  return h(
    'div',
    { class: 'in-preset' },
    h('div', { class: 'in-pick' }, h('label', { for: id, class: 'in-label' }, 'Start from'), select),
    words,
    said,
  );
}

function presetWords(name: string): string {
  const words: Readonly<Record<string, string>> = PRESETS;
  if (!Object.hasOwn(words, name)) return 'An electrode of your own.';
  return `${words[name][0].toUpperCase()}${words[name].slice(1)}.`;
}

/** A preset replaces all fields but the binder; changes that go can be had back. */
function choosePreset(form: Form, name: string, said: HTMLElement): void {
  const before = form.config;
  const count = form.changes().filter(({ path }) => !path.startsWith('binder.')).length;
  form.replace(configure({ preset: name, binder: before.binder }));
  said.replaceChildren();
  if (isQuick(form.config)) void form.app.start();
  else said.append(slowWords(form.config));
  if (count === 0) return;
  const back = (): void => {
    form.replace(before);
    said.replaceChildren();
  };
  const changes = `${count} change${count === 1 ? '' : 's'}`;
  said.append(
    h('span', {}, ` Put aside: ${changes} of yours. `),
    h('button', { type: 'button', class: 'in-link', onclick: back }, 'Bring back'),
  );
}

/** What is not possible, at the top, with a way to each field. */
function notice(form: Form, goTo: (path: string) => void): HTMLElement {
  const list = h('ul', {});
  const box = h(
    'div',
    { class: 'in-notice', role: 'status', hidden: true },
    h('p', {}, 'Not possible as it stands: Run would use the values before.'),
    list,
  );
  form.watch(() => {
    const problems = [...form.allProblems];
    box.hidden = problems.length === 0;
    list.replaceChildren(
      ...problems.map(([path, words]) =>
        h(
          'li',
          {},
          h('button', { type: 'button', class: 'in-link', onclick: () => goTo(path) }, fullLabel(path)),
          // Beside its field each problem is said in full; here once more for fields out of sight.
          h('span', { class: 'hidden-text' }, ` ${words.join(' ')}`),
        ),
      ),
    );
  });
  return box;
}

function derivedPart(form: Form): HTMLElement {
  const bar = h('div', { class: 'in-volumes', 'aria-hidden': 'true' });
  const key = h('p', { class: 'in-key small', 'aria-label': 'Share of the coating’s volume' });
  const list = h('dl', { class: 'in-derived small' });
  form.watch(() => {
    const shares = sharesOf(form.config);
    const part = (name: string, ...words: string[]) =>
      h('span', { class: `in-v-${name.toLowerCase()}` }, ...words);
    bar.replaceChildren(
      ...shares.map(({ name, value }) => {
        const piece = part(name);
        piece.style.flexGrow = String(value);
        return piece;
      }),
    );
    key.replaceChildren(...shares.map(({ name, words }) => part(name, `${name} ${words}`)));
    list.replaceChildren(
      ...derivedOf(form.config).flatMap(({ label, value }) => [h('dt', {}, label), h('dd', {}, value)]),
    );
  });
  const title = h(
    'h3',
    {},
    'What follows ',
    h('span', { class: 'soft small' }, 'by volume, and for the run'),
  );
  return h('section', { class: 'in-follows', 'aria-label': 'What follows' }, title, bar, key, list);
}
