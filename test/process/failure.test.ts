import { describe, expect, it } from 'vitest';
import { loadModule } from '../../src/core/module-node.js';
import { configure } from '../../src/model/configure.js';
import { run } from '../../src/process/run.js';
import { ADHESION, parseAxis, TOUGHNESS } from '../../src/sweep/axis.js';
import { planSweep } from '../../src/sweep/plan.js';

describe('a run that fails', () => {
  it('says in which stage', async () => {
    const { points } = await planSweep({
      config: configure({ preset: 'paper-10', overrides: ['electrode.lateral_um=80'] }),
      toughness: parseAxis('0.1', TOUGHNESS),
      adhesion: parseAxis('0.1', ADHESION),
      seeds: 1,
      engineHash: 'e'.repeat(64),
    });
    const [point] = points;
    if (point === undefined) throw new Error('no point');
    await expect(run(await loadModule(), point.config)).rejects.toThrow(
      /^(dry|cool|calender|wet|(dis)?charge 1): .* of the stage/,
    );
  });
});
