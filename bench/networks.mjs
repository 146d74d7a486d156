/**
 * Test networks of the benches: the same bits on every machine (integer generator, only + - * / and sqrt).
 *
 * Two bodies with nodes about one length unit apart: a perturbed FCC lattice thinned to five bonds a node, and a
 * random sequential packing. Bonds are Timoshenko cylinders of radius 0.3 and Young's modulus 1; the bottom
 * layer is held; half of the body swells by 1e-3, with noise of 20 %. Cost is linear in the number of nodes.
 */
import { build, Stream } from './networks/build.mjs';
import { cubeRoot, Random } from './networks/random.mjs';
import { CellList } from './networks/space.mjs';
import { OpenVoxels } from './networks/voxels.mjs';

/** @typedef {import('../src/core/linear.js').BondNetwork} BondNetwork */
/** @typedef {import('./networks/build.mjs').NetworkOptions} NetworkOptions */
/** @typedef {import('./networks/build.mjs').TestNetwork} TestNetwork */

/** Bit mask of a node with its three rotations held. */
const HELD_ROTATIONS = 56;
const JITTER = 0.06;
const PACKING_DENSITY = 0.66;
const FCC_BASIS = [
  [0, 0, 0],
  [0.5, 0.5, 0],
  [0.5, 0, 0.5],
  [0, 0.5, 0.5],
];

/** Cells across for the sizes that the benches speak of: 4 cells³ nodes. */
export const SIZES = { '1k': 6, '4k': 10, '32k': 20, '108k': 30, '1M': 63 };

/**
 * Perturbed FCC lattice: spacing 1, jitter 6 % (clipped at 1.8 sigma), bonds shorter than 1.21.
 *
 * @param {number} cells cells across; the network has 4 cells³ nodes
 * @param {number} seed integer
 * @param {NetworkOptions} [options]
 * @returns {TestNetwork}
 */
export function fcc(cells, seed, options = {}) {
  const edge = Math.sqrt(2);
  const random = new Random(seed, Stream.place);
  const x = new Float64Array(12 * cells * cells * cells);
  let at = 0;
  for (let cell = 0; cell < cells * cells * cells; cell++) {
    const corner = [Math.floor(cell / (cells * cells)), Math.floor(cell / cells) % cells, cell % cells];
    for (const site of FCC_BASIS) {
      for (let k = 0; k < 3; k++) {
        const jitter = JITTER * Math.max(-1.8, Math.min(1.8, random.normal()));
        x[at++] = (corner[k] + site[k]) * edge + jitter;
      }
    }
  }
  const side = cells * edge;
  const body = { name: `fcc ${sizeName(cells)}`, side, height: side - edge / 2, cut: 1.21, x };
  return build(body, seed, { bondsPerNode: 5, ...options });
}

/**
 * Random sequential packing of spheres of diameter 1 to a volume fraction of 0.35, bonds shorter than 1.52.
 *
 * @param {number} cells cells across; the network has 4 cells³ nodes
 * @param {number} seed integer
 * @param {NetworkOptions} [options]
 * @returns {TestNetwork}
 */
export function rsa(cells, seed, options = {}) {
  const n = 4 * cells * cells * cells;
  const side = cubeRoot(n / PACKING_DENSITY);
  const random = new Random(seed, Stream.place);
  const list = new CellList(side, 1, n);
  // Points are tried only where there may be room, n/20 a round spread evenly over those places and in their
  // order: memory is then read in order too, and a million nodes cost the same each as a thousand.
  const voxels = new OpenVoxels(side, 0.25);
  for (let round = 0; list.count < n; round++) {
    if (round > 100_000) throw new Error(`packing jammed at ${list.count} of ${n}`);
    if (round % 8 === 0) voxels.compact();
    const stride = Math.ceil(voxels.count / Math.ceil(n / 20));
    for (let from = 0; from < voxels.count && list.count < n; from += stride) {
      if (!voxels.draw(random, from, stride)) continue;
      const x = voxels.point[0];
      const y = voxels.point[1];
      const z = voxels.point[2];
      if (list.crowded(x, y, z, 1)) continue;
      list.add(x, y, z);
      voxels.mark(x, y, z);
    }
  }
  const body = { name: `rsa ${sizeName(cells)}`, side, height: side, cut: 1.52, x: list.x };
  return build(body, seed, { bondsPerNode: Infinity, ...options });
}

/**
 * The same network as central-force springs, three freedoms a node: only kn is left, and rotations are held.
 *
 * @template {BondNetwork} T
 * @param {T} net
 * @returns {T}
 */
export function centralForce(net) {
  const stiffness = new Float64Array(4 * net.m);
  for (let e = 0; e < net.m; e++) stiffness[4 * e] = net.stiffness[4 * e];
  return { ...net, stiffness, held: net.held.map((mask) => mask | HELD_ROTATIONS) };
}

/** @param {number} cells @returns {string} */
function sizeName(cells) {
  const known = Object.entries(SIZES).find(([, c]) => c === cells);
  return known ? known[0] : String(4 * cells * cells * cells);
}
