/** Five configurations whose hashes the page must share with the command line, small enough for every day. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { RunResult } from '../../src/model/result.js';
import { REPOSITORY } from './harness.js';

/** A configuration as a link and as arguments of `fibril run`. */
export interface Twin {
  readonly name: string;
  readonly link: string;
  readonly argv: readonly string[];
}

const twin = (name: string, preset: string, binder: string, ...sets: string[]): Twin => ({
  name,
  link: [`preset=${preset}`, `binder=${binder}`, ...sets].join('&'),
  argv: ['--preset', preset, '--binder', binder, ...sets.flatMap((s) => ['--set', s])],
});

export const TWINS: readonly Twin[] = [
  twin('a thin slab', 'paper-10', 'PVDF', 'electrode.lateral_um=150'),
  twin(
    'a thick slab, another seed and cut-off',
    'paper-28',
    'PVDF-A-N5',
    'electrode.lateral_um=200',
    'seed=3',
    'process.upperVoltage_V=4.2',
  ),
  twin(
    'a lean slab of single crystals',
    'paper-lean',
    'PVDF-A',
    'electrode.lateral_um=120',
    'electrode.crystal=single',
  ),
  twin(
    'a brittle binder over two cycles',
    'paper-10',
    'PVDF-A-N1',
    'electrode.lateral_um=100',
    'process.cycles=2',
  ),
  twin(
    'a 3D coating, solved by multigrid',
    'coating',
    'PVDF',
    'electrode.lateral_um=70',
    'electrode.depth=60',
  ),
];

/** The state hash that `fibril run` prints. */
export async function commandLineHash({ argv }: Twin): Promise<string> {
  const main = path.join(REPOSITORY, 'dist', 'cli', 'main.js');
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [main, 'run', ...argv, '--json', '--quiet'],
    { maxBuffer: 1e8 },
  );
  return (JSON.parse(stdout) as RunResult).hash;
}
