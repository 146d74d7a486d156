/** Sharing and the choice between light and dark. */
import type { App } from '../app.js';
import { h } from '../dom.js';
import { keepTheme } from './theme.js';

/** Fill the header's tools; keeps the document's theme and the address bar in step. */
export function createTools(host: HTMLElement, app: App): void {
  const said = h('span', { class: 'small soft', role: 'status' });
  const share = h('button', { type: 'button', onclick: () => void copyLink(app, said) }, 'Copy link');
  const theme = h('button', { type: 'button', onclick: () => flip(app) });
  app.theme.subscribe((value) => {
    document.documentElement.dataset.theme = value;
    theme.textContent = value === 'dark' ? 'Light' : 'Dark';
    theme.setAttribute('aria-label', value === 'dark' ? 'Use light colours' : 'Use dark colours');
  });
  host.append(said, share, theme);
  const address = (): void => history.replaceState(null, '', `#${app.link()}`);
  // The address says what is on show from the first change on; opening the bare page leaves it bare.
  app.config.subscribe(address, true);
  app.run.subscribe((run) => {
    if (run?.result && location.hash !== '') address();
  }, true);
}

async function copyLink(app: App, said: HTMLElement): Promise<void> {
  const link = `${location.href.replace(/#.*$/, '')}#${app.link()}`;
  history.replaceState(null, '', link);
  try {
    await navigator.clipboard.writeText(link);
    said.textContent = 'Copied';
  } catch {
    said.textContent = 'The link is in the address bar';
  }
  setTimeout(() => (said.textContent = ''), 4000);
}

function flip(app: App): void {
  const next = app.theme.value === 'dark' ? 'light' : 'dark';
  app.theme.set(next);
  keepTheme(next);
}
