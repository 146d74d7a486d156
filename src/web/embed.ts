/**
 * fibril in other people's pages: `<fibril-electrode preset="paper-10" binder="PVDF"></fibril-electrode>`, or
 * {@link mount}. Everything lives in a shadow root, so that neither page touches the other's style.
 *
 * @packageDocumentation
 */
import { checkOptions, type Known } from '../config/options.js';
import { CONFIGURE_OPTIONS, type ConfigureOptions, configure, fieldHint } from '../model/configure.js';
import type { RunResult } from '../model/result.js';
import { App } from './app.js';
import { adoptStyle, h } from './dom.js';
import { createElectrodeView } from './electrode.js';
import { createAnswer } from './page/answer.js';
import base from './page/base.css';
import embedded from './page/embed.css';
import sheet from './page/page.css';
import { systemTheme } from './page/theme.js';

/** What is shown: a configuration as `configure` of `fibril` takes it, and how. */
export interface MountOptions extends ConfigureOptions {
  /** Colours; default: those of the reader's system. */
  readonly theme?: 'light' | 'dark';
  /** Run at once. Default true; a large electrode takes minutes, see `npx fibril schema --table`. */
  readonly autorun?: boolean;
}

const MOUNT_OPTIONS: Known<MountOptions> = {
  ...CONFIGURE_OPTIONS,
  theme: 1,
  autorun: 1,
};

/** A view in somebody's page. */
export interface Mounted {
  /**
   * Run (another configuration, if given) and show it as it grows.
   * @returns the result; rejects with an `Error` in words when it fails or is cancelled.
   * @throws InputError for a configuration that cannot be.
   */
  run(options?: ConfigureOptions): Promise<RunResult>;
  /** Stop a run; what was computed stays on show. */
  cancel(): void;
  /** Light or dark. */
  setTheme(theme: 'light' | 'dark'): void;
  /** Take the view out and end its worker. */
  unmount(): void;
}

/**
 * Show an electrode in `element`, whose content is left alone otherwise (it gets a shadow root).
 *
 * Files: `fibril-electrode.js` fetches its chunks, `fibril-worker.js` and `fibril.wasm` from its own folder. A
 * content security policy must allow `'wasm-unsafe-eval'` and workers from there (`blob:` too, if the folder
 * is on another host).
 *
 * @throws InputError for an unknown option or a configuration that cannot be; nothing is shown then.
 */
export function mount(element: HTMLElement, options: MountOptions = {}): Mounted {
  checkOptions('mount', options, MOUNT_OPTIONS, fieldHint);
  const { theme, autorun = true, ...given } = options;
  const config = configure(given);
  const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
  for (const css of [base, sheet, embedded]) adoptStyle(css, root);
  const app = new App(config, root);
  app.theme.subscribe((value) => {
    element.dataset.theme = value;
  });
  app.theme.set(theme ?? systemTheme());
  const answer = h('section', { class: 'answer card', 'aria-label': 'Answer' });
  const view = h('div', { class: 'page-panel' });
  root.replaceChildren(h('div', { class: 'fibril embedded' }, answer, view));
  createAnswer(answer, app);
  createElectrodeView(view, app);
  if (autorun) void app.start();
  return {
    run: (next) => runOnce(app, next === undefined ? undefined : configure(next)),
    cancel: () => app.cancel(),
    setTheme: (value) => app.theme.set(value),
    unmount: () => {
      app.dispose();
      root.replaceChildren();
    },
  };
}

/** Start a run and wait for its end. */
function runOnce(app: App, config = app.config.value): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    void app.start(config);
    const id = app.run.value?.id;
    const stop = app.run.subscribe((run) => {
      if (run?.id !== id || run?.status === 'cancelled') reject(new Error('the run was cancelled'));
      else if (run?.status === 'failed') reject(new Error(run.reason ?? 'the run failed'));
      else if (run?.result) resolve(run.result);
      else return;
      // A run that fails at once ends inside this very call.
      queueMicrotask(() => stop());
    });
  });
}

function isTheme(value: unknown): value is 'light' | 'dark' {
  return value === 'light' || value === 'dark';
}

/** Attributes of the element, all optional; a change of any but `theme` runs anew. */
const ATTRIBUTES = ['preset', 'binder', 'config', 'set', 'theme', 'manual'] as const;

/**
 * `<fibril-electrode>`: `preset`, `binder` (a name, or JSON), `config` (JSON), `set` (`path=value` pairs separated
 * by spaces), `theme` (`light`, `dark`), `manual` (do not run at once).
 *
 * Events (bubbling): `fibril-result` with the `RunResult` as `detail`, `fibril-failed` with the reason in words.
 */
export class FibrilElectrode extends HTMLElement {
  static readonly observedAttributes: readonly string[] = ATTRIBUTES;
  #mounted: Mounted | undefined;
  #due = false;

  connectedCallback(): void {
    this.#renew();
  }

  disconnectedCallback(): void {
    this.#mounted?.unmount();
    this.#mounted = undefined;
  }

  attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    if (value === old) return;
    if (name === 'theme') this.#mounted?.setTheme(isTheme(value) ? value : systemTheme());
    else if (this.isConnected) this.#renew();
  }

  /** The view, once the element is in a document. */
  get view(): Mounted | undefined {
    return this.#mounted;
  }

  /** Several attributes set in one go mean one run. */
  #renew(): void {
    if (this.#due) return;
    this.#due = true;
    queueMicrotask(() => {
      this.#due = false;
      this.#mounted?.unmount();
      this.#mounted = undefined;
      if (!this.isConnected) return;
      try {
        this.#mounted = mount(this, { ...this.#options(), autorun: false });
      } catch (e) {
        this.#fail(e);
        return;
      }
      if (this.hasAttribute('manual')) return;
      const mounted = this.#mounted;
      // A view that has been replaced meanwhile says nothing any more.
      const still = (): boolean => this.#mounted === mounted;
      mounted.run().then(
        (detail) => {
          const event = new CustomEvent('fibril-result', { detail, bubbles: true, composed: true });
          if (still()) this.dispatchEvent(event);
        },
        (e: unknown) => {
          if (still()) this.#tell(e);
        },
      );
    });
  }

  #options(): MountOptions {
    const text = (name: (typeof ATTRIBUTES)[number]): string | undefined =>
      this.getAttribute(name) ?? undefined;
    const [preset, binder, config, set, theme] = [
      text('preset'),
      text('binder'),
      text('config'),
      text('set'),
      text('theme'),
    ];
    return {
      ...(preset === undefined ? {} : { preset }),
      ...(binder === undefined ? {} : { binder: /^\s*\{/.test(binder) ? JSON.parse(binder) : binder }),
      ...(config === undefined ? {} : { config: JSON.parse(config) as unknown }),
      ...(set === undefined ? {} : { overrides: set.split(/\s+/).filter((pair) => pair !== '') }),
      ...(isTheme(theme) ? { theme } : {}),
    };
  }

  /** Attributes that cannot be: the words stand where the picture would. */
  #fail(e: unknown): void {
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    for (const css of [base, embedded]) adoptStyle(css, root);
    const words = e instanceof Error ? e.message : String(e);
    root.replaceChildren(
      h('div', { class: 'fibril embedded' }, h('p', { class: 'problem card', role: 'alert' }, words)),
    );
    this.#tell(e);
  }

  #tell(e: unknown): void {
    const detail = e instanceof Error ? e.message : String(e);
    this.dispatchEvent(new CustomEvent('fibril-failed', { detail, bubbles: true, composed: true }));
  }
}

if (!customElements.get('fibril-electrode')) customElements.define('fibril-electrode', FibrilElectrode);
