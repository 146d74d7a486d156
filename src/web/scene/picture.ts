/** The electrode's picture with its controls, legend, words and the numbers of what is picked. */
import { isSlab } from '../../observe/geometry.js';
import type { App } from '../app.js';
import { adoptStyle, fill, freshId, h, saveFile, svgElement } from '../dom.js';
import { isActive } from '../run.js';
import { Store } from '../store.js';
import { NAMED_VIEWS } from './camera.js';
import { createElectrodeCanvas } from './canvas.js';
import type { Drawn, ElectrodeCanvas } from './canvas-types.js';
import { createControls } from './controls.js';
import { Details } from './details.js';
import { legend, note } from './legend.js';
import { DEFAULT_CAMERA, DEFAULT_DISPLAY } from './options.js';
import { svgAround } from './overlay.js';
import css from './picture.css';
import { countWords } from './words.js';

/** Three dimensions wait for the end of a run, which would share the processor with them, but no longer than this, ms. */
const PATIENCE = 8000;

/** Pictures by the state they show. */
const pictures = new WeakMap<App, ElectrodeCanvas>();

/** PNG of the picture with legend and scale bar; null before there is one. */
async function snapshotPng(app: App): Promise<Blob | null> {
  return pictures.get(app)?.png() ?? null;
}

/** The section as a whole SVG document; null before there is one. */
function sectionMarkup(app: App): string | null {
  return pictures.get(app)?.svg() ?? null;
}

/** Fill `host` with the picture of the moment on show. */
export function createPicture(host: HTMLElement, app: App): void {
  adoptStyle(css, app.root);
  host.classList.add('scene-host');
  const stores = {
    display: new Store(DEFAULT_DISPLAY),
    camera: new Store(DEFAULT_CAMERA),
    mode: new Store<'3d' | 'section'>('3d'),
  };
  const files = [
    h(
      'button',
      { type: 'button', title: 'Save this picture as PNG', onclick: () => void savePng(app) },
      'PNG',
    ),
    h('button', { type: 'button', title: 'Save the section as SVG', onclick: () => saveSvg(app) }, 'SVG'),
  ];
  const controls = createControls(stores, ...files);
  const stage = h('div', { class: 'scene-stage' });
  const key = h('div', { class: 'scene-legend' });
  const words = h('p', { class: 'scene-words small soft' });
  const pick = h('div', { class: 'scene-pick card' });
  const more = h(
    'details',
    { class: 'scene-settings' },
    h('summary', {}, 'View, slice, magnification, range'),
  );
  more.append(controls.more);
  fill(
    host,
    h(
      'div',
      { class: 'scene' },
      h('div', { class: 'scene-main' }, controls.bar, stage, key, words),
      h('div', { class: 'scene-side' }, more, pick),
    ),
  );
  const details = new Details(pick, app);
  const drawKey = legendWriter(key, stores.display, app);
  // In a task of its own, so that no task is long.
  const onDrawn = later((drawn: Drawn): void => {
    controls.show(drawn);
    details.show(drawn.subject);
    const text = countWords(drawn.subject);
    if (words.textContent !== text) words.textContent = text;
    drawKey(drawn);
  });
  const canvas = createElectrodeCanvas(stage, {
    ...stores,
    root: app.root,
    theme: app.theme,
    run: app.run,
    moment: () => app.moment,
    picked: app.picked,
    ready: quiet(app, stores.mode),
    onDrawn,
  });
  app.shown.subscribe(() => canvas.update(), true);
  turnToSuit(app, stores.camera);
  pictures.set(app, canvas);
  app.signal.addEventListener('abort', () => canvas.dispose());
}

/** Ends when the first run has, when the user asks for three dimensions, or after a while. */
function quiet(app: App, mode: Store<'3d' | 'section'>): Promise<void> {
  return new Promise((done) => {
    const idle = (): void => {
      if ('requestIdleCallback' in globalThis) requestIdleCallback(() => done(), { timeout: 500 });
      else setTimeout(done, 50);
    };
    const end = app.run.subscribe((run) => {
      if (run !== null && !isActive(run)) idle();
    });
    mode.subscribe(() => done(), true);
    setTimeout(() => {
      end();
      idle();
    }, PATIENCE);
  });
}

/** A slab is looked at from the front, a deep electrode from a corner, until the viewer has turned it. */
function turnToSuit(app: App, camera: Store<typeof DEFAULT_CAMERA>): void {
  let seen: unknown = null;
  app.run.subscribe((run) => {
    const network = run?.electrode?.network;
    if (!network || network === seen) return;
    seen = network;
    const { projection } = camera.value;
    const view = isSlab(network) ? DEFAULT_CAMERA : { ...DEFAULT_CAMERA, ...NAMED_VIEWS.corner };
    camera.set({ ...view, projection });
  });
}

/** Passes the last call on in a task that follows. */
function later<T>(pass: (value: T) => void): (value: T) => void {
  let waiting: { value: T } | null = null;
  return (value) => {
    const first = waiting === null;
    waiting = { value };
    if (!first) return;
    setTimeout(() => {
      const now = waiting as { value: T } | null;
      waiting = null;
      if (now) pass(now.value);
    });
  };
}

/** Keeps the legend in step with what was drawn and with its own width. */
function legendWriter(host: HTMLElement, display: Store<typeof DEFAULT_DISPLAY>, app: App) {
  const id = freshId('legend');
  let width = 0;
  let last: Drawn | null = null;
  let written = '';
  const write = (): void => {
    if (last === null || width === 0) return;
    const { subject, scale, magnify, cut } = last;
    const words = note(scale, display.value, magnify, cut);
    const block = legend(subject, scale, { width, note: words, id });
    const markup = svgAround(block.markup, width, block.height);
    if (markup === written) return;
    written = markup;
    const svg = svgElement(markup, app.root);
    svg.setAttribute('role', 'group');
    svg.setAttribute('aria-label', 'Legend');
    fill(host, svg);
  };
  // Asking an element for its width would make the browser lay out the page at once.
  new ResizeObserver(([entry]) => {
    width = Math.max(220, Math.floor(entry?.contentRect.width ?? 0));
    write();
  }).observe(host);
  return (drawn: Drawn): void => {
    last = drawn;
    write();
  };
}

async function savePng(app: App): Promise<void> {
  const blob = await snapshotPng(app);
  if (blob) saveFile('fibril-electrode.png', blob, 'image/png');
}

function saveSvg(app: App): void {
  const markup = sectionMarkup(app);
  if (markup) saveFile('fibril-section.svg', markup, 'image/svg+xml');
}
