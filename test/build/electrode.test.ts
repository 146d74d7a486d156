import { describe, expect, it } from 'vitest';
import type { Electrode } from '../../src/build/electrode.js';
import { Held, NodeKind, SideKind } from '../../src/core/network.js';
import { build, bytesOf } from '../support/electrode.js';

/** Σ over fibres of area × thickness, µm³. */
function neckVolume(e: Electrode): number {
  const { area, thickness } = e.network;
  let sum = 0;
  for (let k = 0; k < area.length; k++) sum += area[k] * thickness[k];
  return sum;
}

/** Share of particles tied to the foil through necks. */
function tied(e: Electrode): number {
  const { network: net } = e;
  const parent = Int32Array.from({ length: net.n }, (_, k) => k);
  const find = (k: number): number => {
    let a = k;
    while (parent[a] !== a) a = parent[a];
    return a;
  };
  for (let k = 0; k < net.m; k++) {
    if (net.sideJ[k] !== SideKind.none) parent[find(net.i[k])] = find(net.j[k]);
  }
  const { particles } = e.summary;
  let count = 0;
  for (let k = 0; k < particles; k++) if (find(k) === find(particles)) count++;
  return count / particles;
}

/** Every element joins what it says: x_i + armI = x_j + armJ + whole periods, arms along the normal. */
function checkGeometry(e: Electrode): void {
  const net = e.network;
  for (let k = 0; k < net.m; k++) {
    const i = net.i[k];
    const j = net.j[k];
    expect(i).toBeLessThan(j);
    const body = j >= e.summary.particles;
    let normal2 = 0;
    for (let c = 0; c < 3; c++) {
      normal2 += net.normal[3 * k + c] ** 2;
      const p = net.x[3 * i + c] + net.armI[3 * k + c];
      if (body) expect(net.armJ[3 * k + c]).toBe(0);
      else {
        const shift = p - net.x[3 * j + c] - net.armJ[3 * k + c];
        const period = net.period[c];
        const rest = period > 0 ? shift - period * Math.round(shift / period) : shift;
        expect(Math.abs(rest)).toBeLessThan(1e-9);
      }
    }
    expect(normal2).toBeCloseTo(1, 12);
    const ri = net.radius[i];
    const rj = net.radius[j];
    expect(net.contactRadius[k]).toBeCloseTo(body ? ri : (ri * rj) / (ri + rj), 10);
    expect(net.gap[k]).toBeGreaterThanOrEqual(0.02);
  }
}

function checkSorted(e: Electrode): void {
  const { i, j, m } = e.network;
  for (let k = 1; k < m; k++) {
    expect(i[k] > i[k - 1] || (i[k] === i[k - 1] && j[k] >= j[k - 1])).toBe(true);
  }
}

describe('electrode', () => {
  it('places all carbon and binder there is, in a slab and in 3D', async () => {
    const cases = [{}, { lateral_um: 120, depth: 'square' }, { ncm_wt: 88, binder_wt: 2 }] as const;
    for (const changes of cases) {
      const e = await build(changes);
      const s = e.summary;
      const placed = s.coatingVolume_um3 + s.outOfPlaneVolume_um3 + neckVolume(e);
      expect(Math.abs(placed / s.binderVolumeAvailable_um3 - 1)).toBeLessThan(1e-9);
      expect(s.binderVolumePlaced_um3).toBeCloseTo(placed, 6);
      // (10·10.5·carbon/80/1.95 + binder …) µm of carbon and binder on the top-view area.
      const perArea =
        changes === cases[2] ? (105 * (10 / 1.95 + 2 / 1.78)) / 88 : (105 * (10 / 1.95 + 10 / 1.78)) / 80;
      expect(s.binderVolumeAvailable_um3 / e.area_um2).toBeCloseTo(perArea, 9);
      expect(s.coatingVolume_um3 / s.binderVolumeAvailable_um3).toBeLessThan(0.15);
    }
  });

  it('particles, carbon, binder and pores fill the coating', async () => {
    const e = await build();
    const ncm = e.particleVolume.reduce((a, b) => a + b);
    const total = e.area_um2 * e.height_um;
    expect((ncm + e.summary.binderVolumeAvailable_um3) / total + e.summary.porosity).toBeCloseTo(1, 10);
    expect(e.height_um).toBe(42);
    expect(e.summary.porosity).toBeCloseTo(0.1412, 4);
    expect(e.depth_um).toBe(e.summary.lateral_um[1]);
  });

  it('has geometry that closes, periodic images included', async () => {
    for (const changes of [{}, { lateral_um: 80, depth: 40 }] as const) {
      const e = await build(changes);
      checkGeometry(e);
      checkSorted(e);
    }
  });

  it('closes in a box so narrow that particles have two images in reach', async () => {
    const e = await build({ lateral_um: 34, depth: 34 });
    checkGeometry(e);
    checkSorted(e);
    expect(e.warnings.join()).toMatch(/0\.81 coating heights/);
  });

  it('has the coordination of a dense coating and ties all particles to the foil', async () => {
    const volume = await build({ lateral_um: 150, depth: 'square' });
    expect(volume.summary.coordination).toBeGreaterThan(6);
    expect(volume.summary.coordination).toBeLessThan(8.5);
    expect(tied(volume)).toBeGreaterThan(0.995);
    const slab = await build();
    expect(slab.summary.coordination).toBeGreaterThan(3.5);
    expect(slab.summary.coordination).toBeLessThan(5);
    expect(tied(slab)).toBeGreaterThan(0.97);
  });

  it('lets no neck pass through a third particle', async () => {
    const { network: net, summary } = await build({ lateral_um: 80, depth: 'square' });
    const near = (d: number): number => d - 80 * Math.round(d / 80);
    let nearest = Number.POSITIVE_INFINITY;
    for (let k = 0; k < net.m; k++) {
      if (net.sideJ[k] === SideKind.none) continue;
      const i = net.i[k];
      for (let q = 0; q < summary.particles; q++) {
        if (q === i || q === net.j[k]) continue;
        const dx = near(net.x[3 * i] + net.armI[3 * k] - net.x[3 * q]);
        const dy = near(net.x[3 * i + 1] + net.armI[3 * k + 1] - net.x[3 * q + 1]);
        const dz = net.x[3 * i + 2] + net.armI[3 * k + 2] - net.x[3 * q + 2];
        nearest = Math.min(nearest, Math.sqrt(dx * dx + dy * dy + dz * dz) - net.radius[q]);
      }
    }
    expect(nearest).toBeGreaterThan(0);
  });

  it('slab necks are as wide as those of the volume they stand for', async () => {
    for (const changes of [{}, { ncm_wt: 88, binder_wt: 2 }, { ncm_wt: 96, carbon_wt: 2, binder_wt: 2 }]) {
      const slab = await build({ ...changes, lateral_um: 1500 });
      const volume = await build({ ...changes, lateral_um: 120, depth: 'square' });
      const ratio = slab.summary.meanNeckRatio / volume.summary.meanNeckRatio;
      expect(Math.abs(ratio - 1)).toBeLessThan(0.05);
    }
  });

  it('rings share the area, grow thicker outwards and carry the disc’s second moment', async () => {
    const { network: net } = await build({ rings: 5 });
    const { network: one } = await build({ rings: 1 });
    expect(net.m).toBe(one.m);
    for (let k = 0; k < net.m; k++) {
      if (net.sideJ[k] === SideKind.none) {
        for (let q = 0; q < 5; q++) expect(net.area[5 * k + q]).toBe(0);
        continue;
      }
      let area = 0;
      let volume = 0;
      let inertia = 0;
      for (let q = 5 * k; q < 5 * k + 5; q++) {
        area += net.area[q];
        volume += net.area[q] * net.thickness[q];
        inertia += net.area[q] * net.gyration2[q];
        if (q > 5 * k) expect(net.thickness[q]).toBeGreaterThan(net.thickness[q - 1]);
      }
      expect(area / one.area[k]).toBeCloseTo(1, 12);
      expect(volume / (one.area[k] * one.thickness[k])).toBeCloseTo(1, 12);
      // I of a disc about a diameter is A²/4π.
      expect((inertia * 4 * Math.PI) / area ** 2).toBeCloseTo(1, 12);
    }
  });

  it('holds a slab in its plane, the foil and the plate altogether', async () => {
    const { network: net, summary } = await build();
    const n = summary.particles;
    expect(net.n).toBe(n + 2);
    expect([net.kind[n], net.kind[n + 1]]).toEqual([NodeKind.foil, NodeKind.plate]);
    expect(net.held[0]).toBe(Held.uy | Held.rx | Held.rz);
    expect([net.held[n], net.held[n + 1]]).toEqual([Held.all, Held.all]);
    const { network: free } = await build({ lateral_um: 80, depth: 'square' });
    expect(free.held[0]).toBe(0);
    const plate = Array.from(net.j).filter((j) => j === n + 1).length;
    expect(plate).toBeGreaterThan(10);
  });

  it('gives the same bytes for the same seed, others for another', async () => {
    const a = bytesOf((await build({}, 7)).network);
    expect(bytesOf((await build({}, 7)).network)).toBe(a);
    expect(bytesOf((await build({}, 8)).network)).not.toBe(a);
  });

  it('one scatter changes no other draw', async () => {
    const { network: a } = await build({ neckScatter: 0.3, adhesionScatter: 0.2, xScatter: 0.01 });
    const { network: b } = await build({ neckScatter: 0.1, adhesionScatter: 0.2, xScatter: 0.01 });
    const { network: c } = await build({ neckScatter: 0.3, adhesionScatter: 0.4, xScatter: 0.02 });
    expect(b.adhesionScaleI).toEqual(a.adhesionScaleI);
    expect(b.x).toEqual(a.x);
    expect(b.dx).toEqual(a.dx);
    expect(b.area).not.toEqual(a.area);
    expect(c.area).toEqual(a.area);
    expect(c.adhesionScaleI).not.toEqual(a.adhesionScaleI);
    for (let k = 0; k < c.n; k++) expect(c.dx[k]).toBeCloseTo(2 * a.dx[k], 12);
  });

  it('scatters adhesion lognormally with mean 1 and the asked width, the two sides apart', async () => {
    const { network: net } = await build({ lateral_um: 250, depth: 'square', adhesionScatter: 0.4 });
    const moments = (v: Float64Array): [number, number] => {
      const list = Array.from(v).filter((_, k) => net.sideJ[k] !== SideKind.none);
      const mean = list.reduce((a, b) => a + b) / list.length;
      const variance = list.reduce((a, b) => a + (b - mean) ** 2, 0) / list.length;
      return [mean, Math.sqrt(variance)];
    };
    for (const side of [net.adhesionScaleI, net.adhesionScaleJ]) {
      const [mean, width] = moments(side);
      expect(Math.abs(mean - 1)).toBeLessThan(0.015);
      expect(Math.abs(width - 0.4)).toBeLessThan(0.02);
    }
    expect(net.adhesionScaleI).not.toEqual(net.adhesionScaleJ);
  });

  it('c-axes: unit length, random or about the texture axis', async () => {
    const mean2 = async (changes: object): Promise<number> => {
      const { network: net, summary } = await build({ crystal: 'single', lateral_um: 1000, ...changes });
      let sum = 0;
      for (let k = 0; k < summary.particles; k++) {
        const [a, b, c] = net.axis.subarray(3 * k, 3 * k + 3) as unknown as [number, number, number];
        expect(a * a + b * b + c * c).toBeCloseTo(1, 12);
        expect(net.crystal[k]).toBe(1);
        sum += ((a + b) * (a + b)) / 2 / summary.particles;
      }
      return sum;
    };
    const axis = { texture: 'fibre', textureAxis: [3, 3, 0] };
    expect(Math.abs((await mean2({})) - 1 / 3)).toBeLessThan(0.04);
    expect(await mean2({ ...axis, textureSpread: 0 })).toBeCloseTo(1, 12);
    // cos uniform in [1 − s, 1]: mean of cos² is 1 − s + s²/3.
    expect(Math.abs((await mean2({ ...axis, textureSpread: 0.5 })) - (1 - 0.5 + 0.25 / 3))).toBeLessThan(
      0.03,
    );
  });

  it('warns of a lateral size that cannot show crack spacing, and only then', async () => {
    expect((await build({ lateral_um: 100 })).warnings.join()).toMatch(/2\.38 coating heights/);
    expect((await build()).warnings).toEqual([]);
  });

  it.each([
    ['textureAxis', { texture: 'fibre', textureAxis: [0, 0, 0] }],
    ['coatingShare', { coatingShare: 0.95 }],
    ['neckScatter', { neckScatter: -0.1 }],
    ['adhesionScatter', { adhesionScatter: Number.NaN }],
    ['rings', { rings: 2.5 }],
    ['xScatter', { xScatter: 2 }],
  ] as const)('refuses a bad %s', async (field, changes) => {
    await expect(build(changes as object)).rejects.toThrow(`electrode.${field}`);
  });
});
