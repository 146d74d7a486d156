/** Tables of the report. */

import { stageFacts } from '../../config/steps/index.js';
import { stageLabel } from '../../model/stage.js';
import { atEnd } from '../../observe/measures.js';
import type { MapGrid } from '../map/grid.js';
import { human, percent } from '../number.js';
import { heading, told } from '../told.js';
import { type HtmlCell, table } from './html.js';
import {
  type BinderSummary,
  chargedStage,
  madeStage,
  type ReportInput,
  type ReportRun,
  type SeedLength,
} from './report-input.js';

const n = (value: number | null | undefined, digits = 3): HtmlCell => ({ number: human(value, digits) });
const share = (value: number | null | undefined): HtmlCell => ({ number: percent(value) });

/** One row a binder: cracks as made and after charge, what broke, what still holds. */
export function binderTable(input: ReportInput): string {
  const says = input.paperSays;
  const charged = input.runs.some((run) => stageFacts(chargedStage(run.result)?.name ?? '')?.charges);
  const head = [
    'Binder',
    'Cracks as made (mm/mm²)',
    charged ? 'Cracks after charge (mm/mm²)' : 'Cracks at the end (mm/mm²)',
    'Largest opening (µm)',
    'Broken at NCM',
    'Broken at foil',
    'Torn',
    'Off the foil (share of area)',
    'Active mass tied to the foil',
    'Conductance (proxy, as built = 100 %)',
    ...(says ? ['The paper says, as made'] : []),
  ];
  const rows = input.runs.map((run): HtmlCell[] => {
    const made = madeStage(run.result);
    const end = chargedStage(run.result);
    return [
      run.binder,
      n(made?.cracks.length_mm_per_mm2),
      n(end?.cracks.length_mm_per_mm2),
      n(end?.cracks.opening_um_max, 2),
      n(end?.broken.adhesiveNcm, 6),
      n(end?.broken.adhesiveFoil, 6),
      n(end?.broken.cohesive, 6),
      share(end?.delaminatedFoil),
      share(end?.connectedActive),
      share(end?.conductance),
      ...(says ? [says(run.binder) ?? '–'] : []),
    ];
  });
  const seed = input.summaries?.some((s) => s.seeds > 1) ? ', first seed' : '';
  const moment = charged ? 'after the last charge' : 'after the last stage';
  return table(`Binders on this electrode${seed}; counts are ligaments, ${moment}`, head, rows);
}

/** One row a binder, over its seeds. */
export function seedTable(summaries: readonly BinderSummary[]): string {
  const length = (l: SeedLength | null): HtmlCell =>
    l === null ? '–' : { number: `${human(l.mean)} ± ${human(l.halfRange, 2)}` };
  const rows = summaries.map((s): HtmlCell[] => [
    s.binder,
    n(s.seeds, 6),
    n(s.crackedMade, 6),
    length(s.made),
    length(s.end),
  ]);
  return table(
    'Parting cracks, mm/mm²: mean over the seeds ± half their range',
    ['Binder', 'Seeds', 'Cracked as made', 'As made', 'At the end'],
    rows,
  );
}

/** Where and how ligaments broke, stage by stage, and what was measured then. */
export function bornTable(run: ReportRun): string {
  const listed = atEnd('report');
  const rows = run.result.stages.map((s): HtmlCell[] => [
    stageLabel(s),
    ...listed.map((q) => ({ number: told(q, q.read(s)) })),
  ]);
  return table(`${run.binder}: damage by the stage it was born in`, ['Stage', ...listed.map(heading)], rows);
}

/** Energy of every stage and how well it balances. */
export function energyTable(run: ReportRun): string {
  const head = [
    'Stage',
    'Work',
    'Elastic',
    'Plastic',
    'Adhesive',
    'Cohesive',
    'Friction',
    'Released',
    'Imbalance (of the work)',
    'Load steps',
    'Ruptures',
    'Residual (of the forces)',
  ];
  const rows = run.result.stages.map((s): HtmlCell[] => {
    const e = s.energy_pJ;
    return [
      stageLabel(s),
      ...[e.work, e.elastic, e.plastic, e.adhesive, e.cohesive, e.friction, e.released].map((v) => n(v, 4)),
      n(e.imbalance, 2),
      n(s.solver.loadSteps, 6),
      n(s.solver.events, 6),
      n(s.solver.residual, 2),
    ];
  });
  return table(`${run.binder}: energy gained in each stage, pJ`, head, rows);
}

/** The electrode as built. */
export function electrodeTable(runs: readonly ReportRun[]): string {
  const head = [
    'Binder',
    'Particles',
    'Ligaments',
    'Porosity',
    'Ligaments a particle',
    'Thickness (µm)',
    'Modelled area (µm × µm)',
    'Binder placed (µm³)',
    'Binder available (µm³)',
    'State hash',
  ];
  const rows = runs.map(({ binder, result: { network: e, hash } }): HtmlCell[] => [
    binder,
    n(e.particles, 6),
    n(e.ligaments, 6),
    n(e.porosity),
    n(e.coordination),
    n(e.thickness_um),
    { number: e.lateral_um.map((v) => human(v)).join(' × ') },
    n(e.binderVolumePlaced_um3, 5),
    n(e.binderVolumeAvailable_um3, 5),
    hash.slice(0, 16),
  ]);
  return table('Electrodes as built', head, rows);
}

/** The map as numbers: mean of the seeds, ± half their range. */
export function mapTable(grid: MapGrid): string {
  const head = ['Adhesion (J/m²) \\ toughness (MPa)', ...grid.toughness.map((t) => human(t))];
  const rows = grid.nodes
    .map((row, r): HtmlCell[] => [
      { number: human(grid.adhesion[r]) },
      ...row.map((node): HtmlCell => {
        if (!node) return { number: '–' };
        if (node.lengths.length === 0) return { number: 'failed' };
        const spread = node.halfRange > 0 ? ` ± ${human(node.halfRange, 2)}` : '';
        return { number: `${human(node.mean)}${spread}` };
      }),
    ])
    .reverse();
  return table('Length of parting cracks, mm/mm²: mean over the seeds ± half their range', head, rows);
}
