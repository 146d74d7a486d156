/** What all seeds of a binder came to. */

import { madeStage, oneCrack, type ReportRun } from './input.js';

/** Crack length, mm/mm²: mean over the seeds, half the range between them. */
export interface SeedLength {
  readonly mean: number;
  readonly halfRange: number;
}

/** One binder on the electrode, over its seeds. */
export interface BinderSummary {
  readonly binder: string;
  readonly seeds: number;
  /** As made; null when the runs do not make the electrode. */
  readonly made: SeedLength | null;
  /** Seeds in which a crack parts the coating as made. */
  readonly crackedMade: number;
  readonly end: SeedLength;
  /** Broken ligaments by where they gave way, of all seeds. */
  readonly broken: { readonly adhesiveNcm: number; readonly adhesiveFoil: number; readonly cohesive: number };
  /** Length of one crack, the least a slab this wide can show, mm/mm²; null: no width, or not a slab. */
  readonly oneCrack: number | null;
}

/** Mean and half range of those that are known; null when none is. */
export function seedLength(values: readonly (number | null)[]): SeedLength | null {
  const known = values.filter((v): v is number => v !== null);
  if (known.length === 0) return null;
  const mean = known.reduce((a, b) => a + b, 0) / known.length;
  return { mean, halfRange: (Math.max(...known) - Math.min(...known)) / 2 };
}

/** One run as the only seed of its binder. */
export function summaryOf(run: ReportRun): BinderSummary {
  const made = madeStage(run.result)?.cracks.length_mm_per_mm2;
  const end = run.result.stages.at(-1);
  const { adhesiveNcm = 0, adhesiveFoil = 0, cohesive = 0 } = end?.broken ?? {};
  return {
    binder: run.binder,
    seeds: 1,
    made: made === undefined ? null : { mean: made, halfRange: 0 },
    crackedMade: made !== undefined && made > 0 ? 1 : 0,
    end: { mean: end?.cracks.length_mm_per_mm2 ?? 0, halfRange: 0 },
    broken: { adhesiveNcm, adhesiveFoil, cohesive },
    oneCrack: oneCrack(run),
  };
}
