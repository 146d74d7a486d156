/** The numbers of the run on show, stage by stage, and its files. */
import type { StageResult } from '../../model/result.js';
import { stageLabel } from '../../model/stage.js';
import { atEnd } from '../../observe/measures.js';
import { human } from '../../output/number.js';
import { heading, told } from '../../output/told.js';
import type { App } from '../app.js';
import { adoptStyle, fill, h } from '../dom.js';
import type { LiveRun } from '../run.js';
import { OFFERS } from './files.js';
import css from './numbers.css';

interface Column {
  readonly head: string;
  readonly cell: (stage: StageResult) => string;
}

/** Columns of the stages. */
export const COLUMNS: readonly Column[] = [
  { head: 'Stage', cell: stageLabel },
  ...atEnd('numbers').map((q) => ({ head: heading(q), cell: (s: StageResult) => told(q, q.read(s)) })),
];

/** Fill the tab. */
export function createNumbersView(host: HTMLElement, app: App): void {
  adoptStyle(css, app.root);
  const network = h('div');
  const stages = h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Stages' });
  const buttons = OFFERS.map((offer) => {
    const save = (): void => {
      const { value: run } = app.run;
      const { moment } = app;
      if (run && moment) offer.save(run, moment);
    };
    const button = h('button', { type: 'button', onclick: save }, offer.label);
    const entry = h('div', { class: 'numbers-file' }, button, h('span', { class: 'small soft' }, offer.hint));
    return { offer, button, entry };
  });
  host.classList.add('numbers');
  fill(
    host,
    network,
    h('h2', {}, 'Stages'),
    stages,
    h('h2', {}, 'Files'),
    h('div', { class: 'numbers-files' }, ...buttons.map((b) => b.entry)),
  );
  app.run.subscribe((run) => {
    fill(network, ...networkWords(run));
    fill(stages, stageTable(run));
    for (const { offer, button } of buttons) {
      button.disabled = offer.whole ? run?.result == null : (run?.moments.length ?? 0) === 0;
    }
  });
}

function networkWords(run: LiveRun | null): HTMLElement[] {
  const e = run?.electrode;
  if (!e) return [h('p', { class: 'soft' }, 'The electrode is still being built.')];
  const { summary: s } = e;
  const depth = s.slab ? 'a slab one particle thick' : `${human(s.lateral_um[1])} µm deep`;
  const words = `${human(s.particles, 6)} particles, ${human(s.ligaments, 6)} ligaments; ${human(s.lateral_um[0])} µm wide, ${depth}, ${human(s.thickness_um)} µm thick; porosity ${human(s.porosity)}, coordination ${human(s.coordination)}.`;
  const warnings = run.result?.warnings ?? e.warnings;
  return [h('p', {}, words), ...warnings.map((w) => h('p', { class: 'small soft' }, `Note: ${w}.`))];
}

function stageTable(run: LiveRun | null): HTMLElement {
  const rows = run?.result?.stages ?? [];
  if (rows.length === 0) return h('p', { class: 'soft' }, 'The table comes when the run has ended.');
  return h(
    'table',
    { class: 'numbers-table', 'aria-label': 'What was measured at the end of each stage' },
    h('thead', {}, h('tr', {}, ...COLUMNS.map((c) => h('th', { scope: 'col' }, c.head)))),
    h(
      'tbody',
      {},
      ...rows.map((s) =>
        h(
          'tr',
          {},
          ...COLUMNS.map((c, k) => (k === 0 ? h('th', { scope: 'row' }, c.cell(s)) : h('td', {}, c.cell(s)))),
        ),
      ),
    ),
  );
}
