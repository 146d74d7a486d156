/** One curve for the ligament law out of several specimens. */
import { type Hardening, monotoneTable, plasticWork } from './hardening.js';
import { interpolate } from './interpolate.js';
import type { TensileCurve } from './tensile-check.js';

/**
 * A specimen and its modulus; `shift` is strain to take off before elastic and plastic are parted, `elastic` the
 * stress up to which it is straight, MPa.
 */
export interface Measured {
  readonly fit: { readonly E_MPa: number };
  readonly curve: TensileCurve;
  readonly shift: number;
  readonly elastic: number;
}

const STEPS = 22;

/**
 * Average of measured curves. Specimens break at different strains and have different slopes, so that an
 * average over strain would smear yield and break. Each curve is therefore split into elastic and plastic
 * strain; flow stresses are averaged at the same share of each specimen's plastic strain at break, and
 * these are averaged themselves. All stresses are then scaled by one factor to the mean toughness.
 */
export function* representativeCurve(
  specimens: readonly Measured[],
  mean: { readonly E: number; readonly toughness: number },
): Generator<void, { strain: number[]; stress_MPa: number[] } | null, void> {
  const tables: Hardening[] = [];
  for (const { fit, curve, shift, elastic } of specimens) {
    yield;
    const { stress_MPa: stress } = curve;
    const end = stress.findIndex((s) => s > elastic);
    // Up to the end of the straight part the film is on its line, whatever seating or preload did to the points.
    const strain = curve.strain.map((e, i) => (i < end ? stress[i] / fit.E_MPa : e - shift));
    tables.push(monotoneTable(strain, curve.stress_MPa, fit.E_MPa));
  }
  if (tables.every((t) => t.plasticStrain.length === 1)) return null;
  const n = tables.length;
  const atBreak = tables.reduce((sum, t) => sum + (t.plasticStrain.at(-1) as number), 0) / n;
  const plastic: number[] = [];
  const flow: number[] = [];
  for (let i = 0; i <= STEPS; i++) {
    // Denser at the start, where the curve bends.
    const share = (i * i) / (STEPS * STEPS);
    let sum = 0;
    for (const t of tables) {
      const strain = share * (t.plasticStrain.at(-1) as number);
      sum +=
        t.plasticStrain.length === 1 ? t.flowStress[0] : interpolate(t.plasticStrain, t.flowStress, strain);
    }
    plastic.push(share * atBreak);
    flow.push(sum / n);
  }
  const work = plasticWork(plastic, flow);
  const elastic = (flow[STEPS] * flow[STEPS]) / (2 * mean.E);
  const factor = (2 * mean.toughness) / (work + Math.sqrt(work * work + 4 * elastic * mean.toughness));
  const scaled = flow.map((f) => f * factor);
  return {
    strain: [0, ...plastic.map((e, i) => e + scaled[i] / mean.E)],
    stress_MPa: [0, ...scaled],
  };
}
