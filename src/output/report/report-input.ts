/** What the report is made of: runs, what all seeds of a binder came to, and how their parts are found. */

import type { Config } from '../../config/config-types.js';
import type { Known } from '../../config/options.js';
import { stageFacts } from '../../config/steps/index.js';
import type { NetworkData } from '../../core/network.js';
import type { RunResult, StageResult } from '../../model/result.js';
import { asMadeStage } from '../../model/stage.js';
import type { Frame } from '../../observe/quantities.js';
import type { MapInput, MapOptions } from '../map/map.js';
import { oneCrack } from '../one-crack.js';

/** One run with all that can be drawn of it. */
export interface ReportRun {
  /** Name of the binder, as in tables. */
  readonly binder: string;
  readonly result: RunResult;
  readonly network: NetworkData;
  /** As built, then the end of each stage. */
  readonly frames: readonly Frame[];
}

/** Crack length, mm/mm²: mean over the seeds, half the range between them. */
export interface SeedLength {
  readonly mean: number;
  readonly halfRange: number;
}

/** One binder on the electrode, over its seeds. */
export interface BinderSummary {
  readonly binder: string;
  readonly seeds: number;
  /** As made; null when the runs do not make the electrode. */
  readonly made: SeedLength | null;
  /** Seeds in which a crack parts the coating as made. */
  readonly crackedMade: number;
  readonly end: SeedLength;
  /** Broken ligaments by where they gave way, of all seeds. */
  readonly broken: { readonly adhesiveNcm: number; readonly adhesiveFoil: number; readonly cohesive: number };
  /** Length of one crack, the least a slab this wide can show, mm/mm²; null: no width, or not a slab. */
  readonly oneCrack: number | null;
}

/** Everything a report may show; a report without map or without runs leaves that part out. */
export interface ReportInput {
  readonly title?: string;
  readonly runs: readonly ReportRun[];
  /** What all seeds of the binders came to, where more were run than are shown; default: the runs alone. */
  readonly summaries?: readonly BinderSummary[];
  readonly map?: MapInput;
  readonly mapOptions?: MapOptions;
  /** Command line that makes this report again. */
  readonly command?: string;
  /** Version of fibril, hash of the engine. */
  readonly version?: string;
  readonly engine?: string;
  /** What the paper says of a binder's electrode as made, one line; undefined: nothing. */
  readonly paperSays?: (binder: string) => string | undefined;
}

/** The names of its parts. */
export const REPORT_INPUT: Known<ReportInput> = {
  title: 1,
  runs: 1,
  summaries: 1,
  map: 1,
  mapOptions: 1,
  command: 1,
  version: 1,
  engine: 1,
  paperSays: 1,
};

/** Last stage of making the electrode; undefined when the run has none. */
export function madeStage(result: RunResult): StageResult | undefined {
  return asMadeStage(result.stages) ?? undefined;
}

/** The charge of the last cycle; else the last stage. */
export function chargedStage(result: RunResult): StageResult | undefined {
  return result.stages.findLast((s) => stageFacts(s.name)?.charges) ?? result.stages.at(-1);
}

/** Frame at the end of a stage. */
export function frameOf(run: ReportRun, stage: StageResult | undefined): Frame | undefined {
  return run.frames.find((f) => f.stage === stage?.name && f.cycle === stage.cycle);
}

/** The configuration inside a result. */
export function configOf(run: ReportRun): Partial<Config> {
  return (run.result.input ?? {}) as Partial<Config>;
}

/** Mean and half range of those that are known; null when none is. */
export function seedLength(values: readonly (number | null)[]): SeedLength | null {
  const known = values.filter((v): v is number => v !== null);
  if (known.length === 0) return null;
  const mean = known.reduce((a, b) => a + b, 0) / known.length;
  return { mean, halfRange: (Math.max(...known) - Math.min(...known)) / 2 };
}

/** One run as the only seed of its binder. */
export function summaryOf(run: ReportRun): BinderSummary {
  const made = madeStage(run.result)?.cracks.length_mm_per_mm2;
  const end = run.result.stages.at(-1);
  const { adhesiveNcm = 0, adhesiveFoil = 0, cohesive = 0 } = end?.broken ?? {};
  return {
    binder: run.binder,
    seeds: 1,
    made: made === undefined ? null : { mean: made, halfRange: 0 },
    crackedMade: made !== undefined && made > 0 ? 1 : 0,
    end: { mean: end?.cracks.length_mm_per_mm2 ?? 0, halfRange: 0 },
    broken: { adhesiveNcm, adhesiveFoil, cohesive },
    oneCrack: oneCrack(run.result.network),
  };
}
