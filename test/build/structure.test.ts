import { describe, expect, it } from 'vitest';
import { buildFromParticles, type Electrode } from '../../src/build/electrode.js';
import type { ParticleTable } from '../../src/build/structure.js';
import type { ElectrodeConfig } from '../../src/config/config-types.js';
import { InputError } from '../../src/core/errors.js';
import { build, configWith, freshCore } from '../support/electrode.js';

async function from(table: ParticleTable, changes: Partial<ElectrodeConfig> = {}): Promise<Electrode> {
  return buildFromParticles(await freshCore(), table, configWith(changes));
}

/** The particles of a built electrode as a user would bring them, lifted off the foil. */
function tableOf(e: Electrode): ParticleTable {
  const n = e.summary.particles;
  const column = (c: number): number[] => Array.from({ length: n }, (_, k) => e.network.x[3 * k + c]);
  return {
    x: column(0),
    y: column(1),
    z: column(2).map((z) => z + 17),
    r: e.network.radius.slice(0, n),
    period: e.network.period,
  };
}

/** A cubic stack: 4 × 4 × 3 spheres of radius 4, 8.4 apart. */
function stack(): { x: number[]; y: number[]; z: number[]; r: number[]; period: number[] } {
  const cells = Array.from({ length: 48 }, (_, k) => [k % 4, Math.floor(k / 4) % 4, Math.floor(k / 16)]);
  const column = (c: number): number[] => cells.map((cell) => cell[c] * 8.4 + 4);
  return { x: column(0), y: column(1), z: column(2), r: cells.map(() => 4), period: [33.6, 33.6, 0] };
}

describe('a structure of the user’s own', () => {
  it('round trip: a packing brought back as a table gives the same necks', async () => {
    for (const changes of [{}, { lateral_um: 80, depth: 'square' as const }]) {
      const own = await build(changes);
      const again = await from(tableOf(own), changes);
      // Standing on the foil and cut at its highest surface, it is thinner by two films of 0.05 µm.
      expect(own.height_um - again.height_um).toBeLessThan(0.15);
      expect(Math.abs(again.summary.ligaments - own.summary.ligaments)).toBeLessThanOrEqual(2);
      expect(again.summary.slab).toBe(own.summary.slab);
      expect(again.summary.porosity).toBeCloseTo(own.summary.porosity, 2);
      expect(again.summary.coordination).toBeCloseTo(own.summary.coordination, 1);
      expect(again.summary.active_mg_cm2).toBeCloseTo(10.5, 6);
    }
  });

  it('reads a stack: neighbours, foil, thickness, loading of its own', async () => {
    const e = await from(stack(), { neckScatter: 0 });
    // 48 × 3 pairs, those along z missing at the top layer; 16 on the foil.
    expect(e.summary.ligaments).toBe(48 * 2 + 32 + 16);
    expect(e.summary.foilLigaments).toBe(16);
    expect(e.height_um).toBeCloseTo(8 + 2 * 8.4, 12);
    const ncm = (48 * (4 / 3) * Math.PI * 64) / (33.6 * 33.6);
    expect(e.summary.active_mg_cm2).toBeCloseTo(0.1 * 4.78 * ncm, 9);
    expect(e.warnings.join()).toMatch(/own loading/);
    expect(e.network.gap[0]).toBeCloseTo(0.4, 9);
    expect(e.network.x[2]).toBeCloseTo(4, 12);
    expect(e.summary.binderVolumePlaced_um3 / e.summary.binderVolumeAvailable_um3).toBeCloseTo(1, 9);
  });

  it('keeps track of whose row each node is', async () => {
    const table = stack();
    const e = await from(table);
    for (let k = 0; k < 48; k++) expect(e.network.x[3 * k]).toBeCloseTo(table.x[e.source[k]], 12);
    expect(new Set(e.source).size).toBe(48);
  });

  it('takes an open box', async () => {
    const e = await from({ ...stack(), period: [0, 0] });
    expect(e.network.period).toEqual([0, 0, 0]);
    expect(e.summary.ligaments).toBe(2 * 36 + 32 + 16);
    expect(e.summary.lateral_um[0]).toBeCloseTo(33.2, 9);
  });

  it.each<[string, Partial<Record<Exclude<keyof ParticleTable, 'notes'>, number[]>>, RegExp]>([
    ['no particles', { x: [], y: [], z: [], r: [] }, /got 0 particles/],
    ['columns of unequal length', { z: [1, 2] }, /rows of z/],
    ['a radius of zero', { r: stack().r.with(5, 0) }, /r of particle 6/],
    ['a coordinate that is no number', { x: stack().x.with(2, Number.NaN) }, /x of particle 3/],
    ['a period narrower than the particles', { period: [9, 33.6] }, /period x of 0 \(open\) or at least 10/],
    ['diameters given as radii', { r: stack().r.map((r) => 2 * r) }, /electrode\.structureFile|porosity/],
  ])('refuses %s', async (_, changes, message) => {
    const failing = from({ ...stack(), ...changes });
    await expect(failing).rejects.toThrow(message);
    await expect(failing).rejects.toBeInstanceOf(InputError);
  });
});
