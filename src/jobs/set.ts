/** A set of jobs that has a directory of its own, or files to save, and how it is written down. */
import type { Job, Outcome } from './job.js';

/** What every manifest holds; the rest is the set's. */
export interface Manifest {
  readonly schema: string;
  readonly status: 'running' | 'complete';
  /** Hash over the ids of all jobs. */
  readonly plan: string;
  /** SHA-256 of the core's WebAssembly. */
  readonly engine: string;
}

/** Jobs that belong together. */
export interface JobSet<In, Out extends Outcome, Parts = unknown> {
  readonly jobs: readonly Job<In, Out, Parts>[];
  /** What it is called, e.g. `sweep`. */
  readonly noun: string;
  /** The manifest of these outcomes. */
  manifest(outcomes: readonly Out[], status: Manifest['status']): Manifest;
  /** Files of the complete set by name, from outcomes in the order of its jobs. */
  files(outcomes: readonly Out[]): Readonly<Record<string, Uint8Array | string>>;
  /** What to give again to go on with it, in words. */
  readonly again: string;
}
