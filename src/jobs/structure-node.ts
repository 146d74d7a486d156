/** The user's own structure, where the configuration names one. */

import { buildFromParticles, type Electrode } from '../build/electrode.js';
import { importStructure } from '../build/import/import-structure.js';
import { typeList } from '../build/import/types.js';
import type { ParticleTable } from '../build/structure.js';
import type { Config } from '../config/config-types.js';
import { sha256 } from '../core/hash.js';
import { Core } from '../core/instance.js';
import { readInput } from './files-node.js';

/** Particles from a file, and the hash of that file. */
export interface LoadedStructure {
  readonly particles: ParticleTable;
  readonly hash: string;
}

/**
 * Read `electrode.structureFile`, or null when there is none.
 * @throws InputError
 */
export async function loadStructure(config: Config): Promise<LoadedStructure | null> {
  const file = config.electrode.structureFile;
  if (file === null) return null;
  const bytes = await readInput(file, 'electrode.structureFile');
  const text = new TextDecoder().decode(bytes);
  const { structureTypes } = config.electrode;
  const active = structureTypes === null ? {} : { activeTypes: typeList(structureTypes) };
  return { particles: importStructure(text, file, active), hash: await sha256(bytes) };
}

/**
 * The electrode on it, as an option of `run`; no option when the configuration names no structure.
 * @throws InputError
 */
export async function givenElectrode(
  module: WebAssembly.Module,
  config: Config,
): Promise<{ electrode?: Electrode }> {
  const structure = await loadStructure(config);
  if (structure === null) return {};
  return { electrode: buildFromParticles(await Core.create(module), structure.particles, config) };
}
