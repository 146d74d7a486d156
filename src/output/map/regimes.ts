/** Regimes of the map: their borders and where their names go. */

import type { Regime } from './grid.js';

/** Names of the regimes on the map. */
export const REGIME_NAMES: Readonly<Record<Regime, string>> = {
  adhesiveNcm: 'binder–NCM interface gives way',
  adhesiveFoil: 'binder–foil interface gives way',
  cohesive: 'binder itself tears',
  intact: 'no parting crack',
  failed: 'no result',
};

/** True when a border runs between two cells; what failed has no border of its own. */
function part(a: Regime, b: Regime | undefined): boolean {
  return b !== undefined && a !== b && a !== 'failed' && b !== 'failed';
}

/** Path data along the cell edges that part two regimes. `xEdges` and `yEdges` are px. */
export function borderPath(
  regimes: readonly (readonly Regime[])[],
  xEdges: readonly number[],
  yEdges: readonly number[],
): string {
  const parts: string[] = [];
  const p = (v: number): string => String(Math.round(v * 10) / 10);
  for (let r = 0; r < regimes.length; r++) {
    for (let c = 0; c < regimes[r].length; c++) {
      if (part(regimes[r][c], regimes[r][c + 1])) {
        parts.push(`M${p(xEdges[c + 1])} ${p(yEdges[r])}V${p(yEdges[r + 1])}`);
      }
      if (part(regimes[r][c], regimes[r + 1]?.[c])) {
        parts.push(`M${p(xEdges[c])} ${p(yEdges[r + 1])}H${p(xEdges[c + 1])}`);
      }
    }
  }
  return parts.join('');
}

/** Cells of one regime that touch by an edge. */
export interface Region {
  readonly regime: Regime;
  /** [row, column] of every cell, the one deepest inside first. */
  readonly cells: readonly (readonly [number, number])[];
}

function flood(
  regimes: readonly (readonly Regime[])[],
  row: number,
  column: number,
  seen: boolean[][],
): [number, number][] {
  const regime = regimes[row][column];
  const found: [number, number][] = [];
  const stack: [number, number][] = [[row, column]];
  seen[row][column] = true;
  while (stack.length > 0) {
    const [r, c] = stack.pop() as [number, number];
    found.push([r, c]);
    for (const [dr, dc] of [
      [0, 1],
      [1, 0],
      [0, -1],
      [-1, 0],
    ]) {
      const [nr, nc] = [r + dr, c + dc];
      if (regimes[nr]?.[nc] !== regime || seen[nr][nc]) continue;
      seen[nr][nc] = true;
      stack.push([nr, nc]);
    }
  }
  return found;
}

/** Cells around a region that touch it by an edge, those beyond the margin included. */
function rim(regimes: readonly (readonly Regime[])[], cells: readonly (readonly [number, number])[]) {
  const out = new Map<string, readonly [number, number]>();
  for (const [r, c] of cells) {
    for (const [nr, nc] of [
      [r, c + 1],
      [r + 1, c],
      [r, c - 1],
      [r - 1, c],
    ]) {
      if (regimes[nr]?.[nc] !== regimes[r][c]) out.set(`${nr} ${nc}`, [nr, nc]);
    }
  }
  return [...out.values()];
}

/** Steps from a cell to the nearest of the rim: nothing of another regime, and no margin, is closer. */
function depth(rimCells: readonly (readonly [number, number])[], row: number, column: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (const [r, c] of rimCells) least = Math.min(least, Math.hypot(r - row, 0.6 * (c - column)));
  return least;
}

/** Regions of the map, largest first; the cell furthest from any border stands first in each. */
export function regions(regimes: readonly (readonly Regime[])[]): Region[] {
  const seen = regimes.map((row) => row.map(() => false));
  const out: Region[] = [];
  for (let r = 0; r < regimes.length; r++) {
    for (let c = 0; c < regimes[r].length; c++) {
      if (seen[r][c]) continue;
      const cells = flood(regimes, r, c, seen);
      const around = rim(regimes, cells);
      const deep = cells.map((cell) => ({ cell, depth: depth(around, cell[0], cell[1]) }));
      deep.sort((a, b) => b.depth - a.depth || a.cell[0] - b.cell[0] || a.cell[1] - b.cell[1]);
      out.push({ regime: regimes[r][c], cells: deep.map((d) => d.cell) });
    }
  }
  return out.sort((a, b) => b.cells.length - a.cells.length);
}
