import { describe, expect, it } from 'vitest';
import { drive, imbalance, MATERIAL, single } from '../support/nets.js';

const A = 10;
const t = 2;

describe('series law of one ligament (docs/theory.md §2)', () => {
  it('fails adhesively when σ_i < σ_y: peak σ_i, work Γ', async () => {
    let peak = 0;
    const e = await drive(single(), MATERIAL, [{ plate: 0.2 }], { overshoot: 0.001 }, (g) => {
      peak = Math.max(peak, g.f64('force')[2] as number);
    });
    const l = e.ledger();
    expect(e.i32('mode')[0]).toBe(1);
    expect(peak / A).toBeGreaterThan(10 * 0.995);
    expect(peak / A).toBeLessThan(10 * 1.006);
    expect(l.adhesive).toBeCloseTo(0.5 * A, 9);
    expect(l.plastic).toBe(0);
    expect(Math.abs(imbalance(e))).toBeLessThan(1e-3);
    expect(l.leastRelease).toBeGreaterThan(-1e-9);
  });

  it('σ_y < σ_i < σ_u: work Γ + t_b · plastic work up to σ_i', async () => {
    const sigma = 36;
    const gamma = 1.8;
    const e = await drive(
      single(),
      { ...MATERIAL, sigmaNcm: sigma, sigmaFoil: sigma, gammaNcm: gamma, gammaFoil: gamma },
      [{ plate: 1.2 }],
      { overshoot: 0.001 },
    );
    const l = e.ledger();
    const epsP = ((sigma - 30) / 15) * 0.5;
    const plastic = t * A * 0.5 * (30 + sigma) * epsP;
    expect(e.i32('mode')[0]).toBe(1);
    expect(l.adhesive).toBeCloseTo(gamma * A, 9);
    expect(l.plastic / plastic).toBeGreaterThan(0.99);
    expect(l.plastic / plastic).toBeLessThan(1.02);
    expect(Math.abs(imbalance(e))).toBeLessThan(1e-3);
  });

  it('σ_u ≤ σ_i: cohesive, work t_b U', async () => {
    const e = await drive(
      single(),
      { ...MATERIAL, sigmaNcm: 46, sigmaFoil: 46, gammaNcm: 2.3, gammaFoil: 2.3 },
      [{ plate: 2 }],
      { overshoot: 0.001 },
    );
    const l = e.ledger();
    expect(e.i32('mode')[0]).toBe(3);
    expect(l.cohesive / (t * A * MATERIAL.toughness)).toBeGreaterThan(0.995);
    expect(l.cohesive / (t * A * MATERIAL.toughness)).toBeLessThan(1.005);
  });
});
