/** The least crack length an electrode this wide can show. */
import type { LiveRun } from '../run.js';

/** Length of one crack from side to side, mm/mm²; 0 before the electrode is built. */
export function oneCrackOf({ electrode }: Pick<LiveRun, 'electrode'>): number {
  const width = electrode?.network.period[0] ?? 0;
  return width > 0 ? 1000 / width : 0;
}
