/** What a sweep computes: every point with its configuration and identity, before anything runs. */

import type { Config } from '../config/config-types.js';
import { checkOptions, type Known } from '../config/options.js';
import { InputError } from '../core/errors.js';
import { contentHash } from '../core/hash.js';
import { jobId } from '../jobs/job.js';
import { binder as builtIn, scaleAdhesion, scaleToughness } from '../materials/binders.js';
import { filmCurve } from '../materials/film-curve.js';
import { checkConfig } from '../model/check-config.js';
import { seedsOf } from '../odds/seeds.js';
import type { Axis } from './axis.js';

/** One run of a sweep. */
export interface SweepPoint {
  /** SHA-256 of canonical configuration and engine, hex. */
  readonly id: string;
  /** Position in the plan: toughness outermost, then adhesion, then seed. */
  readonly index: number;
  readonly toughness_MPa: number;
  readonly adhesion_J_m2: number;
  readonly seed: number;
  readonly config: Config;
}

/** What {@link planSweep} needs. */
export interface SweepSpec {
  /** Configuration of every point but for toughness, adhesion and seed. */
  readonly config: Config;
  /** Area under the binder's tensile curve, MPa. */
  readonly toughness: Axis;
  /** Adhesion to NCM, J/m². */
  readonly adhesion: Axis;
  /** How many seeds: `config.seed` and those that follow it. The same for every point (paired). */
  readonly seeds: number;
  /** SHA-256 of the core's WebAssembly. */
  readonly engineHash: string;
  /** SHA-256 of the structure file that replaces packing; its name alone is no identity. */
  readonly structureHash?: string;
}

const SPEC: Known<SweepSpec> = {
  config: 1,
  toughness: 1,
  adhesion: 1,
  seeds: 1,
  engineHash: 1,
  structureHash: 1,
};

/** All points of a sweep. */
export interface SweepPlan {
  readonly spec: SweepSpec;
  readonly seeds: readonly number[];
  readonly points: readonly SweepPoint[];
  /** Hash over all points: two sweeps with the same hash are the same sweep. */
  readonly hash: string;
}

/** Most points of one sweep. */
export const MAX_POINTS = 100_000;

/**
 * The points of a sweep over toughness × adhesion × seeds.
 * @throws InputError when there are too many, or a point's configuration cannot be.
 */
export async function planSweep(spec: SweepSpec): Promise<SweepPlan> {
  checkOptions('planSweep', spec, SPEC);
  const seeds = seedsOf(spec.config, spec.seeds);
  const count = spec.toughness.count * spec.adhesion.count * seeds.length;
  if (count > MAX_POINTS) {
    const allowed = `at most ${MAX_POINTS} points`;
    throw new InputError({ field: 'toughness × adhesion × seeds', value: count, unit: 'points', allowed });
  }
  const points: SweepPoint[] = [];
  for (const toughness_MPa of spec.toughness.values) {
    for (const adhesion_J_m2 of spec.adhesion.values) {
      const tougher = scaleToughness(spec.config.binder, toughness_MPa);
      const binder = scaleAdhesion(tougher, adhesion_J_m2);
      for (const seed of seeds) {
        const config = checkConfig({ ...spec.config, binder, seed });
        const id = await pointId(config, spec.engineHash, spec.structureHash);
        points.push({ id, index: points.length, toughness_MPa, adhesion_J_m2, seed, config });
      }
    }
  }
  return { spec, seeds, points, hash: await contentHash(points.map((p) => p.id)) };
}

/** A configuration with each of several built-in binders and seeds, binder outermost. */
export async function binderPoints(
  config: Config,
  names: readonly string[],
  seeds: readonly number[],
  engineHash: string,
): Promise<SweepPoint[]> {
  const points: SweepPoint[] = [];
  for (const name of names) {
    const binder = builtIn(name);
    const toughness_MPa = filmCurve(binder).toughness_MPa;
    for (const seed of seeds) {
      const own = checkConfig({ ...config, binder, seed });
      const id = await pointId(own, engineHash);
      const place = { toughness_MPa, adhesion_J_m2: binder.adhesionNcm_J_m2, seed };
      points.push({ id, index: points.length, ...place, config: own });
    }
  }
  return points;
}

/** Identity of a run: its configuration and the engine that computes it. */
export function pointId(config: Config, engineHash: string, structureHash?: string): Promise<string> {
  return jobId({ config, structure: structureHash }, engineHash);
}
