/** `fibril validate`: the closed forms, computed again here and now. */
import { type CommandInfo, helpText, parseFlags } from './flags.js';
import { num, table } from './format.js';
import { ExitCode, type Io } from './io.js';

/** Help and flags. */
export const INFO: CommandInfo = {
  name: 'validate',
  summary: 'Check the simulator against closed forms; exit code 1 when a check fails.',
  usage: '',
  maxArgs: 0,
  flags: { json: { help: 'Print one JSON document on stdout.' } },
  examples: ['fibril validate', 'fibril validate --json'],
};

/** Run the command. */
export async function validateCommand(argv: readonly string[], io: Io): Promise<number> {
  const parsed = parseFlags(INFO, argv);
  if (parsed === null) {
    io.stdout(helpText(INFO));
    return ExitCode.ok;
  }
  const { module, validate } = await io.engine();
  const { checks } = await validate(module, { signal: io.signal });
  const failed = checks.filter((c) => !c.pass).length;
  if (parsed.on('json')) io.stdout(`${JSON.stringify({ schema: 'fibril.validate/1', checks })}\n`);
  else {
    const sign = { least: '≥ ', most: '≤ ' };
    const rows = checks.map((c) => [
      `${c.id} ${c.what}`,
      c.unit === '1' ? '' : c.unit,
      num(c.value, 5),
      `${c.bound === undefined ? '' : sign[c.bound]}${num(c.expected, 5)}`,
      num(c.error),
      num(c.tolerance),
      c.pass ? 'ok' : 'FAILED',
    ]);
    io.stdout(table(['check', 'unit', 'value', 'expected', 'error', 'tolerance', ''], rows));
    io.stdout(`\n${checks.length - failed} of ${checks.length} checks pass\n`);
  }
  // Nothing checked is nothing shown.
  return failed === 0 && checks.length > 0 ? ExitCode.ok : ExitCode.failure;
}
