/** What the report is made of, and how its parts are found in a run. */

import type { Config } from '../../config/config-types.js';
import type { NetworkData } from '../../model/network.js';
import type { Frame, RunResult, StageResult } from '../../model/result.js';
import { asMadeStage } from '../../model/stage.js';
import type { MapInput, MapOptions } from '../map/map.js';
import type { BinderSummary } from './summary.js';

/** One run with all that can be drawn of it. */
export interface ReportRun {
  /** Name of the binder, as in tables. */
  readonly binder: string;
  readonly result: RunResult;
  readonly network: NetworkData;
  /** As built, then the end of each stage. */
  readonly frames: readonly Frame[];
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

/** Last stage of making the electrode; undefined when the run has none. */
export function madeStage(result: RunResult): StageResult | undefined {
  return asMadeStage(result.stages) ?? undefined;
}

/** The charge of the last cycle; else the last stage. */
export function chargedStage(result: RunResult): StageResult | undefined {
  return result.stages.filter((s) => s.name === 'charge').at(-1) ?? result.stages.at(-1);
}

/** Frame at the end of a stage. */
export function frameOf(run: ReportRun, stage: StageResult | undefined): Frame | undefined {
  return run.frames.find((f) => f.stage === stage?.name && f.cycle === stage.cycle);
}

/** The configuration inside a result. */
export function configOf(run: ReportRun): Partial<Config> {
  return (run.result.input ?? {}) as Partial<Config>;
}

/** The least crack length that a slab this wide can show, mm/mm²: one crack. Null in 3D, where cracks end anywhere. */
export function oneCrack(run: ReportRun): number | null {
  const { lateral_um, slab } = run.result.network;
  return slab && lateral_um[0] > 0 ? 1000 / lateral_um[0] : null;
}
