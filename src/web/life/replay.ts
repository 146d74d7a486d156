/** Replays the moments of a run: a scrubber and the buttons of a player. */
import type { App } from '../app.js';
import { h } from '../dom.js';
import { isActive } from '../run.js';
import { Store } from '../store.js';
import { placeWords } from './words.js';

/** What is replayed: moments by index. */
export interface Source {
  /** Another number, other moments: playing stops. */
  readonly id: () => number;
  readonly count: () => number;
  /** Index on show; -1: none. */
  readonly at: () => number;
  /** The moment on show in words. */
  readonly words: () => string;
  /** Whether moments still come, and whether the newest is to be on show. */
  readonly follows: () => { readonly can: boolean; readonly does: boolean };
  /** Show a moment; the last one follows what still comes. */
  readonly show: (index: number) => void;
}

/** The controls of a replay. */
export interface Replay {
  readonly node: HTMLElement;
  readonly playing: Store<boolean>;
  /** After the run or the moment on show has changed. */
  readonly refresh: () => void;
}

/** Time a moment is on show while playing, ms: slowly for those who asked for less motion. */
const STEP_MS = { usual: 140, reduced: 800 };

const ICONS = {
  first: 'M3 2.5h2v11H3zM13.5 2.5v11L5.5 8z',
  back: 'M11.5 2.5v11L3.5 8z',
  play: 'M4 2.5v11L13 8z',
  pause: 'M3.5 2.5h3.4v11H3.5zM9.1 2.5h3.4v11H9.1z',
  forward: 'M4.5 2.5v11l8-5.5z',
  last: 'M11 2.5h2v11h-2zM2.5 2.5v11l8-5.5z',
} as const;

function icon(name: keyof typeof ICONS): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  for (const [key, value] of [
    ['width', '16'],
    ['height', '16'],
    ['viewBox', '0 0 16 16'],
    ['fill', 'currentColor'],
    ['aria-hidden', 'true'],
  ] as const) {
    svg.setAttribute(key, value);
  }
  path.setAttribute('d', ICONS[name]);
  svg.append(path);
  return svg;
}

function button(name: keyof typeof ICONS, label: string, onclick: () => void): HTMLButtonElement {
  const node = h('button', {
    type: 'button',
    class: 'life-button',
    'aria-label': label,
    title: label,
    onclick,
  });
  node.append(icon(name));
  return node;
}

class Player implements Replay {
  readonly node: HTMLElement;
  readonly playing = new Store(false);
  readonly #source: Source;
  readonly #slider: HTMLInputElement;
  readonly #play: HTMLButtonElement;
  readonly #last: HTMLButtonElement;
  readonly #buttons: HTMLButtonElement[];
  readonly #count = h('span', { class: 'small soft life-count' });
  #timer: ReturnType<typeof setTimeout> | undefined;
  #id = 0;

  constructor(source: Source) {
    this.#source = source;
    this.#slider = h('input', {
      type: 'range',
      class: 'life-slider',
      min: 0,
      max: 0,
      step: 1,
      'aria-label': 'Moment on show',
      oninput: () => this.#go(Number(this.#slider.value)),
    });
    this.#play = button('play', 'Play', () => (this.playing.value ? this.#stop() : this.#start()));
    this.#last = button('last', 'Last moment', () => this.#go(this.#end));
    this.#buttons = [
      button('first', 'First moment', () => this.#go(0)),
      button('back', 'One moment back', () => this.#go(this.#at - 1)),
      this.#play,
      button('forward', 'One moment forward', () => this.#go(this.#at + 1)),
      this.#last,
    ];
    const group = { class: 'life-buttons', role: 'group', 'aria-label': 'Replay' };
    this.node = h(
      'div',
      { class: 'life-replay' },
      h('div', group, ...this.#buttons),
      this.#slider,
      this.#count,
    );
  }

  refresh(): void {
    const id = this.#source.id();
    if (id !== this.#id) {
      this.#id = id;
      this.#stop();
    }
    const none = this.#end < 1;
    for (const node of this.#buttons) node.disabled = none;
    this.#slider.disabled = none;
    this.#slider.max = String(Math.max(0, this.#end));
    this.#slider.value = String(Math.max(0, this.#at));
    this.#slider.setAttribute('aria-valuetext', this.#source.words());
    this.#count.textContent = this.#end < 0 ? '' : `${this.#at + 1} of ${this.#end + 1}`;
    const { can, does } = this.#source.follows();
    const label = can ? 'Follow the run' : 'Last moment';
    this.#last.title = label;
    this.#last.setAttribute('aria-label', label);
    if (can) this.#last.setAttribute('aria-pressed', String(does));
    else this.#last.removeAttribute('aria-pressed');
  }

  /** Index of the last moment; −1: none. */
  get #end(): number {
    return this.#source.count() - 1;
  }

  get #at(): number {
    return this.#source.at();
  }

  /** Whoever steps by hand wants the playing to stop. */
  #go(index: number): void {
    this.#stop();
    this.#show(index);
  }

  #show(index: number): void {
    this.#source.show(Math.max(0, Math.min(index, this.#end)));
  }

  #start(): void {
    if (this.#at >= this.#end) this.#show(0);
    this.#setPlaying(true);
    this.#next();
  }

  #next(): void {
    const reduced = matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.#timer = setTimeout(
      () => {
        // A view that was taken out of its page plays no further.
        if (!this.node.isConnected) return this.#stop();
        this.#show(this.#at + 1);
        if (this.#at >= this.#end) this.#stop();
        else this.#next();
      },
      reduced ? STEP_MS.reduced : STEP_MS.usual,
    );
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#setPlaying(false);
  }

  #setPlaying(on: boolean): void {
    if (this.playing.value === on) return;
    const label = on ? 'Pause' : 'Play';
    this.#play.replaceChildren(icon(on ? 'pause' : 'play'));
    this.#play.setAttribute('aria-label', label);
    this.#play.title = label;
    this.playing.set(on);
  }
}

/** Make the controls of any moments. */
export function createPlayer(source: Source): Replay {
  return new Player(source);
}

/** Make the controls of the run on show. */
export function createReplay(app: App): Replay {
  const count = (): number => app.run.value?.moments.length ?? 0;
  const at = (): number =>
    app.shown.value === 'latest' ? count() - 1 : Math.min(app.shown.value, count() - 1);
  return createPlayer({
    id: () => app.run.value?.id ?? 0,
    count,
    at,
    words: () => {
      const moment = app.run.value?.moments[at()];
      return moment ? placeWords(moment) : 'none yet';
    },
    follows: () => ({ can: isActive(app.run.value), does: app.shown.value === 'latest' }),
    show: (index) => app.shown.set(index === count() - 1 ? 'latest' : index),
  });
}
