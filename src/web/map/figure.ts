/** The map as a widget: pointed at or moved over with arrow keys, a card with the numbers, a point run by click or Enter. */
import type { BinderName } from '../../materials/binder-ratios.js';
import type { MapAxes, MapGrid } from '../../output/map/grid.js';
import { FRAMES, layout, type MapLayout, type MapShape } from '../../output/map/layout.js';
import { fill, h, svgElement } from '../dom.js';
import { setWords } from './form.js';
import { markAt, markPlace, type Place, placeAt, step } from './places.js';
import { nodeLines, placeWords } from './words.js';

/** A drawn map. */
export interface Drawing {
  readonly markup: string;
  readonly axes: MapAxes;
  readonly shape: MapShape;
  /** What is known and what is estimated, for the card. */
  readonly grid: MapGrid;
}

/** What the figure asks of its owner. */
export interface FigureActions {
  /** Run the binder of a point. */
  readonly runPlace: (place: Place) => void;
  /** Run a built-in binder. */
  readonly runBinder: (name: BinderName) => void;
  /** Where the keyboard begins. */
  readonly home: () => Place;
}

const LABEL =
  'Map of crack length over toughness and adhesion. Arrow keys move between points, Enter runs the binder at a point.';

/** The figure and its card. */
export class Figure {
  readonly element: HTMLElement;
  readonly #root: Document | ShadowRoot;
  readonly #actions: FigureActions;
  readonly #card = h('div', { class: 'map-card', hidden: true });
  readonly #said = h('p', { class: 'hidden-text', role: 'status', 'aria-live': 'polite' });
  readonly #picture = h('div', { class: 'map-picture' });
  readonly #cursor = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  #drawing: Drawing | null = null;
  #at: MapLayout | null = null;
  #svg: SVGSVGElement | null = null;
  /** Where the keyboard or a tap has put the cursor. */
  #place: Place | null = null;
  #hovered: Place | BinderName | null = null;

  constructor(root: Document | ShadowRoot, actions: FigureActions) {
    this.#root = root;
    this.#actions = actions;
    this.#cursor.setAttribute('class', 'map-cursor');
    this.#picture.tabIndex = 0;
    for (const [name, value] of Object.entries({
      role: 'application',
      'aria-label': LABEL,
      'aria-roledescription': 'map',
    })) {
      this.#picture.setAttribute(name, value);
    }
    this.element = h('div', { class: 'map-figure' }, this.#picture, this.#card, this.#said);
    this.#listen();
  }

  /** Show a map. */
  draw(drawing: Drawing): void {
    this.#drawing = drawing;
    this.#at = layout(drawing.axes, drawing.shape);
    this.#svg = svgElement(drawing.markup, this.#root);
    this.#svg.removeAttribute('width');
    this.#svg.removeAttribute('height');
    this.#svg.append(this.#cursor);
    this.#picture.replaceChildren(this.#svg);
    this.element.dataset.shape = drawing.shape;
    if (this.#place !== null && !this.#exists(this.#place)) this.#place = null;
    this.#show();
  }

  #listen(): void {
    const picture = this.#picture;
    picture.addEventListener('pointermove', (e) => {
      if (e.pointerType === 'touch') return;
      this.#hovered = this.#thingAt(e);
      this.#show();
    });
    picture.addEventListener('pointerleave', () => {
      this.#hovered = null;
      this.#show();
    });
    picture.addEventListener('focus', () => {
      // A click has its own place; only the keyboard needs one to begin with.
      if (!picture.matches(':focus-visible')) return;
      this.#place ??= this.#actions.home();
      this.#show();
      this.#say();
    });
    picture.addEventListener('blur', () => {
      if (this.#card.matches(':hover')) return;
      this.#place = null;
      this.#show();
    });
    picture.addEventListener('keydown', (e) => this.#onKey(e));
    picture.addEventListener('click', (e) => this.#onClick(e as PointerEvent));
  }

  #onKey(e: KeyboardEvent): void {
    if (this.#drawing === null || e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.key === 'Enter' || e.key === ' ') {
      e.preventDefault();
      if (this.#place !== null) this.#actions.runPlace(this.#place);
      return;
    }
    const next = step(this.#place ?? this.#actions.home(), e.key, this.#drawing.axes);
    if (next === null) return;
    e.preventDefault();
    this.#hovered = null;
    this.#place = next;
    this.#show();
    this.#say();
  }

  #onClick(e: PointerEvent): void {
    const thing = this.#thingAt(e);
    if (thing === null) return;
    if (typeof thing === 'string') {
      this.#actions.runBinder(thing);
      return;
    }
    // A finger cannot hover: the first tap shows the numbers, the second runs.
    const seen = this.#place?.row === thing.row && this.#place.column === thing.column;
    this.#place = thing;
    this.#show();
    if (e.pointerType !== 'touch' || seen) this.#actions.runPlace(thing);
  }

  #thingAt(e: PointerEvent): Place | BinderName | null {
    const matrix = this.#svg?.getScreenCTM();
    if (!matrix || this.#at === null) return null;
    const { x, y } = new DOMPoint(e.clientX, e.clientY).matrixTransform(matrix.inverse());
    // A finger covers a mark and the cells around it; there are buttons for the binders.
    const mark = e.pointerType === 'touch' ? null : markAt(this.#at, x, y);
    return mark ?? placeAt(this.#at, x, y);
  }

  #exists({ row, column }: Place): boolean {
    const { toughness = [], adhesion = [] } = this.#drawing?.axes ?? {};
    return row < adhesion.length && column < toughness.length;
  }

  #show(): void {
    const [drawing, at] = [this.#drawing, this.#at];
    const thing = this.#hovered ?? this.#place;
    this.#picture.classList.toggle('map-can', this.#hovered !== null);
    if (drawing === null || at === null || thing === null) {
      this.#card.hidden = true;
      this.#cursor.setAttribute('width', '0');
      return;
    }
    if (typeof thing === 'string') {
      this.#cursor.setAttribute('width', '0');
      fill(this.#card, h('h3', {}, thing), h('p', { class: 'small' }, 'Click to run this binder.'));
      this.#card.hidden = false;
      const spot = markPlace(at, thing);
      this.#put([spot, spot]);
      return;
    }
    const [x, y] = [at.xEdges[thing.column], at.yEdges[thing.row + 1]];
    const [right, bottom] = [at.xEdges[thing.column + 1], at.yEdges[thing.row]];
    const box = { x, y, width: right - x, height: bottom - y };
    for (const [name, value] of Object.entries(box)) this.#cursor.setAttribute(name, value.toFixed(1));
    this.#fillCard(thing, drawing);
    this.#put([
      [x, y],
      [right, bottom],
    ]);
  }

  #fillCard(place: Place, { grid, axes }: Drawing): void {
    const words = placeWords(axes.toughness[place.column], axes.adhesion[place.row]);
    const lines = nodeLines(grid.nodes[place.row]?.[place.column] ?? null, grid);
    const run = h(
      'button',
      { type: 'button', onclick: () => this.#actions.runPlace(place) },
      'Run this binder',
    );
    fill(
      this.#card,
      h('h3', {}, words[0].toUpperCase() + words.slice(1)),
      h('dl', {}, ...lines.flatMap(([name, value]) => [h('dt', {}, name), h('dd', {}, value)])),
      this.#drawing?.shape === 'narrow'
        ? run
        : h('p', { class: 'small soft' }, 'Click or Enter runs this binder.'),
    );
    this.#card.hidden = false;
  }

  /** Beside what it is about, on the side where there is room; on a phone right below the plot. */
  #put([[left, top], [right]]: readonly [readonly [number, number], readonly [number, number]]): void {
    const { style } = this.#card;
    if (this.#drawing?.shape === 'narrow') {
      const { plot } = FRAMES.narrow;
      style.left = '';
      style.top = `${((plot.y + plot.height + 56) * (this.#svg?.clientWidth ?? 420)) / FRAMES.narrow.width}px`;
      return;
    }
    const scale = (this.#svg?.clientWidth ?? 980) / FRAMES.wide.width;
    const { offsetWidth: width, offsetHeight: height } = this.#card;
    const beside = right * scale + 10;
    const room = this.element.clientWidth;
    style.left = `${beside + width > room ? Math.max(0, left * scale - width - 10) : beside}px`;
    style.top = `${Math.max(0, Math.min(top * scale, this.element.clientHeight - height))}px`;
  }

  /** Tell those who do not see the card. */
  #say(): void {
    if (this.#place === null || this.#drawing === null) return;
    const { grid, axes } = this.#drawing;
    const { row, column } = this.#place;
    const lines = nodeLines(grid.nodes[row]?.[column] ?? null, grid);
    const words = lines.map(([name, value]) => `${name} ${value}`).join('; ');
    setWords(this.#said, `${placeWords(axes.toughness[column], axes.adhesion[row])}: ${words}`);
  }
}
