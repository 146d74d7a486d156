import { CLASS } from '../core/fields.js';
import { evenFibres, fibresOf, type NetworkData, SideKind } from '../core/network.js';
import type { Filling, Gaps, Spheres } from './necks.js';

/** The element arrays of {@link NetworkData}. */
export type Elements = Omit<
  NetworkData,
  'n' | 'x' | 'radius' | 'axis' | 'crystal' | 'kind' | 'held' | 'dx' | 'period' | 'class'
> & { readonly class: Int32Array };

/** Smallest free gap a contact starts with, µm: a squeezed film of binder. */
export const SQUEEZED_FILM = 0.02;
/** Bare pairs nearer than this share of the smaller radius may touch when the coating shrinks or is pressed. */
const CONTACT_REACH = 0.1;
/** Particles whose top lies within this share of the height below the plate can touch it. */
const PLATE_REACH = 0.03;

/** What becomes of a gap: −1 nothing, 0 contact only, 1 neck. */
function role(g: Gaps, f: Filling, s: Spheres, k: number): -1 | 0 | 1 {
  if (f.volume[k] > 0) return 1;
  const ri = s.r[g.i[k]];
  const rj = g.j[k] < s.n ? s.r[g.j[k]] : ri;
  return g.gap[k] < CONTACT_REACH * Math.min(ri, rj) ? 0 : -1;
}

/** Order of elements: candidate index ≥ 0, or −1 − particle for a contact with the plate. */
function order(g: Gaps, f: Filling, s: Spheres, height: number): Int32Array {
  const list: number[] = [];
  let k = 0;
  for (let i = 0; i < s.n; i++) {
    for (; k < g.m && g.i[k] === i; k++) if (role(g, f, s, k) >= 0) list.push(k);
    if (s.x[3 * i + 2] + s.r[i] > (1 - PLATE_REACH) * height) list.push(-1 - i);
  }
  return Int32Array.from(list);
}

function empty(m: number, rings: number): Elements {
  return {
    m,
    first: evenFibres(m, rings),
    class: new Int32Array(m),
    i: new Int32Array(m),
    j: new Int32Array(m),
    normal: new Float64Array(3 * m),
    armI: new Float64Array(3 * m),
    armJ: new Float64Array(3 * m),
    gap: new Float64Array(m),
    contactRadius: new Float64Array(m),
    sideI: new Int32Array(m),
    sideJ: new Int32Array(m),
    adhesionScaleI: new Float64Array(m).fill(1),
    adhesionScaleJ: new Float64Array(m).fill(1),
    area: new Float64Array(m * rings),
    thickness: new Float64Array(m * rings).fill(1),
    gyration2: new Float64Array(m * rings),
  };
}

/** Normal and arms of gap k as element e: the neck's centre lies on the axis, in the middle of the gap. */
function place(out: Elements, e: number, g: Gaps, k: number, s: Spheres): void {
  const i = g.i[k];
  const j = g.j[k];
  const half = 0.5 * g.gap[k];
  const foil = j === s.n;
  const nx = foil ? 0 : s.x[3 * j] + g.shift[2 * k] * s.period[0] - s.x[3 * i];
  const ny = foil ? 0 : s.x[3 * j + 1] + g.shift[2 * k + 1] * s.period[1] - s.x[3 * i + 1];
  const nz = foil ? -1 : s.x[3 * j + 2] - s.x[3 * i + 2];
  const length = Math.sqrt(nx * nx + ny * ny + nz * nz);
  const normal = [nx / length, ny / length, nz / length];
  for (let c = 0; c < 3; c++) {
    out.normal[3 * e + c] = normal[c];
    out.armI[3 * e + c] = (s.r[i] + half) * normal[c];
    out.armJ[3 * e + c] = foil ? 0 : -(s.r[j] + half) * normal[c];
  }
}

/**
 * Concentric rings of equal area a²π/rings under the profile t(ρ) = t0 + ρ²/(2R*): ring between ρa and ρb has
 * V/A = t0 + (ρa² + ρb²)/(4R*) and I/A = (ρa² + ρb²)/4 about a diameter.
 */
function rings(out: Elements, e: number, f: Filling, k: number): void {
  const [from, to] = fibresOf(out, e);
  const count = to - from;
  const a2 = f.radius[k] * f.radius[k];
  for (let q = 0; q < count; q++) {
    const sum = (a2 * (2 * q + 1)) / count;
    out.area[from + q] = (Math.PI * a2) / count;
    out.thickness[from + q] = f.axisThickness[k] + sum / (4 * f.reduced[k]);
    out.gyration2[from + q] = sum / 4;
  }
}

function plateContact(out: Elements, e: number, i: number, s: Spheres, height: number): void {
  out.i[e] = i;
  out.j[e] = s.n + 1;
  out.normal[3 * e + 2] = 1;
  const free = height - s.x[3 * i + 2] - s.r[i];
  // The plate starts clear of everything.
  out.gap[e] = Math.max(free, 0) + SQUEEZED_FILM;
  out.armI[3 * e + 2] = s.r[i] + 0.5 * free;
  out.contactRadius[e] = s.r[i];
  out.sideJ[e] = SideKind.none;
  out.class[e] = CLASS.contact;
}

/** Elements of a network, and which gap each came from (−1: plate). */
export interface Laid {
  readonly elements: Elements;
  readonly source: Int32Array;
}

/**
 * Lay the elements: necks with binder; bare pairs so near that they may touch (side `none`, no area);
 * particles at the top with the plate. Sorted by (i, j); foil is node n, plate node n + 1.
 */
export function layElements(g: Gaps, f: Filling, s: Spheres, height: number, ringCount: number): Laid {
  const list = order(g, f, s, height);
  const out = empty(list.length, ringCount);
  for (let e = 0; e < list.length; e++) {
    const k = list[e];
    if (k < 0) {
      plateContact(out, e, -1 - k, s, height);
      continue;
    }
    const foil = g.j[k] === s.n;
    out.i[e] = g.i[k];
    out.j[e] = g.j[k];
    place(out, e, g, k, s);
    out.gap[e] = Math.max(g.gap[k], SQUEEZED_FILM);
    out.contactRadius[e] = f.reduced[k];
    if (f.volume[k] > 0) {
      out.sideJ[e] = foil ? SideKind.foil : SideKind.ncm;
      rings(out, e, f, k);
    } else {
      out.sideJ[e] = SideKind.none;
      out.class[e] = CLASS.contact;
    }
  }
  return { elements: out, source: list.map((k) => (k < 0 ? -1 : k)) };
}
