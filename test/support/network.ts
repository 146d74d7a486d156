/** Networks by hand: the specimens of the tests. */
import { firstFibres, Held, type NetworkData, NodeKind, SideKind } from '../../src/core/network.js';

export interface NodeSpec {
  x: readonly number[];
  r?: number;
  kind?: number;
  held?: number;
  axis?: readonly [number, number, number];
  crystal?: number;
  dx?: number;
}

export interface NeckSpec {
  i: number;
  j: number;
  normal?: readonly number[];
  armI?: readonly number[];
  armJ?: readonly number[];
  gap?: number;
  contactRadius?: number;
  sideI?: number;
  sideJ?: number;
  scaleI?: number;
  scaleJ?: number;
  fibres: { area: number; t: number; g2: number }[];
}

/** The one builder of networks in tests. Arms default to the midpoint of the centres. */
export function network(
  nodes: NodeSpec[],
  necks: NeckSpec[],
  period: readonly [number, number, number] = [0, 0, 0],
): NetworkData {
  const m = necks.length;
  const flat = (f: (e: NeckSpec) => readonly number[]): Float64Array => Float64Array.from(necks.flatMap(f));
  const mid = (e: NeckSpec): number[] => {
    const a = (nodes[e.i] as NodeSpec).x;
    const b = (nodes[e.j] as NodeSpec).x;
    return [0, 1, 2].map((k) => {
      const p = period[k];
      let d = b[k] - a[k];
      if (p > 0) d -= p * Math.round(d / p);
      return d;
    });
  };
  const armI = (e: NeckSpec): readonly number[] => e.armI ?? mid(e).map((v) => v / 2);
  const armJ = (e: NeckSpec): readonly number[] => e.armJ ?? mid(e).map((v) => -v / 2);
  const normal = (e: NeckSpec): readonly number[] => {
    if (e.normal) return e.normal;
    const d = mid(e);
    const l = Math.hypot(...d);
    return d.map((v) => v / l);
  };
  const fibre = (key: 'area' | 't' | 'g2'): Float64Array =>
    Float64Array.from(necks.flatMap((e) => e.fibres.map((f) => f[key])));
  return {
    n: nodes.length,
    x: Float64Array.from(nodes.flatMap((p) => p.x)),
    radius: Float64Array.from(nodes.map((p) => p.r ?? (p.kind ? 0 : 5))),
    axis: Float64Array.from(nodes.flatMap((p) => p.axis ?? [0, 0, 1])),
    crystal: Int32Array.from(nodes.map((p) => p.crystal ?? 0)),
    kind: Int32Array.from(nodes.map((p) => p.kind ?? NodeKind.particle)),
    held: Int32Array.from(nodes.map((p) => p.held ?? (p.kind ? Held.all : 0))),
    dx: Float64Array.from(nodes.map((p) => p.dx ?? 0)),
    m,
    first: firstFibres(necks.map((e) => e.fibres.length)),
    i: Int32Array.from(necks.map((e) => e.i)),
    j: Int32Array.from(necks.map((e) => e.j)),
    normal: flat(normal),
    armI: flat(armI),
    armJ: flat(armJ),
    gap: Float64Array.from(necks.map((e) => e.gap ?? 1)),
    contactRadius: Float64Array.from(necks.map((e) => e.contactRadius ?? 0)),
    sideI: Int32Array.from(necks.map((e) => e.sideI ?? SideKind.ncm)),
    sideJ: Int32Array.from(necks.map((e) => e.sideJ ?? SideKind.ncm)),
    adhesionScaleI: Float64Array.from(necks.map((e) => e.scaleI ?? 1)),
    adhesionScaleJ: Float64Array.from(necks.map((e) => e.scaleJ ?? 1)),
    area: fibre('area'),
    thickness: fibre('t'),
    gyration2: fibre('g2'),
    period,
  };
}

/** One ligament (area 10 µm², length 2 µm) between a held particle and a plate that pulls along z. */
export function single(fibres = [{ area: 10, t: 2, g2: 0.8 }], extra: Partial<NeckSpec> = {}): NetworkData {
  return network(
    [
      { x: [0, 0, 0], held: Held.all },
      { x: [0, 0, 7], kind: NodeKind.plate },
    ],
    [{ i: 0, j: 1, normal: [0, 0, 1], armI: [0, 0, 6], armJ: [0, 0, 0], fibres, ...extra }],
  );
}
