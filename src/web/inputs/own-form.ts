/** A binder of one's own: drop a tensile table or a binder, say what is known of the bond, look, use. */
import type { InputProblem } from '../../core/errors.js';
import type { BinderConfig } from '../../model/config-types.js';
import { freshId, h, saveFile } from '../dom.js';
import {
  BOND_FIELDS,
  type BondKey,
  type BondTexts,
  bondProblemWords,
  type Composed,
  composeBinder,
} from './bond.js';
import { fileName } from './command.js';
import { builtInName } from './edit.js';
import { EXAMPLE_CSV, EXAMPLE_NAME } from './example.js';
import type { Form } from './form.js';
import { checkFile, type Loaded, loadText } from './load-curve.js';
import { ownBinderOf, placeOf, placeOfMeasured } from './own-binder.js';
import { showBinder, showCurves } from './own-result.js';
import { type PlainRow, plainRow } from './plain-row.js';
import { plainWords, problemsOf, problemWords } from './problems.js';

/** Build the form. @param use - Called with the binder to use. */
export function createOwnForm(form: Form, use: (binder: BinderConfig) => string): HTMLElement {
  return new OwnForm(form, use).element;
}

class OwnForm {
  readonly element: HTMLElement;
  readonly #form: Form;
  readonly #use: (binder: BinderConfig) => string;
  readonly #rows = new Map<BondKey, PlainRow>();
  readonly #toe = h('input', { type: 'checkbox' });
  readonly #said = h('p', { class: 'small', role: 'status' });
  readonly #problem = h('p', { class: 'problem', role: 'alert', hidden: true });
  readonly #result = h('div', { class: 'in-result' });
  readonly #fields = h('div', { class: 'in-bond', hidden: true });
  /** Counts files: what an earlier one still computes is dropped. */
  #turn = 0;
  #text: { text: string; file: string } | null = null;
  #loaded: Loaded | null = null;

  constructor(form: Form, use: (binder: BinderConfig) => string) {
    this.#form = form;
    this.#use = use;
    const drop = this.#dropZone();
    this.#makeFields();
    this.element = h(
      'details',
      { class: 'in-more in-own' },
      h('summary', {}, 'Measured your own? Drop its tensile curve'),
      drop,
      this.#problem,
      this.#said,
      this.#fields,
      this.#result,
    );
    this.#takeDrops(this.element, drop);
    this.#followConfig();
  }

  #dropZone(): HTMLElement {
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
        if (file) void this.#take(file);
      },
    });
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
        h('button', { type: 'button', class: 'in-link', onclick: () => this.#example() }, 'Try an example'),
        h(
          'button',
          {
            type: 'button',
            class: 'in-link',
            onclick: () => saveFile(EXAMPLE_NAME, EXAMPLE_CSV, 'text/csv'),
          },
          'Save the example',
        ),
      ),
    );
  }

  #takeDrops(zone: HTMLElement, mark: HTMLElement): void {
    const over = (on: boolean) => mark.classList.toggle('in-over', on);
    zone.addEventListener('dragover', (e) => {
      e.preventDefault();
      over(true);
    });
    zone.addEventListener('dragleave', () => over(false));
    zone.addEventListener('drop', (e) => {
      e.preventDefault();
      over(false);
      const file = e.dataTransfer?.files[0];
      if (file) void this.#take(file);
    });
  }

  #makeFields(): void {
    const change = () => this.#show();
    const name = plainRow({
      label: 'Name',
      unit: '',
      description: 'Name for tables and figures.',
      allowed: '1 to 200 letters',
      placeholder: '',
      change,
    });
    this.#rows.set('name', name);
    for (const field of BOND_FIELDS) this.#rows.set(field.key, plainRow({ ...field, change }));
    this.#toe.addEventListener('change', () => void this.#read());
    this.#fields.append(
      ...[...this.#rows.values()].map((row) => row.element),
      h('label', { class: 'in-box' }, this.#toe, 'Take off the toe'),
      h(
        'p',
        { class: 'small soft' },
        'The toe is slack at the start of a curve, before its straight part (ASTM D638).',
      ),
    );
  }

  #example(): void {
    void this.#start(EXAMPLE_CSV, EXAMPLE_NAME);
    const adhesion = this.#rows.get('adhesion');
    if (adhesion && adhesion.text === '') adhesion.text = '0.8';
  }

  async #take(file: File): Promise<void> {
    const turn = ++this.#turn;
    this.#say(`Reading ${file.name} …`);
    try {
      checkFile(file.name, file.size);
      const text = await file.text();
      if (turn === this.#turn) await this.#start(text, file.name);
    } catch (e) {
      if (turn === this.#turn) this.#refuse(e);
    }
  }

  async #start(text: string, file: string): Promise<void> {
    this.#text = { text, file };
    const name = this.#rows.get('name');
    const stem = file.replace(/\.[^.]*$/, '').slice(0, 200);
    if (name) name.text = stem;
    await this.#read();
  }

  /** Read what was dropped; a result that is no longer wanted, and a file that is refused, change nothing. */
  async #read(): Promise<void> {
    if (this.#text === null) return;
    const turn = ++this.#turn;
    const { text, file } = this.#text;
    try {
      const loaded = await loadText(text, file, this.#toe.checked, () => turn === this.#turn);
      if (loaded === null || turn !== this.#turn) return;
      this.#loaded = loaded;
      this.#fail('');
      this.#say(`Read: ${file}`);
      this.#show();
    } catch (e) {
      if (turn === this.#turn) this.#refuse(e);
    }
  }

  #refuse(error: unknown): void {
    const kept = this.#loaded === null ? '' : ` ${this.#loaded.file} stays.`;
    this.#say('');
    const words = problemsOf(error).slice(0, 3).map(fileProblemWords);
    this.#text = null;
    this.#fail(`Not taken. ${words.join(' ')}${kept}`);
  }

  #say(words: string): void {
    if (words !== '') this.#fail('');
    this.#said.textContent = words;
  }

  #fail(words: string): void {
    this.#problem.hidden = words === '';
    this.#problem.textContent = words;
  }

  #texts(): BondTexts {
    const text = (key: BondKey) => this.#rows.get(key)?.text ?? '';
    return {
      name: text('name'),
      adhesion: text('adhesion'),
      peel: text('peel'),
      peelReference: text('peelReference'),
      angle: text('angle'),
    };
  }

  #show(): void {
    const loaded = this.#loaded;
    if (loaded === null) return;
    const { root } = this.#form.app;
    this.#fields.hidden = loaded.kind === 'binder';
    if (loaded.kind === 'binder') {
      ownBinderOf(this.#form.app).set(placeOf(loaded.binder));
      showBinder(this.#result, loaded, root, () => this.#apply(loaded.binder));
      return;
    }
    const composed = composeBinder(this.#texts(), loaded.fit, loaded.file);
    this.#mark(composed);
    if ('made' in composed) {
      const { made, adhesionGiven } = composed;
      ownBinderOf(this.#form.app).set(placeOfMeasured(loaded.fit, made, adhesionGiven));
    }
    showCurves(this.#result, loaded, composed, {
      root,
      toe: this.#toe.checked,
      use: () => this.#tryUse(composed),
      save: () => this.#save(composed),
    });
  }

  /** Problems beside their fields; what is only missing is said when it is needed. */
  #mark(composed: Composed, all = false): void {
    for (const row of this.#rows.values()) row.setProblem('');
    this.#fail('');
    if ('made' in composed || (composed.missing && !all)) return;
    for (const problem of composed.problems) {
      const row = this.#rows.get(problem.field as BondKey);
      // What follows from film and bond together belongs to no field.
      if (row) row.setProblem(bondProblemWords(problem));
      else this.#fail(problemWords(problem));
    }
  }

  #needed(composed: Composed): boolean {
    if ('made' in composed) return false;
    this.#mark(composed, true);
    this.#rows.get((composed.problems[0]?.field ?? 'name') as BondKey)?.focus();
    return true;
  }

  #tryUse(composed: Composed): void {
    if (!this.#needed(composed) && 'made' in composed) this.#apply(composed.made.binder);
  }

  #save(composed: Composed): void {
    if (this.#needed(composed) || !('made' in composed)) return;
    const { binder, provenance } = composed.made;
    const text = `${JSON.stringify({ ...binder, provenance }, null, 2)}\n`;
    saveFile(fileName(binder.name, 'json'), text, 'application/json');
  }

  #apply(binder: BinderConfig): void {
    const before = this.#form.ownBinder;
    this.#form.ownBinder = binder;
    const problem = this.#use(binder);
    if (problem !== '') this.#form.ownBinder = before;
    this.#fail(problem);
    this.#said.textContent = problem === '' ? `In use: ${binder.name}` : '';
  }

  /** A binder of one's own that came with a link or a file lies on the map too. */
  #followConfig(): void {
    const store = ownBinderOf(this.#form.app);
    this.#form.app.config.subscribe(({ binder }) => {
      const known = builtInName(binder) !== null || store.value?.name === binder.name;
      if (!known) store.set(placeOf(binder));
    });
  }
}

/** Problems of a file name its line; those of a binder in JSON its field. */
function fileProblemWords(problem: InputProblem): string {
  if (problem.field.startsWith('binder')) return problemWords(problem);
  const unit = problem.unit ? ` ${problem.unit}` : '';
  const text = String(problem.value ?? 'nothing');
  const value = text.length > 60 ? `${text.slice(0, 57)}…` : text || 'nothing';
  const hint = problem.hint ? ` ${plainWords(problem.hint)}` : '';
  const [file, number, rest] = /^(.*):(\d+)(.*)$/.exec(problem.field)?.slice(1) ?? [problem.field, '', ''];
  const where = number === '' ? file : `${file}, line ${number}${rest === '' ? '' : `,${rest}`}`;
  return `${where}: got ${value}${unit}; allowed: ${problem.allowed}${unit}.${hint}`;
}
