/** What the fields of a configuration mean together: rules that no single range can hold. */

import type { BinderConfig, Config, ElectrodeConfig } from '../config/config-types.js';
import { STAGE_ORDER } from '../config/schema.js';
import { InputError, type InputProblem } from '../core/errors.js';
import { gradeOf, voltageToX } from '../materials/lattice.js';
import { type Composition, composition } from './composition.js';
import { sizeProblems } from './estimate.js';

/** Largest and smallest ratio of neighbouring size percentiles that a packing is made for. */
const MAX_SIZE_RATIO = 10;

/** Every contradiction in a configuration whose single fields are all in range. */
export function crossProblems(config: Config): InputProblem[] {
  return [...electrodeProblems(config), ...binderProblems(config.binder), ...processProblems(config)];
}

function electrodeProblems(config: Config): InputProblem[] {
  const e = config.electrode;
  const problems = [...weightProblems(e), ...percentileProblems(e)];
  if (e.texture === 'fibre' && e.textureAxis.every((c) => c === 0)) {
    problems.push({
      field: 'electrode.textureAxis',
      value: e.textureAxis,
      allowed: 'an axis longer than zero',
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

function percentileProblems(e: ElectrodeConfig): InputProblem[] {
  const { D10_um, D50_um, D90_um } = e.sizes;
  const problems: InputProblem[] = [];
  const rule = (field: string, value: number, below: string, low: number): void => {
    if (value > low && value <= low * MAX_SIZE_RATIO) return;
    problems.push({
      field: `electrode.sizes.${field}`,
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
  if (made.thickness_um >= e.sizes.D90_um) return [];
  const field = e.thickness_um !== null ? 'thickness_um' : 'loading_mg_cm2';
  const own = e.thickness_um !== null;
  return [
    {
      field: `electrode.${field}`,
      value: own ? e.thickness_um : e.loading_mg_cm2,
      unit: own ? 'µm' : 'mg/cm²',
      allowed: own ? `at least D90 = ${figures(e.sizes.D90_um)}` : 'a coating at least as thick as D90',
      hint: `A coating of ${figures(made.thickness_um)} µm cannot hold particles of ${figures(e.sizes.D90_um)} µm.`,
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
  const back = strain.findIndex((s, k) => k > 0 && s <= (strain[k - 1] as number));
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
  const p = config.process;
  const problems: InputProblem[] = [];
  const places = p.stages.map((s) => STAGE_ORDER.indexOf(s));
  if (places.some((place, k) => k > 0 && place <= (places[k - 1] as number))) {
    problems.push({
      field: 'process.stages',
      value: p.stages,
      allowed: `each stage once, in the order ${STAGE_ORDER.join(', ')}`,
      hint: 'Leave stages out as you like; for more cycles set process.cycles.',
    });
  }
  if (p.coolTo_C > p.coolFrom_C) {
    const allowed = `at most process.coolFrom_C = ${p.coolFrom_C}`;
    problems.push({ field: 'process.coolTo_C', value: p.coolTo_C, unit: '°C', allowed });
  }
  return [...problems, ...latticeProblems(config)];
}

/** Whether the lattice table reaches the lithium contents asked for. */
function latticeProblems({ process: p, active }: Config): InputProblem[] {
  try {
    gradeOf(active.grade);
    const charged = voltageToX(p.upperVoltage_V, active.grade, active.xMin).x;
    if (charged < active.xMax) return [];
    const allowed = `above ${figures(charged)}, the lithium content at ${p.upperVoltage_V} V`;
    const hint = 'x is lowest when charged: active.xMin < active.xMax.';
    return [{ field: 'active.xMax', value: active.xMax, allowed, hint }];
  } catch (error) {
    if (error instanceof InputError) return [...error.problems];
    throw error;
  }
}

/** Three significant digits are enough in a message. */
function figures(value: number): string {
  return String(Number(value.toPrecision(3)));
}
