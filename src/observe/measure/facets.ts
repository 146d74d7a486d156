/**
 * Facets: what a neck between two particles stands for in a crack surface.
 *
 * Measures are written in TypeScript and not in the core because they are not simulator state: nothing
 * they return is fed back. They still use only + − × ÷ and sqrt in a fixed order, so that their numbers
 * are the same in every engine.
 *
 * A facet has a weight w (its area up to one factor common to all), the neck's normal n, and the branch
 * vector b from centre to centre. A plane with unit normal e through the network crosses the necks with
 * a frequency proportional to b·e, hence Σ w (n·e) over the necks it cuts, per unit area, is on average
 * F(e) = (1/V) Σ w (b·e)(n·e) over all necks. Dividing by F(e) makes the area of a cut exact on average
 * whatever the shape, the anisotropy or the unknown factor of w: for a crack through a layer of height H
 *
 *     length / top-view area = Σ_cut w (n·e) / Σ_all w (b·e)(n·e)                              (1)
 *
 * (H and the area cancel). It is the stereologist's S_V = 2 P_L (Underwood, Quantitative Stereology,
 * Addison-Wesley 1970) for test lines laid along the branches, with projected instead of rough area.
 */
import { fibresOf, type NetworkData, NodeKind, SideKind } from '../../core/network.js';

/** The coating as a body. */
export interface CoatingGeometry {
  /** Height of the coating above the foil, µm. */
  readonly height_um: number;
  /** Top-view area, µm². */
  readonly area_um2: number;
  /** Size along y, µm (of a slab: one particle). */
  readonly depth_um: number;
  /** One particle thick: motion and cracks only in the x–z plane. */
  readonly slab: boolean;
}

/** Facets of the as-built network; does not change during a run. */
export interface Facets {
  readonly network: NetworkData;
  readonly geometry: CoatingGeometry;
  /** 1: a ligament between two particles. m. */
  readonly link: Uint8Array;
  /** 1: a ligament between a particle and the foil. m. */
  readonly foil: Uint8Array;
  /** 1: particle with a ligament to the foil as built. n. */
  readonly foilLayer: Uint8Array;
  /** Neck centres, wrapped into the periodic box, 3m, µm. */
  readonly centre: Float64Array;
  /** Centre of i to centre of j, 3m, µm. */
  readonly branch: Float64Array;
  /** Facet area up to a common factor: min(R_i, R_j)², m, µm². */
  readonly weight: Float64Array;
  /** Necks between particles by particle, compressed rows: `incident[start[p]..start[p+1]]`. n + 1. */
  readonly start: Int32Array;
  readonly incident: Int32Array;
  /** Mean distance between neighbours' centres, µm: the measures' unit of length. */
  readonly spacing_um: number;
  /** Lateral periods, µm; 0: not periodic. For a slab y counts as not periodic. */
  readonly periodX: number;
  readonly periodY: number;
}

/** Area of a ligament: sum over its fibres, µm². */
export function ligamentArea(network: NetworkData, k: number): number {
  let area = 0;
  const [from, to] = fibresOf(network, k);
  for (let r = from; r < to; r++) area += network.area[r];
  return area;
}

/** Shift `value` into [0, period); unchanged if `period` is 0. */
export function wrap(value: number, period: number): number {
  if (period === 0) return value;
  const w = value - period * Math.floor(value / period);
  return w < period ? w : 0;
}

/** Nearest periodic image of a difference. */
export function nearest(difference: number, period: number): number {
  return period === 0 ? difference : difference - period * Math.round(difference / period);
}

/** Rows of the necks of each particle. */
function incidence(network: NetworkData, link: Uint8Array): { start: Int32Array; incident: Int32Array } {
  const { n, m, i, j } = network;
  const start = new Int32Array(n + 1);
  for (let k = 0; k < m; k++) {
    if (link[k] === 0) continue;
    start[i[k] + 1]++;
    start[j[k] + 1]++;
  }
  for (let p = 0; p < n; p++) start[p + 1] += start[p];
  const fill = start.slice();
  const incident = new Int32Array(start[n]);
  for (let k = 0; k < m; k++) {
    if (link[k] === 0) continue;
    incident[fill[i[k]]++] = k;
    incident[fill[j[k]]++] = k;
  }
  return { start, incident };
}

/** Facets of a network as built. O(n + m). */
export function prepareFacets(network: NetworkData, geometry: CoatingGeometry): Facets {
  const { n, m, i, j, x, radius, kind, armI, armJ } = network;
  const periodX = network.period[0];
  const periodY = geometry.slab ? 0 : network.period[1];
  const link = new Uint8Array(m);
  const foil = new Uint8Array(m);
  const foilLayer = new Uint8Array(n);
  const centre = new Float64Array(3 * m);
  const branch = new Float64Array(3 * m);
  const weight = new Float64Array(m);
  let length = 0;
  let links = 0;
  for (let k = 0; k < m; k++) {
    const a = i[k];
    const b = j[k];
    for (let c = 0; c < 3; c++) {
      centre[3 * k + c] = x[3 * a + c] + armI[3 * k + c];
      branch[3 * k + c] = armI[3 * k + c] - armJ[3 * k + c];
    }
    centre[3 * k] = wrap(centre[3 * k], periodX);
    centre[3 * k + 1] = wrap(centre[3 * k + 1], periodY);
    if (network.sideJ[k] === SideKind.none || ligamentArea(network, k) <= 0) continue;
    if (kind[b] === NodeKind.foil) {
      foil[k] = 1;
      foilLayer[a] = 1;
    } else if (kind[b] === NodeKind.particle) {
      link[k] = 1;
      const r = Math.min(radius[a], radius[b]);
      weight[k] = r * r;
      const [bx, by, bz] = [branch[3 * k], branch[3 * k + 1], branch[3 * k + 2]];
      length += Math.sqrt(bx * bx + by * by + bz * bz);
      links++;
    }
  }
  const { start, incident } = incidence(network, link);
  const spacing_um = links > 0 ? length / links : Math.max(geometry.height_um, 1);
  const rest = { link, foil, foilLayer, centre, branch, weight, start, incident };
  return { network, geometry, ...rest, spacing_um, periodX, periodY };
}
