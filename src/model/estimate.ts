/** What a run will ask of the machine, told before anything is built. */

import type { Config, ElectrodeConfig } from '../config/config-types.js';
import { stageCount } from '../config/steps/life.js';
import { InputError, type InputProblem } from '../core/errors.js';
import { ROW_BYTES } from '../core/fields.js';
import { type Composition, composition, lateralOf } from './composition.js';
import { sizeFigures } from './sizes.js';

/** Size of a run before it is built: about right for what the builder packs itself. */
export interface Estimate {
  readonly particles: number;
  readonly ligaments: number;
  /** Linear memory of the core, bytes. */
  readonly core_bytes: number;
  /** The whole process at its peak, bytes. */
  readonly process_bytes: number;
  /** How long on one core, within a factor of three or so. */
  readonly duration: 'seconds' | 'minutes' | 'tens of minutes' | 'hours' | 'days';
}

/** Bytes of the core for each particle, neck and fibre. */
const CORE_BYTES = { particle: ROW_BYTES.node, neck: ROW_BYTES.element, fibre: ROW_BYTES.fibre } as const;
/**
 * Bytes of the solver's hierarchy for each particle while it is set up, on the safe side: the coating of 103 119
 * particles, foreseen at 1.1 GB, took 0.93 GB at its peak.
 */
export const SOLVER_BYTES = 6000;
/** Bytes of a frame for each particle and neck: the arrays of the quantities (src/observe) that are read, which lie above. */
export const FRAME_BYTES = { particle: 96, neck: 44 } as const;
/** Node itself; then per particle and neck: network and measures, a moment's scratch. */
const PROCESS_BYTES = { base: 9e7, particle: 250, neck: 450 } as const;

/** Most bytes the core can address, less what its growth by a quarter may waste. */
export const MOST_CORE_BYTES = 0.9 * 2 ** 32;

/** Bytes of linear memory of a network of `n` particles and `m` necks of `rings` fibres, without the solver. */
export function networkBytes(n: number, m: number, rings: number): number {
  return CORE_BYTES.particle * n + (CORE_BYTES.neck + CORE_BYTES.fibre * rings) * m;
}

/** About how many particles a configuration asks for: NCM volume over the mean particle volume. */
export function estimateParticles(e: ElectrodeConfig, made: Composition = composition(e)): number {
  const lateral = lateralOf(e, made);
  const { cube_um3, D50_um } = sizeFigures(e);
  const depth = typeof e.depth === 'number' ? e.depth : e.depth === 'square' ? lateral : D50_um;
  return (lateral * depth * made.ncm_um) / ((Math.PI / 6) * cube_um3);
}

/** Necks, bare contacts included, for each particle: measured with this builder at NCM fractions 0.36–0.53. */
function necksPerParticle(e: ElectrodeConfig, made: Composition): number {
  return e.depth === 'slab' ? 2 : Math.min(5, Math.max(1.5, 10.5 * made.ncmFraction - 1.5));
}

/** Run time rises with this power of the number of fibres (rounds of avalanches too). */
const WORK_POWER = 1.55;

/** How many times as long a run takes as another that is known, within a factor of two or so. */
export function durationRatio(config: Config, known: Config): number {
  const work = (c: Config): number => {
    return stageCount(c.process) * (estimateRun(c).ligaments * c.electrode.rings) ** WORK_POWER;
  };
  return work(config) / work(known);
}

/** Seconds of a run with this many fibres: 20 s at 14 000. */
function durationOf(fibres: number): Estimate['duration'] {
  const seconds = 20 * (fibres / 14000) ** WORK_POWER;
  if (seconds < 60) return 'seconds';
  if (seconds < 600) return 'minutes';
  if (seconds < 5400) return 'tens of minutes';
  return seconds < 86400 ? 'hours' : 'days';
}

/** Estimate a checked configuration that packs its own particles. */
export function estimateRun(config: Config): Estimate {
  const { electrode, process } = config;
  const made = composition(electrode);
  const particles = estimateParticles(electrode, made);
  const ligaments = particles * necksPerParticle(electrode, made);
  const core_bytes = networkBytes(particles, ligaments, electrode.rings) + SOLVER_BYTES * particles;
  const frames = 1 + stageCount(process);
  const perParticle = PROCESS_BYTES.particle + frames * FRAME_BYTES.particle;
  const perNeck = PROCESS_BYTES.neck + frames * FRAME_BYTES.neck;
  const process_bytes = PROCESS_BYTES.base + core_bytes + perParticle * particles + perNeck * ligaments;
  return {
    particles,
    ligaments,
    core_bytes,
    process_bytes,
    duration: durationOf(ligaments * electrode.rings),
  };
}

/** Three significant digits are enough in a message. */
function figures(value: number): string {
  return String(Number(value.toPrecision(3)));
}

/** `1.2 GB` or `340 MB`. */
export function bytesInWords(bytes: number): string {
  return bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.max(1, Math.round(bytes / 1e6))} MB`;
}

/** `about 103000 particles and 240000 ligaments, 1.1 GB, tens of minutes on one core`. */
export function estimateInWords(e: Estimate): string {
  const memory = bytesInWords(e.process_bytes);
  return `about ${figures(e.particles)} particles and ${figures(e.ligaments)} ligaments, ${memory}, ${e.duration} on one core`;
}

/**
 * Refuse a network that is known and whose state the core cannot hold, as a user's own structure may be.
 * @throws InputError
 */
export function checkNetworkSize(n: number, m: number, rings: number, field: string): void {
  const bytes = networkBytes(n, m, rings) + SOLVER_BYTES * n;
  if (bytes <= MOST_CORE_BYTES) return;
  throw new InputError({
    field,
    value: `${n} particles with ${m} necks of ${rings} rings`,
    allowed: `what fits into ${bytesInWords(MOST_CORE_BYTES)}`,
    hint: `This would take ${bytesInWords(bytes)}. Use a smaller piece, or fewer electrode.rings.`,
  });
}

/**
 * What is wrong with a size that does not fit into memory; nothing when it does.
 * @param machine_bytes - Memory of this machine, where it is known; the core's own limit holds everywhere.
 */
export function sizeProblems(config: Config, machine_bytes = Number.POSITIVE_INFINITY): InputProblem[] {
  const { electrode } = config;
  if (electrode.structureFile !== null) return [];
  const e = estimateRun(config);
  const factor = Math.min(MOST_CORE_BYTES / e.core_bytes, machine_bytes / e.process_bytes);
  if (factor >= 1) return [];
  const lateral = lateralOf(electrode, composition(electrode));
  const largest = lateral * (electrode.depth === 'square' ? Math.sqrt(factor) : factor);
  const limit =
    MOST_CORE_BYTES / e.core_bytes <= machine_bytes / e.process_bytes
      ? `The core can hold ${bytesInWords(MOST_CORE_BYTES)}`
      : `This machine has ${bytesInWords(machine_bytes)}`;
  return [
    {
      field: 'electrode.lateral_um',
      value: electrode.lateral_um ?? `${figures(lateral)} (ten thicknesses)`,
      unit: 'µm',
      allowed: `at most about ${figures(largest)} with these sizes, loading and depth`,
      hint: `This asks for about ${e.particles.toExponential(1)} particles, ${bytesInWords(e.process_bytes)} of memory and ${e.duration} on one core. ${limit}.`,
    },
  ];
}
