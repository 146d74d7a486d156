/**
 * Lattice strain of Li_xNCM and the lithium content that belongs to a voltage.
 *
 * Strain is measured from the pristine powder, x = 1: ε_a = a/a(1) − 1, ε_c = c/c(1) − 1. The volumetric
 * third (1+ε_a)²(1+ε_c) − 1, divided by 3, is what a random polycrystal shrinks by along any line.
 */
import { rangeOf } from '../config/field.js';
import { PROCESS } from '../config/process.js';
import { InputError } from '../core/errors.js';
import { GRADES, type Grade, type GradeName, LNO_REFUSED } from './grades.js';
import { interpolate } from './interpolate.js';
import { NCM811_LATTICE, NCM811_OCP } from './lattice-table.js';

/** Lattice strain against lithium content, rising x, for the core to interpolate. Plain numbers. */
export interface StrainTable {
  readonly x: Float64Array;
  readonly epsA: Float64Array;
  readonly epsC: Float64Array;
}

/** Strain at one lithium content. */
export interface LatticeStrain {
  /** Along a (and b). */
  readonly epsA: number;
  /** Along c. */
  readonly epsC: number;
  /** A third of the volume strain. */
  readonly epsV3: number;
}

/** Lithium content of a voltage. */
export interface LithiumContent {
  readonly x: number;
  /** True above 4.3 V, where the potential is carried on along its last slope. */
  readonly extrapolated: boolean;
}

/** Potentials between which {@link voltageToX} answers, V against lithium. */
const VOLTAGE_RANGE = {
  low: 3,
  measured: 4.3,
  high: rangeOf(PROCESS.upperVoltage_V)[1],
} as const;

/** Knee of the stretch: the c parameter is largest here. */
const KNEE = { x: 0.357, U: 4.126 } as const;

const xs = NCM811_LATTICE.x.values;
const as = NCM811_LATTICE.a.values;
const cs = NCM811_LATTICE.c.values;
const xEnd = xs[xs.length - 1];
const ocpX = NCM811_OCP.x.values;
const ocpU = NCM811_OCP.U.values;
const ocpEnd = ocpX[ocpX.length - 1];

/** Strain table of a grade. @throws InputError for LNO, saying why. */
export function strainTable(gradeName: GradeName = 'NCM811'): StrainTable {
  gradeOf(gradeName);
  const n = xs.length;
  const table = { x: new Float64Array(n), epsA: new Float64Array(n), epsC: new Float64Array(n) };
  for (let i = 0; i < n; i++) {
    table.x[i] = xs[n - 1 - i];
    table.epsA[i] = as[n - 1 - i] / as[0] - 1;
    table.epsC[i] = cs[n - 1 - i] / cs[0] - 1;
  }
  return table;
}

/**
 * Lattice strain at lithium content `x`, linear in a and c between table points.
 * @param outside what to do beyond the table (x < 0.12 or > 1): refuse, or hold the end value (for a
 * particle that differs from the mean).
 */
export function latticeStrain(
  x: number,
  gradeName: GradeName = 'NCM811',
  outside: 'refuse' | 'hold' = 'refuse',
): LatticeStrain {
  gradeOf(gradeName);
  if (!(x >= xEnd && x <= 1) && !(outside === 'hold' && Number.isFinite(x))) {
    throw new InputError({
      field: 'x',
      value: x,
      allowed: `${xEnd} to 1`,
      hint: 'The lattice was measured between these lithium contents only.',
    });
  }
  const epsA = interpolate(xs, as, x) / as[0] - 1;
  const epsC = interpolate(xs, cs, x) / cs[0] - 1;
  return { epsA, epsC, epsV3: ((1 + epsA) * (1 + epsA) * (1 + epsC) - 1) / 3 };
}

/**
 * Lithium content at a potential. The potential of NCM811 is laid over x so that 4.3 V falls on `xMin`:
 * for NCM811 and NCM90 the measured curve is kept up to 4.126 V (x = 0.357) and x stretched linearly
 * beyond; for NCM622 and NCM111 all of it is stretched from x = 1. From 4.3 to 4.4 V the last slope is
 * carried on and the result flagged.
 * @param U potential against lithium, V, 3.0–4.4.
 * @param xMin lithium content at 4.3 V; default of the grade.
 * @throws InputError for a potential out of range, an `xMin` the curve cannot reach, or LNO.
 */
export function voltageToX(U: number, gradeName: GradeName = 'NCM811', xMin?: number): LithiumContent {
  const { grade, end } = setting(gradeName, xMin);
  checkVoltage(U);
  const extrapolated = U > VOLTAGE_RANGE.measured;
  const raw = extrapolated ? ocpEnd + (U - 4.3) / lastSlope() : interpolate(ocpU, ocpX, U);
  const x = stretched(raw, grade, end);
  // Room for the last bit: 4.3 V with xMin at the table's end must not be refused.
  if (x < xEnd - 1e-9) {
    throw new InputError({
      field: 'process.upperVoltage_V',
      value: U,
      unit: 'V',
      allowed: `such that x stays at or above ${xEnd}`,
      hint: `With active.xMin ${end} this voltage is x = ${x.toFixed(3)}, where no lattice was measured.`,
    });
  }
  return { x: Math.max(x, xEnd), extrapolated };
}

/** Potential of a lithium content: the inverse of {@link voltageToX}, V. */
export function xToVoltage(x: number, gradeName: GradeName = 'NCM811', xMin?: number): number {
  const { grade, end } = setting(gradeName, xMin);
  const raw = unstretched(x, grade, end);
  const U = raw < ocpEnd ? 4.3 + (raw - ocpEnd) * lastSlope() : interpolate(ocpX, ocpU, raw);
  if (!(x <= 1) || !(U <= VOLTAGE_RANGE.high)) {
    throw new InputError({
      field: 'x',
      value: x,
      allowed: `${stretched(ocpEnd + 0.1 / lastSlope(), grade, end).toFixed(3)} to 1`,
      hint: 'Beyond it the potential is not known.',
    });
  }
  return U;
}

/** The grade with its numbers. @throws InputError for LNO or an unknown name, saying why. */
export function gradeOf(name: GradeName): Grade {
  const found = Object.hasOwn(GRADES, name) ? GRADES[name as keyof typeof GRADES] : undefined;
  if (found) return found;
  throw new InputError({
    field: 'active.grade',
    value: name,
    allowed: Object.keys(GRADES).join(', '),
    hint: name === 'LNO' ? `${LNO_REFUSED}. NCM90 is the nearest grade that can be run.` : 'Choose a grade.',
  });
}

function setting(name: GradeName, xMin: number | undefined): { grade: Grade; end: number } {
  const grade = gradeOf(name);
  const end = xMin ?? grade.xMin.value;
  const top = grade.stretch === 'knee' ? KNEE.x : 0.8;
  if (!(end >= xEnd && end < top)) {
    throw new InputError({
      field: 'active.xMin',
      value: end,
      allowed: `${xEnd} up to, not including, ${top} for ${name}`,
      hint: `Reported: ${grade.xMin.low}–${grade.xMin.high}.`,
    });
  }
  return { grade, end };
}

function checkVoltage(U: number): void {
  if (U >= VOLTAGE_RANGE.low && U <= VOLTAGE_RANGE.high) return;
  throw new InputError({
    field: 'process.upperVoltage_V',
    value: U,
    unit: 'V',
    allowed: `${VOLTAGE_RANGE.low} to ${VOLTAGE_RANGE.high}`,
    hint: 'The potential was measured up to 4.3 V.',
  });
}

/** dU/dx at the end of the measured potential, V (negative). */
function lastSlope(): number {
  const n = ocpX.length - 1;
  return (ocpU[n] - ocpU[n - 1]) / (ocpX[n] - ocpX[n - 1]);
}

/** Fixed end of the stretch and its factor. */
function stretch(grade: Grade, end: number): { from: number; factor: number } {
  const from = grade.stretch === 'knee' ? KNEE.x : 1;
  return { from, factor: (from - end) / (from - ocpEnd) };
}

function stretched(raw: number, grade: Grade, end: number): number {
  const { from, factor } = stretch(grade, end);
  return raw >= from ? raw : from - (from - raw) * factor;
}

function unstretched(x: number, grade: Grade, end: number): number {
  const { from, factor } = stretch(grade, end);
  return x >= from ? x : from - (from - x) / factor;
}
