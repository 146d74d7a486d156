/** The form between its fields and the configuration: what was typed and is not possible yet is kept apart. */

import type { BinderConfig, Config } from '../../config/config-types.js';
import { type FieldInfo, fields } from '../../config/fields.js';
import type { InputProblem } from '../../core/errors.js';
import { checkConfig } from '../../model/check-config.js';
import { INSTEAD } from '../../model/follow.js';
import type { App } from '../app.js';
import { baseOf, type Change, changed, changesOf, same, valueAt } from './edit.js';
import { fullLabel } from './labels.js';
import { fieldOf, problemWords } from './problems.js';
import { settled } from './settle.js';
import { readField, showValue } from './values.js';

/** Something typed that the configuration has not taken. */
interface Draft {
  readonly text: string;
  /** Set when the text could be read; the value is then in contradiction with something. */
  readonly value?: unknown;
  /** Set when it could not. */
  readonly words?: string;
}

/** Fields, drafts and problems of one page. `app.config` only ever holds what passed the check. */
export class Form {
  readonly app: App;
  /** The binder of one's own as it was loaded: what its fields go back to. */
  ownBinder: BinderConfig | null = null;
  readonly #drafts = new Map<string, Draft>();
  #problems = new Map<string, string[]>();
  readonly #listeners = new Set<() => void>();
  #base: { config: Config; own: BinderConfig | null; base: Config } | null = null;
  #setting = false;
  /** The configuration that the drafts were typed beside. */
  #seen: Config;

  constructor(app: App) {
    this.app = app;
    this.#seen = app.config.value;
    app.config.subscribe(() => {
      if (!this.#setting) this.#follow();
      this.#tell();
    }, true);
  }

  /** Call on every change of values or problems, and now. */
  watch(listener: () => void): void {
    this.#listeners.add(listener);
    listener();
  }

  get config(): Config {
    return this.app.config.value;
  }

  /** What the configuration would be without changes. */
  get base(): Config {
    const { config, ownBinder: own } = this;
    if (this.#base?.config !== config || this.#base.own !== own) {
      this.#base = { config, own, base: baseOf(config, own) };
    }
    return this.#base.base;
  }

  info(path: string): FieldInfo {
    const info = fields().get(path);
    if (info === undefined) throw new Error(`there is no field ${path}`);
    return info;
  }

  /** Text on show in a field: what was typed and is not possible yet, else the configuration's value. */
  text(path: string): string {
    return this.#drafts.get(path)?.text ?? showValue(valueAt(this.config, path));
  }

  /** Value on show: that of a draft that could be read, else the configuration's. */
  value(path: string): unknown {
    const draft = this.#drafts.get(path);
    return draft !== undefined && 'value' in draft ? draft.value : valueAt(this.config, path);
  }

  /** Problems of a field, in words. */
  problems(path: string): readonly string[] {
    return this.#problems.get(path) ?? [];
  }

  /** Fields with problems, with their words. */
  get allProblems(): ReadonlyMap<string, readonly string[]> {
    return this.#problems;
  }

  /** Whether anything that was typed waits to become possible. */
  get waiting(): boolean {
    return this.#drafts.size > 0;
  }

  changes(): Change[] {
    return changesOf(this.config, this.base);
  }

  isChanged(path: string): boolean {
    return this.#drafts.has(path) || !same(valueAt(this.config, path), valueAt(this.base, path));
  }

  /** Take what was typed into a field. Nothing typed: back to the default. */
  type(path: string, text: string): void {
    if (text.trim() === '') {
      this.reset(path);
      return;
    }
    // What waited may have become possible.
    if (text === this.text(path) && !this.#drafts.has(path)) return;
    const read = readField(this.info(path), text);
    this.#take(path, 'words' in read ? { text, words: read.words } : { text, value: read.value });
  }

  /** Set the value of a field that cannot be mistyped. */
  set(path: string, value: unknown): void {
    this.#take(path, { text: showValue(value), value });
  }

  /** Back to the default. */
  reset(path: string): void {
    const value = valueAt(this.base, path);
    // Of thickness and porosity the one that is not given has no value to go back to.
    if (value === null && path in INSTEAD) {
      this.#drafts.delete(path);
      this.#weigh();
      this.#tell();
      return;
    }
    this.set(path, value);
  }

  /** Everything back to the preset and the binder that was chosen. */
  resetAll(): void {
    this.#forget();
    this.#commit(checkConfig(this.base));
    this.#tell();
  }

  /** Replace the whole configuration. */
  replace(config: Config): void {
    this.#forget();
    this.#commit(config);
    this.#tell();
  }

  /** Take over a configuration; what is typed in fields that it leaves alone goes on waiting. */
  take(config: Config): void {
    this.#commit(config, true);
    this.#tell();
  }

  #take(path: string, draft: Draft): void {
    const other = INSTEAD[path];
    if (other !== undefined) this.#drafts.delete(other);
    this.#drafts.set(path, draft);
    this.#weigh(path);
    this.#tell();
  }

  /** Take over all drafts together if they are possible together, else the last one alone if that is. */
  #weigh(last?: string): void {
    const readable = this.#readable();
    const together = changed(this.config, readable);
    if (!Array.isArray(together)) {
      for (const path of readable.keys()) this.#drafts.delete(path);
      this.#commit(together as Config);
    } else if (last !== undefined && readable.has(last) && readable.size > 1) {
      const alone = changed(this.config, new Map([[last, readable.get(last)]]));
      if (!Array.isArray(alone)) {
        this.#drafts.delete(last);
        this.#commit(alone as Config);
      }
    }
    this.#explain();
  }

  #readable(): Map<string, unknown> {
    const out = new Map<string, unknown>();
    for (const [path, draft] of this.#drafts) if ('value' in draft) out.set(path, draft.value);
    return out;
  }

  /** Say of every field what is wrong with it, and of a draft without a fault of its own why it has to wait. */
  #explain(): void {
    const found = new Map<string, string[]>();
    const add = (path: string, words: string) => found.set(path, [...(found.get(path) ?? []), words]);
    const drafts = this.#readable();
    const result = drafts.size === 0 ? this.config : changed(this.config, drafts);
    const problems = Array.isArray(result) ? (result as InputProblem[]) : [];
    for (const problem of problems) add(fieldOf(problem), problemWords(problem));
    for (const [path, draft] of this.#drafts) {
      if (draft.words !== undefined) add(path, `${fullLabel(path)}: ${draft.words}`);
      else if (problems.length === 0) {
        add(path, `${draft.text} is not used yet: it is possible now, press Enter in the field to use it.`);
      } else if (!found.has(path)) {
        const others = [...found.keys()].map(fullLabel).join(', ');
        add(path, `${draft.text} is not used yet: it does not go with ${others}.`);
      }
    }
    this.#problems = found;
  }

  #forget(): void {
    this.#drafts.clear();
    this.#problems = new Map();
  }

  /** The configuration was changed elsewhere: what was typed goes only where it changed. */
  #follow(): void {
    const [before, after] = [this.#seen, this.config];
    this.#seen = after;
    const binder = !same(before.binder, after.binder);
    for (const path of this.#drafts.keys()) {
      const of = path.startsWith('binder.') ? binder : !same(valueAt(before, path), valueAt(after, path));
      if (of) this.#drafts.delete(path);
    }
    this.#explain();
  }

  #commit(config: Config, follow = false): void {
    this.#setting = !follow;
    try {
      this.app.config.set(config);
    } finally {
      this.#setting = false;
      this.#seen = this.config;
    }
  }

  #tell(): void {
    settled(this.#listeners);
  }
}
