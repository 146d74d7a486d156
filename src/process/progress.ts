/** How much of a run is done, so that the time left can be told from the time gone. */
import type { Stage } from './stages.js';

/** Share of a run that goes into building the electrode: some 30 s of 20 min at 10⁵ particles. */
export const BUILD_SHARE = 0.025;

/**
 * Share of the whole run that is done, 0–1, never falling.
 * @param within - Share of the load of leg `leg` of stage `index` that is on.
 */
export function shareDone(stages: readonly Stage[], index: number, leg: number, within: number): number {
  let [done, all] = [0, 0];
  for (const [k, { facts, legs }] of stages.entries()) {
    const load = k < index ? 1 : k > index ? 0 : (leg + within) / legs.length;
    done += facts.work * (facts.late ? load * load * Math.sqrt(load) : load);
    all += facts.work;
  }
  return BUILD_SHARE + (1 - BUILD_SHARE) * (all > 0 ? done / all : 1);
}
