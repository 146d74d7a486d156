/** `fibril sweep`: toughness × adhesion × seeds in worker threads. */
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { InputError } from '../core/errors.js';
import { VERSION } from '../core/version.js';
import { parseShard } from '../jobs/shard.js';
import { loadStructure } from '../jobs/structure-node.js';
import { MAX_SEEDS } from '../odds/seeds.js';
import { ADHESION, type Axis, type AxisLimits, parseAxis, TOUGHNESS } from '../sweep/axis.js';
import { planSweep, type SweepPlan } from '../sweep/plan.js';
import { runSweep, type SweepOptions, type SweepOutcome, type SweepProgress } from '../sweep/sweep-node.js';
import { sweepWorker } from '../sweep/thread-node.js';
import { CONFIG_FLAGS, configFromFlags } from './config-flags.js';
import { type CommandInfo, helpText, type Parsed, parseFlags } from './flags.js';
import { ExitCode, type Io } from './io.js';
import { MAX_WORKERS } from './odds.js';
import { startProgress } from './progress.js';

/** Help and flags. */
export const INFO: CommandInfo = {
  name: 'sweep',
  summary: 'Run a design map: toughness × adhesion × paired seeds, in parallel, safe against kill -9.',
  usage: '',
  maxArgs: 0,
  flags: {
    ...CONFIG_FLAGS,
    toughness: {
      arg: 'LOW:HIGH:COUNT',
      help: 'Toughness of the binder, MPa (= MJ/m³), log-spaced; required.',
    },
    adhesion: { arg: 'LOW:HIGH:COUNT', help: 'Adhesion to NCM, J/m², log-spaced; required.' },
    seeds: { arg: 'N', help: 'Seeds, the same for every point (default 1), counted up from --seed.' },
    out: { arg: 'DIR', help: 'Where results.parquet, results.csv and manifest.json go; required.' },
    workers: { arg: 'N', help: 'Worker threads (default: as many as the machine offers).' },
    resume: { help: 'Go on with a sweep that was stopped; the rest of the command line must be the same.' },
    'retry-failed': { help: 'With --resume: run failed points again.' },
    shard: {
      arg: 'I/N',
      help: 'Run only every N-th point; the last shard in the directory writes the table.',
    },
    json: { help: 'Print one JSON document on stdout.' },
    quiet: { short: 'q', help: 'No progress.' },
  },
  examples: [
    'fibril sweep --preset paper-10 --toughness 0.1:100:8 --adhesion 0.03:3:8 --seeds 2 --out map',
    'fibril sweep --preset paper-10 --toughness 0.1:100:8 --adhesion 0.03:3:8 --seeds 2 --out map --resume',
    'fibril sweep --preset paper-lean --toughness 1:50:5 --adhesion 0.3 --out lean --workers 4',
  ],
  notes:
    'Shards may share a directory, or have their results.*.jsonl copied into one: --resume there writes the table.',
};

function axis(parsed: Parsed, name: string, limits: AxisLimits): Axis {
  const given = parsed.text(name);
  if (given !== undefined) return parseAxis(given, limits);
  const hint = `Give --${name} LOW:HIGH:COUNT, or one value.`;
  const { field, unit, min, max } = limits;
  throw new InputError({ field, value: undefined, unit, allowed: `${min} to ${max}`, hint });
}

/** Run the command. */
export async function sweepCommand(argv: readonly string[], io: Io): Promise<number> {
  const parsed = parseFlags(INFO, argv);
  if (parsed === null) {
    io.stdout(helpText(INFO));
    return ExitCode.ok;
  }
  const toughness = axis(parsed, 'toughness', TOUGHNESS);
  const adhesion = axis(parsed, 'adhesion', ADHESION);
  const seeds = parsed.whole('seeds', 1, MAX_SEEDS) ?? 1;
  const workers = parsed.whole('workers', 1, MAX_WORKERS) ?? availableParallelism();
  const shardText = parsed.text('shard');
  const shard = shardText === undefined ? null : parseShard(shardText);
  const dir = parsed.text('out');
  if (dir === undefined) {
    throw new InputError({ field: '--out', value: undefined, allowed: 'a directory for the results' });
  }
  const config = await configFromFlags(parsed);
  const structure = await loadStructure(config);
  const engine = await io.engine();
  const plan = await planSweep({
    config,
    toughness,
    adhesion,
    seeds,
    engineHash: engine.hash,
    ...(structure === null ? {} : { structureHash: structure.hash }),
  });
  const outcome = await showSweep(plan, io, parsed.on('quiet'), {
    dir,
    workers,
    shard,
    resume: parsed.on('resume'),
    retryFailed: parsed.on('retry-failed'),
    version: VERSION,
    createWorker: () => sweepWorker(engine.module, structure?.particles ?? null),
  });
  report(plan, outcome, dir, io, parsed.on('json'));
  return sweepExit(outcome);
}

/** A point that fails is a row; a sweep in which every point fails has failed. */
export function sweepExit(outcome: SweepOutcome): number {
  return outcome.complete && !someRan(outcome) ? ExitCode.failure : ExitCode.ok;
}

function someRan({ rows }: SweepOutcome): boolean {
  return [...rows.values()].some((row) => row.status === 'ok');
}

/** Run a sweep with progress on stderr. */
export async function showSweep(
  plan: SweepPlan,
  io: Io,
  quiet: boolean,
  options: Omit<SweepOptions, 'signal' | 'onProgress'>,
): Promise<SweepOutcome> {
  let view: ReturnType<typeof startProgress> | undefined;
  const onProgress = (p: SweepProgress): void => {
    const share = (n: number): number => (p.points === 0 ? 1 : n / p.points);
    view ??= startProgress(io, 'sweep', quiet, share(p.before));
    const failed = p.failed > 0 ? `, ${p.failed} failed` : '';
    view.update(share(p.done), `${Math.floor(p.done)} of ${p.points} points${failed}`);
  };
  try {
    return await runSweep(plan, { ...options, signal: io.signal, onProgress });
  } finally {
    view?.stop();
  }
}

function report(plan: SweepPlan, outcome: SweepOutcome, dir: string, io: Io, json: boolean): void {
  const { complete, rows } = outcome;
  const failed = [...rows.values()].filter((row) => row.status === 'failed');
  const counts = {
    points: plan.points.length,
    done: rows.size,
    ok: rows.size - failed.length,
    failed: failed.length,
  };
  if (json) {
    const files = complete ? ['results.parquet', 'results.csv', 'manifest.json'] : ['manifest.json'];
    const document = { schema: 'fibril.sweep-summary/1', dir, complete, plan: plan.hash, counts, files };
    io.stdout(`${JSON.stringify(document)}\n`);
    return;
  }
  const reasons = new Map<string, number>();
  for (const row of failed) reasons.set(row.reason ?? '', (reasons.get(row.reason ?? '') ?? 0) + 1);
  const why = [...reasons].slice(0, 5).map(([reason, n]) => `  ${n} × ${reason}\n`);
  io.stdout(`${counts.ok} of ${counts.points} points ran, ${counts.failed} failed\n${why.join('')}`);
  const next = someRan(outcome) ? `Next: fibril map ${dir}\n` : '';
  if (complete) io.stdout(`Table: ${path.join(dir, 'results.parquet')}\n${next}`);
  else io.stdout(`${counts.points - counts.done} points are left for other shards; then: --resume\n`);
}
