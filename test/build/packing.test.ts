import { describe, expect, it } from 'vitest';
import { type Packing, packParticles, sphereVolume } from '../../src/build/packing.js';
import type { ElectrodeConfig } from '../../src/config/config-types.js';
import { InputError } from '../../src/core/errors.js';
import { composition } from '../../src/model/composition.js';
import { configWith, freshCore } from '../support/electrode.js';

async function pack(changes: Partial<ElectrodeConfig>, seed = 1): Promise<Packing> {
  const e = configWith(changes).electrode;
  return packParticles(await freshCore(), e, composition(e), seed);
}

async function refusal(changes: Partial<ElectrodeConfig>): Promise<string> {
  const error = await pack(changes).then(
    () => new Error('not refused'),
    (e: unknown) => e as Error,
  );
  expect(error).toBeInstanceOf(InputError);
  return error.message;
}

/** Smallest gap between surfaces over all pairs and images, and to foil and plate, by brute force. */
function smallestGap(p: Packing): number {
  const [lx, ly] = p.period;
  const near = (d: number, period: number): number => (period > 0 ? d - period * Math.round(d / period) : d);
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < p.n; i++) {
    const [x, y, z, r] = [p.x[3 * i], p.x[3 * i + 1], p.x[3 * i + 2], p.r[i]];
    least = Math.min(least, z - r, p.height_um - z - r);
    for (let j = i + 1; j < p.n; j++) {
      const dx = near(p.x[3 * j] - x, lx);
      const dy = near(p.x[3 * j + 1] - y, ly);
      const dz = p.x[3 * j + 2] - z;
      least = Math.min(least, Math.sqrt(dx * dx + dy * dy + dz * dz) - r - p.r[j]);
    }
  }
  return least;
}

/** Share of NCM in equal slices along z (axis 2) or x (axis 0), relative to the mean of the inner ones. */
function slices(p: Packing, axis: number, size: number, count: number): number[] {
  const volume = new Array<number>(count).fill(0);
  for (let k = 0; k < p.n; k++) {
    for (let s = 0; s < 40; s++) {
      const t = (s + 0.5) / 20 - 1;
      const at = (((p.x[3 * k + axis] + t * p.r[k]) % size) + size) % size;
      volume[Math.floor((at / size) * count)] += p.r[k] ** 3 * (1 - t * t);
    }
  }
  return volume;
}

describe('packing', () => {
  it('meets the NCM volume, and no surface touches another, foil or plate (3D)', async () => {
    const p = await pack({ lateral_um: 120, depth: 'square' });
    const volume = composition(configWith().electrode).ncm_um * 120 * 120;
    expect(Math.abs(sphereVolume(p.r) / volume - 1)).toBeLessThan(1e-12);
    expect(smallestGap(p)).toBeGreaterThan(0.03);
    expect(p.n).toBeGreaterThan(500);
    expect(p.n).toBeLessThan(1100);
  });

  it('a slab has all centres in a plane and an effective depth of about a particle', async () => {
    const p = await pack({});
    expect(p.n).toBeGreaterThan(190);
    expect(p.n).toBeLessThan(310);
    for (let k = 0; k < p.n; k++) expect(p.x[3 * k + 1]).toBe(0);
    expect(p.period).toEqual([420, 0]);
    expect(p.lateral_um[1]).toBeGreaterThan(7);
    expect(p.lateral_um[1]).toBeLessThan(12);
    const volume = composition(configWith().electrode).ncm_um * 420 * p.lateral_um[1];
    expect(Math.abs(sphereVolume(p.r) / volume - 1)).toBeLessThan(1e-12);
    expect(smallestGap(p)).toBeGreaterThan(0.03);
  });

  it('is homogeneous from foil to top and along the coating, without voids (3D)', async () => {
    const p = await pack({ lateral_um: 200, depth: 'square' });
    const along = slices(p, 0, 200, 5);
    const mean = along.reduce((a, b) => a + b) / 5;
    for (const v of along) expect(Math.abs(v / mean - 1)).toBeLessThan(0.05);
    const up = slices(p, 2, 42, 8).slice(1, -1);
    const inner = up.reduce((a, b) => a + b) / up.length;
    for (const v of up) expect(Math.abs(v / inner - 1)).toBeLessThan(0.06);
  });

  it('has the sizes asked for, volume-weighted', async () => {
    const p = await pack({
      lateral_um: 200,
      depth: 'square',
      sizes: { D10_um: 8, D50_um: 10, D90_um: 12.5 },
    });
    const r = Float64Array.from(p.r).sort();
    const total = sphereVolume(r);
    let sum = 0;
    const found: number[] = [];
    for (const v of r) {
      sum += sphereVolume(Float64Array.of(v)) / total;
      if (sum >= [0.1, 0.5, 0.9, 2][found.length]) found.push(2 * v);
    }
    for (const [k, d] of [8, 10, 12.5].entries()) expect(Math.abs(found[k] / d - 1)).toBeLessThan(0.02);
  });

  it('has no crystal: few particles have six neighbours at sixty degrees', async () => {
    const p = await pack({ lateral_um: 1000, sizes: { D10_um: 6, D50_um: 11, D90_um: 18 } });
    let order = 0;
    let counted = 0;
    for (let i = 0; i < p.n; i++) {
      let re = 0;
      let im = 0;
      let near = 0;
      for (let j = 0; j < p.n; j++) {
        const dx = p.x[3 * j] - p.x[3 * i];
        const dz = p.x[3 * j + 2] - p.x[3 * i + 2];
        const d = Math.sqrt(dx * dx + dz * dz);
        if (j === i || d > 1.25 * (p.r[i] + p.r[j])) continue;
        const angle = 6 * Math.atan2(dz, dx);
        re += Math.cos(angle);
        im += Math.sin(angle);
        near++;
      }
      if (near < 3) continue;
      order += Math.sqrt(re * re + im * im) / near;
      counted++;
    }
    // A triangular lattice has 1, disordered discs 0.3–0.5.
    expect(order / counted).toBeLessThan(0.55);
  });

  it('packs up to the densest fraction that composition lets through, in a slab and in a thick coating', async () => {
    const dense = { loading_mg_cm2: 27.5, carbon_wt: 6, binder_wt: 2, thickness_um: 93.5, lateral_um: 120 };
    for (const depth of ['slab', 120] as const) {
      const p = await pack({ ...dense, depth });
      expect(smallestGap(p)).toBeGreaterThan(-0.02 * 4.2);
    }
  });

  // Two walls two largest particles apart leave no room for 0.618 of whole particles.
  const thin = {
    ncm_wt: 92,
    carbon_wt: 5,
    binder_wt: 3,
    loading_mg_cm2: 6.2,
    thickness_um: 21,
    calendering: 0.3,
    lateral_um: 150,
    depth: 'square',
  } as const;

  it('says so when the plate cannot reach the thickness with the flattening allowed', async () => {
    const message = await refusal({ ...thin, flattening: 0 });
    expect(message).toMatch(/electrode\.thickness_um: got 21 µm; .*NCM fraction 0\.618.*overlap by/s);
    const share = Number(/flattened by ([\d.]+) % of the smaller radius/.exec(message)?.[1]) / 100;
    expect(message).toContain('electrode.flattening allows 0.0 %');
    // What it names is enough.
    const p = await pack({ ...thin, flattening: share + 0.01 });
    expect(smallestGap(p)).toBeLessThan(-0.02 * 4.2);
  });

  it.each<[string, Partial<ElectrodeConfig>, RegExp]>([
    ['lateral below three D50', { lateral_um: 30 }, /electrode\.lateral_um: got 30 µm; allowed: at least 33/],
    ['depth below three D50', { depth: 20 }, /electrode\.depth: got 20/],
    ['too many particles', { lateral_um: 1e5, depth: 'square' }, /electrode\.lateral_um.*2000000 particles/],
    [
      'particles thicker than the coating',
      { sizes: { D10_um: 20, D50_um: 30, D90_um: 40 } },
      /sizes\.D50_um.*54/s,
    ],
    ['percentiles out of order', { sizes: { D10_um: 12, D50_um: 11, D90_um: 18 } }, /D10 ≤ D50 ≤ D90/],
    ['a size of zero', { sizes: { D10_um: 0, D50_um: 11, D90_um: 18 } }, /sizes\.D10_um: got 0 µm/],
    ['calendering beyond 0.6', { calendering: 0.7 }, /electrode\.calendering: got 0\.7/],
  ])('refuses %s', async (_, changes, message) => {
    expect(await refusal(changes)).toMatch(message);
  });
});
