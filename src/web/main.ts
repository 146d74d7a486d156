/** The page: reads the link, builds the views, starts the first run. */
import { DEFAULT_PRESET, preset } from '../model/presets.js';
import { App } from './app.js';
import { adoptStyle, h } from './dom.js';
import { firstPicture } from './first.js';
import type { Linked } from './link-read.js';
import { createAnswer } from './page/answer.js';
import base from './page/base.css';
import sheet from './page/page.css';
import { createShell, type Tab } from './page/shell.js';
import { firstTheme } from './page/theme.js';
import { createTools } from './page/tools.js';

const TABS: readonly Tab[] = [
  {
    name: 'electrode',
    label: 'Electrode',
    make: async (host, app) => (await import('./electrode.js')).createElectrodeView(host, app),
  },
  {
    name: 'map',
    label: 'Map',
    make: async (host, app) => (await import('./map/map.js')).createMapView(host, app),
  },
  {
    name: 'compare',
    label: 'Compare',
    make: async (host, app) => (await import('./compare/compare.js')).createCompareView(host, app),
  },
  {
    name: 'numbers',
    label: 'Numbers and files',
    make: async (host, app) => (await import('./save/numbers.js')).createNumbersView(host, app),
  },
];

/**
 * What the address asks for, or the default; a link that is wrong is said and changes nothing. The bare page does
 * not wait for what checks a link.
 */
async function readAddress(): Promise<{ linked: Linked; problem: string | null }> {
  const plain = { config: preset(DEFAULT_PRESET), expected: null };
  if (location.hash.length < 2) return { linked: plain, problem: null };
  const { decodeLink } = await import('./later.js');
  try {
    return { linked: decodeLink(location.hash) ?? plain, problem: null };
  } catch (e) {
    const why = e instanceof Error ? e.message : String(e);
    return { linked: plain, problem: `The link cannot be read, so the default is shown. ${why}` };
  }
}

/** The inputs come once there is something to see: they are the largest part of the page but for the 3D view. */
async function showInputs(host: HTMLElement, app: App): Promise<void> {
  host.append(h('p', { class: 'soft small' }, 'The inputs are being loaded …'));
  await firstPicture(app);
  const { createInputs } = await import('./later.js');
  host.replaceChildren();
  createInputs(host, app);
}

async function main(): Promise<void> {
  const host = document.getElementById('fibril');
  if (host === null) throw new Error('the page has no element #fibril');
  adoptStyle(base, document);
  adoptStyle(sheet, document);
  const { linked, problem } = await readAddress();
  const app = new App(linked.config);
  if (linked.expected !== null) app.promised.set({ config: linked.config, hash: linked.expected });
  app.theme.set(firstTheme());
  // The worker computes while the views are still being built.
  void app.start();
  const shell = createShell(host, app, TABS);
  createTools(shell.tools, app);
  createAnswer(shell.answer, app);
  if (problem !== null) shell.answer.prepend(h('p', { class: 'problem', role: 'alert' }, problem));
  shell.select('electrode');
  // A point of the map that was run is looked at.
  host.addEventListener('fibril-show', (e) => shell.select((e as CustomEvent<string>).detail));
  addEventListener('hashchange', () => {
    // Typed or pasted into the address bar: the page begins anew with it.
    if (location.hash !== `#${app.link()}`) location.reload();
  });
  await showInputs(shell.inputs, app);
}

main().catch((e: unknown) => {
  const why = e instanceof Error ? e.message : String(e);
  document.getElementById('fibril')?.replaceChildren(`The page could not start: ${why}`);
});
