/** The HTML report: verdict first, then what it rests on. */

import { checkOptions } from '../../config/options.js';
import { stageLabel } from '../../model/stage.js';
import { mapGrid } from '../map/grid.js';
import { mapSvg } from '../map/map.js';
import { niceMagnification } from '../section/project.js';
import { type Shot, sectionSvg } from '../section/section.js';
import { colouring } from '../section/values.js';
import { escapeText } from '../svg/element.js';
import { stageChart } from './chart.js';
import { code, details, figure, list, page, paragraph, section } from './html.js';
import {
  chargedStage,
  configOf,
  frameOf,
  madeStage,
  REPORT_INPUT,
  type ReportInput,
  type ReportRun,
  summaryOf,
} from './report-input.js';
import { binderTable, bornTable, electrodeTable, energyTable, mapTable, seedTable } from './tables.js';
import { verdict } from './verdict.js';

/** What every reader must know before trusting a number here. */
const LIMITS: readonly string[] = [
  'Quasi-static and rate-free: no viscoelastic relaxation of the binder, no drying front, no pressure of gas or liquid.',
  'Particles are rigid but for contact; secondary particles do not crack inside. A random polycrystal shrinks by the volumetric third of its lattice strain.',
  'A binder film of some 50 nm can press a 5 µm particle with about 1 MPa, against about 1000 MPa between misfitting grains: nothing here says that a binder keeps grains from cracking.',
  'Connected active mass and conductance count paths through the network: proxies, never capacity. The model has no electrochemistry and no cycle life.',
  'Only PVDF rests on literature values. The other binders are ratios to it where the paper states or implies them, assumptions where it does not; their ranges on the map are wide.',
  'The paper finds N1 and N2 below PVDF in life though they stick and stretch better: no law that rises with adhesion and toughness gives that, this one included.',
  'Which lithium content belongs to 4.3 V is uncertain (x = 0.12 to 0.22), and with it the strain of a charge.',
];

function shotsOf(run: ReportRun): Shot[] {
  const [made, charged] = [madeStage(run.result), chargedStage(run.result)];
  const shots: Shot[] = [];
  const first = frameOf(run, made) ?? run.frames[0];
  if (first) shots.push({ label: made ? `as made (after ${made.name})` : 'as built', frame: first });
  const last = frameOf(run, charged) ?? run.frames.at(-1);
  if (last && last !== first && charged) {
    const volts = charged.voltage_V === null ? '' : ` to ${charged.voltage_V} V`;
    shots.push({ label: `after ${stageLabel(charged)}${volts}`, frame: last });
  }
  return shots;
}

function pictures(run: ReportRun, at: number): string[] {
  const shots = shotsOf(run);
  if (shots.length === 0) return [paragraph('No frame of this run was kept.')];
  const frames = shots.map((s) => s.frame);
  const { lateral_um: lateral } = run.result.network;
  const shared = {
    colouring: colouring(run.network, frames, 'stress'),
    magnify: niceMagnification(run.network, frames),
    depth_um: lateral[1],
  };
  return (['side', 'top'] as const).map((view) => {
    const from = view === 'side' ? 'from the side' : 'from above';
    const svg = sectionSvg(run.network, shots, {
      ...shared,
      view,
      id: `f${at}${view}`,
      title: `${run.binder}, ${from}`,
    });
    return figure(svg, `${run.binder} ${from}, before and after`);
  });
}

function mapSection(input: ReportInput): string[] {
  if (!input.map) return [];
  const grid = mapGrid(input.map.rows, input.mapOptions?.moment);
  return [
    section('map', 'The map', [
      figure(
        mapSvg(input.map, { id: 'fibril-map', ...input.mapOptions }),
        'Crack length over toughness and adhesion of the binder; the electrode and its seeds stay the same.',
      ),
      details('The map as a table', [mapTable(grid)]),
    ]),
  ];
}

function runSections(input: ReportInput): string[] {
  const { runs } = input;
  if (runs.length === 0) return [];
  return [
    section('binders', 'The binders', [
      ...(input.summaries?.some((s) => s.seeds > 1) ? [seedTable(input.summaries)] : []),
      binderTable(input),
      figure(stageChart(runs), 'Crack length at the end of each stage.'),
    ]),
    section('electrodes', 'The electrodes, before and after', [
      ...runs.map((run, k) => details(run.binder, [...pictures(run, k), bornTable(run)], k === 0)),
      electrodeTable(runs),
    ]),
    section('energy', 'The energy ledger', [
      paragraph(
        'Work done on the coating against where it went. Released is what a rupture set free beyond what its ligament absorbed, booked rupture by rupture.',
      ),
      ...runs.map((run, k) => details(run.binder, [energyTable(run)], k === 0)),
    ]),
  ];
}

function limits(input: ReportInput): string {
  const slab = input.runs.some((r) => r.result.network.slab)
    ? [
        'The electrode is a slab one particle thick: cracks run straight through its depth, and crack length per area counts them so.',
      ]
    : [];
  const warnings = [...new Set(input.runs.flatMap((r) => r.result.warnings))].map(
    (w) => `Warning of a run: ${w}`,
  );
  return section('limits', 'Limits and assumptions', [list([...slab, ...LIMITS, ...warnings])]);
}

function reproduce(input: ReportInput): string {
  const facts = [
    input.version ? `fibril ${input.version}` : '',
    input.engine ? `engine ${input.engine}` : '',
    ...input.runs.map((r) => `${r.binder}: state ${r.result.hash}`),
  ].filter((f) => f !== '');
  return section('reproduce', 'How to make this again', [
    ...(input.command ? [code(input.command)] : []),
    paragraph('Same input, same bits: the state hashes below come out the same in Node and in a browser.'),
    ...(facts.length > 0 ? [list(facts)] : []),
    ...input.runs.map((r) =>
      details(`Configuration: ${r.binder}`, [code(JSON.stringify(r.result.input, null, 2))]),
    ),
  ]);
}

function contents(input: ReportInput): string {
  const entries: [string, string][] = [
    ...(input.map ? [['map', 'Map'] as [string, string]] : []),
    ...(input.runs.length > 0
      ? ([
          ['binders', 'Binders'],
          ['electrodes', 'Electrodes'],
          ['energy', 'Energy'],
        ] as [string, string][])
      : []),
    ['limits', 'Limits'],
    ['reproduce', 'Make it again'],
  ];
  return `<nav aria-label="Sections">${entries.map(([id, words]) => `<a href="#${id}">${escapeText(words)}</a>`).join('')}</nav>`;
}

/** Names the electrode from the first run's configuration. */
function subject(input: ReportInput): string {
  const first = input.runs[0];
  const preset = input.map?.electrode ?? (first ? configOf(first).preset : undefined);
  const thick = first ? `, ${Math.round(first.result.network.thickness_um * 10) / 10} µm thick` : '';
  return preset ? `Electrode: ${preset}${thick}` : `One electrode${thick}`;
}

/**
 * The report as one HTML file that loads nothing and runs no script.
 *
 * @throws InputError when the map has no row with a result.
 */
export function reportHtml(input: ReportInput): string {
  checkOptions('reportHtml', input, REPORT_INPUT);
  const title = input.title ?? 'Will this cathode crack?';
  const grid = input.map ? mapGrid(input.map.rows, input.mapOptions?.moment) : null;
  const binders = input.map?.binders ?? [];
  return page(`${title} – fibril`, [
    `<h1>${escapeText(title)}</h1>`,
    paragraph(`${subject(input)}. Made by fibril, a particle–binder fracture simulator.`, 'soft'),
    paragraph(
      verdict(input.summaries ?? input.runs.map(summaryOf), grid, binders, input.mapOptions?.moment),
      'lead',
    ),
    contents(input),
    ...mapSection(input),
    ...runSections(input),
    limits(input),
    reproduce(input),
  ]);
}
