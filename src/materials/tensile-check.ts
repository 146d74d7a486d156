/** Whether the points of a specimen can be a tensile curve in the unit they claim. */
import { InputError } from '../core/errors.js';

/** A specimen while it is read; `lines` are the file's line numbers of its points. */
export interface Reading {
  readonly name: string;
  /** Line it starts at: its header, or its first point. */
  readonly start: number;
  readonly lines: number[];
  readonly strain: number[];
  readonly stress: number[];
  readonly strainUnit: string;
}

/** One specimen's curve: strain 1 (0.05 = 5 %), stress MPa, as measured, dry or wet as the lab had it. */
export interface TensileCurve {
  readonly specimen: string;
  readonly strain: readonly number[];
  readonly stress_MPa: readonly number[];
}

/** Fewest points of a curve. */
const MIN_POINTS = 5;
/** Largest strain a film is believed to reach: 2000 %. */
const MAX_STRAIN = 20;
/** Largest tensile strength of a polymer film, MPa. */
const MAX_STRESS = 2000;
/** Noise of a machine around zero and in strain, relative to the largest value. */
const NOISE = 0.005;
/** Stress at the end below this share of the peak belongs to the broken specimen. */
const BROKEN = 0.2;

/** Check one specimen and cut what follows its break. @throws InputError naming file, line and value. */
export function checkSpecimen(r: Reading, fileName: string, warnings: string[]): TensileCurve {
  const at = (i: number) => `${fileName}:${r.lines[i]}`;
  if (r.lines.length < MIN_POINTS) {
    throw new InputError({
      field: `${fileName}:${r.start} specimen ${r.name}`,
      value: r.lines.length,
      unit: 'points',
      allowed: `at least ${MIN_POINTS}`,
      hint: 'A curve needs points before yield and at break.',
    });
  }
  const peak = r.stress.reduce((a, b) => Math.max(a, b), 0);
  const end = breakPoint(r.stress, peak);
  const upTo = r.strain.slice(0, end + 1);
  const maxStrain = upTo.reduce((a, b) => Math.max(a, b), 0);
  // What follows the break is the machine's: its strain may run on or back, its load be off by its own weight.
  const { strain, stress } = checkPoints(r, end + 1, at, maxStrain, peak);
  checkSize(r, at, maxStrain, peak);
  if (end < r.stress.length - 1) {
    const left = r.stress.length - 1 - end;
    warnings.push(
      `specimen ${r.name}: ${left} point${left === 1 ? '' : 's'} after the break (stress below ` +
        `${BROKEN * 100} % of its peak) left out, from line ${r.lines[end + 1]} on`,
    );
  }
  if (end + 1 < MIN_POINTS) {
    throw new InputError({
      field: `${at(end)} specimen ${r.name}`,
      value: end + 1,
      unit: 'points before break',
      allowed: `at least ${MIN_POINTS}`,
      hint: 'The stress falls to nothing too early.',
    });
  }
  return { specimen: r.name, strain, stress_MPa: stress };
}

/** Points before `end`, noise around zero taken for zero. */
function checkPoints(
  r: Reading,
  end: number,
  at: (i: number) => string,
  maxStrain: number,
  maxStress: number,
) {
  const strain: number[] = [];
  const stress: number[] = [];
  let top = 0;
  for (let i = 0; i < end; i++) {
    const [e, s] = [r.strain[i], r.stress[i]];
    if (e < -NOISE * maxStrain) throw negative(`${at(i)} strain`, e, '1');
    if (s < -NOISE * maxStress) throw negative(`${at(i)} stress`, s, 'MPa');
    if (e < top - NOISE * maxStrain) {
      throw new InputError({
        field: `${at(i)} strain`,
        value: e,
        unit: '1',
        allowed: `at least ${top.toPrecision(4)}, the strain before it`,
        hint: `Strain must not fall: delete line ${r.lines[i]}. A second specimen needs its own header, a line 'Specimen 2' or a column specimen.`,
      });
    }
    top = Math.max(top, e);
    strain.push(top);
    stress.push(Math.max(0, s));
  }
  return { strain, stress };
}

function checkSize(r: Reading, at: (i: number) => string, maxStrain: number, maxStress: number): void {
  if (!(maxStress > 0) || !(maxStrain > 0)) {
    throw new InputError({
      field: `${at(0)} ${maxStress > 0 ? 'strain' : 'stress'}`,
      value: 0,
      unit: maxStress > 0 ? '1' : 'MPa',
      allowed: 'above 0 somewhere on the curve',
      hint: 'The column is zero throughout.',
    });
  }
  if (maxStrain > MAX_STRAIN) {
    throw new InputError({
      field: `${at(r.strain.indexOf(maxStrain))} strain`,
      value: maxStrain,
      unit: '1',
      allowed: `up to ${MAX_STRAIN} (${MAX_STRAIN * 100} %)`,
      hint: `The header says ${r.strainUnit}; are these per cent?`,
    });
  }
  if (maxStress > MAX_STRESS) {
    throw new InputError({
      field: `${at(r.stress.indexOf(maxStress))} stress`,
      value: maxStress,
      unit: 'MPa',
      allowed: `up to ${MAX_STRESS}`,
      hint: 'No polymer film is that strong: check the unit in the header.',
    });
  }
}

function negative(field: string, value: number, unit: string): InputError {
  return new InputError({
    field,
    value,
    unit,
    allowed: '0 or more (noise around zero may be 0.5 % of the largest value)',
    hint: 'Take off the offset, or delete the lines that were measured before loading.',
  });
}

/** Last point before the stress is lost: a film that has fallen below a share of its peak does not come back. */
function breakPoint(stress: readonly number[], peak: number): number {
  if (!(peak > 0)) return stress.length - 1;
  const top = stress.indexOf(peak);
  const lost = stress.findIndex((s, i) => i > top && s < BROKEN * peak);
  return lost < 0 ? stress.length - 1 : lost - 1;
}
