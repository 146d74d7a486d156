/** The inputs of the page: your binder, your electrode, what you changed. They set `app.config`, checked. */
import type { App } from '../app.js';
import { adoptStyle, h } from '../dom.js';
import binderSheet from './binder.css';
import { createBinderCard } from './binder-card.js';
import { createChangesCard } from './changes-card.js';
import { createElectrodeCard } from './electrode-card.js';
import { Form } from './form.js';
import sheet from './inputs.css';

/** Fill the column of the inputs. */
export function createInputs(host: HTMLElement, app: App): void {
  adoptStyle(sheet, app.root);
  adoptStyle(binderSheet, app.root);
  const form = new Form(app);
  const card = () => h('section', { class: 'card in-card' });
  const [binder, electrode, changes] = [card(), card(), card()];
  binder.setAttribute('aria-label', 'Your binder');
  electrode.setAttribute('aria-label', 'Your electrode');
  changes.setAttribute('aria-label', 'What you changed');
  host.classList.add('in-inputs');
  host.replaceChildren(binder, electrode, changes);
  createBinderCard(binder, form);
  const goTo = createElectrodeCard(electrode, form);
  createChangesCard(changes, form, goTo);
}
