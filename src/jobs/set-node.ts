/**
 * The directory of a set of jobs: outcomes as they come, `manifest.json`, and files of all of them once the last is
 * there. What is on disk is kept, the rest is computed.
 */
import { mkdir, readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { InputError } from '../core/errors.js';
import { writeAtomic } from './files-node.js';
import type { Job, Outcome } from './job.js';
import { OutcomeFile, readOutcomes } from './outcomes-node.js';
import { type PoolOptions, runPool } from './pool.js';
import type { JobSet, Manifest } from './set.js';
import { type Shard, shardOf } from './shard.js';

/** What {@link runSet} needs besides the set. */
export interface SetOptions {
  /** Directory for the results; made when absent. */
  readonly dir: string;
  readonly createWorker: PoolOptions<never, Outcome>['createWorker'];
  /** Threads; default: as many as the machine offers. */
  readonly workers?: number;
  /** Go on with a set that was stopped; without it a directory that holds one is refused. */
  readonly resume?: boolean;
  /** With `resume`: compute failed jobs again. */
  readonly retryFailed?: boolean;
  readonly shard?: Shard | null;
  readonly signal?: AbortSignal;
  readonly onProgress?: (state: SetProgress) => void;
}

/** How far a set is. */
export interface SetProgress {
  /** Jobs of this run (or shard), those already on disk included. */
  readonly jobs: number;
  /** Outcomes on disk plus the parts of jobs in flight. */
  readonly done: number;
  /** Jobs whose outcome was on disk before this run began. */
  readonly before: number;
  readonly failed: number;
}

/** What a set has come to. */
export interface SetOutcome<Out> {
  /** Whether every job has its outcome and the files are written. */
  readonly complete: boolean;
  /** By id. */
  readonly outcomes: ReadonlyMap<string, Out>;
}

/**
 * Run a set of jobs, or the rest of one.
 * @throws InputError when the directory holds another set, or this one and `resume` is not set; the signal's reason
 *   when aborted (outcomes that are on disk stay there); Error when workers cannot start.
 */
export async function runSet<In, Out extends Outcome, Parts = unknown>(
  set: JobSet<In, Out, Parts>,
  options: SetOptions,
): Promise<SetOutcome<Out>> {
  const { resume = false, shard = null, retryFailed = false, signal } = options;
  signal?.throwIfAborted();
  const directory = await Directory.open(set, options.dir, resume, shard);
  const { outcomes } = directory;
  try {
    const own = shardOf(set.jobs, shard);
    const jobs = own.filter(({ id }) => {
      const known = outcomes.get(id);
      return known === undefined || (retryFailed && known.status === 'failed');
    });
    const before = own.length - jobs.length;
    const report = (done: number): void => {
      const failed = [...outcomes.values()].filter((out) => out.status === 'failed').length;
      options.onProgress?.({ jobs: own.length, done: before + done, before, failed });
    };
    report(0);
    await runPool({
      jobs,
      workers: options.workers ?? availableParallelism(),
      createWorker: options.createWorker,
      onOutcome: (job, out) => directory.append(job, out),
      onProgress: report,
      ...(signal ? { signal } : {}),
    });
    return { complete: await directory.finish(), outcomes };
  } finally {
    directory.close();
  }
}

class Directory<In, Out extends Outcome, Parts> {
  readonly outcomes = new Map<string, Out>();
  readonly #set: JobSet<In, Out, Parts>;
  readonly #dir: string;
  readonly #file: OutcomeFile;

  private constructor(set: JobSet<In, Out, Parts>, dir: string, file: OutcomeFile) {
    this.#set = set;
    this.#dir = dir;
    this.#file = file;
  }

  /** Create the directory and its manifest, or read what an earlier run of the same set left. */
  static async open<In, Out extends Outcome, Parts>(
    set: JobSet<In, Out, Parts>,
    dir: string,
    resume: boolean,
    shard: Shard | null,
  ): Promise<Directory<In, Out, Parts>> {
    const mine = set.manifest([], 'running');
    const old = await readManifest(dir, mine.schema);
    if (old !== null) refuseOther(set, dir, resume, mine, old);
    await mkdir(dir, { recursive: true });
    const found = old === null ? [] : await readOutcomes(dir);
    const directory = new Directory(set, dir, new OutcomeFile(dir, shard, old === null));
    const jobs = new Map(set.jobs.map((job) => [job.id, job]));
    for (const value of found) {
      const job = jobs.get(value.id);
      const out = job?.kind.stored(value, job) ?? null;
      if (out !== null) directory.outcomes.set(out.id, out);
    }
    if (old?.status !== 'complete') await directory.#writeManifest('running');
    return directory;
  }

  /** Add an outcome; on return it is on disk, and held as it will be read from there. */
  append(job: Job<In, Out, Parts>, out: Out): void {
    this.#file.append(out);
    const stored = job.kind.stored(JSON.parse(JSON.stringify(out)), job);
    if (stored === null) throw new TypeError(`an outcome of a ${job.kind.name} cannot be stored: ${job.id}`);
    this.outcomes.set(job.id, stored);
  }

  /**
   * Write the files if every job has its outcome: the same bytes whatever the number of workers, kills and shards.
   * @returns whether the set is complete.
   */
  async finish(): Promise<boolean> {
    const ordered = this.#set.jobs.map(({ id }) => this.outcomes.get(id));
    const complete = ordered.every((out) => out !== undefined);
    if (complete) {
      for (const [name, data] of Object.entries(this.#set.files(ordered as Out[]))) {
        await writeAtomic(path.join(this.#dir, name), data);
      }
    }
    await this.#writeManifest(complete ? 'complete' : 'running');
    return complete;
  }

  close(): void {
    this.#file.close();
  }

  async #writeManifest(status: Manifest['status']): Promise<void> {
    const manifest = this.#set.manifest([...this.outcomes.values()], status);
    await writeAtomic(path.join(this.#dir, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  }
}

/** @throws InputError when a directory that has a manifest may not be gone on with. */
export function refuseOther(
  { noun, again }: Pick<JobSet<never, Outcome>, 'noun' | 'again'>,
  dir: string,
  resume: boolean,
  mine: Pick<Manifest, 'plan' | 'engine'>,
  old: Manifest,
): void {
  const field = '--out';
  if (!resume) {
    const hint = 'Add --resume to go on with it, or name another directory.';
    throw new InputError({ field, value: dir, allowed: `a directory without a ${noun}`, hint });
  }
  if (old.plan === mine.plan) return;
  const hint =
    old.engine === mine.engine
      ? `Give the same ${again} as before, or name another directory.`
      : 'It was computed by another build of the simulator: name another directory.';
  const allowed = `the directory of this ${noun} (plan ${mine.plan.slice(0, 12)})`;
  throw new InputError({ field, value: `${dir} (plan ${old.plan.slice(0, 12)})`, allowed, hint });
}

/**
 * The manifest of a directory, or null when it has none.
 * @throws InputError when it cannot be read as one of this schema.
 */
export async function readManifest(dir: string, schema: string): Promise<Manifest | null> {
  const file = path.join(dir, 'manifest.json');
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (e) {
    const code = (e as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') return null;
    const hint = code === 'ENOTDIR' ? 'It is a file.' : String(e);
    throw new InputError({ field: '--out', value: dir, allowed: 'a directory', hint });
  }
  let parsed: Partial<Manifest> | null = null;
  try {
    parsed = JSON.parse(text) as Partial<Manifest> | null;
  } catch {
    // Said below.
  }
  if (parsed?.schema === schema && typeof parsed.plan === 'string') return parsed as Manifest;
  throw new InputError({ field: file, value: text.slice(0, 40), allowed: `a manifest of schema ${schema}` });
}
