/** Jobs that come in rounds: what one round brings decides the next. The same for any number of workers. */
import type { Job, Outcome } from './job.js';
import { type JobSource, type PoolOptions, runPool } from './pool.js';

/** Where rounds come from. */
export interface Rounds<In, Out extends Outcome, Parts = unknown> {
  /** The next round, once all of the one before has its outcomes; empty: that was all. No job is given twice. */
  next(): readonly Job<In, Out, Parts>[] | Promise<readonly Job<In, Out, Parts>[]>;
  /** Takes an outcome, in the order in which they come. */
  take(job: Job<In, Out, Parts>, out: Out): void;
}

/** Outcomes from before, and where new ones are kept. */
export interface OutcomeStore {
  /** The outcome of a job, where it is known. */
  recall<In, Out extends Outcome, Parts>(job: Job<In, Out, Parts>): Out | null;
  /** On return it is kept; what is returned is what will be recalled. */
  keep<In, Out extends Outcome, Parts>(job: Job<In, Out, Parts>, out: Out): Out;
}

/** What {@link runRounds} needs. */
export interface RoundsOptions<In, Out extends Outcome, Parts = unknown>
  extends Pick<PoolOptions<In, Out, Parts>, 'workers' | 'createWorker' | 'signal'> {
  readonly store?: OutcomeStore;
  /** Jobs ended plus the parts of those in flight, and jobs asked for so far; `recalled`: ended without being run. */
  readonly onProgress?: (done: number, asked: number, recalled: number) => void;
}

/**
 * Run rounds until one is empty.
 * @throws the signal's reason when aborted; Error when workers cannot start.
 */
export async function runRounds<In, Out extends Outcome, Parts = unknown>(
  rounds: Rounds<In, Out, Parts>,
  options: RoundsOptions<In, Out, Parts>,
): Promise<void> {
  const { store, onProgress, ...pool } = options;
  let asked = 0;
  let recalled = 0;
  let open = 0;
  const left: Job<In, Out, Parts>[] = [];
  let asking: Promise<void> | null = null;
  const advance = async (): Promise<void> => {
    for (;;) {
      const round = await rounds.next();
      asked += round.length;
      for (const job of round) {
        const known = store?.recall(job) ?? null;
        if (known === null) left.push(job);
        else {
          recalled++;
          rounds.take(job, known);
        }
      }
      if (left.length > 0 || round.length === 0) return;
    }
  };
  const source: JobSource<In, Out, Parts> = {
    async next() {
      if (left.length === 0 && open === 0) {
        // Several workers may ask at once; the round is asked for once.
        asking ??= advance().finally(() => {
          asking = null;
        });
        await asking;
      }
      const job = left.shift();
      if (job !== undefined) open++;
      return job;
    },
  };
  await runPool<In, Out, Parts>({
    ...pool,
    jobs: source,
    onOutcome: (job, out) => {
      open--;
      rounds.take(job, store?.keep(job, out) ?? out);
    },
    onProgress: (done) => onProgress?.(recalled + done, asked, recalled),
  });
}
