import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { configure } from '../../../src/model/configure.js';
import type { MapBinder } from '../../../src/output/map/clouds.js';
import { contourNodes, estimateGrid } from '../../../src/output/map/estimate.js';
import { crackThreshold, mapGrid } from '../../../src/output/map/grid.js';
import { layout } from '../../../src/output/map/layout.js';
import { mapSvg } from '../../../src/output/map/map.js';
import { logAxis } from '../../../src/sweep/axis.js';
import { planSweep, type SweepPlan } from '../../../src/sweep/plan.js';
import { POINT, pointJob } from '../../../src/sweep/point.js';
import { failedRow, type SweepRow } from '../../../src/sweep/row.js';
import { placeOf } from '../../../src/web/inputs/own-binder.js';
import { coarseLines, Order, type Phase } from '../../../src/web/map/order.js';
import { markAt, markPlace, marks, placeAt, step } from '../../../src/web/map/places.js';
import { find, parseXml } from '../../support/xml.js';

const plan12 = (seeds = 1): Promise<SweepPlan> =>
  planSweep({
    config: configure({}),
    toughness: logAxis(0.1, 100, 12),
    adhesion: logAxis(0.1, 5, 12),
    seeds,
    engineHash: 'ab',
  });

/** A row of a field that falls with toughness and adhesion: cracked below a slanted line. */
function rowAt(plan: SweepPlan, index: number): SweepRow {
  const point = plan.points[index];
  if (!point) throw new Error('no point');
  const score = Math.log(point.toughness_MPa) / 7 + Math.log(point.adhesion_J_m2);
  const length = Math.max(0, Math.ceil(3 - 3 * score)) * 5;
  return {
    ...failedRow(point, ''),
    status: 'ok',
    reason: null,
    crackLength_mm_per_mm2: length,
    asMadeCrackLength_mm_per_mm2: length / 2,
    connectedActive: 1,
    adhesiveNcm: 3,
    adhesiveFoil: 1,
    cohesive: 2,
  };
}

/** Compute in the order that is given, `width` at a time; what was done, by phase. */
function compute(plan: SweepPlan, complete: boolean, width = 1) {
  const order = new Order(plan);
  const rows = new Map<number, SweepRow>();
  const taken = new Set<number>();
  const steps: { index: number; phase: Phase }[] = [];
  for (;;) {
    while (taken.size < width) {
      const choice = order.next(rows, taken, complete);
      if (choice === undefined) break;
      expect(rows.has(choice.point.index) || taken.has(choice.point.index)).toBe(false);
      taken.add(choice.point.index);
      steps.push({ index: choice.point.index, phase: choice.phase });
    }
    const [done] = taken;
    if (done === undefined) return { rows, steps };
    taken.delete(done);
    rows.set(done, rowAt(plan, done));
  }
}

const axesOf = (plan: SweepPlan) => ({
  toughness: plan.spec.toughness.values,
  adhesion: plan.spec.adhesion.values,
});

describe('the order of a sweep', () => {
  it('has coarse lines at both ends, evenly, at most four apart', () => {
    expect([1, 2, 3, 5, 8, 12].map(coarseLines)).toEqual([
      [0],
      [0, 1],
      [0, 2],
      [0, 2, 4],
      [0, 2, 5, 7],
      [0, 4, 7, 11],
    ]);
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 200 }), (count) => {
        const lines = coarseLines(count);
        const gaps = lines.slice(1).map((v, k) => v - lines[k]);
        expect([lines[0], lines.at(-1)]).toEqual([0, count - 1]);
        expect(Math.min(...gaps)).toBeGreaterThan(0);
        expect(Math.max(...gaps)).toBeLessThanOrEqual(4);
      }),
    );
  });

  it('computes every point once: coarse, then along the contour, then the rest', async () => {
    for (const width of [1, 3, 8]) {
      const plan = await plan12(2);
      const { steps } = compute(plan, true, width);
      expect(steps.map((s) => s.index).sort((a, b) => a - b)).toEqual(plan.points.map((p) => p.index));
      const first = (phase: Phase) => steps.findIndex((s) => s.phase === phase);
      expect(steps.filter((s) => s.phase === 'coarse').length).toBe(32);
      expect(first('coarse')).toBe(0);
      expect(first('contour')).toBe(32);
      expect(first('rest')).toBeGreaterThan(first('contour'));
    }
  });

  it('finds with a part of the points the contour that all of them give', async () => {
    const plan = await plan12();
    const { rows } = compute(plan, false, 2);
    expect(rows.size).toBeLessThan(0.6 * plan.points.length);
    const whole = plan.points.map((p) => rowAt(plan, p.index));
    const contour = (list: readonly SweepRow[]): string => {
      const svg = parseXml(mapSvg({ rows: list, axes: axesOf(plan) }));
      const lines = find(svg, 'path').filter((p) => p.attributes['stroke-width'] === '2.6');
      return lines.map((p) => p.attributes.d).join(' ');
    };
    expect(contour([...rows.values()])).not.toBe('');
    expect(contour([...rows.values()])).toBe(contour(whole));
    const grid = mapGrid([...rows.values()], 'end', axesOf(plan));
    expect(contourNodes(grid, crackThreshold(grid))).toEqual([]);
  });

  it('goes on from rows that are known', async () => {
    const plan = await plan12();
    const known = new Map([0, 11, 132, 143].map((index) => [index, rowAt(plan, index)]));
    const choice = new Order(plan).next(known, new Set(), true);
    expect(choice?.phase).toBe('coarse');
    expect(known.has(choice?.point.index ?? 0)).toBe(false);
    const all = new Map(plan.points.map((p) => [p.index, rowAt(plan, p.index)]));
    expect(new Order(plan).next(all, new Set(), true)).toBeUndefined();
  });
});

describe('what lies between computed points', () => {
  it('is linear in the logarithms, and nothing outside of them', async () => {
    const plan = await plan12();
    const linear = (index: number): SweepRow => {
      const p = plan.points[index];
      const length = 40 + 3 * Math.log(p?.toughness_MPa ?? 1) + 5 * Math.log(p?.adhesion_J_m2 ?? 1);
      return { ...rowAt(plan, index), crackLength_mm_per_mm2: length };
    };
    const corners = [2, 9].flatMap((c) => [1, 10].map((r) => linear(12 * c + r)));
    const grid = estimateGrid(mapGrid(corners, 'end', axesOf(plan)));
    for (const [r, row] of grid.nodes.entries()) {
      for (const [c, node] of row.entries()) {
        if (r < 1 || r > 10 || c < 2 || c > 9) expect(node).toBeNull();
        // Values of an axis are rounded to six digits.
        else expect(node?.mean).toBeCloseTo(linear(12 * c + r).crackLength_mm_per_mm2 ?? 0, 4);
      }
    }
  });

  it('is drawn paler, in the frame of the whole map, from the first point on', async () => {
    const plan = await plan12();
    const rows = new Order(plan);
    const first = rows.next(new Map(), new Set(), true);
    for (const list of [[], [rowAt(plan, first?.point.index ?? 0)]]) {
      const svg = mapSvg({ rows: list, axes: axesOf(plan), binders: marks(plan.spec.config) });
      expect(svg).not.toMatch(/NaN|Infinity|undefined/);
    }
    const corners = [0, 11, 132, 143].map((index) => rowAt(plan, index));
    const half = parseXml(mapSvg({ rows: corners, axes: axesOf(plan) }));
    const cells = find(half, 'rect').filter((r) => r.attributes['fill-opacity'] === '0.5');
    expect(cells.length).toBe(140);
    const words = find(half, 'text').map((t) => t.text);
    expect(words.join(' ')).toContain('140 not computed');
  });
});

describe('places on the map', () => {
  const axes = { toughness: logAxis(0.1, 100, 5).values, adhesion: logAxis(0.1, 5, 4).values };

  it('belong to the cell around them', () => {
    for (const shape of ['wide', 'narrow'] as const) {
      const at = layout(axes, shape);
      for (const [row, a] of axes.adhesion.entries()) {
        for (const [column, t] of axes.toughness.entries()) {
          expect(placeAt(at, at.x(t), at.y(a))).toEqual({ row, column });
        }
      }
      const { plot } = at.frame;
      expect(placeAt(at, plot.x - 1, plot.y + 5)).toBeNull();
      expect(placeAt(at, plot.x + 5, plot.y + plot.height + 1)).toBeNull();
    }
  });

  it('are left by arrow keys, and never the map', () => {
    expect(step({ row: 0, column: 0 }, 'ArrowUp', axes)).toEqual({ row: 1, column: 0 });
    expect(step({ row: 0, column: 0 }, 'ArrowDown', axes)).toEqual({ row: 0, column: 0 });
    expect(step({ row: 2, column: 1 }, 'End', axes)).toEqual({ row: 2, column: 4 });
    expect(step({ row: 2, column: 1 }, 'toString', axes)).toBeNull();
  });

  it('of built-in binders are found by their marks; the inputs’ own binder has one of its own', () => {
    const at = layout(axes);
    const [x, y] = markPlace(at, 'PVDF-A-N5');
    expect(markAt(at, x + 3, y - 3)).toBe('PVDF-A-N5');
    expect(markAt(at, x + 30, y)).toBeNull();
    const own = configure({ overrides: ['binder.adhesionNcm_J_m2=2'] });
    expect(marks(own).map((m) => m.name)).toContain('yours');
    expect(marks(configure({ binder: 'PVDF-A' })).at(-1)).toMatchObject({ name: '', given: true });
  });

  it('of a binder that was measured have its range, as long as it is the one in the inputs', () => {
    const config = configure({ overrides: ['binder.adhesionNcm_J_m2=2', 'binder.name=film'] });
    const place = placeOf(config.binder);
    const { median } = place.toughness_MPa;
    const measured = { ...place, toughness_MPa: { median, low: 0.8 * median, high: 1.5 * median } };
    const [cloud, spot] = marks(config, measured).slice(-2);
    expect(cloud).toEqual({ ...measured, name: 'yours' });
    expect(spot).toMatchObject({ name: '', given: true });
    const outlines = (binders: MapBinder[]): number =>
      find(parseXml(mapSvg({ rows: [], binders, axes })), 'path').filter(
        (p) => p.attributes.class === 'fb-mark',
      ).length;
    expect(outlines(marks(config, measured))).toBe(outlines(marks(config)) + 1);
    // Of another binder, of the same one at another place, or without a range: only where the inputs' binder is.
    const moved = { ...measured, adhesion_J_m2: { median: 3, low: 3, high: 3 } };
    for (const other of [null, { ...measured, name: 'other' }, moved, place]) {
      expect(marks(config, other)).toEqual(marks(config));
    }
    expect(marks(config).at(-1)).toMatchObject({ name: 'yours', given: true });
  });
});

describe('a kept row', () => {
  it('becomes the row of its point, or nothing', async () => {
    const plan = await plan12();
    const [point] = plan.points;
    if (!point) throw new Error('no point');
    const filled = Object.fromEntries(
      Object.entries(rowAt(plan, 0)).map(([k, v]) => [
        k,
        v ?? (k === 'reason' || k === 'firstCrackStage' ? null : 1),
      ]),
    );
    const row = { ...filled, hash: 'ab', index: 77 };
    const stored = (value: unknown) => POINT.stored(value, pointJob(point));
    expect(stored(row)).toEqual({ ...row, index: 0 });
    for (const wrong of [
      null,
      'x',
      {},
      { ...row, id: 'other' },
      { ...row, status: 'failed', reason: null },
      { ...row, status: 'done' },
      { ...row, hash: 3 },
    ]) {
      expect(stored(wrong)).toBeNull();
    }
  });
});
