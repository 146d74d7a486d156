/** What choosing a binder does: set it, and run where that takes seconds. */
import type { BinderConfig, Config } from '../../config/config-types.js';
import { isQuick, slowWords } from './derived.js';
import { changed } from './edit.js';
import type { Form } from './form.js';
import { problemWords } from './problems.js';

/** What came of it: why the run did not start by itself, or why the binder was not taken; empty when all went well. */
export interface Applied {
  readonly said: string;
  readonly problem: string;
}

/** Use a binder. One that does not pass the check changes nothing. */
export function applyBinder(form: Form, binder: BinderConfig): Applied {
  const result = changed(form.config, new Map([['binder', binder]]));
  if (Array.isArray(result)) return { said: '', problem: result.map(problemWords).join(' ') };
  form.take(result as Config);
  if (!isQuick(form.config)) return { said: slowWords(form.config), problem: '' };
  void form.app.start();
  return { said: '', problem: '' };
}
