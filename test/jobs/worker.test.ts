import { describe, expect, it } from 'vitest';
import type { Electrode } from '../../src/build/electrode.js';
import { RecentElectrodes } from '../../src/jobs/worker.js';

describe('electrodes that a worker keeps', () => {
  const electrode = {} as Electrode;

  it('are the last few that were set, each once', () => {
    const kept = new RecentElectrodes();
    for (const key of ['a', 'b', 'c', 'd', 'c', 'd']) kept.set(key, electrode);
    expect(['a', 'b', 'c', 'd'].map((key) => kept.get(key))).toEqual(Array(4).fill(electrode));
    kept.set('a', electrode);
    kept.set('e', electrode);
    expect(['a', 'b', 'c', 'd', 'e'].map((key) => kept.get(key) === electrode)).toEqual([
      true,
      false,
      true,
      true,
      true,
    ]);
  });
});
