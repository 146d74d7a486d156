import { run } from '../../../src/index.js';
import { smallElectrode, wideElectrode } from '../electrode.js';
import { fetchCore, report } from './report.js';

await report(async () => {
  const core = await fetchCore();
  return [(await run(core, smallElectrode())).result, (await run(core, wideElectrode())).result];
});
