/** The page's frame: header, inputs, tabs with their panels. A panel is made when it is first shown. */
import type { App } from '../app.js';
import { freshId, h } from '../dom.js';

/** One tab: `make` fills its panel the first time it is shown. */
export interface Tab {
  readonly name: string;
  readonly label: string;
  readonly make: (host: HTMLElement, app: App) => void | Promise<void>;
}

/** Where the parts of the page go. */
export interface Shell {
  readonly inputs: HTMLElement;
  readonly answer: HTMLElement;
  readonly tools: HTMLElement;
  /** Show a tab by name. */
  readonly select: (name: string) => void;
}

/** Build the frame into `host`. */
export function createShell(host: HTMLElement, app: App, tabs: readonly Tab[]): Shell {
  const tools = h('div', { class: 'page-tools row' });
  const inputs = h('aside', { class: 'page-inputs', 'aria-label': 'Binder and electrode' });
  const answer = h('section', { class: 'answer card', 'aria-label': 'Answer' });
  const { bar, panels, select } = createTabs(app, tabs);
  host.classList.add('fibril');
  host.replaceChildren(
    h('a', { class: 'page-skip', href: '#', onclick: skip }, 'Skip to the answer'),
    h(
      'header',
      { class: 'page-top' },
      h('h1', {}, 'fibril'),
      h(
        'p',
        { class: 'soft' },
        'Will this cathode crack, and would a tougher or a more adhesive binder help?',
      ),
      tools,
    ),
    h('div', { class: 'page-columns' }, inputs, h('main', { class: 'page-views' }, answer, bar, ...panels)),
  );
  return { inputs, answer, tools, select };

  /** The address holds the configuration, so the link must not change it. */
  function skip(e: Event): void {
    e.preventDefault();
    answer.querySelector<HTMLElement>('button:not(:disabled)')?.focus();
  }
}

function createTabs(app: App, tabs: readonly Tab[]) {
  const bar = h('div', { class: 'page-tabs', role: 'tablist', 'aria-label': 'Views' });
  const made = new Set<string>();
  const parts = tabs.map((tab) => {
    const [tabId, panelId] = [freshId('tab'), freshId('panel')];
    const button = h(
      'button',
      { type: 'button', role: 'tab', id: tabId, 'aria-controls': panelId, onclick: () => select(tab.name) },
      tab.label,
    );
    const panel = h('section', {
      class: 'page-panel',
      role: 'tabpanel',
      id: panelId,
      'aria-labelledby': tabId,
      hidden: true,
    });
    bar.append(button);
    return { tab, button, panel };
  });
  const select = (name: string): void => {
    for (const { tab, button, panel } of parts) {
      const on = tab.name === name;
      button.setAttribute('aria-selected', String(on));
      button.tabIndex = on ? 0 : -1;
      panel.hidden = !on;
      if (on && !made.has(name)) {
        made.add(name);
        void tab.make(panel, app);
      }
    }
  };
  bar.addEventListener('keydown', (e) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[e.key];
    if (step === undefined) return;
    const at = parts.findIndex(
      (p) => p.button === (bar.getRootNode() as Document | ShadowRoot).activeElement,
    );
    const next = parts[(at + step + parts.length) % parts.length];
    if (!next) return;
    e.preventDefault();
    select(next.tab.name);
    next.button.focus();
  });
  return { bar, panels: parts.map((p) => p.panel), select };
}
