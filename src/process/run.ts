/**
 * A run: build the electrode, take it through its stages, measure after each. Steps can be watched,
 * cancelled and saved; same configuration, same bits, in Node and browser.
 */

import { buildSteps, type Electrode } from '../build/electrode.js';
import type { Config } from '../config/config-types.js';
import { checkOptions } from '../config/options.js';
import { factorsAtStart, stageCount } from '../config/steps/life.js';
import type { Leg } from '../config/steps/step.js';
import { Engine, type Load, RESTING } from '../core/engine.js';
import { Core } from '../core/instance.js';
import { runStage, StageFailure } from '../core/stepper.js';
import type { RunResult, StageResult } from '../model/result.js';
import { stageLabel } from '../model/stage.js';
import { plateClearance, takeFrame } from '../observe/frame.js';
import type { Frame } from '../observe/quantities.js';
import { decodeCheckpoint, electrodeIdentity, encodeCheckpoint, type RunState } from './checkpoint.js';
import { engineMaterial } from './material.js';
import { type Meters, prepareMeters, stageResult } from './measure.js';
import { MomentMeter } from './moments.js';
import { BUILD_SHARE, shareDone } from './progress.js';
import { RUN_OPTIONS, type RunOptions, type RunOutcome } from './run-options.js';
import { type Stage, stagesOf } from './stages.js';

export type { ElectrodeCache, Progress, RunOptions, RunOutcome } from './run-options.js';

/** Let timers and messages through, so that progress shows and an abort is heard. */
const breathe = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/** How often a run lets other work through, ms. It does not touch the results. */
const BREATH_MS = 25;

/** A pause for others now and then; throws the signal's reason once it is aborted. */
function pacer(signal: AbortSignal | undefined): () => Promise<void> {
  let last = 0;
  return async () => {
    if (performance.now() - last >= BREATH_MS) {
      await breathe();
      last = performance.now();
    }
    signal?.throwIfAborted();
  };
}

async function electrodeFor(
  module: WebAssembly.Module,
  config: Config,
  options: RunOptions,
): Promise<Electrode> {
  if (options.electrode) return options.electrode;
  const key = JSON.stringify([config.electrode, config.seed]);
  const known = options.electrodeCache?.get(key);
  if (known) return known;
  const steps = buildSteps(await Core.create(module), config);
  const pause = pacer(options.signal);
  for (;;) {
    const at = steps.next();
    if (at.done) {
      options.electrodeCache?.set(key, at.value);
      return at.value;
    }
    options.onProgress?.({
      stage: 'build',
      cycle: 0,
      stageIndex: -1,
      stageCount: stageCount(config.process),
      fraction: BUILD_SHARE * at.value,
    });
    await pause();
  }
}

/** One run in progress. */
class Run {
  readonly engine: Engine;
  readonly meters: Meters;
  readonly list: readonly Stage[];
  readonly text: string;
  stages: StageResult[] = [];
  frames: Frame[] = [];
  stage = 0;
  leg = 0;
  fraction = 0;
  step = 0;
  begun = false;
  ledgerStart: Record<string, number> = {};
  residual = 0;
  readonly #pause: () => Promise<void>;
  readonly #moments: MomentMeter | null;
  #sinceSave = 0;

  constructor(
    core: Core,
    readonly config: Config,
    readonly electrode: Electrode,
    readonly options: RunOptions,
    /** Hash of the electrode; empty where no checkpoint is read or written. */
    readonly identity: string,
  ) {
    this.text = JSON.stringify(config);
    this.#pause = pacer(options.signal);
    this.engine = new Engine(core, electrode.network, engineMaterial(config), {
      ...RESTING,
      ...factorsAtStart(config.process),
    });
    this.meters = prepareMeters(electrode);
    this.list = stagesOf(config, electrode.height_um);
    this.#moments = options.onMoment
      ? new MomentMeter(this.engine, electrode, this.meters, config, {
          count: options.momentsPerStage ?? 12,
          receive: options.onMoment,
        })
      : null;
    if (options.checkpoint) this.#restore(options.checkpoint);
    else {
      this.frames.push(takeFrame(this.engine, { stage: 'built', cycle: 0, fraction: 0 }));
      this.ledgerStart = this.engine.ledger();
      this.#moments?.built(this.frames[0]);
    }
  }

  #restore(data: Uint8Array): void {
    const { state, frames, engine } = decodeCheckpoint(data);
    if (state.config !== this.text) throw new RangeError('this checkpoint belongs to another configuration');
    if (state.electrode !== this.identity) {
      const what =
        this.config.electrode.structureFile === null ? 'electrode' : 'structure: the file has changed';
      throw new RangeError(`this checkpoint belongs to another ${what}`);
    }
    this.engine.restore(engine);
    this.frames = frames;
    this.stages = [...state.stages];
    this.stage = state.stage;
    this.leg = state.leg;
    this.fraction = state.fraction;
    this.step = state.step;
    this.begun = state.begun;
    this.ledgerStart = state.ledgerStart;
    this.residual = state.residual;
  }

  async #save(force: boolean): Promise<void> {
    const { onCheckpoint, checkpointEvery = 3 } = this.options;
    if (!onCheckpoint || (!force && ++this.#sinceSave < checkpointEvery)) return;
    this.#sinceSave = 0;
    const { text: config, identity: electrode, stage, leg, fraction, step } = this;
    const { begun, ledgerStart, residual, stages } = this;
    const state: RunState = {
      config,
      electrode,
      stage,
      leg,
      fraction,
      step,
      begun,
      ledgerStart,
      residual,
      stages,
    };
    await onCheckpoint(encodeCheckpoint(state, this.frames, this.engine.checkpoint()));
  }

  #progress(within: number, gaveWay = 0): void {
    const now = this.list[this.stage];
    if (!now) return;
    const load = `${Math.floor((100 * (this.leg + within)) / now.legs.length)} % of the load`;
    this.options.onProgress?.({
      stage: now.name,
      cycle: now.cycle,
      stageIndex: this.stage,
      stageCount: this.list.length,
      fraction: shareDone(this.list, this.stage, this.leg, within),
      message: gaveWay > 0 ? `${load}, ${gaveWay} fibre${gaveWay === 1 ? '' : 's'} gave way` : load,
    });
  }

  /** Load at the end of a leg. A leg that goes on from a checkpoint has its target in the engine already. */
  #target(leg: Leg): Load {
    const now = this.engine.load();
    const press = leg.press_um === undefined ? {} : { plate: -(plateClearance(this.engine) + leg.press_um) };
    return { ...now, ...leg.change, ...press };
  }

  /** Run a leg; a failure is told with its stage. */
  async #tryLeg(stage: Stage): Promise<void> {
    try {
      await this.#runLeg(stage);
    } catch (e) {
      if (e instanceof StageFailure) e.message = `${stageLabel(stage)}: ${e.message}`;
      throw e;
    }
  }

  async #runLeg(stage: Stage): Promise<void> {
    const leg = stage.legs[this.leg];
    const resume = this.begun ? { fraction: this.fraction, step: this.step } : null;
    if (!this.begun && leg.solidify) {
      this.engine.solidify(leg.solidify.fE, leg.solidify.fY, leg.solidify.fG);
    }
    const target = this.#target(leg);
    for (const at of runStage(this.engine, this.stage, target, this.config.solver, resume)) {
      this.#progress(at.fraction, at.events);
      this.residual = Math.max(this.residual, at.residual);
      if (at.settled) this.#moments?.passing(stage, this.stage, (this.leg + at.fraction) / stage.legs.length);
      if (at.whole) {
        this.begun = true;
        this.fraction = at.fraction;
        this.step = at.step;
        if (at.fraction < 1) await this.#save(false);
      }
      await this.#pause();
    }
    this.begun = false;
    this.fraction = 0;
    this.leg++;
  }

  async go(): Promise<void> {
    while (this.stage < this.list.length) {
      const stage = this.list[this.stage];
      while (this.leg < stage.legs.length) await this.#tryLeg(stage);
      const { frame, result } = stageResult(
        this.engine,
        this.electrode,
        this.meters,
        stage,
        this.stage,
        this.ledgerStart,
        this.residual,
      ); // prettier-ignore
      this.frames.push(frame);
      this.stages.push(result);
      this.options.onFrame?.(frame);
      this.#moments?.ended(stage, this.stage, frame, result);
      this.ledgerStart = this.engine.ledger();
      this.residual = 0;
      this.leg = 0;
      this.stage++;
      await this.#save(true);
      this.#progress(0);
    }
  }
}

/** Says so when equilibria were accepted above the tolerance. */
function stallWarning(current: Run): string[] {
  const { stalled } = current.engine.ledger();
  if (stalled === 0) return [];
  return [
    `${stalled} round${stalled === 1 ? '' : 's'} of an avalanche ${stalled === 1 ? 'was' : 'were'} accepted above the force tolerance (loose grains that rub); energies are booked as they are`,
  ];
}

/**
 * Run a complete configuration (see `configure`).
 *
 * @param module - The compiled core; compile once, use for many runs.
 * @returns Result (the JSON contract `fibril.run/1`), the network and a frame per stage.
 * @throws InputError for an unknown option and for what cannot be built; StageFailure when equilibrium cannot be found; the signal's
 *   reason when cancelled; CoreTrap when the core runs out of memory.
 */
export async function run(
  module: WebAssembly.Module,
  config: Config,
  options: RunOptions = {},
): Promise<RunOutcome> {
  checkOptions('run', options, RUN_OPTIONS);
  options.signal?.throwIfAborted();
  const electrode = await electrodeFor(module, config, options);
  options.onElectrode?.(electrode);
  const saves = options.checkpoint !== undefined || options.onCheckpoint !== undefined;
  const identity = saves ? await electrodeIdentity(electrode.network) : '';
  const current = new Run(await Core.create(module), config, electrode, options, identity);
  await current.go();
  const { summary } = electrode;
  const result: RunResult = {
    schema: 'fibril.run/1',
    input: config,
    hash: current.engine.hash(),
    network: summary,
    stages: current.stages,
    warnings: [...electrode.warnings, ...stallWarning(current)],
  };
  return { result, network: electrode.network, electrode, frames: current.frames };
}
