/** Where a file is chosen or dropped. */
import { freshId, h, saveFile } from '../dom.js';
import { EXAMPLE_CSV, EXAMPLE_NAME } from './example.js';

/** What is done with a file, and with the wish for an example. */
export interface DropActions {
  readonly take: (file: File) => void;
  readonly example: () => void;
}

/** The zone: a button to choose a file, what it has to be, an example. */
export function dropZone({ take, example }: DropActions): HTMLElement {
  const id = freshId('file');
  const input = h('input', {
    type: 'file',
    id,
    class: 'hidden-text',
    accept: '.csv,.txt,.tsv,.json,text/csv,text/plain,application/json',
    'aria-describedby': `${id}-hint`,
    onchange: () => {
      const file = input.files?.[0];
      // The same file can be chosen again after it was mended.
      input.value = '';
      if (file) take(file);
    },
  });
  const link = (words: string, onclick: () => void) =>
    h('button', { type: 'button', class: 'in-link', onclick }, words);
  return h(
    'div',
    { class: 'in-drop' },
    h(
      'div',
      { class: 'row' },
      input,
      h('label', { for: id, class: 'button' }, 'Choose a file'),
      h('span', { class: 'small soft' }, 'or drop it here'),
    ),
    h(
      'p',
      { class: 'small soft', id: `${id}-hint` },
      'A table with units in its header, such as ',
      h('code', {}, 'strain (%), stress (MPa)'),
      '; one or more specimens. Or a binder saved as JSON.',
    ),
    h(
      'div',
      { class: 'row' },
      link('Try an example', example),
      link('Save the example', () => saveFile(EXAMPLE_NAME, EXAMPLE_CSV, 'text/csv')),
    ),
  );
}

/** Take files dropped anywhere on an element. @param mark - Shows that they would be taken. */
export function takeDrops(on: HTMLElement, mark: HTMLElement, take: (file: File) => void): void {
  const over = (is: boolean) => mark.classList.toggle('in-over', is);
  on.addEventListener('dragover', (e) => {
    e.preventDefault();
    over(true);
  });
  on.addEventListener('dragleave', () => over(false));
  on.addEventListener('drop', (e) => {
    e.preventDefault();
    over(false);
    const file = e.dataTransfer?.files[0];
    if (file) take(file);
  });
}
