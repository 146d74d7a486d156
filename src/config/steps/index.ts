/** The steps a run can be made of. A new one is a file beside this and a line in {@link STEPS}. */
import type { Fields, Values } from '../field.js';
import { calender } from './calender.js';
import { cool } from './cool.js';
import { cycle } from './cycle.js';
import { dry } from './dry.js';
import type { StageFacts, Step } from './step.js';
import { wet } from './wet.js';

/** All steps, in the usual order of an electrode's life. */
export const STEPS = [dry, cool, calender, wet, cycle] as const;

type AnyOf = (typeof STEPS)[number];
type Joined<U> = (U extends unknown ? (u: U) => void : never) extends (u: infer I) => void ? I : never;

/** Name of a step. */
export type StepName = AnyOf['name'];

/** A step of a run: its name, or its name with fields of its own, `{ cycle: { cycles: 3 } }`. */
export type StepEntry = StepName | { [S in AnyOf as S['name']]?: Partial<Values<S['fields']>> };

/** A step as the interpreter takes it: its fields are those that it declares. */
// biome-ignore lint/suspicious/noExplicitAny: each step types its own fields
export type AnyStep = Step<string, Fields, string, any>;

/** The steps without their own types. */
export const STEP_LIST: readonly AnyStep[] = STEPS;

/** Fields of all steps. */
export const STEP_FIELDS = Object.assign({}, ...STEPS.map((s) => s.fields)) as Joined<AnyOf['fields']>;

/** A step in a run. */
export interface PlacedStep {
  readonly step: AnyStep;
  /** Its fields, the step's own before those of `process`. */
  readonly own: Readonly<Record<string, unknown>>;
  /** Names of the fields given with the step. */
  readonly given: readonly string[];
}

/** What a step's entry names, and the fields it gives. */
export function entryOf(entry: unknown): [name: string, given: object] {
  if (typeof entry === 'string') return [entry, {}];
  return (Object.entries(entry as object)[0] as [string, object] | undefined) ?? ['', {}];
}

/** The steps of a checked `process`, in order. */
export function stepsOf(process: { readonly stages: readonly StepEntry[] }): PlacedStep[] {
  const values = process as unknown as Record<string, unknown>;
  return process.stages.map((entry) => {
    const [name, given] = entryOf(entry);
    const step = STEP_LIST.find((s) => s.name === name) as AnyStep;
    const own = Object.keys(step.fields).map((key) => [key, values[key]]);
    return { step, own: { ...Object.fromEntries(own), ...given }, given: Object.keys(given) };
  });
}

/** Whether a run has a step. */
export function hasStep(process: { readonly stages: readonly StepEntry[] }, name: StepName): boolean {
  return process.stages.some((entry) => entryOf(entry)[0] === name);
}

const FACTS: Readonly<Record<string, StageFacts>> = Object.assign({}, ...STEP_LIST.map((s) => s.stages));

/** Names of all stages, in the usual order. */
export const STAGE_NAMES: readonly string[] = Object.keys(FACTS);

/** What is known of a stage by its name in a result; undefined for `built`. A repeated one has its number behind it. */
export function stageFacts(name: string): StageFacts | undefined {
  return FACTS[name.replace(/ \d+$/, '')];
}
