/** What a sweep that is not complete says of the points between those it has computed. */

import type { MapGrid, MapNode } from './grid.js';

interface Support {
  readonly node: MapNode;
  /** Distance along the axis, in its logarithm. */
  readonly distance: number;
}

/** The nearest node with a value on either side along one line of the grid; null where one side has none. */
function bracket(
  line: readonly (MapNode | null)[],
  places: readonly number[],
  k: number,
): [Support, Support] | null {
  const side = (step: number): Support | null => {
    for (let at = k + step; at >= 0 && at < line.length; at += step) {
      const node = line[at];
      if (node && Number.isFinite(node.mean)) return { node, distance: Math.abs(places[at] - places[k]) };
    }
    return null;
  };
  const [below, above] = [side(-1), side(1)];
  return below && above ? [below, above] : null;
}

/** Linear between two supports. */
function between([a, b]: [Support, Support], value: (n: MapNode) => number): number {
  const share = a.distance / (a.distance + b.distance);
  return value(a.node) * (1 - share) + value(b.node) * share;
}

function blend(toughness: number, adhesion: number, pairs: readonly [Support, Support][]): MapNode {
  // The closer pair knows more.
  const weights = pairs.map(([a, b]) => 1 / (a.distance + b.distance));
  const total = weights.reduce((sum, w) => sum + w, 0);
  const mean = (value: (n: MapNode) => number): number =>
    pairs.reduce((sum, pair, k) => sum + (weights[k] / total) * between(pair, value), 0);
  return {
    toughness,
    adhesion,
    lengths: [],
    mean: mean((n) => n.mean),
    halfRange: 0,
    connected: mean((n) => n.connected),
    broken: {
      adhesiveNcm: mean((n) => n.broken.adhesiveNcm),
      adhesiveFoil: mean((n) => n.broken.adhesiveFoil),
      cohesive: mean((n) => n.broken.cohesive),
    },
    failures: [],
    estimated: true,
  };
}

/**
 * The grid with its absent nodes filled in where computed ones lie on both sides: linear in the logarithms along
 * the lines of the grid, then between the lines. What stays absent has nothing to lie between.
 */
export function estimateGrid(grid: MapGrid): MapGrid {
  const nodes = grid.nodes.map((row) => [...row]);
  const [tx, ty] = [grid.toughness.map(Math.log), grid.adhesion.map(Math.log)];
  for (;;) {
    const found: [number, number, MapNode][] = [];
    for (const [r, row] of nodes.entries()) {
      for (const [c, node] of row.entries()) {
        if (node !== null) continue;
        const column = nodes.map((line) => line[c]);
        const pairs = [bracket(row, tx, c), bracket(column, ty, r)].filter((p) => p !== null);
        if (pairs.length > 0) found.push([r, c, blend(grid.toughness[c], grid.adhesion[r], pairs)]);
      }
    }
    if (found.length === 0) return { ...grid, nodes };
    for (const [r, c, node] of found) nodes[r][c] = node;
  }
}

/**
 * Absent nodes of which a neighbour lies on the other side of `threshold`: the corners of the cells of the grid
 * through which its contour would be drawn. Computing them until there are none left gives the contour that the
 * whole grid would give, wherever the first points have met it.
 *
 * @returns [row, column], those closest to the threshold first.
 */
export function contourNodes(grid: MapGrid, threshold: number): [number, number][] {
  if (!Number.isFinite(threshold)) return [];
  const { nodes } = estimateGrid(grid);
  const out: { readonly at: [number, number]; readonly off: number }[] = [];
  const sideOf = (r: number, c: number): boolean | null => {
    const node = nodes[r]?.[c];
    return node && Number.isFinite(node.mean) ? node.mean >= threshold : null;
  };
  for (const [r, row] of grid.nodes.entries()) {
    for (const [c, node] of row.entries()) {
      const own = sideOf(r, c);
      if (node !== null || own === null) continue;
      const near = [-1, 0, 1].flatMap((dr) => [-1, 0, 1].map((dc) => sideOf(r + dr, c + dc)));
      if (near.some((side) => side !== null && side !== own)) {
        out.push({ at: [r, c], off: Math.abs((nodes[r][c]?.mean ?? 0) - threshold) });
      }
    }
  }
  return out.sort((a, b) => a.off - b.off).map(({ at }) => at);
}
