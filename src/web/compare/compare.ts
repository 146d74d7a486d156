/** Two runs side by side: one scrubber, one scale and one look for both, and what they differ by. */
import { csv } from '../../output/table.js';
import type { App } from '../app.js';
import { adoptStyle, fill, h, saveFile, svgElement } from '../dom.js';
import lifeSheet from '../life/life.css';
import { createPlayer } from '../life/replay.js';
import { fileStem } from '../life/save.js';
import { coalesced } from '../life/throttle.js';
import { momentsTable, placeWords } from '../life/words.js';
import { isActive, type LiveRun } from '../run.js';
import { createChooser } from './choose.js';
import sheet from './compare.css';
import { differenceSentence, otherDifferences, rowsOf } from './difference.js';
import { differenceSvg } from './difference-svg.js';
import { Pair } from './pair.js';
import { type Place, placesOf } from './places.js';
import { createLegend, isFlat, type Look, lookOf } from './side.js';
import { displayOf, sharedView } from './side-3d.js';
import { SideView } from './side-view.js';
import { Turns } from './turns.js';

/** A run that grows is drawn again at most this often, ms. */
const REFRESH_MS = 250;

class CompareView {
  readonly #app: App;
  readonly #pair: Pair;
  readonly #note = h('p', { class: 'compare-note', role: 'status' });
  readonly #sides: readonly SideView[];
  readonly #shared = sharedView();
  readonly #pictures = h('div', { class: 'compare-sides' });
  readonly #legend = h('div');
  readonly #sentence = h('p', { class: 'compare-sentence', 'aria-live': 'off' });
  readonly #rows = h('tbody');
  readonly #heads = [h('th', { scope: 'col' }), h('th', { scope: 'col' }), h('th', { scope: 'col' })];
  readonly #chart = h('div', { class: 'compare-chart' });
  readonly #below = h('div', { class: 'compare-below card' });
  readonly #player;
  readonly #chooser;
  readonly #slow = new Turns([
    () => this.#sides[0]?.draw(this.#look),
    () => this.#sides[1]?.draw(this.#look),
    () => this.#drawChart(),
  ]);
  #places: readonly Place[] = [];
  /** Index among the places; null: the last. */
  #at: number | null = null;
  #look: Look | null = null;
  #lookOf = '';

  constructor(host: HTMLElement, app: App) {
    this.#app = app;
    this.#pair = new Pair(app);
    this.#chooser = createChooser(app, this.#pair, () => this.refresh());
    this.#sides = [new SideView('A', app, this.#shared), new SideView('B', app, this.#shared)];
    this.#player = createPlayer({
      id: () => 1e6 * (this.#pair.a?.id ?? 0) + (this.#pair.b?.id ?? 0),
      count: () => this.#places.length,
      at: () => this.#index,
      words: () => (this.#place ? placeWords(this.#place) : 'none yet'),
      follows: () => ({ can: this.#grows, does: this.#at === null }),
      show: (index) => {
        this.#at = index >= this.#places.length - 1 ? null : index;
        this.#draw();
      },
    });
    this.#player.playing.subscribe(() => this.#tell(), true);
    this.#build(host);
    const late = coalesced(() => this.refresh(), REFRESH_MS);
    app.run.subscribe(late);
    app.kept.subscribe(late, true);
    const sizes = coalesced(() => this.#draw(), 50);
    new ResizeObserver(sizes).observe(host);
  }

  #build(host: HTMLElement): void {
    this.#pictures.append(...this.#sides.map((s) => s.node));
    const table = h(
      'table',
      { class: 'compare-table' },
      h('caption', { class: 'hidden-text' }, 'Measures of both runs at the moment on show'),
      h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'Measure'), ...this.#heads)),
      this.#rows,
    );
    const scroll = { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Measures of both runs' };
    this.#below.append(
      h('div', { class: 'row' }, h('h2', { class: 'grow' }, 'Difference'), this.#saveButtons()),
      this.#sentence,
      h('div', { class: 'compare-columns' }, this.#chart, h('div', scroll, table)),
      h(
        'p',
        { class: 'small soft' },
        'Each is one electrode: other seeds crack elsewhere, and a difference of one or two cracks may turn round with them. Conductance is measured at the end of a stage.',
      ),
    );
    const card = { class: 'card compare' };
    host.replaceChildren(
      h(
        'div',
        card,
        this.#chooser.node,
        this.#note,
        this.#player.node,
        this.#modes(),
        this.#pictures,
        this.#legend,
      ),
      this.#below,
    );
    this.#below.classList.add('compare');
  }

  /** Sections that lie still, or two scenes that turn together. */
  #modes(): HTMLElement {
    const { mode } = this.#shared;
    const button = (value: 'section' | '3d', label: string): HTMLButtonElement => {
      const node = h('button', { type: 'button', onclick: () => mode.set(value) }, label);
      mode.subscribe((now) => node.setAttribute('aria-pressed', String(now === value)));
      return node;
    };
    mode.subscribe(() => this.#draw(), true);
    const group = { class: 'row', role: 'group', 'aria-label': 'Kind of picture' };
    return h('div', group, button('section', 'Sections'), button('3d', '3D, cameras locked'));
  }

  #saveButtons(): HTMLElement {
    const both = (save: (a: LiveRun, b: LiveRun) => void) => (): void => {
      const { a, b } = this.#pair;
      if (a && b) save(a, b);
    };
    const stem = (a: LiveRun, b: LiveRun): string => fileStem('compare', a, b.config.binder.name);
    const button = (label: string, title: string, onclick: () => void): HTMLButtonElement =>
      h('button', { type: 'button', class: 'small', title, onclick }, label);
    return h(
      'div',
      { class: 'row life-save', role: 'group', 'aria-label': 'Save this comparison' },
      h('span', { class: 'small soft' }, 'Save'),
      button(
        'SVG',
        'Save the chart as an SVG picture',
        both((a, b) => saveFile(`${stem(a, b)}.svg`, differenceSvg(a, b), 'image/svg+xml')),
      ),
      button(
        'CSV',
        'Save the moments of both as CSV',
        both((a, b) => saveFile(`${stem(a, b)}.csv`, bothCsv(a, b), 'text/csv')),
      ),
    );
  }

  get #index(): number {
    const end = this.#places.length - 1;
    return this.#at === null ? end : Math.min(this.#at, end);
  }

  get #place(): Place | undefined {
    return this.#places[this.#index];
  }

  get #grows(): boolean {
    return isActive(this.#pair.a) || isActive(this.#pair.b);
  }

  /** After runs or the choice among them have changed. */
  refresh(): void {
    this.#pair.refresh();
    const { a, b } = this.#pair;
    this.#chooser.refresh();
    // While B is computed the newest moment on show is B's, beside the same one of A.
    const lead = isActive(b) && b !== null && this.#at === null ? b.moments : null;
    const all = placesOf(a?.moments ?? [], b?.moments ?? []);
    this.#places = lead === null || lead.length === 0 ? all : all.slice(0, reached(all, lead) + 1);
    const runs = [a, b].filter((r) => r !== null);
    const key = runs.map((r) => `${r.id}:${r.moments.filter((m) => m.fraction >= 1).length}`).join();
    if (key !== this.#lookOf) {
      this.#lookOf = key;
      this.#look = lookOf(runs);
      if (this.#look) this.#shared.display.set(displayOf(this.#look));
      fill(this.#legend, this.#look && createLegend(this.#look, this.#app.root));
    }
    this.#note.textContent = noteWords(a, b);
    this.#below.hidden = b === null;
    this.#draw();
  }

  /** Words at once; pictures one after the other, so that no task is long. */
  #draw(): void {
    const { a, b } = this.#pair;
    this.#pictures.classList.toggle('flat', this.#look !== null && isFlat(this.#look));
    for (const [k, run] of [a, b].entries()) this.#sides[k]?.tell(run, this.#place);
    this.#tell();
    if (a !== null && b !== null && this.#place !== undefined) {
      const names = [`A: ${a.config.binder.name}`, `B: ${b.config.binder.name}`, 'B − A'];
      for (const [k, head] of this.#heads.entries()) head.textContent = names[k] as string;
      fill(this.#rows, ...rowsOf(a, b, this.#place).map(tableRow));
    }
    this.#slow.ask();
  }

  #drawChart(): void {
    const { a, b } = this.#pair;
    const width = this.#chart.clientWidth;
    if (a === null || b === null || this.#place === undefined || width === 0) return;
    fill(this.#chart, svgElement(differenceSvg(a, b, { width, place: this.#place }), this.#app.root));
  }

  #tell(): void {
    const { a, b } = this.#pair;
    const quiet = this.#player.playing.value || this.#grows;
    this.#sentence.setAttribute('aria-live', quiet ? 'off' : 'polite');
    const words = a && b && this.#place ? differenceSentence(a, b, this.#place) : '';
    if (this.#sentence.textContent !== words) this.#sentence.textContent = words;
    this.#player.refresh();
  }
}

/** Index of the last place that a growing run has reached. */
function reached(places: readonly Place[], moments: readonly Place[]): number {
  const last = moments.at(-1);
  return places.findLastIndex(
    (p) =>
      last !== undefined &&
      (p.stageIndex < last.stageIndex ||
        (p.stageIndex === last.stageIndex && p.fraction <= last.fraction + 1e-9)),
  );
}

function bothCsv(a: LiveRun, b: LiveRun): string {
  const moments = [...a.moments, ...b.moments];
  const of = <T>(value: (run: LiveRun) => T): T[] =>
    [a, b].flatMap((run) => run.moments.map(() => value(run)));
  const [index, ...rest] = momentsTable(moments);
  return csv([
    { name: 'run', type: 'string', values: [...a.moments.map(() => 'A'), ...b.moments.map(() => 'B')] },
    { name: 'binder', type: 'string', values: of((run) => run.config.binder.name) },
    { name: 'hash', type: 'string', values: of((run) => run.result?.hash ?? null) },
    { ...index, name: 'moment', type: 'int', values: [a, b].flatMap((r) => r.moments.map((_, k) => k)) },
    ...rest,
  ]);
}

function tableRow(row: ReturnType<typeof rowsOf>[number]): HTMLElement {
  const less = row.nothing ? h('span', { class: 'soft compare-least' }, 'less than one crack') : null;
  return h(
    'tr',
    {},
    h('th', { scope: 'row' }, row.name),
    h('td', {}, row.a),
    h('td', {}, row.b),
    h('td', {}, row.difference, less),
  );
}

/** What must be known before the comparison is read. */
function noteWords(a: LiveRun | null, b: LiveRun | null): string {
  if (a === null) return 'Nothing to compare yet: the first run is still to come.';
  if (b === null) {
    return isActive(a)
      ? 'The first run is being computed; then it can be compared with another.'
      : 'One run so far. Compute a second one, or change the inputs and run again: it is kept for this view.';
  }
  if (a.id === b.id) return 'A and B are the same run: everything is equal.';
  const other = otherDifferences(a.config, b.config);
  if (other.length === 0)
    return 'Both binders on the same electrode: what differs below comes from the binder.';
  const some = other.slice(0, 5).join('; ');
  const more = other.length > 5 ? `; and ${other.length - 5} more` : '';
  return `Not the same electrode or process, so the difference is not the binder’s alone. A and B: ${some}${more}.`;
}

/** Fill `host` with the comparison. */
export function createCompareView(host: HTMLElement, app: App): void {
  adoptStyle(lifeSheet, app.root);
  adoptStyle(sheet, app.root);
  new CompareView(host, app).refresh();
}
