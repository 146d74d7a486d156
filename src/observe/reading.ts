/** How quantities of ligaments are read from the engine. */
import type { Engine } from '../core/engine.js';
import { fibresOf, type NetworkData } from '../core/network.js';
import { neckArea } from './geometry.js';

/** What a frame is taken from. The engine's work fields of `observe` are filled. */
export interface Sight {
  readonly engine: Engine;
  readonly network: NetworkData;
}

/** Normal component of a vector of every neck (3m in the core), m. */
export function normalComponent(
  { engine, network: { m, normal } }: Sight,
  name: 'jump' | 'binderForce' | 'contactForce',
): Float64Array {
  const v = engine.f64(name);
  return Float64Array.from({ length: m }, (_, e) => {
    const k = 3 * e;
    return v[k] * normal[k] + v[k + 1] * normal[k + 1] + v[k + 2] * normal[k + 2];
  });
}

/** Forces over the area of their ligaments, MPa; 0 where there is no ligament. Changes `force`. */
export function perArea(network: NetworkData, force: Float64Array): Float64Array {
  for (let e = 0; e < network.m; e++) {
    const area = neckArea(network, e);
    force[e] = area > 0 ? force[e] / area : 0;
  }
  return force;
}

/** Damage of every ligament, 0–1: that of its fibres, weighed by their area. */
export function bondDamage({ engine, network }: Sight): Float64Array {
  const damage = engine.f64('damage');
  const flag = engine.i32('flag');
  return Float64Array.from({ length: network.m }, (_, e) => {
    let [all, spent] = [0, 0];
    const [from, to] = fibresOf(network, e);
    for (let k = from; k < to; k++) {
      all += network.area[k];
      spent += network.area[k] * (flag[k] === 0 ? damage[k] : 1);
    }
    return all > 0 ? spent / all : 0;
  });
}
