import { describe, expect, it } from 'vitest';
import type { NetworkData } from '../../src/core/network.js';
import { boxBounds, particleCount } from '../../src/observe/geometry.js';
import { coatingSvg } from '../../src/output/coating/coating.js';
import { localStress } from '../../src/output/coating/local-stress.js';
import { Discs, STEP, Strokes } from '../../src/output/coating/marks.js';
import { coatingScene } from '../../src/output/coating/scene.js';
import { seenFromAbove } from '../../src/output/coating/visible.js';
import { random } from '../support/random.js';
import { find, ids, parseXml } from '../support/xml.js';
import { fakeFrame, fakeNetwork } from './fake.js';

const network = fakeNetwork({ lateral: 150, height: 60, slab: false });
const frame = fakeFrame(network, 'dry', 2);
const geometry = { height_um: boxBounds(network).hi[2], area_um2: 150 * 150, depth_um: 150, slab: false };

describe('picture of a coating', () => {
  const svg = coatingSvg(network, frame, geometry, { title: 'Dried <&> cracked', id: 'a' });

  it('is well-formed, with title, description, units and unique ids that all exist', () => {
    const tree = parseXml(svg);
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
    const known = ids(tree);
    for (const use of find(tree, 'use')) expect(known.has(use.attributes.href!.slice(1))).toBe(true);
    for (const words of ['MPa', '100 µm|50 µm|20 µm', 'mm/mm²', 'Cut along', 'open less than']) {
      expect(svg).toMatch(new RegExp(words));
    }
    expect(svg).toContain('Dried &lt;&amp;&gt; cracked');
  });

  it('is the same twice, takes few bytes a particle, and two can share a page', () => {
    expect(coatingSvg(network, frame, geometry, { title: 'Dried <&> cracked', id: 'a' })).toBe(svg);
    const other = coatingSvg(network, frame, geometry, { id: 'b' });
    const own = ids(parseXml(svg));
    for (const id of ids(parseXml(other))) expect(own.has(id)).toBe(false);
    expect(svg.length).toBeLessThan(60_000 + 25 * particleCount(network));
  });

  it('draws the broken ligaments in sight and none of an uncracked coating', () => {
    const whole = { ...frame, mode: new Int32Array(network.m) };
    const scene = coatingScene(network, frame, geometry, { magnify: 1 });
    expect(scene.tracesAbove.length).toBeGreaterThan(0);
    expect(scene.tracesAbove.filter((t) => t.mode === 0)).toEqual([]);
    expect(coatingScene(network, whole, geometry, { magnify: 1 }).tracesAbove).toEqual([]);
    expect(coatingSvg(network, whole, geometry)).not.toMatch(/class="fb-(ncm|alu|coh)"/);
  });

  it('cuts where it is told, and there shows the circles that the plane makes', () => {
    const scene = coatingScene(network, frame, geometry, { magnify: 0, cut_um: 40 });
    expect(scene.cut.length).toBeGreaterThan(10);
    for (const p of scene.cut) {
      let d = network.x[3 * p.index + 1] - 40;
      d -= 150 * Math.round(d / 150);
      expect(p.radius ** 2 + d * d).toBeCloseTo(network.radius[p.index] ** 2, 9);
    }
  });

  it('refuses a slab', () => {
    const slab = fakeNetwork();
    expect(() => coatingSvg(slab, fakeFrame(slab, 'dry', 1), { ...geometry, slab: true })).toThrow(
      RangeError,
    );
  });
});

describe('what is in sight from above', () => {
  it('is found by height: the covered is not, the highest is', () => {
    const at = [
      [10, 10, 5, 4],
      [10, 10, 20, 5],
      [30, 30, 5, 4],
      [32, 30, 12, 3],
    ];
    const net = {
      n: 4,
      kind: new Int32Array(4),
      x: Float64Array.from(at.flatMap(([x, y, z]) => [x!, y!, z!])),
      radius: Float64Array.from(at.map((p) => p[3])),
    } as unknown as NetworkData;
    const place = Float64Array.from(at.flatMap(([x, y]) => [x!, y!]));
    const seen = seenFromAbove(net, place, [40, 40], 0.5);
    expect(seen.map((s) => s.index)).toEqual([2, 3, 1]);
    expect(seen.map((s) => s.top)).toEqual([9, 15, 25]);
  });
});

describe('local stress', () => {
  it('is the volume-weighted mean within reach, over periodic sides too', () => {
    const next = random(5);
    const n = particleCount(network);
    const stress = Float64Array.from({ length: 6 * network.n }, () => next() - 0.5);
    const reach = 14;
    const found = localStress(network, { stress }, reach);
    for (const k of [0, 7, 40, n - 1]) {
      let [sum, weight] = [0, 0];
      for (let p = 0; p < n; p++) {
        const d = [0, 1, 2].map((c) => network.x[3 * p + c] - network.x[3 * k + c]);
        for (const c of [0, 1]) d[c] -= network.period[c] * Math.round(d[c] / network.period[c]);
        if (d[0] ** 2 + d[1] ** 2 + d[2] ** 2 > reach * reach) continue;
        const v = network.radius[p] ** 3;
        sum += 0.5 * v * (stress[6 * p] + stress[6 * p + 1]);
        weight += v;
      }
      expect(found[k]).toBeCloseTo(sum / weight, 12);
    }
  });
});

describe('compact marks', () => {
  it('give back every place to half a step', () => {
    const next = random(9);
    const discs = new Discs();
    const strokes = new Strokes();
    const given = Array.from({ length: 200 }, () => [900 * next(), 900 * next()] as const);
    for (const [x, y] of given) {
      discs.add('one', x, y);
      strokes.add('one', x, y, 3, -2);
    }
    const numbers = (d: string): number[] => (d.match(/-?\d+/g) ?? []).map(Number);
    let [x, y] = [0, 0];
    const path = discs.entries()[0][1].replaceAll('h0', ' ');
    for (const [k, [dx, dy]] of pairs(numbers(path)).entries()) {
      [x, y] = [x + dx, y + dy];
      expect(Math.abs(x * STEP - given[k][0])).toBeLessThanOrEqual(STEP / 2);
      expect(Math.abs(y * STEP - given[k][1])).toBeLessThanOrEqual(STEP / 2);
    }
    expect(pairs(numbers(strokes.path('one')))).toHaveLength(400);
  });
});

function pairs(list: readonly number[]): [number, number][] {
  return Array.from({ length: list.length / 2 }, (_, k) => [list[2 * k], list[2 * k + 1]]);
}
