import type { Config, ElectrodeConfig } from '../config/config-types.js';
import { rangeProblem } from '../config/fields.js';
import { InputError } from '../core/errors.js';
import type { Core } from '../core/instance.js';
import { Held, type NetworkData, NodeKind, SideKind } from '../core/network.js';
import { type Composition, composition } from '../model/composition.js';
import { checkNetworkSize } from '../model/estimate.js';
import { flatteningOf } from './flattening.js';
import { type Elements, layElements } from './ligaments.js';
import { MAX_OVERLAP } from './limits.js';
import { type Filling, fillGaps, findGaps, type Gaps, type Spheres } from './necks.js';
import { finish, packing, type Steps } from './packing.js';
import { cAxes, contentOffsets, lognormal, STREAM } from './scatter.js';
import { type ParticleTable, readTable, type Structure } from './structure.js';
import { type ElectrodeSummary, electrodeWarnings, packingWarnings, summarise } from './summary.js';

/** A built electrode. */
export interface Electrode {
  readonly network: NetworkData;
  readonly summary: ElectrodeSummary;
  /** Extent along y, µm: the period, or a slab's effective depth. */
  readonly depth_um: number;
  /** Top-view area, µm². */
  readonly area_um2: number;
  readonly height_um: number;
  /** Volume of each particle, n (without foil and plate), µm³. */
  readonly particleVolume: Float64Array;
  /** Which particle of the given table each node is (packed electrodes: of the packing). */
  readonly source: Int32Array;
  readonly warnings: string[];
}

/**
 * Share of the necks' carbon and binder that belongs to the necks in the plane of a slab; the rest would sit
 * in necks to particles before and behind it. Measured with this builder as the share at which the
 * mean neck radius equals that of a volume of the same NCM fraction: 0.36 to 0.47 over NCM fractions
 * 0.40–0.61, heights of 25–140 µm, three size spreads and calendering 0–0.3.
 */
export const SLAB_SHARE = 0.41;

/** Spatial order: slices along x, in them rows along y, in them by height. Ties by index. */
function spatialOrder(x: Float64Array, r: Float64Array): Int32Array {
  const n = r.length;
  let width = 0;
  for (const v of r) width += (2.4 * v) / n;
  const slice = new Int32Array(n);
  const row = new Int32Array(n);
  for (let k = 0; k < n; k++) {
    slice[k] = Math.floor(x[3 * k] / width);
    row[k] = Math.floor(x[3 * k + 1] / width);
  }
  const order = Int32Array.from({ length: n }, (_, k) => k);
  return order.sort((a, b) => slice[a] - slice[b] || row[a] - row[b] || x[3 * a + 2] - x[3 * b + 2] || a - b);
}

function sortSpheres(s: Structure): { spheres: Spheres; source: Int32Array } {
  const { n } = s;
  const x = Float64Array.from(s.x);
  for (let c = 0; c < 2; c++) {
    const period = s.period[c];
    if (period > 0) for (let k = c; k < 3 * n; k += 3) x[k] -= period * Math.floor(x[k] / period);
  }
  const source = spatialOrder(x, s.r);
  const sorted = new Float64Array(3 * n);
  const r = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    const from = source[k];
    r[k] = s.r[from];
    for (let c = 0; c < 3; c++) sorted[3 * k + c] = x[3 * from + c];
  }
  return { spheres: { n, x: sorted, r, period: s.period }, source };
}

function nodes(core: Core, e: ElectrodeConfig, seed: number, s: Spheres, slab: boolean, height: number) {
  const n = s.n + 2;
  const pad = (data: Float64Array, size: number): Float64Array => {
    const out = new Float64Array(size);
    out.set(data);
    return out;
  };
  const x = pad(s.x, 3 * n);
  x[3 * (s.n + 1) + 2] = height;
  const kind = new Int32Array(n);
  kind[s.n] = NodeKind.foil;
  kind[s.n + 1] = NodeKind.plate;
  const held = new Int32Array(n).fill(slab ? Held.uy | Held.rx | Held.rz : 0);
  held.fill(Held.all, s.n);
  const axis = pad(cAxes(core, e, seed, s.n), 3 * n);
  axis[3 * s.n + 2] = 1;
  axis[3 * s.n + 5] = 1;
  const crystal = new Int32Array(n).fill(e.crystal === 'single' ? 1 : 0);
  crystal.fill(0, s.n);
  return {
    n,
    x,
    radius: pad(s.r, n),
    axis,
    crystal,
    kind,
    held,
    dx: pad(contentOffsets(core, seed, e.xScatter, s.r), n),
  };
}

/** Adhesion factors, drawn by gap, so that they do not change with the amount of binder. */
function scaleAdhesion(core: Core, e: ElectrodeConfig, seed: number, el: Elements, source: Int32Array): void {
  const id = source.map((k) => Math.max(k, 0));
  const sides = [
    [STREAM.adhesionI, el.adhesionScaleI],
    [STREAM.adhesionJ, el.adhesionScaleJ],
  ] as const;
  for (const [stream, out] of sides) {
    const factor = lognormal(core, seed, stream, id, e.adhesionScatter);
    for (let k = 0; k < el.m; k++) if (el.sideJ[k] !== SideKind.none) out[k] = factor[k];
  }
}

/** The builder is public: what it divides by or counts with is checked here too. */
function checkElectrode(e: ElectrodeConfig, seed: number): void {
  const problems = [
    rangeProblem('seed', seed),
    ...(
      ['coatingShare', 'neckScatter', 'adhesionScatter', 'textureSpread', 'rings', 'xScatter'] as const
    ).map((name) => rangeProblem(`electrode.${name}`, e[name])),
  ].filter((p) => p !== null);
  if (problems.length > 0) throw new InputError(problems);
}

/** A packing in place of the structure that the configuration names would be another electrode. */
function refuseFile(structureFile: string | null): void {
  if (structureFile === null) return;
  throw new InputError({
    field: 'electrode.structureFile',
    value: structureFile,
    allowed: 'null, or the electrode built on the file given with it',
    hint: 'Read it first: run(module, config, await givenElectrode(module, config)), both of fibril/node; without files give { electrode: buildFromParticles(core, importStructure(text, name), config) }.',
  });
}

/** Necks, coating and nodes of a structure whose volumes are known. */
function* assemble(core: Core, config: Config, s: Structure, c: Composition): Steps<Electrode> {
  const e = config.electrode;
  const { spheres, source } = sortSpheres(s);
  yield 0.94;
  const gaps: Gaps = findGaps(core, spheres);
  const field = e.structureFile === null ? 'lateral_um' : 'structureFile';
  checkNetworkSize(s.n, gaps.m, e.rings, `electrode.${field}`);
  yield 0.96;
  const area = s.lateral_um[0] * s.lateral_um[1];
  const available = (c.carbon_um + c.binder_um) * area;
  const id = Int32Array.from({ length: gaps.m }, (_, k) => k);
  const scatter = lognormal(core, config.seed, STREAM.neck, id, e.neckScatter);
  const forNecks = (1 - e.coatingShare) * available;
  const inPlane = s.slab ? SLAB_SHARE * forNecks : forNecks;
  const filling: Filling = fillGaps(gaps, spheres.r, inPlane, scatter);
  yield 0.98;
  const outOfPlane = forNecks - inPlane;
  const cbd = { available, outOfPlane, coating: available - outOfPlane - filling.total };
  const laid = layElements(gaps, filling, spheres, s.height_um, e.rings);
  scaleAdhesion(core, e, config.seed, laid.elements, laid.source);
  const summary = summarise(s, c, cbd, laid.elements, spheres.r, flatteningOf(gaps, spheres.r));
  return {
    network: {
      ...nodes(core, e, config.seed, spheres, s.slab, s.height_um),
      ...laid.elements,
      period: [s.period[0], s.period[1], 0],
    },
    summary,
    depth_um: s.lateral_um[1],
    area_um2: area,
    height_um: s.height_um,
    particleVolume: spheres.r.map((v) => (4 / 3) * Math.PI * v * v * v),
    source,
    warnings: electrodeWarnings(e, s, summary),
  };
}

/**
 * Build an electrode from its recipe: volumes from composition and loading, particles packed and compacted to the
 * thickness, carbon and binder shared out over coating and necks, scatter drawn from `config.seed`.
 * The same configuration gives the same bits on every machine. Foil is node `particles`, plate the next.
 *
 * @param core - An instance of the core to build in; it may be thrown away afterwards.
 * @throws InputError for anything that cannot be built, with the numbers that clash.
 */
export function buildElectrode(core: Core, config: Config): Electrode {
  return finish(buildSteps(core, config));
}

/**
 * {@link buildElectrode} in steps, so that a caller can show progress and stop: yields the share done, 0–1, about
 * every 10 ms (finding and filling the necks of 10⁵ particles takes a second or two each). No bit depends on
 * where the caller pauses.
 */
export function* buildSteps(core: Core, config: Config): Steps<Electrode> {
  checkElectrode(config.electrode, config.seed);
  refuseFile(config.electrode.structureFile);
  const c = composition(config.electrode);
  const packed = yield* packing(core, config.electrode, c, config.seed);
  const built = yield* assemble(core, config, { ...packed, warnings: [] }, c);
  built.warnings.unshift(...packingWarnings(config.electrode, packed.sizes, built.summary));
  return built;
}

/**
 * Build on a user's own particles instead of packing. Their volume sets the loading (in a slab the configured loading
 * sets the effective depth); thickness is the highest surface; recipe, coating and scatter are the configuration's.
 * The lowest surface is put on the foil.
 *
 * @throws InputError for tables that cannot be used and recipes that do not fit the structure's pores.
 */
export function buildFromParticles(core: Core, table: ParticleTable, config: Config): Electrode {
  checkElectrode(config.electrode, config.seed);
  const { structure, composition: c } = readTable(table, config.electrode);
  const built = finish(assemble(core, config, structure, c));
  checkOverlap(built);
  return built;
}

/** Necks whose surfaces overlap say how deep: refuse what is no packing of separate particles. */
function checkOverlap(built: Electrode): void {
  const { network: net } = built;
  let worst = 0;
  for (let k = 0; k < net.m; k++) {
    if (net.j[k] >= built.summary.particles) continue;
    const ri = net.radius[net.i[k]];
    const rj = net.radius[net.j[k]];
    let arms = 0;
    for (let c = 3 * k; c < 3 * k + 3; c++) arms += (net.armI[c] - net.armJ[c]) * net.normal[c];
    worst = Math.max(worst, (ri + rj - arms) / Math.min(ri, rj));
  }
  if (worst > MAX_OVERLAP) {
    throw new InputError({
      field: 'electrode.structureFile',
      value: `particles that overlap by ${worst.toPrecision(2)} of the smaller radius`,
      allowed: `overlaps up to ${MAX_OVERLAP} of the smaller radius`,
      hint: 'Check the units of x, y, z and r, and whether the last column is a radius and not a diameter.',
    });
  }
  if (worst > 0.02) {
    built.warnings.push(
      `particles of the structure overlap by up to ${worst.toPrecision(2)} of the smaller radius; they start as just touching`,
    );
  }
}
