/** What can be drawn or measured at one moment, read from the engine. */
import type { Engine } from '../core/engine.js';
import { NodeKind } from '../core/network.js';
import { frameArrays, type Named } from './lists.js';
import type { Frame } from './quantities.js';
import { normalComponent, type Sight } from './reading.js';

/** How far the plate may go down before it touches the highest particle, µm (0 when there is no plate). */
export function plateClearance(engine: Engine): number {
  const net = engine.network;
  engine.observe();
  const opening = normalComponent({ engine, network: net }, 'jump');
  let least = Number.POSITIVE_INFINITY;
  for (let e = 0; e < net.m; e++) {
    if (net.kind[net.j[e]] === NodeKind.plate) least = Math.min(least, net.gap[e] + opening[e]);
  }
  return Number.isFinite(least) ? least - engine.load().plate : 0;
}

/** Copy the present state of `engine` into a frame; clusters are filled in by the crack measure. */
export function takeFrame(engine: Engine, at: { stage: string; cycle: number; fraction: number }): Frame {
  engine.observe();
  const sight: Sight = { engine, network: engine.network };
  const read = ({ read }: Named): ArrayLike<number> => read?.(sight) ?? [];
  return { ...at, x: engine.load().lithium, ...frameArrays(read) };
}
