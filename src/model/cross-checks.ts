/** What the fields of a configuration mean together: rules that no single range can hold. */

import type { BinderConfig, Config, ElectrodeConfig, SizesConfig } from '../config/config-types.js';
import type { AnyStep, PlacedStep } from '../config/steps/index.js';
import { STEP_LIST, stepsOf } from '../config/steps/index.js';
import { InputError, type InputProblem } from '../core/errors.js';
import { type Composition, composition } from './composition.js';
import { sizeProblems } from './estimate.js';
import { sizeFigures } from './sizes.js';
import { surroundings } from './surroundings.js';

/** Largest and smallest ratio of neighbouring size percentiles that a packing is made for. */
const MAX_SIZE_RATIO = 10;

/** Every contradiction in a configuration whose single fields are all in range. */
export function crossProblems(config: Config): InputProblem[] {
  return [...electrodeProblems(config), ...binderProblems(config.binder), ...processProblems(config)];
}

function electrodeProblems(config: Config): InputProblem[] {
  const e = config.electrode;
  const problems = [...weightProblems(e), ...sizesProblems(e)];
  if (e.texture === 'fibre' && e.textureAxis.every((c) => c === 0)) {
    problems.push({
      field: 'electrode.textureAxis',
      value: e.textureAxis,
      allowed: 'an axis longer than zero',
    });
  }
  if (e.structureTypes !== null && e.structureFile === null) {
    problems.push({
      field: 'electrode.structureTypes',
      value: e.structureTypes,
      allowed: 'null, or types in a file that electrode.structureFile names',
    });
  }
  // A structure of the user's own has its own thickness, sizes and number of particles.
  if (problems.length > 0 || e.structureFile !== null) return problems;
  const made = compositionOr(e);
  return Array.isArray(made) ? made : [...thicknessProblems(e, made), ...sizeProblems(config)];
}

function weightProblems(e: ElectrodeConfig): InputProblem[] {
  const sum = e.ncm_wt + e.carbon_wt + e.binder_wt;
  const unit = 'parts by weight';
  const problems: InputProblem[] = [];
  if (e.ncm_wt / sum < 0.5) {
    problems.push({
      field: 'electrode.ncm_wt',
      value: e.ncm_wt,
      unit,
      allowed: `at least ${figures(e.carbon_wt + e.binder_wt)}, half of the solids`,
      hint: `The three weights add up to ${figures(sum)}.`,
    });
  }
  if (e.binder_wt / sum < 0.001) {
    problems.push({
      field: 'electrode.binder_wt',
      value: e.binder_wt,
      unit,
      allowed: `at least ${figures(sum * 0.001)}, 0.1 % of the solids`,
      hint: 'Without binder nothing holds the particles.',
    });
  }
  return problems;
}

/** A table stands in the place of the percentiles and goes with no second mode. */
function sizesProblems(e: ElectrodeConfig): InputProblem[] {
  const { secondMode, sizesTable } = e;
  const problems = percentileProblems('sizes', e.sizes);
  if (secondMode !== null) problems.push(...percentileProblems('secondMode', secondMode));
  if (sizesTable === null) return problems;
  problems.push(...tableProblems(sizesTable));
  if (secondMode !== null) {
    problems.push({
      field: 'electrode.secondMode',
      value: 'a second mode',
      allowed: 'null beside electrode.sizesTable',
      hint: 'A measured table holds all modes.',
    });
  }
  return problems;
}

function tableProblems({ diameter_um, volume }: NonNullable<ElectrodeConfig['sizesTable']>): InputProblem[] {
  const table = 'electrode.sizesTable';
  if (diameter_um.length !== volume.length) {
    const allowed = `as many values as ${table}.diameter_um has, ${diameter_um.length}`;
    return [{ field: `${table}.volume`, value: `${volume.length} values`, allowed }];
  }
  const back = diameter_um.findIndex((d, k) => k > 0 && d <= diameter_um[k - 1]);
  if (back > 0) {
    const allowed = `above the diameter before it, ${diameter_um[back - 1]}`;
    const hint = 'Sort the classes by diameter and give each once.';
    return [{ field: `${table}.diameter_um.${back}`, value: diameter_um[back], unit: 'µm', allowed, hint }];
  }
  if (Math.max(...volume) > 0) return [];
  return [{ field: `${table}.volume`, value: 0, allowed: 'at least one volume above 0' }];
}

function percentileProblems(group: string, s: SizesConfig): InputProblem[] {
  const { D10_um, D50_um, D90_um } = s;
  const problems: InputProblem[] = [];
  const rule = (field: string, value: number, below: string, low: number): void => {
    if (value > low && value <= low * MAX_SIZE_RATIO) return;
    problems.push({
      field: `electrode.${group}.${field}`,
      value,
      unit: 'µm',
      allowed: `above ${below} = ${figures(low)} and at most ${MAX_SIZE_RATIO} times that`,
      hint: 'Percentiles of the diameter rise: D10 < D50 < D90.',
    });
  };
  rule('D50_um', D50_um, 'D10_um', D10_um);
  rule('D90_um', D90_um, 'D50_um', D50_um);
  return problems;
}

function compositionOr(e: ElectrodeConfig): Composition | InputProblem[] {
  try {
    return composition(e);
  } catch (error) {
    if (error instanceof InputError) return [...error.problems];
    throw error;
  }
}

function thicknessProblems(e: ElectrodeConfig, made: Composition): InputProblem[] {
  const { D90_um } = sizeFigures(e);
  if (made.thickness_um >= D90_um) return [];
  const field = e.thickness_um !== null ? 'thickness_um' : 'loading_mg_cm2';
  const own = e.thickness_um !== null;
  return [
    {
      field: `electrode.${field}`,
      value: own ? e.thickness_um : e.loading_mg_cm2,
      unit: own ? 'µm' : 'mg/cm²',
      allowed: own ? `at least D90 = ${figures(D90_um)}` : 'a coating at least as thick as D90',
      hint: `A coating of ${figures(made.thickness_um)} µm cannot hold particles of ${figures(D90_um)} µm.`,
    },
  ];
}

function binderProblems(b: BinderConfig): InputProblem[] {
  if (b.curve !== null) return curveProblems(b.curve);
  const problems: InputProblem[] = [];
  if (b.yield_MPa > b.strength_MPa) {
    problems.push({
      field: 'binder.yield_MPa',
      value: b.yield_MPa,
      unit: 'MPa',
      allowed: `at most binder.strength_MPa = ${b.strength_MPa}`,
      hint: 'A film cannot yield above its strength; for a brittle one give both the same value.',
    });
  }
  const yieldStrain = b.yield_MPa / b.E_MPa;
  if (b.elongation < yieldStrain * (1 - 1e-9)) {
    problems.push({
      field: 'binder.elongation',
      value: b.elongation,
      allowed: `at least yield_MPa/E_MPa = ${yieldStrain.toPrecision(4)}`,
      hint: 'It is a strain (0.05 is 5 %); a film that breaks before it yields has a lower yield stress.',
    });
  }
  return problems;
}

function curveProblems(curve: { strain: number[]; stress_MPa: number[] }): InputProblem[] {
  const { strain, stress_MPa } = curve;
  if (strain.length !== stress_MPa.length) {
    const allowed = `as many values as binder.curve.strain has, ${strain.length}`;
    return [{ field: 'binder.curve.stress_MPa', value: `${stress_MPa.length} values`, unit: 'MPa', allowed }];
  }
  const back = strain.findIndex((s, k) => k > 0 && s <= strain[k - 1]);
  if (back > 0) {
    const allowed = `above the strain before it, ${strain[back - 1]}`;
    const hint = 'Strain must rise from point to point; thin or smooth the measured curve.';
    return [{ field: `binder.curve.strain.${back}`, value: strain[back], allowed, hint }];
  }
  if (Math.max(...stress_MPa) <= 0) {
    const allowed = 'at least one stress above 0';
    return [{ field: 'binder.curve.stress_MPa', value: Math.max(...stress_MPa), unit: 'MPa', allowed }];
  }
  return [];
}

function processProblems(config: Config): InputProblem[] {
  const placed = stepsOf(config.process);
  const found = [...orderProblems(config, placed)];
  for (const [k, { step, own, given }] of placed.entries()) {
    const before = placed.slice(0, k).findLast((p) => p.step === step)?.own;
    // A field given with the step is named where it stands.
    found.push(
      ...stepProblems(step, own, config, before).map((problem) => {
        const field = problem.field.replace(/^process\./, '');
        return given.includes(field)
          ? { ...problem, field: `process.stages.${k}.${step.name}.${field}` }
          : problem;
      }),
    );
  }
  // The fields of a step that is left out have to make sense too.
  const values = config.process as unknown as Record<string, unknown>;
  for (const step of STEP_LIST) found.push(...stepProblems(step, values, config, undefined));
  return [...new Map(found.map((p) => [p.field + p.allowed, p])).values()];
}

function stepProblems(
  step: AnyStep,
  own: object,
  config: Config,
  before: object | undefined,
): InputProblem[] {
  try {
    return step.problems?.(own, surroundings(config), before) ?? [];
  } catch (error) {
    if (error instanceof InputError) return [...error.problems];
    throw error;
  }
}

/** What cannot come after what. */
function orderProblems({ process }: Config, placed: readonly PlacedStep[]): InputProblem[] {
  const clash = placed.flatMap(({ step: { name, notAfter } }, k) => {
    const before = placed.slice(0, k).map((p) => p.step.name);
    const wrong = before.find((n) => notAfter === 'any' || notAfter.includes(n));
    return wrong === undefined ? [] : [`${name} not after ${wrong}`];
  });
  if (clash.length === 0) return [];
  const usual = STEP_LIST.map((s) => s.name).join(', ');
  const allowed = `${[...new Set(clash)].join(', ')}; the usual order is ${usual}`;
  const hint = 'Leave stages out as you like; for more cycles set process.cycles.';
  return [{ field: 'process.stages', value: process.stages, allowed, hint }];
}

/** Three significant digits are enough in a message. */
function figures(value: number): string {
  return String(Number(value.toPrecision(3)));
}
