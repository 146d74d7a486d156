/** Controls of fields that a single input or select does not fit: depth, stages, thickness or porosity. */
import { entryOf, STEP_LIST } from '../../config/steps/index.js';
import { composition } from '../../model/composition.js';
import { freshId, h } from '../dom.js';
import type { Form } from './form.js';
import { choiceWords } from './labels.js';
import { type Control, fieldRow, type Row, textControl } from './rows.js';

/** Depth: slab, square or a length. */
export function depthControl(form: Form): Control {
  const path = 'electrode.depth';
  const number = textControl(form, path);
  number.input.setAttribute('aria-label', 'Depth, µm');
  const select = h(
    'select',
    { onchange: () => choose() },
    h('option', { value: 'slab' }, choiceWords(path, 'slab')),
    h('option', { value: 'square' }, choiceWords(path, 'square')),
    h('option', { value: 'length' }, '3D, of'),
  );
  const choose = (): void => {
    if (select.value !== 'length') form.set(path, select.value);
    else if (typeof form.value(path) !== 'number') form.set(path, 50);
    refresh();
    if (select.value === 'length') number.input.focus();
  };
  const refresh = (): void => {
    const text = form.text(path);
    const length = text !== 'slab' && text !== 'square';
    select.value = length ? 'length' : text;
    number.input.hidden = !length;
    number.refresh();
  };
  return { element: h('span', { class: 'in-depth' }, select, number.input), input: select, refresh };
}

/** Stages: a box for each, kept in their order. */
export function stagesControl(form: Form): Control {
  const path = 'process.stages';
  const boxes = STEP_LIST.map(({ name }) => {
    const box = h('input', { type: 'checkbox', value: name, onchange: () => take() });
    return { name, box };
  });
  const take = (): void => {
    const chosen = boxes.filter(({ box }) => box.checked).map(({ name }) => name);
    form.set(path, chosen);
  };
  // Steps that repeat or bring fields of their own come from a file or a link.
  const note = h('p', { class: 'small soft' });
  const input = h(
    'fieldset',
    { class: 'in-boxes' },
    ...boxes.map(({ name, box }) => h('label', { class: 'in-box' }, box, name)),
    note,
  );
  const refresh = (): void => {
    const names = (form.value(path) as unknown[]).map((entry) => entryOf(entry)[0]);
    for (const { name, box } of boxes) box.checked = names.includes(name);
    const plain = boxes.flatMap(({ name, box }) => (box.checked ? [name] : [])).join(', ');
    note.hidden = form.text(path) === plain;
    note.textContent = `${form.text(path)}. Any box sets the stages anew.`;
  };
  return { element: input, input, refresh };
}

const THICKNESS = 'electrode.thickness_um';
const POROSITY = 'electrode.porosity';

/** Thickness or porosity: a choice which one is given; the other follows. */
export function thicknessOrPorosity(form: Form): { element: HTMLElement; rows: readonly Row[] } {
  const rows = [fieldRow(form, THICKNESS), fieldRow(form, POROSITY)];
  const name = freshId('given');
  const pick = (path: string) => h('input', { type: 'radio', name, onchange: () => give(form, path) });
  const [thickness, porosity] = [pick(THICKNESS), pick(POROSITY)];
  const element = h(
    'div',
    { class: 'in-either' },
    h(
      'fieldset',
      { class: 'in-switch' },
      h('legend', { class: 'hidden-text' }, 'Which of the two is given'),
      h('span', { class: 'in-label', 'aria-hidden': 'true' }, 'Given by'),
      h('label', {}, thickness, 'thickness'),
      h('label', {}, porosity, 'porosity'),
    ),
    ...rows.map((row) => row.element),
  );
  form.watch(() => {
    // What was typed last and waits shows its own field.
    const { thickness_um, porosity: given } = form.config.electrode;
    const byPorosity =
      thickness_um === null
        ? form.value(THICKNESS) === null
        : given === null && form.value(POROSITY) !== null;
    thickness.checked = !byPorosity;
    porosity.checked = byPorosity;
    rows[0].element.hidden = byPorosity;
    rows[1].element.hidden = !byPorosity;
  });
  return { element, rows };
}

/** Give the other of the two: the value that followed becomes the one that is given. */
function give(form: Form, path: string): void {
  const made = composition(form.config.electrode, false);
  const value = path === POROSITY ? made.porosity : made.thickness_um;
  form.set(path, Number(value.toPrecision(3)));
}
