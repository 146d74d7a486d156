/** A directory for rounds of jobs: outcomes as they come, `manifest.json`, and files at the end. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { writeAtomic } from './files-node.js';
import type { Job, Outcome } from './job.js';
import { OutcomeFile, readOutcomes } from './outcomes-node.js';
import type { OutcomeStore } from './rounds.js';
import type { Manifest } from './set.js';
import { readManifest, refuseOther } from './set-node.js';

/** What a directory is of. */
export interface RoundsPlan {
  /** What it is called, e.g. `design`. */
  readonly noun: string;
  /** What to give again to go on with it, in words. */
  readonly again: string;
  readonly manifest: Omit<Manifest, 'status'>;
}

/** A directory that is open for outcomes. */
export class RoundsDirectory implements OutcomeStore {
  readonly #known = new Map<string, Outcome>();
  readonly #dir: string;
  readonly #plan: RoundsPlan;
  readonly #file: OutcomeFile;

  private constructor(dir: string, plan: RoundsPlan, file: OutcomeFile, known: readonly Outcome[]) {
    this.#dir = dir;
    this.#plan = plan;
    this.#file = file;
    for (const out of known) this.#known.set(out.id, out);
  }

  /**
   * Create the directory, or read what an earlier run of the same left.
   * @throws InputError when it holds another's, or this one's and `resume` is not set.
   */
  static async open(dir: string, plan: RoundsPlan, resume: boolean): Promise<RoundsDirectory> {
    const { manifest } = plan;
    const old = await readManifest(dir, manifest.schema);
    if (old !== null) refuseOther(plan, dir, resume, manifest, old);
    await mkdir(dir, { recursive: true });
    const known = old === null ? [] : await readOutcomes(dir);
    const directory = new RoundsDirectory(dir, plan, new OutcomeFile(dir, null, old === null), known);
    if (old?.status !== 'complete') await directory.#write('running');
    return directory;
  }

  recall<In, Out extends Outcome, Parts>(job: Job<In, Out, Parts>): Out | null {
    const known = this.#known.get(job.id);
    return known === undefined ? null : job.kind.stored(known, job);
  }

  keep<In, Out extends Outcome, Parts>(job: Job<In, Out, Parts>, out: Out): Out {
    this.#file.append(out);
    const stored = job.kind.stored(JSON.parse(JSON.stringify(out)), job);
    if (stored === null) throw new TypeError(`an outcome of a ${job.kind.name} cannot be stored: ${job.id}`);
    return stored;
  }

  /** Write the files, and that it is complete. */
  async finish(files: Readonly<Record<string, string>>): Promise<void> {
    for (const [name, data] of Object.entries(files)) await writeAtomic(path.join(this.#dir, name), data);
    await this.#write('complete');
  }

  close(): void {
    this.#file.close();
  }

  async #write(status: Manifest['status']): Promise<void> {
    const text = JSON.stringify({ ...this.#plan.manifest, status }, null, 2);
    await writeAtomic(path.join(this.#dir, 'manifest.json'), `${text}\n`);
  }
}
