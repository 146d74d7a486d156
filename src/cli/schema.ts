/** `fibril schema`: the configuration's format. */
import { fields } from '../config/fields.js';
import { jsonSchema } from '../config/schema.js';
import { type CommandInfo, helpText, parseFlags } from './flags.js';
import { table } from './format.js';
import { ExitCode, type Io } from './io.js';

/** Help and flags. */
export const INFO: CommandInfo = {
  name: 'schema',
  summary: 'Print the JSON Schema of a configuration file.',
  usage: '',
  maxArgs: 0,
  flags: {
    complete: { help: 'Require every field (by default the preset fills in what is missing).' },
    table: { help: 'Print every field with unit, range, default and meaning as a table instead.' },
    json: { help: 'Print JSON (the default).' },
  },
  examples: ['fibril schema > fibril.schema.json', 'fibril schema --table'],
};

/** Run the command. */
export async function schemaCommand(argv: readonly string[], io: Io): Promise<number> {
  const parsed = parseFlags(INFO, argv);
  if (parsed === null) {
    io.stdout(helpText(INFO));
  } else if (parsed.on('table')) {
    const rows = [...fields().values()].map((f) => [
      f.path,
      f.unit,
      f.allowed,
      f.standard === undefined ? '' : JSON.stringify(f.standard).replaceAll('"', ''),
      f.description,
    ]);
    io.stdout(leftTable(['field', 'unit', 'allowed', 'default', 'meaning'], rows));
  } else {
    io.stdout(`${JSON.stringify(jsonSchema(parsed.on('complete')), null, 2)}\n`);
  }
  return ExitCode.ok;
}

/** Texts read better aligned left. */
function leftTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, c) => Math.max(...[head, ...rows].map((r) => [...(r[c] as string)].length)));
  const pad = (r: readonly string[]): string[] =>
    r.map((text, c) => text + ' '.repeat(widths[c] - [...text].length));
  return table(pad(head), rows.map(pad));
}
