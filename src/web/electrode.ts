/** The electrode's tab: the picture above, its life line below. */
import type { App } from './app.js';
import { h } from './dom.js';
import { firstPicture } from './first.js';
import { createPicture } from './scene/picture.js';

/** Fill the tab. */
export function createElectrodeView(host: HTMLElement, app: App): void {
  const picture = h('div', { class: 'picture' });
  const life = h('div', { class: 'life card' });
  host.replaceChildren(picture, life);
  createPicture(picture, app);
  void firstPicture(app)
    .then(() => import('./later.js'))
    .then(({ createLife }) => createLife(life, app));
}
