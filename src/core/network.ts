/**
 * The network that a builder makes and the core loads. Structure of arrays; lengths µm, areas µm²,
 * vectors in the lab frame (z up from the foil, foil surface at z = 0).
 */

/** What a node is. */
export const NodeKind = { particle: 0, foil: 1, plate: 2 } as const;

/** What a ligament's end sticks to. */
export const SideKind = { ncm: 0, foil: 1, none: 2 } as const;

/** Bits of {@link NetworkData.held}. */
export const Held = { ux: 1, uy: 2, uz: 4, rx: 8, ry: 16, rz: 32, all: 63 } as const;

/** Fibres of element `e`: the first, and the one past the last. */
export function fibresOf(network: Pick<NetworkData, 'first'>, e: number): readonly [number, number] {
  return [network.first[e], network.first[e + 1]];
}

/** First fibre of each of `m` elements of `each` fibres, and one past the last: m + 1 numbers. */
export function evenFibres(m: number, each: number): Int32Array {
  return Int32Array.from({ length: m + 1 }, (_, e) => e * each);
}

/** The same of elements of `counts` fibres. */
export function firstFibres(counts: readonly number[]): Int32Array {
  let at = 0;
  return Int32Array.from([0, ...counts.map((count) => (at += count))]);
}

/** Element of every fibre. */
export function fibreOwners({ m, first }: Pick<NetworkData, 'm' | 'first'>): Int32Array {
  const owner = new Int32Array(first[m]);
  for (let e = 0; e < m; e++) owner.fill(e, first[e], first[e + 1]);
  return owner;
}

/** Geometry of a particle–binder network: `n` nodes, `m` necks, each of some fibres. */
export interface NetworkData {
  /** Nodes. Particles first, then at most one foil node, then at most one plate node. */
  readonly n: number;
  /** Centres, 3n, µm. A body (foil, plate) has its own reference point; its arms are zero. */
  readonly x: Float64Array;
  /** Radii, n, µm (0 for foil and plate). */
  readonly radius: Float64Array;
  /** Unit c-axis, 3n (used where `crystal` is 1). */
  readonly axis: Float64Array;
  /** 1: single crystal that feels the full anisotropic strain; 0: random polycrystal (volumetric third). n. */
  readonly crystal: Int32Array;
  /** {@link NodeKind}, n. */
  readonly kind: Int32Array;
  /** Held degrees of freedom, bit mask of {@link Held}, n. */
  readonly held: Int32Array;
  /** Offset of a node's lithium content from the mean (heterogeneity), n, dimensionless. */
  readonly dx: Float64Array;

  /** Necks (a ligament and the contact beside it), sorted by (i, j). */
  readonly m: number;
  /** First fibre (concentric ring) of each neck, and one past the last of all, m + 1: fibres of e are first[e] … first[e+1]. */
  readonly first: Int32Array;
  /** Class of the element, m; default: all necks (0). */
  readonly class?: Int32Array;
  /** Material of the element, m; default: all of the run's first. */
  readonly material?: Int32Array;
  /** Lower node, m. Always a particle. */
  readonly i: Int32Array;
  /** Higher node or body, m. */
  readonly j: Int32Array;
  /** Unit normal from i to j, 3m. */
  readonly normal: Float64Array;
  /** Arm from the centre of i to the neck's centre, 3m, µm. */
  readonly armI: Float64Array;
  /** Arm from the centre of j to the neck's centre, 3m, µm (periodic image resolved); 0 for a body. */
  readonly armJ: Float64Array;
  /** Free gap between the surfaces on the axis, m, µm: contact begins when it has closed. */
  readonly gap: Float64Array;
  /** Reduced radius R* = RiRj/(Ri+Rj) of the contact, m, µm; 0: no contact here. */
  readonly contactRadius: Float64Array;
  /** {@link SideKind} of the interface on i, m. */
  readonly sideI: Int32Array;
  /** {@link SideKind} of the interface on j, m. `none`: no ligament, contact only (the plate). */
  readonly sideJ: Int32Array;
  /** Factor on adhesion energy and interface strength of side i (scatter, mean 1), m. */
  readonly adhesionScaleI: Float64Array;
  /** The same for side j, m. */
  readonly adhesionScaleJ: Float64Array;
  /** Area of each fibre, one a fibre, µm² (0: fibre absent). */
  readonly area: Float64Array;
  /** Length (thickness t_b) of each fibre between the surfaces, one a fibre, µm. */
  readonly thickness: Float64Array;
  /** Squared radius of gyration about a diameter of each fibre, I/A, one a fibre, µm². */
  readonly gyration2: Float64Array;

  /** Periods along x, y, z, µm; 0: not periodic. */
  readonly period: readonly [number, number, number];
}
