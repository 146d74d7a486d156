/** Until the core gives jump and forces of its own. */
import type { Engine } from '../core/engine.js';

/** Jump of every neck, 3m. */
function jumps(engine: Engine): Float64Array {
  const net = engine.network;
  const u = engine.f64('u');
  const eigen = engine.f64('eigen');
  const { cell } = engine.load();
  const jump = new Float64Array(3 * net.m);
  const side = (o: number, node: number, arms: Float64Array, sign: number): void => {
    const [x, y, z] = [arms[o]!, arms[o + 1]!, arms[o + 2]!];
    const q = 6 * node;
    const [tx, ty, tz] = [u[q + 3]!, u[q + 4]!, u[q + 5]!];
    const t = (k: number): number => eigen[q + k]! - cell[k]!;
    jump[o]! += sign * (u[q]! + ty * z - tz * y + t(0) * x + t(5) * y + t(4) * z);
    jump[o + 1]! += sign * (u[q + 1]! + tz * x - tx * z + t(5) * x + t(1) * y + t(3) * z);
    jump[o + 2]! += sign * (u[q + 2]! + tx * y - ty * x + t(4) * x + t(3) * y + t(2) * z);
  };
  for (let e = 0; e < net.m; e++) {
    side(3 * e, net.j[e]!, net.armJ, 1);
    side(3 * e, net.i[e]!, net.armI, -1);
  }
  return jump;
}

export function observed(engine: Engine, name: 'jump' | 'binderForce' | 'contactForce'): Float64Array {
  if (name === 'jump') return jumps(engine);
  return name === 'binderForce' ? engine.f64('force') : new Float64Array(3 * engine.network.m);
}
