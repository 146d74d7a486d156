/** `fibril demo`: five binders on one electrode and the map they lie on. What `npm start` runs. */
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { STAGE_NAMES, stageFacts } from '../config/steps/index.js';
import { VERSION } from '../core/version.js';
import { binderClouds } from '../materials/binders.js';
import { asMade } from '../materials/paper-facts.js';
import { configure } from '../model/configure.js';
import { mapGrid } from '../output/map/grid.js';
import { seedLength } from '../output/report/report-input.js';
import { verdict } from '../output/report/verdict.js';
import { ADHESION, parseAxis, TOUGHNESS } from '../sweep/axis.js';
import { loadSweep } from '../sweep/load-node.js';
import { planSweep } from '../sweep/plan.js';
import type { SweepRow } from '../sweep/row.js';
import { sweepWorker } from '../sweep/thread-node.js';
import { type BinderRun, binderSummaries, drawMap, lostWords, reportRuns, runBinders } from './draw-map.js';
import { type CommandInfo, helpText, parseFlags } from './flags.js';
import { num, percent, table, wrap } from './format.js';
import { ExitCode, type Io } from './io.js';
import { duration } from './progress.js';
import { showSweep } from './sweep.js';

/** Help and flags. */
export const INFO: CommandInfo = {
  name: 'demo',
  summary: 'Five binders on the paper-10 electrode and a 12 × 12 map with two seeds, in minutes.',
  usage: '',
  maxArgs: 0,
  flags: {
    out: {
      arg: 'DIR',
      help: 'Where the results go (default: out/demo-…). An unfinished demo there is gone on with.',
    },
    workers: { arg: 'N', help: 'Worker threads (default: as many as the machine offers).' },
    quick: { help: 'A map of 4 × 4 points on a narrow piece of the electrode, in seconds.' },
    quiet: { short: 'q', help: 'No progress.' },
  },
  examples: ['fibril demo', 'fibril demo --quick --out /tmp/demo'],
};

/** Run the command. */
export async function demoCommand(argv: readonly string[], io: Io): Promise<number> {
  const parsed = parseFlags(INFO, argv);
  if (parsed === null) {
    io.stdout(helpText(INFO));
    return ExitCode.ok;
  }
  const started = io.now();
  const quick = parsed.on('quick');
  const quiet = parsed.on('quiet');
  const workers = parsed.whole('workers', 1, 256) ?? availableParallelism();
  const config = configure({ preset: 'paper-10', overrides: quick ? ['electrode.lateral_um=80'] : [] });
  const engine = await io.engine();
  const count = quick ? 4 : 12;
  const plan = await planSweep({
    config,
    toughness: parseAxis(`0.1:100:${count}`, TOUGHNESS),
    adhesion: parseAxis(`0.1:5:${count}`, ADHESION),
    seeds: 2,
    engineHash: engine.hash,
  });
  // Named after the plan, so that a demo is gone on with and never clashes with another build's.
  const dir = parsed.text('out') ?? path.join('out', `demo-${plan.hash.slice(0, 8)}`);
  const binders = await runBinders(engine, config, io, { seeds: plan.seeds, workers, quiet });
  await showSweep(plan, io, quiet, {
    dir,
    workers,
    resume: existsSync(path.join(dir, 'manifest.json')),
    version: VERSION,
    createWorker: () => sweepWorker(engine.module),
  });
  const sweep = await loadSweep(dir);
  const summaries = binderSummaries(binders);
  const files = await drawMap({
    sweep,
    runs: reportRuns(binders),
    summaries,
    out: dir,
    moment: 'end',
    command: `npx fibril demo${quick ? ' --quick' : ''}`,
  });
  const meaning = verdict(summaries, mapGrid(sweep.rows), binderClouds());
  io.stdout(`\n${binderTable(binders)}\n`);
  io.stdout(
    `Map:    ${files.map}${lostWords(sweep)}\nReport: ${files.report}\nTable:  ${path.join(dir, 'results.parquet')}\n\n`,
  );
  io.stdout(`${wrap(meaning)}`);
  if (!quiet)
    io.stderr(`\n${plan.points.length + binders.length} runs in ${duration((io.now() - started) / 1000)}\n`);
  return ExitCode.ok;
}

const HEAD = [
  'binder',
  'toughness MPa',
  'adhesion J/m²',
  'as made mm/mm²',
  'end mm/mm²',
  'NCM : foil : binder',
  'foil off',
  'tied',
  'first crack',
];

const LEGEND =
  'mm/mm²: length of parting cracks; lengths and shares are means over the seeds, ± half their range; ' +
  'NCM : foil : binder: ligaments broken at that interface or in the binder, of all seeds together; ' +
  'tied: active mass still held to the foil';

/** Stages in which cracks begin, in the order of an electrode's life; `none` last. */
function firstCracks(stages: readonly (string | null)[]): string[] {
  const place = (stage: string | null): number => {
    if (stage === null) return Number.POSITIVE_INFINITY;
    const [name, time] = stage.split(' ') as [string, string?];
    return STAGE_NAMES.indexOf(name) + STAGE_NAMES.length * (stageFacts(name)?.cycle ? Number(time) : 0);
  };
  const sorted = [...new Set(stages)].sort((a, b) => (place(a) < place(b) ? -1 : 1));
  return sorted.map((stage) => stage ?? 'none');
}

/** Binders with mean and half range over their seeds, and what the paper says of the electrode as made. */
export function binderTable(runs: readonly BinderRun[]): string {
  const names = [...new Set(runs.map((r) => r.point.config.binder.name))];
  const rows = names.map((name) => {
    const own = runs.filter((r) => r.point.config.binder.name === name);
    const ok = own.map((r) => r.row).filter((row) => row.status === 'ok');
    const { toughness_MPa, adhesion_J_m2, config } = (own[0] as BinderRun).point;
    const says = config.preset === null ? undefined : asMade(config.preset, name)?.says;
    const firsts = firstCracks(ok.map((row) => row.firstCrackStage));
    const cells = [
      name,
      num(toughness_MPa),
      num(adhesion_J_m2),
      spread(ok.map((row) => row.asMadeCrackLength_mm_per_mm2)),
      spread(ok.map((row) => row.crackLength_mm_per_mm2)),
      modes(ok),
      percent(mean(ok.map((row) => row.delaminatedFoil))),
      percent(mean(ok.map((row) => row.connectedActive))),
      firsts.join(' or ') || 'failed',
    ];
    return { cells, says };
  });
  const facts = rows.flatMap(({ cells, says }) => (says === undefined ? [] : [`  ${cells[0]}: ${says}`]));
  const paper = facts.length === 0 ? '' : `The paper's electrodes as made:\n${facts.join('\n')}\n`;
  return `${table(
    HEAD,
    rows.map((r) => r.cells),
  )}${wrap(LEGEND)}${paper}`;
}

function mean(values: readonly (number | null)[]): number | null {
  return seedLength(values)?.mean ?? null;
}

function spread(values: readonly (number | null)[]): string {
  const length = seedLength(values);
  return length === null ? '–' : `${num(length.mean)} ± ${num(length.halfRange, 2)}`;
}

function modes(rows: readonly SweepRow[]): string {
  const sum = (key: 'adhesiveNcm' | 'adhesiveFoil' | 'cohesive'): number =>
    rows.reduce((total, row) => total + (row[key] ?? 0), 0);
  return `${sum('adhesiveNcm')} : ${sum('adhesiveFoil')} : ${sum('cohesive')}`;
}
