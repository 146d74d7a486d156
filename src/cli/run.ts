/** `fibril run`: one electrode through its life. */
import { totalmem } from 'node:os';
import type { Config } from '../config/config-types.js';
import { InputError } from '../core/errors.js';
import { readInput, writeAtomic } from '../jobs/files-node.js';
import { givenElectrode } from '../jobs/structure-node.js';
import { estimateInWords, estimateRun, sizeProblems } from '../model/estimate.js';
import { outputFiles } from '../output/formats.js';
import { encodeRun, RUN_FILE } from '../output/run-file.js';
import { framesOf } from '../output/stage-list.js';
import type { Progress, RunOptions, RunOutcome } from '../process/run.js';
import { stagesOf } from '../process/stages.js';
import { CONFIG_FLAGS, configFromFlags } from './config-flags.js';
import { type CommandInfo, helpText, type Parsed, parseFlags } from './flags.js';
import { type Engine, ExitCode, type Io } from './io.js';
import { ODDS_FLAGS, runSeeds, seedsAsked } from './odds.js';
import { checkOutDir, checkOutFile, writeOutDir } from './out-dir.js';
import { outputFlags, outputOf } from './output-flags.js';
import { startProgress } from './progress.js';
import { stagesTable, verdict } from './run-text.js';

/** Formats that are written without being asked for. */
const USUAL = 'vtp,csv';

/** Flags that mean nothing without a directory to write to. */
const NEED_OUT = ['format', 'stage', 'csv-decimal'] as const;

/** Help and flags. */
export const INFO: CommandInfo = {
  name: 'run',
  summary:
    'Run one electrode, or many with --seeds: dry, cool, calender, wet, charge and discharge, with the cracks.',
  usage: '',
  maxArgs: 0,
  flags: {
    ...CONFIG_FLAGS,
    ...ODDS_FLAGS,
    out: {
      arg: 'DIR',
      help: 'Write result.json, run.fibril (for export) and the formats; with --seeds odds.json and odds.csv.',
    },
    ...outputFlags(USUAL),
    force: { help: 'Write into a directory that already holds files.' },
    checkpoint: { arg: 'FILE', help: 'Keep the state of the run in a file, to go on from if it is stopped.' },
    resume: { arg: 'FILE', help: 'Go on from a checkpoint of the same configuration.' },
    'dry-run': { help: 'Check the configuration, print it complete and stop.' },
    json: {
      help: 'Print one JSON document (fibril.run/1, with --seeds fibril.odds/1) and nothing else on stdout.',
    },
    quiet: { short: 'q', help: 'No progress.' },
  },
  examples: [
    'fibril run --preset paper-10 --binder PVDF --seed 1',
    'fibril run --preset paper-10 --binder PVDF --seeds 6 --better   # how often, and what would help',
    'fibril run --binder PVDF-A-N5 --voltage 4.2 --cycles 3 --out n5',
    'fibril run --set electrode.porosity=0.3 --set process.dryShrinkage=0 --json > result.json',
    'fibril run --preset coating --out coating --format svg   # a square millimetre dries and cracks',
    'fibril run --binder film.json --checkpoint run.ckpt   # later: --resume run.ckpt',
  ],
};

/** Run the command. */
export async function runCommand(argv: readonly string[], io: Io): Promise<number> {
  const parsed = parseFlags(INFO, argv);
  if (parsed === null) {
    io.stdout(helpText(INFO));
    return ExitCode.ok;
  }
  const seeds = seedsAsked(parsed);
  const config = await configFromFlags(parsed);
  announce(config, parsed.on('quiet'), io);
  if (parsed.on('dry-run')) {
    io.stdout(`${JSON.stringify(config, null, 2)}\n`);
    return ExitCode.ok;
  }
  if (seeds !== undefined) return runSeeds(seeds, config, parsed, io);
  const out = parsed.text('out');
  const { formats, options } = await outputOf(parsed, USUAL, io);
  const lost = NEED_OUT.find((flag) => out === undefined && parsed.text(flag) !== undefined);
  if (lost !== undefined) {
    throw new InputError({ field: `--${lost}`, value: parsed.text(lost), allowed: 'with --out DIR only' });
  }
  if (options.stages !== undefined) checkStages(config, options.stages);
  if (out !== undefined) await checkOutDir(out, parsed.on('force'));
  const outcome = await execute(config, parsed, io);
  const { result } = outcome;
  if (out !== undefined) {
    const head = { name: 'result.json', data: `${JSON.stringify(result, null, 2)}\n` };
    const saved = { name: RUN_FILE, data: () => encodeRun(outcome) };
    await writeOutDir(out, [head, saved, ...outputFiles(outcome, formats, options)]);
  }
  if (parsed.on('json')) io.stdout(`${JSON.stringify(result)}\n`);
  else
    io.stdout(
      `${stagesTable(result)}\n${verdict(result)}${out === undefined ? '' : `\nWritten to ${out}\n`}`,
    );
  return ExitCode.ok;
}

/** Refuse a stage that the run will not have before it has run for minutes. @throws InputError */
function checkStages(config: Config, list: string): void {
  const coming = stagesOf(config, 1).map(({ name, cycle }) => ({ stage: name, cycle }));
  framesOf([{ stage: 'built', cycle: 0 }, ...coming], list);
}

/** From this many particles on it is said what a run will take before it starts. */
const LARGE = 10_000;

function isLarge(config: Config): boolean {
  return config.electrode.structureFile === null && estimateRun(config).particles >= LARGE;
}

/** Say what a large run will take. @throws InputError when the machine has not that much memory. */
function announce(config: Config, quiet: boolean, io: Io): void {
  if (config.electrode.structureFile !== null) return;
  const problems = sizeProblems(config, totalmem());
  if (problems.length > 0) throw new InputError(problems);
  if (!quiet && isLarge(config)) io.stderr(`${estimateInWords(estimateRun(config))}\n`);
}

async function execute(config: Config, parsed: Parsed, io: Io): Promise<RunOutcome> {
  const checkpoint = parsed.text('checkpoint') ?? parsed.text('resume');
  const resume = parsed.text('resume');
  const saved = resume === undefined ? undefined : await readInput(resume, '--resume');
  if (checkpoint !== undefined) await checkOutFile(checkpoint, '--checkpoint');
  const engine = await io.engine();
  const given = await givenElectrode(engine.module, config);
  const progress = startProgress(io, config.binder.name, parsed.on('quiet'));
  try {
    return await runEngine(
      engine,
      config,
      {
        ...given,
        signal: io.signal,
        onProgress: (p) => progress.update(p.fraction, progressNote(p)),
        ...(saved === undefined ? {} : { checkpoint: saved }),
        ...(checkpoint === undefined ? {} : { onCheckpoint: (data) => writeAtomic(checkpoint, data) }),
        // Load steps of a large run take minutes: none of them is to be lost.
        ...(isLarge(config) ? { checkpointEvery: 1 } : {}),
      },
      resume,
    );
  } finally {
    progress.stop();
  }
}

/** What a run is doing, in words. */
function progressNote({ stage, cycle, message }: Progress): string {
  const name = cycle > 0 ? `${stage} ${cycle}` : stage;
  return message === undefined ? name : `${name}, ${message}`;
}

/** Run, and say of a checkpoint that does not fit that it is the user's file that is wrong. */
async function runEngine(
  engine: Engine,
  config: Config,
  options: RunOptions,
  value: string | undefined,
): Promise<RunOutcome> {
  try {
    return await engine.run(engine.module, config, options);
  } catch (e) {
    if (e instanceof RangeError && options.checkpoint !== undefined && /checkpoint/.test(e.message)) {
      const allowed = 'a checkpoint of this configuration and version';
      throw new InputError({ field: '--resume', value, allowed, hint: `${e.message}.` });
    }
    throw e;
  }
}
