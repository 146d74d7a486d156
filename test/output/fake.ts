/** Made-up but consistent networks, frames, results and sweeps for the tests of the writers. No mechanics. */

import { type NetworkData, NodeKind, SideKind } from '../../src/core/network.js';
import type { RunResult, StageResult } from '../../src/model/result.js';
import type { Frame } from '../../src/observe/quantities.js';
import type { MapBinder } from '../../src/output/map/clouds.js';
import type { MapRow } from '../../src/output/map/grid.js';
import { blankArrays } from '../support/frames.js';
import { network } from '../support/network.js';
import { random } from '../support/random.js';

interface Neck {
  i: number;
  j: number;
  d: [number, number, number];
  gap: number;
}

function places(lateral: number, depth: number, height: number, slab: boolean, next: () => number) {
  const list: { x: number; y: number; z: number; r: number }[] = [];
  const pitch = 9.2;
  const columns = Math.floor(lateral / pitch);
  const rows = slab ? 1 : Math.floor(depth / pitch);
  const layers = Math.max(1, Math.floor(height / (pitch * 0.92)));
  for (let l = 0; l < layers; l++)
    for (let b = 0; b < rows; b++)
      for (let a = 0; a < columns; a++) {
        if (next() < 0.06) continue;
        const r = 3.3 + 1.2 * next();
        const jog = 0.5 * (l % 2) + 0.5 * (b % 2) * (slab ? 0 : 1);
        const x = ((a + jog + 0.16 * (next() - 0.5)) * lateral) / columns;
        const y = slab ? depth / 2 : ((b + 0.16 * (next() - 0.5) + 0.25 * (l % 2)) * depth) / rows;
        const z = r + 0.4 + (l * pitch * 0.92 + 0.5 * next()) * 1;
        list.push({ x: ((x % lateral) + lateral) % lateral, y: ((y % depth) + depth) % depth, z, r });
      }
  return list;
}

/** A network that looks like an electrode: rows of particles on a foil, periodic along x and y. */
export function fakeNetwork(
  options: { seed?: number; lateral?: number; depth?: number; height?: number; slab?: boolean } = {},
): NetworkData {
  const { seed = 1, lateral = 120, height = 40, slab = true } = options;
  const depth = options.depth ?? (slab ? 9 : lateral);
  const next = random(seed);
  const at = places(lateral, depth, height, slab, next);
  const period: [number, number, number] = [lateral, depth, 0];
  const necks: Neck[] = [];
  const foil = at.length;
  for (let i = 0; i < at.length; i++) {
    for (let j = i + 1; j < at.length; j++) {
      const wrap = (v: number, p: number): number => v - p * Math.round(v / p);
      const d: [number, number, number] = [
        wrap(at[j].x - at[i].x, lateral),
        slab ? 0 : wrap(at[j].y - at[i].y, depth),
        at[j].z - at[i].z,
      ];
      const gap = Math.hypot(...d) - at[i].r - at[j].r;
      if (gap < 3.4) necks.push({ i, j, d, gap });
    }
    if (at[i].z < 1.4 * at[i].r) necks.push({ i, j: foil, d: [0, 0, -at[i].z], gap: at[i].z - at[i].r });
  }
  return pack(at, necks, period, next);
}

function pack(
  at: { x: number; y: number; z: number; r: number }[],
  necks: Neck[],
  period: [number, number, number],
  next: () => number,
): NetworkData {
  const foil = at.length;
  const fibres = necks.map(() =>
    [0, 1].map((ring) => ({ area: 8 + 8 * next(), t: 1 + ring + next(), g2: 4 })),
  );
  return network(
    [...at.map(({ x, y, z, r }) => ({ x: [x, y, z], r })), { x: [0, 0, 0], kind: NodeKind.foil }],
    necks.map(({ i, j, d, gap }, k) => {
      const normal = d.map((v) => v / Math.hypot(...d));
      const armI = normal.map((v) => v * (at[i].r + gap / 2));
      return {
        ...{ i, j, normal, gap, armI, contactRadius: 2, fibres: fibres[k] },
        armJ: j === foil ? [0, 0, 0] : armI.map((v, c) => v - d[c]),
        sideJ: j === foil ? SideKind.foil : SideKind.ncm,
      };
    }),
    period,
  );
}

/** State of a network with `cracks` vertical cracks of opening `open`, µm. */
export function fakeFrame(network: NetworkData, stage: string, cracks: number, open = 0.8, seed = 3): Frame {
  const next = random(seed);
  const [lateral] = network.period;
  const planes = Array.from(
    { length: cracks },
    (_, k) => ((k + 0.3 + 0.4 * next()) * lateral) / Math.max(1, cracks),
  );
  const mode = new Int32Array(network.m);
  const cluster = new Int32Array(network.m).fill(-1);
  for (let k = 0; k < network.m; k++) {
    const xi = network.x[3 * network.i[k]];
    const xj = xi + network.armI[3 * k] - network.armJ[3 * k];
    const foil = network.kind[network.j[k]] === NodeKind.foil;
    const hit = planes.findIndex((p) =>
      foil ? Math.abs(xi - p) < 7 : Math.min(xi, xj) < p && Math.max(xi, xj) >= p,
    );
    if (hit < 0) continue;
    mode[k] = foil ? 2 : next() < 0.7 ? 1 : 3;
    cluster[k] = hit;
  }
  const side = (x: number): number => {
    let u = 0;
    for (const p of planes) u += (x > p ? 0.5 : -0.5) * Math.exp(-Math.abs(x - p) / 25);
    return u * open;
  };
  const displacement = new Float64Array(6 * network.n);
  const stress = new Float64Array(6 * network.n);
  for (let k = 0; k < network.n; k++) {
    if (network.kind[k] !== NodeKind.particle) continue;
    const [x, , z] = network.x.subarray(3 * k, 3 * k + 3);
    displacement[6 * k] = side(x) * (0.3 + z / 50);
    displacement[6 * k + 2] = -0.15 * (z / 40);
    const relief = planes.reduce((s, p) => Math.min(s, 1 - Math.exp(-Math.abs(x - p) / 30)), 1);
    stress.set([3.2 * relief + 1.6 * (next() - 0.5), 1, -0.3 + 0.4 * next(), 0.1, 0.2, 0], 6 * k);
  }
  return {
    stage,
    cycle: 0,
    fraction: 1,
    x: 1,
    ...blankArrays(network),
    displacement,
    mode,
    damage: Float64Array.from(mode, (v) => (v > 0 ? 1 : 0.3 * next())),
    birth: Int32Array.from(mode, (v) => (v > 0 ? 0 : -1)),
    opening: Float64Array.from(mode, (v) => (v > 0 ? open : 0.02)),
    traction: Float64Array.from(mode, (v) => (v > 0 ? 0 : 4 * next())),
    stress,
    cluster,
  };
}

/** One stage with a given crack length, mm/mm², and numbers that belong to it. */
export function fakeStage(
  name: string,
  length: number,
  born: number,
  voltage: number | null = null,
): StageResult {
  const broken = (k: number) => ({
    total: k,
    fraction: k / 1000,
    adhesiveNcm: Math.round(0.6 * k),
    adhesiveFoil: Math.round(0.1 * k),
    cohesive: k - Math.round(0.6 * k) - Math.round(0.1 * k),
  });
  return {
    name,
    cycle: voltage === null ? 0 : 1,
    voltage_V: voltage,
    x: voltage === null ? 1 : 0.18,
    cracks: {
      count: Math.round(length),
      parting: Math.round(length / 2),
      length_mm_per_mm2: length,
      diffuse_mm_per_mm2: length * 1.7,
      largest_um: 40,
      opening_um_max: length > 0 ? 0.82 : 0,
      spacing_um: length > 2 ? 1000 / length : null,
      direction_deg: length > 0 ? 12 : null,
    },
    broken: broken(20 * Math.round(length)),
    born: broken(born),
    delaminatedFoil: Math.min(1, length / 60),
    connectedActive: Math.max(0.2, 1 - length / 40),
    conductance: Math.max(0.1, 1 - length / 30),
    stress_MPa: 2.4 - length / 20,
    stressTensor_MPa: [2.4 - length / 20, 1.1, 0.01, 0, 0.002, 0],
    energy_pJ: {
      work: 5210.7 + length,
      elastic: 3100,
      plastic: 900.5,
      adhesive: 410.2,
      cohesive: 300,
      friction: 100,
      released: 400,
      imbalance: 3.2e-5,
    },
    solver: { loadSteps: 24, iterations: 930, residual: 4e-7, events: born },
  };
}

/** A whole result; `lengths` are the crack lengths after dry, cool, calender, wet, charge, discharge. */
export function fakeResult(lengths: readonly number[], binder = 'PVDF', slab = true): RunResult {
  const names = ['dry', 'cool', 'calender', 'wet', 'charge', 'discharge'];
  return {
    schema: 'fibril.run/1',
    input: { schema: 'fibril.config/1', preset: 'paper-10', binder: { name: binder }, seed: 1 },
    hash: '9f2c4e7a11b0d35c',
    network: {
      particles: 180,
      ligaments: 520,
      porosity: 0.41,
      coordination: 5.1,
      thickness_um: 42,
      lateral_um: [420, slab ? 9 : 420],
      slab,
      binderVolumePlaced_um3: 12345.6,
      binderVolumeAvailable_um3: 12345.6,
    },
    stages: lengths.map((length, k) =>
      fakeStage(
        names[k],
        length,
        Math.round(20 * (length - (lengths[k - 1] ?? 0))),
        k > 3 ? [4.3, 3][k - 4] : null,
      ),
    ),
    warnings: slab ? ['The network is a slab one particle thick.'] : [],
  };
}

/** A sweep whose crack length falls with both axes. */
export function fakeRows(
  side = 12,
  seeds: readonly number[] = [1, 2],
  fail: (k: number) => boolean = () => false,
): MapRow[] {
  const next = random(11);
  const rows: MapRow[] = [];
  for (let a = 0; a < side; a++)
    for (let b = 0; b < side; b++)
      for (const seed of seeds) {
        const toughness = 0.1 * 1000 ** (a / (side - 1));
        const adhesion = 0.03 * 100 ** (b / (side - 1));
        const effective = 1 / (1 / adhesion + 0.35 / toughness);
        const raw = 26 * (1 - effective / 0.75) + 3 * (next() - 0.5);
        const length = raw < 1 ? 0 : Math.round(raw / 2.38) * 2.38;
        const ok = !fail(rows.length);
        rows.push({
          toughness_MPa: toughness,
          adhesion_J_m2: adhesion,
          seed,
          status: ok ? 'ok' : 'failed',
          reason: ok ? null : 'no equilibrium after 500 iterations',
          crackLength_mm_per_mm2: ok ? length : null,
          asMadeCrackLength_mm_per_mm2: ok ? length / 2 : null,
          adhesiveNcm: ok ? (adhesion < 1.4 * toughness ? 200 : 40) : null,
          adhesiveFoil: ok ? (adhesion > 0.35 ? 110 : 20) : null,
          cohesive: ok ? 100 : null,
          connectedActive: ok ? Math.max(0.1, 1.02 - length / 60) : null,
        });
      }
  return rows;
}

/** Five binders as `binderClouds()` gives them. */
export const FAKE_BINDERS: readonly MapBinder[] = [
  ['PVDF', 7.34, 1, 60, 0.55, 0.26, 2.5, 1, 1, 1, 1, 1, 1],
  ['PVDF-A', 0.36, 0.03, 9.5, 0.66, 0.3, 3.1, 0.049, 0.01, 0.6, 1.2, 1, 1.6],
  ['PVDF-A-N1', 5, 0.3, 53, 0.605, 0.28, 3.1, 0.68, 0.1, 2, 1.1, 1, 2],
  ['PVDF-A-N2', 12.6, 1.6, 133, 0.77, 0.34, 3.9, 1.72, 1, 5, 1.4, 1, 2.5],
  ['PVDF-A-N5', 29.8, 3.2, 354, 1.21, 0.57, 5.7, 4.06, 1.5, 15, 2.2, 2, 3],
].map(([name, ...q]) => {
  const range = (k: number) => ({
    median: q[k] as number,
    low: q[k + 1] as number,
    high: q[k + 2] as number,
  });
  return {
    name: name as string,
    toughness_MPa: range(0),
    adhesion_J_m2: range(3),
    relative: { toughness: range(6), adhesion: range(9) },
  };
});
