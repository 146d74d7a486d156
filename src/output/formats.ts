/** The files of a run in the formats of other programs. */

import type { Config } from '../config/config-types.js';
import { didYouMean } from '../config/nearest.js';
import { stageFacts } from '../config/steps/index.js';
import { InputError } from '../core/errors.js';
import { stageLabel } from '../model/stage.js';
import type { Frame } from '../observe/quantities.js';
import { coatingSvg } from './coating/coating.js';
import { extxyz } from './extxyz.js';
import { lammpsDump, lammpsDumpLocal } from './lammps.js';
import { runParquet } from './parquet.js';
import type { SavedRun } from './run-file.js';
import { sectionSvg } from './section/section.js';
import { framesOf, type Numbered } from './stage-list.js';
import { type CsvStyle, csvLigamentsParts, csvParticlesParts, csvStages } from './table.js';
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

/** What of a run is written, and how. */
export interface OutputOptions {
  /** Stages to draw and write, {@link framesOf}. Default: pictures of the last, tables of all. */
  readonly stages?: string;
  /** Decimal sign of CSV. Default `point`. */
  readonly decimal?: 'point' | 'comma';
  /** Draws an SVG as PNG; where it is missing there is no png. */
  readonly png?: (svg: string) => Uint8Array;
}

/** A run with what is to be written of it. */
interface Wanted extends SavedRun {
  /** `frames`, with their numbers in the whole run. */
  readonly numbered: readonly Numbered<Frame>[];
  /** Frames that pictures show. */
  readonly drawn: readonly Numbered<Frame>[];
  readonly options: OutputOptions;
}

/**
 * The files of a run in the formats asked for; contents are made when they are written.
 * @throws InputError for a stage that the run does not have.
 */
export function outputFiles(
  run: SavedRun,
  formats: readonly Format[],
  options: OutputOptions = {},
): OutputFile[] {
  const numbered = framesOf(run.frames, options.stages ?? 'all');
  const drawn = options.stages === undefined ? numbered.slice(-1) : numbered;
  const frames = numbered.map(({ frame }) => frame);
  const wanted: Wanted = { ...run, frames, numbered, drawn, options };
  return formats.flatMap((format) => FORMATS[format].files(wanted));
}

/** A format: what it is for, the files that it makes of a run, and which of these the page offers, with a hint. */
interface FormatInfo {
  readonly what: string;
  readonly files: (run: Wanted) => OutputFile[];
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
    files: ({ result, network, numbered, options }) => [
      { name: 'stages.csv', data: () => csvStages(result, 'run', csvStyle(options)) },
      ...numbered.flatMap((at) => [
        {
          name: `${frameName(at)}.particles.csv`,
          data: () => csvParticlesParts(network, at.frame, csvStyle(options)),
        },
        {
          name: `${frameName(at)}.ligaments.csv`,
          data: () => csvLigamentsParts(network, at.frame, csvStyle(options)),
        },
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
    what: 'picture of the last stage, or of --stage: a slab from the side, a 3D coating from above and cut',
    files: (run) => pictures(run, 'svg', (svg) => svg),
    offered: { 'picture.svg': 'the electrode after its last stage' },
  },
  png: {
    what: 'the same picture in pixels',
    files: (run) => {
      const { png } = run.options;
      return png === undefined ? [] : pictures(run, 'png', png);
    },
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

function csvStyle({ decimal = 'point' }: OutputOptions): CsvStyle {
  return { decimal };
}

/** One picture, or one of each stage named. */
function pictures(run: Wanted, ending: string, make: (svg: string) => Contents): OutputFile[] {
  return run.drawn.map((at) => ({
    name:
      run.drawn.length === 1 ? `picture.${ending}` : `${frameName(at).replace('frame', 'picture')}.${ending}`,
    data: () => make(picture(run, at.frame)),
  }));
}

/** A frame as a picture. */
function picture({ result, network }: SavedRun, frame: Frame): string {
  const { slab, lateral_um, thickness_um } = result.network;
  const { binder } = result.input as Config;
  const name = stageFacts(frame.stage)?.done ?? frame.stage;
  const when = name === 'built' ? 'as built' : `after ${stageLabel({ name, cycle: frame.cycle })}`;
  if (slab) {
    const options = { view: 'side', title: binder.name, depth_um: lateral_um[1] } as const;
    return sectionSvg(network, [{ label: when, frame }], options);
  }
  const area_um2 = lateral_um[0] * lateral_um[1];
  const geometry = { height_um: thickness_um, area_um2, depth_um: lateral_um[1], slab };
  return coatingSvg(network, frame, geometry, { title: `Coating with ${binder.name} ${when}` });
}

function frameName({ frame, index }: Numbered<Frame>): string {
  const cycle = frame.cycle > 0 ? `-${frame.cycle}` : '';
  return `frame-${String(index).padStart(3, '0')}-${frame.stage.replace(' ', '-')}${cycle}`;
}

function vtpFiles({ network, numbered }: Wanted): OutputFile[] {
  const files = numbered.map((at) => ({
    name: `${frameName(at)}.vtp`,
    index: at.index,
    data: () => vtp(network, at.frame),
  }));
  const sets = files.map((f) => `    <DataSet timestep="${f.index}" group="" part="0" file="${f.name}"/>`);
  const pvd = [
    '<?xml version="1.0"?>',
    '<VTKFile type="Collection" version="1.0" byte_order="LittleEndian">',
    '  <Collection>',
    ...sets,
    '  </Collection>',
    '</VTKFile>',
    '',
  ].join('\n');
  return [...files.map(({ name, data }) => ({ name, data })), { name: 'frames.pvd', data: pvd }];
}
