import { describe, expect, it } from 'vitest';
import { configure } from '../../../src/model/configure.js';
import type { QuantityName } from '../../../src/observe/quantities.js';
import { buffersOf, cutOf, isCut, shapeOf } from '../../../src/web/scene/buffers.js';
import {
  eyeOf,
  NAMED_VIEWS,
  orbit,
  pan,
  project,
  rayThrough,
  type Vec3,
  zoom,
} from '../../../src/web/scene/camera.js';
import { visibleFrom } from '../../../src/web/scene/occlusion.js';
import {
  type CameraState,
  DEFAULT_CAMERA,
  DEFAULT_DISPLAY,
  type DisplayOptions,
  type Subject,
} from '../../../src/web/scene/options.js';
import { pickAlong } from '../../../src/web/scene/pick.js';
import { COLOURS, colourOf, magnification, scaleOf } from '../../../src/web/scene/quantity.js';
import { grid, momentOf } from './synthetic.js';

const network = grid(6, 5, 4);
const moment = momentOf(network);
const shape = shapeOf(network);
const subject: Subject = {
  ...{ network, moment, moments: [moment], config: configure({}), picked: null, theme: 'light' },
};
const content = (display: DisplayOptions = DEFAULT_DISPLAY, of = subject) =>
  buffersOf(shapeOf(of.network), of, display, scaleOf(of, display), magnification(of, display));
const CAMERAS: readonly CameraState[] = (['orthographic', 'perspective'] as const).flatMap((projection) =>
  Object.values(NAMED_VIEWS).map((view) => ({ ...DEFAULT_CAMERA, ...view, projection })),
);

describe('the camera', () => {
  it('sends a ray through the place where a point shows', () => {
    const p: Vec3 = [12, 30, 17];
    for (const state of CAMERAS) {
      const eye = eyeOf(state, shape, 1.6);
      const at = project(eye, p);
      if (at === null) throw new Error('it is in front of the viewer');
      const { origin, direction } = rayThrough(eye, at[0], at[1]);
      const t = direction.reduce((sum, d, c) => sum + d * (p[c] - origin[c]), 0);
      for (let c = 0; c < 3; c++) expect(origin[c] + t * direction[c]).toBeCloseTo(p[c], 6);
      expect(Math.hypot(...direction)).toBeCloseTo(1, 12);
    }
  });

  it('fits the electrode, and keeps what is under the pointer when it zooms', () => {
    for (const state of CAMERAS) {
      const eye = eyeOf(state, shape, 1.6);
      for (let k = 0; k < shape.particles; k++) {
        const at = project(eye, [network.x[3 * k], network.x[3 * k + 1], network.x[3 * k + 2]]);
        expect(Math.max(Math.abs(at![0]), Math.abs(at![1]))).toBeLessThan(1);
      }
      const { origin, direction } = rayThrough(eye, 0.5, -0.25);
      const depth = eye.target.reduce((sum, v, c) => sum + (v - origin[c]) * -eye.back[c], 0);
      const slope = -direction.reduce((sum, v, c) => sum + v * eye.back[c], 0);
      const under = origin.map((v, c) => v + (direction[c] * depth) / slope) as unknown as Vec3;
      const near = eyeOf(zoom(state, eye, 3, (0.5 * eye.aspect) / 2, -0.25 / 2), shape, 1.6);
      const at = project(near, under);
      expect(at![0]).toBeCloseTo(0.5, 6);
      expect(at![1]).toBeCloseTo(-0.25, 6);
    }
  });

  it('does not turn over the pole, and pans by shares of the height', () => {
    const eye = eyeOf(DEFAULT_CAMERA, shape, 1.6);
    expect(orbit(DEFAULT_CAMERA, eye, 0, 9).pitch).toBe(Math.PI / 2);
    const moved = eyeOf(pan(DEFAULT_CAMERA, eye, 0.25, 0), shape, 1.6);
    expect(project(moved, eye.target)![0]).toBeCloseTo(0.5 / 1.6, 9);
  });
});

describe('picking', () => {
  it('meets the particle whose middle is nearest in front', () => {
    const buffers = content();
    const eye = eyeOf({ ...DEFAULT_CAMERA, ...NAMED_VIEWS.top }, shape, 1);
    // Everything in the top layer is met through its own middle.
    for (let k = 3; k < shape.particles; k += 4) {
      const at = project(eye, [...buffers.spheres.subarray(4 * k, 4 * k + 3)] as unknown as Vec3);
      expect(pickAlong(rayThrough(eye, at![0], at![1]), buffers)).toMatchObject({
        kind: 'particle',
        index: k,
      });
    }
  });

  it('meets a rod at its mantle and its caps, and nothing beside it', () => {
    const buffers = {
      ...content({ ...DEFAULT_DISPLAY, particles: 0 }),
      rodFrom: Float32Array.of(0, 0, 0, 2),
      rodTo: Float32Array.of(10, 0, 0),
      rodIds: Int32Array.of(7),
    };
    const meet = (origin: Vec3, direction: Vec3) => pickAlong({ origin, direction }, buffers)?.distance;
    expect(meet([5, -10, 0], [0, 1, 0])).toBeCloseTo(8, 9);
    expect(meet([20, 1, 0], [-1, 0, 0])).toBeCloseTo(10, 9);
    expect(meet([-3, 1.9, 0], [1, 0, 0])).toBeCloseTo(3, 9);
    expect(meet([20, 2.1, 0], [-1, 0, 0])).toBeUndefined();
    expect(meet([11, -10, 0], [0, 1, 0])).toBeUndefined();
    expect(meet([5, -10, 2.01], [0, 1, 0])).toBeUndefined();
  });
});

describe('what is left out of a large picture', () => {
  it('is nothing that a ray meets first', () => {
    const deep = grid(14, 12, 8);
    const at = momentOf(deep);
    const of = { ...subject, network: deep, moment: at, moments: [at] };
    const buffers = content(DEFAULT_DISPLAY, of);
    let left = 0;
    for (const state of CAMERAS) {
      const eye = eyeOf(state, shapeOf(deep), 1.5);
      for (const height of [eye.height, eye.height / 5]) {
        const near = eyeOf({ ...state, target: eye.target, height_um: height }, shapeOf(deep), 1.5);
        const seen = visibleFrom(buffers, near);
        const balls = new Set([...seen.spheres].map((k) => buffers.sphereIds[k]));
        const rods = new Set([...seen.rods].map((k) => buffers.rodIds[k]));
        left += buffers.sphereIds.length - balls.size;
        for (let k = 0; k < 150; k++) {
          const hit = pickAlong(
            rayThrough(near, ((k * 0.618) % 1.99) - 1, ((k * 0.414) % 1.99) - 1),
            buffers,
          );
          if (hit === null) continue;
          expect((hit.kind === 'particle' ? balls : rods).has(hit.index)).toBe(true);
        }
      }
    }
    expect(left).toBeGreaterThan(1344);
  });
});

describe('what is drawn', () => {
  it('shows a ligament across a periodic side at both sides', () => {
    const counts = new Map<number, number>();
    for (const neck of shape.necks) counts.set(neck, (counts.get(neck) ?? 0) + 1);
    const twice = [...counts].filter(([, n]) => n === 2).map(([neck]) => neck);
    expect(twice.length).toBe(5 * 4 + 6 * 4);
    const { rodFrom, rodIds } = content();
    const [a, b] = [...rodIds.keys()].filter((k) => rodIds[k] === twice[0]);
    const apart = [0, 1, 2].map((c) => Math.abs(rodFrom[4 * a! + c] - rodFrom[4 * b! + c]));
    expect([network.period[0], network.period[1]]).toContain(Math.round(Math.max(...apart)));
  });

  it('lays a crack across its ligament, flat, in the colour of its mode', () => {
    const { rodFrom, rodTo, rodIds, rodColours } = content();
    const at = rodIds.findIndex((k) => moment.frame.mode[k] === 2);
    const length = Math.hypot(...[0, 1, 2].map((c) => rodTo[3 * at + c] - rodFrom[4 * at + c]));
    expect(length).toBeCloseTo(0.07 * shape.diameter, 4);
    expect([...rodColours.subarray(4 * at, 4 * at + 3)]).toEqual([0x00, 0x72, 0xb2]);
  });

  it('cuts away what lies beyond the slice', () => {
    for (const axis of ['x', 'y', 'z'] as const) {
      const display = { ...DEFAULT_DISPLAY, slice: { axis, share: 0.5 } };
      const cut = cutOf(shape, display);
      const kept = content(display).sphereIds;
      expect(kept.length).toBeGreaterThan(0);
      expect(kept.length).toBeLessThan(shape.particles);
      for (const k of kept) expect(isCut(cut, network.x[3 * k + cut!.c])).toBe(false);
    }
  });

  it('magnifies displacements, and halves or hides particles', () => {
    const { spheres } = content({ ...DEFAULT_DISPLAY, magnify: 20, particles: 0.5 });
    expect(spheres[0]).toBeCloseTo(network.x[0] + 20 * moment.frame.displacement[0], 4);
    expect(spheres[3]).toBeCloseTo(network.radius[0] / 2, 5);
    expect(content({ ...DEFAULT_DISPLAY, particles: 0 }).sphereIds.length).toBe(0);
    expect(magnification(subject, DEFAULT_DISPLAY)).toBeGreaterThan(1);
  });
});

describe('colours', () => {
  it('have a range that is round, holds the run and is the same to both sides for stress', () => {
    const range = (by: QuantityName) => scaleOf(subject, { ...DEFAULT_DISPLAY, colour: by });
    const stress = range('stress');
    expect(stress.low).toBe(-stress.high);
    expect(stress.high).toBeGreaterThan(4);
    for (const by of ['mises', 'displacement'] as const) expect(range(by).low).toBe(0);
    expect([range('damage').low, range('damage').high]).toEqual([0, 1]);
    const fixed = scaleOf(subject, { ...DEFAULT_DISPLAY, range: [-1, 3] });
    expect([fixed.low, fixed.high, fixed.automatic]).toEqual([-1, 3, false]);
  });

  it('take the end colours beyond the range, and one for each category', () => {
    const fixed = scaleOf(subject, { ...DEFAULT_DISPLAY, range: [-1, 1] });
    expect(colourOf(fixed, -5, 'light')).toEqual(colourOf(fixed, -1, 'light'));
    expect(colourOf(fixed, -1, 'light')).not.toEqual(colourOf(fixed, 1, 'light'));
    const births = scaleOf(subject, { ...DEFAULT_DISPLAY, colour: 'birth' });
    const colours = [-1, 0, 1, 2, 3].map((v) => colourOf(births, v, 'dark').join());
    expect(new Set(colours).size).toBe(5);
  });

  it('are offered for every quantity, with a range that holds what it has and a scale that is its own', () => {
    expect(COLOURS.length).toBeGreaterThan(14);
    for (const q of COLOURS) {
      const { low, high, quantity } = scaleOf(subject, { ...DEFAULT_DISPLAY, colour: q.name });
      expect(quantity.name).toBe(q.name);
      expect(low, q.name).toBeLessThan(high);
      expect(low < 0, q.name).toBe(q.kind === 'diverging');
    }
  });
});
