/** What a map says in words, and how honest it has to be about what it does not know yet. */

import type { BinderConfig } from '../../config/config-types.js';
import { estimateGrid } from '../../output/map/estimate.js';
import {
  crackThreshold,
  type MapGrid,
  type MapMoment,
  type MapNode,
  mapGrid,
  regimeOf,
} from '../../output/map/grid.js';
import { REGIME_NAMES } from '../../output/map/regimes.js';
import { human, percent } from '../../output/number.js';
import { verdict } from '../../output/report/verdict.js';
import { seconds } from '../page/answer.js';
import { axesOf } from './order.js';
import { ownMark } from './places.js';
import type { SweepState } from './sweep.js';

const PHASES = {
  coarse: 'a coarse grid first',
  contour: 'along the contour',
  rest: 'completing the grid',
} as const;

/** Count with its noun. */
export function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

/** What a sweep is doing and how long it will take. */
export function statusWords(state: SweepState, now: number): string {
  const { status, plan, rows, done, wanted, before, began, phase } = state;
  const all = plan?.points.length ?? 0;
  const have = `${rows.size} of ${all} runs`;
  switch (status) {
    case 'none':
      return '';
    case 'planning':
      return 'Planning …';
    case 'running': {
      const spent = now - began;
      const [fresh, left] = [done - before, Math.max(0, wanted - done)];
      // Early guesses are worth nothing.
      const eta = fresh > 0.8 && spent > 1500 ? `, about ${seconds((spent * left) / fresh)} left` : '';
      const kept = before > 0 ? ` (${before} known before)` : '';
      return `${have}${kept}: ${phase === null ? 'starting' : PHASES[phase]}${eta}`;
    }
    case 'cancelled':
      return rows.size === all
        ? `${have}`
        : `${have}. What is computed is kept; Continue goes on with the rest.`;
    case 'refined':
      return `${have}: refined along the contour alone. The other ${all - rows.size} are not computed.`;
    case 'complete':
      return `Complete: ${count(all, 'run')}, ${failedCount(state)} failed.`;
    case 'failed':
      return state.reason ?? 'It failed without a reason.';
  }
}

function failedCount({ rows }: SweepState): string {
  return String([...rows.values()].filter((row) => row.status !== 'ok').length || 'none');
}

/** How long a map may take, from the last run. */
export function estimateWords(runs: number, workers: number, took_ms: number | null): string {
  const some = count(runs, 'run');
  if (took_ms === null) return `${some}.`;
  const busy = Math.min(workers, runs);
  return `${some}, about ${seconds((took_ms * runs) / busy)} on ${count(busy, 'worker')}, going by the last run.`;
}

/** What the map answers for a binder; empty while it has nothing to say. */
export function answerWords(state: SweepState, moment: MapMoment, own: BinderConfig): string {
  const { plan, rows } = state;
  if (plan === null || rows.size === 0) return '';
  const computed = mapGrid([...rows.values()], moment, axesOf(plan));
  const nodes = computed.nodes.flat();
  const known = nodes.filter((n) => n !== null && n.lengths.length > 0).length;
  if (known === 0) return 'No point has a result.';
  const open = nodes.filter((n) => n === null).length;
  const grid = open > 0 ? estimateGrid(computed) : computed;
  const mark = { ...ownMark(own), name: 'your binder' };
  const said = verdict([], grid, [mark]);
  const lever = said.startsWith('These')
    ? 'Your binder, or three times its adhesion or toughness, lies off this map or beside points without a result, so it does not say what either would do. '
    : '';
  const honest =
    open > 0
      ? `Not complete: ${known} of ${nodes.length} points are computed, and what lies between is a guess. `
      : '';
  return `${honest}${moment === 'asMade' ? 'As made: ' : ''}${lever}${said}`;
}

/** Lines of a point's card: name and value. */
export function nodeLines(node: MapNode | null, grid: MapGrid): [string, string][] {
  if (node === null) return [['crack length', 'not computed']];
  if (node.estimated)
    return [['crack length', `not computed; about ${human(node.mean)} mm/mm² by its neighbours`]];
  const lines: [string, string][] = [];
  if (node.lengths.length > 0) {
    const half = node.halfRange > 0 ? ` ± ${human(node.halfRange, 2)}` : '';
    lines.push(['crack length', `${human(node.mean)}${half} mm/mm²`]);
    if (node.lengths.length > 1) {
      lines.push(['by seed', node.lengths.map((l) => `${human(l.value)} (${l.seed})`).join(', ')]);
    }
    const { adhesiveNcm, adhesiveFoil, cohesive } = node.broken;
    lines.push([
      'broken',
      `${human(adhesiveNcm)} at NCM, ${human(adhesiveFoil)} at foil, ${human(cohesive)} torn`,
    ]);
    lines.push(['connected', `${percent(node.connected)} of the active mass`]);
    lines.push(['regime', REGIME_NAMES[regimeOf(node, crackThreshold(grid))]]);
  }
  for (const reason of [...new Set(node.failures)].slice(0, 3)) lines.push(['failed', reason]);
  return lines;
}

/** A point's place. */
export function placeWords(toughness: number, adhesion: number): string {
  return `toughness ${human(toughness)} MPa, adhesion ${human(adhesion)} J/m²`;
}
