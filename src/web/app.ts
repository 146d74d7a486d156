/** The state of the page and what can be done with it. Views read the stores and call the methods; nothing else. */

import type { Config } from '../config/config-types.js';
import { InputError, type InputProblem } from '../core/errors.js';
import { sizeProblems } from '../model/estimate.js';
import { frameBytes } from '../observe/lists.js';
import type { Moment } from '../process/moments.js';
import { EngineClient } from './engine.js';
import { encodeLink } from './link.js';
import { isActive, type LiveRun, newRun } from './run.js';
import { Store } from './store.js';

/** Which moment is on show: `latest` follows a run as it grows. */
export type Shown = number | 'latest';

/** State and actions of one page or embedded view. */
export class App {
  readonly engine: EngineClient;
  /** What the inputs say: always complete and checked. */
  readonly config: Store<Config>;
  /** The run on show. */
  readonly run = new Store<LiveRun | null>(null);
  readonly shown = new Store<Shown>('latest');
  /** Runs that ended, newest first, for comparison. */
  readonly kept = new Store<readonly LiveRun[]>([]);
  /** Hash that a link promised for its configuration; null without one. */
  readonly promised = new Store<{ readonly config: Config; readonly hash: string } | null>(null);
  /** A particle or ligament that was picked. */
  readonly picked = new Store<Picked | null>(null);
  readonly theme = new Store<'light' | 'dark'>('light');
  /** Aborts when the view is taken out: whatever has workers, contexts or observers listens. */
  readonly #life = new AbortController();
  /** Where styles are adopted: the document, or the shadow root of an embedded view. */
  readonly root: Document | ShadowRoot;

  constructor(config: Config, root: Document | ShadowRoot = document, engine = new EngineClient()) {
    this.config = new Store(config);
    this.root = root;
    this.engine = engine;
  }

  /** The moment on show; null before there is one. */
  get moment(): Moment | null {
    return momentOf(this.run.value, this.shown.value);
  }

  /** Run a configuration, by default what the inputs say; they follow. What is too large for a page fails in words. */
  async start(config: Config = this.config.value): Promise<void> {
    this.#stop('cancelled');
    this.config.set(config);
    const run = newRun(config);
    this.picked.set(null);
    this.shown.set('latest');
    this.run.set(run);
    const problems = runProblems(config);
    if (problems.length > 0) {
      this.#change(run.id, { status: 'failed', reason: new InputError(problems).message, problems });
      return;
    }
    try {
      await this.engine.run(config, this.#handlers(run.id));
    } catch (e) {
      this.#change(run.id, { status: 'failed', reason: e instanceof Error ? e.message : String(e) });
    }
  }

  /** Stop the run under way; what it has shown so far stays. */
  cancel(): void {
    this.#stop('cancelled');
  }

  /** Fragment of the link to what is on show. */
  link(): string {
    const run = this.run.value;
    const same = run?.config === this.config.value;
    return encodeLink(this.config.value, (same && run?.result?.hash) || null);
  }

  /** Aborts when the view is taken out. */
  get signal(): AbortSignal {
    return this.#life.signal;
  }

  dispose(): void {
    this.cancel();
    this.#life.abort();
    this.engine.dispose();
  }

  #stop(status: 'cancelled'): void {
    const run = this.run.value;
    if (!isActive(run) || run === null) return;
    this.engine.cancel();
    this.run.set({ ...run, status, took_ms: performance.now() - run.began });
  }

  #handlers(id: number) {
    return {
      onElectrode: (electrode: LiveRun['electrode']) => {
        // While it was built, something of the last one may have been picked.
        this.picked.set(null);
        this.#change(id, { electrode, status: 'running' });
      },
      onMoment: (moment: Moment) =>
        this.#change(id, { moments: [...(this.run.value?.moments ?? []), moment] }),
      onProgress: (progress: LiveRun['progress']) =>
        this.#change(id, { progress, status: progress?.stage === 'build' ? 'building' : 'running' }),
      onResult: (result: LiveRun['result']) => {
        this.#change(id, { result, status: 'done', progress: null, took_ms: this.#age() });
        this.kept.set(keptOf(this.run.value, this.kept.value));
      },
      onFailed: (reason: string, problems: readonly InputProblem[]) =>
        this.#change(id, { status: 'failed', reason, problems, took_ms: this.#age() }),
    };
  }

  #age(): number {
    return performance.now() - (this.run.value?.began ?? 0);
  }

  /** A message of a run that has ended, or is no longer on show, changes nothing. */
  #change(id: number, change: Partial<LiveRun>): void {
    const run = this.run.value;
    if (run?.id === id && isActive(run)) this.run.set({ ...run, ...change });
  }
}

/** Runs kept for comparison: at most this many, and this many bytes of moments, but two in any case. */
const KEPT = { runs: 8, least: 2, bytes: 4e8 };

/** The newest runs, as far as there is room for their moments. */
function keptOf(run: LiveRun | null, before: readonly LiveRun[]): readonly LiveRun[] {
  if (!run?.result) return before;
  let bytes = 0;
  return [run, ...before].slice(0, KEPT.runs).filter((r, k) => {
    const { n = 0, m = 0 } = r.electrode?.network ?? {};
    bytes += r.moments.length * frameBytes(n, m);
    return k < KEPT.least || bytes <= KEPT.bytes;
  });
}

/** A particle, or a neck between two or to the foil, by index. */
export interface Picked {
  readonly kind: 'particle' | 'ligament';
  readonly index: number;
}

/** The moment of a run that is on show. */
export function momentOf(run: LiveRun | null, shown: Shown): Moment | null {
  if (run === null) return null;
  return (shown === 'latest' ? run.moments.at(-1) : run.moments[shown]) ?? null;
}

/** Most linear memory a page should ask for, bytes. */
const PAGE_BYTES = 2e9;

/** Why a page cannot run a configuration that is otherwise sound. */
function runProblems(config: Config): InputProblem[] {
  const { structureFile } = config.electrode;
  if (structureFile !== null) {
    return [
      {
        field: 'electrode.structureFile',
        value: structureFile,
        allowed: 'null in a page, which reads no files by name',
        hint: 'Run it with the command line.',
      },
    ];
  }
  return sizeProblems(config, PAGE_BYTES);
}
