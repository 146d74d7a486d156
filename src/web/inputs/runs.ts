/** What choosing a binder does: set it, and run where that takes seconds. */
import type { BinderConfig } from '../../model/config-types.js';
import { isQuick, slowWords } from './derived.js';
import type { Form } from './form.js';

/** Use a binder. @returns why the run did not start by itself; empty when it did. */
export function applyBinder(form: Form, binder: BinderConfig): string {
  form.replace({ ...form.config, binder });
  if (!isQuick(form.config)) return slowWords(form.config);
  void form.app.start();
  return '';
}
