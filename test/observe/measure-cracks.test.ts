import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/core/errors.js';
import { uniteFacets } from '../../src/observe/measure/clusters.js';
import { axisAngle, crackMeter, measureCracks } from '../../src/observe/measure/cracks.js';
import { prepareFacets } from '../../src/observe/measure/facets.js';
import { PeriodicUnionFind } from '../../src/observe/measure/union-find.js';
import { random } from '../support/random.js';
import { bottom, type Coating, crackBy, diffuse, lattice, makeNetwork, packing } from './measure-networks.js';

const W = 240;
const H = 42;
const coating = packing({ width: W, depth: W, height: H, seed: 3 });
const meter = crackMeter(coating.network, coating.geometry);

function measure(mode: Int32Array, of: Coating = coating, by = meter) {
  return measureCracks(by, { mode, opening: new Float64Array(of.network.m) });
}

/** Measured length of parting cracks, µm. */
function lengthOf(mode: Int32Array): number {
  return (measure(mode).summary.length_mm_per_mm2 * W * W) / 1000;
}

/** Mean over cracks at several places: a single cut of a few dozen facets scatters by some 10 %. */
function meanRatio(make: (offset: number) => Int32Array, expected: number): number {
  const offsets = [-60, -40, -20, 0, 20, 40, 60];
  let sum = 0;
  for (const o of offsets) sum += lengthOf(make(o)) / expected;
  return sum / offsets.length;
}

const around = (v: number): number => ((v % W) + W) % W;
/** Two planes normal to x, half the period apart. */
const twoPlanes = (o: number): Int32Array => crackBy(coating, (x) => (around(x - 60 - o) < W / 2 ? 0 : 1));

describe('union-find', () => {
  it('agrees with a brute-force search, images included', () => {
    const link = fc.tuple(fc.nat(19), fc.nat(19));
    fc.assert(
      fc.property(
        fc.array(link, { maxLength: 40 }),
        fc.array(fc.nat(4), { minLength: 20 }),
        (links, images) => {
          const sets = new PeriodicUnionFind(20);
          // Shifts that come from positions never wrap: every set must keep them.
          const at = (k: number): number => images[k];
          for (const [a, b] of links) sets.unite(a, b, at(b) - at(a), 2 * (at(b) - at(a)));
          const label = Array.from({ length: 20 }, (_, k) => k);
          for (let pass = 0; pass < 20; pass++) {
            for (const [a, b] of links) label[a] = label[b] = Math.min(label[a], label[b]);
          }
          for (let a = 0; a < 20; a++) {
            for (let b = 0; b < 20; b++) {
              expect(sets.find(a) === sets.find(b)).toBe(label[a] === label[b]);
              if (label[a] !== label[b]) continue;
              expect(sets.shiftX(b) - sets.shiftX(a)).toBe(at(b) - at(a));
              expect(sets.shiftY(b) - sets.shiftY(a)).toBe(2 * (at(b) - at(a)));
            }
            expect(sets.wraps(sets.find(a))).toBe(0);
            expect(sets.size(sets.find(a))).toBe(label.filter((l) => l === label[a]).length);
          }
        },
      ),
    );
  });

  it('notices a set that closes on itself through a period', () => {
    const sets = new PeriodicUnionFind(3);
    sets.unite(0, 1);
    sets.unite(1, 2);
    sets.unite(2, 0, 1, 0);
    expect(sets.wraps(sets.find(1))).toBe(1);
  });
});

describe('clusters', () => {
  it('join exactly the facets that a brute-force search joins', () => {
    const mode = diffuse(coating, 0.15, 4, new Int32Array(coating.network.m));
    const f = prepareFacets(coating.network, coating.geometry);
    const { i, j, radius, m } = coating.network;
    const near = (d: number, period: number): number => d - period * Math.round(d / period);
    const intact = new Set<number>();
    for (let k = 0; k < m; k++) if (mode[k] === 0) intact.add(i[k] * 1e6 + j[k]);
    const tied = (a: number, b: number): boolean => intact.has(Math.min(a, b) * 1e6 + Math.max(a, b));
    const floor = (k: number): boolean => f.foilLayer[i[k]] === 1 && f.foilLayer[j[k]] === 1;
    const facets: number[] = [];
    for (let k = 0; k < m; k++) if (mode[k] !== 0 && f.link[k] === 1 && !floor(k)) facets.push(k);
    const label = new Map(facets.map((k) => [k, k]));
    const pairs: [number, number][] = [];
    for (const a of facets) {
      for (const b of facets) {
        if (b <= a) continue;
        const d = Math.hypot(
          near(f.centre[3 * b] - f.centre[3 * a], W),
          near(f.centre[3 * b + 1] - f.centre[3 * a + 1], W),
          f.centre[3 * b + 2] - f.centre[3 * a + 2],
        );
        const shared = [i[a], j[a]].find((p) => p === i[b] || p === j[b]);
        const close =
          shared !== undefined
            ? d <= 1.5 * Math.max(radius[shared], f.spacing_um / 2)
            : d <= 1.25 * f.spacing_um &&
              ((tied(i[a], i[b]) && tied(j[a], j[b])) || (tied(i[a], j[b]) && tied(j[a], i[b])));
        if (close) pairs.push([a, b]);
      }
    }
    for (let changed = true; changed; ) {
      changed = false;
      for (const [a, b] of pairs) {
        const low = Math.min(label.get(a) as number, label.get(b) as number);
        if (label.get(a) !== low || label.get(b) !== low) changed = true;
        label.set(a, low);
        label.set(b, low);
      }
    }
    const sets = uniteFacets(f, mode);
    const rootOf = new Map<number, number>();
    for (const k of facets) {
      const known = rootOf.get(label.get(k) as number);
      if (known === undefined) rootOf.set(label.get(k) as number, sets.find(k));
      else expect(sets.find(k)).toBe(known);
    }
    expect(new Set(rootOf.values()).size).toBe(rootOf.size);
    expect(rootOf.size).toBeGreaterThan(20);
  });

  it('unwrap a crack that crosses the period and give its size, height and opening', () => {
    const mode = crackBy(
      coating,
      (x) => (around(x - 20) < W / 2 ? 0 : 1),
      (x, y, z) => Math.abs(around(x + 60) - 80) < 20 && (y < 40 || y > W - 40) && z > 0.4 * H,
    );
    const opening = new Float64Array(coating.network.m);
    const last = mode.lastIndexOf(3);
    opening[last] = 0.7;
    const { clusters, cluster, summary } = measureCracks(meter, { mode, opening });
    const main = clusters[0];
    expect(main.extent_um[1]).toBeGreaterThan(60);
    expect(main.extent_um[1]).toBeLessThan(90);
    expect(main.extent_um[0]).toBeLessThan(15);
    expect(main.zMin).toBeGreaterThan(0.25);
    expect(summary.largest_um).toBeCloseTo(main.largest_um, 12);
    expect(main.wraps).toBe(0);
    if (cluster[last] >= 0) expect(summary.opening_um_max).toBe(0.7);
    for (let k = 0; k < mode.length; k++) if (mode[k] === 0) expect(cluster[k]).toBe(-1);
  });

  it('do not grow together through the layer on the foil', () => {
    const cut = twoPlanes(0);
    const joined = bottom(coating, 6, cut.slice());
    const { clusters } = measure(joined);
    // The two planes stay apart though every ligament between the lowest particles is broken.
    expect(clusters[0].extent_um[0]).toBeLessThan(60);
    expect(clusters[1].extent_um[0]).toBeLessThan(60);
    expect(clusters[1].ligaments).toBeGreaterThan(50);
  });
});

describe('length of parting cracks', () => {
  it('is that of known planes, whatever else is broken near the foil or at random', () => {
    expect(Math.abs(meanRatio(twoPlanes, 2 * W) - 1)).toBeLessThan(0.035);
    const floored = (o: number): Int32Array => bottom(coating, 10, twoPlanes(o));
    expect(Math.abs(meanRatio(floored, 2 * W) - 1)).toBeLessThan(0.035);
    const noisy = (o: number): Int32Array => diffuse(coating, 0.1, 9, twoPlanes(o));
    expect(Math.abs(meanRatio(noisy, 2 * W) - 1)).toBeLessThan(0.05);
  });

  it.each([0, 20, 45, 70, 90])(
    'of a straight crack at %i° that ends inside, and its direction',
    (degrees) => {
      const t = (degrees * Math.PI) / 180;
      const [ex, ey] = [Math.cos(t), Math.sin(t)];
      const make = (o: number): Int32Array =>
        crackBy(
          coating,
          (x, y) => ((x - W / 2) * ex + (y - W / 2) * ey < o ? 0 : 1),
          (x, y) => Math.abs((y - W / 2) * ex - (x - W / 2) * ey) < 60,
        );
      const ratio = meanRatio(make, 120);
      // Each end costs up to half a neighbour distance: −10 µm of 120.
      expect(ratio).toBeGreaterThan(0.88);
      expect(ratio).toBeLessThan(1.04);
      const found = measure(make(0)).summary.direction_deg as number;
      expect(Math.abs(((found - degrees + 270) % 180) - 90)).toBeLessThan(8);
    },
  );

  it.each([15, 30])('of a crack inclined by %i° is its length in top view', (tilt) => {
    const slope = Math.tan((tilt * Math.PI) / 180);
    const make = (o: number): Int32Array =>
      crackBy(
        coating,
        (x, _y, z) => (x - W / 2 - 0.5 * o - slope * (z - H / 2) < 0 ? 0 : 1),
        (x) => Math.abs(x - W / 2) < 80,
      );
    expect(Math.abs(meanRatio(make, W) - 1)).toBeLessThan(0.06);
  });

  it('of a circle and of a square net, with the spacing of the net', () => {
    const circle = (o: number): Int32Array =>
      crackBy(coating, (x, y) => (Math.hypot(x - W / 2 - o / 3, y - W / 2) < 70 ? 0 : 1));
    expect(Math.abs(meanRatio(circle, 140 * Math.PI) - 1)).toBeLessThan(0.06);
    const half = (v: number): number => (around(v) < W / 2 ? 0 : 1);
    const net = (o: number): Int32Array =>
      crackBy(coating, (x, y) => half(x - 60 - o) + 2 * half(y - 30 + o));
    expect(Math.abs(meanRatio(net, 4 * W) - 1)).toBeLessThan(0.04);
    const { summary } = measure(net(20));
    expect(summary.spacing_um).toBeGreaterThan(0.9 * (W / 2));
    expect(summary.spacing_um).toBeLessThan(1.1 * (W / 2));
    expect(measure(twoPlanes(0)).summary.spacing_um).toBeGreaterThan(0.9 * (W / 2));
    expect(measure(new Int32Array(coating.network.m)).summary.spacing_um).toBeNull();
  });

  it('tells cracks through 0.7 of the height from shallower ones, from foil-side and flat ones', () => {
    const deep = (share: number): number =>
      meanRatio((o) => {
        const side = (x: number): number => (around(x - 60 - o) < W / 2 ? 0 : 1);
        return crackBy(coating, side, (_x, _y, z) => z > H * (1 - share));
      }, 2 * W);
    expect(deep(0.5)).toBeLessThan(0.1);
    expect(deep(0.75)).toBeGreaterThan(0.95);
    const side = (x: number): number => (around(x - 60) < W / 2 ? 0 : 1);
    expect(lengthOf(crackBy(coating, side, (_x, _y, z) => z < 0.6 * H))).toBeLessThan(0.1 * 2 * W);
    expect(lengthOf(crackBy(coating, (_x, _y, z) => (z < 0.6 * H ? 0 : 1)))).toBeLessThan(0.05 * W);
  });

  it('is nothing for a fifth of all ligaments broken at random, or all of them near the foil', () => {
    const { m } = coating.network;
    const random20 = measure(diffuse(coating, 0.2, 1, new Int32Array(m))).summary;
    expect(random20.length_mm_per_mm2).toBeLessThan(0.01 * random20.diffuse_mm_per_mm2);
    const floor = measure(bottom(coating, 10, new Int32Array(m))).summary;
    expect(floor.parting).toBe(0);
    expect(floor.length_mm_per_mm2).toBe(0);
    expect(floor.diffuse_mm_per_mm2).toBeGreaterThan(1);
  });

  it('equals the diffuse length for planes, which rises linearly with random damage', () => {
    const one = measure(twoPlanes(0)).summary;
    expect(one.diffuse_mm_per_mm2 / ((1000 * 2 * W) / (W * W))).toBeCloseTo(1, 1);
    const at = (share: number): number =>
      measure(diffuse(coating, share, 5, new Int32Array(coating.network.m))).summary.diffuse_mm_per_mm2;
    expect(at(0.4) / at(0.1)).toBeCloseTo(4, 0);
  });

  it('is unbiased on a lattice, averaged over all places of the cut', () => {
    // Swept over one cell, the cut crosses each kind of neck as often as equation (1) supposes.
    const c = lattice('fcc', [10, 10, 3], 10);
    const by = crackMeter(c.network, c.geometry);
    const edge = 10 * Math.SQRT2;
    const width = 10 * edge;
    const steps = 8;
    let sum = 0;
    for (let s = 0; s < steps; s++) {
      const x0 = 2.3 * edge + (s / steps) * edge;
      const mode = crackBy(c, (x) => ((((x - x0) % width) + width) % width < width / 2 ? 0 : 1));
      sum += (measure(mode, c, by).summary.length_mm_per_mm2 * width) / 1000 / 2;
    }
    expect(Math.abs(sum / steps - 1)).toBeLessThan(0.01);
  });

  it('gives the same bits again and does not depend on where the period is cut', () => {
    const mode = diffuse(coating, 0.1, 2, twoPlanes(20));
    const first = measure(mode);
    const again = measure(mode.slice());
    expect(again.summary).toEqual(first.summary);
    expect(again.cluster).toEqual(first.cluster);
    const x = coating.network.x.slice();
    for (let p = 0; p < coating.network.n - 1; p++) x[3 * p] = (x[3 * p] + 77) % W;
    const moved: Coating = { ...coating, network: { ...coating.network, x } };
    const shifted = measure(mode, moved, crackMeter(moved.network, moved.geometry)).summary;
    expect(shifted.count).toBe(first.summary.count);
    expect(shifted.diffuse_mm_per_mm2).toBeCloseTo(first.summary.diffuse_mm_per_mm2, 9);
    expect(shifted.length_mm_per_mm2 / first.summary.length_mm_per_mm2).toBeCloseTo(1, 1);
  });
});

describe('slab', () => {
  const width = 420;
  const slab = packing({ width, depth: 10, height: 42, seed: 5, slab: true, fraction: 0.6, bridge: 0.5 });
  const by = crackMeter(slab.network, slab.geometry);
  const cutAt = (places: readonly number[], from = 0, mode?: Int32Array): Int32Array =>
    crackBy(
      slab,
      (x) => places.filter((p) => x > p).length,
      (x, _y, z) => z > from && places.some((p) => Math.abs(x - p) < 10),
      mode ?? new Int32Array(slab.network.m),
    );

  it.each([1, 2, 5, 9])('counts %i cuts exactly, with their length and spacing', (count) => {
    const places = Array.from({ length: count }, (_, q) => 21 + (q * 380) / count);
    const { summary } = measure(cutAt(places), slab, by);
    expect(summary.parting).toBe(count);
    expect(summary.length_mm_per_mm2).toBeCloseTo((1000 * count) / width, 9);
    if (count === 1) expect(summary.spacing_um).toBeNull();
    else expect(summary.spacing_um).toBeCloseTo(width / count, 9);
    expect(summary.direction_deg).toBe(0);
  });

  it('one ligament that holds above 0.3 of the height undoes a cut; below it does not', () => {
    const mode = cutAt([100, 250]);
    const { network } = slab;
    const neckZ = (k: number): number => network.x[3 * network.i[k] + 2] + network.armI[3 * k + 2];
    const facets: number[] = [];
    for (let k = 0; k < network.m; k++) {
      if (mode[k] !== 0 && Math.abs(network.x[3 * network.i[k]] - 100) < 20) facets.push(k);
    }
    facets.sort((a, b) => neckZ(b) - neckZ(a));
    const top = mode.slice();
    top[facets[0]] = 0;
    expect(measure(top, slab, by).summary.parting).toBe(1);
    expect(measure(cutAt([100, 250], 0.28 * 42), slab, by).summary.parting).toBe(2);
    expect(measure(cutAt([100, 250], 0.7 * 42), slab, by).summary.parting).toBe(0);
  });

  it('does not count loose particles or the layer on the foil', () => {
    const { network } = slab;
    const mode = bottom(slab, 8, new Int32Array(network.m));
    expect(measure(mode, slab, by).summary.parting).toBe(0);
    const rnd = random(1);
    const loose = new Set(Array.from({ length: 8 }, () => Math.floor(rnd() * (network.n - 1))));
    const single = new Int32Array(network.m);
    for (let k = 0; k < network.m; k++) if (loose.has(network.i[k]) || loose.has(network.j[k])) single[k] = 1;
    expect(measure(single, slab, by).summary.parting).toBe(0);
  });

  it('counts no more cuts after mending a ligament', () => {
    const base = diffuse(slab, 0.3, 3, cutAt([60, 160, 300]));
    const before = measure(base, slab, by).summary.parting;
    expect(before).toBeGreaterThanOrEqual(3);
    const rnd = random(8);
    for (let q = 0; q < 40; q++) {
      const mode = base.slice();
      mode[Math.floor(rnd() * mode.length)] = 0;
      expect(measure(mode, slab, by).summary.parting).toBeLessThanOrEqual(before);
    }
  });
});

describe('crackMeter', () => {
  it('refuses options out of range', () => {
    for (const options of [{ partingHeight: 0 }, { partingHeight: Number.NaN }, { minLigaments: 1.5 }]) {
      expect(() => crackMeter(coating.network, coating.geometry, options)).toThrow(InputError);
    }
  });

  it('measures a network without particles or ligaments as uncracked', () => {
    const bare = makeNetwork([[5, 5, 5]], [5], [], [0], [20, 20, 0]);
    for (const slab of [false, true]) {
      const by = crackMeter(bare, { height_um: 10, area_um2: 400, depth_um: 20, slab });
      const { summary } = measureCracks(by, { mode: Int32Array.of(2), opening: Float64Array.of(1) });
      expect(summary).toEqual({
        count: 0,
        parting: 0,
        length_mm_per_mm2: 0,
        diffuse_mm_per_mm2: 0,
        largest_um: 0,
        opening_um_max: 0,
        spacing_um: null,
        direction_deg: null,
      });
    }
  });
});

describe('axisAngle', () => {
  it('is the angle of an axis, to 0.1°', () => {
    for (let d = -89; d <= 90; d += 0.7) {
      const t = (d * Math.PI) / 180;
      const [c, s] = [Math.cos(t), Math.sin(t)];
      const found = axisAngle(c * c, c * s, s * s) as number;
      expect(Math.abs(((found - d + 270) % 180) - 90)).toBeLessThanOrEqual(0.0501);
    }
    expect(axisAngle(0, 0, 1)).toBe(90);
    expect(axisAngle(1, 0, 1)).toBeNull();
    expect(axisAngle(0, 0, 0)).toBeNull();
  });
});
