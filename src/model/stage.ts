/** Stages of a result: their names for people, and which of them made the electrode. */
import { stageFacts } from '../config/steps/index.js';
import type { StageResult } from './result.js';

/** Label of a stage with its cycle, where it has one: `charge 1`. */
export function stageLabel(stage: { readonly name: string; readonly cycle: number }): string {
  return stage.cycle > 0 ? `${stage.name} ${stage.cycle}` : stage.name;
}

/** Stages of making the electrode, among stages in order: those before any other. */
export function makingOf<S>(stages: readonly S[], nameOf: (stage: S) => string): readonly S[] {
  const end = stages.findIndex((s) => !stageFacts(nameOf(s))?.asMade);
  return end < 0 ? stages : stages.slice(0, end);
}

/** The last stage of making the electrode (before wetting and cycling); null when there is none. */
export function asMadeStage(stages: readonly StageResult[]): StageResult | null {
  return makingOf(stages, (s) => s.name).at(-1) ?? null;
}
