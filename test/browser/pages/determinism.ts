import { run } from '../../../src/index.js';
import { smallElectrode } from '../electrode.js';
import { fetchCore, report } from './report.js';

await report(async () => (await run(await fetchCore(), smallElectrode())).result);
