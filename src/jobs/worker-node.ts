/** Entry of a worker thread: compiled module and the names of job modules in, outcomes out. */
import { parentPort, workerData } from 'node:worker_threads';
import { buildFromParticles, type Electrode } from '../build/electrode.js';
import type { ParticleTable } from '../build/structure.js';
import type { Config } from '../config/config-types.js';
import { Core } from '../core/instance.js';
import type { JobFunctions, JobMessage, WorkerMessage } from './job.js';
import type { ThreadData } from './thread-node.js';
import { answer, RecentElectrodes } from './worker.js';

const port = parentPort;
if (port === null) throw new Error('this file is the entry of a worker thread');
const { module, structure, functions } = workerData as ThreadData;
const electrodes = new RecentElectrodes();
const post = (message: WorkerMessage): void => port.postMessage(message);

/** The electrode on the user's own particles. */
async function built(particles: ParticleTable, config: Config): Promise<Electrode> {
  const key = `given ${config.seed}`;
  const electrode = electrodes.get(key) ?? buildFromParticles(await Core.create(module), particles, config);
  electrodes.set(key, electrode);
  return electrode;
}

const own = structure === null ? {} : { given: (config: Config) => built(structure, config) };
const { jobFunctions } = (await import(functions)) as { jobFunctions: JobFunctions };
port.on('message', (message: JobMessage) => {
  void answer(message, jobFunctions, { module, electrodes, ...own }, post);
});
post({ type: 'ready' });
