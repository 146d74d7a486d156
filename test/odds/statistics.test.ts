import cephes from 'cephes';
import { describe, expect, it } from 'vitest';
import { betaQuantile, betaShare, studentT } from '../../src/odds/beta.js';
import { difference, type Interval, meanOf, oddsWord, shareInterval } from '../../src/odds/statistics.js';

await cephes.compiled;

describe('the incomplete beta function', () => {
  const parameters = [0.5, 1, 1.5, 2.5, 6.5, 20, 60.5, 400.5, 1000.5];

  it('is that of Cephes', () => {
    for (const a of parameters)
      for (const b of parameters)
        for (const x of [1e-6, 0.01, 0.2, 0.5, 0.77, 0.999])
          expect(Math.abs(betaShare(a, b, x) - cephes.incbet(a, b, x))).toBeLessThan(1e-9);
  });

  it('has the quantiles of Cephes', () => {
    for (const a of parameters)
      for (const b of parameters)
        for (const p of [0.025, 0.05, 0.5, 0.95, 0.975])
          expect(Math.abs(betaQuantile(a, b, p) - cephes.incbi(a, b, p))).toBeLessThan(1e-9);
    for (const freedom of [1, 2, 5, 11, 199])
      for (const p of [0.6, 0.95, 0.975])
        expect(studentT(p, freedom) / cephes.stdtri(freedom, p)).toBeCloseTo(1, 9);
  });
});

describe('the interval of a share', () => {
  it('is that of Jeffreys, closed where none or all crack', () => {
    expect(shareInterval(0, 6)[0]).toBe(0);
    expect(shareInterval(6, 6)[1]).toBe(1);
    for (let k = 1; k < 6; k++) {
      const [low, high] = shareInterval(k, 6);
      expect(low).toBeCloseTo(cephes.incbi(k + 0.5, 6.5 - k, 0.05), 6);
      expect(high).toBeCloseTo(cephes.incbi(k + 0.5, 6.5 - k, 0.95), 6);
    }
  });

  it('covers what it says it covers', () => {
    const choose = [1, 6, 15, 20, 15, 6, 1];
    const covered = (p: number) =>
      choose.reduce((sum, c, k) => {
        const [low, high] = shareInterval(k, 6);
        return low <= p && p <= high ? sum + c * p ** k * (1 - p) ** (6 - k) : sum;
      }, 0);
    const over = (from: number, to: number) => {
      const shares = Array.from({ length: 999 }, (_, k) => (k + 1) / 1000).filter(
        (p) => p >= from && p <= to,
      );
      return shares.reduce((sum, p) => sum + covered(p), 0) / shares.length;
    };
    expect(over(0, 1)).toBeCloseTo(0.909, 2);
    expect(over(0.1, 0.9)).toBeCloseTo(0.903, 2);
  });
});

describe('the word for a share', () => {
  it('follows from the bounds alone', () => {
    const words = (of: number) => Array.from({ length: of + 1 }, (_, k) => oddsWord(shareInterval(k, of)));
    expect(words(1)).toEqual(['open', 'open']);
    expect(words(2)).toEqual(['open', 'open', 'open']);
    expect(words(6)).toEqual(['no', 'unlikely', 'open', 'open', 'open', 'likely', 'yes']);
    // Much data for three in four is no yes.
    expect(oddsWord(shareInterval(150, 200))).toBe('likely');
    expect(oddsWord(shareInterval(50, 200))).toBe('unlikely');
    expect(oddsWord(shareInterval(58, 60))).toBe('yes');
  });

  it('is mirrored by counting those that hold', () => {
    const mirror = { yes: 'no', likely: 'unlikely', open: 'open', unlikely: 'likely', no: 'yes' };
    for (const of of [1, 3, 6, 11, 40])
      for (let k = 0; k <= of; k++) {
        const [low, high]: Interval = shareInterval(k, of);
        const other = shareInterval(of - k, of);
        expect(1 - high).toBeCloseTo(other[0], 5);
        expect(1 - low).toBeCloseTo(other[1], 5);
        expect(mirror[oddsWord([low, high])]).toBe(oddsWord(other));
      }
  });
});

describe('differences of pairs', () => {
  it('have the interval of Student', () => {
    const { mean, interval } = difference([-1, -2, -4, -1]);
    const { se } = meanOf([-1, -2, -4, -1]);
    expect(mean).toBe(-2);
    expect(interval?.[1]).toBeCloseTo(-2 + cephes.stdtri(3, 0.95) * Number(se), 6);
    expect(difference([3])).toEqual({ mean: 3, interval: null });
  });

  it('are no more certain than the least step, unless nothing moves', () => {
    expect(difference([0, 0, 0], 2.4).interval).toEqual([0, 0]);
    const two = difference([-2.4, -2.4], 2.4).interval as Interval;
    expect(two[0] < -2.4 && two[1] > 0).toBe(true);
    const six = difference([-2.4, -2.4, -2.4, -2.4, -2.4, -2.4], 2.4).interval as Interval;
    expect(six[1]).toBeLessThan(0);
  });
});
