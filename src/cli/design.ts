/** `fibril design`: the least toughness or adhesion that is enough, or the greatest loading or cut-off that is borne. */
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { didYouMean, listed } from '../config/nearest.js';
import { InputError } from '../core/errors.js';
import { RoundsDirectory } from '../jobs/rounds-node.js';
import { loadStructure } from '../jobs/structure-node.js';
import type { OddsMoment } from '../odds/better.js';
import { DESIGN_SEEDS, DESIGN_SHARE, type DesignPlan, planDesign, runDesign } from '../odds/design.js';
import type { Design } from '../odds/design-document.js';
import { MAX_SEEDS } from '../odds/seeds.js';
import type { Interval } from '../odds/statistics.js';
import { VARY_NAMES, type VaryName, varied } from '../odds/vary.js';
import { sweepWorker } from '../sweep/thread-node.js';
import { CONFIG_FLAGS, configFromFlags } from './config-flags.js';
import { type CommandInfo, helpText, type Parsed, parseFlags } from './flags.js';
import { num, wrap } from './format.js';
import { ExitCode, type Io } from './io.js';
import { MAX_WORKERS } from './odds.js';
import { startProgress } from './progress.js';

/** Help and flags. */
export const INFO: CommandInfo = {
  name: 'design',
  summary:
    'Find the least toughness or adhesion that is enough, or the greatest loading or cut-off that is borne.',
  usage: '',
  maxArgs: 0,
  flags: {
    ...CONFIG_FLAGS,
    vary: { arg: 'WHAT', help: `${listed(VARY_NAMES)}; required. The rest stays as given.` },
    share: { arg: 'P', help: `At most this share of the electrodes may crack (default ${DESIGN_SHARE}).` },
    moment: { arg: 'asMade|end', help: 'When they may not crack (default end).' },
    seeds: { arg: 'N', help: `Electrodes, seeds counted up from --seed (default ${DESIGN_SEEDS}).` },
    range: { arg: 'LOW:HIGH', help: 'Where to look, in MPa, J/m², mg/cm² or V (default: wide).' },
    workers: { arg: 'N', help: 'Worker threads (default: as many as the machine offers).' },
    out: { arg: 'DIR', help: 'Keep every run in a directory, to go on from, and write design.json.' },
    resume: { help: 'Go on with a design that was stopped; the rest of the command line must be the same.' },
    json: { help: 'Print one JSON document (fibril.design/1) and nothing else on stdout.' },
    quiet: { short: 'q', help: 'No progress.' },
  },
  examples: [
    'fibril design --preset paper-10 --binder mine.json --vary toughness --moment asMade',
    'fibril design --preset paper-10 --binder PVDF --vary adhesion --share 0.2 --seeds 12 --range 0.1:10',
    'fibril design --preset paper-28 --binder PVDF-A-N5 --vary voltage --out cutoff   # later: --resume',
  ],
  notes:
    'Each seed has its own threshold, found by bisection on the same electrodes at each value; the interval is that of\n' +
    'the share among the seeds (Jeffreys, 90 %), so that few seeds give a wide one. With loading the porosity stays.',
};

/** Run the command. */
export async function designCommand(argv: readonly string[], io: Io): Promise<number> {
  const parsed = parseFlags(INFO, argv);
  if (parsed === null) {
    io.stdout(helpText(INFO));
    return ExitCode.ok;
  }
  const asked = askedFor(parsed);
  const config = await configFromFlags(parsed);
  const structure = await loadStructure(config);
  const engine = await io.engine();
  const structureHash = structure === null ? {} : { structureHash: structure.hash };
  const plan = await planDesign({ config, ...asked, engineHash: engine.hash, ...structureHash });
  const store = await openStore(plan, parsed);
  try {
    const design = await show(plan, parsed, io, {
      workers: parsed.whole('workers', 1, MAX_WORKERS) ?? availableParallelism(),
      createWorker: () => sweepWorker(engine.module, structure?.particles ?? null),
      ...(store === null ? {} : { store }),
    });
    await store?.finish({ 'design.json': `${JSON.stringify(design, null, 2)}\n` });
    const file = store === null ? '' : `\nWritten to ${path.join(parsed.text('out') ?? '', 'design.json')}\n`;
    io.stdout(
      parsed.on('json') ? `${JSON.stringify(design)}\n` : `${wrap(design.words)}${costWords(design)}${file}`,
    );
    return ExitCode.ok;
  } catch (e) {
    if (io.signal.aborted && store !== null) io.stderr('Go on with the same command and --resume.\n');
    throw e;
  } finally {
    store?.close();
  }
}

function costWords({ runs, seeds }: Design): string {
  return `${runs} runs of ${seeds} electrodes.\n`;
}

/** The question, but for the electrode. */
function askedFor(parsed: Parsed) {
  const range = parsed.text('range');
  return {
    vary: oneOf(parsed, 'vary', VARY_NAMES) as VaryName,
    moment: oneOf(parsed, 'moment', ['asMade', 'end'], 'end') as OddsMoment,
    share: shareOf(parsed.text('share')),
    seeds: parsed.whole('seeds', 1, MAX_SEEDS) ?? DESIGN_SEEDS,
    ...(range === undefined ? {} : { range: rangeOf(range) }),
  };
}

function oneOf(parsed: Parsed, name: string, values: readonly string[], standard?: string): string {
  const value = parsed.text(name) ?? standard;
  if (value !== undefined && values.includes(value)) return value;
  const near = value === undefined ? {} : { hint: didYouMean(value, values) };
  throw new InputError({ field: `--${name}`, value, allowed: listed(values), ...near });
}

const NUMBER = /^\+?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

function shareOf(text: string | undefined): number {
  if (text === undefined) return DESIGN_SHARE;
  return NUMBER.test(text) ? Number(text) : Number.NaN;
}

function rangeOf(text: string): Interval {
  const parts = text.split(':').map((p) => (NUMBER.test(p.trim()) ? Number(p) : Number.NaN));
  if (parts.length === 2 && parts.every(Number.isFinite)) return parts as unknown as Interval;
  throw new InputError({ field: '--range', value: text, allowed: 'low:high, e.g. 1:100' });
}

async function openStore(plan: DesignPlan, parsed: Parsed): Promise<RoundsDirectory | null> {
  const dir = parsed.text('out');
  const resume = parsed.on('resume');
  if (dir === undefined) {
    if (!resume) return null;
    throw new InputError({ field: '--resume', value: true, allowed: 'with --out DIR only' });
  }
  const manifest = { schema: 'fibril.design-runs/1', plan: plan.hash, engine: plan.question.engineHash };
  const again = 'preset, binder, --set, --vary, --share, --moment, --seeds and --range';
  return RoundsDirectory.open(dir, { noun: 'design', again, manifest }, resume);
}

async function show(
  plan: DesignPlan,
  parsed: Parsed,
  io: Io,
  run: Omit<Parameters<typeof runDesign>[1], 'signal' | 'onProgress'>,
): Promise<Design> {
  const { vary } = plan.question;
  const { unit } = varied(vary);
  const progress = startProgress(io, vary, parsed.on('quiet'));
  try {
    return await runDesign(plan, {
      ...run,
      signal: io.signal,
      onProgress: (fraction, runs, [low, high]) =>
        progress.update(fraction, `${num(low)} to ${num(high)} ${unit}, ${runs} runs`),
    });
  } finally {
    progress.stop();
  }
}
