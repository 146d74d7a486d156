/**
 * The pictures of the README, made by the code as it stands: the map of a finished demo, and the electrode
 * with PVDF and with PVDF-A-N5 as made and charged.
 *
 *   npm start && node scripts/pictures.mjs out/demo-…
 */
import { copyFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { configure, loadModule, run, sectionSvg } from '../dist/node.js';

const docs = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', 'docs');
const [demo] = process.argv.slice(2);
if (!demo) {
  process.stderr.write('usage: node scripts/pictures.mjs DEMO_DIRECTORY\n');
  process.exit(2);
}
copyFileSync(path.join(demo, 'map.svg'), path.join(docs, 'map.svg'));

const module = await loadModule();
for (const [name, file] of [
  ['PVDF', 'electrode-pvdf.svg'],
  ['PVDF-A-N5', 'electrode-n5.svg'],
]) {
  const { network, frames, result } = await run(module, configure({ preset: 'paper-10', binder: name }));
  const shots = frames.flatMap((frame) => {
    if (frame.stage === 'calender') return [{ label: 'as made', frame }];
    return frame.stage === 'charge' ? [{ label: 'charged to 4.3 V', frame }] : [];
  });
  const svg = sectionSvg(network, shots, {
    view: 'side',
    title: `${name} on paper-10, side view`,
    depth_um: result.network.lateral_um[1],
    id: file.slice(0, -4),
  });
  writeFileSync(path.join(docs, file), svg);
}
