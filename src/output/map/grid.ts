/** The sweep as a grid of nodes over toughness × adhesion. */

/** A row of a sweep, as far as the map needs it. `SweepRow` is one. */
export interface MapRow {
  readonly toughness_MPa: number;
  readonly adhesion_J_m2: number;
  readonly seed: number;
  readonly status: string;
  readonly reason?: string | null;
  readonly asMadeCrackLength_mm_per_mm2: number | null;
  readonly crackLength_mm_per_mm2: number | null;
  readonly adhesiveNcm: number | null;
  readonly adhesiveFoil: number | null;
  readonly cohesive: number | null;
  readonly connectedActive: number | null;
}

/** Which crack length the map shows: after the last stage, or as made (before wetting and cycling). */
export type MapMoment = 'end' | 'asMade';

/** What limits a node: how most of its broken ligaments failed, or that it has no parting crack. */
export type Regime = 'adhesiveNcm' | 'adhesiveFoil' | 'cohesive' | 'intact' | 'failed';

/** One node of the grid over all its seeds. */
export interface MapNode {
  readonly toughness: number;
  readonly adhesion: number;
  /** Crack length of each seed that ran, mm/mm². */
  readonly lengths: readonly { readonly seed: number; readonly value: number }[];
  /** Mean over the seeds, NaN when none ran. */
  readonly mean: number;
  /** Half the range over the seeds. */
  readonly halfRange: number;
  /** Mean connected share of active mass, NaN when none ran. */
  readonly connected: number;
  readonly broken: { readonly adhesiveNcm: number; readonly adhesiveFoil: number; readonly cohesive: number };
  /** Reasons of the seeds that failed. */
  readonly failures: readonly string[];
  /** Set where nothing was computed and the means are those between its neighbours. */
  readonly estimated?: true;
}

/** Nodes by row (adhesion, ascending) and column (toughness, ascending); absent points are null. */
export interface MapGrid {
  readonly toughness: readonly number[];
  readonly adhesion: readonly number[];
  readonly nodes: readonly (readonly (MapNode | null)[])[];
  readonly seeds: readonly number[];
}

/** Distinct positive values, ascending; values closer than 1e-9 relative are one. */
function levels(values: readonly number[]): number[] {
  const sorted = values.filter((v) => v > 0 && Number.isFinite(v)).sort((a, b) => a - b);
  return sorted.filter((v, k) => k === 0 || v > sorted[k - 1] * (1 + 1e-9));
}

function mean(values: readonly number[]): number {
  return values.length > 0 ? values.reduce((sum, v) => sum + v, 0) / values.length : Number.NaN;
}

function node(
  toughness: number,
  adhesion: number,
  rows: readonly MapRow[],
  moment: MapMoment,
): MapNode | null {
  if (rows.length === 0) return null;
  const lengthOf = (row: MapRow): number | null =>
    moment === 'end' ? row.crackLength_mm_per_mm2 : row.asMadeCrackLength_mm_per_mm2;
  const sorted = [...rows].sort((a, b) => a.seed - b.seed);
  const good = sorted.filter((row) => row.status === 'ok' && lengthOf(row) !== null);
  const lengths = good.map((row) => ({ seed: row.seed, value: lengthOf(row) as number }));
  const values = lengths.map((l) => l.value);
  const of = (key: 'adhesiveNcm' | 'adhesiveFoil' | 'cohesive'): number =>
    mean(good.map((row) => row[key] ?? 0));
  return {
    toughness,
    adhesion,
    lengths,
    mean: mean(values),
    halfRange: values.length > 0 ? (Math.max(...values) - Math.min(...values)) / 2 : 0,
    connected: mean(good.map((row) => row.connectedActive ?? Number.NaN).filter(Number.isFinite)),
    broken: { adhesiveNcm: of('adhesiveNcm'), adhesiveFoil: of('adhesiveFoil'), cohesive: of('cohesive') },
    failures: sorted.filter((row) => !good.includes(row)).map((row) => row.reason ?? row.status),
  };
}

/** Values of the two axes, ascending. */
export interface MapAxes {
  readonly toughness: readonly number[];
  readonly adhesion: readonly number[];
}

/**
 * Sorts the rows of a sweep into nodes; the order of the rows does not matter.
 *
 * @param axes - All values of a sweep that is not complete; default: those of the rows.
 */
export function mapGrid(rows: readonly MapRow[], moment: MapMoment = 'end', axes?: MapAxes): MapGrid {
  const toughness = axes?.toughness ?? levels(rows.map((r) => r.toughness_MPa));
  const adhesion = axes?.adhesion ?? levels(rows.map((r) => r.adhesion_J_m2));
  const near = (list: readonly number[], v: number): number =>
    list.findIndex((l) => Math.abs(l - v) <= 2e-9 * l);
  const bins: MapRow[][][] = adhesion.map(() => toughness.map(() => []));
  for (const row of rows) {
    const r = near(adhesion, row.adhesion_J_m2);
    const c = near(toughness, row.toughness_MPa);
    if (r >= 0 && c >= 0) bins[r][c].push(row);
  }
  return {
    toughness,
    adhesion,
    nodes: adhesion.map((a, r) => toughness.map((t, c) => node(t, a, bins[r][c], moment))),
    seeds: [...new Set(rows.map((r) => r.seed))].sort((a, b) => a - b),
  };
}

/**
 * Crack length that counts as cracked, mm/mm²: half the shortest that any run of the sweep shows, so that a
 * mean over seeds reaches it when half of them have one crack. Infinity when nothing cracks.
 */
export function crackThreshold(grid: MapGrid): number {
  let least = Number.POSITIVE_INFINITY;
  for (const n of grid.nodes.flat())
    for (const l of n?.lengths ?? []) if (l.value > 0) least = Math.min(least, l.value);
  return least / 2;
}

/** Regime of a node; ties go to the interface named first. */
export function regimeOf(node: MapNode | null, threshold: number): Regime {
  if (!node || (node.lengths.length === 0 && !node.estimated)) return 'failed';
  if (!(node.mean >= threshold)) return 'intact';
  const { adhesiveNcm, adhesiveFoil, cohesive } = node.broken;
  if (adhesiveNcm >= adhesiveFoil && adhesiveNcm >= cohesive) return 'adhesiveNcm';
  return adhesiveFoil >= cohesive ? 'adhesiveFoil' : 'cohesive';
}

/**
 * Value of a field at any point of the grid, linear between nodes in log toughness and log adhesion; null
 * outside the grid or beside a failed node.
 */
export function interpolate(
  grid: MapGrid,
  toughness: number,
  adhesion: number,
  field: (node: MapNode) => number = (n) => n.mean,
): number | null {
  const place = (list: readonly number[], v: number): [number, number] | null => {
    if (list.length === 0 || v < list[0] * (1 - 1e-9) || v > list[list.length - 1] * (1 + 1e-9)) return null;
    let k = 0;
    while (k < list.length - 2 && v > list[k + 1]) k++;
    if (list.length === 1) return [0, 0];
    const share = Math.log(v / list[k]) / Math.log(list[k + 1] / list[k]);
    return [k, Math.min(1, Math.max(0, share))];
  };
  const column = place(grid.toughness, toughness);
  const row = place(grid.adhesion, adhesion);
  if (!column || !row) return null;
  let sum = 0;
  for (const [dr, wr] of [
    [0, 1 - row[1]],
    [1, row[1]],
  ] as const)
    for (const [dc, wc] of [
      [0, 1 - column[1]],
      [1, column[1]],
    ] as const) {
      if (wr * wc === 0) continue;
      const n = grid.nodes[row[0] + dr][column[0] + dc];
      const value = n ? field(n) : Number.NaN;
      if (!Number.isFinite(value)) return null;
      sum += wr * wc * value;
    }
  return sum;
}
