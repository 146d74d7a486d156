/**
 * What a ligament is said to carry, against its fibres: each evaluated here from the state alone, after docs/theory.md
 * §1–2. After a commit fibres are elastic from their plastic offsets.
 */
import { beforeAll, expect, it } from 'vitest';
import type { Config } from '../../src/config/config-types.js';
import { Engine } from '../../src/core/engine.js';
import { fibresOf, type NetworkData, SideKind } from '../../src/core/network.js';
import { configure } from '../../src/model/configure.js';
import { neckArea } from '../../src/observe/geometry.js';
import { componentOf, quantity } from '../../src/observe/lists.js';
import type { Frame } from '../../src/observe/quantities.js';
import { decodeCheckpoint } from '../../src/process/checkpoint.js';
import { engineMaterial } from '../../src/process/material.js';
import { run } from '../../src/process/run.js';
import { core, wasmModule } from '../support/nets.js';

type Vector = readonly [number, number, number];

const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const vector = (from: Float64Array, at: number): Vector => [from[at], from[at + 1], from[at + 2]];
/** A symmetric tensor xx, yy, zz, yz, xz, xy times a vector. */
const times = (s: ArrayLike<number>, at: number, [x, y, z]: Vector): Vector => [
  s[at] * x + s[at + 5] * y + s[at + 4] * z,
  s[at + 5] * x + s[at + 1] * y + s[at + 3] * z,
  s[at + 4] * x + s[at + 3] * y + s[at + 2] * z,
];

/** Normal opening of neck `e`, µm: (1.1) along its normal. */
function opening(engine: Engine, net: NetworkData, e: number): number {
  const [u, eigen, { cell }] = [engine.f64('u'), engine.f64('eigen'), engine.load()];
  const end = (node: number, arm: Vector): Vector => {
    const [move, turn] = [vector(u, 6 * node), cross(vector(u, 6 * node + 3), arm)];
    const [strain, mean] = [times(eigen, 6 * node, arm), times(cell, 0, arm)];
    return [0, 1, 2].map((c) => move[c] + turn[c] + strain[c] - mean[c]) as unknown as Vector;
  };
  const [a, b] = [end(net.i[e], vector(net.armI, 3 * e)), end(net.j[e], vector(net.armJ, 3 * e))];
  return dot([b[0] - a[0], b[1] - a[1], b[2] - a[2]], vector(net.normal, 3 * e));
}

/** Strength (MPa) and energy (J/m²) of the interface of neck `e` that is the weaker one when dry. */
function interfaceOf(net: NetworkData, { binder }: Config, e: number): { sigma: number; gamma: number } {
  const side = (kind: number, scale: number) => ({
    sigma: scale * (kind === SideKind.foil ? binder.strengthFoil_MPa : binder.strengthNcm_MPa),
    gamma: scale * (kind === SideKind.foil ? binder.adhesionFoil_J_m2 : binder.adhesionNcm_J_m2),
  });
  const i = side(net.sideI[e], net.adhesionScaleI[e]);
  const j = side(net.sideJ[e], net.adhesionScaleJ[e]);
  return j.sigma < i.sigma ? j : i;
}

/** Sum of the normal forces of the fibres of every neck, µN. */
function fibreForces(engine: Engine, net: NetworkData, config: Config): number[] {
  const { shrink, fE, fG } = engine.load();
  const E = engineMaterial(config).eFilm * fE;
  const [plastic, damage, flag] = [engine.f64('plastic'), engine.f64('damage'), engine.i32('flag')];
  return Array.from({ length: net.m }, (_, e) => {
    const open = opening(engine, net, e);
    const { sigma, gamma } = interfaceOf(net, config, e);
    const [from, to] = fibresOf(net, e);
    let force = 0;
    for (let k = from; k < to; k++) {
      if (net.area[k] === 0 || flag[k] === 3) continue;
      const t = net.thickness[k];
      const q = open - dot(vector(plastic, 6 * k), vector(net.normal, 3 * e)) + shrink * t;
      // What has come off its surface is a pad; a closed interface adds no compliance.
      if (q > 0 && flag[k] !== 0) continue;
      const d = damage[k];
      const softened = q > 0 ? ((2 * gamma) / (sigma * sigma * fG)) * (d / (1 - d)) : 0;
      force += (net.area[k] * q) / (t / E + softened);
    }
    return force;
  });
}

interface StageEnd {
  readonly net: NetworkData;
  readonly frame: Frame;
  /** Normal force of every binder, µN. */
  readonly forces: readonly number[];
}

const configs = ['PVDF', 'PVDF-A'].map((binder) => configure({ preset: 'paper-10', binder }));
const ends: StageEnd[] = [];

beforeAll(async () => {
  for (const config of configs) {
    const saved: Uint8Array[] = [];
    const keep = (data: Uint8Array): void => void saved.push(data);
    const { network: net } = await run(wasmModule, config, { onCheckpoint: keep, checkpointEvery: 1e9 });
    const engine = new Engine(await core(), net, engineMaterial(config));
    for (const data of saved) {
      const { frames, engine: state } = decodeCheckpoint(data);
      engine.restore(state);
      ends.push({ net, frame: frames.at(-1)!, forces: fibreForces(engine, net, config) });
    }
  }
});

const closeTo = (value: number, expected: number, scale: number): boolean =>
  Math.abs(value - expected) <= 1e-9 * scale;

it('the traction of a binder times its area is the sum over its fibres, in every ligament at every stage end', () => {
  const stages = ['dry', 'cool', 'calender', 'wet', 'charge', 'discharge'];
  expect(ends.map(({ frame }) => frame.stage)).toEqual([...stages, ...stages]);
  for (const { net, frame, forces } of ends) {
    const scale = Math.max(...forces.map(Math.abs));
    const off = forces.flatMap((force, e) =>
      closeTo(frame.traction[e] * neckArea(net, e), force, scale) ? [] : [[frame.stage, e, force]],
    );
    expect(off).toEqual([]);
  }
});

it('has closed and broken ligaments to say so of', () => {
  const all = ends.flatMap(({ frame, forces }) => forces.map((f, e) => ({ f, mode: frame.mode[e] })));
  expect(all.filter(({ f, mode }) => f < 0 && mode === 0).length).toBeGreaterThan(10);
  expect(all.filter(({ f, mode }) => f < 0 && mode === 1).length).toBeGreaterThan(0);
  expect(ends.some(({ frame }) => frame.damage.some((d) => d > 0 && d < 1))).toBe(true);
});

it('the contact beside it carries the force of Hertz at the overlap, and its mean pressure over the contact circle', () => {
  const { E_MPa, nu } = configs[0].active;
  const stiff = (4 / 3) * (E_MPa / (2 * (1 - nu * nu)));
  let touching = 0;
  for (const { net, frame } of ends) {
    const at = { network: net, frame };
    for (let e = 0; e < net.m; e++) {
      const [R, overlap] = [net.contactRadius[e], -frame.opening[e] - net.gap[e]];
      const force = componentOf(quantity('contactForce'), at, e);
      const pressure = componentOf(quantity('contactPressure'), at, e);
      if (overlap <= 0 || R === 0) {
        expect([force, pressure]).toEqual([0, 0]);
        continue;
      }
      // Grains that hang on nothing carry nothing.
      if (force === 0) continue;
      touching++;
      const hertz = stiff * Math.sqrt(R) * overlap ** 1.5;
      expect(force / hertz).toBeCloseTo(1, 9);
      // The mean is two thirds of Hertz' largest pressure, (6 F E*²/π³R²)^⅓.
      const largest = ((6 * force * ((3 / 4) * stiff) ** 2) / (Math.PI ** 3 * R * R)) ** (1 / 3);
      expect(pressure / ((2 / 3) * largest)).toBeCloseTo(1, 9);
    }
  }
  expect(touching).toBeGreaterThan(5);
});
