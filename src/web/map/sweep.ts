/** A sweep in the page: planned, computed by a pool of workers, cancelled, gone on with. */

import type { Config } from '../../config/config-types.js';
import { InputError, type InputProblem } from '../../core/errors.js';
import { runPool } from '../../jobs/pool.js';
import { sizeProblems } from '../../model/estimate.js';
import type { MapMoment } from '../../output/map/grid.js';
import { planSweep, type SweepPlan, type SweepSpec } from '../../sweep/plan.js';
import { pointJob } from '../../sweep/point.js';
import type { SweepRow } from '../../sweep/row.js';
import type { EngineClient } from '../engine.js';
import { Store } from '../store.js';
import { RowStore } from './keep.js';
import { Order, type Phase } from './order.js';

/** What a sweep is doing. */
export type SweepStatus = 'none' | 'planning' | 'running' | 'cancelled' | 'refined' | 'complete' | 'failed';

/** A sweep as the page holds it: a new object whenever something in it changed. */
export interface SweepState {
  readonly plan: SweepPlan | null;
  /** Rows so far, by index. */
  readonly rows: ReadonlyMap<number, SweepRow>;
  readonly status: SweepStatus;
  readonly phase: Phase | null;
  /** Points that are known, plus the parts of those under way. */
  readonly done: number;
  /** Points that there will be, as far as that is known. */
  readonly wanted: number;
  /** Rows that were there when it began. */
  readonly before: number;
  /** When it began, `performance.now()`. */
  readonly began: number;
  /** Why it failed, in words. */
  readonly reason: string | null;
  /** Version of fibril that made the rows. */
  readonly version: string;
  /** Name of what it was loaded from; null: computed here. */
  readonly source: string | null;
}

/** How a sweep is computed. */
export interface SweepOptions {
  readonly workers: number;
  /** Compute the rest of the grid when the contour is known. */
  readonly complete: boolean;
  /** Whose contour is followed. */
  readonly moment: MapMoment;
}

/** What is asked for; the rest of the plan is the core's. */
export type SweepQuestion = Omit<SweepSpec, 'engineHash' | 'structureHash'>;

/** Most nodes and points of a sweep in a page. */
export const PAGE_NODES = 1600;
export const PAGE_POINTS = 4000;

const EMPTY: SweepState = {
  plan: null,
  rows: new Map(),
  status: 'none',
  phase: null,
  done: 0,
  wanted: 0,
  before: 0,
  began: 0,
  reason: null,
  version: FIBRIL_VERSION,
  source: null,
};

/** The sweep of one map. */
export class PageSweep {
  readonly state = new Store<SweepState>(EMPTY);
  readonly kept = new RowStore();
  readonly #engine: EngineClient;
  /** Hash of the page's core; null before it is loaded. */
  core: string | null = null;
  #stop: AbortController | null = null;
  #starts = 0;

  constructor(engine: EngineClient) {
    this.#engine = engine;
  }

  /** How often one was started: who waits for something meanwhile sees whether it is still wanted. */
  get starts(): number {
    return this.#starts;
  }

  get active(): boolean {
    return this.#stop !== null;
  }

  /** Compute a map, going on with rows that are known already. Never rejects: the state says what was wrong. */
  async start(question: SweepQuestion, options: SweepOptions): Promise<void> {
    this.cancel();
    this.#starts++;
    const stop = new AbortController();
    this.#stop = stop;
    const old = this.state.value;
    this.state.set({ ...EMPTY, status: 'planning', plan: old.plan, rows: old.rows });
    try {
      checkSize(question);
      const core = await this.#engine.core();
      this.core = core.hash;
      if (core.hash === '')
        throw new Error('A browser computes no hash for a page that came over plain http.');
      const plan = await planSweep({ ...question, engineHash: core.hash });
      const rows = new Map(await this.kept.load(plan.points));
      if (old.plan?.hash === plan.hash) for (const [index, row] of old.rows) rows.set(index, row);
      stop.signal.throwIfAborted();
      await this.#compute(core.module, plan, rows, options, stop.signal);
      if (this.#stop === stop)
        this.#change({ status: rows.size === plan.points.length ? 'complete' : 'refined' });
    } catch (e) {
      // Whoever stopped it has said so.
      if (this.#stop === stop) this.#change({ status: 'failed', reason: wordsOf(e) });
    } finally {
      if (this.#stop === stop) this.#stop = null;
    }
  }

  /** Stop at once; rows so far stay. */
  cancel(): void {
    if (this.#stop === null) return;
    const stop = this.#stop;
    this.#stop = null;
    stop.abort(new Error('cancelled'));
    this.#change({ status: 'cancelled', phase: null, done: this.state.value.rows.size });
  }

  /** Compute failed points once more when the sweep is next started. */
  forgetFailed(): void {
    const rows = new Map([...this.state.value.rows].filter(([, row]) => row.status === 'ok'));
    this.#change({ rows, done: rows.size, status: 'cancelled' });
  }

  /** Show a sweep that was made elsewhere. */
  show(plan: SweepPlan, rows: ReadonlyMap<number, SweepRow>, version: string, source: string): void {
    this.cancel();
    const complete = rows.size === plan.points.length;
    const done = rows.size;
    const status = complete ? 'complete' : 'cancelled';
    this.state.set({ ...EMPTY, plan, rows, status, done, wanted: plan.points.length, version, source });
  }

  async #compute(
    module: WebAssembly.Module,
    plan: SweepPlan,
    rows: Map<number, SweepRow>,
    { workers, complete, moment }: SweepOptions,
    signal: AbortSignal,
  ): Promise<void> {
    const order = new Order(plan, moment);
    const taken = new Set<number>();
    const wanted = (): number =>
      complete
        ? plan.points.length
        : rows.size + order.contour(rows).filter((index) => !rows.has(index)).length;
    const before = rows.size;
    this.state.set({
      ...EMPTY,
      plan,
      rows: new Map(rows),
      status: 'running',
      done: before,
      wanted: wanted(),
      before,
      began: performance.now(),
    });
    if (order.next(rows, taken, complete) === undefined) return;
    await runPool({
      jobs: {
        most: plan.points.length - before,
        next: () => {
          const choice = order.next(rows, taken, complete);
          if (choice === undefined) return undefined;
          taken.add(choice.point.index);
          if (choice.phase !== this.state.value.phase) this.#change({ phase: choice.phase });
          return pointJob(choice.point);
        },
      },
      workers,
      createWorker: () => this.#engine.jobWorker(module),
      onOutcome: (_, row) => {
        taken.delete(row.index);
        rows.set(row.index, row);
        void this.kept.save(row);
        this.#change({ rows: new Map(rows), wanted: wanted() });
      },
      onProgress: (done) => this.#change({ done: before + done }),
      signal,
    });
  }

  #change(change: Partial<SweepState>): void {
    this.state.set({ ...this.state.value, ...change });
  }
}

function checkSize({ config, toughness, adhesion, seeds }: SweepQuestion): void {
  const problems = configProblems(config);
  if (problems.length > 0) throw new InputError(problems);
  const nodes = toughness.count * adhesion.count;
  if (nodes <= PAGE_NODES && nodes * seeds <= PAGE_POINTS) return;
  throw new InputError({
    field: 'toughness × adhesion × seeds',
    value: `${toughness.count} × ${adhesion.count} × ${seeds}`,
    allowed: `at most ${PAGE_NODES} points of the map and ${PAGE_POINTS} runs in a page`,
    hint: 'Run it with `fibril sweep` and open its files here.',
  });
}

function wordsOf(e: unknown): string {
  return e instanceof Error ? e.message : String(e);
}

/** Most memory of all workers together, bytes. */
const PAGE_BYTES = 2e9;

function configProblems(config: Config): InputProblem[] {
  const { structureFile } = config.electrode;
  if (structureFile === null) return sizeProblems(config, PAGE_BYTES);
  const allowed = 'null in a page, which reads no files by name';
  return [{ field: 'electrode.structureFile', value: structureFile, allowed }];
}
