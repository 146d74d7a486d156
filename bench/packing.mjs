// Time to build electrodes of growing size, packing and necks apart: node bench/packing.mjs [largest lateral, µm]
import { performance } from 'node:perf_hooks';
import { buildElectrode } from '../dist/build/electrode.js';
import { packParticles } from '../dist/build/packing.js';
import { Core } from '../dist/core/instance.js';
import { loadModule } from '../dist/core/module-node.js';
import { composition } from '../dist/model/composition.js';
import { preset } from '../dist/model/presets.js';

const largest = Number(process.argv[2] ?? 1332);
const module = await loadModule();
console.log('lateral µm  particles  packing s  whole build s  ligaments  coordination  memory MB');
for (const lateral_um of [133, 420, 1332].filter((l) => l <= largest)) {
  const config = preset('paper-10');
  Object.assign(config.electrode, { lateral_um, depth: 'square' });
  const core = await Core.create(module);
  const start = performance.now();
  packParticles(await Core.create(module), config.electrode, composition(config.electrode), config.seed);
  const packed = performance.now();
  const { summary } = buildElectrode(core, config);
  const built = performance.now();
  const cells = [
    lateral_um,
    summary.particles,
    ((packed - start) / 1000).toFixed(2),
    ((built - packed) / 1000).toFixed(2),
    summary.ligaments,
    summary.coordination.toFixed(2),
    (core.memoryBytes / 1e6).toFixed(0),
  ];
  console.log(cells.map((c) => String(c).padStart(10)).join(' '));
}
