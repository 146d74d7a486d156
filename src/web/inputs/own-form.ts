/** A binder of one's own: drop a tensile table or a binder, say what is known of the bond, look, use. */
import type { BinderConfig } from '../../config/config-types.js';
import { decodeText } from '../../core/decode.js';
import { h, saveFile } from '../dom.js';
import {
  BOND_FIELDS,
  type BondKey,
  type BondTexts,
  bondProblemWords,
  type Composed,
  composeBinder,
} from './bond.js';
import { fileName } from './command.js';
import { dropZone, takeDrops } from './drop-zone.js';
import { builtInName, isOwn, sameBinder } from './edit.js';
import { EXAMPLE_CSV, EXAMPLE_NAME } from './example.js';
import type { Form } from './form.js';
import { checkFile, type Loaded, loadText } from './load-curve.js';
import { isSamePlace, type OwnBinder, ownBinderOf, placeOf, placeOfMeasured } from './own-binder.js';
import { showBinder, showCurves } from './own-result.js';
import { SampleForm } from './own-sample.js';
import { type PlainRow, plainRow } from './plain-row.js';
import { fileProblemWords, problemsOf, problemWords } from './problems.js';
import { settled } from './settle.js';

/** Text of a file. */
interface Source {
  readonly text: string;
  readonly file: string;
}

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
  readonly #notes = h('div', { class: 'in-result' });
  /** Whether the binder of this form is the one in use. */
  readonly #state = h('p', { class: 'small in-state', role: 'status' });
  readonly #useButton = button('Use this binder', 'primary', () => this.#tryUse());
  readonly #saveButton = button('Save as JSON', '', () => this.#save());
  readonly #buttons = h('div', { class: 'row', hidden: true }, this.#useButton, this.#saveButton);
  readonly #sample = new SampleForm(() => this.#again());
  readonly #fields = h('div', { class: 'in-bond', hidden: true });
  /** Counts files: what an earlier one still computes is dropped. */
  #turn = 0;
  /** What was read last, to be read again with another choice about the toe. */
  #source: Source | null = null;
  /** What was tried last. */
  #tried: Source | null = null;
  #loaded: Loaded | null = null;
  /** What is on show: nothing is drawn anew for the same. */
  #shown: { loaded: Loaded; texts: string } | null = null;
  #composed: Composed | null = null;
  /** Place on the map of the binder that was used last. */
  #usedPlace: OwnBinder | null = null;
  readonly #show = () => this.#draw();

  constructor(form: Form, use: (binder: BinderConfig) => string) {
    this.#form = form;
    this.#use = use;
    const drop = dropZone({ take: (file) => void this.#take(file), example: () => void this.#example() });
    this.#makeFields();
    this.element = h(
      'details',
      { class: 'in-more in-own' },
      h('summary', {}, 'Measured your own? Drop its tensile curve'),
      drop,
      this.#problem,
      this.#said,
      this.#sample.element,
      this.#fields,
      this.#result,
      this.#buttons,
      this.#state,
      this.#notes,
    );
    takeDrops(this.element, drop, (file) => void this.#take(file));
    this.#followConfig();
    form.watch(() => this.#tellState());
  }

  #makeFields(): void {
    // A button that is being pressed must not be moved by what leaving the field has to say.
    const change = () => settled([this.#show]);
    const typed = () => this.#tellState();
    const enter = () => {
      this.#draw();
      if (!this.#useButton.disabled) this.#tryUse();
    };
    const calls = { change, typed, enter };
    const name = plainRow({
      label: 'Name',
      unit: '',
      description: 'Name for tables and figures.',
      allowed: '1 to 200 letters',
      placeholder: '',
      ...calls,
    });
    this.#rows.set('name', name);
    for (const field of BOND_FIELDS) {
      const allowed = field.range.join(' to ');
      this.#rows.set(field.key, plainRow({ ...field, allowed, ...calls }));
    }
    this.#toe.addEventListener('change', () => this.#again(this.#source ?? this.#tried));
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

  async #example(): Promise<void> {
    const adhesion = this.#rows.get('adhesion');
    if (adhesion && adhesion.text === '') adhesion.text = '0.8';
    await this.#read({ text: EXAMPLE_CSV, file: EXAMPLE_NAME }, ++this.#turn);
  }

  async #take(file: File): Promise<void> {
    const turn = ++this.#turn;
    this.#say(`Reading ${file.name} …`);
    try {
      checkFile(file.name, file.size);
      const { text } = decodeText(new Uint8Array(await file.arrayBuffer()));
      await this.#read({ text, file: file.name }, turn);
    } catch (e) {
      if (turn === this.#turn) this.#refuse(e);
    }
  }

  /** Read a text; a result that is no longer wanted, and a file that is refused, change nothing. */
  async #read(source: Source, turn: number): Promise<void> {
    // A file that was refused may be read once the size of its specimen is typed.
    this.#tried = source;
    try {
      const how = { toe: this.#toe.checked, ...this.#sample.read() };
      const loaded = await loadText(source.text, source.file, how, () => turn === this.#turn);
      if (loaded === null || turn !== this.#turn) return;
      const name = this.#rows.get('name');
      if (name && this.#source?.file !== source.file)
        name.text = source.file.replace(/\.[^.]*$/, '').slice(0, 200);
      this.#source = source;
      this.#loaded = loaded;
      this.#say(`Read: ${source.file}`);
      this.#show();
    } catch (e) {
      if (turn === this.#turn) this.#refuse(e);
    }
  }

  #again(source = this.#tried ?? this.#source): void {
    if (source !== null) void this.#read(source, ++this.#turn);
  }

  #refuse(error: unknown): void {
    const kept = this.#loaded === null ? '' : ` ${this.#loaded.file} stays.`;
    this.#say('');
    const words = problemsOf(error).slice(0, 3).map(fileProblemWords);
    if (words.some((w) => w.includes('“Specimen and modulus”'))) this.#sample.open();
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

  /** Take what the fields hold, and show what came of it. */
  #draw(): void {
    const loaded = this.#loaded;
    if (loaded === null) return;
    const texts = loaded.kind === 'binder' ? '' : JSON.stringify(this.#texts());
    if (this.#shown?.loaded === loaded && this.#shown.texts === texts) return;
    this.#shown = { loaded, texts };
    const at = { picture: this.#result, notes: this.#notes, root: this.#form.app.root };
    this.#fields.hidden = loaded.kind === 'binder';
    this.#saveButton.hidden = loaded.kind === 'binder';
    this.#buttons.hidden = false;
    this.#composed = null;
    if (loaded.kind === 'binder') showBinder(at, loaded);
    else {
      this.#composed = composeBinder(this.#texts(), loaded.fit, loaded.file);
      this.#mark(this.#composed);
      showCurves(at, loaded, this.#composed, this.#toe.checked);
    }
    const place = this.#place();
    if (place !== null) ownBinderOf(this.#form.app).set(place);
    this.#tellState();
  }

  /** Where the binder on show lies on the map; null while it is not complete. */
  #place(): OwnBinder | null {
    const [loaded, composed] = [this.#loaded, this.#composed];
    if (loaded?.kind === 'binder') return placeOf(loaded.binder);
    if (!loaded || !composed || !('made' in composed)) return null;
    return placeOfMeasured(loaded.fit, composed.made, composed.adhesionGiven);
  }

  /** The binder that film and fields make as they stand, also while something is being typed. */
  #candidate(): BinderConfig | null {
    const loaded = this.#loaded;
    if (loaded === null) return null;
    if (loaded.kind === 'binder') return loaded.binder;
    const composed = composeBinder(this.#texts(), loaded.fit, loaded.file);
    return 'made' in composed ? composed.made.binder : null;
  }

  #tellState(): void {
    const { adhesion, peel } = this.#texts();
    this.#useButton.disabled = this.#loaded?.kind !== 'binder' && `${adhesion}${peel}`.trim() === '';
    this.#state.textContent = this.#stateWords();
  }

  #stateWords(): string {
    const { ownBinder: used, config } = this.#form;
    if (used === null || this.#loaded === null) return '';
    const binder = this.#candidate();
    if (binder === null || !sameBinder(binder, used)) return 'Changed, not used yet';
    return sameBinder(binder, config.binder) ? `In use: ${binder.name}` : 'Not in use now';
  }

  /** Problems beside their fields; what is only missing is said when it is needed. */
  #mark(composed: Composed, all = false): void {
    for (const row of this.#rows.values()) row.setProblem('');
    this.#fail('');
    if ('made' in composed) {
      for (const [key, words] of Object.entries(composed.questions))
        this.#rows.get(key as BondKey)?.setProblem(words, false);
    }
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

  /** Take what the fields hold and use the binder they make. */
  #tryUse(): void {
    this.#draw();
    const [loaded, composed] = [this.#loaded, this.#composed];
    if (loaded?.kind === 'binder') this.#apply(loaded.binder);
    else if (composed && !this.#needed(composed) && 'made' in composed) this.#apply(composed.made.binder);
  }

  #save(): void {
    this.#draw();
    const composed = this.#composed;
    if (!composed || this.#needed(composed) || !('made' in composed)) return;
    const { binder, provenance } = composed.made;
    const text = `${JSON.stringify({ ...binder, provenance }, null, 2)}\n`;
    saveFile(fileName(binder.name, 'json'), text, 'application/json');
  }

  #apply(binder: BinderConfig): void {
    const [before, place] = [this.#form.ownBinder, this.#usedPlace];
    this.#form.ownBinder = binder;
    this.#usedPlace = this.#place();
    const problem = this.#use(binder);
    if (problem !== '') {
      this.#form.ownBinder = before;
      this.#usedPlace = place;
    }
    this.#fail(problem);
    this.#tellState();
  }

  /** A binder that came with a link, a file or a field lies on the map too; the ranges of one measured here stay. */
  #followConfig(): void {
    const store = ownBinderOf(this.#form.app);
    this.#form.app.config.subscribe(({ binder }) => {
      const old = store.value;
      if (builtInName(binder) !== null) {
        if (old?.name.endsWith(CHANGED)) store.set(null);
        return;
      }
      const { ownBinder: own } = this.#form;
      if (own !== null && this.#usedPlace !== null && sameBinder(own, binder)) {
        store.set(this.#usedPlace);
        return;
      }
      const place = placeOf(isOwn(binder) ? binder : { ...binder, name: `${binder.name}${CHANGED}` });
      const known = [this.#usedPlace, old].find((one) => one !== null && isSamePlace(one, place));
      store.set(known ?? place);
    });
  }
}

/** Marks a built-in binder of which fields were changed. */
const CHANGED = ', changed';

/** A button that leaves the focus in the field where it is: pressing it must not change the form before the release. */
function button(words: string, kind: string, press: () => void): HTMLButtonElement {
  const made = h('button', { type: 'button', class: kind, onclick: press }, words);
  made.addEventListener('mousedown', (e) => e.preventDefault());
  return made;
}
