import { describe, expect, it } from 'vitest';
import { measureTogether, quantile } from '../../bench/cases/measure.mjs';
import { curvesSvg, spreadLabels } from '../../bench/report/curves.mjs';
import { smallerIsBetter } from '../../bench/report/json.mjs';
import { ownCurves } from '../../bench/report/series.mjs';
import { number, table } from '../../bench/report/table.mjs';
import { parseXml } from '../support/xml.js';

const FIGURES = [
  { name: 'a / b / fcc 4k', unit: 'ms', value: 12.3456, low: 12, high: 13, wall: 14, samples: 9, note: 'n' },
  { name: 'a / c', unit: 'bytes', value: 1234567 },
  { name: 'd / e', unit: 'iterations', value: 17 },
];

describe('the clock', () => {
  it('takes quartiles between neighbours', () => {
    expect(quantile([1, 2, 4], 0.5)).toBe(2);
    expect(quantile([1, 2, 4], 0.75)).toBe(3);
    expect(quantile([7], 0.25)).toBe(7);
  });

  it('tells apart work of one and of three units, in turns', async () => {
    const work = (units: number) => () => {
      let s = 0;
      for (let k = 0; k < units * 200_000; k++) s += Math.sqrt(k);
      return s;
    };
    const { one, three } = await measureTogether(
      { one: work(1), three: work(3) },
      { samples: 7, seconds: 3 },
    );
    expect(one.samples).toBeGreaterThan(0);
    expect(three.median / one.median).toBeGreaterThan(1.5);
    expect(three.median / one.median).toBeLessThan(8);
    expect(one.low).toBeLessThanOrEqual(one.median);
  });
});

describe('the table', () => {
  it('aligns values with units and spread, a blank line between groups', () => {
    const lines = table(FIGURES).split('\n');
    expect(lines[2]).toMatch(/^a \/ b \/ fcc 4k +12\.35 +0\.5 {2}ms +14 +9 {2}n$/);
    expect(lines[3]).toContain('1 234 567');
    expect(lines[4]).toBe('');
    expect(lines[2]?.indexOf('ms')).toBe(lines[5]?.indexOf('iterations'));
  });

  it('writes numbers short', () => {
    expect([0, 0.000012345, 6.28318, 999.96, 1e6].map(number)).toEqual([
      '0',
      '1.23e-5',
      '6.283',
      '1000',
      '1 000 000',
    ]);
  });
});

it('the JSON has what github-action-benchmark wants of customSmallerIsBetter', () => {
  expect(smallerIsBetter(FIGURES, 'some machine')[0]).toEqual({
    name: 'a / b / fcc 4k',
    unit: 'ms',
    value: 12.3456,
    range: '± 0.5',
    extra: 'n\nwall 14 ms\n9 samples\nsome machine',
  });
  expect(smallerIsBetter(FIGURES, 'm')[2]).toEqual({
    name: 'd / e',
    unit: 'iterations',
    value: 17,
    extra: 'm',
  });
});

describe('the picture', () => {
  it('keeps labels apart and in order, near their wishes', () => {
    const at = spreadLabels([10, 11, 12, 80, 200, 500], 17, 0, 300);
    for (let k = 1; k < at.length; k++) expect(at[k] - at[k - 1]).toBeGreaterThanOrEqual(17);
    expect(at[3]).toBe(80);
    expect(at[4]).toBe(200);
    expect(at.at(-1)).toBe(300);
    expect(at[0]).toBe(0);
  });

  it('draws every point and names every curve', () => {
    const own = ownCurves([
      { name: 'x', unit: 'ms', value: 20, at: { curve: 'fcc from zero', n: 4000 } },
      { name: 'y', unit: 'ms', value: 3, at: { curve: 'fcc from zero', n: 864 } },
    ]);
    expect(own).toEqual([
      {
        name: 'fibril, setup and solve',
        own: true,
        dashed: false,
        points: [
          { n: 864, ms: 3 },
          { n: 4000, ms: 20 },
        ],
      },
    ]);
    const peer = { name: 'A < B', own: false, points: [{ n: 4000, ms: 400 }] };
    const svg = curvesSvg([...own, peer], 'a machine');
    parseXml(svg);
    expect(svg.match(/<circle/g)).toHaveLength(3);
    expect(svg).toContain('A &lt; B');
    expect(svg).toContain('CPU time, one core');
    expect(svg).toContain('prefers-color-scheme:dark');
  });

  it('is not drawn from nothing', () => {
    expect(() => ownCurves([])).toThrow(/equilibrium was not run/);
  });
});
