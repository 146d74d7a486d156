/**
 * In which order the points of a sweep are computed: a coarse grid first, then what lies next to the contour, then
 * the rest. Which points there are, and what they are called, is the plan's business: the rows are the same in any
 * order.
 */
import { contourNodes } from '../../output/map/estimate.js';
import { crackThreshold, type MapAxes, type MapMoment, mapGrid } from '../../output/map/grid.js';
import type { SweepPlan, SweepPoint } from '../../sweep/plan.js';
import type { SweepRow } from '../../sweep/row.js';

/** What a point is computed for. */
export type Phase = 'coarse' | 'contour' | 'rest';

/** A point to compute, and what for. */
export interface Choice {
  readonly point: SweepPoint;
  readonly phase: Phase;
}

/** Lines of the coarse grid on an axis of `count` values: both ends and evenly between, at most four steps apart. */
export function coarseLines(count: number): number[] {
  if (count <= 2) return Array.from({ length: count }, (_, k) => k);
  const widest = count <= 6 ? 2 : count <= 9 ? 3 : 4;
  const steps = Math.ceil((count - 1) / widest);
  return Array.from({ length: steps + 1 }, (_, k) => Math.round((k * (count - 1)) / steps));
}

/** Values of the axes of a plan. */
export function axesOf(plan: SweepPlan): MapAxes {
  return { toughness: plan.spec.toughness.values, adhesion: plan.spec.adhesion.values };
}

/** Chooses the next point of a plan from what is known. */
export class Order {
  readonly #plan: SweepPlan;
  readonly #moment: MapMoment;
  readonly #axes: MapAxes;
  /** Indices of the coarse grid: corners first, so that there is something to draw between at once. */
  readonly #coarse: readonly number[];
  #contour: { readonly rows: number; readonly list: readonly number[] } = { rows: -1, list: [] };

  constructor(plan: SweepPlan, moment: MapMoment = 'end') {
    this.#plan = plan;
    this.#moment = moment;
    this.#axes = axesOf(plan);
    this.#coarse = this.#coarseIndices();
  }

  /**
   * The next point that is neither known nor taken; undefined: none now.
   *
   * @param rows - What is known, by index.
   * @param taken - Indices that are being computed.
   * @param complete - Whether the rest of the grid is wanted too.
   */
  next(
    rows: ReadonlyMap<number, SweepRow>,
    taken: ReadonlySet<number>,
    complete: boolean,
  ): Choice | undefined {
    const open = (index: number): boolean => !rows.has(index) && !taken.has(index);
    const choice = (phase: Phase, index: number | undefined): Choice | undefined => {
      const point = index === undefined ? undefined : this.#plan.points[index];
      return point && { phase, point };
    };
    return (
      choice('coarse', this.#coarse.find(open)) ??
      choice('contour', this.contour(rows).find(open)) ??
      (complete ? choice('rest', this.#plan.points.find((p) => open(p.index))?.index) : undefined)
    );
  }

  /** Indices of the points next to the contour that are not computed, as far as the contour is known. */
  contour(rows: ReadonlyMap<number, SweepRow>): readonly number[] {
    if (this.#contour.rows !== rows.size) {
      const grid = mapGrid([...rows.values()], this.#moment, this.#axes);
      const nodes = contourNodes(grid, crackThreshold(grid));
      const list = this.#plan.seeds.flatMap((_, seed) => nodes.map(([r, c]) => this.#index(c, r, seed)));
      // A node with one seed counts as computed; its other seeds belong to the contour as well.
      this.#contour = { rows: rows.size, list: [...this.#halfDone(rows), ...list] };
    }
    return this.#contour.list;
  }

  /** Seeds that are missing at nodes of which others are there. */
  #halfDone(rows: ReadonlyMap<number, SweepRow>): number[] {
    const count = this.#plan.seeds.length;
    const begun = new Set([...rows.keys()].map((index) => Math.floor(index / count)));
    return [...begun].flatMap((node) =>
      Array.from({ length: count }, (_, seed) => node * count + seed).filter((index) => !rows.has(index)),
    );
  }

  #index(column: number, row: number, seed: number): number {
    return (column * this.#axes.adhesion.length + row) * this.#plan.seeds.length + seed;
  }

  #coarseIndices(): number[] {
    const columns = coarseLines(this.#axes.toughness.length);
    const rows = coarseLines(this.#axes.adhesion.length);
    const isEnd = (list: readonly number[], v: number): boolean => v === list[0] || v === list.at(-1);
    const nodes = columns.flatMap((c) => rows.map((r) => [c, r] as const));
    const corner = ([c, r]: readonly [number, number]): boolean => isEnd(columns, c) && isEnd(rows, r);
    const sorted = [...nodes.filter(corner), ...nodes.filter((n) => !corner(n))];
    // One seed everywhere before the next: the first picture comes sooner, and an electrode is built once.
    return this.#plan.seeds.flatMap((_, seed) => sorted.map(([c, r]) => this.#index(c, r, seed)));
  }
}
