/** A sweep without the core: workers in this thread that run a function of the configuration. */
import type { EventEmitter } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach } from 'vitest';
import type { Config } from '../../src/config/config-types.js';
import type { JobFunction, JobMessage } from '../../src/jobs/job.js';
import type { WorkerLike } from '../../src/jobs/pool.js';
import { configure } from '../../src/model/configure.js';
import type { RunResult, StageResult } from '../../src/model/result.js';
import { logAxis } from '../../src/sweep/axis.js';
import { planSweep, type SweepPlan, type SweepPoint } from '../../src/sweep/plan.js';
import { POINT } from '../../src/sweep/point.js';
import { rowOf, type SweepRow } from '../../src/sweep/row.js';
import { fakeWorker } from '../jobs/squares.js';

/** A result whose numbers follow from the configuration alone. */
export function fakeResult(config: Config): RunResult {
  const cracked = config.binder.adhesionNcm_J_m2 < 0.3;
  const size = config.binder.elongation + config.seed / 7;
  const stage = (name: string, cycle: number, parting: number): StageResult => ({
    name,
    cycle,
    voltage_V: null,
    x: 0.5,
    cracks: {
      count: parting,
      parting,
      length_mm_per_mm2: parting * size,
      diffuse_mm_per_mm2: size,
      largest_um: 12 * size,
      opening_um_max: size / (cycle + 1),
      spacing_um: null,
      direction_deg: null,
    },
    broken: { total: 3, fraction: 0.1, adhesiveNcm: 1, adhesiveFoil: 0, cohesive: 2 },
    born: { total: 3, fraction: 0.1, adhesiveNcm: 1, adhesiveFoil: 0, cohesive: 2 },
    delaminatedFoil: 0,
    connectedActive: 1,
    conductance: 1 / 3,
    stress_MPa: size * 5,
    stressTensor_MPa: [size * 5, 0, 0, 0, 0, 0],
    energy_pJ: {
      work: 3,
      elastic: 1,
      plastic: 1,
      adhesive: 0.5,
      cohesive: 0.25,
      friction: 0,
      released: 0.25,
      imbalance: -1e-5,
    },
    solver: { loadSteps: 1, iterations: 1, residual: 1e-7, events: 1 },
  });
  return {
    schema: 'fibril.run/1',
    input: config,
    hash: `h${config.seed}`,
    network: {
      particles: 10,
      ligaments: 20,
      porosity: 0.14,
      coordination: 4,
      thickness_um: 42,
      lateral_um: [60, 11],
      slab: true,
      binderVolumePlaced_um3: 1,
      binderVolumeAvailable_um3: 1,
    },
    stages: [stage('dry', 0, 0), stage('calender', 0, 0), stage('charge', 1, cracked ? 2 : 0)],
    warnings: [],
  };
}

/** What a fake worker does with a point; throwing makes a failed row. */
export type FakeRun = (config: Config) => Promise<RunResult> | RunResult;

/** Fake worker threads and a count of them. */
export class FakeWorkers {
  made = 0;
  terminated = 0;
  computed: number[] = [];

  constructor(
    readonly run: FakeRun = fakeResult,
    /** Called before a point is computed: may kill the worker by emitting on it. */
    readonly before: (worker: EventEmitter, index: number) => boolean = () => true,
  ) {}

  readonly create = (): WorkerLike => {
    this.made++;
    const compute: JobFunction<SweepPoint, SweepRow> = async (point) => {
      this.computed.push(point.index);
      return { out: rowOf(point, await this.run(point.config)) };
    };
    const before = (worker: EventEmitter, { input }: JobMessage): boolean =>
      this.before(worker, (input as SweepPoint).index);
    const terminate = (): void => void this.terminated++;
    return Object.assign(fakeWorker({ [POINT.name]: compute }, before), { terminate });
  };
}

/** A plan of 3 × 2 points and two seeds. */
export function smallPlan(changes: readonly string[] = []): Promise<SweepPlan> {
  return planSweep({
    config: configure({ overrides: ['electrode.lateral_um=60', ...changes] }),
    toughness: logAxis(1, 100, 3),
    adhesion: logAxis(0.1, 1, 2),
    seeds: 2,
    engineHash: 'e'.repeat(64),
  });
}

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

/** A directory that goes away after the test. */
export async function temporary(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'fibril-test-'));
  folders.push(folder);
  return folder;
}
