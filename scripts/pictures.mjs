/**
 * The pictures of the documentation, made by the code as it stands: the map of a finished demo, the electrode
 * with PVDF and with PVDF-A-N5 as made and charged, and a square millimetre of coating that has dried.
 *
 *   npm start && node scripts/pictures.mjs --demo out/demo-…
 *   npx fibril run --preset coating --out out/coating && node scripts/pictures.mjs --coating out/coating
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { configure, loadModule, run, sectionSvg } from '../dist/node.js';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const docs = path.join(root, 'docs');
const { values } = parseArgs({ options: { demo: { type: 'string' }, coating: { type: 'string' } } });
if (!values.demo && !values.coating) {
  process.stderr.write(
    'usage: node scripts/pictures.mjs [--demo DEMO_DIRECTORY] [--coating RUN_DIRECTORY]\n',
  );
  process.exit(2);
}
if (values.demo) await drawDemo(values.demo);
if (values.coating) drawCoating(values.coating);

/** @param {string} demo directory of a finished demo */
async function drawDemo(demo) {
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
}

/** @param {string} dir directory of a run of the preset `coating` */
function drawCoating(dir) {
  const scratch = mkdtempSync(path.join(tmpdir(), 'fibril-'));
  try {
    const cli = path.join(root, 'dist', 'cli', 'main.js');
    execFileSync(process.execPath, [cli, 'export', dir, '--format', 'svg', '--out', scratch]);
    copyFileSync(path.join(scratch, 'picture.svg'), path.join(docs, 'coating.svg'));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
