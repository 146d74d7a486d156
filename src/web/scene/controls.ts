/** The controls beside the picture: all native, all labelled. */
import { withUnit } from '../../observe/lists.js';
import type { QuantityName } from '../../observe/quantities.js';
import { human } from '../../output/number.js';
import { fill, freshId, h } from '../dom.js';
import type { Store } from '../store.js';
import { cutOf, shapeOf } from './buffers.js';
import { NAMED_VIEWS } from './camera.js';
import type { Drawn } from './canvas-types.js';
import type { Axis, CameraState, DisplayOptions, ParticleSize } from './options.js';
import { COLOURS } from './quantity.js';

/** Stores that the controls change. */
export interface ControlStores {
  readonly display: Store<DisplayOptions>;
  readonly camera: Store<CameraState>;
  readonly mode: Store<'3d' | 'section'>;
}

/** Controls in the page. */
export interface Controls {
  /** Above the picture. */
  readonly bar: HTMLElement;
  /** Below it. */
  readonly more: HTMLElement;
  /** Say what was drawn: ranges, factors and places in numbers. */
  readonly show: (drawn: Drawn) => void;
}

type Option = readonly [value: string, words: string];

function choice(label: string, options: readonly Option[], value: string, on: (value: string) => void) {
  const id = freshId('choice');
  const select = h(
    'select',
    { id, onchange: () => on(select.value) },
    ...options.map(([v, words]) => h('option', { value: v, selected: v === value }, words)),
  );
  return { select, field: h('div', { class: 'scene-field' }, h('label', { for: id }, label), select) };
}

/** Build them. */
export function createControls(stores: ControlStores, ...files: HTMLElement[]): Controls {
  const { display, camera, mode } = stores;
  const set = (change: Partial<DisplayOptions>): void => display.set({ ...display.value, ...change });
  const modes = toggles('Picture', mode, [
    ['3d', '3D'],
    ['section', 'Section'],
  ]);
  const colour = choice(
    'Colour by',
    COLOURS.map((q) => [q.name, withUnit(q)]),
    display.value.colour,
    (by) => set({ colour: by as QuantityName, range: null }),
  );
  const bar = h('div', { class: 'scene-bar' }, modes, colour.field, h('div', { class: 'row' }, ...files));
  const view = viewGroup(camera);
  const slice = sliceGroup(display, set);
  const magnify = magnifyGroup(set);
  const range = rangeGroup(set);
  const size = choice(
    'Particles',
    [
      ['1', 'as built'],
      ['0.5', 'half size'],
      ['0', 'hidden'],
    ],
    String(display.value.particles),
    (v) => set({ particles: Number(v) as ParticleSize }),
  );
  const more = h(
    'div',
    { class: 'scene-more' },
    view,
    slice.group,
    magnify.group,
    range.group,
    group('Show', size.field),
  );
  return {
    bar,
    more,
    show: (drawn) => {
      view.hidden = drawn.mode !== '3d';
      slice.group.hidden = drawn.mode !== '3d';
      slice.show(drawn, display.value);
      magnify.show(drawn, display.value);
      range.show(drawn);
    },
  };
}

function group(name: string, ...content: (Node | string)[]): HTMLElement {
  return h('fieldset', {}, h('legend', {}, name), ...content);
}

/** Buttons of which one is pressed. */
function toggles<T extends string>(
  name: string,
  store: Store<T>,
  options: readonly (readonly [T, string])[],
) {
  const buttons = options.map(([value, words]) => ({
    value,
    button: h('button', { type: 'button', onclick: () => store.set(value) }, words),
  }));
  store.subscribe((now) => {
    for (const { value, button } of buttons) button.setAttribute('aria-pressed', String(value === now));
  });
  return h(
    'div',
    { class: 'scene-toggle', role: 'group', 'aria-label': name },
    ...buttons.map((b) => b.button),
  );
}

function viewGroup(camera: Store<CameraState>): HTMLElement {
  const look = (name: keyof typeof NAMED_VIEWS, words: string): HTMLElement =>
    h(
      'button',
      {
        type: 'button',
        onclick: () => camera.set({ ...camera.value, ...NAMED_VIEWS[name], height_um: 0 }),
      },
      words,
    );
  const projection = choice(
    'Projection',
    [
      ['orthographic', 'orthographic'],
      ['perspective', 'perspective'],
    ],
    camera.value.projection,
    (v) => camera.set({ ...camera.value, projection: v as CameraState['projection'] }),
  );
  camera.subscribe((c) => {
    projection.select.value = c.projection;
  });
  const fit = h(
    'button',
    { type: 'button', onclick: () => camera.set({ ...camera.value, height_um: 0 }) },
    'Fit',
  );
  return group(
    'View',
    h(
      'div',
      { class: 'row' },
      look('front', 'Front'),
      look('side', 'Side'),
      look('top', 'Top'),
      look('corner', 'Corner'),
      fit,
    ),
    projection.field,
  );
}

function sliceGroup(display: Store<DisplayOptions>, set: (change: Partial<DisplayOptions>) => void) {
  const id = freshId('slice');
  const at = h('input', {
    type: 'range',
    id,
    min: 0,
    max: 1,
    step: 0.01,
    disabled: true,
    oninput: () => {
      const { slice } = display.value;
      if (slice) set({ slice: { ...slice, share: Number(at.value) } });
    },
  });
  const out = h('output', { for: id, class: 'small soft' });
  const axis = choice(
    'Cut away across',
    [
      ['', 'nothing'],
      ['x', 'x'],
      ['y', 'y'],
      ['z', 'z'],
    ],
    '',
    (v) => set({ slice: v === '' ? null : { axis: v as Axis, share: Number(at.value) } }),
  );
  const field = h('div', { class: 'scene-field' }, h('label', { for: id }, 'Position'), at, out);
  const show = ({ subject }: Drawn, now: DisplayOptions): void => {
    const cut = cutOf(shapeOf(subject.network), now);
    at.disabled = cut === null;
    axis.select.value = now.slice?.axis ?? '';
    if (now.slice) at.value = String(now.slice.share);
    const words = cut ? `${now.slice?.axis} ${cut.c === 1 ? '<' : '>'} ${human(cut.at)} µm is cut away` : '';
    out.value = words;
    at.setAttribute('aria-valuetext', words);
  };
  return { group: group('Slice', axis.field, field), show };
}

function magnifyGroup(set: (change: Partial<DisplayOptions>) => void) {
  const [id, autoId] = [freshId('magnify'), freshId('auto')];
  const slider = h('input', {
    type: 'range',
    id,
    min: 0,
    max: 3,
    step: 0.05,
    oninput: () => set({ magnify: factorOf(Number(slider.value)) }),
  });
  const auto = h('input', {
    type: 'checkbox',
    id: autoId,
    checked: true,
    onchange: () => set({ magnify: auto.checked ? null : factorOf(Number(slider.value)) }),
  });
  const out = h('output', { for: id, class: 'scene-factor' });
  const show = ({ magnify }: Drawn, now: DisplayOptions): void => {
    auto.checked = now.magnify === null;
    if (now.magnify === null || factorOf(Number(slider.value)) !== now.magnify)
      slider.value = String(Math.log10(Math.max(1, magnify)));
    out.value = `× ${human(magnify)}`;
    slider.setAttribute('aria-valuetext', `times ${human(magnify)}`);
  };
  const field = h('div', { class: 'scene-field' }, h('label', { for: id }, 'Displacement'), slider, out);
  const check = h('div', { class: 'scene-check' }, auto, h('label', { for: autoId }, 'automatic'));
  return { group: group('Magnification', field, check), show };
}

/** Factor of a place of the slider: two digits, on a logarithmic scale. */
export function factorOf(place: number): number {
  return Number((10 ** place).toPrecision(2));
}

function rangeGroup(set: (change: Partial<DisplayOptions>) => void) {
  const [lowId, highId, autoId] = [freshId('low'), freshId('high'), freshId('auto')];
  const problem = h('p', { class: 'problem', role: 'alert' });
  const take = (): void => {
    const [low, high] = [Number(low_.value), Number(high_.value)];
    const good = low_.value !== '' && high_.value !== '' && low < high;
    fill(problem, good ? null : 'The lowest value must be below the highest.');
    for (const input of [low_, high_]) input.setAttribute('aria-invalid', String(!good));
    if (good) set({ range: [low, high] });
  };
  const low_ = h('input', { type: 'number', id: lowId, step: 'any', onchange: take });
  const high_ = h('input', { type: 'number', id: highId, step: 'any', onchange: take });
  const auto = h('input', {
    type: 'checkbox',
    id: autoId,
    checked: true,
    onchange: () => (auto.checked ? set({ range: null }) : take()),
  });
  const [lowName, highName] = [h('label', { for: lowId }), h('label', { for: highId })];
  const whole = group(
    'Colour range',
    h('div', { class: 'scene-field' }, lowName, low_),
    h('div', { class: 'scene-field' }, highName, high_),
    h('div', { class: 'scene-check' }, auto, h('label', { for: autoId }, 'automatic')),
    problem,
  );
  const show = ({ scale }: Drawn): void => {
    const unit = scale.quantity.unit === '' ? '' : ` (${scale.quantity.unit})`;
    whole.hidden = scale.quantity.kind === 'categorical';
    fill(lowName, `Lowest${unit}`);
    fill(highName, `Highest${unit}`);
    auto.checked = scale.automatic;
    if (low_.getAttribute('aria-invalid') === 'true' && !scale.automatic) return;
    fill(problem);
    for (const input of [low_, high_]) input.removeAttribute('aria-invalid');
    low_.value = String(scale.low);
    high_.value = String(scale.high);
  };
  return { group: whole, show };
}
