/** The state of the page and what can be done with it. Views read the stores and call the methods; nothing else. */
import { InputError, type InputProblem } from '../core/errors.js';
import type { Config } from '../model/config-types.js';
import { sizeProblems } from '../model/estimate.js';
import type { Moment } from '../protocol/moments.js';
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
  /** Hash that the link of this configuration promised; null without one. */
  readonly promised = new Store<string | null>(null);
  /** A particle or ligament that was picked. */
  readonly picked = new Store<Picked | null>(null);
  readonly theme = new Store<'light' | 'dark'>('light');
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

  /** Show another run that is kept, or one that another view has made. */
  show(run: LiveRun): void {
    if (run.id !== this.run.value?.id) this.#stop('cancelled');
    this.picked.set(null);
    this.shown.set('latest');
    this.run.set(run);
    this.config.set(run.config);
  }

  /** Fragment of the link to what is on show. */
  link(): string {
    const run = this.run.value;
    const same = run?.config === this.config.value;
    return encodeLink(this.config.value, (same && run?.result?.hash) || null);
  }

  dispose(): void {
    this.engine.dispose();
  }

  #stop(status: 'cancelled'): void {
    const run = this.run.value;
    if (!isActive(run) || run === null) return;
    this.engine.cancel();
    this.#change(run.id, { status, took_ms: performance.now() - run.began });
  }

  #handlers(id: number) {
    return {
      onElectrode: (electrode: LiveRun['electrode']) => this.#change(id, { electrode, status: 'running' }),
      onMoment: (moment: Moment) =>
        this.#change(id, { moments: [...(this.run.value?.moments ?? []), moment] }),
      onProgress: (progress: LiveRun['progress']) =>
        this.#change(id, { progress, status: progress?.stage === 'build' ? 'building' : 'running' }),
      onResult: (result: LiveRun['result']) => {
        this.#change(id, { result, status: 'done', progress: null, took_ms: this.#age() });
        this.#keep();
      },
      onFailed: (reason: string, problems: readonly InputProblem[]) =>
        this.#change(id, { status: 'failed', reason, problems, took_ms: this.#age() }),
    };
  }

  #age(): number {
    return performance.now() - (this.run.value?.began ?? 0);
  }

  /** A message of a run that is no longer on show changes nothing. */
  #change(id: number, change: Partial<LiveRun>): void {
    const run = this.run.value;
    if (run?.id === id) this.run.set({ ...run, ...change });
  }

  #keep(): void {
    const run = this.run.value;
    if (run?.result) this.kept.set([run, ...this.kept.value].slice(0, KEPT));
  }
}

/** Runs kept for comparison: their moments are tens of megabytes each at most. */
const KEPT = 8;

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
