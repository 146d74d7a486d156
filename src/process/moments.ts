/**
 * Moments of a run as it goes on: what can be drawn and what was measured, for a life line and a replay. They
 * are taken at fixed shares of the load and change nothing of the run.
 */

import type { Electrode } from '../build/electrode.js';
import type { Config } from '../config/config-types.js';
import type { Engine } from '../core/engine.js';
import { latticeStrain, xToVoltage } from '../materials/lattice.js';
import { NCM811_LATTICE } from '../materials/lattice-table.js';
import type { StageResult } from '../model/result.js';
import { takeFrame } from '../observe/frame.js';
import { brokenSummary, coatingStress, connectedActive, measureCracks } from '../observe/measure/index.js';
import type { Frame } from '../observe/quantities.js';
import type { Live } from '../observe/stage-quantities.js';
import type { Meters } from './measure.js';
import type { Stage } from './stages.js';

/** One moment of a run. */
export interface Moment extends Live {
  /** `built`, then the stage's name. */
  readonly stage: string;
  readonly cycle: number;
  /** −1: as built. */
  readonly stageIndex: number;
  /** Share of the stage's load, 0–1. */
  readonly fraction: number;
  readonly frame: Frame;
}

/** How moments are taken. */
export interface MomentOptions {
  /** At most this many a stage, its end among them. */
  readonly count: number;
  readonly receive: (moment: Moment) => void;
}

/** Lattice parameters of the pristine NCM811 powder, Å. */
const PRISTINE = { a: NCM811_LATTICE.a.values[0], c: NCM811_LATTICE.c.values[0] } as const;

/** What all moments have in common besides their measures. */
type Place = Pick<Moment, 'stage' | 'cycle' | 'stageIndex' | 'fraction'>;

/** Takes the moments of one run. */
export class MomentMeter {
  readonly #engine: Engine;
  readonly #electrode: Electrode;
  readonly #meters: Meters;
  readonly #config: Config;
  readonly #options: MomentOptions;
  #stage = -1;
  /** Moments already taken within the stage. */
  #taken = 0;

  constructor(engine: Engine, electrode: Electrode, meters: Meters, config: Config, options: MomentOptions) {
    this.#engine = engine;
    this.#electrode = electrode;
    this.#meters = meters;
    this.#config = config;
    this.#options = options;
  }

  /** The electrode before its first stage. */
  built(frame: Frame): void {
    this.#measure({ stage: 'built', cycle: 0, stageIndex: -1, fraction: 0 }, frame, false);
  }

  /** A load step has ended within a stage, `fraction` of which is done. */
  passing(stage: Stage, index: number, fraction: number): void {
    if (index !== this.#stage) {
      this.#stage = index;
      this.#taken = 0;
    }
    const due = Math.floor(fraction * this.#options.count + 1e-9);
    // The end of the stage is taken with its result, which has the clusters.
    if (fraction >= 1 || due <= this.#taken) return;
    this.#taken = due;
    const { name, cycle } = stage;
    const frame = takeFrame(this.#engine, { stage: name, cycle, fraction });
    this.#measure({ stage: name, cycle, stageIndex: index, fraction }, frame, stage.cycled);
  }

  /** A stage has ended. */
  ended(stage: Stage, index: number, frame: Frame, result: StageResult): void {
    const { cracks, broken, stress_MPa } = result;
    this.#options.receive({
      ...{ stage: stage.name, cycle: stage.cycle, stageIndex: index, fraction: 1 },
      ...this.#lattice(stage.cycled, stage.facts.charges ? stage.voltage_V : null),
      ...{ cracks, broken, connectedActive: result.connectedActive, stress_MPa, frame },
    });
  }

  #measure(place: Place, raw: Frame, cycled: boolean): void {
    const { network, area_um2, height_um } = this.#electrode;
    const found = measureCracks(this.#meters.cracks, raw);
    const frame: Frame = { ...raw, cluster: found.cluster };
    this.#options.receive({
      ...place,
      ...this.#lattice(cycled),
      cracks: found.summary,
      broken: brokenSummary(network, frame),
      connectedActive: connectedActive(network, frame.mode),
      stress_MPa: coatingStress(network, this.#engine.f64('force'), area_um2 * height_um)[0],
      frame,
    });
  }

  /** `known`: the potential, where the stage states it (at its end rounding could carry x past the curve). */
  #lattice(
    cycled: boolean,
    known: number | null = null,
  ): Pick<Moment, 'x' | 'voltage_V' | 'epsA' | 'epsC' | 'lattice_A'> {
    const x = this.#engine.load().lithium;
    if (!cycled) return { x, voltage_V: null, epsA: null, epsC: null, lattice_A: null };
    const { grade, xMin } = this.#config.active;
    const { epsA, epsC } = latticeStrain(x, grade, 'hold');
    const lattice_A = grade === 'NCM811' ? { a: PRISTINE.a * (1 + epsA), c: PRISTINE.c * (1 + epsC) } : null;
    return { x, voltage_V: known ?? xToVoltage(x, grade, xMin), epsA, epsC, lattice_A };
  }
}
