/** One electrode of many, run through its life, as a job: what is kept of it is what the odds are made of. */
import type { Config } from '../config/config-types.js';
import type { NetworkData } from '../core/network.js';
import { type Job, type JobFunction, type JobKind, jobId, type Outcome } from '../jobs/job.js';
import type { RunResult, StageResult } from '../model/result.js';
import { asMadeStage, stageLabel } from '../model/stage.js';
import type { Frame } from '../observe/quantities.js';
import { oneCrack } from '../output/one-crack.js';
import { run } from '../process/run.js';

/** An electrode's cracks at one time. */
export interface SeedCracks {
  /** Cracks that part the coating. */
  readonly cracks: number;
  /** Their length per top-view area. */
  readonly length_mm_per_mm2: number;
  /** The widest: as made as it is then; at the end of any stage since, as a crack closes again on discharge. */
  readonly opening_um_max: number;
}

/** What came of one seed. */
export interface SeedOutcome extends Outcome {
  readonly seed: number;
  /** Hash of the final state; null where it failed, as all that follows. */
  readonly hash: string | null;
  /** Null too where no step makes the electrode. */
  readonly asMade: SeedCracks | null;
  readonly end: SeedCracks | null;
  /** Last stage, e.g. `discharge 1`. */
  readonly endStage: string | null;
  /** Length of one crack from side to side, mm/mm²; null in 3D too, where cracks end anywhere. */
  readonly step_mm_per_mm2: number | null;
}

/** All of a run that can be drawn. */
export interface SeedParts {
  readonly result: RunResult;
  readonly network: NetworkData;
  readonly frames: readonly Frame[];
}

/** A configuration with its seed, and its identity. */
export interface SeedInput {
  readonly id: string;
  readonly config: Config;
}

/** It is to be run. */
export type SeedJob = Job<SeedInput, SeedOutcome, SeedParts>;

/** What is known of seeds outside the workers. */
export const SEED: JobKind<SeedInput, SeedOutcome, SeedParts> = {
  name: 'seed',
  failed: ({ input: { id, config } }, reason) => ({
    ...{ id, status: 'failed', reason, seed: config.seed },
    ...{ hash: null, asMade: null, end: null, endStage: null, step_mm_per_mm2: null },
  }),
  stored: (value, { input: { id, config } }) => {
    const old = value as Partial<SeedOutcome>;
    if (old.id !== id || old.seed !== config.seed) return null;
    if (old.status === 'failed') return old.reason ? (old as SeedOutcome) : null;
    const whole =
      old.status === 'ok' &&
      typeof old.hash === 'string' &&
      areCracks(old.end) &&
      (old.asMade === null || areCracks(old.asMade));
    return whole ? (old as SeedOutcome) : null;
  },
};

function areCracks(value: unknown): boolean {
  const { cracks, length_mm_per_mm2, opening_um_max } = (value ?? {}) as Partial<SeedCracks>;
  return [cracks, length_mm_per_mm2, opening_um_max].every(Number.isFinite);
}

/** A configuration as a job. `structureHash`: of the file that replaces packing. */
export async function seedJob(config: Config, engineHash: string, structureHash?: string): Promise<SeedJob> {
  const id = await jobId({ kind: SEED.name, config, structure: structureHash }, engineHash);
  return { kind: SEED, id, input: { id, config } };
}

/** What is kept of a run. */
export function seedOutcome({ id, config }: SeedInput, result: RunResult): SeedOutcome {
  const { stages } = result;
  const end = stages.at(-1);
  const known = { id, seed: config.seed, hash: result.hash, step_mm_per_mm2: oneCrack(result.network) };
  if (end === undefined) throw new Error('the run has no stage');
  const made = asMadeStage(stages);
  const since = stages.slice(made === null || made === end ? -1 : stages.indexOf(made));
  return {
    ...known,
    ...{ status: 'ok', reason: null, endStage: stageLabel(end) },
    asMade: made && cracksOf(made, [made]),
    end: cracksOf(end, made === null ? stages : since),
  };
}

function cracksOf({ cracks }: StageResult, open: readonly StageResult[]): SeedCracks {
  return {
    cracks: cracks.parting,
    length_mm_per_mm2: cracks.length_mm_per_mm2,
    opening_um_max: Math.max(...open.map((s) => s.cracks.opening_um_max)),
  };
}

/** Computes one, in a worker. */
export const computeSeed: JobFunction<SeedInput, SeedOutcome, SeedParts> = async (input, tools) => {
  const { config } = input;
  const { module, electrodes, given, onProgress } = tools;
  const { result, network, frames } = await run(module, config, {
    onProgress: ({ fraction }) => onProgress(fraction),
    electrodeCache: electrodes,
    ...(given ? { electrode: await given(config) } : {}),
  });
  return { out: seedOutcome(input, result), parts: { result, network, frames } };
};
