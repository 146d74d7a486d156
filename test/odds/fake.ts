/** Odds and designs without the core: workers in this thread whose electrodes crack by rule. */
import type { Config } from '../../src/config/config-types.js';
import type { JobFunction } from '../../src/jobs/job.js';
import type { WorkerLike } from '../../src/jobs/pool.js';
import { filmCurve } from '../../src/materials/film-curve.js';
import { SEED, type SeedInput, type SeedOutcome, type SeedParts, seedOutcome } from '../../src/odds/seed.js';
import { fakeWorker } from '../jobs/squares.js';
import { fakeResult } from '../sweep/fake.js';

/** Cracks of an electrode as made and at the end. */
export type Rule = (config: Config) => readonly [asMade: number, end: number];

/** Workers that know seeds; `computed` counts them by seed. */
export class FakeSeeds {
  computed: number[] = [];

  constructor(readonly rule: Rule) {}

  readonly create = (): WorkerLike => {
    const compute: JobFunction<SeedInput, SeedOutcome, SeedParts> = async (input) => {
      const { config } = input;
      this.computed.push(config.seed);
      const [made, end] = this.rule(config);
      const result = fakeResult(config);
      const stages = result.stages.map((stage) => {
        const parting = stage.cycle > 0 ? end : stage.name === 'calender' ? made : 0;
        const cracks = { ...stage.cracks, parting, length_mm_per_mm2: parting * 2 };
        return { ...stage, cracks };
      });
      const kept = config.process.stages.includes('cycle') ? stages : stages.slice(0, 2);
      return { out: seedOutcome(input, { ...result, stages: kept }) };
    };
    return fakeWorker({ [SEED.name]: compute });
  };
}

/** The toughness of a configuration's binder, MPa. */
export const toughnessOf = ({ binder }: Config): number => filmCurve(binder).toughness_MPa;
