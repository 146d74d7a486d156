/** What a run takes and what it gives back. */
import type { Electrode } from '../build/electrode.js';
import type { Known } from '../config/options.js';
import type { NetworkData } from '../core/network.js';
import type { RunResult } from '../model/result.js';
import type { Frame } from '../observe/quantities.js';
import type { Moment } from './moments.js';

/** Where a run stands. */
export interface Progress {
  /** `build` while the electrode is made, then the stage's name. */
  readonly stage: string;
  readonly cycle: number;
  /** −1 while the electrode is made. */
  readonly stageIndex: number;
  readonly stageCount: number;
  /** Share of the whole run's work done as far as it can be told, 0–1; it never falls. */
  readonly fraction: number;
  /** How far the stage is, in words. */
  readonly message?: string;
}

/** Electrodes by geometry, so that paired runs build each only once. */
export interface ElectrodeCache {
  get(key: string): Electrode | undefined;
  set(key: string, electrode: Electrode): void;
}

export interface RunOptions {
  /** Cancels between load steps and between rounds of an avalanche; the run rejects with its reason. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (p: Progress) => void;
  /** Go on from here. */
  readonly checkpoint?: Uint8Array;
  /** Receives the electrode once it is built (or known from before), ahead of its first stage. */
  readonly onElectrode?: (electrode: Electrode) => void;
  /** Receives the frame at the end of every stage. */
  readonly onFrame?: (f: Frame) => void;
  /** Receives moments of the run, with their measures: as built, on the way through each stage, and its end. */
  readonly onMoment?: (moment: Moment) => void;
  /** At most this many moments a stage, evenly over its load and its end among them. Default 12. */
  readonly momentsPerStage?: number;
  /** Receives a checkpoint about every `checkpointEvery` × 8 load steps. */
  readonly onCheckpoint?: (c: Uint8Array) => void | Promise<void>;
  readonly checkpointEvery?: number;
  readonly electrodeCache?: ElectrodeCache;
  /** A structure to use instead of packing one. */
  readonly electrode?: Electrode;
}

/** Names of the options. */
export const RUN_OPTIONS: Known<RunOptions> = {
  signal: 1,
  onProgress: 1,
  checkpoint: 1,
  onElectrode: 1,
  onFrame: 1,
  onMoment: 1,
  momentsPerStage: 1,
  onCheckpoint: 1,
  checkpointEvery: 1,
  electrodeCache: 1,
  electrode: 1,
};

export interface RunOutcome {
  readonly result: RunResult;
  readonly network: NetworkData;
  readonly electrode: Electrode;
  /** As built, then the end of each stage. */
  readonly frames: readonly Frame[];
}
