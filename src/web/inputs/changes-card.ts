/** “What you changed”: every difference from the preset, ways back, the file and the command that do the same. */
import { configure } from '../../model/configure.js';
import { INSTEAD } from '../../model/follow.js';
import { fill, freshId, h, saveFile } from '../dom.js';
import { commandLine, fileName } from './command.js';
import { isQuick, slowWords } from './derived.js';
import { type Change, isOwn } from './edit.js';
import type { Form } from './form.js';
import { choiceWords, fullLabel } from './labels.js';
import { checkFile, parseJson } from './load-curve.js';
import { problemsOf, problemWords } from './problems.js';
import { valueWords } from './values.js';

/** Fill the card. @param goTo - Brings a field into view. */
export function createChangesCard(host: HTMLElement, form: Form, goTo: (path: string) => void): void {
  const list = h('ul', { class: 'in-changes small' });
  const all = h('button', { type: 'button', onclick: () => form.resetAll() }, 'Reset all');
  const head = h('h2', {}, 'What you changed');
  form.watch(() => {
    const changes = form.changes();
    all.hidden = changes.length === 0;
    if (changes.length === 0) {
      const start = `Nothing: ${form.config.binder.name} on ${form.config.preset ?? 'an electrode of your own'}.`;
      fill(list, h('li', { class: 'soft' }, start));
      return;
    }
    fill(list, ...changes.map((change) => changeItem(form, change, goTo)));
  });
  host.append(head, list, h('div', { class: 'row' }, all), filesPart(form), commandPart(form));
}

function changeItem(form: Form, { path, value, base }: Change, goTo: (path: string) => void): HTMLElement {
  const { unit } = form.info(path);
  const words = (v: unknown) =>
    v === null && path in INSTEAD
      ? 'not given'
      : typeof v === 'string'
        ? choiceWords(path, v)
        : valueWords(v, unit);
  const label = fullLabel(path);
  return h(
    'li',
    {},
    h('button', { type: 'button', class: 'in-link', onclick: () => goTo(path) }, label),
    h('span', {}, ` ${words(value)} `),
    h('span', { class: 'soft' }, `instead of ${words(base)}`),
  );
}

/** The configuration as a file, out and in. */
function filesPart(form: Form): HTMLElement {
  const id = freshId('config');
  const said = h('p', { class: 'small in-said', role: 'status' });
  const problem = h('p', { class: 'problem', role: 'alert', hidden: true });
  const save = (): void => {
    const text = `${JSON.stringify(form.config, null, 2)}\n`;
    saveFile('fibril-config.json', text, 'application/json');
  };
  const input = h('input', {
    type: 'file',
    id,
    class: 'hidden-text',
    accept: '.json,application/json',
    onchange: () => {
      const file = input.files?.[0];
      input.value = '';
      if (file) void load(form, file, said, problem);
    },
  });
  return h(
    'div',
    { class: 'in-files' },
    h(
      'div',
      { class: 'row' },
      h('button', { type: 'button', onclick: save }, 'Save as JSON'),
      input,
      h('label', { for: id, class: 'button' }, 'Load JSON'),
    ),
    problem,
    said,
  );
}

async function load(form: Form, file: File, said: HTMLElement, problem: HTMLElement): Promise<void> {
  said.textContent = '';
  problem.hidden = true;
  try {
    checkFile(file.name, file.size);
    const config = configure({ config: parseJson(await file.text(), file.name) });
    form.replace(config);
    said.textContent = `Loaded ${file.name}.`;
    if (isQuick(config)) void form.app.start();
    else said.textContent += ` ${slowWords(config)}`;
  } catch (e) {
    const words = problemsOf(e).slice(0, 5).map(problemWords);
    problem.textContent = `${file.name} was not loaded. ${words.join(' ')}`;
    problem.hidden = false;
  }
}

/** The command line that runs the same. */
function commandPart(form: Form): HTMLElement {
  const code = h('code', { class: 'in-command', tabindex: 0, 'aria-label': 'Command line' });
  const note = h('p', { class: 'small soft' });
  const said = h('span', { class: 'small soft', role: 'status' });
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(code.textContent ?? '');
      said.textContent = 'Copied';
    } catch {
      getSelection()?.selectAllChildren(code);
      said.textContent = 'Selected: copy it by hand';
    }
    setTimeout(() => (said.textContent = ''), 4000);
  };
  form.watch(() => {
    const { binder } = form.config;
    code.textContent = commandLine(form.config);
    note.hidden = !isOwn(binder);
    note.textContent = isOwn(binder)
      ? `Needs ${fileName(binder.name, 'json')}: the binder saved as JSON.`
      : '';
  });
  return h(
    'details',
    { class: 'in-more' },
    h('summary', {}, 'The same on the command line'),
    code,
    note,
    h('div', { class: 'row' }, h('button', { type: 'button', onclick: () => void copy() }, 'Copy'), said),
  );
}
