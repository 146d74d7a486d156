import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/core/errors.js';
import { GRADES, type GradeName } from '../../src/materials/grades.js';
import { interpolate } from '../../src/materials/interpolate.js';
import { gradeOf, latticeStrain, strainTable, voltageToX, xToVoltage } from '../../src/materials/lattice.js';

/** Measured points of Märker et al. 2019 that are not in the thinned table: charge mAh/g, a, c Å. */
const HELD_OUT = [
  [40.4, 2.8616, 14.2309],
  [62.15, 2.8543, 14.2682],
  [90.12, 2.8474, 14.3172],
  [118.09, 2.8378, 14.3895],
  [142.96, 2.8289, 14.4387],
  [161.6, 2.8225, 14.4734],
  [189.57, 2.8166, 14.4716],
  [202, 2.8151, 14.4363],
  [211.33, 2.8147, 14.3846],
  [223.76, 2.813, 14.2823],
  [236.19, 2.8119, 14.1034],
] as const;

/** Measured potentials of Sturm et al. 2019 that are not in the thinned table. */
const HELD_OUT_U = [
  [0.230685, 4.253594],
  [0.310685, 4.175946],
  [0.380685, 4.090513],
  [0.475685, 3.973908],
  [0.575685, 3.844952],
  [0.675685, 3.758308],
  [0.775685, 3.688946],
  [0.870685, 3.609826],
  [0.930685, 3.571578],
] as const;

const GRADE_NAMES = Object.keys(GRADES) as Exclude<GradeName, 'LNO'>[];

describe('lattice strain', () => {
  it('is zero for the pristine powder', () => {
    expect(latticeStrain(1)).toEqual({ epsA: 0, epsC: 0, epsV3: 0 });
  });

  it.each(HELD_OUT)(
    'reproduces the measured point at %f mAh/g, which the thinned table leaves out',
    (q, a, c) => {
      const s = latticeStrain(1 - q / 275.5);
      expect(Math.abs(s.epsA - (a / 2.8704 - 1))).toBeLessThan(2e-4);
      expect(Math.abs(s.epsC - (c / 14.1918 - 1))).toBeLessThan(3e-4);
    },
  );

  it('is the change of the cell volume by thirds: −5.3 % at x = 0.12', () => {
    const s = latticeStrain(0.12);
    const volume = (2.8117 * 2.8117 * 14.0078) / (2.8704 * 2.8704 * 14.1918) - 1;
    expect(3 * s.epsV3).toBeCloseTo(volume, 12);
    expect(volume).toBeCloseTo(-0.053, 3);
  });

  it('has its largest misfit of 3.9 % near 4.15 V and falls after', () => {
    const table = strainTable();
    const misfit = Array.from(table.x, (_, i) => table.epsC[i] - table.epsA[i]);
    const best = misfit.indexOf(Math.max(...misfit));
    expect(misfit[best]).toBeCloseTo(0.039, 3);
    expect(table.x[best]).toBeGreaterThan(0.3);
    expect(table.x[best]).toBeLessThan(0.37);
    expect(misfit[0]).toBeLessThan(0.01);
  });

  it('lets the c axis grow down to x = 0.357 and collapse below', () => {
    const c = (x: number) => latticeStrain(x).epsC;
    for (let x = 0.99; x > 0.36; x -= 0.01) expect(c(x - 0.003)).toBeGreaterThanOrEqual(c(x));
    for (let x = 0.35; x > 0.13; x -= 0.01) expect(c(x - 0.003)).toBeLessThanOrEqual(c(x));
  });

  it('never leaves the interval between two table points', () => {
    const { x, epsA, epsC } = strainTable();
    for (let i = 1; i < x.length; i++) {
      expect(x[i]).toBeGreaterThan(x[i - 1]);
      for (const part of [0.01, 0.5, 0.99]) {
        const s = latticeStrain(x[i - 1] + part * (x[i] - x[i - 1]));
        expect(s.epsA).toBeGreaterThanOrEqual(Math.min(epsA[i], epsA[i - 1]) - 1e-15);
        expect(s.epsC).toBeLessThanOrEqual(Math.max(epsC[i], epsC[i - 1]) + 1e-15);
      }
    }
  });

  it('is refused outside the measured x, or held where asked', () => {
    for (const x of [0.119, 1.001, Number.NaN]) expect(() => latticeStrain(x)).toThrow(InputError);
    expect(latticeStrain(0.1, 'NCM811', 'hold')).toEqual(latticeStrain(0.12));
    expect(latticeStrain(1.1, 'NCM811', 'hold')).toEqual(latticeStrain(1));
    expect(() => latticeStrain(Number.NaN, 'NCM811', 'hold')).toThrow(InputError);
  });

  it('of LNO is refused with the reason and an alternative', () => {
    for (const f of [() => strainTable('LNO'), () => voltageToX(4.1, 'LNO'), () => gradeOf('LNO')]) {
      expect(f).toThrow(/active\.grade.*NCM811.*H2 and H3.*NCM90/s);
    }
    expect(() => gradeOf('toString' as GradeName)).toThrow(InputError);
  });
});

describe('voltage and lithium', () => {
  it.each(HELD_OUT_U)('gives the measured potential at x = %f within 5 mV', (x, U) => {
    expect(Math.abs(xToVoltage(x, 'NCM811', 0.2157) - U)).toBeLessThan(0.005);
  });

  it.each([0.12, 0.15, 0.18, 0.22])('puts 4.3 V on xMin = %f and keeps what lies below 4.126 V', (xMin) => {
    expect(voltageToX(4.3, 'NCM811', xMin).x).toBeCloseTo(xMin, 12);
    expect(voltageToX(4.126, 'NCM811', xMin).x).toBeCloseTo(0.357, 12);
    expect(voltageToX(3.9446, 'NCM811', xMin).x).toBeCloseTo(0.5, 12);
    expect(voltageToX(3, 'NCM811', xMin).x).toBe(1);
  });

  it('takes 4.2 V as about x = 0.24 for NCM811, clearly above 4.3 V', () => {
    const x = voltageToX(4.2, 'NCM811').x;
    expect(x).toBeGreaterThan(0.22);
    expect(x).toBeLessThan(0.28);
  });

  it.each(GRADE_NAMES)('of %s ends at its xMin and falls all the way', (name) => {
    expect(voltageToX(4.3, name).x).toBeCloseTo(GRADES[name].xMin.value, 12);
    let last = 2;
    for (let U = 3.03; U <= 4.3; U += 0.002) {
      const { x, extrapolated } = voltageToX(U, name);
      expect(x).toBeLessThan(last);
      expect(extrapolated).toBe(false);
      last = x;
    }
  });

  it('goes there and back', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 3.03, max: 4.35, noNaN: true }),
        fc.constantFrom(...GRADE_NAMES),
        (U, name) => {
          expect(xToVoltage(voltageToX(U, name).x, name)).toBeCloseTo(U, 8);
        },
      ),
    );
  });

  it('carries on to 4.4 V and says so', () => {
    const high = voltageToX(4.4, 'NCM811', 0.18);
    expect(high.extrapolated).toBe(true);
    expect(high.x).toBeGreaterThan(0.12);
    expect(high.x).toBeLessThan(0.18);
    expect(voltageToX(4.3, 'NCM811', 0.18).extrapolated).toBe(false);
  });

  it.each([2.99, 4.41, Number.NaN, Number.POSITIVE_INFINITY])(
    'refuses %f V with field, unit and range',
    (U) => {
      expect(() => voltageToX(U)).toThrow(/process\.upperVoltage_V.*3 to 4\.4 \(V\)/);
    },
  );

  it('refuses what leaves the measured lattice, and an xMin the curve cannot reach', () => {
    expect(() => voltageToX(4.35, 'NCM811', 0.12)).toThrow(/upperVoltage_V.*0\.12/s);
    expect(() => voltageToX(4.3, 'NCM811', 0.1)).toThrow(/active\.xMin/);
    expect(() => voltageToX(4.3, 'NCM811', 0.36)).toThrow(/active\.xMin/);
    expect(() => xToVoltage(1.1)).toThrow(InputError);
    expect(() => xToVoltage(0.05)).toThrow(InputError);
  });
});

describe('interpolation', () => {
  it('meets the points of rising and falling tables and holds the ends', () => {
    const xs = [0, 1, 3];
    const ys = [2, 4, 0];
    expect([-1, 0, 0.5, 1, 2, 3, 9].map((x) => interpolate(xs, ys, x))).toEqual([2, 2, 3, 4, 2, 0, 0]);
    const falling = [3, 1, 0];
    expect([-1, 0, 1, 2, 9].map((x) => interpolate(falling, [0, 4, 2], x))).toEqual([2, 2, 4, 2, 0]);
  });
});
