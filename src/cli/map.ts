/** `fibril map`: a sweep as map and report. */
import { availableParallelism } from 'node:os';
import { InputError } from '../core/errors.js';
import type { MapMoment } from '../output/map/grid.js';
import type { ReportRun } from '../output/report/report-input.js';
import { type LoadedSweep, loadSweep } from '../sweep/load-node.js';
import { drawMap, lostWords, reportRuns, runBinders } from './draw-map.js';
import { type CommandInfo, helpText, type Parsed, parseFlags } from './flags.js';
import { ExitCode, type Io } from './io.js';

/** Help and flags. */
export const INFO: CommandInfo = {
  name: 'map',
  summary: 'Draw a sweep: toughness × adhesion with crack length, regimes and binders, and a report.',
  usage: 'DIR',
  maxArgs: 1,
  flags: {
    out: { arg: 'DIR', help: 'Where map.svg and report.html go (default: into the sweep’s directory).' },
    moment: { arg: 'end|asMade', help: 'Crack length after the last stage (default) or as made.' },
    'no-runs': {
      help: 'Leave out the five binders’ runs, which the report’s pictures and tables are made of.',
    },
    workers: { arg: 'N', help: 'Worker threads for these runs.' },
    json: { help: 'Print the files written as JSON.' },
    quiet: { short: 'q', help: 'No progress.' },
  },
  examples: ['fibril map map', 'fibril map map --moment asMade --out as-made'],
  notes: 'A sweep that is not complete is drawn with the points it has.',
};

function momentOf(parsed: Parsed): MapMoment {
  const text = parsed.text('moment') ?? 'end';
  if (text === 'end' || text === 'asMade') return text;
  throw new InputError({ field: '--moment', value: text, allowed: "'end' or 'asMade'" });
}

/** Run the command. */
export async function mapCommand(argv: readonly string[], io: Io): Promise<number> {
  const parsed = parseFlags(INFO, argv);
  if (parsed === null) {
    io.stdout(helpText(INFO));
    return ExitCode.ok;
  }
  const dir = parsed.args[0];
  if (dir === undefined) {
    throw new InputError({
      field: 'DIR',
      value: undefined,
      allowed: 'a directory that `fibril sweep` wrote',
    });
  }
  const moment = momentOf(parsed);
  const workers = parsed.whole('workers', 1, 256) ?? availableParallelism();
  const sweep = await loadSweep(dir);
  refuseEmpty(sweep, dir, moment);
  const runs = parsed.on('no-runs') ? [] : await paperRuns(sweep, io, workers, parsed.on('quiet'));
  const files = await drawMap({
    sweep,
    runs,
    out: parsed.text('out') ?? dir,
    moment,
    command: mapCommandLine(dir, moment, parsed.on('no-runs')),
  });
  const { points } = sweep.manifest.counts;
  if (parsed.on('json')) {
    const document = { schema: 'fibril.map/1', complete: sweep.complete, points, ...files };
    io.stdout(`${JSON.stringify(document)}\n`);
  } else {
    const part = sweep.complete
      ? ''
      : `, of a sweep that is not complete (${sweep.rows.length} of ${points} points)`;
    io.stdout(`Map:    ${files.map}${part}${lostWords(sweep)}\nReport: ${files.report}\n`);
  }
  return ExitCode.ok;
}

/** The command line that draws the same again. */
function mapCommandLine(dir: string, moment: MapMoment, noRuns: boolean): string {
  const flags = `${moment === 'end' ? '' : ` --moment ${moment}`}${noRuns ? ' --no-runs' : ''}`;
  return `npx fibril map ${dir}${flags}`;
}

/** Before minutes are spent on pictures: a map of nothing cannot be drawn. */
function refuseEmpty(sweep: LoadedSweep, dir: string, moment: MapMoment): void {
  const ran = sweep.rows.filter((row) => row.status === 'ok');
  if (
    moment === 'asMade' &&
    ran.length > 0 &&
    ran.every((row) => row.asMadeCrackLength_mm_per_mm2 === null)
  ) {
    const hint = 'The stages of this sweep do not make the electrode: it is not dried, cooled or calendered.';
    throw new InputError({ field: '--moment', value: moment, allowed: "'end'", hint });
  }
  if (ran.length > 0) return;
  const reason = sweep.rows[0]?.reason;
  const hint = reason ? `The first point failed: ${reason}` : 'Go on with the sweep: --resume.';
  throw new InputError({ field: 'DIR', value: dir, allowed: 'a sweep with a point that ran', hint });
}

async function paperRuns(sweep: LoadedSweep, io: Io, workers: number, quiet: boolean): Promise<ReportRun[]> {
  const { config, seeds } = sweep.manifest;
  const engine = await io.engine();
  if (engine.hash !== sweep.manifest.engine) {
    io.stderr('note: the sweep was computed by another build of the simulator than the pictures\n');
  }
  const runs = await runBinders(engine, config, io, { seeds: seeds.slice(0, 1), workers, quiet });
  for (const { row, point } of runs) {
    if (row.status === 'failed') io.stderr(`note: ${point.config.binder.name} did not run: ${row.reason}\n`);
  }
  return reportRuns(runs);
}
