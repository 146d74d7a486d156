/**
 * One picture of an electrode: three-dimensional where WebGL2 is, a section until it has loaded and where it is
 * not. It is drawn only when something has changed. Two of them with one camera store move as one.
 */
import { adoptStyle, fill, freshId, h, svgElement } from '../dom.js';
import { isActive } from '../run.js';
import type { Store, Unsubscribe } from '../store.js';
import { type Buffers, buffersOf, frameHeight, shapeOf } from './buffers.js';
import { type Eye, eyeOf, rayThrough } from './camera.js';
import type { CanvasOptions, Drawn, ElectrodeCanvas } from './canvas-types.js';
import { steer } from './input.js';
import type { DisplayOptions, Subject } from './options.js';
import { overlay, svgAround } from './overlay.js';
import { Pace } from './pace.js';
import { nextPicked, pickAlong } from './pick.js';
import css from './picture.css';
import { magnification, scaleOf } from './quantity.js';
import { rasterise } from './raster.js';
import { drawSection, figure, type Section } from './section.js';
import type { View3D } from './view3d.js';
import { momentLabel, pictureLabel } from './words.js';

const NO_WEBGL =
  'This browser offers no WebGL2, so the electrode is shown as a section. Everything else works as it should.';
const LOST =
  'The graphics card was taken away (WebGL context lost); the section is shown until it comes back.';

/** Make a picture in `host`. */
export function createElectrodeCanvas(host: HTMLElement, options: CanvasOptions): ElectrodeCanvas {
  return new Picture(host, options);
}

class Picture implements ElectrodeCanvas {
  readonly #o: CanvasOptions;
  readonly #frame: HTMLElement;
  readonly #flat = h('div', { class: 'scene-flat' });
  readonly #over = h('div', { class: 'scene-over', 'aria-hidden': 'true' });
  readonly #name = h('p', { class: 'scene-name small' });
  readonly #said = h('p', { class: 'scene-said small', role: 'status', hidden: true });
  readonly #canvas = h('canvas', { class: 'scene-canvas', role: 'img', tabindex: 0, hidden: true });
  readonly #stop = new AbortController();
  readonly #ends: Unsubscribe[] = [];
  readonly #id = freshId('scene');
  readonly #pace: Pace;
  #view: View3D | null = null;
  #problem: string | null = null;
  #lost = false;
  #stale = true;
  #buffers: Buffers | null = null;
  #drawn: Drawn | null = null;
  #eye: Eye | null = null;
  #width = 0;
  #height = 0;
  #flatKey: unknown[] = [];
  #flatCut = '';
  #overMarkup = '';

  constructor(host: HTMLElement, options: CanvasOptions) {
    this.#o = options;
    adoptStyle(css, options.root);
    this.#frame = h('div', { class: 'scene-frame' }, this.#flat, this.#canvas, this.#over, this.#name);
    fill(host, this.#said, this.#frame);
    this.#pace = new Pace(
      () => this.#draw(),
      () => isActive(options.run.value),
    );
    const stale = (): void => this.update();
    const { run, theme, display, camera, picked, mode } = options;
    for (const store of [run, theme, display, picked, mode])
      if (store) this.#ends.push((store as Store<unknown>).subscribe(stale, true));
    this.#ends.push(camera.subscribe(() => this.#pace.moving(), true));
    const watch = new ResizeObserver(([entry]) => this.#measure(entry?.contentRect.width ?? 0));
    watch.observe(this.#frame);
    this.#ends.push(() => watch.disconnect());
    this.#listen();
    void (options.ready ?? Promise.resolve()).then(() => this.#load());
  }

  update(): void {
    this.#stale = true;
    this.#pace.changed();
  }

  dispose(): void {
    this.#stop.abort();
    for (const end of this.#ends) end();
    this.#pace.stop();
    this.#view?.dispose();
    this.#view = null;
  }

  /** Load and start three dimensions; without them the section stays and says why. */
  async #load(): Promise<void> {
    if (this.#view !== null || this.#problem !== null || this.#stop.signal.aborted) return;
    try {
      const { View3D } = await import('./view3d.js');
      if (this.#stop.signal.aborted) return;
      const view = new View3D(this.#canvas);
      await view.prepare(this.#o.camera.value.projection);
      this.#view = view;
    } catch (e) {
      const known = e instanceof Error && e.name === 'NoWebGl';
      this.#problem = known ? NO_WEBGL : `${NO_WEBGL} (${e instanceof Error ? e.message : String(e)})`;
    }
    this.update();
  }

  #listen(): void {
    const { signal } = this.#stop;
    this.#canvas.addEventListener(
      'webglcontextlost',
      (e) => {
        e.preventDefault();
        this.#lost = true;
        this.update();
      },
      { signal },
    );
    this.#canvas.addEventListener(
      'webglcontextrestored',
      () => {
        this.#lost = false;
        this.update();
      },
      { signal },
    );
    steer(
      this.#canvas,
      {
        eye: () => this.#eye,
        get: () => this.#o.camera.value,
        set: (state) => this.#o.camera.set(state),
        pick: (right, up) => this.#pick(right, up),
        step: (by) => this.#step(by),
      },
      signal,
    );
    this.#flat.addEventListener('click', (e) => this.#pickFlat(e.target as Element), { signal });
  }

  #pick(right: number, up: number): void {
    if (this.#eye === null || this.#buffers === null) return;
    const hit = pickAlong(rayThrough(this.#eye, right, up), this.#buffers);
    this.#o.picked?.set(hit && { kind: hit.kind, index: hit.index });
  }

  #pickFlat(target: Element): void {
    const { p, l } = (target as SVGElement).dataset;
    if (p !== undefined) this.#o.picked?.set({ kind: 'particle', index: Number(p) });
    else if (l !== undefined) this.#o.picked?.set({ kind: 'ligament', index: Number(l) });
  }

  /** The next thing of the kind that is picked, particles first. */
  #step(by: number): void {
    const { picked } = this.#o;
    if (!picked || !this.#drawn) return;
    picked.set(nextPicked(this.#drawn.subject, picked.value, by));
  }

  #measure(width: number): void {
    if (Math.round(width) === this.#width) return;
    this.#width = Math.round(width);
    this.update();
  }

  #subject(): Subject | null {
    const { run, theme, picked, moment } = this.#o;
    const now = moment();
    const { electrode, moments, config } = run.value ?? {};
    if (!electrode || !now || !moments || !config) return null;
    return {
      ...{ network: electrode.network, moment: now, moments, config },
      ...{ picked: picked?.value ?? null, theme: theme.value },
    };
  }

  #draw(): void {
    const subject = this.#subject();
    // What is still to be seen of the last electrode cannot be picked any more.
    if (subject === null) this.#buffers = this.#drawn = this.#eye = null;
    if (subject === null || this.#width < 40 || this.#stop.signal.aborted) return;
    const display = this.#o.display.value;
    const wanted = (this.#o.mode?.value ?? '3d') === '3d';
    const mode = wanted && this.#view !== null && !this.#lost ? '3d' : 'section';
    const problem = !wanted ? null : this.#lost ? LOST : this.#problem;
    const fresh = this.#stale || this.#drawn?.mode !== mode;
    if (fresh) {
      const scale = scaleOf(subject, display);
      const magnify = magnification(subject, display);
      this.#drawn = { subject, scale, magnify, mode, problem, cut: '' };
      this.#canvas.hidden = mode !== '3d';
      this.#over.hidden = mode !== '3d';
      this.#flat.hidden = mode === '3d';
      this.#said.hidden = problem === null;
      if (this.#said.textContent !== (problem ?? '')) this.#said.textContent = problem ?? '';
      this.#name.textContent = momentLabel(subject.moment);
    }
    const drawn = this.#drawn as Drawn;
    if (mode === '3d') this.#draw3D(drawn, display, fresh);
    else if (fresh) this.#drawFlat(drawn, display);
    this.#stale = false;
    if (fresh && this.#drawn) this.#o.onDrawn?.(this.#drawn);
  }

  #draw3D({ subject, scale, magnify }: Drawn, display: DisplayOptions, fresh: boolean): void {
    const view = this.#view as View3D;
    const shape = shapeOf(subject.network);
    const { theme, moment, network } = subject;
    if (fresh) {
      this.#buffers = buffersOf(shape, subject, display, scale, magnify);
      const foil = 6 * shape.particles;
      const lift = [0, 1, 2].map(
        (c) => magnify * (network.n > shape.particles ? moment.frame.displacement[foil + c] : 0),
      );
      view.setContent(this.#buffers, shape, theme, lift);
      this.#canvas.setAttribute('aria-label', pictureLabel(subject, scale));
      this.#height = frameHeight(this.#width, shape);
      this.#canvas.style.height = `${this.#height}px`;
    }
    const [w, height] = [this.#width, this.#height];
    this.#eye = eyeOf(this.#o.camera.value, shape, w / height);
    view.resize(w, height, this.#pace.ratio(w * height));
    view.render(this.#eye, this.#pace.isMoving);
    const over = svgAround(overlay(this.#eye, w, height, theme), w, height);
    if (over === this.#overMarkup) return;
    this.#overMarkup = over;
    fill(this.#over, svgElement(over, this.#o.root));
  }

  #drawFlat(drawn: Drawn, display: DisplayOptions): void {
    const { subject, scale, magnify } = drawn;
    const key = [subject.moment, display, subject.picked, subject.theme, this.#width, scale.low, scale.high];
    if (key.some((v, k) => v !== this.#flatKey[k])) {
      this.#flatKey = key;
      const section = drawSection(subject, display, { scale, magnify, width: this.#width, id: this.#id });
      const svg = svgElement(svgAround(section.markup, section.width, section.height), this.#o.root);
      svg.setAttribute('role', 'img');
      svg.setAttribute('aria-label', `Section through the electrode, coloured by ${scale.quantity.label}`);
      fill(this.#flat, svg);
      this.#flatCut = section.cut;
    }
    this.#drawn = { ...drawn, cut: this.#flatCut };
  }
  #title(subject: Subject): string {
    const { binder, preset } = subject.config;
    return `${binder.name} on ${preset ?? 'an electrode'}: ${momentLabel(subject.moment)}`;
  }

  svg(): string | null {
    const subject = this.#subject();
    if (subject === null) return null;
    const display = this.#o.display.value;
    const facts = this.#facts(subject);
    const section = drawSection(subject, display, { ...facts, width: 928 });
    return figure(subject, display, facts, section).markup;
  }

  #facts(subject: Subject) {
    const display = this.#o.display.value;
    return {
      scale: scaleOf(subject, display),
      magnify: magnification(subject, display),
      title: this.#title(subject),
      id: `${this.#id}-file`,
    };
  }

  async png(): Promise<Blob | null> {
    const subject = this.#subject();
    if (subject === null) return null;
    const display = this.#o.display.value;
    const facts = this.#facts(subject);
    if (this.#drawn?.mode !== '3d' || this.#view === null || this.#eye === null) {
      const section: Section = drawSection(subject, display, { ...facts, width: 928 });
      return rasterise(figure(subject, display, facts, section), 2, null);
    }
    const [width, height] = [this.#width, this.#height];
    const inner = { markup: '', width, height, cut: '' };
    const over = svgAround(overlay(this.#eye, width, height, subject.theme), width, height);
    const picture = figure(subject, display, facts, inner);
    this.#view.resize(width, height, 2);
    this.#view.render(this.#eye);
    const shot = { image: this.#canvas, over, x: 16, y: picture.top, width, height };
    return rasterise(picture, 2, shot);
  }
}
