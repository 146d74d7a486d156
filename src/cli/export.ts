/** `fibril export`: a saved run in the formats of other programs. */
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { InputError } from '../core/errors.js';
import { readInput } from '../jobs/files-node.js';
import { FORMATS, outputFiles } from '../output/formats.js';
import { decodeRun, RUN_FILE } from '../output/run-file.js';
import { type CommandInfo, helpText, parseFlags } from './flags.js';
import { ExitCode, type Io } from './io.js';
import { checkOutDir, writeOutDir } from './out-dir.js';
import { outputFlags, outputOf } from './output-flags.js';

/** Help and flags. */
export const INFO: CommandInfo = {
  name: 'export',
  summary: 'Write a run saved by `fibril run --out` for ParaView, OVITO, spreadsheets and notebooks.',
  usage: 'RUN',
  maxArgs: 1,
  flags: {
    ...outputFlags('all'),
    out: { arg: 'DIR', help: 'A new directory for the files; required.' },
    force: { help: 'Write into a directory that already holds files.' },
    json: { help: 'Print the files written as JSON.' },
  },
  examples: [
    'fibril run --out n5 --binder PVDF-A-N5',
    'fibril export n5 --format vtp,dump --out n5-pictures',
    "fibril export n5 --format png --stage 'dry, charge 1' --out n5-figures",
  ],
  notes: Object.entries(FORMATS)
    .map(([name, { what }]) => `  ${name.padEnd(9)}${what}`)
    .join('\n'),
};

/** Run the command. */
export async function exportCommand(argv: readonly string[], io: Io): Promise<number> {
  const parsed = parseFlags(INFO, argv);
  if (parsed === null) {
    io.stdout(helpText(INFO));
    return ExitCode.ok;
  }
  const source = parsed.args[0];
  const out = parsed.text('out');
  if (source === undefined) {
    const allowed = `the directory of a run, or its ${RUN_FILE}`;
    throw new InputError({ field: 'RUN', value: undefined, allowed });
  }
  if (out === undefined)
    throw new InputError({ field: '--out', value: undefined, allowed: 'a directory for the files' });
  const { formats, options } = await outputOf(parsed, 'all', io);
  const isDir = (await stat(source).catch(() => null))?.isDirectory() ?? false;
  const file = isDir ? path.join(source, RUN_FILE) : source;
  const run = decodeRun(await readInput(file, 'RUN'), file);
  const files = outputFiles(run, formats, options);
  await checkOutDir(out, parsed.on('force'));
  await writeOutDir(out, files);
  const names = files.map((f) => f.name);
  if (parsed.on('json'))
    io.stdout(`${JSON.stringify({ schema: 'fibril.export/1', dir: out, files: names })}\n`);
  else io.stdout(`${names.length} files in ${out}:\n${names.map((n) => `  ${n}\n`).join('')}`);
  return ExitCode.ok;
}
