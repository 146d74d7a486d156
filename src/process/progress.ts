/** How much of a run is done, so that the time left can be told from the time gone. */
import type { Stage } from './stages.js';

/** Share of a run that goes into building the electrode: some 30 s of 20 min at 10⁵ particles. */
export const BUILD_SHARE = 0.025;

/** Work of the stages relative to each other, from iterations of the presets and of wide 3D coatings. */
const WORK: Record<Stage['name'], number> = {
  dry: 10,
  cool: 1,
  calender: 10,
  wet: 1,
  charge: 10,
  discharge: 2,
};

/** Cracks grow towards the end of these: the work up to a share s of the load is about s^2.5 (measured). */
const LATE: ReadonlySet<Stage['name']> = new Set<Stage['name']>(['dry', 'charge']);

/**
 * Share of the whole run that is done, 0–1, never falling.
 * @param within - Share of the load of leg `leg` of stage `index` that is on.
 */
export function shareDone(stages: readonly Stage[], index: number, leg: number, within: number): number {
  let [done, all] = [0, 0];
  for (const [k, stage] of stages.entries()) {
    const work = WORK[stage.name];
    const load = k < index ? 1 : k > index ? 0 : (leg + within) / stage.legs.length;
    done += work * (LATE.has(stage.name) ? load * load * Math.sqrt(load) : load);
    all += work;
  }
  return BUILD_SHARE + (1 - BUILD_SHARE) * (all > 0 ? done / all : 1);
}
