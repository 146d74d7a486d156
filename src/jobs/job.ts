/**
 * A job: one computation that stands alone, has a name for ever, and ends in exactly one outcome. A kind of job is
 * declared twice: as a {@link JobKind} where jobs are asked for, as a {@link JobFunction} in the workers.
 */
import type { Electrode } from '../build/electrode.js';
import type { Config } from '../config/config-types.js';
import { contentHash } from '../core/hash.js';
import type { ElectrodeCache } from '../process/run.js';

/** What every outcome holds; a job that failed has one too, with the reason. */
export interface Outcome {
  /** Id of the job. */
  readonly id: string;
  readonly status: 'ok' | 'failed';
  /** Why it failed, one line; null when it did not. */
  readonly reason: string | null;
}

/** What is known of jobs of a kind outside the workers. `Parts`: what may come with an outcome and is not stored. */
export interface JobKind<In, Out extends Outcome, Parts = unknown> {
  /** Its name in the workers' registry. */
  readonly name: string;
  /** The outcome of a job that could not be computed. */
  failed(job: Job<In, Out, Parts>, reason: string): Out;
  /** A stored value (JSON) as the outcome of a job; null when it is not whole, or another's. */
  stored(value: unknown, job: Job<In, Out, Parts>): Out | null;
}

/** One job. */
export interface Job<In, Out extends Outcome, Parts = unknown> {
  readonly kind: JobKind<In, Out, Parts>;
  /** Hash of the input and of the core, hex: equal ids, equal outcomes. */
  readonly id: string;
  /** Plain data, as it is posted to a worker. */
  readonly input: In;
}

/** Identity of a job: all that its outcome depends on, and the core (SHA-256 of its WebAssembly) that computes it. */
export function jobId(dependsOn: object, engineHash: string): Promise<string> {
  return contentHash({ ...dependsOn, engine: engineHash });
}

/** What a worker computes with. */
export interface JobTools {
  /** The compiled core. */
  readonly module: WebAssembly.Module;
  /** Electrodes of this worker's last jobs: the same seed gives the same geometry for every binder. */
  readonly electrodes: ElectrodeCache;
  /** The electrode on the user's own particles, where there are some. */
  readonly given?: (config: Config) => Promise<Electrode>;
  /** Share of the job that is done, 0–1. */
  readonly onProgress: (fraction: number) => void;
}

/** Computes a job, in a worker. What it throws becomes a failed outcome. */
export type JobFunction<In, Out extends Outcome, Parts = unknown> = (
  input: In,
  tools: JobTools,
) => Promise<{ readonly out: Out; readonly parts?: Parts }>;

/** The kinds of jobs that a worker knows, by name. */
export type JobFunctions = Readonly<Record<string, JobFunction<never, Outcome>>>;

/** To a worker, which does one job at a time. */
export interface JobMessage {
  readonly type: 'job';
  readonly kind: string;
  readonly input: unknown;
  /** Whether the large parts are wanted back, and not the outcome alone. */
  readonly keep: boolean;
}

/** From a worker, of the job that it was last given. */
export type WorkerMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'progress'; readonly fraction: number }
  | { readonly type: 'outcome'; readonly out: Outcome; readonly parts?: unknown }
  /** `spoilt`: the worker must not be used again, as its core trapped. */
  | { readonly type: 'job-failed'; readonly reason: string; readonly spoilt: boolean };
