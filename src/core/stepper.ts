/**
 * One stage, driven load step by load step: adaptive steps that keep overshoot and energy error under
 * their bounds, and after each the avalanche to its end (docs/theory.md §6).
 */
import type { Engine, Load } from './engine.js';

/** Numerical settings of a stage. */
export interface StepSettings {
  /** Residual force relative to the forces carried. */
  readonly tolerance: number;
  /** Largest overload a load step may reach, relative to the undamaged strength. */
  readonly overshoot: number;
  /** Share of the largest overload within which fibres fail together. */
  readonly band: number;
  /** Least number of load steps. */
  readonly minSteps: number;
  /** Largest energy error of a load step relative to its work. */
  readonly energyTolerance: number;
}

/** Where a stage stands. `whole`: the state may be saved here. */
export interface StepReport {
  readonly fraction: number;
  /** Next load step, a fraction of the stage. */
  readonly step: number;
  readonly whole: boolean;
  /** The load step has ended: equilibrium, and no fibre is over. */
  readonly settled: boolean;
  /** Fibres that gave way in this load step. */
  readonly events: number;
  /** Relative residual force where the load step ended. */
  readonly residual: number;
}

/** What stopped a stage before its end. */
export class StageFailure extends Error {
  override readonly name = 'StageFailure';
}

const NEWTON_LIMIT = 60;
/** A load step this small is taken even if its equilibrium stalls at 1e-3; a larger one up to 1e-4. */
const STALL_STEP = 1e-4;
const SMALLEST_STEP = 1e-6;
/** Energy error that never counts, as forces met times this length: where nothing resists, work is rounding. */
const FLOOR_UM = 1e-12;
/** Load steps between places where a checkpoint may be taken (the solver forgets its factor there). */
const SAVE_EVERY = 8;
/** Rounds of one avalanche after which something is wrong. */
const ROUND_LIMIT = 200_000;

/**
 * Run a stage to its end. Yields after every accepted load step and every round of an avalanche with
 * the fraction done, so that the caller can show progress, cancel, or save a checkpoint (`whole` is true
 * between load steps, when the state is complete).
 * @throws StageFailure when equilibrium cannot be found at the smallest step.
 */
export function* runStage(
  engine: Engine,
  index: number,
  target: Load,
  settings: StepSettings,
  resume: { fraction: number; step: number } | null = null,
): Generator<StepReport, void, void> {
  if (resume === null) engine.beginStage(index, target);
  const largest = 1 / settings.minSteps;
  const threshold = 0.4 * settings.overshoot;
  let s = resume?.fraction ?? 0;
  let step = resume?.step ?? largest;
  let accepted = 0;
  while (s < 1) {
    const next = s + step > 1 - 1e-9 ? 1 : s + step;
    const trial = engine.try(next, settings.tolerance, NEWTON_LIMIT);
    const size = next - s;
    // Contact begins as δ^{3/2}, where a relative error alone would never be met: hence the last two terms.
    const { absWork: total, stageWork, forceScale } = engine.ledger();
    const inExact =
      trial.status !== 2 &&
      Math.abs(trial.error) >
        settings.energyTolerance * (Math.abs(trial.work) + 0.02 * (total - stageWork) + 1e-4 * total) +
          FLOOR_UM * forceScale;
    const over = trial.status !== 2 && trial.overload > settings.overshoot;
    const stalls = trial.status === 1 && trial.residual < (size <= STALL_STEP ? 1e-3 : 1e-4);
    if (((trial.status !== 0 && !stalls) || inExact || over) && size > SMALLEST_STEP) {
      engine.reject();
      step =
        size *
        (over && trial.status === 0
          ? Math.max(0.1, Math.min(0.6, (0.7 * settings.overshoot) / trial.overload))
          : 0.5);
      continue;
    }
    if (trial.status !== 0 && !stalls) {
      engine.reject();
      throw new StageFailure(
        `no equilibrium at fraction ${s.toPrecision(4)} of the stage (residual ${trial.residual.toExponential(2)})`,
      );
    }
    engine.accept();
    let rounds = 0;
    let events = 0;
    while (true) {
      const failed = engine.event(threshold, settings.band, settings.tolerance, 4 * NEWTON_LIMIT);
      if (failed === 0) break;
      if (failed < 0 || rounds > ROUND_LIMIT) {
        const why = failed < 0 ? `residual ${engine.residual().toExponential(2)}` : `${rounds} rounds`;
        throw new StageFailure(
          `the avalanche at fraction ${next.toPrecision(4)} of the stage did not settle (${why})`,
        );
      }
      events += failed;
      rounds++;
      yield { fraction: s, step, whole: false, settled: false, events, residual: 0 };
    }
    s = next;
    step = Math.min(largest, size * (trial.overload < 0.5 * settings.overshoot ? 1.6 : 1.1));
    const whole = ++accepted % SAVE_EVERY === 0 || s === 1;
    if (whole) engine.forget();
    yield { fraction: s, step, whole, settled: true, events, residual: engine.residual() };
  }
}
