/** What can be drawn or measured at one moment, read from the engine. */
import type { Engine } from '../core/engine.js';
import { fibresOf, type NetworkData, NodeKind } from '../model/network.js';
import type { Frame } from '../model/result.js';
import { particleStress } from './measure/index.js';

/** Normal opening of every neck since as built, from displacements and eigenstrain, µm. */
function openings(
  net: NetworkData,
  u: Float64Array,
  eigen: Float64Array,
  cell: readonly number[],
): Float64Array {
  const out = new Float64Array(net.m);
  const jump = [0, 0, 0];
  for (let e = 0; e < net.m; e++) {
    jump.fill(0);
    side(net.j[e]!, 3 * e, net.armJ, 1);
    side(net.i[e]!, 3 * e, net.armI, -1);
    out[e] =
      jump[0]! * net.normal[3 * e]! + jump[1]! * net.normal[3 * e + 1]! + jump[2]! * net.normal[3 * e + 2]!;
  }
  return out;

  function side(node: number, at: number, arms: Float64Array, sign: number): void {
    const [x, y, z] = [arms[at]!, arms[at + 1]!, arms[at + 2]!];
    const q = 6 * node;
    const [tx, ty, tz] = [u[q + 3]!, u[q + 4]!, u[q + 5]!];
    const t = (k: number): number => eigen[q + k]! - cell[k]!;
    jump[0]! += sign * (u[q]! + ty * z - tz * y + t(0) * x + t(5) * y + t(4) * z);
    jump[1]! += sign * (u[q + 1]! + tz * x - tx * z + t(5) * x + t(1) * y + t(3) * z);
    jump[2]! += sign * (u[q + 2]! + tx * y - ty * x + t(4) * x + t(3) * y + t(2) * z);
  }
}

/** How far the plate may go down before it touches the highest particle, µm (0 when there is no plate). */
export function plateClearance(engine: Engine): number {
  const net = engine.network;
  const load = engine.load();
  const opening = openings(net, engine.f64('u'), engine.f64('eigen'), load.cell);
  let least = Number.POSITIVE_INFINITY;
  for (let e = 0; e < net.m; e++) {
    if (net.kind[net.j[e]!] === NodeKind.plate) least = Math.min(least, net.gap[e]! + opening[e]!);
  }
  return Number.isFinite(least) ? least - load.plate : 0;
}

/** Copy the present state of `engine` into a frame; clusters are filled in by the crack measure. */
export function takeFrame(engine: Engine, at: { stage: string; cycle: number; fraction: number }): Frame {
  const net = engine.network;
  const u = engine.f64('u');
  const damageOf = engine.f64('damage');
  const flag = engine.i32('flag');
  const force = engine.f64('force');
  const damage = new Float64Array(net.m);
  const traction = new Float64Array(net.m);
  for (let e = 0; e < net.m; e++) {
    let area = 0;
    let spent = 0;
    const [from, to] = fibresOf(net, e);
    for (let k = from; k < to; k++) {
      area += net.area[k]!;
      spent += net.area[k]! * (flag[k] === 0 ? damageOf[k]! : 1);
    }
    if (area <= 0) continue;
    damage[e] = spent / area;
    traction[e] =
      (force[3 * e]! * net.normal[3 * e]! +
        force[3 * e + 1]! * net.normal[3 * e + 1]! +
        force[3 * e + 2]! * net.normal[3 * e + 2]!) /
      area;
  }
  return {
    ...at,
    displacement: u,
    mode: engine.i32('mode'),
    damage,
    birth: engine.i32('birth'),
    opening: openings(net, u, engine.f64('eigen'), engine.load().cell),
    traction,
    stress: particleStress(net, force),
    cluster: new Int32Array(net.m).fill(-1),
  };
}
