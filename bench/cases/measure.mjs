/**
 * The clock of the benches: warm-up, repeats until there are enough samples or the time is spent, median and
 * quartiles. The figure is CPU time, which other jobs on the machine disturb least; wall time stands beside it.
 */
import { performance } from 'node:perf_hooks';
import process from 'node:process';

/**
 * @typedef {object} Figure one line of the table; smaller is better for every value
 * @property {string} name group, what, network: `equilibrium / from zero / fcc 4k`
 * @property {string} unit
 * @property {number} value median of the samples, or a count
 * @property {number} [low] lower quartile
 * @property {number} [high] upper quartile
 * @property {number} [wall] median wall time, same unit
 * @property {number} [samples]
 * @property {string} [note] what else to know: rates, residuals, parts
 * @property {{ curve: string, n: number }} [at] where the figure stands in the plot of time against N
 */

/**
 * @typedef {object} Timing seconds for one call of what was measured
 * @property {number} median CPU time
 * @property {number} low
 * @property {number} high
 * @property {number} wall median
 * @property {number} samples
 */

/**
 * @typedef {object} Effort
 * @property {number} [samples] samples wanted (9)
 * @property {number} [seconds] time after which no further sample begins (4)
 * @property {number} [warmup] calls before the first sample (2)
 * @property {number} [least] shortest sample, s; shorter work is repeated within one (0.01)
 */

/**
 * Value at a share of a sorted list, linear between neighbours.
 *
 * @param {readonly number[]} sorted at least one value
 * @param {number} share 0 to 1
 */
export function quantile(sorted, share) {
  const at = share * (sorted.length - 1);
  const low = Math.floor(at);
  const high = Math.min(low + 1, sorted.length - 1);
  return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
}

/** @param {Iterable<number>} values @returns {number[]} */
export const sorted = (values) => Array.from(values).sort((a, b) => a - b);

/** @param {Iterable<number>} values @returns {number} */
export const median = (values) => quantile(sorted(values), 0.5);

/** @param {readonly number[]} cpu @param {readonly number[]} wall @returns {Timing} */
function summary(cpu, wall) {
  const s = sorted(cpu);
  return {
    median: quantile(s, 0.5),
    low: quantile(s, 0.25),
    high: quantile(s, 0.75),
    wall: median(wall),
    samples: s.length,
  };
}

/**
 * CPU (user and system) and wall seconds of one call.
 *
 * @param {() => unknown} work may return a promise
 * @returns {Promise<{ cpu: number, wall: number }>}
 */
export async function once(work) {
  const cpu = process.cpuUsage();
  const wall = performance.now();
  const pending = work();
  if (pending instanceof Promise) await pending;
  const spent = process.cpuUsage(cpu);
  return { cpu: (spent.user + spent.system) / 1e6, wall: (performance.now() - wall) / 1e3 };
}

/**
 * Measure several pieces of work in turn, a sample of each per round: what slows the machine down for a while
 * falls on all of them, so that their ratios hold.
 *
 * @template {string} K
 * @param {Record<K, () => unknown>} works
 * @param {Effort} [effort]
 * @returns {Promise<Record<K, Timing>>}
 */
export async function measureTogether(works, effort = {}) {
  const { samples = 9, seconds = 4, warmup = 2, least = 0.01 } = effort;
  const names = /** @type {K[]} */ (Object.keys(works));
  const runs = [];
  for (const name of names) {
    const work = works[name];
    let single = 0;
    for (let k = 0; k < Math.max(1, warmup); k++) single = (await once(work)).wall;
    const inner = Math.max(1, Math.ceil(least / Math.max(single, 1e-7)));
    runs.push({ name, work, inner, cpu: /** @type {number[]} */ ([]), wall: /** @type {number[]} */ ([]) });
  }
  const end = performance.now() + 1e3 * seconds;
  for (let k = 0; k < samples && (k === 0 || performance.now() < end); k++) {
    for (const run of runs) {
      const spent = await once(run.inner === 1 ? run.work : () => repeat(run.work, run.inner));
      run.cpu.push(spent.cpu / run.inner);
      run.wall.push(spent.wall / run.inner);
    }
  }
  const entries = runs.map((run) => [run.name, summary(run.cpu, run.wall)]);
  return /** @type {Record<K, Timing>} */ (Object.fromEntries(entries));
}

/** @param {() => unknown} work @param {number} times */
async function repeat(work, times) {
  for (let k = 0; k < times; k++) {
    const pending = work();
    if (pending instanceof Promise) await pending;
  }
}

/**
 * Measure one piece of work.
 *
 * @param {() => unknown} work
 * @param {Effort} [effort]
 */
export const measure = async (work, effort) => (await measureTogether({ it: work }, effort)).it;

/**
 * A timing as a figure. `per` scales: 1e3 for ms of one call, 1e9 / elements for ns an element.
 *
 * @param {string} name
 * @param {string} unit
 * @param {number} per
 * @param {Timing} timing
 * @param {Partial<Figure>} [more]
 * @returns {Figure}
 */
export function figure(name, unit, per, timing, more = {}) {
  return {
    name,
    unit,
    value: per * timing.median,
    low: per * timing.low,
    high: per * timing.high,
    wall: per * timing.wall,
    samples: timing.samples,
    ...more,
  };
}

/** @param {string} name @param {string} unit @param {number} value @param {Partial<Figure>} [more] @returns {Figure} */
export const count = (name, unit, value, more = {}) => ({ name, unit, value, ...more });

/**
 * Figure of a list of samples that were taken elsewhere.
 *
 * @param {string} name
 * @param {string} unit
 * @param {readonly number[]} values
 * @param {Partial<Figure>} [more]
 * @returns {Figure}
 */
export function spreadOf(name, unit, values, more = {}) {
  const s = sorted(values);
  return {
    name,
    unit,
    value: quantile(s, 0.5),
    low: quantile(s, 0.25),
    high: quantile(s, 0.75),
    samples: s.length,
    ...more,
  };
}
