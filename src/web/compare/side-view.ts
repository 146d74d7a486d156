/** One of the two pictures with its words. */
import type { Moment } from '../../process/moments.js';
import type { App } from '../app.js';
import { fill, freshId, h } from '../dom.js';
import { momentWords, placeWords } from '../life/words.js';
import { isActive, type LiveRun } from '../run.js';
import { momentAt, type Place } from './places.js';
import { drawSide, type Look, type SideHost } from './side.js';
import { type SharedView, Side3D } from './side-3d.js';

/** Picture A or B. */
export class SideView {
  readonly node: HTMLElement;
  readonly #name: string;
  readonly #title = h('h3');
  readonly #words = h('p', { class: 'small' });
  readonly #host: SideHost;
  readonly #scene: Side3D;
  readonly #shared: SharedView;
  #run: LiveRun | null = null;
  #moment: Moment | null = null;
  #drawn: readonly unknown[] = [];

  constructor(name: string, app: App, shared: SharedView) {
    this.#name = name;
    this.#shared = shared;
    this.#host = { node: h('div', { class: 'compare-picture' }), root: app.root, id: freshId('side') };
    this.#scene = new Side3D(app, shared);
    const title = h('div', { class: 'compare-title' }, this.#title, this.#words);
    this.node = h('section', { class: 'compare-side' }, title, this.#host.node, this.#scene.node);
  }

  /** Another run or place: its words. */
  tell(run: LiveRun | null, place: Place | undefined): void {
    this.node.hidden = run === null;
    this.#run = run;
    this.#moment = run && place ? momentAt(run.moments, place) : null;
    if (run === null) return;
    this.#title.textContent = `${this.#name}: ${run.config.binder.name}`;
    this.#words.textContent = this.#moment ? momentWords(this.#moment) : missing(run, place);
  }

  /** Draw what was told last, unless it is drawn already. */
  draw(look: Look | null): void {
    const [run, moment] = [this.#run, this.#moment];
    const deep = this.#shared.mode.value === '3d';
    this.#host.node.hidden = deep;
    this.#scene.node.hidden = !deep;
    if (deep) {
      if (run && moment) void this.#scene.draw(run, moment);
      return;
    }
    const now = [run?.id, moment, look, this.#host.node.clientWidth];
    if (now.every((v, k) => v === this.#drawn[k])) return;
    this.#drawn = now;
    if (run && moment && look) drawSide(this.#host, run, moment, look);
    else fill(this.#host.node);
  }
}

function missing(run: LiveRun, place: Place | undefined): string {
  if (run.status === 'failed') return run.reason ?? 'this run failed';
  if (place === undefined || run.moments.length === 0) return 'building the electrode …';
  const stage = placeWords({ ...place, fraction: 1 }).replace('end of ', '');
  return isActive(run) ? `has not come to ${stage} yet` : `has no moment of ${stage}`;
}
