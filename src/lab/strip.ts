/** A film on a rigid base (V6, V7): lattice strips in plane strain under mismatch, with cracks cut through. */
import { Held, type NetworkData } from '../core/network.js';
import { type Check, near } from './check.js';
import {
  type Bench,
  type Body,
  elasticFilm,
  loadTo,
  mount,
  type Neck,
  specimen,
  type Vec,
} from './specimen.js';

const SQRT3 = Math.sqrt(3);
const E_FILM = 1000;
const SPACING = 1;
const STRAIN = -1e-3;
/** k_s/k_n = 1/5: ν in the plane ¼, which is plane strain of a solid with ν = 0.2. */
const RATIO = 0.2;
/** Modulus in the plane, E/(1−ν²) of that solid (V1), with k_n = E A/t and A = a/√3 per unit depth. */
const KN = E_FILM / SQRT3;
const PLANE = (2 * SQRT3 * KN * (1 + RATIO)) / (3 + RATIO);

export interface Strip {
  readonly net: NetworkData;
  readonly height: number;
  readonly width: number;
}

/**
 * Triangular lattice, rows along x; the lowest row of centres is the rigid base, `rows` lie above it.
 * Periodic along x; `cracks` vertical cuts at equal distances through every row above the base.
 */
function strip(columns: number, rows: number, cracks: number): Strip {
  const a = SPACING;
  const r = (a * SQRT3) / 2;
  const plane = Held.uy | Held.rx | Held.rz;
  const bodies: Body[] = [];
  for (let k = 0; k <= rows; k++) {
    for (let c = 0; c < columns; c++) {
      bodies.push({
        x: [(c + 0.5 * (k % 2)) * a, 0, k * r],
        radius: a / 2,
        held: k === 0 ? Held.all : plane,
      });
    }
  }
  const fibres = [{ area: a / SQRT3, t: a, g2: (a * a) / 36 }];
  const necks: Neck[] = [];
  const every = cracks > 0 ? (columns * a) / cracks : 0;
  const join = (k: number, c: number, k2: number, c2: number): void => {
    const from = (c + 0.5 * (k % 2)) * a;
    const to = (c2 + 0.5 * (k2 % 2)) * a;
    // Cuts at a quarter spacing past their column cross one bond of each row and one of each layer.
    const cut = every > 0 && crosses(from / every, to / every, (0.25 * a) / every);
    if (cut && (k > 0 || k2 > 0)) return;
    necks.push({ i: k * columns + c, j: k2 * columns + (((c2 % columns) + columns) % columns), fibres });
  };
  for (let k = 0; k <= rows; k++) {
    for (let c = 0; c < columns; c++) {
      join(k, c, k, c + 1);
      if (k === rows) continue;
      const left = k % 2 === 0 ? c - 1 : c;
      join(k, c, k + 1, left);
      join(k, c, k + 1, left + 1);
    }
  }
  const period: Vec = [columns * a, 0, 0];
  return { net: specimen(bodies, necks, period), height: rows * r, width: columns * a };
}

/** Whether an integer + `offset` lies between u and v. */
const crosses = (u: number, v: number, offset: number): boolean =>
  Math.floor(u - offset) !== Math.floor(v - offset);

/** Elastic energy under the mismatch per unit depth, and the force of every neck. */
async function loaded(bench: Bench, s: Strip): Promise<{ energy: number; force: Float64Array }> {
  const engine = await mount(bench, s.net, elasticFilm(E_FILM, RATIO));
  loadTo(engine, { thermal: STRAIN }, { tolerance: 1e-9 });
  return { energy: engine.ledger().elastic, force: engine.f64('force') };
}

/** Energy that a crack through the film sets free: Z = G Ē/σ²h, from the difference of two strips. */
async function channelFactor(bench: Bench, rows: number): Promise<number> {
  const columns = 2 * Math.round(0.5 * 7 * rows * 0.866);
  const whole = strip(columns, rows, 0);
  const before = await loaded(bench, whole);
  const after = await loaded(bench, strip(columns, rows, 1));
  const sigma = PLANE * STRAIN;
  const G = (before.energy - after.energy) / whole.height;
  return (G * PLANE) / (sigma * sigma * whole.height);
}

async function v6(bench: Bench): Promise<Check[]> {
  const sizes = [8, 16, 32];
  const Z: number[] = [];
  for (const rows of sizes) Z.push(await channelFactor(bench, rows));
  // The film's surfaces are rough by a part of the spacing: the error is of first order in spacing/h.
  const limit = 2 * Z[2] - Z[1];
  const order = Math.log2((Z[0] - Z[1]) / (Z[1] - Z[2]));
  const note =
    `extrapolated from ${sizes.map((n, k) => `${Z[k].toPrecision(4)} (h = ${n} rows)`).join(', ')}; ` +
    'Z = 1.09, 1.17 at ν = 0.3, 0.4 need k_s < 0: networks of pair bonds end at ν = ¼';
  return [near('V6', 'channel crack, rigid base, ν = 0.2: Z = G Ē/σ²h', limit, 1.02, 0.02, { order, note })];
}

/** Mean stress σ_xx of the film across the plane at `x`, MPa. */
function stressAcross(s: Strip, force: Float64Array, x: number): number {
  const { net } = s;
  let sum = 0;
  for (let e = 0; e < net.m; e++) {
    const from = net.x[3 * net.i[e]];
    const to = from + net.armI[3 * e] - net.armJ[3 * e];
    const base = net.held[net.i[e]] === Held.all && net.held[net.j[e]] === Held.all;
    if (base || Math.abs(x - 0.5 * (from + to)) > 0.5 * s.width) continue;
    if (from < x !== to < x) sum += force[3 * e] * (to > from ? 1 : -1);
  }
  return sum / s.height;
}

async function v7(bench: Bench): Promise<Check[]> {
  const rows = 16;
  const out: Check[] = [];
  const Z = await channelFactor(bench, rows);
  const h = (rows * SPACING * SQRT3) / 2;
  const ell = Z * h;
  for (const [ratio, tolerance] of [
    [2, 0.1],
    [4, 0.02],
    [8, 0.02],
  ] as const) {
    const columns = 2 * Math.round(0.5 * ratio * h);
    const whole = strip(columns, rows, 0);
    const cracked = strip(columns, rows, 1);
    const [before, after] = [await loaded(bench, whole), await loaded(bench, cracked)];
    const x = (0.5 * columns + 0.25) * SPACING;
    const middle = stressAcross(cracked, after.force, x) / stressAcross(whole, before.force, x);
    const q = Math.exp(columns / (2 * ell));
    const lag = 1 - 2 / (q + 1 / q);
    const set = (before.energy - after.energy) / (PLANE * STRAIN * STRAIN * h * ell);
    const tanh = (q - 1 / q) / (q + 1 / q);
    const note = 'shear lag against the full field; ℓ = Z h with Z of this mesh';
    out.push(near('V7', `crack array, S = ${ratio} h: mid stress / σ₀`, middle, lag, tolerance, { note }));
    out.push(
      near('V7', `crack array, S = ${ratio} h: energy set free per crack / isolated`, set, tanh, tolerance, {
        note,
      }),
    );
  }
  return out;
}

/** V6, V7. */
export async function stripChecks(bench: Bench): Promise<Check[]> {
  return [...(await v6(bench)), ...(await v7(bench))];
}
