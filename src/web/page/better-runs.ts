/** The two runs that say whether a better binder would help. */

import type { BinderConfig, Config } from '../../config/config-types.js';
import { runAll } from '../../jobs/pool.js';
import { scaleAdhesion, scaleToughness } from '../../materials/binders.js';
import { filmCurve } from '../../materials/film-curve.js';
import { checkConfig } from '../../model/check-config.js';
import { human } from '../../output/number.js';
import { oneCrack, oneCrackWords } from '../../output/one-crack.js';
import { type Lever, leverWords } from '../../output/report/verdict.js';
import type { SweepPoint } from '../../sweep/plan.js';
import { pointJob } from '../../sweep/point.js';
import type { SweepRow } from '../../sweep/row.js';
import type { App } from '../app.js';
import type { LiveRun } from '../run.js';

function lengthOf(row: SweepRow | undefined): number {
  if (row?.status !== 'ok') throw new Error(`One of the two runs failed: ${row?.reason ?? 'no result'}`);
  return row.crackLength_mm_per_mm2 ?? 0;
}

/**
 * Run them, and what they mean in words.
 * @param factor - How much better the better binders are.
 */
export async function answer(app: App, run: LiveRun, factor: number, signal: AbortSignal): Promise<string> {
  const here = run.result?.stages.at(-1)?.cracks.length_mm_per_mm2 ?? 0;
  if (here === 0) {
    return 'Nothing parts the coating, so neither more adhesion nor more toughness has anything to mend.';
  }
  const { binder } = run.config;
  const points = [
    point(run.config, scaleAdhesion(binder, factor * binder.adhesionNcm_J_m2), 0),
    point(run.config, scaleToughness(binder, factor * filmCurve(binder).toughness_MPa), 1),
  ];
  const { module } = await app.engine.core();
  const [adhesive, tough] = await runAll({
    jobs: points.map(pointJob),
    workers: 2,
    createWorker: () => app.engine.jobWorker(module),
    signal,
  });
  const lever = { here, adhesive: lengthOf(adhesive?.out), tough: lengthOf(tough?.out) };
  const length = `The crack length is ${human(here, 2)} mm/mm²; ${leverWords(lever, factor)}`;
  const least = oneCrackWords(oneCrack(run.result?.network));
  const words = [yesOrNo(lever), length, least, least && 'The map over several seeds says more.'];
  return words.filter(Boolean).join(' ');
}

/** The answer in a word: what takes at least a seventh of the length away helps. */
function yesOrNo({ here, adhesive, tough }: Lever): string {
  const helps = (length: number): boolean => (here - length) / here >= 0.15;
  if (helps(adhesive) && helps(tough)) return 'Yes, a more adhesive one and a tougher one both.';
  if (helps(adhesive)) return 'Yes, a more adhesive one; a tougher one would not.';
  if (helps(tough)) return 'Yes, a tougher one; a more adhesive one would not.';
  return 'No, neither a more adhesive nor a tougher one.';
}

/** A run of the same electrode with another binder; it is kept nowhere, so it needs no identity. */
function point(config: Config, binder: BinderConfig, index: number): SweepPoint {
  return {
    id: '',
    index,
    toughness_MPa: filmCurve(binder).toughness_MPa,
    adhesion_J_m2: binder.adhesionNcm_J_m2,
    seed: config.seed,
    config: checkConfig({ ...config, binder }),
  };
}
