import { Core } from '../../../src/core/instance.js';
import { fetchCore, report } from './report.js';

/** Bytes through the core and back; then what a page's failure looks like, if it was asked for. */
await report(async () => {
  const core = await Core.create(await fetchCore());
  const values = (await (await fetch('values.json')).json()) as number[];
  if (values.length === 0) throw new Error('no values were given');
  const address = core.put(Float64Array.from(values));
  return { values: [...core.readF64(address, values.length)], agent: navigator.userAgent };
});
