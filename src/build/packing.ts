import type { ElectrodeConfig } from '../config/config-types.js';
import { InputError } from '../core/errors.js';
import { type Core, CoreTrap } from '../core/instance.js';
import { closePacking } from '../model/close-packing.js';
import { type Composition, lateralOf, MAX_NCM_FRACTION } from '../model/composition.js';
import { sizeFigures } from '../model/sizes.js';
import { type Flattening, flatteningOf } from './flattening.js';
import { MAX_PARTICLES } from './limits.js';
import { findGaps } from './necks.js';
import { checkSizes, setSizes } from './sizes.js';

/** Spheres between foil (z = 0) and plate (z = height), periodic sides. */
export interface Packing {
  /** Number of particles. */
  readonly n: number;
  /** Centres, 3n, µm; all y = 0 in a slab. */
  readonly x: Float64Array;
  /** Radii, n, µm. */
  readonly r: Float64Array;
  /** Periods along x and y, µm; 0: not periodic. */
  readonly period: readonly [number, number];
  /** Top-view size, µm: the period, or for a slab's y the effective depth. */
  readonly lateral_um: readonly [number, number];
  readonly height_um: number;
  readonly slab: boolean;
  /** Volume-weighted D10, D50, D90 of the law the sizes were drawn from, µm. */
  readonly sizes: readonly [number, number, number];
}

/** Film that the compaction keeps between surfaces: at most this, µm, and this share of D50. */
const FILM_UM = 0.05;
const FILM_SHARE = 0.005;
/** Overlaps up to this share of the mean radius are what the tolerance leaves of whole particles. */
export const WHOLE = 0.02;
/** Random displacement after the density has been evened out, mean radii. */
const SHAKE = 0.5;

function must(status: number): number {
  if (status < 0) throw new CoreTrap('the core is out of memory while packing');
  return status;
}

function checkExtent(field: string, value: number, d50: number): void {
  if (Number.isFinite(value) && value >= 3 * d50) return;
  throw new InputError({
    field: `electrode.${field}`,
    value,
    unit: 'µm',
    allowed: `at least ${(3 * d50).toPrecision(3)} (three D50)`,
    hint: 'A period this narrow lets particles meet their own images; cracks need ten coating heights.',
  });
}

/** What to pack: how many particles, in which box. */
interface Plan {
  readonly n: number;
  readonly lx: number;
  /** Period along y; for a slab 0. */
  readonly ly: number;
  readonly slab: boolean;
  readonly sizes: readonly [number, number, number];
}

/**
 * Area fraction of a slab whose gaps, relative to the particle size, equal those of the volume packed to φ:
 * a gap goes as (φ_close/φ)^(1/d) − 1, so A = A_close (φ/φ_close)^(2/3).
 */
function slabFraction(core: Core, e: ElectrodeConfig, c: Composition): number {
  const ratio = core.call('sizesMoment', 1) / c.thickness_um;
  const close = closePacking(e);
  const volume = close.volume.fraction * (1 - close.volume.wall * ratio);
  const area = close.area.fraction * (1 - close.area.wall * ratio);
  return area * core.call('buildPower', c.ncmFraction / volume, 2 / 3);
}

function plan(core: Core, e: ElectrodeConfig, c: Composition): Plan {
  checkSizes(e, c.thickness_um);
  const lx = lateralOf(e, c);
  const { D50_um } = sizeFigures(e);
  checkExtent('lateral_um', lx, D50_um);
  const slab = e.depth === 'slab';
  const ly = typeof e.depth === 'number' ? e.depth : slab ? 0 : lx;
  if (!slab) checkExtent('depth', ly, D50_um);
  const sizes = setSizes(core, e);
  const wanted = slab
    ? (slabFraction(core, e, c) * lx * c.thickness_um) / ((Math.PI / 4) * core.call('sizesMoment', 2))
    : (lx * ly * c.ncm_um) / ((Math.PI / 6) * core.call('sizesMoment', 3));
  const n = Math.max(1, Math.floor(wanted + 0.5));
  if (n > MAX_PARTICLES) {
    throw new InputError({
      field: 'electrode.lateral_um',
      value: lx,
      unit: 'µm',
      allowed: `a size with at most ${MAX_PARTICLES} particles; this one has ${n.toPrecision(3)}`,
      hint: "Choose a smaller lateral size or depth, or depth 'slab'.",
    });
  }
  return { n, lx, ly, slab, sizes };
}

/** Σ (4/3)π r³, µm³. */
export function sphereVolume(r: Float64Array): number {
  let sum = 0;
  for (const v of r) sum += v * v * v;
  return (4 / 3) * Math.PI * sum;
}

/** Sum of the discs' areas, µm². */
function discArea(r: Float64Array): number {
  let sum = 0;
  for (const v of r) sum += v * v;
  return Math.PI * sum;
}

/** Scale radii until `measure` is `target`: one power law step leaves rounding only, a second removes it. */
function scaleTo(core: Core, r: Float64Array, target: number, slab: boolean): void {
  for (let pass = 0; pass < 2; pass++) {
    const ratio = target / (slab ? discArea(r) : sphereVolume(r));
    const s = core.call('buildPower', ratio, slab ? 1 / 2 : 1 / 3);
    for (let k = 0; k < r.length; k++) r[k] *= s;
  }
}

function refuse(e: ElectrodeConfig, c: Composition, overlap: number, meanR: number, most: number): never {
  const h = c.thickness_um;
  const percent = (v: number): string => `${(100 * v).toPrecision(2)} %`;
  throw new InputError({
    field: 'electrode.thickness_um',
    value: h,
    unit: 'µm',
    allowed: `thicker than ${h.toPrecision(3)} for ${c.ncm_um.toPrecision(3)} µm of NCM per area`,
    hint: `Pressed to this thickness (NCM fraction ${c.ncmFraction.toPrecision(3)}, porosity ${c.porosity.toPrecision(3)}) particles still overlap by ${overlap.toPrecision(2)} µm, ${percent(overlap / meanR)} of the mean radius; a contact would have to be flattened by ${percent(most)} of the smaller radius, and electrode.flattening allows ${percent(e.flattening)}. Raise the thickness or porosity, or lower the loading.`,
  });
}

/** Factor on the radii that makes a packing of volume fraction `c` (area fraction in a slab) close-packed. */
function swelling(core: Core, e: ElectrodeConfig, c: Composition, start: number, slab: boolean): number {
  const ratio = core.call('sizesMoment', 1) / start;
  const { volume, area } = closePacking(e);
  const close = slab ? area : volume;
  const dense = close.fraction * (1 - close.wall * ratio);
  const now = (slab ? slabFraction(core, e, c) : c.ncmFraction) * (c.thickness_um / start);
  return Math.max(1, core.call('buildPower', dense / now, slab ? 1 / 2 : 1 / 3));
}

/** Work done in the steps of a generator, which yields the share done so far, 0–1. */
export type Steps<T> = Generator<number, T, void>;

/** The value of `steps`, all done at once. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const at = steps.next();
    if (at.done) return at.value;
  }
}

/** Force evaluations that take some 10 ms for this many spheres: how often packing yields. No result depends on it. */
function patience(n: number): number {
  return Math.max(1, Math.ceil(1e5 / n));
}

/**
 * One minimisation: to which overlap (mean radii), or, where whole particles cannot get there, to which balance of the
 * forces; evaluations at most and usually.
 */
interface Relaxation {
  readonly tolerance: number;
  readonly balance: number;
  readonly limit: number;
  readonly usual: number;
}
const EVEN_OUT: Relaxation = { balance: 0, tolerance: 1e-2, limit: 400, usual: 400 };
const SETTLE: Relaxation = { balance: 0, tolerance: 1e-2, limit: 3000, usual: 40 };
const PRESS: Relaxation = { balance: 3e-2, tolerance: 1e-2, limit: 500, usual: 30 };
const REST: Relaxation = { balance: 1e-3, tolerance: 1e-3, limit: 4000, usual: 40 };

/** Minimise. Yields the share of a build that is done, from `from` to `to`. */
function* relax(core: Core, n: number, what: Relaxation, from: number, to: number): Steps<void> {
  const { balance } = what;
  const chunk = patience(n);
  core.call('packRest');
  for (let done = 0; done < what.limit; done += chunk) {
    yield from + (to - from) * Math.min(0.9, done / what.usual);
    if (must(core.call('packRelax', what.tolerance, Math.min(chunk, what.limit - done), balance)) === 1)
      return;
  }
}

/** How far the particles overlap as they are now. */
function flattened(core: Core, p: Plan): Flattening {
  const x = core.readF64(core.call('packCentres'), 3 * p.n);
  const r = core.readF64(core.call('packRadii'), p.n);
  return flatteningOf(findGaps(core, { n: p.n, x, r, period: [p.lx, p.ly] }), r);
}

/**
 * From random positions at the height before calendering down to the thickness asked for. Random positions leave
 * crowds and holes many particles wide, which a suspension has not; so the spheres are first relaxed with
 * radii that make them fill the box, which evens the density out, and shaken to forget the order of that state.
 */
function* compact(
  core: Core,
  e: ElectrodeConfig,
  c: Composition,
  seed: number,
  p: Plan,
  meanR: number,
): Steps<void> {
  const h = c.thickness_um;
  const start = h / (1 - e.calendering);
  must(core.call('packScatter', seed, start));
  const swell = swelling(core, e, c, start, p.slab);
  core.call('packSwell', swell);
  yield* relax(core, p.n, EVEN_OUT, 0, 0.7);
  core.call('packSwell', 1 / swell);
  core.call('packShake', seed, SHAKE);
  yield* relax(core, p.n, SETTLE, 0.7, 0.72);
  const crowded = c.ncmFraction > MAX_NCM_FRACTION;
  const press = crowded ? PRESS : { ...PRESS, balance: 0 };
  const rest = crowded ? REST : { ...REST, balance: 0 };
  // Steps of 1 % at most; the last is the plate at rest.
  const steps = Math.ceil((start - h) / (0.01 * start));
  for (let k = 1; k <= steps; k++) {
    core.call('packLower', start + ((h - start) * k) / steps);
    yield* relax(core, p.n, press, 0.72 + (0.2 * (k - 1)) / steps, 0.72 + (0.2 * k) / steps);
  }
  yield* relax(core, p.n, rest, 0.92, 0.94);
  const overlap = core.call('packOverlap');
  if (overlap <= WHOLE * meanR) {
    core.call('packClip');
    return;
  }
  const most = flattened(core, p).most;
  if (most > e.flattening) refuse(e, c, overlap, meanR, most);
}

/**
 * Pack spheres of the configured sizes to the thickness of the composition: random positions at the
 * uncalendered height, overlaps relaxed, then compacted in steps by the plate. The NCM volume is met
 * exactly: in 3D by scaling all radii (by well under 1 %), in a slab by its effective depth. Where whole particles do
 * not pack that densely, they overlap: by so much a press would have to flatten or crush them.
 *
 * @throws InputError for sizes, lateral size or thickness that cannot be, and when the plate cannot reach the
 *   thickness without flattening a contact by more than `electrode.flattening` of the smaller radius.
 */
export function packParticles(core: Core, e: ElectrodeConfig, c: Composition, seed: number): Packing {
  return finish(packing(core, e, c, seed));
}

/** {@link packParticles} in steps of some 10 ms; yields the share of a build that is done, up to 0.94. */
export function* packing(core: Core, e: ElectrodeConfig, c: Composition, seed: number): Steps<Packing> {
  const calendering = e.calendering;
  if (!(Number.isFinite(calendering) && calendering >= 0 && calendering <= 0.6)) {
    throw new InputError({ field: 'electrode.calendering', value: calendering, allowed: '0 to 0.6' });
  }
  const p = plan(core, e, c);
  const room = core.put(new Float64Array(p.n));
  must(core.call('sizesDraw', seed, p.n, room));
  const drawn = core.readF64(room, p.n);
  const fraction = p.slab ? slabFraction(core, e, c) : 0;
  scaleTo(core, drawn, p.slab ? fraction * p.lx * c.thickness_um : c.ncm_um * p.lx * p.ly, p.slab);
  core.write(room, drawn);
  let meanR = 0;
  for (const v of drawn) meanR += v / p.n;
  // The percentile as given; of other laws the core's, which is the same on every machine.
  const d50 = e.sizesTable === null && e.secondMode === null ? e.sizes.D50_um : p.sizes[1];
  must(core.call('packBegin', p.n, room, p.lx, p.ly, Math.min(FILM_UM, FILM_SHARE * d50)));
  yield* compact(core, e, c, seed, p, meanR);
  const r = core.readF64(core.call('packRadii'), p.n);
  const depth = p.slab ? sphereVolume(r) / (p.lx * c.ncm_um) : p.ly;
  return {
    n: p.n,
    x: core.readF64(core.call('packCentres'), 3 * p.n),
    r,
    period: [p.lx, p.ly],
    lateral_um: [p.lx, depth],
    height_um: c.thickness_um,
    slab: p.slab,
    sizes: p.sizes,
  };
}
