/** The files of a run in the formats of other programs. */

import type { Config } from '../config/config-types.js';
import { didYouMean } from '../config/nearest.js';
import { stageFacts } from '../config/steps/index.js';
import { InputError } from '../core/errors.js';
import type { Frame } from '../observe/quantities.js';
import { coatingSvg } from './coating/coating.js';
import { extxyz } from './extxyz.js';
import { lammpsDump, lammpsDumpLocal } from './lammps.js';
import { runParquet } from './parquet.js';
import type { SavedRun } from './run-file.js';
import { sectionSvg } from './section/section.js';
import { csvLigamentsParts, csvParticlesParts, csvStages } from './table.js';
import { vtp } from './vtp.js';

/** Contents of a file: whole, or in pieces for what is larger than a string should be. */
export type Contents = Uint8Array | string | Iterable<string>;

/** A file to be written: its contents, or what makes them when their turn comes, so that not all are held at once. */
export interface OutputFile {
  readonly name: string;
  readonly data: Contents | (() => Contents);
}

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

/** The files of a run in the formats asked for; contents are made when they are written. */
export function outputFiles(run: SavedRun, formats: readonly Format[]): OutputFile[] {
  return formats.flatMap((format) => FORMATS[format].files(run));
}

/** A format: what it is for, the files that it makes of a run, and which of these the page offers, with a hint. */
interface FormatInfo {
  readonly what: string;
  readonly files: (run: SavedRun) => OutputFile[];
  readonly offered?: Readonly<Record<string, string>>;
}

/** Formats by name. */
export const FORMATS = {
  vtp: {
    what: 'VTK polydata, one file a stage, with a .pvd collection (ParaView)',
    files: vtpFiles,
  },
  dump: {
    what: 'LAMMPS dump of particles and dump local of ligaments (OVITO)',
    files: ({ network, frames }) => [
      { name: 'particles.dump', data: () => lammpsDump(network, frames) },
      { name: 'ligaments.dump', data: () => lammpsDumpLocal(network, frames) },
    ],
    offered: {
      'particles.dump': 'LAMMPS dump of all stages (OVITO)',
      'ligaments.dump': 'LAMMPS dump local of all stages (OVITO)',
    },
  },
  xyz: {
    what: 'extended XYZ of particles (OVITO, ASE)',
    files: ({ network, frames }) => [{ name: 'particles.xyz', data: () => extxyz(network, frames) }],
    offered: { 'particles.xyz': 'extended XYZ of all stages (OVITO, ASE)' },
  },
  csv: {
    what: 'tables of stages, particles and ligaments',
    files: ({ result, network, frames }) => [
      { name: 'stages.csv', data: () => csvStages(result) },
      ...frames.flatMap((frame, k) => [
        { name: `${frameName(frame, k)}.particles.csv`, data: () => csvParticlesParts(network, frame) },
        { name: `${frameName(frame, k)}.ligaments.csv`, data: () => csvLigamentsParts(network, frame) },
      ]),
    ],
    offered: { 'stages.csv': 'the table above' },
  },
  parquet: {
    what: 'table of stages',
    files: ({ result }) => [{ name: 'stages.parquet', data: () => runParquet([{ label: 'run', result }]) }],
    offered: { 'stages.parquet': 'the same as Parquet' },
  },
  svg: {
    what: 'picture of the last stage: a slab from the side, a 3D coating from above and cut',
    files: (run) => [{ name: 'picture.svg', data: () => picture(run) }],
    offered: { 'picture.svg': 'the electrode after its last stage' },
  },
} as const satisfies Record<string, FormatInfo>;

/** A format's name. */
export type Format = keyof typeof FORMATS;

/** Files of a run that the page offers: format, name, hint. */
export function offered(): (readonly [Format, string, string])[] {
  return Object.entries<FormatInfo>(FORMATS).flatMap(([format, { offered: of = {} }]) =>
    Object.entries(of).map(([name, hint]) => [format as Format, name, hint] as const),
  );
}

/** The last frame as a picture. */
function picture({ result, network, frames }: SavedRun): string {
  const frame = frames.at(-1) as Frame;
  const { slab, lateral_um, thickness_um } = result.network;
  const { binder } = result.input as Config;
  const name = stageFacts(frame.stage)?.done ?? frame.stage;
  const when = frame.cycle > 0 ? `${name} ${frame.cycle}` : name;
  if (slab) {
    const options = { view: 'side', title: binder.name, depth_um: lateral_um[1] } as const;
    return sectionSvg(network, [{ label: `after ${when}`, frame }], options);
  }
  const area_um2 = lateral_um[0] * lateral_um[1];
  const geometry = { height_um: thickness_um, area_um2, depth_um: lateral_um[1], slab };
  return coatingSvg(network, frame, geometry, { title: `Coating with ${binder.name} after ${when}` });
}

function frameName(frame: Frame, index: number): string {
  const cycle = frame.cycle > 0 ? `-${frame.cycle}` : '';
  return `frame-${String(index).padStart(3, '0')}-${frame.stage.replace(' ', '-')}${cycle}`;
}

function vtpFiles({ network, frames }: SavedRun): OutputFile[] {
  const files = frames.map((frame, k) => ({
    name: `${frameName(frame, k)}.vtp`,
    data: () => vtp(network, frame),
  }));
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
