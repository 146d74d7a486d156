/** The least crack length that a slab can show. */
import type { LiveRun } from '../run.js';

/** Length of one crack from side to side, mm/mm²; 0 before the electrode is built, and in 3D, where cracks end anywhere. */
export function oneCrackOf({ electrode }: Pick<LiveRun, 'electrode'>): number {
  const [width = 0, depth = 0] = electrode?.network.period ?? [];
  return width > 0 && depth === 0 ? 1000 / width : 0;
}
