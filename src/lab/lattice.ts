/** Elastic constants of lattices and random networks (V1–V3): cell strain in, Love–Weber stress out. */
import type { Engine, Load } from '../core/engine.js';
import { Held, type NetworkData } from '../core/network.js';
import { coatingStress } from '../observe/measure/index.js';
import { atMost, type Check, near } from './check.js';
import {
  type Bench,
  type Body,
  between,
  Dice,
  elasticFilm,
  length,
  loadTo,
  mount,
  type Neck,
  specimen,
  type Vec,
} from './specimen.js';

const SQRT3 = Math.sqrt(3);
const STRAIN = 1e-3;
const E_FILM = 1000;

/** Stress per unit of one component of the cell's strain (xx yy zz yz xz xy; shear as tensor strain). */
function response(engine: Engine, component: number, volume: number): Float64Array {
  const cell = [0, 0, 0, 0, 0, 0];
  cell[component] = STRAIN;
  loadTo(engine, { cell: cell as unknown as Load['cell'] });
  return coatingStress(engine.network, engine.f64('force'), volume).map((s) => s / STRAIN);
}

/** Displace every free freedom at random, so that the solver has to find the way back. */
function stir(engine: Engine, dice: Dice): void {
  const { n, held } = engine.network;
  engine.write(
    'u',
    Float64Array.from({ length: 6 * n }, (_, q) =>
      held[Math.floor(q / 6)] & (1 << (q % 6)) ? 0 : dice.in(-0.01, 0.01),
    ),
  );
}

/** Triangular lattice in the plane x–y, periodic; spacing 2 µm, k_n = 10, thickness 1. */
function triangular(columns: number, rows: number, held: number): { net: NetworkData; area: number } {
  const a = 2;
  const period: Vec = [columns * a, (rows * a * SQRT3) / 2, 0];
  const bodies: Body[] = [];
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++)
      bodies.push({ x: [(c + 0.5 * (r % 2)) * a, (r * a * SQRT3) / 2, 0], held });
  }
  // k_n = E A / t = 10
  return {
    net: specimen(bodies, nearPairs(bodies, period, 1.01 * a, (2 * 10) / E_FILM, a), period),
    area: period[0] * period[1],
  };
}

/** Necks between all pairs nearer than `reach`. */
function nearPairs(bodies: readonly Body[], period: Vec, reach: number, area: number, t: number): Neck[] {
  const necks: Neck[] = [];
  for (let i = 0; i < bodies.length; i++) {
    for (let j = i + 1; j < bodies.length; j++) {
      const l = length(between(bodies[i].x, bodies[j].x, period));
      if (l < reach) necks.push({ i, j, fibres: [{ area, t, g2: 0 }] });
    }
  }
  return necks;
}

async function v1(bench: Bench): Promise<Check[]> {
  const out: Check[] = [];
  for (const ratio of [0.1, 0.5]) {
    const plane = Held.uz | Held.rx | Held.ry | Held.rz;
    const { net, area } = triangular(8, 8, plane);
    const engine = await mount(bench, net, elasticFilm(E_FILM, ratio));
    stir(engine, new Dice(6));
    const [x, y, s] = [0, 1, 5].map((k) => response(engine, k, area));
    const [kn, ks] = [10, 10 * ratio];
    // Plane with zero lateral stress.
    const young = x[0] - (x[1] * x[1]) / y[1];
    const poisson = x[1] / y[1];
    const E = (2 * SQRT3 * kn * (kn + ks)) / (3 * kn + ks);
    const nu = (kn - ks) / (3 * kn + ks);
    const of = `triangular lattice, k_s/k_n = ${ratio}:`;
    out.push(near('V1', `${of} E`, young, E, 1e-9, { unit: 'µN/µm' }));
    out.push(near('V1', `${of} ν`, poisson, nu, 1e-9));
    out.push(
      near('V1', `${of} shear modulus E/2(1+ν)`, s[5] / 2, E / (2 * (1 + nu)), 1e-9, { unit: 'µN/µm' }),
    );
  }
  return out;
}

function randomIsotropic(held: number): { net: NetworkData; volume: number; m: number } {
  const dice = new Dice(7);
  const size = 24;
  const [count, reach, t] = [1400, 4, 2];
  const bodies: Body[] = [];
  while (bodies.length < count) {
    const x: Vec = [dice.in(0, size), dice.in(0, size), dice.in(0, size)];
    // A minimum distance keeps the coordination even.
    if (bodies.every((b) => length(between(b.x, x, [size, size, size])) > 1.5)) bodies.push({ x, held });
  }
  const period: Vec = [size, size, size];
  const net = specimen(bodies, nearPairs(bodies, period, reach, (10 * t) / E_FILM, t), period);
  let m = 0;
  for (let e = 0; e < net.m; e++) {
    for (let k = 0; k < 3; k++) {
      const d = net.armI[3 * e + k] - net.armJ[3 * e + k];
      m += d * d;
    }
  }
  const volume = size * size * size;
  return { net, volume, m: m / volume };
}

interface Isotropic {
  readonly E: number;
  readonly nu: number;
  /** Young's moduli along x, y, z. */
  readonly axes: number[];
}

/** Isotropic part (Voigt) of the measured elastic constants, and Young's modulus along each axis. */
async function measureIsotropic(
  bench: Bench,
  net: NetworkData,
  volume: number,
  ratio: number,
): Promise<Isotropic> {
  const engine = await mount(bench, net, elasticFilm(E_FILM, ratio));
  const c = [0, 1, 2, 3, 4, 5].map((k) => response(engine, k, volume));
  const diagonal = (c[0][0] + c[1][1] + c[2][2]) / 3;
  const off = (c[0][1] + c[1][2] + c[0][2]) / 3;
  const shear = (c[3][3] + c[4][4] + c[5][5]) / 6;
  const bulk = (diagonal + 2 * off) / 3;
  const mu = (diagonal - off + 3 * shear) / 5;
  const axes = [0, 1, 2].map((k) => {
    const [p, q] = [(k + 1) % 3, (k + 2) % 3];
    // 1/S_kk of the 3 × 3 block of normal components.
    const minor = c[p][p] * c[q][q] - c[p][q] * c[q][p];
    const first = c[k][p] * c[q][q] - c[k][q] * c[q][p];
    const second = c[k][p] * c[p][q] - c[k][q] * c[p][p];
    return c[k][k] - (c[p][k] * first - c[q][k] * second) / minor;
  });
  return { E: (9 * bulk * mu) / (3 * bulk + mu), nu: (3 * bulk - 2 * mu) / (2 * (3 * bulk + mu)), axes };
}

async function v2(bench: Bench): Promise<Check[]> {
  const ratio = 0.4;
  const [kn, ks] = [10, 10 * ratio];
  const { net, volume, m } = randomIsotropic(Held.all);
  const affine = await measureIsotropic(bench, net, volume, ratio);
  const free = await measureIsotropic(bench, randomIsotropic(0).net, volume, ratio);
  const E = ((m * kn) / 3) * ((2 * kn + 3 * ks) / (4 * kn + ks));
  const nu = (kn - ks) / (4 * kn + ks);
  const along = affine.axes.reduce((s, v) => s + v, 0) / 3;
  const size = `${net.n} nodes, ${net.m} necks`;
  return [
    near('V2', 'random network held affine: isotropic part of E', affine.E, E, 1e-9, {
      unit: 'MPa',
      note: size,
    }),
    near('V2', 'random network held affine: isotropic part of ν', affine.nu, nu, 1e-9),
    near('V2', 'random network held affine: E along the axes, mean', along, E, 0.02, {
      unit: 'MPa',
      note: `x, y, z: ${affine.axes.map((v) => v.toPrecision(4)).join(', ')}; sampling error of the directions`,
    }),
    atMost('V2', 'relaxed E / affine E (upper bound)', free.E / affine.E, 1, 0, {
      note: `relaxed E = ${free.E.toPrecision(5)} MPa, ν = ${free.nu.toPrecision(3)}`,
    }),
  ];
}

function fcc(cells: number, held: number): { net: NetworkData; a: number; volume: number } {
  const a = 2;
  const bodies: Body[] = [];
  const basis: Vec[] = [
    [0, 0, 0],
    [0.5, 0.5, 0],
    [0.5, 0, 0.5],
    [0, 0.5, 0.5],
  ];
  for (let x = 0; x < cells; x++) {
    for (let y = 0; y < cells; y++) {
      for (let z = 0; z < cells; z++) {
        for (const b of basis) bodies.push({ x: [(x + b[0]) * a, (y + b[1]) * a, (z + b[2]) * a], held });
      }
    }
  }
  const period: Vec = [cells * a, cells * a, cells * a];
  const t = a / Math.sqrt(2);
  return {
    net: specimen(bodies, nearPairs(bodies, period, 1.01 * t, (10 * t) / E_FILM, t), period),
    a,
    volume: period[0] * period[1] * period[2],
  };
}

/** With shear springs the sums over the twelve bonds give C11 = 2(k_n+k_s)/a, C12 = (k_n−k_s)/a, C44 = (k_n+k_s)/a. */
async function v3(bench: Bench): Promise<Check[]> {
  const out: Check[] = [];
  for (const [ratio, held, of] of [
    [1e-9, Held.rx | Held.ry | Held.rz, 'central forces'],
    [0.4, Held.rx | Held.ry | Held.rz, 'k_s/k_n = 0.4, rotations held'],
    [0.4, 0, 'k_s/k_n = 0.4, rotations free'],
  ] as const) {
    const { net, a, volume } = fcc(3, held);
    const engine = await mount(bench, net, elasticFilm(E_FILM, ratio));
    stir(engine, new Dice(8));
    const [x, s] = [response(engine, 0, volume), response(engine, 3, volume)];
    const [kn, ks] = [10, 10 * ratio];
    const unit = 'MPa';
    out.push(near('V3', `fcc, ${of}: C11 = 2(k_n+k_s)/a`, x[0], (2 * (kn + ks)) / a, 1e-9, { unit }));
    out.push(near('V3', `fcc, ${of}: C12 = (k_n−k_s)/a`, x[1], (kn - ks) / a, 1e-9, { unit }));
    out.push(near('V3', `fcc, ${of}: C44 = (k_n+k_s)/a`, s[3] / 2, (kn + ks) / a, 1e-9, { unit }));
  }
  return out;
}

/** V1, V2, V3. */
export async function latticeChecks(bench: Bench): Promise<Check[]> {
  return [...(await v1(bench)), ...(await v2(bench)), ...(await v3(bench))];
}
