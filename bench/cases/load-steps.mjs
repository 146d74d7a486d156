/** What a load step costs in memory and in evaluations: stages driven by hand, so that the core can be asked. */
import process from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { factorsAtStart } from '../../dist/config/steps/life.js';
import { Engine, RESTING } from '../../dist/core/engine.js';
import { Core } from '../../dist/core/instance.js';
import { runStage } from '../../dist/core/stepper.js';
import { buildElectrode, configure } from '../../dist/index.js';
import { plateClearance } from '../../dist/observe/frame.js';
import { engineMaterial } from '../../dist/process/material.js';
import { stagesOf } from '../../dist/process/stages.js';
import { short } from './context.mjs';
import { count } from './measure.mjs';

/** @typedef {import('./context.mjs').Case} Case */

/** Load steps between two looks at the JavaScript heap. */
const STRIDE = 20;

/**
 * Take a small paper-10 electrode through its stages.
 *
 * @param {WebAssembly.Module} module
 * @param {{ lateral: number, heap?: boolean }} options lateral size, µm; whether to watch the JavaScript heap
 */
export async function driveRun(module, { lateral, heap = false }) {
  const config = configure({ preset: 'paper-10', overrides: [`electrode.lateral_um=${lateral}`] });
  const electrode = buildElectrode(await Core.create(module), config);
  const core = await Core.create(module);
  const engine = new Engine(core, electrode.network, engineMaterial(config), {
    ...RESTING,
    ...factorsAtStart(config.process),
  });
  const collect = heap ? garbageCollector() : () => {};
  // Written in place, so that the record itself leaves nothing on the JavaScript heap.
  const before = { memory: core.memoryBytes, arena: core.call('arenaBytes') };
  const after = new Float64Array([before.memory, before.arena]);
  /** @type {number[]} */
  const held = [];
  let steps = 0;
  for (const [index, stage] of stagesOf(config, electrode.height_um).entries()) {
    for (const leg of stage.legs) {
      if (leg.solidify) engine.solidify(leg.solidify.fE, leg.solidify.fY, leg.solidify.fG);
      const press = leg.press_um === undefined ? {} : { plate: -(plateClearance(engine) + leg.press_um) };
      const target = { ...engine.load(), ...leg.change, ...press };
      for (const _ of runStage(engine, index, target, config.solver, null)) {
        steps++;
        after[0] = Math.max(after[0], core.memoryBytes);
        after[1] = Math.max(after[1], core.call('arenaBytes'));
        if (heap && steps % STRIDE === 0) {
          collect();
          held.push(process.memoryUsage().heapUsed);
        }
      }
    }
  }
  const growth = { memory: after[0] - before.memory, arena: after[1] - before.arena };
  return { engine, electrode, core, steps, growth, arena: before.arena, held };
}

/** The collector of `--expose-gc`, switched on at run time. @returns {() => void} */
function garbageCollector() {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc');
}

/** Bytes a load step by which the heap's floor rose over the second half of the run, compiled code settled by then. */
function heapGrowth(/** @type {readonly number[]} */ held) {
  const half = held.slice(Math.floor(held.length / 2));
  const quarter = Math.max(1, Math.floor(half.length / 4));
  const rise = Math.min(...half.slice(-quarter)) - Math.min(...half.slice(0, quarter));
  return rise / Math.max(1, (half.length - quarter) * STRIDE);
}

/** @type {Case} */
export const loadSteps = {
  name: 'load-steps',
  async run(context) {
    const lateral = context.small ? 150 : 420;
    // Once before, so that compiled code and its profiles, which live on the heap too, have settled.
    await driveRun(context.module, { lateral, heap: true });
    const { engine, electrode, core, steps, growth, arena, held } = await driveRun(context.module, {
      lateral,
      heap: true,
    });
    const { cg, newton, steps: accepted } = engine.ledger();
    const particles = electrode.summary.particles;
    const of = `over ${steps} load steps`;
    const what = `paper-10 of ${lateral} µm`;
    const heap = Math.max(0, Math.round(heapGrowth(held)));
    return [
      count(`load step / growth of wasm memory / ${what}`, 'bytes', growth.memory, { note: of }),
      count(`load step / growth of the arena / ${what}`, 'bytes', growth.arena, { note: of }),
      count(`load step / growth of the JavaScript heap / ${what}`, 'bytes/step', heap, {
        note: `kept after collection, ${of}`,
      }),
      count(`load step / Newton iterations / ${what}`, 'count', newton, {
        note: `${accepted} steps accepted`,
      }),
      count(`load step / CG iterations / ${what}`, 'count', cg),
      count(`load step / memory / ${what}`, 'bytes/particle', Math.round(core.memoryBytes / particles), {
        note: `${short(core.memoryBytes / 1e6)} MB for ${particles} particles, arena ${short(arena / 1e6)} MB`,
      }),
    ];
  },
};
