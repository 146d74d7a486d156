/** What is compared, and what is measured of a run. */
import { preset } from '../dist/model/presets.js';
import { asMadeStage } from '../dist/model/stage.js';

/**
 * @typedef {import('./run.mjs').Config} Config
 * @typedef {import('./run.mjs').KeptRun} KeptRun
 * @typedef {import('./run.mjs').StageResult} StageResult
 * @typedef {import('./statistics.mjs').Values} Values
 * @typedef {import('./study.mjs').Change} Change
 * @typedef {import('./study.mjs').Series} Series
 */

export const BINDERS = ['PVDF', 'PVDF-A', 'PVDF-A-N1', 'PVDF-A-N2', 'PVDF-A-N5'];
export const PAPER = ['paper-10', 'paper-28', 'paper-lean'];

/** An electrode as made, and no further. @type {Change & { process: object }} */
export const MADE_ONLY = { process: { stages: ['dry', 'cool', 'calender'] } };

/**
 * A stage by its name, its last occurrence; `asMade`: the last before the electrolyte.
 *
 * @param {KeptRun} run
 * @param {string} name
 * @returns {StageResult | undefined}
 */
export const stage = (run, name) =>
  name === 'asMade' ? (asMadeStage(run.stages) ?? undefined) : run.stages.findLast((s) => s.name === name);

/**
 * A measure of one stage for every seed.
 *
 * @param {Series} series
 * @param {string} name
 * @param {(s: StageResult) => number} pick
 * @returns {Values}
 */
export const at = (series, name, pick) =>
  series.map((run) => {
    const found = run && stage(run, name);
    return found ? pick(found) : null;
  });

/** @param {StageResult} s */
export const length = (s) => s.cracks.length_mm_per_mm2;
/** @param {StageResult} s */
export const brokenPercent = (s) => 100 * s.broken.fraction;
/** @param {StageResult} s */
export const stress = (s) => s.stress_MPa;
/** @param {StageResult} s */
export const upperHalf = (s) => s.upperHalf ?? Number.NaN;
/** @param {StageResult} s */
export const opening = (s) => s.opening ?? Number.NaN;

/** Crack length gained between as made and full charge. @param {Series} s @returns {Values} */
export const gained = (s) => {
  const [before, after] = [at(s, 'asMade', length), at(s, 'charge', length)];
  return after.map((v, k) => (v === null || before[k] === null ? null : v - Number(before[k])));
};

/** A run in words: its preset, binder and seed, and its fields that are not the preset's. @param {Config} config */
export function nameOf(config) {
  const usual = preset(String(config.preset));
  /** @type {Record<string, unknown>} */
  const own = {};
  for (const group of /** @type {const} */ (['electrode', 'active', 'process', 'solver'])) {
    const [fields, others] = [config[group], usual[group]].map(
      (g) => /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (g)),
    );
    for (const [key, value] of Object.entries(fields ?? {})) {
      if (JSON.stringify(value) !== JSON.stringify(others?.[key])) own[`${group}.${key}`] = value;
    }
  }
  return `${config.preset}, ${config.binder.name}, seed ${config.seed}, ${JSON.stringify(own)}`;
}
