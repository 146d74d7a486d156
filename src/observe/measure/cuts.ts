/** Through-cracks of a slab, counted exactly. */
import { wrap } from './facets.js';
import { isUpper, type UpperCoating } from './upper.js';

/** Copies of the strip that a way round it may wander into. */
const COPIES = 4;

/** Copies of the strip between i and j of neck k, as both ends lie wrapped into the period. */
function seam(u: UpperCoating, k: number): number {
  const { network, branch, periodX } = u.facets;
  if (periodX === 0) return 0;
  const from = wrap(network.x[3 * network.i[k]], periodX);
  const to = wrap(network.x[3 * network.j[k]], periodX);
  return Math.round((from + branch[3 * k] - to) / periodX);
}

/** Least number of broken necks on the ways from `sources` to a node for which `done` holds; −1: no way. */
function leastBroken(
  u: UpperCoating,
  mode: Int32Array,
  shift: Int32Array,
  sources: readonly number[],
  done: (node: number, copy: number) => boolean,
): number {
  const { network, start, incident } = u.facets;
  const { n, i, j } = network;
  const cost = new Int32Array(COPIES * n).fill(0x7fffffff);
  // Ways of cost c are settled before those of c + 1: two stacks do what a deque would.
  let now: number[] = [];
  let next: number[] = [];
  for (const p of sources) {
    cost[n + p] = 0;
    now.push(n + p);
  }
  for (let c = 0; now.length > 0; c++) {
    while (now.length > 0) {
      const state = now.pop() as number;
      if (cost[state] !== c) continue;
      const p = state % n;
      const copy = (state - p) / n;
      if (done(p, copy - 1)) return c;
      for (let s = start[p]; s < start[p + 1]; s++) {
        const k = incident[s];
        if (!isUpper(u, k)) continue;
        const forward = i[k] === p;
        const to = copy + (forward ? shift[k] : -shift[k]);
        if (to < 0 || to >= COPIES) continue;
        const q = to * n + (forward ? j[k] : i[k]);
        const price = c + (mode[k] === 0 ? 0 : 1);
        if (price >= cost[q]) continue;
        cost[q] = price;
        (price === c ? now : next).push(q);
      }
    }
    [now, next] = [next, []];
  }
  return -1;
}

/**
 * Cracks that part a slab: the least number of broken ligaments that any way along x through the upper
 * coating has to cross, once round the period or from end to end. Equal to the largest number of cracks
 * from top to bottom that share no ligament: the ligaments that leave the set of particles within c
 * broken ligaments of the start are such a crack for every c below that number, and any way crosses each.
 * −1: the network as built has no such way.
 */
export function countCuts(u: UpperCoating, mode: Int32Array): number {
  const { network, branch, periodX, spacing_um } = u.facets;
  const shift = new Int32Array(network.m);
  let reach = spacing_um;
  for (let k = 0; k < network.m; k++) {
    if (!isUpper(u, k)) continue;
    shift[k] = seam(u, k);
    reach = Math.max(reach, Math.abs(branch[3 * k]));
  }
  const upper: number[] = [];
  for (let p = 0; p < network.n; p++) if (u.upper[p] === 1) upper.push(p);
  if (upper.length === 0) return -1;
  if (periodX === 0) {
    const xs = upper.map((p) => network.x[3 * p]);
    const low = xs.reduce((a, b) => Math.min(a, b));
    const high = xs.reduce((a, b) => Math.max(a, b));
    const sources = upper.filter((p) => network.x[3 * p] < low + spacing_um);
    return leastBroken(u, mode, shift, sources, (p) => network.x[3 * p] > high - spacing_um);
  }
  // Every way round passes through a gate as wide as the longest branch.
  let least = -1;
  for (const p of upper) {
    if (wrap(network.x[3 * p], periodX) >= reach) continue;
    const found = leastBroken(u, mode, shift, [p], (q, copy) => q === p && copy === 1);
    if (found >= 0 && (least < 0 || found < least)) least = found;
  }
  return least;
}
