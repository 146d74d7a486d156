/** The moments of two runs against each other: the same stage, and the nearest share of its load. */
import type { Config } from '../../config/config-types.js';
import type { Moment } from '../../process/moments.js';
import { type Band, bandsOf } from '../life/bands.js';

/** A place in the life of either run. */
export type Place = Pick<Moment, 'stage' | 'cycle' | 'stageIndex' | 'fraction'>;

function sameStage(a: Place, b: Place): boolean {
  return a.stage === b.stage && a.cycle === b.cycle;
}

/** Places that can be shown: the moments of A, then those of B in stages that A has not. */
export function placesOf(a: readonly Place[], b: readonly Place[]): Place[] {
  return [...a, ...b.filter((m) => !a.some((other) => sameStage(m, other)))];
}

/** The moment of a run that is nearest to a place in its stage; null when the run has no moment in it. */
export function momentAt(moments: readonly Moment[], place: Place): Moment | null {
  let best: Moment | null = null;
  for (const m of moments) {
    if (!sameStage(m, place)) continue;
    if (best === null || Math.abs(m.fraction - place.fraction) < Math.abs(best.fraction - place.fraction)) {
      best = m;
    }
  }
  return best;
}

/** Stages of A, then those of B that A has not. */
export function axisOf(a: Config, b: Config | null): Band[] {
  const bands = bandsOf(a);
  const known = new Set(bands.map((band) => band.label));
  return [...bands, ...(b === null ? [] : bandsOf(b).filter((band) => !known.has(band.label)))];
}

/** Where a place lies on such an axis, in stages. */
export function positionOn(bands: readonly Band[], place: Place): number {
  const at = bands.findIndex((band) => band.name === place.stage && band.cycle === place.cycle);
  return at < 0 ? 0 : at + place.fraction;
}
