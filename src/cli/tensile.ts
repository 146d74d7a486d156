/** `fibril tensile`: measured curves → a binder that `--binder` takes. */
import { parseArgs } from 'node:util';
import { NAME_LENGTH } from '../config/binder.js';
import { InputError } from '../core/errors.js';
import { filmCurve } from '../materials/film-curve.js';
import { type MeasuredBinder, measuredBinder } from '../materials/measured-binder.js';
import { PEEL_RANGE } from '../materials/peel.js';
import { parseTensileCsv } from '../materials/tensile-csv.js';
import { fitTensile, PROPERTIES, type Property, type TensileFit } from '../materials/tensile-fit.js';

/** What the command touches of the outside world. */
export interface TensileIo {
  stdout(text: string): void;
  stderr(text: string): void;
  readFile(path: string): Promise<string>;
  writeFile(path: string, text: string): Promise<void>;
}

/** Help of the command. */
export const TENSILE_HELP = `fibril tensile CURVE.csv --name NAME (--adhesion G | --peel F [--peel-reference F]) [options]

Reads measured tensile curves of a binder film and writes a binder that --binder takes.

CURVE.csv has a header with units, e.g. 'strain (%), stress (MPa)'. Several specimens: a column 'specimen',
repeated pairs of columns, or blocks that each repeat the header.

  --name NAME          name of the binder (required)
  --adhesion G         fracture energy of the bond to NCM itself, J/m² (blister, DCB), taken as it is
  --peel F             peel force per width, N/m; only its ratio to PVDF is used, for the bond to the foil
  --peel-reference F   the same with PVDF, N/m; without it a literature range with a warning
  --angle DEG          peel angle in degrees (180)
  --toe                take off the toe of each curve (ASTM D638, annex A1)
  --out FILE           write the binder as JSON
  --json               print one JSON document instead of the table
  -h, --help           this text

Examples
  fibril tensile film.csv --name MyBinder --adhesion 0.8 --out mybinder.json
  fibril tensile film.csv --name MyBinder --peel 30 --peel-reference 12 --json
`;

const OPTIONS = {
  name: { type: 'string' },
  adhesion: { type: 'string' },
  peel: { type: 'string' },
  'peel-reference': { type: 'string' },
  angle: { type: 'string' },
  toe: { type: 'boolean' },
  out: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/**
 * Run the command.
 * @param argv arguments after `tensile`.
 * @returns 0, or 2 when the input is wrong (said on stderr, nothing written).
 */
export async function tensileCommand(argv: readonly string[], io: TensileIo): Promise<number> {
  try {
    return await run(argv, io);
  } catch (e) {
    if (!(e instanceof InputError)) throw e;
    io.stderr(`${e.message}\n`);
    return 2;
  }
}

async function run(argv: readonly string[], io: TensileIo): Promise<number> {
  const { values, positionals } = readArguments(argv);
  if (values.help) {
    io.stdout(TENSILE_HELP);
    return 0;
  }
  const file = onePath(positionals);
  const name = values.name?.trim() ?? '';
  const [least, most] = NAME_LENGTH;
  if (name.length < least || name.length > most) {
    const allowed = `a name of ${least} to ${most} letters`;
    throw new InputError({ field: '--name', value: values.name, allowed });
  }
  const bond = {
    ...number('adhesion', values.adhesion, 'J/m²'),
    ...number('peel', values.peel, 'N/m'),
    ...number('peelReference', values['peel-reference'], 'N/m', '--peel-reference'),
    ...angle(values.angle),
  };
  const table = parseTensileCsv(await read(io, file), baseName(file));
  const fit = fitTensile(table.curves, { toe: values.toe ?? false });
  const made = measuredBinder(name, fit, bond, baseName(file));
  const warnings = [...table.warnings, ...made.warnings];
  const binder = { ...made.binder, provenance: made.provenance };
  if (values.out !== undefined) await io.writeFile(values.out, `${JSON.stringify(binder, null, 2)}\n`);
  if (values.json) {
    const { specimens, summary } = fit;
    const document = { schema: 'fibril.tensile/1', file: baseName(file), specimens, summary };
    io.stdout(`${JSON.stringify({ ...document, peel: made.peel, binder, warnings }, null, 2)}\n`);
  } else {
    io.stdout(report(name, fit, made, values.out));
    for (const warning of warnings) io.stderr(`note: ${warning}\n`);
  }
  return 0;
}

function readArguments(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true, strict: true });
  } catch (e) {
    const hint = `${e instanceof Error ? e.message : String(e)}`;
    throw new InputError({
      field: 'arguments',
      value: argv.join(' '),
      allowed: 'see fibril tensile --help',
      hint,
    });
  }
}

function onePath(positionals: readonly string[]): string {
  if (positionals.length === 1) return positionals[0];
  throw new InputError({
    field: 'CURVE.csv',
    value: positionals.length === 0 ? undefined : positionals.join(' '),
    allowed: 'one file',
    hint: 'Several specimens go into one file. See fibril tensile --help.',
  });
}

function number(
  key: string,
  text: string | undefined,
  unit: string,
  flag = `--${key}`,
): Record<string, number> {
  if (text === undefined) return {};
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value > 0) return { [key]: value };
  throw new InputError({
    field: flag,
    value: text,
    unit,
    allowed: 'a number above 0',
    hint: 'Without the unit.',
  });
}

function angle(text: string | undefined): { angle?: number } {
  if (text === undefined) return {};
  const value = Number(text);
  const [low, high] = PEEL_RANGE.angle_deg;
  if (text.trim() !== '' && value >= low && value <= high) return { angle: (value / 180) * Math.PI };
  throw new InputError({
    field: '--angle',
    value: text,
    unit: '°',
    allowed: `${low} to ${high}`,
    hint: 'In degrees.',
  });
}

async function read(io: TensileIo, path: string): Promise<string> {
  try {
    return await io.readFile(path);
  } catch (e) {
    const hint = e instanceof Error ? e.message : String(e);
    throw new InputError({ field: 'CURVE.csv', value: path, allowed: 'a file that can be read', hint });
  }
}

function baseName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}

const ROWS: Readonly<Record<Property, readonly [label: string, unit: string, factor: number]>> = {
  E_MPa: ["Young's modulus", 'MPa', 1],
  yield_MPa: ['yield, 0.2 % offset', 'MPa', 1],
  strength_MPa: ['strength', 'MPa', 1],
  elongation: ['elongation at break', '%', 100],
  toughness_MPa: ['toughness (area)', 'MPa', 1],
};

function report(name: string, fit: TensileFit, made: MeasuredBinder, out: string | undefined): string {
  const header = ['', 'unit', 'mean', 'sd', ...fit.specimens.map((s) => s.specimen)];
  const rows = PROPERTIES.map((key) => {
    const [label, unit, factor] = ROWS[key];
    const { mean, sd } = fit.summary[key];
    const each = fit.specimens.map((s) => show(s[key] * factor));
    return [label, unit, show(mean * factor), sd === null ? '–' : show(sd * factor), ...each];
  });
  const { binder: b, peel } = made;
  const law = filmCurve(b);
  const lines = [
    `${name}: ${fit.specimens.length} specimen${fit.specimens.length === 1 ? '' : 's'}`,
    ...align([header, ...rows]),
    '',
    law.brittle
      ? `In the model: elastic to break at ${show(law.strength_MPa)} MPa, toughness ${show(law.toughness_MPa)} MPa.`
      : `In the model: ${law.flowStress.length} points from ${show(law.flowStress[0])} to ` +
        `${show(law.strength_MPa)} MPa, toughness ${show(law.toughness_MPa)} MPa (as measured).`,
    `Bond to NCM ${show(b.adhesionNcm_J_m2)} J/m², to the foil ${show(b.adhesionFoil_J_m2)} J/m².`,
  ];
  if (peel !== null) {
    lines.push(
      `Peel: apparent energy ${show(peel.apparent_J_m2)} J/m² (not used); ratio to PVDF ${show(peel.ratio)}.`,
    );
  }
  if (out !== undefined) lines.push(`Written: ${out} (use it with --binder ${out})`);
  return `${lines.join('\n')}\n`;
}

function align(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0].map((_, i) => Math.max(...rows.map((row) => row[i].length)));
  return rows.map((row) =>
    row
      .map((cell, i) => (i < 2 ? cell.padEnd(widths[i]) : cell.padStart(widths[i])))
      .join('  ')
      .trimEnd(),
  );
}

/** Three digits, no exponent for the sizes that occur. */
function show(value: number): string {
  return String(Number(value.toPrecision(3)));
}
