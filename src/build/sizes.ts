import type { ElectrodeConfig, SizesConfig } from '../config/config-types.js';
import { InputError, type InputProblem } from '../core/errors.js';
import type { Core } from '../core/instance.js';
import { classesOf, largestOf, SIZE_CUT } from '../model/sizes.js';

function percentileProblems(group: string, s: SizesConfig): InputProblem[] {
  const problems: InputProblem[] = [];
  for (const field of ['D10_um', 'D50_um', 'D90_um'] as const) {
    if (!(Number.isFinite(s[field]) && s[field] > 0)) {
      const allowed = 'a finite number above 0';
      problems.push({ field: `electrode.${group}.${field}`, value: s[field], unit: 'µm', allowed });
    }
  }
  if (problems.length === 0 && !(s.D10_um <= s.D50_um && s.D50_um <= s.D90_um)) {
    const value = [s.D10_um, s.D50_um, s.D90_um];
    problems.push({ field: `electrode.${group}`, value, unit: 'µm', allowed: 'D10 ≤ D50 ≤ D90' });
  }
  return problems;
}

/** The largest particle has to fit between foil and top. */
function fitProblems(e: ElectrodeConfig, thickness: number): InputProblem[] {
  const largest = largestOf(e);
  if (largest <= thickness) return [];
  const h = thickness.toPrecision(3);
  if (e.sizesTable !== null) {
    return [
      {
        field: 'electrode.sizesTable.diameter_um',
        value: e.sizesTable.diameter_um.at(-1),
        unit: 'µm',
        allowed: `classes up to the ${h} µm of the coating`,
        hint: `The coarsest class reaches to ${largest.toPrecision(3)} µm and would not fit between foil and top.`,
      },
    ];
  }
  const first = SIZE_CUT.high * e.sizes.D50_um > thickness;
  const [group, s] = first ? ['sizes', e.sizes] : ['secondMode', e.secondMode as SizesConfig];
  return [
    {
      field: `electrode.${group}.D50_um`,
      value: s.D50_um,
      unit: 'µm',
      allowed: `at most ${(thickness / SIZE_CUT.high).toPrecision(3)} in a coating of ${h} µm`,
      hint: `The largest particles (${SIZE_CUT.high} D50 = ${(SIZE_CUT.high * s.D50_um).toPrecision(3)} µm) would not fit between foil and top.`,
    },
  ];
}

/** @throws InputError for sizes that cannot be, or not in a coating of this thickness (µm). */
export function checkSizes(e: ElectrodeConfig, thickness: number): void {
  const problems: InputProblem[] = [];
  if (e.sizesTable === null) {
    problems.push(...percentileProblems('sizes', e.sizes));
    if (e.secondMode !== null) problems.push(...percentileProblems('secondMode', e.secondMode));
  }
  if (problems.length === 0) problems.push(...fitProblems(e, thickness));
  if (problems.length > 0) throw new InputError(problems);
}

/** Set the law that the core draws sizes from; returns its volume-weighted D10, D50, D90, µm. */
export function setSizes(core: Core, e: ElectrodeConfig): readonly [number, number, number] {
  if (e.sizesTable !== null) {
    const { bounds, volume } = classesOf(e.sizesTable);
    core.call('sizesTable', volume.length, core.put(bounds), core.put(volume));
  } else {
    core.call('sizesFit', e.sizes.D10_um, e.sizes.D50_um, e.sizes.D90_um);
    const second = e.secondMode;
    if (second !== null) core.call('sizesBlend', second.share, second.D10_um, second.D50_um, second.D90_um);
  }
  const at = (p: number): number => core.call('sizesQuantile', p);
  return [at(0.1), at(0.5), at(0.9)];
}
