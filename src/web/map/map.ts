/** The map: where on toughness × adhesion this electrode cracks, computed here or read from files. */

import type { Config } from '../../config/config-types.js';
import type { BinderName } from '../../materials/binder-ratios.js';
import { binderNames, scaleAdhesion, scaleToughness } from '../../materials/binders.js';
import { checkConfig } from '../../model/check-config.js';
import { estimateGrid } from '../../output/map/estimate.js';
import { type MapAxes, mapGrid } from '../../output/map/grid.js';
import type { MapShape } from '../../output/map/layout.js';
import { mapSvg } from '../../output/map/map.js';
import type { App } from '../app.js';
import { adoptStyle, fill, h } from '../dom.js';
import { ownBinderOf } from '../inputs/own-binder.js';
import { createControls } from './controls.js';
import { Figure } from './figure.js';
import { createFiles } from './files.js';
import { createForm, type MapForm, setWords } from './form.js';
import css from './map.css';
import { axesOf } from './order.js';
import { marks, ownMark, type Place, withBinder } from './places.js';
import { PageSweep } from './sweep.js';
import { answerWords } from './words.js';

/** At most this often while rows come in, ms. */
const REDRAW = 400;
/** Below this width the legend stands under the plot, px. */
const NARROW = 620;

/** Show the map in `host`; it dispatches `fibril-show` (detail: the view to show) when a point is run. */
export function createMapView(host: HTMLElement, app: App): void {
  adoptStyle(css, app.root);
  new MapView(host, app);
}

class MapView {
  readonly #host: HTMLElement;
  readonly #app: App;
  readonly #sweep: PageSweep;
  readonly #form: MapForm;
  readonly #figure: Figure;
  readonly #answer = h('p', { class: 'map-answer', 'aria-live': 'polite' });
  /** Configurations that this map has run: looking at a point changes the inputs, but not what the map is of. */
  readonly #bases = new WeakMap<Config, Config>();
  #axes: MapAxes | null = null;
  #shape: MapShape = 'wide';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #drawn = -Infinity;
  #stale = false;
  /** How long the last drawing took, ms. */
  #drawing = 0;

  constructor(host: HTMLElement, app: App) {
    this.#host = host;
    this.#app = app;
    this.#sweep = new PageSweep(app.engine);
    app.signal.addEventListener('abort', () => this.#sweep.cancel());
    this.#form = createForm(
      () => this.#asked(),
      () => this.#redraw(),
    );
    this.#figure = new Figure(app.root, {
      runPlace: (place) => this.#run(this.#configAt(place)),
      runBinder: (name) => this.#run(withBinder(this.#base(), name)),
      home: () => this.#home(),
    });
    const base = (): Config => this.#base();
    const controls = createControls(app, this.#sweep, this.#form, base);
    const files = createFiles(this.#host, this.#sweep, {
      svg: () => this.#markup('wide', true),
      theme: () => app.theme.value,
      core: () => app.engine.core(),
      shown: () => this.#loaded(),
    });
    fill(host, this.#form.element, controls, this.#figure.element, this.#binders(), this.#answer, files);
    this.#follow();
    this.#asked();
  }

  #follow(): void {
    const { state } = this.#sweep;
    state.subscribe(() => this.#later(), true);
    this.#app.config.subscribe(() => this.#later(), true);
    ownBinderOf(this.#app).subscribe(() => this.#later(), true);
    new ResizeObserver(([entry]) => {
      const width = entry?.contentRect.width ?? 0;
      if (width === 0) return;
      const shape = width < NARROW ? 'narrow' : 'wide';
      if (shape === this.#shape && !this.#stale) return;
      this.#shape = shape;
      this.#redraw();
    }).observe(this.#host);
  }

  /** The configuration that a map computed now would be of. */
  #base(): Config {
    const config = this.#app.config.value;
    return this.#bases.get(config) ?? config;
  }

  #asked(): void {
    const question = this.#form.read();
    if (question !== null) {
      this.#axes = { toughness: question.toughness.values, adhesion: question.adhesion.values };
    }
    if (this.#sweep.state.value.plan === null) this.#redraw();
  }

  #loaded(): void {
    const { plan } = this.#sweep.state.value;
    if (plan === null) return;
    const { toughness, adhesion, config } = plan.spec;
    this.#form.write(toughness, adhesion, plan.seeds.length);
    // What is on the map is what the inputs say from now on.
    this.#app.config.set(config);
  }

  #later(): void {
    if (this.#timer !== undefined) return;
    // On a slow machine less often: drawing is to take a small part of the time.
    const pause = Math.max(REDRAW, 8 * this.#drawing);
    const wait = Math.max(0, this.#drawn + pause - performance.now());
    this.#timer = setTimeout(() => this.#redraw(), wait);
  }

  #shownAxes(): MapAxes | null {
    const { plan } = this.#sweep.state.value;
    return plan === null ? this.#axes : axesOf(plan);
  }

  /** The map as SVG; `tips`: with the numbers as tooltips, which the figure's card has no need of. */
  #markup(shape: MapShape, tips: boolean): string | null {
    const axes = this.#shownAxes();
    if (axes === null) return null;
    const { plan, rows } = this.#sweep.state.value;
    const preset = plan?.spec.config.preset ?? null;
    return mapSvg(
      {
        rows: [...rows.values()],
        binders: marks(this.#app.config.value, ownBinderOf(this.#app).value),
        axes,
        ...(plan === null ? {} : { engine: plan.spec.engineHash }),
        ...(preset === null ? {} : { electrode: preset }),
      },
      { moment: this.#form.moment(), shape, tips },
    );
  }

  #redraw(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    // Nobody sees it: drawn when its tab is shown again.
    this.#stale = this.#host.offsetParent === null;
    if (this.#stale) return;
    this.#drawn = performance.now();
    const axes = this.#shownAxes();
    const markup = this.#markup(this.#shape, false);
    if (axes === null || markup === null) return;
    const { state } = this.#sweep;
    const moment = this.#form.moment();
    const grid = estimateGrid(mapGrid([...state.value.rows.values()], moment, axes));
    this.#figure.draw({ markup, axes, grid, shape: this.#shape });
    this.#drawing = performance.now() - this.#drawn;
    setWords(this.#answer, answerWords(state.value, moment, this.#app.config.value.binder));
  }

  /** The very configuration of a point: what the sweep computes there, with its first seed. */
  #configAt({ row, column }: Place): Config {
    const { plan } = this.#sweep.state.value;
    if (plan !== null) {
      const index = (column * plan.spec.adhesion.count + row) * plan.seeds.length;
      const { config } = plan.points[index];
      this.#bases.set(config, plan.spec.config);
      return config;
    }
    const base = this.#base();
    const tougher = scaleToughness(base.binder, this.#axes?.toughness[column] ?? 1);
    const config = checkConfig({ ...base, binder: scaleAdhesion(tougher, this.#axes?.adhesion[row] ?? 1) });
    this.#bases.set(config, base);
    return config;
  }

  #run(config: Config): void {
    if (!this.#bases.has(config)) this.#bases.set(config, this.#base());
    this.#app.config.set(config);
    void this.#app.start(config);
    this.#host.dispatchEvent(
      new CustomEvent('fibril-show', { detail: 'electrode', bubbles: true, composed: true }),
    );
  }

  /** The point closest to the user's binder. */
  #home(): Place {
    const axes = this.#shownAxes();
    const { toughness_MPa, adhesion_J_m2 } = ownMark(this.#app.config.value.binder);
    const nearest = (list: readonly number[], value: number): number =>
      list.reduce(
        (best, v, k) => (Math.abs(Math.log(v / value)) < Math.abs(Math.log(list[best] / value)) ? k : best),
        0,
      );
    return {
      row: nearest(axes?.adhesion ?? [1], adhesion_J_m2.median),
      column: nearest(axes?.toughness ?? [1], toughness_MPa.median),
    };
  }

  #binders(): HTMLElement {
    const button = (name: BinderName): HTMLElement =>
      h('button', { type: 'button', onclick: () => this.#run(withBinder(this.#base(), name)) }, name);
    return h(
      'div',
      { class: 'row', role: 'group', 'aria-label': 'Run a binder' },
      h('span', { class: 'small soft' }, 'Run a binder'),
      ...binderNames().map(button),
    );
  }
}
