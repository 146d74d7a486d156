/** A made-up electrode of any size: a loose grid of spheres, each tied to its next along x, y, z. */
import { type NetworkData, NodeKind, SideKind } from '../../../src/core/network.js';
import type { Frame } from '../../../src/observe/quantities.js';
import type { Moment } from '../../../src/process/moments.js';
import { blankArrays } from '../../support/frames.js';
import { network } from '../../support/network.js';

const noise = (k: number): number => {
  const s = Math.sin(12.9898 * k) * 43758.5453;
  return s - Math.floor(s) - 0.5;
};

/** Grid of nx × ny × nz particles of about 10 µm with a foil; three ligaments a particle, periodic along x and y. */
export function grid(nx: number, ny: number, nz: number): NetworkData {
  // About half of the volume is particles, as in a calendered electrode.
  const [pitch, rise] = [10, 8];
  const count = nx * ny * nz;
  const n = count + 1;
  const x = new Float64Array(3 * n);
  const radius = new Float64Array(n);
  const kind = new Int32Array(n);
  kind[count] = NodeKind.foil;
  const at = (i: number, j: number, k: number): number => (i * ny + j) * nz + k;
  const necks: { i: number; j: number; cross: number[] }[] = [];
  for (let i = 0; i < nx; i++)
    for (let j = 0; j < ny; j++)
      for (let k = 0; k < nz; k++) {
        const me = at(i, j, k);
        const shift = ny > 1 && k % 2 === 1 ? 0.5 : 0;
        [pitch * (i + 0.25 + shift), ny > 1 ? pitch * (j + 0.25 + shift) : 0, rise * k + 5].forEach(
          (v, c) => {
            x[3 * me + c] = v + (ny > 1 || c !== 1 ? 0.6 * noise(3 * me + c) : 0);
          },
        );
        radius[me] = 4.6 + 0.8 * noise(me);
        if (nx > 1) necks.push({ i: me, j: at((i + 1) % nx, j, k), cross: [i + 1 === nx ? 1 : 0, 0, 0] });
        if (ny > 1) necks.push({ i: me, j: at(i, (j + 1) % ny, k), cross: [0, j + 1 === ny ? 1 : 0, 0] });
        necks.push(
          k === 0 ? { i: me, j: count, cross: [0, 0, 0] } : { i: me, j: at(i, j, k - 1), cross: [0, 0, 0] },
        );
      }
  const period = [nx * pitch, ny > 1 ? ny * pitch : 0, 0] as const;
  return network(
    Array.from({ length: n }, (_, k) => ({
      ...{ x: [...x.subarray(3 * k, 3 * k + 3)], r: radius[k], kind: kind[k], dx: 0.02 * noise(k) },
      ...{ axis: [0, 0, 0] as const, held: 0 },
    })),
    necks.map(({ i, j, cross }) => {
      const to = [0, 1, 2].map((c) => x[3 * j + c] + cross[c] * period[c] - x[3 * i + c]);
      if (j === count) to.splice(0, 3, 0, 0, -x[3 * i + 2]);
      const length = Math.hypot(...to);
      const gap = length - radius[i] - radius[j];
      const middle = j === count ? radius[i] + gap / 2 : (length + radius[i] - radius[j]) / 2;
      const armI = to.map((v) => (v / length) * middle);
      return {
        ...{ i, j, gap, armI, contactRadius: 2.3, fibres: [{ area: 12, t: 1.5, g2: 1 }] },
        normal: to.map((v) => v / length),
        armJ: armI.map((v, c) => (j === count ? 0 : v - to[c])),
        sideJ: j === count ? SideKind.foil : SideKind.ncm,
      };
    }),
    period,
  );
}

/** A moment of it: everything a little displaced, every `each`-th ligament broken, modes in turn. */
export function momentOf(network: NetworkData, each = 10): Moment {
  const { n, m } = network;
  const broken = (k: number): boolean => k % each === each - 1;
  const frame: Frame = {
    ...{ stage: 'charge', cycle: 1, fraction: 1, x: 0.3 },
    ...blankArrays(network),
    displacement: Float64Array.from({ length: 6 * n }, (_, k) => (k >= 6 * (n - 1) ? 0 : 0.05 * noise(k))),
    mode: Int32Array.from({ length: m }, (_, k) => (broken(k) ? 1 + (k % 3) : 0)),
    damage: Float64Array.from({ length: m }, (_, k) => (broken(k) ? 1 : 0.5 + noise(k))),
    birth: Int32Array.from({ length: m }, (_, k) => (broken(k) ? 0 : -1)),
    cluster: Int32Array.from({ length: m }, (_, k) => (broken(k) ? k % 4 : -1)),
    opening: Float64Array.from({ length: m }, (_, k) => 0.1 * noise(k)),
    traction: Float64Array.from({ length: m }, (_, k) => 5 * noise(k)),
    stress: Float64Array.from({ length: 6 * n }, (_, k) => 10 * noise(k)),
  };
  const none = { count: 0, parting: 0, length_mm_per_mm2: 0, diffuse_mm_per_mm2: 0, largest_um: 0 };
  return {
    ...{
      stage: 'charge',
      cycle: 1,
      stageIndex: 0,
      fraction: 1,
      x: 0.3,
      voltage_V: 4.2,
      epsA: 0,
      epsC: 0,
      lattice_A: null,
    },
    cracks: { ...none, opening_um_max: 0, spacing_um: null, direction_deg: null },
    broken: { total: 0, fraction: 0, adhesiveNcm: 0, adhesiveFoil: 0, cohesive: 0 },
    connectedActive: 1,
    stress_MPa: 0,
    frame,
  };
}
