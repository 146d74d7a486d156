/** The numbers of what was picked, with units, and a ligament's way. */
import { hasStep } from '../../config/steps/index.js';
import { NodeKind, SideKind } from '../../core/network.js';
import { endsOnBody, ligamentIndices, moved } from '../../observe/geometry.js';
import { axesOf, listed, valuesOf } from '../../observe/lists.js';
import { human } from '../../output/number.js';
import type { App, Picked } from '../app.js';
import { fill, h, svgElement } from '../dom.js';
import { shapeOf } from './buffers.js';
import type { Subject } from './options.js';
import { pathChart } from './path-chart.js';
import { stageNames } from './quantity.js';

/** A line of the card: name, value, unit. */
export type Fact = readonly [string, string, string];

const triple = (v: readonly number[], digits = 3): string => v.map((n) => human(n, digits)).join(', ');

/** The lines of every quantity of a particle or neck. */
function quantityFacts(
  { network, moment, moments }: Subject,
  of: 'particle' | 'ligament',
  k: number,
): Fact[] {
  return listed('card', of).flatMap((q): Fact[] => {
    const { label, note, unit, components } = q;
    const values = valuesOf(q, { network, frame: moment.frame }, k);
    if (components === 3) return [[`${label} x, y, z`, triple(values), unit]];
    if (components === 6) return axesOf(q).map((axis, c) => [`${q.symbol}${axis}`, human(values[c]), unit]);
    const words = q.words?.(values[0], stageNames(moments));
    return [[note ? `${label} (${note})` : label, words ?? human(values[0]), unit]];
  });
}

/** Numbers of a particle. */
export function particleFacts(subject: Subject, k: number): Fact[] {
  const { network, moment } = subject;
  const { frame } = moment;
  const own = ligamentIndices(network).filter((n) => network.i[n] === k || network.j[n] === k);
  const broken = own.filter((n) => frame.mode[n] > 0).length;
  const place = [0, 1, 2].map((c) => moved(network, frame, k, c));
  return [
    ['Position x, y, z', triple(place, 4), 'µm'],
    ...quantityFacts(subject, 'particle', k),
    ['Ligaments intact', String(own.length - broken), ''],
    ['Ligaments broken', String(broken), ''],
  ];
}

/** Numbers of a ligament. */
export function ligamentFacts(subject: Subject, neck: number): Fact[] {
  const { network } = subject;
  const end = network.kind[network.j[neck]] === NodeKind.foil ? 'the foil' : `particle ${network.j[neck]}`;
  return [
    ['Between', `particle ${network.i[neck]} and ${end}`, ''],
    ...quantityFacts(subject, 'ligament', neck),
  ];
}

/** The card of the picked thing; tells how to pick when there is none. */
export class Details {
  readonly #host: HTMLElement;
  readonly #app: App;
  readonly #body = h('div', { class: 'scene-facts', 'aria-live': 'polite' });
  readonly #kind = h(
    'select',
    { 'aria-label': 'What to pick', onchange: () => this.#choose() },
    h('option', { value: 'particle' }, 'particle'),
    h('option', { value: 'ligament' }, 'ligament'),
  );
  readonly #index = h('input', {
    type: 'number',
    min: 0,
    step: 1,
    'aria-label': 'Its number',
    onchange: () => this.#choose(),
  });
  #shown: unknown[] = [];

  constructor(host: HTMLElement, app: App) {
    this.#host = host;
    this.#app = app;
    const clear = h('button', { type: 'button', onclick: () => app.picked.set(null) }, 'Clear');
    fill(host, h('h2', {}, 'Picked'), h('div', { class: 'row' }, this.#kind, this.#index, clear), this.#body);
  }

  /** Show what is picked at a moment. */
  show(subject: Subject): void {
    const { picked, moment, moments, theme } = subject;
    const key = [picked, moment, moments.length, theme];
    if (key.every((v, k) => v === this.#shown[k])) return;
    this.#shown = key;
    this.#host.classList.toggle('scene-none', picked === null);
    if (picked === null) {
      fill(
        this.#body,
        h(
          'p',
          { class: 'soft small' },
          'Click or tap a particle or a ligament to see its numbers, or give its number here; in the picture the keys [ and ] go from one to the next.',
        ),
      );
      return;
    }
    this.#kind.value = picked.kind;
    this.#index.value = String(picked.index);
    const facts = picked.kind === 'particle' ? particleFacts : ligamentFacts;
    fill(this.#body, list(facts(subject, picked.index)), this.#chart(subject, picked));
  }

  #chart(subject: Subject, picked: Picked): Node | null {
    if (picked.kind !== 'ligament') return null;
    const { network, moments, moment, config, theme } = subject;
    const svg = svgElement(
      pathChart(network, picked.index, moments, moment, config.binder, theme),
      this.#app.root,
    );
    svg.setAttribute('role', 'img');
    svg.setAttribute('aria-label', svg.querySelector('title')?.textContent ?? 'Traction over opening');
    return h(
      'figure',
      { class: 'scene-path' },
      svg,
      h('figcaption', { class: 'small soft' }, chartWords(subject, picked.index)),
    );
  }

  /** What the two inputs say, if there is such a thing. */
  #choose(): void {
    const network = this.#app.run.value?.electrode?.network;
    if (!network || this.#index.value === '') return;
    const kind = this.#kind.value === 'ligament' ? 'ligament' : 'particle';
    const shape = shapeOf(network);
    const asked = Math.round(Number(this.#index.value));
    if (kind === 'particle') {
      this.#app.picked.set({ kind, index: Math.min(shape.particles - 1, Math.max(0, asked)) });
      return;
    }
    // Contacts without binder have numbers too: the nearest ligament is meant.
    const near = shape.necks.reduce((best, k) => (Math.abs(k - asked) < Math.abs(best - asked) ? k : best));
    this.#app.picked.set({ kind, index: near });
  }
}

function list(facts: readonly Fact[]): HTMLElement {
  const rows = facts.flatMap(([name, value, unit]) => [
    h('dt', {}, name),
    h('dd', {}, unit === '' ? value : `${value} ${unit}`),
  ]);
  return h('dl', {}, ...rows);
}

function chartWords({ network, config }: Subject, neck: number): string {
  const foil = endsOnBody(network, neck) || network.sideJ[neck] === SideKind.foil;
  const wet = hasStep(config.process, 'wet')
    ? ` In electrolyte they are multiplied by ${human(config.binder.wetAdhesion)} (interface) and ${human(config.binder.wetStrength)} (film).`
    : '';
  return `Its binder's traction over its opening at the saved moments, without the contact beside it; the large dot is the moment on show. Dashed: strength of its weaker interface (NCM${foil ? ' or foil' : ''}, with this ligament's own scatter) and of the film, dry.${wet}`;
}
