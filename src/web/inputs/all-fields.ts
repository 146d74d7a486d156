/** “All fields”: every field that the card does not show, by section, with a search. Made when first opened. */
import { fields } from '../../config/fields.js';
import { freshId, h } from '../dom.js';
import { stagesControl } from './controls.js';
import type { Form } from './form.js';
import { fullLabel, SECTIONS } from './labels.js';
import { fieldRow, type Row } from './rows.js';

/** The disclosure and a way to a field in it. */
export interface AllFields {
  readonly element: HTMLElement;
  readonly goTo: (path: string) => void;
}

/** Paths below “All fields”, in the order of the schema: those of the form that do not stand elsewhere. */
function otherFields(shown: ReadonlySet<string>): string[] {
  return [...fields().values()].flatMap((f) => (f.inForm && !shown.has(f.path) ? [f.path] : []));
}

/** Whether a field answers a search: every word in its label, path, unit or description. */
export function matches(path: string, search: string): boolean {
  const info = fields().get(path);
  const text = `${fullLabel(path)} ${path} ${info?.unit} ${info?.description}`.toLowerCase();
  const words = search.toLowerCase().split(/\s+/);
  return words.every((word) => text.includes(word));
}

/** Build the disclosure. @param shown - Fields that the card itself shows. */
export function allFields(form: Form, shown: ReadonlySet<string>): AllFields {
  const paths = otherFields(shown);
  const rows = new Map<string, Row>();
  const body = h('div', { class: 'in-all' });
  const element = h(
    'details',
    { class: 'in-more' },
    h('summary', {}, `All fields (${paths.length} more)`),
    body,
  );
  const open = (): void => {
    if (rows.size === 0) build(form, body, paths, rows);
  };
  element.addEventListener('toggle', () => {
    if (element.open) open();
  });
  const goTo = (path: string): void => {
    element.open = true;
    open();
    const search = body.querySelector('input');
    if (search && search.value !== '') {
      search.value = '';
      search.dispatchEvent(new Event('input'));
    }
    rows.get(path)?.focus();
  };
  return { element, goTo };
}

function build(form: Form, body: HTMLElement, all: readonly string[], rows: Map<string, Row>): void {
  const id = freshId('search');
  const count = h('p', { class: 'small soft', role: 'status' });
  const input = h('input', { type: 'search', id, placeholder: 'e.g. shrinkage', autocomplete: 'off' });
  const sections = Object.entries(SECTIONS).map(([key, title]) => {
    const paths = all.filter((path) => path.startsWith(`${key}.`));
    const made = paths.map((path) => makeRow(form, path));
    for (const row of made) rows.set(row.path, row);
    const element = h(
      'fieldset',
      { class: 'in-group' },
      h('legend', {}, title),
      key === 'binder' ? curveNote(form) : null,
      ...made.map((row) => row.element),
    );
    return { element, rows: made };
  });
  const find = (): void => {
    const text = input.value.trim();
    let found = 0;
    for (const section of sections) {
      const hits = section.rows.filter((row) => matches(row.path, text));
      for (const row of section.rows) row.element.hidden = !hits.includes(row);
      section.element.hidden = hits.length === 0;
      found += hits.length;
    }
    count.textContent = text === '' ? '' : `${found} of ${rows.size} fields`;
  };
  input.addEventListener('input', find);
  body.append(
    h('label', { for: id, class: 'in-label' }, 'Search the fields'),
    input,
    count,
    ...sections.map((section) => section.element),
    h(
      'p',
      { class: 'small soft' },
      'A structure file (electrode.structureFile) needs the command line: a page reads no files by name.',
    ),
  );
}

function makeRow(form: Form, path: string): Row {
  return path === 'process.stages'
    ? fieldRow(form, path, 'beside', stagesControl(form))
    : fieldRow(form, path);
}

/** A measured curve takes the place of three numbers. */
function curveNote(form: Form): HTMLElement {
  const note = h('p', { class: 'small soft' });
  form.watch(() => {
    const { curve } = form.config.binder;
    note.hidden = curve === null;
    note.textContent =
      curve === null
        ? ''
        : `A measured curve of ${curve.strain.length} points is used; yield stress, strength and elongation are for the record.`;
  });
  return note;
}
