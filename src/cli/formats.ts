/** The files of a run in the formats of other programs. */
import { InputError } from '../core/errors.js';
import { didYouMean } from '../model/fields.js';
import type { Frame } from '../model/result.js';
import { extxyz } from '../output/extxyz.js';
import { lammpsDump, lammpsDumpLocal } from '../output/lammps.js';
import { csvLigaments, csvParticles, csvStages, runParquet } from '../output/table.js';
import { vtp } from '../output/vtp.js';
import type { SavedRun } from './run-file.js';

/** A file to be written. */
export interface OutputFile {
  readonly name: string;
  readonly data: Uint8Array | string;
}

/** Formats by name, with what they are for. */
export const FORMATS = {
  vtp: 'VTK polydata, one file a stage, with a .pvd collection (ParaView)',
  dump: 'LAMMPS dump of particles and dump local of ligaments (OVITO)',
  xyz: 'extended XYZ of particles (OVITO, ASE)',
  csv: 'tables of stages, particles and ligaments',
  parquet: 'table of stages',
} as const;

/** A format's name. */
export type Format = keyof typeof FORMATS;

/**
 * Read a list such as `vtp,csv`, or `all`.
 * @throws InputError
 */
export function parseFormats(text: string): Format[] {
  const names = Object.keys(FORMATS);
  if (text === 'all') return names as Format[];
  const wanted = text.split(',').map((t) => t.trim());
  for (const name of wanted) {
    if (Object.hasOwn(FORMATS, name)) continue;
    const hint = didYouMean(name, names).replace(/^See.*/, '');
    throw new InputError({ field: '--format', value: name, allowed: `${names.join(', ')} or all`, hint });
  }
  return [...new Set(wanted)] as Format[];
}

/** The files of a run in the formats asked for. */
export function outputFiles(run: SavedRun, formats: readonly Format[]): OutputFile[] {
  return formats.flatMap((format) => MAKERS[format](run));
}

const MAKERS: Record<Format, (run: SavedRun) => OutputFile[]> = {
  vtp: vtpFiles,
  dump: ({ network, frames }) => [
    { name: 'particles.dump', data: lammpsDump(network, frames) },
    { name: 'ligaments.dump', data: lammpsDumpLocal(network, frames) },
  ],
  xyz: ({ network, frames }) => [{ name: 'particles.xyz', data: extxyz(network, frames) }],
  csv: ({ result, network, frames }) => [
    { name: 'stages.csv', data: csvStages(result) },
    ...frames.flatMap((frame, k) => [
      { name: `${frameName(frame, k)}.particles.csv`, data: csvParticles(network, frame) },
      { name: `${frameName(frame, k)}.ligaments.csv`, data: csvLigaments(network, frame) },
    ]),
  ],
  parquet: ({ result }) => [{ name: 'stages.parquet', data: runParquet([{ label: 'run', result }]) }],
};

function frameName(frame: Frame, index: number): string {
  const cycle = frame.cycle > 0 ? `-${frame.cycle}` : '';
  return `frame-${String(index).padStart(3, '0')}-${frame.stage}${cycle}`;
}

function vtpFiles({ network, frames }: SavedRun): OutputFile[] {
  const files = frames.map((frame, k) => ({ name: `${frameName(frame, k)}.vtp`, data: vtp(network, frame) }));
  const sets = files.map((f, k) => `    <DataSet timestep="${k}" group="" part="0" file="${f.name}"/>`);
  const pvd = [
    '<?xml version="1.0"?>',
    '<VTKFile type="Collection" version="1.0" byte_order="LittleEndian">',
    '  <Collection>',
    ...sets,
    '  </Collection>',
    '</VTKFile>',
    '',
  ].join('\n');
  return [...files, { name: 'frames.pvd', data: pvd }];
}
