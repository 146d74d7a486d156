/** A map as files: read what `fibril sweep` wrote, save what was computed here in the same form. */
import { InputError } from '../../core/errors.js';
import { manifestOf } from '../../sweep/manifest.js';
import type { SweepPlan } from '../../sweep/plan.js';
import { resultsTable } from '../../sweep/results.js';
import type { SweepRow } from '../../sweep/row.js';
import { fill, freshId, h, saveFile } from '../dom.js';
import type { LoadedCore } from '../engine.js';
import { pngOf } from '../png.js';
import { type NamedBytes, readSweep } from './read.js';
import type { PageSweep, SweepState } from './sweep.js';
import { inTheme } from './theme.js';

/** What files need of the view. */
export interface FilesView {
  /** The map as SVG; null when there is none. */
  readonly svg: () => string | null;
  readonly theme: () => 'light' | 'dark';
  readonly core: () => Promise<LoadedCore>;
  /** A sweep that was read is on show. */
  readonly shown: () => void;
}

/** Largest file that is read, bytes. */
const MOST_BYTES = 32e6;

/** Buttons for files; files can be dropped anywhere on `zone`. */
export function createFiles(zone: HTMLElement, sweep: PageSweep, view: FilesView): HTMLElement {
  const said = h('p', { class: 'small', role: 'status' });
  const problem = h('p', { class: 'problem', role: 'alert' });
  const id = freshId('map-files');
  // Counts what was given: what an earlier one still reads is dropped.
  let turn = 0;
  const open = async (files: readonly File[]): Promise<void> => {
    const mine = ++turn;
    const { starts } = sweep;
    fill(problem);
    said.textContent = `Reading ${files.map((f) => f.name).join(' and ')} …`;
    try {
      const named = await Promise.all(files.map(readFile));
      const { plan, rows, manifest } = await readSweep(named);
      const core = await view.core();
      if (mine !== turn) return;
      if (sweep.starts !== starts) {
        said.textContent = 'Not shown: a map was started while the files were read.';
        return;
      }
      sweep.core = core.hash;
      const other =
        core.hash === manifest.engine
          ? ''
          : ' It was computed by another core than this page has, so running a point again may give other numbers.';
      sweep.show(plan, rows, manifest.fibril, `a sweep from ${named.map((f) => f.name).join(' and ')}`);
      view.shown();
      said.textContent = `Read ${rows.size} of ${plan.points.length} runs.${other}`;
    } catch (e) {
      if (mine !== turn) return;
      said.textContent = '';
      problem.textContent = e instanceof InputError ? e.message : `The files cannot be read: ${String(e)}`;
    }
  };
  const input = h('input', {
    type: 'file',
    id,
    multiple: true,
    accept: '.json,.parquet,.csv,.jsonl',
    class: 'hidden-text',
    onchange: () => {
      void open([...(input.files ?? [])]);
      input.value = '';
    },
  });
  dropZone(zone, open);
  const offers = h('div', { class: 'row' });
  sweep.state.subscribe(() => showOffers(offers, sweep, view, problem));
  return h(
    'section',
    { class: 'map-files card', 'aria-label': 'Files of the map' },
    h(
      'div',
      { class: 'row' },
      input,
      h('label', { for: id, class: 'button' }, 'Open a sweep …'),
      h('span', { class: 'small soft grow' }, 'or drop manifest.json and results.parquet (or .csv) here'),
    ),
    said,
    problem,
    offers,
  );
}

async function readFile(file: File): Promise<NamedBytes> {
  if (file.size > MOST_BYTES) {
    throw new InputError({
      field: file.name,
      value: file.size,
      unit: 'bytes',
      allowed: `at most ${MOST_BYTES}`,
    });
  }
  return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
}

function dropZone(zone: HTMLElement, open: (files: readonly File[]) => Promise<void>): void {
  const carries = (e: DragEvent): boolean => e.dataTransfer?.types.includes('Files') ?? false;
  zone.addEventListener('dragover', (e) => {
    if (!carries(e)) return;
    e.preventDefault();
    zone.classList.add('map-drop');
  });
  zone.addEventListener('dragleave', () => zone.classList.remove('map-drop'));
  zone.addEventListener('drop', (e) => {
    zone.classList.remove('map-drop');
    if (!carries(e)) return;
    e.preventDefault();
    void open([...(e.dataTransfer?.files ?? [])]);
  });
}

/** Which buttons there are follows the state; what a button saves is the state when it is pressed. */
function showOffers(host: HTMLElement, sweep: PageSweep, view: FilesView, problem: HTMLElement): void {
  const { plan, rows } = sweep.state.value;
  const some = plan !== null && rows.size > 0;
  const complete = some && rows.size === plan.points.length;
  const key = `${some} ${complete}`;
  if (host.dataset.key === key) return;
  host.dataset.key = key;
  const offer = (label: string, save: () => void): HTMLElement =>
    h('button', { type: 'button', onclick: save }, label);
  const png = async (): Promise<void> => {
    try {
      const svg = view.svg();
      if (svg !== null) saveFile('map.png', await pngOf(inTheme(svg, view.theme())), 'image/png');
    } catch (e) {
      problem.textContent = e instanceof Error ? e.message : String(e);
    }
  };
  const svg = (): void => saveFile('map.svg', view.svg() ?? '', 'image/svg+xml');
  const table = some ? tableOffers(sweep, complete, offer) : [];
  fill(
    host,
    h('span', { class: 'small soft' }, 'Save'),
    offer('map.svg', svg),
    offer('map.png', () => void png()),
    ...table,
  );
}

function tableOffers(
  sweep: PageSweep,
  complete: boolean,
  offer: (label: string, save: () => void) => HTMLElement,
): HTMLElement[] {
  /** A button that saves what is known of a sweep when it is pressed. */
  const button = (
    name: string,
    type: string,
    data: (plan: SweepPlan, rows: readonly SweepRow[], state: SweepState) => BlobPart,
  ): HTMLElement =>
    offer(name, () => {
      const state = sweep.state.value;
      if (state.plan === null) return;
      const rows = [...state.rows.values()].sort((a, b) => a.index - b.index);
      saveFile(name, data(state.plan, rows, state), type);
    });
  const manifest = button('manifest.json', 'application/json', (plan, _, { rows, version }) => {
    const status = rows.size === plan.points.length ? 'complete' : 'running';
    return `${JSON.stringify(manifestOf(plan, [...rows.values()], status, version), null, 2)}\n`;
  });
  if (!complete) {
    const lines = (rows: readonly SweepRow[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
    return [manifest, button('results.jsonl', 'application/jsonl', (_, rows) => lines(rows))];
  }
  return [
    manifest,
    button(
      'results.parquet',
      'application/vnd.apache.parquet',
      (plan, rows) => new Uint8Array(resultsTable(plan, rows).parquet),
    ),
    button('results.csv', 'text/csv', (plan, rows) => resultsTable(plan, rows).csv),
  ];
}
