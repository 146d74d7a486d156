/** A field that is not part of the configuration, laid out as those that are. */
import { freshId, h } from '../dom.js';
import { focusOn } from './rows.js';

/** What the row says, and what is called when something is typed. */
export interface PlainRowOptions {
  readonly label: string;
  readonly unit: string;
  readonly description: string;
  readonly allowed: string;
  readonly placeholder: string;
  /** What was typed counts: the field is left. */
  readonly change: () => void;
  /** At every letter. */
  readonly typed: () => void;
  readonly enter: () => void;
}

/** The row. */
export interface PlainRow {
  readonly element: HTMLElement;
  text: string;
  /** Says what is wrong; with `wrong` false what is only asked about. */
  readonly setProblem: (words: string, wrong?: boolean) => void;
  readonly focus: () => void;
}

/** Build it. */
export function plainRow(o: PlainRowOptions): PlainRow {
  const id = freshId('plain');
  const input = h('input', {
    type: 'text',
    id,
    class: o.unit === '' ? 'in-text' : 'in-number',
    inputmode: o.unit === '' ? 'text' : 'decimal',
    autocomplete: 'off',
    spellcheck: 'false',
    maxlength: 200,
    placeholder: o.placeholder,
    'aria-describedby': `${id}-help ${id}-problem`,
    onchange: o.change,
    oninput: o.typed,
  });
  input.addEventListener('keydown', (e) => {
    if (e.key === 'Enter') o.enter();
  });
  const problem = h('p', { class: 'problem', id: `${id}-problem`, hidden: true });
  const element = h(
    'div',
    { class: 'in-row in-beside' },
    h('div', { class: 'in-name' }, h('label', { for: id, class: 'in-label' }, o.label)),
    h('div', { class: 'in-control' }, input, h('span', { class: 'in-unit soft small' }, o.unit)),
    problem,
    h(
      'div',
      { class: 'in-help small', role: 'tooltip', id: `${id}-help` },
      o.description,
      ' ',
      h('span', { class: 'in-allowed' }, `Allowed: ${o.allowed}${o.unit === '' ? '' : ` ${o.unit}`}.`),
    ),
  );
  return {
    element,
    get text() {
      return input.value;
    },
    set text(value: string) {
      input.value = value;
    },
    setProblem: (words, wrong = true) => {
      problem.hidden = words === '';
      problem.textContent = words;
      if (words === '' || !wrong) input.removeAttribute('aria-invalid');
      else input.setAttribute('aria-invalid', 'true');
    },
    focus: () => focusOn(input),
  };
}
