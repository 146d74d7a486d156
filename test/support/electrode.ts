import { buildElectrode, type Electrode } from '../../src/build/electrode.js';
import type { Config, ElectrodeConfig } from '../../src/config/config-types.js';
import { Core } from '../../src/core/instance.js';
import { loadModule } from '../../src/core/module-node.js';
import type { NetworkData } from '../../src/core/network.js';
import { preset } from '../../src/model/presets.js';

/** A fresh core. */
export async function freshCore(): Promise<Core> {
  return Core.create(await loadModule());
}

/** The 10.5 mg/cm² electrode with changes. */
export function configWith(changes: Partial<ElectrodeConfig> = {}, seed = 1): Config {
  const config = preset('paper-10');
  return { ...config, seed, electrode: { ...config.electrode, ...changes } };
}

export async function build(changes: Partial<ElectrodeConfig> = {}, seed = 1): Promise<Electrode> {
  return buildElectrode(await freshCore(), configWith(changes, seed));
}

/** All bytes of a network's arrays, for comparing two builds. */
export function bytesOf(network: NetworkData): string {
  return Object.values(network)
    .filter((v) => ArrayBuffer.isView(v))
    .map((v) => Buffer.from(v.buffer, v.byteOffset, v.byteLength).toString('base64'))
    .join('|');
}
