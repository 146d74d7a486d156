/** One field of the form: label, control, unit, what it means, its default, what is wrong with it. */
import { INSTEAD } from '../../model/follow.js';
import { freshId, h } from '../dom.js';
import { valueAt } from './edit.js';
import type { Form } from './form.js';
import { choiceWords, fullLabel, labelOf } from './labels.js';
import { allowedWords, plainWords } from './problems.js';
import { valueWords } from './values.js';

/** A field on the page. */
export interface Row {
  readonly path: string;
  readonly element: HTMLElement;
  /** Put the focus into it. */
  readonly focus: () => void;
}

/** A control with what keeps it in step with the form. */
export interface Control {
  readonly element: HTMLElement;
  /** What the label is for, and what takes the focus. */
  readonly input: HTMLElement;
  readonly refresh: () => void;
}

/** The parts around a control. */
interface Frame {
  readonly help: HTMLElement;
  readonly was: HTMLElement;
  readonly problem: HTMLElement;
}

/** How a row is laid out: beside its control, or above it as one of three. */
export type Layout = 'beside' | 'above';

/** A row for any field. @param control - In place of the usual one for its kind. */
export function fieldRow(
  form: Form,
  path: string,
  layout: Layout = 'beside',
  control: Control = controlFor(form, path),
): Row {
  const info = form.info(path);
  const id = freshId('field');
  const frame = makeFrame(form, path, id);
  const { input } = control;
  const group = input.tagName === 'FIELDSET';
  input.id = id;
  input.setAttribute('aria-describedby', `${id}-help ${id}-problem`);
  if (group) input.setAttribute('aria-labelledby', `${id}-label`);
  const unit = layout === 'beside' && info.kind !== 'text' ? unitWords(info.unit) : '';
  const element = h(
    'div',
    { class: `in-row in-${layout}`, 'data-path': path },
    h(
      'div',
      { class: 'in-name' },
      group
        ? h('span', { id: `${id}-label`, class: 'in-label' }, labelOf(path))
        : h('label', { for: id, class: 'in-label' }, labelOf(path)),
      frame.was,
    ),
    h('div', { class: 'in-control' }, control.element, h('span', { class: 'in-unit soft small' }, unit)),
    frame.problem,
    frame.help,
  );
  bubble(element);
  form.watch(() => {
    control.refresh();
    showState(form, path, input, frame);
    element.classList.toggle('in-changed', form.isChanged(path));
  });
  return { path, element, focus: () => focusOn(input) };
}

/** Put the focus into a control and bring it into view. */
export function focusOn(input: HTMLElement): void {
  const target = input.matches('fieldset') ? (input.querySelector('input') ?? input) : input;
  target.scrollIntoView({ block: 'center' });
  target.focus();
}

function unitWords(unit: string): string {
  return unit === 'parts by weight' ? 'parts' : unit;
}

function makeFrame(form: Form, path: string, id: string): Frame {
  const info = form.info(path);
  const description = plainWords(info.description);
  // Thickness and porosity are never both open here: their switch says which one is.
  const open = path in INSTEAD;
  const meaning = open ? description.replace(/; null:.*$/, '.') : description.replace('null:', 'auto:');
  // A choice shows all that is allowed by itself.
  const allowed =
    info.kind === 'choice' ? '' : `Allowed: ${allowedWords({ ...info, nullable: info.nullable && !open })}.`;
  const help = h(
    'div',
    { class: 'in-help small', role: 'tooltip', id: `${id}-help` },
    h('span', {}, meaning),
    ' ',
    h('span', { class: 'in-allowed' }, allowed),
    ' ',
    h('code', { class: 'in-path soft' }, path),
  );
  const value = h('span', {}, h('span', { class: 'in-word' }, 'default '), h('span', {}));
  const reset = h(
    'button',
    { type: 'button', class: 'in-reset', onclick: () => form.reset(path) },
    h('span', { 'aria-hidden': 'true' }, '↺'),
  );
  const was = h('span', { class: 'in-was soft', hidden: true }, value, reset);
  return { help, was, problem: h('p', { class: 'problem', id: `${id}-problem`, hidden: true }) };
}

function showState(form: Form, path: string, input: HTMLElement, { was, problem }: Frame): void {
  const base = valueAt(form.base, path);
  const info = form.info(path);
  const words = typeof base === 'string' ? choiceWords(path, base) : valueWords(base, info.unit);
  // Of thickness and porosity, the one that the preset does not give has no default.
  const none = base === null && path in INSTEAD;
  const [value, reset] = was.children as unknown as [HTMLElement, HTMLElement];
  const lost = reset.matches(':focus');
  was.hidden = !form.isChanged(path) || none;
  value.children[1].textContent = words;
  reset.setAttribute('aria-label', `${fullLabel(path)}: back to ${words}`);
  // A reset button that goes leaves its focus to the field.
  if (was.hidden && lost) input.focus();
  const problems = form.problems(path);
  const text = problems.join(' ');
  problem.hidden = text === '';
  if (problem.textContent !== text) problem.textContent = text;
  if (text === '') input.removeAttribute('aria-invalid');
  else input.setAttribute('aria-invalid', 'true');
}

/** Escape hides what a field says of itself until the pointer or focus comes anew (WCAG 1.4.13). */
function bubble(row: HTMLElement): void {
  const again = (): void => row.classList.remove('in-hush');
  row.addEventListener('keydown', (e) => {
    if (e.key === 'Escape') row.classList.add('in-hush');
  });
  row.addEventListener('focusout', again);
  row.addEventListener('pointerenter', again);
}

/** The usual control for the kind of a field. */
function controlFor(form: Form, path: string): Control {
  return form.info(path).kind === 'choice' ? selectControl(form, path) : textControl(form, path);
}

/** An input for text or a number; what is typed counts on Enter or when it is left. */
export function textControl(form: Form, path: string, placeholder?: () => string): Control {
  const info = form.info(path);
  const input = h('input', {
    type: 'text',
    class: info.kind === 'text' || info.kind === 'list' ? 'in-text' : 'in-number',
    inputmode: info.kind === 'text' || info.kind === 'list' ? 'text' : 'decimal',
    autocomplete: 'off',
    spellcheck: 'false',
    maxlength: 300,
  });
  let shown = '';
  const refresh = (): void => {
    const typing = input.matches(':focus') && input.value !== shown;
    const text = form.text(path);
    input.placeholder = placeholder?.() ?? (info.nullable ? 'auto' : '');
    // What is being typed stays, whatever else changes.
    if (typing) return;
    shown = text;
    input.value = text;
  };
  const take = (): void => {
    const text = input.value;
    shown = text;
    form.type(path, text);
    refresh();
  };
  input.addEventListener('change', take);
  input.addEventListener('keydown', (e) => {
    if (e.key === 'Enter') take();
  });
  return { element: input, input, refresh };
}

/** A choice. */
export function selectControl(form: Form, path: string): Control {
  const input = h(
    'select',
    { onchange: () => form.set(path, input.value) },
    ...Object.entries(form.info(path).options).map(([value, words]) => h('option', { value }, words)),
  );
  const refresh = (): void => {
    input.value = form.text(path);
  };
  return { element: input, input, refresh };
}
