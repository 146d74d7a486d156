/** A map as files: read what `fibril sweep` wrote, save what was computed here in the same form. */
import { InputError } from '../../core/errors.js';
import { manifestOf } from '../../sweep/manifest.js';
import { resultsTable } from '../../sweep/results.js';
import type { SweepRow } from '../../sweep/row.js';
import { fill, freshId, h, saveFile } from '../dom.js';
import type { LoadedCore } from '../engine.js';
import { pngOf } from './png.js';
import { type NamedBytes, readSweep } from './read.js';
import type { PageSweep, SweepState } from './sweep.js';

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
  const open = async (files: readonly File[]): Promise<void> => {
    fill(problem);
    try {
      const named = await Promise.all(files.map(readFile));
      const { plan, rows, manifest } = await readSweep(named);
      const core = await view.core();
      sweep.core = core.hash;
      const other =
        core.hash === manifest.engine
          ? ''
          : ' It was computed by another core than this page has, so running a point again may give other numbers.';
      sweep.show(plan, rows, manifest.fibril, `a sweep from ${named.map((f) => f.name).join(' and ')}`);
      view.shown();
      said.textContent = `Read ${rows.size} of ${plan.points.length} runs.${other}`;
    } catch (e) {
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
  sweep.state.subscribe((state) => showOffers(offers, state, view, problem));
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

function showOffers(host: HTMLElement, state: SweepState, view: FilesView, problem: HTMLElement): void {
  const { plan, rows, status } = state;
  const complete = plan !== null && rows.size === plan.points.length;
  const key = `${plan?.hash} ${complete} ${rows.size > 0} ${status === 'running'}`;
  if (host.dataset.key === key) return;
  host.dataset.key = key;
  const offer = (label: string, save: () => void): HTMLElement =>
    h('button', { type: 'button', onclick: save }, label);
  const png = async (): Promise<void> => {
    try {
      const svg = view.svg();
      if (svg !== null) saveFile('map.png', await pngOf(svg, view.theme()), 'image/png');
    } catch (e) {
      problem.textContent = e instanceof Error ? e.message : String(e);
    }
  };
  const svg = (): void => saveFile('map.svg', view.svg() ?? '', 'image/svg+xml');
  const table = plan === null || rows.size === 0 ? [] : tableOffers(state, complete, offer);
  fill(
    host,
    h('span', { class: 'small soft' }, 'Save'),
    offer('map.svg', svg),
    offer('map.png', () => void png()),
    ...table,
  );
}

function tableOffers(
  state: SweepState,
  complete: boolean,
  offer: (label: string, save: () => void) => HTMLElement,
): HTMLElement[] {
  const { plan, rows, version } = state;
  if (plan === null) return [];
  const sorted = (): SweepRow[] => [...rows.values()].sort((a, b) => a.index - b.index);
  const manifest = (): void => {
    const made = manifestOf(plan, rows, complete ? 'complete' : 'running', version);
    saveFile('manifest.json', `${JSON.stringify(made, null, 2)}\n`, 'application/json');
  };
  const jsonl = (): void =>
    saveFile(
      'results.jsonl',
      sorted()
        .map((row) => `${JSON.stringify(row)}\n`)
        .join(''),
      'application/jsonl',
    );
  if (!complete) return [offer('manifest.json', manifest), offer('results.jsonl', jsonl)];
  const parquet = (): void => {
    const bytes = new Uint8Array(resultsTable(plan, sorted()).parquet);
    saveFile('results.parquet', bytes, 'application/vnd.apache.parquet');
  };
  const csv = (): void => saveFile('results.csv', resultsTable(plan, sorted()).csv, 'text/csv');
  return [offer('manifest.json', manifest), offer('results.parquet', parquet), offer('results.csv', csv)];
}
