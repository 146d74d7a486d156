/** Networks and cracks of known shape for the measures' tests. */

import { type NetworkData, NodeKind, SideKind } from '../../src/core/network.js';
import type { CoatingGeometry } from '../../src/observe/measure/facets.js';
import { network } from '../support/network.js';
import { random } from '../support/random.js';

export interface Neck {
  readonly i: number;
  readonly j: number;
  /** Centre of i to centre of j. */
  readonly branch: readonly [number, number, number];
}

/** Assemble a network from particles and necks; `foil` lists the particles tied to the foil at z = 0. */
export function makeNetwork(
  centres: readonly (readonly [number, number, number])[],
  radii: readonly number[],
  necks: readonly Neck[],
  foil: readonly number[],
  period: readonly [number, number, number],
  neckArea = 1,
): NetworkData {
  const particles = centres.length;
  const all = [...necks, ...foil.map((p): Neck => ({ i: p, j: particles, branch: [0, 0, -centres[p][2]] }))];
  all.sort((a, b) => a.i - b.i || a.j - b.j);
  return network(
    [...centres.map((x, p) => ({ x, r: radii[p] })), { x: [0, 0, 0], kind: NodeKind.foil }],
    all.map(({ i, j, branch }) => {
      const toFoil = j === particles;
      const share = toFoil ? 1 : radii[i] / (radii[i] + radii[j]);
      return {
        ...{ i, j, gap: 0.1, contactRadius: 1, fibres: [{ area: neckArea, t: 1, g2: 1 }] },
        normal: branch.map((v) => v / Math.hypot(...branch)),
        armI: branch.map((v) => share * v),
        armJ: branch.map((v) => (toFoil ? 0 : (share - 1) * v)),
        sideJ: toFoil ? SideKind.foil : SideKind.ncm,
      };
    }),
    period,
  );
}

/** Particles placed at random in a periodic box and pushed apart: a disordered packing. */
export interface PackingOptions {
  readonly width: number;
  readonly depth: number;
  readonly height: number;
  readonly seed: number;
  /** Volume fraction aimed at (of a slab: area fraction). */
  readonly fraction?: number;
  /** Radii between 1 − spread and 1 + spread times 5 µm. */
  readonly spread?: number;
  readonly slab?: boolean;
  /** Largest gap bridged by a neck over the mean radius. */
  readonly bridge?: number;
}

export interface Coating {
  readonly network: NetworkData;
  readonly geometry: CoatingGeometry;
}

export function packing(options: PackingOptions): Coating {
  const { width, depth, height, seed, fraction = 0.56, spread = 0.4, slab = false, bridge = 0.3 } = options;
  const rnd = random(seed);
  const radii: number[] = [];
  const total = fraction * (slab ? width * height * 1.4 : width * depth * height);
  for (let held = 0; held < total; ) {
    const r = 5 * (1 + spread * (2 * rnd() - 1));
    radii.push(r);
    held += slab ? Math.PI * r * r : (4 / 3) * Math.PI * r * r * r;
  }
  const n = radii.length;
  const x = Float64Array.from({ length: 3 * n }, (_, q) => {
    const r = radii[Math.floor(q / 3)];
    if (q % 3 === 0) return rnd() * width;
    if (q % 3 === 1) return slab ? depth / 2 : rnd() * depth;
    return r + rnd() * (height - 2 * r);
  });
  const near = (d: number, period: number): number => d - period * Math.round(d / period);
  const cut = 10 * (1 + spread) * 1.3;
  const pairs = (visit: (i: number, j: number, d: [number, number, number], l: number) => void): void => {
    const nx = Math.max(1, Math.floor(width / cut));
    const ny = slab ? 1 : Math.max(1, Math.floor(depth / cut));
    const bins: number[][] = Array.from({ length: nx * ny }, () => []);
    const at = (v: number, period: number, cells: number): number =>
      Math.floor(((((v % period) + period) % period) / period) * cells) % cells;
    for (let p = 0; p < n; p++) bins[at(x[3 * p + 1], depth, ny) * nx + at(x[3 * p], width, nx)].push(p);
    for (let cy = 0; cy < ny; cy++) {
      for (let cx = 0; cx < nx; cx++) {
        const around = new Set<number>();
        for (const oy of [-1, 0, 1]) {
          for (const ox of [-1, 0, 1]) around.add(((cy + oy + ny) % ny) * nx + ((cx + ox + nx) % nx));
        }
        for (const p of bins[cy * nx + cx]) {
          for (const b of around) {
            for (const q of bins[b]) {
              if (q <= p) continue;
              const d: [number, number, number] = [
                near(x[3 * q] - x[3 * p], width),
                slab ? 0 : near(x[3 * q + 1] - x[3 * p + 1], depth),
                x[3 * q + 2] - x[3 * p + 2],
              ];
              const l = Math.hypot(...d);
              if (l < cut) visit(p, q, d, l);
            }
          }
        }
      }
    }
  };
  for (let pass = 0; pass < 120; pass++) {
    const move = new Float64Array(3 * n);
    pairs((p, q, d, l) => {
      const overlap = 1.02 * (radii[p] + radii[q]) - l;
      if (overlap <= 0 || l === 0) return;
      for (let c = 0; c < 3; c++) {
        move[3 * p + c] -= (0.3 * overlap * d[c]) / l;
        move[3 * q + c] += (0.3 * overlap * d[c]) / l;
      }
    });
    for (let q = 0; q < 3 * n; q++) x[q] += move[q];
    for (let p = 0; p < n; p++) {
      x[3 * p + 2] = Math.min(height - radii[p], Math.max(radii[p], x[3 * p + 2]));
    }
  }
  const necks: Neck[] = [];
  pairs((i, j, branch, l) => {
    if (l - radii[i] - radii[j] < bridge * 5) necks.push({ i, j, branch });
  });
  const centres = radii.map((_, p): [number, number, number] => [
    ((x[3 * p] % width) + width) % width,
    ((x[3 * p + 1] % depth) + depth) % depth,
    x[3 * p + 2],
  ]);
  const foil = centres.flatMap((c, p) => (c[2] < radii[p] + 1 ? [p] : []));
  const made = makeNetwork(centres, radii, necks, foil, [width, depth, 0]);
  return { network: made, geometry: { height_um: height, area_um2: width * depth, depth_um: depth, slab } };
}

/** fcc or simple cubic lattice of touching spheres of diameter `a`, cubic axes along x, y, z. */
export function lattice(
  kind: 'fcc' | 'sc',
  cells: readonly [number, number, number],
  diameter: number,
): Coating {
  const edge = kind === 'fcc' ? diameter * Math.SQRT2 : diameter;
  const basis = kind === 'fcc' ? [0, 0, 0, 0.5, 0.5, 0, 0.5, 0, 0.5, 0, 0.5, 0.5] : [0, 0, 0];
  const centres: [number, number, number][] = [];
  for (let a = 0; a < cells[0]; a++) {
    for (let b = 0; b < cells[1]; b++) {
      for (let c = 0; c < cells[2]; c++) {
        for (let q = 0; q < basis.length; q += 3) {
          centres.push([
            edge * (a + basis[q] + 0.25),
            edge * (b + basis[q + 1] + 0.25),
            edge * (c + basis[q + 2] + 0.5),
          ]);
        }
      }
    }
  }
  const [width, depth, height] = [edge * cells[0], edge * cells[1], edge * cells[2]];
  const near = (d: number, period: number): number => d - period * Math.round(d / period);
  const necks: Neck[] = [];
  for (let i = 0; i < centres.length; i++) {
    for (let j = i + 1; j < centres.length; j++) {
      const dz = centres[j][2] - centres[i][2];
      if (Math.abs(dz) > 1.01 * diameter) continue;
      const dx = near(centres[j][0] - centres[i][0], width);
      const dy = near(centres[j][1] - centres[i][1], depth);
      if (dx * dx + dy * dy + dz * dz < 1.01 * diameter * diameter)
        necks.push({ i, j, branch: [dx, dy, dz] });
    }
  }
  const foil = centres.flatMap((c, p) => (c[2] < 0.6 * edge ? [p] : []));
  const radii = centres.map(() => diameter / 2);
  const made = makeNetwork(centres, radii, necks, foil, [width, depth, 0]);
  return {
    network: made,
    geometry: { height_um: height, area_um2: width * depth, depth_um: depth, slab: false },
  };
}

/** Which side of a crack a point lies on, and where along it; breaks necks whose ends differ in `side`. */
export type Side = (x: number, y: number, z: number) => number;

/**
 * Break the necks between particles whose branch crosses a surface. `side` labels the two ends (any number);
 * `within` limits the crack to where it is true, at the point where the branch crosses (found by bisection).
 */
export function crackBy(
  coating: Coating,
  side: Side,
  within: (x: number, y: number, z: number) => boolean = () => true,
  mode: Int32Array = new Int32Array(coating.network.m),
): Int32Array {
  const { network } = coating;
  for (let k = 0; k < network.m; k++) {
    if (network.kind[network.j[k]] !== NodeKind.particle) continue;
    const a = network.x.subarray(3 * network.i[k], 3 * network.i[k] + 3);
    const at = (t: number): [number, number, number] => [
      a[0] + t * (network.armI[3 * k] - network.armJ[3 * k]),
      a[1] + t * (network.armI[3 * k + 1] - network.armJ[3 * k + 1]),
      a[2] + t * (network.armI[3 * k + 2] - network.armJ[3 * k + 2]),
    ];
    const first = side(...at(0));
    if (first === side(...at(1))) continue;
    let [low, high] = [0, 1];
    for (let s = 0; s < 30; s++) {
      const mid = 0.5 * (low + high);
      if (side(...at(mid)) === first) low = mid;
      else high = mid;
    }
    if (within(...at(low))) mode[k] = 3;
  }
  return mode;
}

/** Break a share of all ligaments at random: diffuse damage. */
export function diffuse(coating: Coating, share: number, seed: number, mode: Int32Array): Int32Array {
  const rnd = random(seed);
  for (let k = 0; k < coating.network.m; k++) {
    const hit = rnd() < share;
    if (hit && mode[k] === 0) mode[k] = 1;
  }
  return mode;
}

/** Break every ligament between particles whose neck lies below `height`. */
export function bottom(coating: Coating, height: number, mode: Int32Array): Int32Array {
  const { network } = coating;
  for (let k = 0; k < network.m; k++) {
    const z = network.x[3 * network.i[k] + 2] + network.armI[3 * k + 2];
    if (network.kind[network.j[k]] === NodeKind.particle && z < height) mode[k] = 1;
  }
  return mode;
}
