/** The registry of what is measured of a whole run: a row of a sweep keeps it. Its type is derived from here. */
import type { RunResult, StageResult } from '../model/result.js';
import { asMadeStage, stageLabel } from '../model/stage.js';

/** A measure of a run. Its name is that of its column, with the unit. */
export interface RunQuantity<T extends 'f64' | 'i32' | 'text' = 'f64' | 'i32' | 'text'> {
  readonly type: T;
  /** Empty: a pure number, or text. */
  readonly unit: string;
  /** From 0 to 1. */
  readonly share?: true;
  /** May be below 0. */
  readonly signed?: true;
  /** May be empty in a run that ended. */
  readonly optional?: true;
  readonly read: (run: RunResult) => (T extends 'text' ? string : number) | null;
}

type More = Pick<RunQuantity, 'share' | 'signed' | 'optional'>;

const declare =
  <T extends RunQuantity['type']>(type: T) =>
  (unit: string, read: RunQuantity<T>['read'], more: More = {}): RunQuantity<T> => ({
    ...{ type, unit, read },
    ...more,
  });

const real = declare('f64');
const whole = declare('i32');
const text = declare('text');

/** Reads the last stage. */
const end =
  <V>(read: (s: StageResult) => V) =>
  ({ stages }: RunResult): V =>
    read(stages.at(-1) as StageResult);

/** The largest of any stage. */
const most =
  (read: (s: StageResult) => number) =>
  ({ stages }: RunResult): number =>
    Math.max(...stages.map(read));

/** All of them, in the order of columns. They are read from runs that have a stage. */
export const RUN_QUANTITIES = {
  hash: text('', (r) => r.hash),
  porosity: real('', (r) => r.network.porosity, { share: true }),
  particles: whole('', (r) => r.network.particles),
  ligaments: whole('', (r) => r.network.ligaments),
  /** Length of parting cracks per top-view area after the last stage before wetting. */
  asMadeCrackLength_mm_per_mm2: real(
    'mm/mm²',
    ({ stages }) => asMadeStage(stages)?.cracks.length_mm_per_mm2 ?? null,
    { optional: true },
  ),
  /** The same after the last stage. */
  crackLength_mm_per_mm2: real(
    'mm/mm²',
    end((s) => s.cracks.length_mm_per_mm2),
  ),
  /** Diffuse damage included, after the last stage. */
  diffuse_mm_per_mm2: real(
    'mm/mm²',
    end((s) => s.cracks.diffuse_mm_per_mm2),
  ),
  /** Parting cracks after the last stage. */
  parting: whole(
    '',
    end((s) => s.cracks.parting),
  ),
  largest_um: real(
    'µm',
    end((s) => s.cracks.largest_um),
  ),
  /** Largest opening of any stage (a crack closes again on discharge). */
  opening_um_max: real(
    'µm',
    most((s) => s.cracks.opening_um_max),
  ),
  brokenFraction: real(
    '',
    end((s) => s.broken.fraction),
    { share: true },
  ),
  adhesiveNcm: whole(
    '',
    end((s) => s.broken.adhesiveNcm),
  ),
  adhesiveFoil: whole(
    '',
    end((s) => s.broken.adhesiveFoil),
  ),
  cohesive: whole(
    '',
    end((s) => s.broken.cohesive),
  ),
  delaminatedFoil: real(
    '',
    end((s) => s.delaminatedFoil),
    { share: true },
  ),
  connectedActive: real(
    '',
    end((s) => s.connectedActive),
    { share: true },
  ),
  conductance: real(
    '',
    end((s) => s.conductance),
  ),
  /** Largest mean coating stress of any stage. */
  stress_MPa: real(
    'MPa',
    most((s) => s.stress_MPa),
    { signed: true },
  ),
  /** Largest energy imbalance of any stage. */
  imbalanceMax: real(
    '',
    most((s) => Math.abs(s.energy_pJ.imbalance)),
  ),
  /** Energy released by ruptures over the work of all stages. */
  releasedOverWork: real('', releasedOverWork, { signed: true }),
  /** First stage with a parting crack, e.g. `dry` or `charge 1`; null when none. */
  firstCrackStage: text(
    '',
    ({ stages }) => {
      const first = stages.find((s) => s.cracks.parting > 0);
      return first ? stageLabel(first) : null;
    },
    { optional: true },
  ),
  warnings: whole('', (r) => r.warnings.length),
} as const;

function releasedOverWork({ stages }: RunResult): number {
  const sum = (read: (s: StageResult) => number): number => stages.reduce((all, s) => all + read(s), 0);
  const work = sum((s) => s.energy_pJ.work);
  return work > 0 ? sum((s) => s.energy_pJ.released) / work : 0;
}

/** What a run leaves in a row, by column. Numbers are null where the point failed. */
export type RunColumns = {
  readonly [K in keyof typeof RUN_QUANTITIES]:
    | ((typeof RUN_QUANTITIES)[K]['type'] extends 'text' ? string : number)
    | null;
};
