/** Entry of a sweep's worker thread: compiled module in, rows out, one core instance at a time. */
import { parentPort, workerData } from 'node:worker_threads';
import { buildFromParticles, type Electrode } from '../build/electrode.js';
import type { ParticleTable } from '../build/structure.js';
import type { Config } from '../config/config-types.js';
import { Core } from '../core/instance.js';
import { run } from '../process/run.js';
import { computePoint, type PointMessage, type WorkerMessage } from './job.js';
import { RecentElectrodes, throttled } from './recent.js';

const port = parentPort;
if (port === null) throw new Error('this file is the entry of a worker thread');
const { module, structure } = workerData as { module: WebAssembly.Module; structure: ParticleTable | null };
const electrodeCache = new RecentElectrodes();
const post = (message: WorkerMessage): void => port.postMessage(message);

/** The electrode on the user's own particles, if the sweep has some; otherwise `run` packs one. */
async function given(config: Config): Promise<{ electrode?: Electrode }> {
  if (structure === null) return {};
  const key = `given ${config.seed}`;
  const electrode =
    electrodeCache.get(key) ?? buildFromParticles(await Core.create(module), structure, config);
  electrodeCache.set(key, electrode);
  return { electrode };
}

port.on('message', (message: PointMessage) => {
  void computePoint(
    message,
    async (config, onProgress) => {
      const report = throttled(onProgress);
      const options = { onProgress: (p: { fraction: number }) => report(p.fraction), electrodeCache };
      return run(module, config, { ...options, ...(await given(config)) });
    },
    post,
  );
});
post({ type: 'ready' });
