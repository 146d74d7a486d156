/** The files of the run on show: the very ones that the command line writes. */

import { type Contents, type Format, offered, outputFiles } from '../../output/formats.js';
import { encodeRun, RUN_FILE, type SavedRun } from '../../output/run-file.js';
import { csvLigaments, csvParticles } from '../../output/table.js';
import { vtp } from '../../output/vtp.js';
import type { Moment } from '../../process/moments.js';
import { saveFile } from '../dom.js';
import type { LiveRun } from '../run.js';

/** A file that can be saved. */
export interface Offer {
  readonly label: string;
  readonly hint: string;
  /** Whether the run must have ended. */
  readonly whole: boolean;
  readonly save: (run: LiveRun, moment: Moment) => void;
}

const TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  json: 'application/json',
  svg: 'image/svg+xml',
  parquet: 'application/vnd.apache.parquet',
};

function typeOf(name: string): string {
  return TYPES[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
}

/** Result, network and frames of a run that has ended: as built, then the end of each stage. */
function savedRun({ result, electrode, moments }: LiveRun): SavedRun {
  if (result === null || electrode === null) throw new Error('the run has not ended');
  const ends = moments.filter((m) => m.stageIndex < 0 || m.fraction === 1);
  return { result, network: electrode.network, frames: ends.map((m) => m.frame) };
}

function give(name: string, contents: Contents): void {
  const whole = typeof contents === 'string' || contents instanceof Uint8Array;
  const data = whole ? contents : [...contents].join('');
  saveFile(name, typeof data === 'string' ? data : new Uint8Array(data), typeOf(name));
}

/** One file of a format of the command line. */
function ofFormat(format: Format, name: string): Offer['save'] {
  return (run) => {
    const file = outputFiles(savedRun(run), [format]).find((f) => f.name === name);
    if (file) give(name, typeof file.data === 'function' ? file.data() : file.data);
  };
}

function momentName({ stage, cycle, fraction }: Moment): string {
  const part = fraction === 1 || stage === 'built' ? '' : `-${Math.round(100 * fraction)}`;
  return `${stage}${cycle > 0 ? `-${cycle}` : ''}${part}`;
}

/** A file of the moment on show. */
function ofMoment(kind: string, make: (run: SavedNetwork, moment: Moment) => string): Offer['save'] {
  return (run, moment) => {
    if (run.electrode) give(`${momentName(moment)}.${kind}`, make(run.electrode.network, moment));
  };
}

type SavedNetwork = SavedRun['network'];

/** Everything that can be saved of a run. */
export const OFFERS: readonly Offer[] = [
  {
    label: 'result.json',
    hint: 'the result with its configuration (fibril.run/1)',
    whole: true,
    save: (run) => give('result.json', `${JSON.stringify(run.result, null, 2)}\n`),
  },
  {
    label: RUN_FILE,
    hint: 'all of the run, for `fibril export`',
    whole: true,
    save: (run) => give(RUN_FILE, encodeRun(savedRun(run))),
  },
  ...offered().map(([format, label, hint]) => ({ label, hint, whole: true, save: ofFormat(format, label) })),
  {
    label: 'particles.csv',
    hint: 'particles at the moment on show',
    whole: false,
    save: ofMoment('particles.csv', (network, { frame }) => csvParticles(network, frame)),
  },
  {
    label: 'ligaments.csv',
    hint: 'ligaments at the moment on show',
    whole: false,
    save: ofMoment('ligaments.csv', (network, { frame }) => csvLigaments(network, frame)),
  },
  {
    label: 'frame.vtp',
    hint: 'VTK polydata of the moment on show (ParaView)',
    whole: false,
    save: ofMoment('vtp', (network, { frame }) => vtp(network, frame)),
  },
];
