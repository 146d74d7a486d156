/** What a step of a run is: one file each says everything that is known of it. */
import type { Load } from '../../core/engine.js';
import type { InputProblem } from '../../core/errors.js';
import type { ACTIVE } from '../active.js';
import type { BINDER } from '../binder.js';
import type { Fields, Values } from '../field.js';

/** Factors on modulus, strength and adhesion of the binder, relative to the dry film. */
export type Factors = Pick<Load, 'fE' | 'fY' | 'fG'>;

/** One monotone piece of a stage. */
export interface Leg {
  /** What changes; the rest of the load stays. */
  readonly change: Partial<Load>;
  /** Lower the plate by this much (µm) from where it first touches, instead of to a given place. */
  readonly press_um?: number;
  /** New factors at unchanged tractions before the leg begins (the binder sets). */
  readonly solidify?: Factors;
}

/** What is known of a stage: a piece of a step with a result of its own. */
export interface StageFacts {
  /** Name where there is little room. */
  readonly short: string;
  /** As a time, `while it dries`; by default `on charge 1`. */
  readonly when?: string;
  /** As what has been done, `drying`; by default its name. */
  readonly done?: string;
  /** Its work relative to the other stages', from iterations of the presets and of wide 3D coatings. */
  readonly work: number;
  /** Cracks grow towards its end: the work up to a share s of the load is about s^2.5 (measured). */
  readonly late?: true;
  /** It belongs to the making of the electrode: the last of these before any other is the electrode as made. */
  readonly asMade?: true;
  /** It loads particles many times more than any other: automatic ranges of colours leave it out. */
  readonly pressing?: true;
  /** `opens`: a cycle begins with it; `goes on`: it belongs to the cycle that is open. */
  readonly cycle?: 'opens' | 'goes on';
  /** It takes lithium out, up to the voltage that it states. */
  readonly charges?: true;
}

/** A stage of a run with its targets. */
export interface Piece<S extends string = string> {
  readonly stage: S;
  readonly legs: readonly Leg[];
  /** Cell voltage at its end, V, where it has one. */
  readonly voltage_V?: number;
}

/** What a step may know of the rest of the configuration. */
export interface Surroundings {
  readonly binder: Values<typeof BINDER>;
  readonly active: Values<typeof ACTIVE>;
  /** Lithium content at a cell voltage. @throws InputError where the lattice table does not reach. */
  readonly lithiumAt: (voltage_V: number) => number;
}

/** The same, and the electrode as the step finds it. */
export interface Place extends Surroundings {
  /** Targets of the load at the end of the step before. */
  readonly load: Load;
  /** Height of the coating, µm. */
  readonly height_um: number;
}

/** A step of a run. `own`: its fields, from the configuration's `process` or given with the step. */
export interface Step<
  N extends string = string,
  F extends Fields = Fields,
  S extends string = string,
  V = Values<F>,
> {
  readonly name: N;
  readonly fields: F;
  /** Its stages by name, in order. */
  readonly stages: Readonly<Record<S, StageFacts>>;
  /** Steps that cannot come before it, or none at all. */
  readonly notAfter: readonly string[] | 'any';
  /** Factors on the binder while it sets in this step; once that is over it is the film. */
  setting?(own: V): Factors;
  /** What is wrong with its fields; those are named as in `process`. `before`: those of the same step earlier on. */
  problems?(own: V, around: Surroundings, before: V | undefined): InputProblem[];
  /** What it does, stage by stage. */
  pieces(own: V, place: Place): Piece<S>[];
  /** How often; by default once. */
  repeats?(own: V): number;
}

/** Declare a step. */
export function defineStep<const N extends string, F extends Fields, const S extends string>(
  step: Step<N, F, S>,
): Step<N, F, S> {
  return step;
}
