/** What `run --out` and `export` write, and how: the flags that both have. */
import { InputError } from '../core/errors.js';
import { FORMATS, type Format, type OutputOptions, parseFormats } from '../output/formats.js';
import { DECIMALS } from '../output/table.js';
import type { FlagTable, Parsed } from './flags.js';
import type { Io } from './io.js';
import { pngMaker } from './png.js';

/** The flags; `usual` are the formats that are written without `--format`. */
export function outputFlags(usual: string): FlagTable {
  const names = Object.keys(FORMATS).join(', ');
  return {
    format: { arg: 'LIST', help: `Formats for --out: ${names} or all (default ${usual}).` },
    stage: {
      arg: 'LIST',
      help: "Stages to draw and write, e.g. dry or 'charge 2' (pictures: the last one, others: all).",
    },
    'csv-decimal': {
      arg: DECIMALS.join('|'),
      help: 'comma: CSV with decimal commas and semicolons, for spreadsheets that expect them (default point).',
    },
  };
}

function decimalOf(text: string | undefined): (typeof DECIMALS)[number] {
  const decimal = DECIMALS.find((d) => d === (text ?? 'point'));
  if (decimal) return decimal;
  throw new InputError({ field: '--csv-decimal', value: text, allowed: DECIMALS.join(', ') });
}

/** What is to be written. Of `all` formats, png is left out, and this is said, where this machine cannot draw. */
export async function outputOf(
  parsed: Parsed,
  usual: string,
  io: Io,
): Promise<{ formats: Format[]; options: OutputOptions }> {
  const list = parsed.text('format') ?? usual;
  const formats = parseFormats(list);
  const stages = parsed.text('stage');
  const options = {
    decimal: decimalOf(parsed.text('csv-decimal')),
    ...(stages === undefined ? {} : { stages }),
  };
  if (!formats.includes('png')) return { formats, options };
  try {
    return { formats, options: { ...options, png: await pngMaker() } };
  } catch (e) {
    if (list !== 'all' || !(e instanceof InputError)) throw e;
    io.stderr(`No PNG: ${e.problems[0]?.hint ?? e.message}\n`);
    return { formats: formats.filter((f) => f !== 'png'), options };
  }
}
