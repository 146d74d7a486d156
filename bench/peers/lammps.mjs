/** Networks as LAMMPS reads them: harmonic bonds between point masses, the central-force part of a network. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';

/** @typedef {import('../networks.mjs').TestNetwork} TestNetwork */

/** Bond styles take a rest length a type, not a bond: lengths are put in this many bins. */
const BINS = 400;
const SHORTEST = 0.7;
const LONGEST = 1.55;

/**
 * @typedef {object} Springs
 * @property {Int32Array} type m, from 1
 * @property {string[]} lines bond_coeff of each type
 */

/**
 * Springs in length bins. The bins' rounding is a random strain of up to 0.15 %, which is the load.
 *
 * @param {TestNetwork} net
 * @returns {Springs}
 */
export function binnedSprings(net) {
  const type = new Int32Array(net.m);
  const width = (LONGEST - SHORTEST) / BINS;
  for (let e = 0; e < net.m; e++) {
    const bin = Math.floor((bondLength(net, e) - SHORTEST) / width);
    type[e] = 1 + Math.max(0, Math.min(BINS - 1, bin));
  }
  const lines = Array.from({ length: BINS }, (_, t) => {
    const rest = SHORTEST + (t + 0.5) * width;
    return `bond_coeff ${t + 1} ${(Math.PI * 0.09) / rest / 2} ${rest}`;
  });
  return { type, lines };
}

/**
 * A type of its own for each bond: its stiffness, and the rest length that its swelling asks for.
 *
 * @param {TestNetwork} net
 * @param {number} scale of the swelling strain
 * @returns {Springs}
 */
export function exactSprings(net, scale) {
  const type = Int32Array.from({ length: net.m }, (_, e) => e + 1);
  const lines = Array.from({ length: net.m }, (_, e) => {
    // LAMMPS's energy is K (r - r0)²: K is half of the stiffness.
    return `bond_coeff ${e + 1} ${net.stiffness[4 * e] / 2} ${bondLength(net, e) * (1 + scale * net.strain[e])}`;
  });
  return { type, lines };
}

/** @param {TestNetwork} net @param {number} e @returns {number} twice the arm */
function bondLength(net, e) {
  const [x, y, z] = net.armI.subarray(3 * e, 3 * e + 3);
  return 2 * Math.sqrt(x * x + y * y + z * z);
}

/**
 * Text of the data file: atoms of type 2 are held.
 *
 * @param {TestNetwork} net
 * @param {Springs} springs
 * @returns {string}
 */
export function dataFile(net, springs) {
  const span = `-3 ${net.side + 3}`;
  const head = [
    'network',
    '',
    `${net.n} atoms`,
    `${net.m} bonds`,
    '2 atom types',
    `${springs.lines.length} bond types`,
    '50 extra bond per atom',
    '200 extra special per atom',
    '',
    ...['x', 'y', 'z'].map((k) => `${span} ${k}lo ${k}hi`),
    '',
    'Masses\n\n1 1\n2 1\n',
  ];
  const atoms = Array.from({ length: net.n }, (_, a) => {
    const [x, y, z] = net.x.subarray(3 * a, 3 * a + 3);
    return `${a + 1} 1 ${net.held[a] === 63 ? 2 : 1} ${x} ${y} ${z}`;
  });
  const bonds = Array.from({ length: net.m }, (_, e) => {
    return `${e + 1} ${springs.type[e]} ${net.i[e] + 1} ${net.j[e] + 1}`;
  });
  return [...head, 'Atoms # bond\n', ...atoms, '\nBonds\n', ...bonds, ''].join('\n');
}

/** @param {string} folder @param {string} name @param {TestNetwork} net @param {Springs} springs */
export function writeSystem(folder, name, net, springs) {
  writeFileSync(path.join(folder, `${name}.data`), dataFile(net, springs));
  writeFileSync(path.join(folder, `${name}.coeff`), `${springs.lines.join('\n')}\n`);
}

/**
 * Commands that read a system and weigh its first force.
 *
 * @param {string} name
 * @param {'cg' | 'fire'} style
 * @returns {string}
 */
export function setupScript(name, style) {
  return `units lj
atom_style bond
atom_modify map array sort 1 2.2
boundary f f f
newton on
neighbor 0.5 bin
comm_modify cutoff 2.2
neigh_modify delay 1000000 every 1000000 check no
bond_style harmonic
read_data ${name}.data
include ${name}.coeff
pair_style zero 1.5 nocoeff
pair_coeff * *
special_bonds lj 1 1 1
group held type 2
fix hold held setforce 0 0 0
timestep 0.5
thermo_style custom step pe fnorm
thermo_modify format float %.17g
thermo 100000
min_style ${style}
min_modify dmax 0.05 norm two
${style === 'cg' ? 'min_modify line forcezero' : ''}
run 0
variable first equal fnorm
variable force equal $(v_first)
`;
}

/**
 * @param {number} tolerance of the force against the first force
 * @returns {string}
 */
export function minimiseScript(tolerance) {
  return `variable stop equal $(v_force*${tolerance})
minimize 0 \${stop} 200000 2000000
`;
}

/**
 * @typedef {object} Minimisation
 * @property {number} seconds loop time × share of the core: CPU seconds
 * @property {number} iterations
 * @property {number} evaluations of the force
 * @property {number} residual last force over first force
 * @property {number} memoryMB as LAMMPS counts
 * @property {string} stopped why
 */

/**
 * What LAMMPS says after a minimisation.
 *
 * @param {string} log
 * @returns {Minimisation}
 * @throws {Error} when there was none
 */
export function readLog(log) {
  const part = log.slice(log.lastIndexOf('Setting up'));
  const first = (/** @type {RegExp} */ pattern) => pattern.exec(part)?.slice(1) ?? [];
  const [loop] = first(/Loop time of (\S+) on/);
  const [share] = first(/([\d.]+)% CPU use/);
  const [from, to] = first(/Force two-norm initial, final = (\S+) (\S+)/);
  const [iterations, evaluations] = first(/Iterations, force evaluations = (\d+) (\d+)/);
  const [memory] = first(/Per MPI rank memory allocation[^=]*= (\S+)/);
  if (!loop || !from) throw new Error(`no minimisation in LAMMPS's log: ${log.trim().split('\n').pop()}`);
  return {
    seconds: Number(loop) * (share ? Number(share) / 100 : 1),
    iterations: Number(iterations),
    evaluations: Number(evaluations),
    residual: Number(to) / Number(from),
    memoryMB: Number(memory),
    stopped: first(/Stopping criterion = (.*)/)[0] ?? '',
  };
}
