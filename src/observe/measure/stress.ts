/** Love–Weber stress: mean stress of the coating and of each particle. */
import { InputError } from '../../core/errors.js';
import { type NetworkData, NodeKind } from '../../core/network.js';

/** Rows and columns of the six components, xx, yy, zz, yz, xz, xy. */
const ROW = [0, 1, 2, 1, 0, 0] as const;
const COLUMN = [0, 1, 2, 2, 2, 1] as const;

/** Symmetric part of force ⊗ arm, component c. */
function moment(force: Float64Array, arm: Float64Array, at: number, c: number): number {
  const [r, s] = [ROW[c], COLUMN[c]];
  return 0.5 * (force[at + r] * arm[at + s] + force[at + s] * arm[at + r]);
}

function check(network: NetworkData, force: Float64Array): void {
  if (force.length === 3 * network.m) return;
  throw new InputError({
    field: 'force',
    value: force.length,
    allowed: `three components per neck, ${3 * network.m}`,
    hint: 'Read the forces from the same network.',
  });
}

/**
 * Mean stress tensor of the coating, MPa (xx, yy, zz, yz, xz, xy; tension positive): the symmetric part of
 * (1/V) Σ f ⊗ (armI − armJ) over all necks, f the force on i. It follows from ∫σ dV = ∮ t ⊗ x dA for bodies
 * in equilibrium (the formula of Love and of Weber). Couples at the necks add only to the antisymmetric
 * part, which they cancel. `force`: 3m, µN; `volume_um3`: area times height.
 */
export function coatingStress(network: NetworkData, force: Float64Array, volume_um3: number): Float64Array {
  check(network, force);
  const out = new Float64Array(6);
  const { m, armI, armJ } = network;
  for (let k = 0; k < m; k++) {
    for (let c = 0; c < 6; c++) out[c] += moment(force, armI, 3 * k, c) - moment(force, armJ, 3 * k, c);
  }
  for (let c = 0; c < 6; c++) out[c] /= volume_um3;
  return out;
}

/** Mean stress of each particle over its own volume, 6n, MPa; 0 for bodies. */
export function particleStress(network: NetworkData, force: Float64Array): Float64Array {
  check(network, force);
  const { n, m, i, j, armI, armJ, radius, kind } = network;
  const out = new Float64Array(6 * n);
  for (let k = 0; k < m; k++) {
    for (let c = 0; c < 6; c++) {
      out[6 * i[k] + c] += moment(force, armI, 3 * k, c);
      out[6 * j[k] + c] -= moment(force, armJ, 3 * k, c);
    }
  }
  for (let p = 0; p < n; p++) {
    const volume = (4 / 3) * Math.PI * radius[p] * radius[p] * radius[p];
    const scale = kind[p] === NodeKind.particle && volume > 0 ? 1 / volume : 0;
    for (let c = 0; c < 6; c++) out[6 * p + c] *= scale;
  }
  return out;
}
