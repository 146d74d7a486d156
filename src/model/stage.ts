/** Stages of a result: their names for people, and which of them made the electrode. */
import type { StageResult } from './result.js';

const AS_MADE = new Set(['dry', 'cool', 'calender']);

/** Label of a stage with its cycle, where it has one: `charge 1`. */
export function stageLabel(stage: { readonly name: string; readonly cycle: number }): string {
  return stage.name === 'charge' || stage.name === 'discharge' ? `${stage.name} ${stage.cycle}` : stage.name;
}

/** The last stage of making the electrode (before wetting and cycling); null when there is none. */
export function asMadeStage(stages: readonly StageResult[]): StageResult | null {
  return stages.filter((s) => AS_MADE.has(s.name)).at(-1) ?? null;
}
