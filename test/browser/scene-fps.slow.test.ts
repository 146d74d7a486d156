import { describe, expect, it } from 'vitest';
import { runInChromium } from './harness.js';

interface Orbit {
  readonly fps: number;
  /** Pixels for each CSS px that the view settled on. */
  readonly ratio: number;
}

describe('a large electrode', () => {
  it('orbits at 6 frames a second or more in software', async () => {
    const found = (await runInChromium('test/browser/pages/scene-orbit.ts', {
      screenshot: 'orbit.png',
    })) as Record<'adaptive' | 'whole' | 'perspective', Orbit> & Record<string, unknown>;
    console.log(JSON.stringify(found));
    expect(found.particles).toBe(20_000);
    expect(found.ligaments).toBe(60_000);
    expect(found.adaptive.fps).toBeGreaterThanOrEqual(6);
    expect(found.perspective.fps).toBeGreaterThanOrEqual(6);
  });
});
