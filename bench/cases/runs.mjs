/** Whole runs: paper-10, a map, and how a sweep scales with workers. */
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { configure, loadEngine, planSweep, run, runSweep, sweepWorker } from '../../dist/node.js';
import { ADHESION, parseAxis, TOUGHNESS } from '../../dist/sweep/axis.js';
import { short } from './context.mjs';
import { count, figure, measure, once, spreadOf } from './measure.mjs';

/** @typedef {import('./context.mjs').Case} Case */

/** @type {Case} */
export const paper10 = {
  name: 'paper-10',
  async run(context) {
    const config = configure({ preset: 'paper-10' });
    let events = 0;
    let hash = '';
    let ligaments = 0;
    const spent = await measure(
      async () => {
        const { result } = await run(context.module, config);
        ({ hash } = result);
        events = result.stages.reduce((sum, stage) => sum + stage.solver.events, 0);
        ligaments = /** @type {number} */ (result.network.ligaments);
      },
      { samples: context.small ? 3 : 9, seconds: context.small ? 5 : 20, warmup: 1 },
    );
    const note = `${ligaments} ligaments, ${events} events, state ${hash}`;
    return [figure('run / paper-10, PVDF, whole life', 'ms', 1e3, spent, { note })];
  },
};

/**
 * Run a sweep into a directory of its own that is removed again.
 *
 * @param {{ across: number, workers: number, lateral: number }} what points along each axis, threads, µm
 */
async function sweep({ across, workers, lateral }) {
  const engine = await loadEngine();
  const plan = await planSweep({
    config: configure({ preset: 'paper-10', overrides: [`electrode.lateral_um=${lateral}`] }),
    toughness: parseAxis(`0.1:100:${across}`, TOUGHNESS),
    adhesion: parseAxis(`0.03:3:${across}`, ADHESION),
    seeds: 1,
    engineHash: engine.hash,
  });
  const dir = await mkdtemp(path.join(tmpdir(), 'fibril-bench-'));
  try {
    const outcome = await runSweep(plan, {
      dir,
      workers,
      version: 'bench',
      createWorker: () => sweepWorker(engine.module, null),
    });
    const failed = [...outcome.rows.values()].filter((row) => row.status === 'failed').length;
    if (!outcome.complete) throw new Error('the sweep did not complete');
    return { points: plan.points.length, failed };
  } finally {
    await rm(dir, { recursive: true });
  }
}

/** Lateral size of the electrodes of a map, µm: small, as brittle points that lose every ligament take long. */
const MAP_LATERAL = 105;

/** @type {Case} */
export const map = {
  name: 'map',
  small: false,
  async run() {
    let failed = 0;
    let points = 0;
    const spent = await once(async () => {
      ({ failed, points } = await sweep({ across: 12, workers: 1, lateral: MAP_LATERAL }));
    });
    const note = `paper-10 of ${MAP_LATERAL} µm, 1 worker, ${short((1e3 * spent.cpu) / points)} ms a point, ${failed} failed`;
    return [count('map / 12 × 12', 's', spent.cpu, { wall: spent.wall, samples: 1, note })];
  },
};

/** @type {Case} */
export const workers = {
  name: 'workers',
  small: false,
  async run() {
    /** @type {{ one: number[], two: number[] }} */
    const walls = { one: [], two: [] };
    await sweep({ across: 2, workers: 2, lateral: MAP_LATERAL });
    for (let round = 0; round < 3; round++) {
      for (const [key, threads] of /** @type {['one' | 'two', number][]} */ ([
        ['one', 1],
        ['two', 2],
      ])) {
        const { wall } = await once(() => sweep({ across: 4, workers: threads, lateral: MAP_LATERAL }));
        walls[key].push(wall);
      }
    }
    const one = spreadOf('workers / 4 × 4 map, 1 worker', 's', walls.one, { note: 'wall time' });
    const two = spreadOf('workers / 4 × 4 map, 2 workers', 's', walls.two, { note: 'wall time' });
    const ratio = two.value / one.value;
    const note = `${short(1 / ratio)} times faster; the machine has ${availableParallelism()} threads`;
    return [one, two, count('workers / 2 workers over 1', 'time ratio', ratio, { note })];
  },
};
