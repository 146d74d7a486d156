/** The runs of the study: those that are there, and those that are still wanted. */
import { mkdirSync } from 'node:fs';
import { canonicalJson } from '../dist/core/hash.js';
import { OutcomeFile, readOutcomes } from '../dist/jobs/outcomes-node.js';
import { runPool } from '../dist/jobs/pool.js';
import { jobThread } from '../dist/jobs/thread-node.js';
import { configure } from '../dist/model/configure.js';
import { MADE_ONLY } from './cases.mjs';
import { runJob, storedRun } from './run.mjs';

/**
 * @typedef {import('./run.mjs').Config} Config
 * @typedef {import('./run.mjs').KeptRun} KeptRun
 * @typedef {import('../dist/config/config-types.js').BinderConfig} BinderConfig
 * @typedef {{ [K in 'electrode' | 'active' | 'process' | 'solver']?: Partial<Config[K]> }} Change
 * @typedef {readonly (KeptRun | null)[]} Series one entry a seed; null: not run yet, or failed
 */

/** Asking for a run that is not there puts it on the list of those wanted. */
export class Study {
  /** Runs that are there, by configuration. @type {Map<string, KeptRun>} */
  kept = new Map();
  /** Runs that the document asked for and are there. @type {Set<KeptRun>} */
  used = new Set();
  /** Runs that are wanted, by configuration. @type {Map<string, { config: Config, label: string, weight: number }>} */
  wanted = new Map();
  /** One line of the summary from each section; written anew with each report. @type {string[]} */
  short = [];

  /**
   * @param {string} dir where runs are kept
   * @param {string} engine hash of the core
   * @param {number} count of seeds
   */
  constructor(dir, engine, count) {
    this.dir = dir;
    this.engine = engine;
    this.seeds = Array.from({ length: count }, (_, k) => k + 1);
  }

  /** Read what is there. @param {boolean} stale take runs of another core too */
  async load(stale) {
    mkdirSync(this.dir, { recursive: true });
    for (const value of await readOutcomes(this.dir)) {
      const run = storedRun(value);
      if (run && (run.engine === this.engine || stale)) this.#keep(run);
    }
  }

  /** A run of this core is not replaced by another's. @param {KeptRun} run */
  #keep(run) {
    const key = canonicalJson(run.config);
    if (run.engine === this.engine || this.kept.get(key)?.engine !== this.engine) this.kept.set(key, run);
  }

  /**
   * @param {string} preset
   * @param {string | BinderConfig} binder
   * @param {number} seed
   * @param {Change} [change]
   * @param {number} [weight] heavier runs are run later
   * @returns {KeptRun | null}
   */
  take(preset, binder, seed, change = {}, weight = 0) {
    const config = configure({ preset, binder, config: { ...change, seed } });
    const key = canonicalJson(config);
    const run = this.kept.get(key);
    if (run) this.used.add(run);
    else if (!this.wanted.has(key)) {
      const name = typeof binder === 'string' ? binder : binder.name;
      const label = `${preset} ${name} seed ${seed} ${JSON.stringify(change)}`;
      this.wanted.set(key, { config, label, weight });
    }
    return run?.status === 'ok' ? run : null;
  }

  /**
   * @param {string} preset
   * @param {string | BinderConfig} binder
   * @param {Change} [change]
   * @param {number} [weight]
   * @param {readonly number[]} [seeds]
   * @returns {Series}
   */
  series(preset, binder, change, weight, seeds = this.seeds) {
    return seeds.map((seed) => this.take(preset, binder, seed, change, weight));
  }

  /**
   * Everything of a binder on a preset; the thick electrode is cycled with its first seed only.
   *
   * @param {string} preset
   * @param {string} binder
   * @returns {Series}
   */
  electrodes(preset, binder) {
    if (preset !== 'paper-28') return this.series(preset, binder);
    return this.seeds.map((seed) => this.take(preset, binder, seed, seed === 1 ? {} : MADE_ONLY, 100 + seed));
  }

  /**
   * Run everything wanted on worker threads, light runs first.
   *
   * @param {WebAssembly.Module} module
   * @param {number} workers
   * @param {(line: string) => void} say
   */
  async runWanted(module, workers, say) {
    const queue = [...this.wanted.values()].sort((a, b) => a.weight - b.weight);
    const jobs = await Promise.all(queue.map(({ config, label }) => runJob(config, this.engine, label)));
    const functions = new URL('./functions.mjs', import.meta.url).href;
    const file = new OutcomeFile(this.dir);
    let done = 0;
    try {
      await runPool({
        jobs,
        workers,
        createWorker: () => jobThread({ module, structure: null, functions }),
        onOutcome: ({ input }, run) => {
          file.append(run);
          this.#keep(run);
          this.wanted.delete(canonicalJson(run.config));
          const fate = run.status === 'ok' ? '' : ` FAILED: ${run.reason}`;
          say(`${++done}/${jobs.length} ${run.seconds} s ${input.label}${fate}`);
        },
      });
    } finally {
      file.close();
    }
  }
}
