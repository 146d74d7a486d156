/** The stages of a run: its steps one after the other, as targets of the load (docs/theory.md §4). */
import { type PlacedStep, type StepEntry, stepsOf } from './index.js';
import type { Factors, Leg, Place, StageFacts } from './step.js';

/** A stage of the electrode's life. */
export interface Stage {
  /** Its name, with a number from its second time on (`calender 2`) unless cycles tell its times apart. */
  readonly name: string;
  /** Cycle that it belongs to, counted over the whole run; 0: none. */
  readonly cycle: number;
  /** It is of a cycle, or comes after one: the lattice is another than as built. */
  readonly cycled: boolean;
  /** One or more, each run to equilibrium with its avalanche. */
  readonly legs: readonly Leg[];
  /** Cell voltage at its end, V. */
  readonly voltage_V: number | null;
  readonly facts: StageFacts;
}

/** A `process` as far as its steps go. */
interface Steps {
  readonly stages: readonly StepEntry[];
}

const FILM: Factors = { fE: 1, fY: 1, fG: 1 };

/** The stages of a run in order. `start`: where the first finds the electrode. */
export function lifeOf(process: Steps, start: Place): Stage[] {
  const out: Stage[] = [];
  const times = new Map<string, number>();
  let { load } = start;
  let cycle = 0;
  let sets = false;
  for (const { step, own } of onceEach(process)) {
    for (const { stage, legs, voltage_V } of step.pieces(own, { ...start, load })) {
      const facts = step.stages[stage] as StageFacts;
      if (facts.cycle === 'opens') cycle++;
      const time = (times.get(stage) ?? 0) + 1;
      times.set(stage, time);
      out.push({
        name: facts.cycle || time === 1 ? stage : `${stage} ${time}`,
        cycle: facts.cycle ? cycle : 0,
        cycled: cycle > 0,
        voltage_V: voltage_V ?? null,
        // Whatever comes after the step in which the binder sets acts on the film.
        legs: sets ? legs.map((leg, k) => (k === 0 ? { ...leg, solidify: FILM } : leg)) : legs,
        facts,
      });
      sets = false;
      for (const { change } of legs) load = { ...load, ...change };
    }
    sets = step.setting !== undefined;
  }
  return out;
}

/** Steps with their repeats written out. */
function onceEach(process: Steps): PlacedStep[] {
  return stepsOf(process).flatMap((placed) => {
    const times = placed.step.repeats?.(placed.own) ?? 1;
    return Array.from({ length: times }, () => placed);
  });
}

/** Factors on the binder before the first stage. */
export function factorsAtStart(process: Steps): Factors {
  const first = stepsOf(process)[0];
  return first?.step.setting?.(first.own) ?? FILM;
}

/** How many cycles a run has. */
export function cycleCount(process: Steps): number {
  return onceEach(process).filter(({ step }) => Object.values(step.stages).some((s) => s.cycle === 'opens'))
    .length;
}

/** How many stages a run has. */
export function stageCount(process: Steps): number {
  return onceEach(process).reduce((sum, { step }) => sum + Object.keys(step.stages).length, 0);
}
