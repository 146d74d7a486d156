/** `fibril run --seeds N`: many electrodes of one recipe, and how often they crack. */
import { availableParallelism } from 'node:os';
import type { Config } from '../config/config-types.js';
import { InputError } from '../core/errors.js';
import { loadStructure } from '../jobs/structure-node.js';
import { oddsOf, runOdds } from '../odds/odds.js';
import type { SeedCracks, SeedOutcome } from '../odds/seed.js';
import { MAX_SEEDS } from '../odds/seeds.js';
import { oddsTable } from '../odds/table.js';
import { csv } from '../output/table.js';
import { sweepWorker } from '../sweep/thread-node.js';
import type { FlagTable, Parsed } from './flags.js';
import { num, wrap } from './format.js';
import { ExitCode, type Io } from './io.js';
import { checkOutDir, writeOutDir } from './out-dir.js';
import { startProgress } from './progress.js';

/** Most worker threads. */
export const MAX_WORKERS = 256;

/** Flags of `run` that ask for odds. */
export const ODDS_FLAGS: FlagTable = {
  seeds: { arg: 'N', help: 'Run N electrodes, seeds counted up from --seed, and say how often they crack.' },
  better: { help: 'With --seeds: the same ones with 3 times the toughness, the adhesion, and both.' },
  workers: { arg: 'N', help: 'With --seeds: worker threads (default: as many as the machine offers).' },
};

/** Flags of a single run that say nothing of many. */
const SINGLE = ['format', 'stage', 'csv-decimal', 'checkpoint', 'resume'];

/** How many seeds were asked for; undefined: one run. @throws InputError for flags that do not go together. */
export function seedsAsked(parsed: Parsed): number | undefined {
  const seeds = parsed.whole('seeds', 1, MAX_SEEDS);
  const workers = parsed.whole('workers', 1, MAX_WORKERS);
  if (seeds === undefined) {
    const lone = parsed.on('better') ? 'better' : workers === undefined ? undefined : 'workers';
    if (lone !== undefined) {
      const hint = 'One electrode alone cannot tell: add --seeds 6.';
      throw new InputError({ field: `--${lone}`, value: true, allowed: 'with --seeds N only', hint });
    }
    return undefined;
  }
  for (const name of SINGLE) {
    const value = parsed.text(name);
    if (value === undefined) continue;
    const hint = 'With --seeds, --out writes odds.json and odds.csv.';
    throw new InputError({ field: `--${name}`, value, allowed: 'without --seeds only', hint });
  }
  return seeds;
}

const WIDTHS = [6, 8, 8, 8, 10, 8, 8];

function line(cells: readonly string[]): string {
  return `${cells.map((cell, k) => cell.padStart(WIDTHS[k] ?? 0)).join('')}\n`;
}

const HEAD = `${line(['', 'as made:', '', '', 'end:'])}${line(['seed', 'cracks', 'mm/mm²', 'µm', 'cracks', 'mm/mm²', 'µm'])}`;

function cellsOf(c: SeedCracks | null): string[] {
  return c === null
    ? ['–', '–', '–']
    : [String(c.cracks), num(c.length_mm_per_mm2), num(c.opening_um_max, 2)];
}

function seedLine({ seed, reason, asMade, end }: SeedOutcome): string {
  if (reason !== null) return `${line([String(seed)]).trimEnd()}  failed: ${reason}\n`;
  return line([String(seed), ...cellsOf(asMade), ...cellsOf(end)]);
}

/** Run the seeds and print what they say. */
export async function runSeeds(seeds: number, config: Config, parsed: Parsed, io: Io): Promise<number> {
  const out = parsed.text('out');
  if (out !== undefined) await checkOutDir(out, parsed.on('force'));
  const structure = await loadStructure(config);
  const engine = await io.engine();
  const json = parsed.on('json');
  if (!json) io.stdout(HEAD);
  const progress = startProgress(io, config.binder.name, parsed.on('quiet'));
  const question = {
    ...{ config, seeds, better: parsed.on('better'), engineHash: engine.hash },
    ...(structure === null ? {} : { structureHash: structure.hash }),
  };
  const outcomes = await runOdds(question, {
    workers: parsed.whole('workers', 1, MAX_WORKERS) ?? availableParallelism(),
    createWorker: () => sweepWorker(engine.module, structure?.particles ?? null),
    signal: io.signal,
    onSeed: (seed) => {
      if (!json) progress.above(() => io.stdout(seedLine(seed)));
    },
    onProgress: (fraction, known) => {
      const cracked = known.filter(({ end }) => (end?.cracks ?? 0) > 0).length;
      progress.update(fraction, `${known.length} of ${seeds} electrodes, ${cracked} cracked`);
    },
  }).finally(() => progress.stop());
  const odds = oddsOf(config, outcomes);
  const document = JSON.stringify(odds);
  if (out !== undefined) {
    const pretty = `${JSON.stringify(odds, null, 2)}\n`;
    await writeOutDir(out, [
      { name: 'odds.json', data: pretty },
      { name: 'odds.csv', data: csv(oddsTable(config, outcomes)) },
    ]);
  }
  if (json) {
    io.stdout(`${document}\n`);
    return ExitCode.ok;
  }
  const units = 'cracks: those that part the coating; mm/mm²: their length; µm: the widest opening';
  const better = odds.better === undefined ? '' : `\n${wrap(`A better binder? ${odds.better.words}`)}`;
  const written = out === undefined ? '' : `\nWritten to ${out}\n`;
  io.stdout(`${wrap(units)}\n${wrap(`Verdict: ${odds.words}`)}${better}${written}`);
  return ExitCode.ok;
}
