/** How often an electrode cracks: many of one recipe, each with a seed of its own. */
import type { Config } from '../config/config-types.js';
import { checkOptions, type Known } from '../config/options.js';
import { type PoolOptions, runPool } from '../jobs/pool.js';
import { checkConfig } from '../model/check-config.js';
import { BETTER_NAMES, type BetterName, betterOf, type OddsMoment, withBetter } from './better.js';
import type { MomentOdds, Odds } from './document.js';
import { type SeedJob, type SeedOutcome, seedJob } from './seed.js';
import { seedsOf } from './seeds.js';
import { LEVEL, meanOf, oddsWord, shareInterval } from './statistics.js';
import { oddsWords } from './words.js';

/** What is asked. */
export interface OddsQuestion {
  /** The electrode; its seed is the first. */
  readonly config: Config;
  readonly seeds: number;
  /** Whether to ask as well what better binders would do. */
  readonly better?: boolean;
  /** SHA-256 of the core's WebAssembly. */
  readonly engineHash: string;
  /** SHA-256 of the structure file that replaces packing. */
  readonly structureHash?: string;
}

/** How it is computed. */
export interface OddsRun extends Pick<PoolOptions<never, never>, 'workers' | 'createWorker' | 'signal'> {
  /** Receives each electrode with the user's binder, in the order of seeds. */
  readonly onSeed?: (out: SeedOutcome) => void;
  /** Share of all runs that is done, 0–1, and the electrodes with the user's binder that are known. */
  readonly onProgress?: (fraction: number, known: readonly SeedOutcome[]) => void;
}

const QUESTION: Known<OddsQuestion> = {
  config: 1,
  seeds: 1,
  better: 1,
  engineHash: 1,
  structureHash: 1,
};

const RUN: Known<OddsRun> = { workers: 1, createWorker: 1, signal: 1, onSeed: 1, onProgress: 1 };

/** Outcomes of the question, each list in the order of seeds. */
export interface OddsOutcomes {
  readonly own: readonly SeedOutcome[];
  readonly better: Readonly<Record<BetterName, readonly SeedOutcome[]>> | null;
}

/**
 * Run the seeds of a question.
 * @throws InputError; the signal's reason when aborted; Error when workers cannot start.
 */
export async function runOdds(question: OddsQuestion, run: OddsRun): Promise<OddsOutcomes> {
  checkOptions('runOdds', question, QUESTION);
  checkOptions('runOdds', run, RUN);
  const { config, engineHash, structureHash } = question;
  const names = question.better ? BETTER_NAMES : [];
  const seeds = seedsOf(config, question.seeds);
  // All is checked before anything runs; the user's own binder comes first.
  const binders = [config, ...names.map((name) => withBetter(config, name))];
  const configs = binders.flatMap((c) => seeds.map((seed) => checkConfig({ ...c, seed })));
  const jobs = await Promise.all(configs.map((c) => seedJob(c, engineHash, structureHash)));
  const ended = await inOrder(jobs, seeds.length, run);
  const [own = [], ...rest] = binders.map((_, k) => ended.slice(k * seeds.length, (k + 1) * seeds.length));
  const better = Object.fromEntries(names.map((name, k) => [name, rest[k]]));
  return { own, better: names.length > 0 ? (better as unknown as OddsOutcomes['better']) : null };
}

/** Outcomes in the order of jobs; the first `shown` of them are told as soon as those before them are there. */
async function inOrder(
  jobs: readonly SeedJob[],
  shown: number,
  { onSeed, onProgress, ...pool }: OddsRun,
): Promise<SeedOutcome[]> {
  const ended: (SeedOutcome | undefined)[] = jobs.map(() => undefined);
  let told = 0;
  await runPool({
    ...pool,
    jobs,
    onOutcome: (job, out) => {
      ended[jobs.indexOf(job)] = out;
      for (let next = ended[told]; told < shown && next !== undefined; next = ended[++told]) onSeed?.(next);
    },
    onProgress: (done) => {
      const known = ended.slice(0, shown).filter((out) => out !== undefined);
      onProgress?.(done / jobs.length, known);
    },
  });
  return ended as SeedOutcome[];
}

/**
 * What the outcomes say.
 * @throws Error when every seed failed.
 */
export function oddsOf(config: Config, { own, better }: OddsOutcomes): Odds {
  const ok = own.filter((out) => out.status === 'ok');
  const end = momentOf(ok, 'end');
  if (end === null) {
    const reasons = [...new Set(own.map((out) => out.reason))].slice(0, 3).join('; ');
    throw new Error(`none of the ${own.length} electrodes could be computed: ${reasons}`);
  }
  const asMade = momentOf(ok, 'asMade');
  const seeds = own.map(({ seed, status, reason, hash, asMade, end }) => {
    return { seed, status, reason, hash, asMade, end };
  });
  const known = { asMade, end, failed: own.length - ok.length, seeds };
  return {
    ...{ schema: 'fibril.odds/1', input: config, level: LEVEL },
    ...known,
    ...{ verdict: end.word, words: oddsWords(config, known) },
    ...(better === null ? {} : { better: betterOf(own, better) }),
  };
}

function momentOf(outcomes: readonly SeedOutcome[], moment: OddsMoment): MomentOdds | null {
  const known = outcomes.map((out) => out[moment]).filter((c) => c !== null);
  if (known.length === 0) return null;
  const [cracked, of] = [known.filter((c) => c.cracks > 0).length, known.length];
  const share = shareInterval(cracked, of);
  const length = meanOf(known.map((c) => c.length_mm_per_mm2));
  return { cracked, of, share, word: oddsWord(share), length };
}
