/** The numbers of the run on show, stage by stage, and its files. */
import type { StageResult } from '../../model/result.js';
import { stageLabel } from '../../model/stage.js';
import { human, percent } from '../../output/number.js';
import type { App } from '../app.js';
import { adoptStyle, fill, h } from '../dom.js';
import type { LiveRun } from '../run.js';
import { OFFERS } from './files.js';
import css from './numbers.css';

interface Column {
  readonly head: string;
  readonly cell: (stage: StageResult) => string;
}

const COLUMNS: readonly Column[] = [
  { head: 'Stage', cell: stageLabel },
  { head: 'Cut-off voltage (V)', cell: (s) => human(s.voltage_V) },
  { head: 'x in LixNCM', cell: (s) => human(s.x) },
  { head: 'Parting cracks', cell: (s) => human(s.cracks.parting) },
  { head: 'Crack length (mm/mm²)', cell: (s) => human(s.cracks.length_mm_per_mm2) },
  { head: 'Diffuse (mm/mm²)', cell: (s) => human(s.cracks.diffuse_mm_per_mm2) },
  { head: 'Opening, largest (µm)', cell: (s) => human(s.cracks.opening_um_max) },
  { head: 'Spacing (µm)', cell: (s) => human(s.cracks.spacing_um) },
  { head: 'Ligaments broken', cell: (s) => percent(s.broken.fraction) },
  { head: 'at NCM', cell: (s) => human(s.broken.adhesiveNcm, 6) },
  { head: 'at foil', cell: (s) => human(s.broken.adhesiveFoil, 6) },
  { head: 'in the binder', cell: (s) => human(s.broken.cohesive, 6) },
  { head: 'Off the foil (area)', cell: (s) => percent(s.delaminatedFoil) },
  { head: 'Active mass tied to the foil', cell: (s) => percent(s.connectedActive) },
  { head: 'Conductance, proxy (as built = 1)', cell: (s) => human(s.conductance) },
  { head: 'Stress σxx (MPa)', cell: (s) => human(s.stress_MPa) },
  { head: 'Work (pJ)', cell: (s) => human(s.energy_pJ.work) },
  { head: 'Energy imbalance', cell: (s) => human(s.energy_pJ.imbalance, 2) },
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
