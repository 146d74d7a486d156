/**
 * The study behind docs/results.md: as-made cracks of five binders, controls, objectivity, slab against 3D,
 * crystals, energy and cut-off voltage, each with paired seeds.
 *
 *   node study/index.mjs [--workers 2] [--out docs/results.md] [--dir out/study] [--report] [--stale]
 *                        [--seeds 8] [--only fit,made,…]
 *
 * Needs the build (`npm run build`). Finished runs are kept in `--dir` and are not run again unless the core has
 * changed; so it can be stopped at any time. `--report` runs nothing and writes what is there. `--stale` takes runs
 * of another core too, and the document says so. `--seeds` and `--only` make a smaller one, for a quick look. About
 * half an hour on two cores.
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadEngine } from '../dist/core/module-node.js';
import { writeAtomic } from '../dist/jobs/files-node.js';
import { report, SECTION_NAMES } from './report.mjs';
import { Study } from './study.mjs';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const { values } = parseArgs({
  options: {
    workers: { type: 'string', default: '2' },
    out: { type: 'string', default: path.join(root, 'docs', 'results.md') },
    dir: { type: 'string', default: path.join(root, 'out', 'study') },
    seeds: { type: 'string', default: '8' },
    only: { type: 'string', default: SECTION_NAMES.join(',') },
    report: { type: 'boolean', default: false },
    stale: { type: 'boolean', default: false },
  },
});

/** @param {'workers' | 'seeds'} name */
function whole(name) {
  const n = Number(values[name]);
  if (Number.isInteger(n) && n >= 1) return n;
  throw new Error(`--${name}: got '${values[name]}'; allowed: a whole number from 1`);
}

const names = values.only.split(',').map((name) => {
  const found = SECTION_NAMES.find((known) => known === name);
  if (found === undefined)
    throw new Error(`--only: got '${name}'; allowed: ${SECTION_NAMES.join(', ')}, several with commas`);
  return found;
});
const { module, hash } = await loadEngine();
const study = new Study(values.dir, hash, whole('seeds'));
await study.load(values.stale);
report(study, names);
console.error(`${study.used.size} runs there, ${study.wanted.size} to do`);
if (!values.report) await study.runWanted(module, whole('workers'), (line) => console.error(line));
await writeAtomic(values.out, report(study, names));
console.error(`wrote ${values.out}`);
