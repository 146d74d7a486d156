/** The least that is needed: of toughness or adhesion; or the most that is borne, of loading or voltage. */
import type { Config } from '../config/config-types.js';
import { checkOptions, type Known } from '../config/options.js';
import { entryOf } from '../config/steps/index.js';
import { InputError } from '../core/errors.js';
import { contentHash } from '../core/hash.js';
import { type Rounds, type RoundsOptions, runRounds } from '../jobs/rounds.js';
import { checkConfig } from '../model/check-config.js';
import { cutoffOf } from '../model/cutoff.js';
import { makingOf } from '../model/stage.js';
import type { OddsMoment } from './better.js';
import type { Design } from './design-document.js';
import { designWords } from './design-words.js';
import { type Found, type Probe, Search } from './search.js';
import { type SeedInput, type SeedJob, type SeedOutcome, type SeedParts, seedJob } from './seed.js';
import { seedsOf } from './seeds.js';
import { type Interval, LEVEL, shareInterval } from './statistics.js';
import { type VaryName, valuesOf, varied } from './vary.js';

/** What is asked. */
export interface DesignQuestion {
  /** The electrode with the user's binder; its seed is the first. */
  readonly config: Config;
  readonly vary: VaryName;
  /** At most this share of the electrodes is to crack. */
  readonly share: number;
  readonly moment: OddsMoment;
  readonly seeds: number;
  /** Where to look, in the unit of what is varied. */
  readonly range?: Interval;
  /** SHA-256 of the core's WebAssembly. */
  readonly engineHash: string;
  /** SHA-256 of the structure file that replaces packing. */
  readonly structureHash?: string;
}

/** How it is computed. */
export interface DesignRun
  extends Pick<
    RoundsOptions<SeedInput, SeedOutcome, SeedParts>,
    'workers' | 'createWorker' | 'signal' | 'store'
  > {
  /** Share that is done, 0–1; runs so far; where the value lies as far as it is known. */
  readonly onProgress?: (fraction: number, runs: number, between: Interval) => void;
}

const QUESTION: Known<DesignQuestion> = {
  config: 1,
  vary: 1,
  share: 1,
  moment: 1,
  seeds: 1,
  range: 1,
  engineHash: 1,
  structureHash: 1,
};

const RUN: Known<DesignRun> = { workers: 1, createWorker: 1, signal: 1, store: 1, onProgress: 1 };

/** Seeds unless the user says: with none of 20 cracked it is sure that at most a tenth does. */
export const DESIGN_SEEDS = 20;

/** Share unless the user says. */
export const DESIGN_SHARE = 0.1;

/** Lowest and highest share that can be asked for. */
export const SHARE_RANGE: Interval = [0.001, 0.95];

/** A question that has been checked. */
export interface DesignPlan {
  readonly question: DesignQuestion;
  readonly values: readonly number[];
  readonly seeds: readonly number[];
  /** Hash of all that the answer depends on. */
  readonly hash: string;
}

/** @throws InputError where the question makes no sense. */
export async function planDesign(question: DesignQuestion): Promise<DesignPlan> {
  checkOptions('planDesign', question, QUESTION);
  const { config, vary, share, moment, engineHash, structureHash } = question;
  if (!(share >= SHARE_RANGE[0] && share <= SHARE_RANGE[1])) {
    throw new InputError({ field: '--share', value: share, allowed: SHARE_RANGE.join(' to ') });
  }
  checkSense(config, vary, moment);
  const values = valuesOf(config, vary, question.range);
  const seeds = seedsOf(config, question.seeds);
  const hash = await contentHash({ config, vary, share, moment, values, seeds, engineHash, structureHash });
  return { question, values, seeds, hash };
}

function checkSense(config: Config, vary: VaryName, moment: OddsMoment): void {
  const refuse = (field: string, value: string, allowed: string): never => {
    throw new InputError({ field, value, allowed });
  };
  const made = making(config).length;
  if (moment === 'asMade' && made === 0) refuse('--moment', moment, "'end': no step makes this electrode");
  if (vary === 'voltage' && moment === 'asMade')
    refuse('--moment', moment, "'end': an electrode as made has seen no voltage");
  if (vary === 'voltage' && cutoffOf(config) === null)
    refuse('--vary', vary, 'toughness, adhesion, loading: this run has no cycle');
  if (vary === 'loading' && config.electrode.structureFile !== null)
    refuse('--vary', vary, 'toughness, adhesion, voltage: a structure has its own loading');
}

function making({ process }: Config): Config['process']['stages'] {
  return [...makingOf(process.stages, (entry) => entryOf(entry)[0])];
}

/** The electrode as it is run at a value: no further than it is asked about. */
function configAt({ question, values, seeds }: DesignPlan, { seed, value }: Probe): Config {
  const { config, vary, moment } = question;
  const own = varied(vary).at(config, values[value]);
  const stages = moment === 'asMade' ? making(config) : own.process.stages;
  return checkConfig({ ...own, seed: seeds[seed], process: { ...own.process, stages } });
}

/** The search as rounds of jobs. */
class DesignRounds implements Rounds<SeedInput, SeedOutcome, SeedParts> {
  readonly search: Search;
  readonly #plan: DesignPlan;
  readonly #probes = new Map<string, Probe>();
  failed = 0;
  reason: string | null = null;

  constructor(plan: DesignPlan) {
    this.#plan = plan;
    const { question, values, seeds } = plan;
    this.search = new Search({ values: values.length, seeds: seeds.length, share: question.share });
  }

  get runs(): number {
    return this.#probes.size;
  }

  async next(): Promise<SeedJob[]> {
    const { engineHash, structureHash } = this.#plan.question;
    return Promise.all(
      this.search.next().map(async (probe) => {
        const job = await seedJob(configAt(this.#plan, probe), engineHash, structureHash);
        this.#probes.set(job.id, probe);
        return job;
      }),
    );
  }

  take({ id }: SeedJob, out: SeedOutcome): void {
    const cracks = out[this.#plan.question.moment]?.cracks;
    if (cracks === undefined) {
      this.failed++;
      this.reason ??= out.reason;
    }
    this.search.take(this.#probes.get(id) as Probe, cracks === undefined ? null : cracks > 0);
  }
}

/**
 * Look for the value.
 * @throws the signal's reason when aborted; Error when nothing could be run.
 */
export async function runDesign(plan: DesignPlan, run: DesignRun): Promise<Design> {
  checkOptions('runDesign', run, RUN);
  const { onProgress, ...rest } = run;
  const rounds = new DesignRounds(plan);
  const { values } = plan;
  const ends = ([low, high]: Interval): Interval =>
    ordered([values[Math.max(0, low)], values[Math.min(high, values.length - 1)]] as [number, number]);
  await runRounds(rounds, {
    ...rest,
    onProgress: (done) => onProgress?.(rounds.search.fraction, Math.floor(done), ends(rounds.search.between)),
  });
  if (rounds.failed === rounds.runs) throw new Error(`no run could be computed: ${rounds.reason}`);
  return designOf(plan, rounds.search.found(), { runs: rounds.runs, failed: rounds.failed });
}

function ordered([a, b]: Interval): Interval {
  return a < b ? [a, b] : [b, a];
}

function designOf(plan: DesignPlan, found: Found, cost: { runs: number; failed: number }): Design {
  const { question, values, seeds } = plan;
  const { config, vary, share, moment } = question;
  const { at, cracked, of, notMonotone } = found;
  const last = values.length - 1;
  const [low, high] = found.interval;
  // The true value lies between the one that may be enough and the one before it.
  const ends = [
    low > last ? null : valueAt(values, Math.max(0, low - 1)),
    high > last && at <= last ? valueAt(values, last) : valueAt(values, high),
  ];
  const bounds = [low > 0 && low <= last, high <= last];
  const up = varied(vary).more === 'cracks less';
  const two = <T>(list: readonly T[]): readonly [T, T] =>
    (up ? list : [...list].reverse()) as unknown as [T, T];
  const design = {
    ...{ schema: 'fibril.design/1' as const, input: config, vary, unit: varied(vary).unit },
    status:
      at > last ? ('none in range' as const) : at === 0 ? ('all in range' as const) : ('found' as const),
    value: valueAt(values, at),
    interval: two(ends),
    bounded: two(bounds),
    ...{ level: LEVEL, share, moment, range: ordered([values[0], values[last]]) },
    ...{
      seeds: seeds.length,
      ...cost,
      there: { cracked, of, share: shareInterval(cracked, of) },
      notMonotone,
    },
  };
  return { ...design, words: designWords(design) };
}

function valueAt(values: readonly number[], index: number): number | null {
  return values[index] ?? null;
}
