/** A sweep drawn: `map.svg` and `report.html`. */
import path from 'node:path';
import type { Config } from '../config/config-types.js';
import { VERSION } from '../core/version.js';
import { writeAtomic } from '../jobs/files-node.js';
import { runAll } from '../jobs/pool.js';
import { loadStructure } from '../jobs/structure-node.js';
import { binderClouds, binderNames } from '../materials/binders.js';
import { asMade } from '../materials/paper-facts.js';
import { electrodeTitle } from '../model/title.js';
import type { MapMoment } from '../output/map/grid.js';
import { mapSvg } from '../output/map/map.js';
import { oneCrack } from '../output/one-crack.js';
import { reportHtml } from '../output/report/report.js';
import { type BinderSummary, type ReportRun, seedLength } from '../output/report/report-input.js';
import type { LoadedSweep } from '../sweep/load-node.js';
import { binderPoints, type SweepPoint } from '../sweep/plan.js';
import { type KeptRun, pointJob } from '../sweep/point.js';
import type { SweepRow } from '../sweep/row.js';
import { sweepWorker } from '../sweep/thread-node.js';
import type { Engine, Io } from './io.js';
import { startProgress } from './progress.js';

/** A binder's run: its point, its row and, unless it failed, all that can be drawn. */
export interface BinderRun {
  readonly point: SweepPoint;
  readonly row: SweepRow;
  readonly run: KeptRun | null;
}

/** How binders are run. */
export interface BinderRunOptions {
  readonly seeds: readonly number[];
  readonly workers: number;
  readonly quiet: boolean;
}

/** Run all built-in binders on a configuration, in parallel; by binder and seed. */
export async function runBinders(
  engine: Engine,
  config: Config,
  io: Io,
  { seeds, workers, quiet }: BinderRunOptions,
): Promise<BinderRun[]> {
  const points = await binderPoints(config, binderNames(), seeds, engine.hash);
  const structure = await loadStructure(config);
  const progress = startProgress(io, 'binders', quiet);
  try {
    const ended = await runAll({
      jobs: points.map(pointJob),
      workers,
      createWorker: () => sweepWorker(engine.module, structure?.particles ?? null),
      keepParts: true,
      onProgress: (n) => progress.update(n / points.length, `${Math.floor(n)} of ${points.length} runs`),
      signal: io.signal,
    });
    return ended.map(({ job, out, parts }) => ({ point: job.input, row: out, run: parts ?? null }));
  } finally {
    progress.stop();
  }
}

/** The first seed of each binder, as the report wants it; failed runs are left out. */
export function reportRuns(runs: readonly BinderRun[]): ReportRun[] {
  const first = Math.min(...runs.map((r) => r.point.seed));
  return runs.flatMap(({ point, run }) =>
    run === null || point.seed !== first ? [] : [{ binder: point.config.binder.name, ...run }],
  );
}

/** What all seeds of each binder came to; binders without a run that succeeded are left out. */
export function binderSummaries(runs: readonly BinderRun[]): BinderSummary[] {
  const binders = [...new Set(runs.map((r) => r.point.config.binder.name))];
  return binders.flatMap((binder) => {
    const own = runs.filter((r) => r.point.config.binder.name === binder && r.row.status === 'ok');
    const rows = own.map((r) => r.row);
    const made = rows.map((row) => row.asMadeCrackLength_mm_per_mm2);
    const end = seedLength(rows.map((row) => row.crackLength_mm_per_mm2));
    if (end === null) return [];
    const sum = (key: 'adhesiveNcm' | 'adhesiveFoil' | 'cohesive'): number =>
      rows.reduce((total, row) => total + (row[key] ?? 0), 0);
    const kept = own.find((r) => r.run !== null)?.run;
    return [
      {
        binder,
        seeds: rows.length,
        made: seedLength(made),
        crackedMade: made.filter((length) => length !== null && length > 0).length,
        end,
        broken: {
          adhesiveNcm: sum('adhesiveNcm'),
          adhesiveFoil: sum('adhesiveFoil'),
          cohesive: sum('cohesive'),
        },
        oneCrack: oneCrack(kept?.result.network),
      },
    ];
  });
}

/** How many points of a sweep failed, to stand behind its map; empty when none did. */
export function lostWords({ manifest: { counts } }: LoadedSweep): string {
  return counts.failed > 0 ? ` (${counts.failed} of ${counts.done} points failed)` : '';
}

/** What is drawn, and where it goes. */
export interface DrawOptions {
  readonly sweep: LoadedSweep;
  readonly runs: readonly ReportRun[];
  /** What all seeds came to, where there are more than those drawn. */
  readonly summaries?: readonly BinderSummary[];
  readonly out: string;
  readonly moment: MapMoment;
  /** Command that makes the report again. */
  readonly command: string;
}

/** Write `map.svg` and `report.html`; returns their paths. @throws InputError when no point has run. */
export async function drawMap(options: DrawOptions): Promise<{ map: string; report: string }> {
  const { sweep, runs, summaries, out, moment, command } = options;
  const { manifest, rows } = sweep;
  const { preset } = manifest.config;
  const electrode = electrodeTitle(manifest.config);
  const input = {
    rows,
    binders: binderClouds(),
    engine: manifest.engine,
    ...(electrode === null ? {} : { electrode }),
  };
  const svg = mapSvg(input, { moment });
  const html = reportHtml({
    runs,
    ...(summaries === undefined ? {} : { summaries }),
    map: input,
    mapOptions: { moment },
    command,
    version: VERSION,
    engine: manifest.engine,
    ...(preset === null || preset !== electrode
      ? {}
      : { paperSays: (binder: string) => asMade(preset, binder)?.says }),
  });
  const files = { map: path.join(out, 'map.svg'), report: path.join(out, 'report.html') };
  await writeAtomic(files.map, svg);
  await writeAtomic(files.report, html);
  return files;
}
