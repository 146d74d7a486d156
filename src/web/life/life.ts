/** The life line: what an electrode goes through and what becomes of it, and the replay of its moments. */
import { oneCrack, oneCrackWords } from '../../output/one-crack.js';
import { type App, momentOf } from '../app.js';
import { adoptStyle, h } from '../dom.js';
import { isActive } from '../run.js';
import { type Band, bandsOf } from './bands.js';
import { type Chart, createChart, type LifeState } from './chart.js';
import sheet from './life.css';
import { createMomentsTable } from './moments-table.js';
import { createReplay } from './replay.js';
import { createSave } from './save.js';
import { coalesced } from './throttle.js';
import { momentWords } from './words.js';

/** A run that grows is drawn again at most this often, ms. */
const REFRESH_MS = 100;

/** Fill `host` with the life line of the run on show. */
export function createLife(host: HTMLElement, app: App): void {
  adoptStyle(sheet, app.root);
  const words = h('p', { class: 'life-words', 'aria-live': 'off' });
  const note = h('p', { class: 'small soft' });
  const plots = h('div', { class: 'life-plots' });
  const replay = createReplay(app);
  const save = createSave(app);
  const table = createMomentsTable();
  host.classList.add('life');
  host.replaceChildren(
    h('div', { class: 'row' }, h('h2', { class: 'grow' }, 'Life of the electrode'), save.node),
    words,
    replay.node,
    h('div', { role: 'group', 'aria-label': 'Life line: the same as the table below' }, plots),
    note,
    table.node,
  );
  let chart: Chart | undefined;
  const state = stateOf(app);

  const tell = (): void => {
    const run = app.run.value;
    const moment = momentOf(run, app.shown.value);
    // Read out when it was asked for, not twelve times a stage.
    const quiet = replay.playing.value || (isActive(run) && app.shown.value === 'latest');
    words.setAttribute('aria-live', quiet ? 'off' : 'polite');
    setText(words, moment ? capital(`${momentWords(moment)}.`) : emptyWords(app));
    replay.refresh();
  };
  const refresh = (): void => {
    const now = state();
    chart?.update(now);
    setText(note, oneCrackWords(now.oneCrack));
    table.refresh(now.moments);
    save.refresh();
    tell();
  };
  const late = coalesced(refresh, REFRESH_MS);
  app.run.subscribe(late);
  app.shown.subscribe(() => {
    chart?.show(state().shown);
    tell();
  });
  replay.playing.subscribe(tell, true);
  // The page's theme is set by whoever else listens.
  app.theme.subscribe(() => requestAnimationFrame(() => chart?.repaint()), true);
  refresh();
  // In a task of its own: what stands around it can be used meanwhile.
  setTimeout(() => {
    chart = createChart(plots, {
      root: app.root,
      theme: () => app.theme.value,
      onJump: (index) => app.shown.set(index === state().moments.length - 1 ? 'latest' : index),
    });
    chart.update(state());
  });
}

/** What the chart shows now; the bands of a configuration are made once. */
function stateOf(app: App): () => LifeState {
  let bands: readonly Band[] = [];
  let of: unknown;
  return () => {
    const run = app.run.value;
    if (run !== null && of !== run.config) {
      bands = bandsOf(run.config);
      of = run.config;
    }
    const moments = run?.moments ?? [];
    const { value } = app.shown;
    const shown = value === 'latest' ? moments.length - 1 : Math.min(value, moments.length - 1);
    return { moments, bands, oneCrack: oneCrack(run?.electrode?.summary), shown };
  };
}

/** Live regions repeat what is set again, so only changes are set. */
function setText(node: HTMLElement, text: string): void {
  if (node.textContent !== text) node.textContent = text;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function emptyWords(app: App): string {
  const run = app.run.value;
  if (run === null) return 'No run yet.';
  if (run.status === 'failed') return 'This run has no moment to show.';
  return run.status === 'cancelled' ? 'Cancelled before its first moment.' : 'Building the electrode …';
}
