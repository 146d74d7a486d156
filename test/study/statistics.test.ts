import { describe, expect, it } from 'vitest';
import { paired, stat, studentT } from '../../study/statistics.mjs';

describe("Student's t", () => {
  // Percentage points to three decimals as tables print them: freedom, 95 %, 97.5 %, 99.5 %.
  it.each([
    [1, 6.314, 12.706, 63.657],
    [2, 2.92, 4.303, 9.925],
    [7, 1.895, 2.365, 3.499],
    [13, 1.771, 2.16, 3.012],
    [14, 1.761, 2.145, 2.977],
    [15, 1.753, 2.131, 2.947],
    [30, 1.697, 2.042, 2.75],
    [60, 1.671, 2.0, 2.66],
    [120, 1.658, 1.98, 2.617],
  ])('of %i degrees of freedom is that of the tables', (freedom, ...points) => {
    for (const [k, p] of [0.95, 0.975, 0.995].entries()) {
      expect(studentT(p, freedom)).toBeCloseTo(points[k], 3);
      expect(studentT(1 - p, freedom)).toBeCloseTo(-points[k], 3);
    }
  });

  it('has the closed forms of one and two degrees of freedom', () => {
    for (const p of [0.6, 0.9, 0.975, 0.999]) {
      expect(studentT(p, 1) / Math.tan(Math.PI * (p - 0.5))).toBeCloseTo(1, 12);
      expect(studentT(p, 2) / ((2 * p - 1) / Math.sqrt(2 * p * (1 - p)))).toBeCloseTo(1, 12);
    }
  });
});

describe('paired differences', () => {
  it('have the interval of their own spread, over the seeds that both have', () => {
    const d = paired([3, 5, null, 9, 4], [1, 4, 2, 5, null]);
    // Differences 2, 1, 4: mean 7/3, variance 7/3, two degrees of freedom.
    expect(d).toMatchObject({ n: 3, mean: expect.closeTo(7 / 3, 12) });
    const half = 4.302652729749464 * Math.sqrt(7 / 3 / 3);
    expect(d.low).toBeCloseTo(7 / 3 - half, 10);
    expect(d.high).toBeCloseTo(7 / 3 + half, 10);
  });

  it('have none of one seed', () => {
    expect(paired([3], [1])).toMatchObject({ mean: 2, low: Number.NaN, high: Number.NaN });
    expect(stat([null, null])).toMatchObject({ n: 0, mean: Number.NaN });
  });
});
