/** One of two electrodes in three dimensions, its camera locked to the other's. */
import type { Moment } from '../../process/moments.js';
import type { App } from '../app.js';
import { h } from '../dom.js';
import type { LiveRun } from '../run.js';
import type { CanvasOptions, ElectrodeCanvas } from '../scene/canvas-types.js';
import { type CameraState, DEFAULT_CAMERA, DEFAULT_DISPLAY, type DisplayOptions } from '../scene/options.js';
import { Store } from '../store.js';
import type { Look } from './side.js';

/** What both pictures look with: one camera, one display, one kind of picture. */
export interface SharedView {
  readonly mode: Store<'section' | '3d'>;
  readonly camera: Store<CameraState>;
  readonly display: Store<DisplayOptions>;
}

/** A view for two pictures. */
export function sharedView(): SharedView {
  return {
    mode: new Store<'section' | '3d'>('section'),
    camera: new Store(DEFAULT_CAMERA),
    display: new Store(DEFAULT_DISPLAY),
  };
}

/** The same colours and magnification for both, as in the sections. */
export function displayOf(look: Look): DisplayOptions {
  return { ...DEFAULT_DISPLAY, range: [look.colours.low, look.colours.high], magnify: look.magnify };
}

/** A picture that is made when it is first wanted. */
export class Side3D {
  readonly node = h('div', { class: 'compare-scene', hidden: true });
  readonly #options: CanvasOptions;
  readonly #run = new Store<LiveRun | null>(null);
  #moment: Moment | null = null;
  #canvas: Promise<ElectrodeCanvas> | undefined;

  constructor(app: App, { camera, display }: SharedView) {
    const moment = (): Moment | null => this.#moment;
    this.#options = { root: app.root, theme: app.theme, run: this.#run, moment, camera, display };
  }

  /** Show a run at a moment. */
  async draw(run: LiveRun, moment: Moment): Promise<void> {
    this.#moment = moment;
    this.#run.set(run);
    this.#canvas ??= import('../scene/canvas.js').then(({ createElectrodeCanvas }) =>
      createElectrodeCanvas(this.node, this.#options),
    );
    (await this.#canvas).update();
  }
}
