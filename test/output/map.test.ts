import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/core/errors.js';
import { contours } from '../../src/output/map/contour.js';
import { crackThreshold, interpolate, mapGrid, regimeOf } from '../../src/output/map/grid.js';
import { mapSvg } from '../../src/output/map/map.js';
import { borderPath, regions } from '../../src/output/map/regimes.js';
import { colourAt, luminance, SEQUENTIAL } from '../../src/output/svg/colour.js';
import { overlap, placeLabels } from '../../src/output/svg/labels.js';
import { linearTicks, logTicks, niceCeil } from '../../src/output/svg/scale.js';
import { find, ids, parseXml, type XmlNode } from '../support/xml.js';
import { FAKE_BINDERS, fakeRows } from './fake.js';

const words = (node: XmlNode): string =>
  find(node, 'text')
    .map((t) => t.text)
    .join('\n');

describe('contours', () => {
  it('follow a circle to second order in the cell', () => {
    const error = (cells: number): number => {
      const at = Array.from({ length: cells + 1 }, (_, k) => -1 + (2 * k) / cells);
      const field = at.map((y) => at.map((x) => x * x + y * y));
      const lines = contours(at, at, field, 0.36);
      expect(lines.length).toBe(1);
      expect(lines[0][0]).toEqual(lines[0][lines[0].length - 1]);
      return Math.max(...lines[0].map(([x, y]) => Math.abs(Math.hypot(x, y) - 0.6)));
    };
    expect(error(16)).toBeLessThan(0.012);
    expect(error(64) / error(16)).toBeLessThan(0.12);
  });

  it('leave out cells with an unknown corner and part saddles by their middle', () => {
    const at = [0, 1, 2];
    const hole = [
      [0, 1, 1],
      [0, Number.NaN, 1],
      [0, 1, 1],
    ];
    expect(contours(at, at, hole, 0.5)).toEqual([]);
    const saddle = (middle: number) =>
      contours(
        [0, 1],
        [0, 1],
        [
          [1, middle],
          [0, 1],
        ],
        0.5,
      );
    expect(saddle(0).length).toBe(2);
    expect(
      contours(
        [0, 1],
        [0, 1],
        [
          [1, 0],
          [0, 0.9],
        ],
        0.5,
      ).length,
    ).toBe(2);
  });
});

describe('grid', () => {
  it('gathers seeds at nodes whatever the order of the rows', () => {
    const rows = fakeRows(6, [1, 2, 3]);
    const grid = mapGrid(rows);
    expect(grid).toEqual(mapGrid([...rows].reverse()));
    expect(grid.toughness.length).toBe(6);
    const node = grid.nodes[2][4];
    const own = rows.filter((r) => r.toughness_MPa === node?.toughness && r.adhesion_J_m2 === node?.adhesion);
    expect(own.length).toBe(3);
    const values = own.map((r) => r.crackLength_mm_per_mm2 ?? 0);
    expect(node?.mean).toBeCloseTo((values[0] + values[1] + values[2]) / 3, 12);
    expect(node?.halfRange).toBeCloseTo((Math.max(...values) - Math.min(...values)) / 2, 12);
    expect(mapGrid(rows, 'asMade').nodes[0][0]?.mean).toBeCloseTo((grid.nodes[0][0]?.mean ?? 0) / 2, 12);
  });

  it('interpolates in the logarithms, exactly at nodes, not beside failures', () => {
    const grid = mapGrid(fakeRows(5, [1]));
    const [t, a] = [grid.toughness, grid.adhesion];
    expect(interpolate(grid, t[3], a[2])).toBeCloseTo(grid.nodes[2][3]?.mean ?? Number.NaN, 9);
    const middle = interpolate(grid, Math.sqrt(t[1] * t[2]), a[0]);
    expect(middle).toBeCloseTo(((grid.nodes[0][1]?.mean ?? 0) + (grid.nodes[0][2]?.mean ?? 0)) / 2, 9);
    expect(interpolate(grid, t[0] / 2, a[0])).toBeNull();
    const broken = mapGrid(fakeRows(5, [1], (k) => k === 6));
    expect(interpolate(broken, t[1] * 1.01, a[1] * 1.01)).toBeNull();
  });

  it('names the regime by what broke most, and by nothing where nothing cracked', () => {
    const rows = fakeRows(4, [1]);
    const grid = mapGrid(rows);
    const threshold = crackThreshold(grid);
    const lengths = rows.map((r) => r.crackLength_mm_per_mm2 ?? 0).filter((length) => length > 0);
    expect(threshold).toBeCloseTo(Math.min(...lengths) / 2, 9);
    const node = grid.nodes[0][0];
    if (!node) throw new Error('no node');
    expect(regimeOf({ ...node, broken: { adhesiveNcm: 5, adhesiveFoil: 9, cohesive: 3 } }, threshold)).toBe(
      'adhesiveFoil',
    );
    expect(regimeOf({ ...node, mean: 0 }, threshold)).toBe('intact');
    expect(regimeOf(null, threshold)).toBe('failed');
    expect(crackThreshold(mapGrid(rows.map((r) => ({ ...r, crackLength_mm_per_mm2: 0 }))))).toBe(
      Number.POSITIVE_INFINITY,
    );
  });

  it('borders run where regimes part and not around failures', () => {
    const cells = [
      ['intact', 'cohesive'],
      ['intact', 'failed'],
    ] as const;
    expect(borderPath(cells, [0, 1, 2], [2, 1, 0])).toBe('M1 2V1');
    expect(regions(cells).map((r) => [r.regime, r.cells.length])).toEqual([
      ['intact', 2],
      ['cohesive', 1],
      ['failed', 1],
    ]);
  });
});

describe('mapSvg', () => {
  const rows = fakeRows(12, [1, 2], (k) => k === 77 || k === 100 || k === 101);
  const svg = mapSvg({ rows, binders: FAKE_BINDERS, electrode: 'paper-10', engine: 'abcdef0123456789' });
  const doc = parseXml(svg);

  it('is well-formed, named and described, with each id once and no number missing', () => {
    expect(doc.attributes.role).toBe('img');
    const title = find(doc, 'title')[0];
    expect(doc.attributes['aria-labelledby']).toBe(
      `${title.attributes.id} ${find(doc, 'desc')[0].attributes.id}`,
    );
    expect(find(doc, 'desc')[0].text).toMatch(/Of 143 points \d+ crack/);
    expect(ids(doc).size).toBeGreaterThan(3);
    expect(svg).not.toMatch(/NaN|Infinity|undefined|null/);
    expect(svg).not.toMatch(/(href|src)=|@import|url\((?!#)/);
    expect(svg).toContain('prefers-color-scheme:dark');
  });

  it('carries units on axes and scale, all binders, regimes and where it comes from', () => {
    const all = words(doc);
    expect(all).toContain('toughness of the binder (MPa = MJ/m³)');
    expect(all).toContain('adhesion of the binder to NCM (J/m²)');
    expect(all).toContain('(mm/mm²), after the last stage');
    for (const { name } of FAKE_BINDERS) expect(all.split('\n')).toContain(name);
    expect(all).toContain('no parting crack');
    expect(all).toMatch(
      /electrode paper-10 · 12 × 12 points · seeds 1, 2 · 288 runs, 3 failed · engine abcdef012345/,
    );
  });

  it('has a cell with a tooltip for every node and a cross for every failure', () => {
    const tips = find(doc, 'title').map((t) => t.text);
    expect(tips.filter((t) => t.startsWith('toughness ')).length).toBe(144);
    expect(tips.filter((t) => t.includes('no result (no equilibrium')).length).toBe(1);
  });

  it('moves a binder that lies off the map to the margin with an arrow', () => {
    const far = FAKE_BINDERS.map((b) => ({ ...b, toughness_MPa: { median: 4000, low: 3000, high: 5000 } }));
    expect(words(parseXml(mapSvg({ rows, binders: far.slice(0, 1) })))).toContain('PVDF →');
  });

  it('draws a map on which nothing cracks, and one of a single point', () => {
    const calm = rows.map((r) => ({
      ...r,
      crackLength_mm_per_mm2: r.status === 'ok' ? 0 : null,
      connectedActive: 1,
    }));
    const text = words(parseXml(mapSvg({ rows: calm })));
    expect(text.replaceAll('\n', ' ')).toContain('first cracking: nowhere on this map');
    expect(mapSvg({ rows: calm })).not.toMatch(/NaN|Infinity/);
    expect(() => parseXml(mapSvg({ rows: rows.slice(0, 1) }))).not.toThrow();
  });

  it('refuses a sweep without a result', () => {
    expect(() => mapSvg({ rows: [] })).toThrow(InputError);
    expect(() => mapSvg({ rows: rows.filter((r) => r.status !== 'ok') })).toThrow(/no row with a result/);
  });

  it('escapes what comes from outside', () => {
    const evil = { ...FAKE_BINDERS[0], name: '<script>&"' };
    expect(words(parseXml(mapSvg({ rows, binders: [evil], electrode: '<b>' })))).toContain('<script>&"');
  });
});

describe('colours, scales and labels', () => {
  const lightness = (hex: string): number => {
    const lin = [1, 3, 5].map((k) => {
      const v = Number.parseInt(hex.slice(k, k + 2), 16) / 255;
      return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
    });
    // OKLab, Ottosson 2020.
    const l = Math.cbrt(0.4122214708 * lin[0] + 0.5363325363 * lin[1] + 0.0514459929 * lin[2]);
    const m = Math.cbrt(0.2119034982 * lin[0] + 0.6806995451 * lin[1] + 0.1073969566 * lin[2]);
    const s = Math.cbrt(0.0883024619 * lin[0] + 0.2817188376 * lin[1] + 0.6299787005 * lin[2]);
    return 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s;
  };

  it('the map’s colours fall in lightness by equal steps', () => {
    const steps = SEQUENTIAL.slice(1).map((c, k) => lightness(SEQUENTIAL[k]) - lightness(c));
    const mean = steps.reduce((a, b) => a + b) / steps.length;
    for (const s of steps) expect(Math.abs(s - mean) / mean).toBeLessThan(0.08);
    expect(luminance(colourAt(SEQUENTIAL, 2))).toBe(luminance(SEQUENTIAL[SEQUENTIAL.length - 1]));
  });

  it('ticks are round and inside', () => {
    expect(
      logTicks(0.1, 100)
        .filter((t) => t.label)
        .map((t) => t.value),
    ).toEqual([0.1, 1, 10, 100]);
    expect(
      logTicks(0.03, 3)
        .filter((t) => t.label)
        .map((t) => t.value),
    ).toEqual([0.05, 0.1, 0.2, 0.5, 1, 2]);
    expect(linearTicks(0, 30, 5)).toEqual([0, 5, 10, 15, 20, 25, 30]);
    expect(niceCeil(23.4)).toBe(25);
    expect(niceCeil(0)).toBe(1);
  });

  it('labels keep clear of each other where there is room', () => {
    const frame = { x: 0, y: 0, width: 200, height: 100 };
    const want = {
      width: 60,
      height: 20,
      at: [
        [50, 50],
        [50, 20],
        [150, 50],
        [150, 80],
      ] as [number, number][],
    };
    const boxes = placeLabels([want, want, want, want], frame, [{ x: 20, y: 60, width: 60, height: 10 }]);
    for (const [k, a] of boxes.entries()) for (const b of boxes.slice(k + 1)) expect(overlap(a, b)).toBe(0);
  });
});
