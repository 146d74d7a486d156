/** What a sweep is and how far it has come: `manifest.json`. */
import type { Config } from '../config/config-types.js';
import type { Manifest } from '../jobs/set.js';
import type { SweepPlan } from './plan.js';
import { COLUMNS, type SweepRow } from './row.js';

/** An axis in the manifest. */
export interface ManifestAxis {
  readonly low: number;
  readonly high: number;
  readonly count: number;
  readonly unit: string;
  readonly values: readonly number[];
}

/** Schema of a sweep's directory. */
export const SCHEMA = 'fibril.sweep/1';

/** The manifest of a sweep, schema `fibril.sweep/1`. It holds no time and no machine. */
export interface SweepManifest extends Manifest {
  readonly schema: typeof SCHEMA;
  readonly fibril: string;
  readonly axes: { readonly toughness_MPa: ManifestAxis; readonly adhesion_J_m2: ManifestAxis };
  readonly seeds: readonly number[];
  readonly counts: {
    readonly points: number;
    readonly done: number;
    readonly ok: number;
    readonly failed: number;
  };
  readonly columns: readonly { readonly name: string; readonly unit: string }[];
  /** Configuration of every point but for toughness, adhesion and seed. */
  readonly config: Config;
}

/** The manifest of a plan and the rows it has so far. */
export function manifestOf(
  plan: SweepPlan,
  rows: readonly SweepRow[],
  status: SweepManifest['status'],
  version: string,
): SweepManifest {
  const ok = rows.filter((row) => row.status === 'ok').length;
  const { toughness, adhesion, engineHash, config } = plan.spec;
  return {
    schema: SCHEMA,
    status,
    fibril: version,
    engine: engineHash,
    plan: plan.hash,
    axes: { toughness_MPa: { ...toughness, unit: 'MPa' }, adhesion_J_m2: { ...adhesion, unit: 'J/m²' } },
    seeds: plan.seeds,
    counts: { points: plan.points.length, done: rows.length, ok, failed: rows.length - ok },
    columns: COLUMNS.map(({ name, unit }) => ({ name, unit })),
    config,
  };
}
