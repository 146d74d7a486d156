/**
 * Cracks that part the coating, told apart from diffuse damage by what still holds.
 *
 * Only the upper part of the coating counts: particles above (1 − partingHeight) of its height. There the
 * necks near the foil, which fail everywhere, play no role. Around every top-view cell with a broken neck
 * a cylinder of radius WINDOW neighbour distances is cut out of the upper coating. If the intact
 * ligaments inside it leave two or more pieces, each large or held from outside the window, then no way
 * leads from one side to the other within the window: a crack runs there from the top through at least
 * partingHeight of the coating. Loose particles between the pieces go to the piece they touched most.
 * Broken necks between pieces are facets of parting cracks; a neck broken with a way round it is not.
 *
 * Each facet's length follows from equation (1) of `facets.ts`, with e the in-plane direction of the
 * vector area Σ w n of all facets between the same two pieces (n from one piece to the other), so
 * roughness and inclination of the crack do not lengthen its trace. Within a window of a crack's end the
 * way leads round the end: broken necks straight ahead of the last facet are added back.
 *
 * Against known cracks in random packings (heights 42 and 77 µm, mean of 20 cuts each): planes across the
 * period and a square net within 2 %, planes inclined up to 30° within 2 %, 45° −2 to −6 %, with a fifth of
 * all other ligaments broken at random +2 to +4 %; a crack that ends inside is short by 4 to 11 µm, a fifth
 * to a half of a neighbour distance at each end, at every angle. One cut of 100 µm scatters by 10 to 20 %.
 */
import { nearest } from './facets.js';
import { type Buckets, bucket, cellsNear } from './grid.js';
import { fabricAlong, isUpper, type UpperCoating } from './upper.js';
import { eachNeck, MAX_PIECES, part, WINDOW, Window } from './window.js';

/** Facets of parting cracks. */
export interface PartingFacets {
  /** 1: facet of a parting crack; 2: added ahead of an end. m. */
  readonly parting: Uint8Array;
  /** Crack length per top-view area that each facet stands for, m, 1/µm. */
  readonly length: Float64Array;
  /** In-plane unit normal of the crack at the facet, 2m. */
  readonly direction: Float64Array;
}

/** Mark the facets of cell c that lie between pieces of its window. */
function markCell(u: UpperCoating, w: Window, cell: Int32Array, out: PartingFacets): void {
  const { normal, i, j } = u.facets.network;
  const { weight } = u.facets;
  // Vector area between pieces a < b, from a to b.
  const area = new Float64Array(3 * MAX_PIECES * MAX_PIECES);
  eachNeck(u, w, (k, a, b) => {
    const [pa, pb] = [w.piece[a], w.piece[b]];
    if (pa < 0 || pb < 0 || pa === pb) return;
    const sign = pa < pb ? 1 : -1;
    const slot = 3 * (Math.min(pa, pb) * MAX_PIECES + Math.max(pa, pb));
    for (let c = 0; c < 3; c++) area[slot + c] += sign * weight[k] * normal[3 * k + c];
  });
  for (const k of cell) {
    const [a, b] = [w.local[i[k]], w.local[j[k]]];
    if (a < 0 || b < 0) continue;
    const [pa, pb] = [w.piece[a], w.piece[b]];
    if (pa < 0 || pb < 0 || pa === pb) continue;
    const slot = 3 * (Math.min(pa, pb) * MAX_PIECES + Math.max(pa, pb));
    const [sx, sy, sz] = [area[slot], u.facets.geometry.slab ? 0 : area[slot + 1], area[slot + 2]];
    const flat = sx * sx + sy * sy;
    // Flatter than 30° to the foil: not a crack through the coating but a layer coming off.
    if (flat <= 0 || 3 * flat < sz * sz) continue;
    const e = Math.sqrt(flat);
    const sign = pa < pb ? 1 : -1;
    const [ex, ey] = [sx / e, sy / e];
    const along = sign * (normal[3 * k] * ex + normal[3 * k + 1] * ey);
    out.parting[k] = 1;
    out.direction[2 * k] = ex;
    out.direction[2 * k + 1] = ey;
    out.length[k] = (weight[k] * along) / fabricAlong(u, ex, ey);
  }
}

/**
 * The facet that broken neck k continues, −1: none. It lies within reach and straight ahead: all facets
 * beside k are on one side of it along the crack (its end), or none is near (a gap, where a last ligament
 * holds). Broken necks along the flanks of a crack are not part of it.
 */
function continues(u: UpperCoating, broken: Buckets, near: number[], out: PartingFacets, k: number): number {
  const { centre, spacing_um, periodX, periodY } = u.facets;
  const reach = WINDOW * spacing_um;
  let [host, best, before, after] = [-1, reach * reach, Infinity, Infinity];
  let [fx, fy] = [0, 0];
  for (const d of near) {
    for (let t = broken.start[d]; t < broken.start[d + 1]; t++) {
      const q = broken.items[t];
      if (out.parting[q] !== 1) continue;
      const dx = nearest(centre[3 * k] - centre[3 * q], periodX);
      const dy = nearest(centre[3 * k + 1] - centre[3 * q + 1], periodY);
      let [ex, ey] = [out.direction[2 * q], out.direction[2 * q + 1]];
      // Which end is ahead is told by one sense for all facets, that of the first.
      if (fx === 0 && fy === 0) [fx, fy] = [ex, ey];
      if (ex * fx + ey * fy < 0) [ex, ey] = [-ex, -ey];
      const d2 = dx * dx + dy * dy;
      if (Math.abs(dx * ex + dy * ey) > spacing_um / 2 || d2 > reach * reach) continue;
      const along = dy * ex - dx * ey;
      if (along > 0) after = Math.min(after, along);
      else before = Math.min(before, -along);
      if (d2 < best || host < 0) [host, best] = [q, d2];
    }
  }
  const end = before === Infinity || after === Infinity;
  return end || Math.min(before, after) > spacing_um / 2 ? host : -1;
}

/** Add broken necks straight ahead of a crack's end, where the window still finds a way round it. */
function extendEnds(u: UpperCoating, broken: Buckets, parted: Uint8Array, out: PartingFacets): void {
  const { facets, grid } = u;
  const { weight, network, spacing_um } = facets;
  for (let c = 0; c < parted.length; c++) {
    if (parted[c] === 1 || broken.start[c] === broken.start[c + 1]) continue;
    const near = cellsNear(grid, c, WINDOW * spacing_um).filter((d) => parted[d] === 1);
    for (let s = broken.start[c]; s < broken.start[c + 1]; s++) {
      const k = broken.items[s];
      const host = continues(u, broken, near, out, k);
      if (host < 0) continue;
      const [ex, ey] = [out.direction[2 * host], out.direction[2 * host + 1]];
      const along = Math.abs(network.normal[3 * k] * ex + network.normal[3 * k + 1] * ey);
      out.parting[k] = 2;
      out.direction[2 * k] = ex;
      out.direction[2 * k + 1] = ey;
      out.length[k] = (weight[k] * along) / fabricAlong(u, ex, ey);
    }
  }
}

/** Find the facets of parting cracks for the broken necks of `mode`. O(n + m) for a given window. */
export function findParting(u: UpperCoating, mode: Int32Array): PartingFacets {
  const { network, centre, geometry } = u.facets;
  const { m, n } = network;
  const list: number[] = [];
  for (let k = 0; k < m; k++) if (mode[k] !== 0 && isUpper(u, k)) list.push(k);
  const broken = bucket(u.grid, Int32Array.from(list), (k) => [centre[3 * k], centre[3 * k + 1]]);
  const out: PartingFacets = {
    parting: new Uint8Array(m),
    length: new Float64Array(m),
    direction: new Float64Array(2 * m),
  };
  const window = new Window(n);
  const cells = u.grid.nx * u.grid.ny;
  const parted = new Uint8Array(cells);
  for (let c = 0; c < cells; c++) {
    if (broken.start[c] === broken.start[c + 1]) continue;
    if (!part(u, window, c, mode)) continue;
    parted[c] = 1;
    markCell(u, window, broken.items.subarray(broken.start[c], broken.start[c + 1]), out);
  }
  if (!geometry.slab) extendEnds(u, broken, parted, out);
  return out;
}
