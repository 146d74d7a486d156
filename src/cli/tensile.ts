/** `fibril tensile`: measured curves → a binder that `--binder` takes. */
import { parseArgs } from 'node:util';
import { NAME_LENGTH } from '../config/binder.js';
import { type Decoded, decodeText, isBinary } from '../core/decode.js';
import { InputError } from '../core/errors.js';
import { filmCurve } from '../materials/film-curve.js';
import { type MeasuredBinder, measuredBinder } from '../materials/measured-binder.js';
import { PEEL_RANGE, readPeel } from '../materials/peel.js';
import { parseTensileCsv, type TensileTable } from '../materials/tensile-csv.js';
import { fitTensile, PROPERTIES, type Property, type TensileFit } from '../materials/tensile-fit.js';
import { readModulusRule } from '../materials/tensile-line.js';
import { checkSize, type SampleSize, SIZES } from '../materials/tensile-sample.js';

/** What the command touches of the outside world. */
export interface TensileIo {
  stdout(text: string): void;
  stderr(text: string): void;
  readBytes(path: string): Promise<Uint8Array>;
  writeFile(path: string, text: string): Promise<void>;
}

/** Help of the command. */
export const TENSILE_HELP = `fibril tensile CURVE.csv --name NAME (--adhesion G | --peel F [--peel-reference F]) [options]

Reads measured tensile curves of a binder film and writes a binder that --binder takes.

CURVE.csv is a table as machines and spreadsheets write it, its columns named with units: strain and stress, or
extension and load with the specimen's size ('strain (%), stress (MPa)', 'Dehnung [%];Spannung [N/mm²]', a line of
units below the names). Lines above the table may give that size ('Width (mm);5') and a name. Several specimens: a
column 'specimen', repeated pairs of columns, or blocks that each repeat the header.

  --name NAME          name of the binder (required)
  --adhesion G         fracture energy of the bond to NCM itself, J/m² (blister, DCB), taken as it is
  --peel F             peel force per width, N/m, or with its unit ('0.3 N/cm', '0.75 N/25 mm', '30 gf/cm'); only
                       its ratio to PVDF is used, for the bond to the foil
  --peel-reference F   the same with PVDF; without it a literature range with a warning
  --angle DEG          peel angle in degrees (180)
  --toe                take off the toe of each curve (ASTM D638, annex A1)
  --gauge-mm L         gauge length, mm; these three go before what the file says
  --width-mm W         width of the specimen, mm
  --thickness-mm T     its thickness, mm (20 µm is 0.02)
  --modulus-rule RULE  where E is taken: d638 (the initial straight part, ASTM D638), iso527 (0.05 to 0.25 % strain,
                       ISO 527-1) or a range of strain in per cent such as 0.1:0.5 (d638)
  --out FILE           write the binder as JSON
  --json               print one JSON document instead of the table
  -h, --help           this text

Examples
  fibril tensile film.csv --name MyBinder --adhesion 0.8 --out mybinder.json
  fibril tensile film.csv --name MyBinder --peel '0.3 N/cm' --peel-reference '0.12 N/cm' --json
  fibril tensile instron.csv --name MyBinder --adhesion 0.8 --gauge-mm 25 --width-mm 5 --thickness-mm 0.02
`;

const OPTIONS = {
  name: { type: 'string' },
  adhesion: { type: 'string' },
  peel: { type: 'string' },
  'peel-reference': { type: 'string' },
  angle: { type: 'string' },
  toe: { type: 'boolean' },
  'gauge-mm': { type: 'string' },
  'width-mm': { type: 'string' },
  'thickness-mm': { type: 'string' },
  'modulus-rule': { type: 'string' },
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
  const questions: string[] = [];
  const bond = {
    ...number('adhesion', values.adhesion, 'J/m²'),
    ...force('peel', values.peel, '--peel', questions),
    ...force('peelReference', values['peel-reference'], '--peel-reference', questions),
    ...angle(values.angle),
  };
  const rule =
    values['modulus-rule'] === undefined ? 'd638' : readModulusRule(values['modulus-rule'], '--modulus-rule');
  const size = sizeOf(values);
  const { text, encoding } = await read(io, file);
  const table = parseTensileCsv(text, baseName(file), size);
  const fit = fitTensile(table.curves, { toe: values.toe ?? false, rule });
  const made = measuredBinder(name, fit, bond, baseName(file));
  const warnings = [...questions, ...table.warnings, ...made.warnings];
  const binder = { ...made.binder, provenance: made.provenance };
  if (values.out !== undefined) await io.writeFile(values.out, `${JSON.stringify(binder, null, 2)}\n`);
  if (values.json) {
    const { specimens, summary, modulusRule } = fit;
    const format = { encoding, ...table.format };
    const document = {
      schema: 'fibril.tensile/1',
      file: baseName(file),
      format,
      modulusRule,
      specimens,
      summary,
    };
    io.stdout(`${JSON.stringify({ ...document, peel: made.peel, binder, warnings }, null, 2)}\n`);
  } else {
    io.stdout(report(name, fit, made, readWords(encoding, table), values.out));
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

function force(
  key: string,
  text: string | undefined,
  flag: string,
  questions: string[],
): Record<string, number> {
  if (text === undefined) return {};
  const { force_N_m, question } = readPeel(text, flag);
  if (question !== '') questions.push(`${flag}: ${question}`);
  return { [key]: force_N_m };
}

function sizeOf(values: Readonly<Record<string, string | boolean | undefined>>): SampleSize {
  const size: Record<string, number> = {};
  for (const [key, { flag }] of Object.entries(SIZES)) {
    const text = values[flag.slice(2)];
    if (typeof text !== 'string') continue;
    const { [key]: value } = number(key, text, 'mm', flag);
    size[key] = checkSize(key as keyof typeof SIZES, value, flag);
  }
  return size;
}

async function read(io: TensileIo, path: string): Promise<Decoded> {
  let bytes: Uint8Array;
  try {
    bytes = await io.readBytes(path);
  } catch (e) {
    const hint = e instanceof Error ? e.message : String(e);
    throw new InputError({ field: 'CURVE.csv', value: path, allowed: 'a file that can be read', hint });
  }
  const decoded = decodeText(bytes);
  if (!isBinary(decoded.text)) return decoded;
  const hint = 'In a spreadsheet program or the software of the machine: save or export as CSV.';
  throw new InputError({ field: 'CURVE.csv', value: path, allowed: 'a table as text (CSV)', hint });
}

/** How the table was read. */
function readWords(encoding: string, { format }: TensileTable): string {
  const { separator, decimal, columns, sample } = format;
  const by = { ';': 'semicolons', ',': 'commas', '\t': 'tabs', ' ': 'blanks' }[separator];
  const [[x, y]] = columns;
  const sizes = [
    sample?.gauge_mm && `gauge length ${sample.gauge_mm} mm`,
    sample?.width_mm && `width ${sample.width_mm} mm`,
    sample?.thickness_mm && `thickness ${sample.thickness_mm} mm`,
    sample?.area_mm2 && `cross-section ${sample.area_mm2} mm²`,
  ].filter(Boolean);
  const size = sizes.length > 0 ? `; ${sizes.join(', ')}` : '';
  return `Read: ${encoding}, ${by}, decimal ${decimal === ',' ? 'comma' : 'point'}, '${x}' and '${y}'${size}.`;
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

function report(
  name: string,
  fit: TensileFit,
  made: MeasuredBinder,
  howRead: string,
  out: string | undefined,
): string {
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
    howRead,
    ...align([header, ...rows]),
    '',
    ...modulusWords(fit),
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

/** Most specimens whose line is told one by one. */
const MOST_LINES = 8;

/** The rule of the modulus, and the line it found in each specimen. */
function modulusWords({ modulusRule, specimens }: TensileFit): string[] {
  const told = specimens.slice(0, MOST_LINES).map(({ specimen, E_MPa, toe, modulusPoints, modulusRange }) => {
    const [low, high] = modulusRange.strain.map((e) => show(100 * e));
    const [from, to] = modulusRange.stress_MPa.map(show);
    const zero = Math.abs(toe) < 1e-6;
    const off = toe < 0 ? `+ ${show(-100 * toe)}` : `- ${show(100 * toe)}`;
    return (
      `  ${specimen}: stress = ${show(E_MPa)} MPa x ${zero ? 'strain' : `(strain ${off} %)`}, from ${low} to ${high} % strain ` +
      `(${from} to ${to} MPa, ${modulusPoints} point${modulusPoints === 1 ? '' : 's'})`
    );
  });
  const rest = specimens.length > MOST_LINES ? [`  and ${specimens.length - MOST_LINES} more (--json)`] : [];
  return [`Modulus: ${modulusRule}.`, ...told, ...rest];
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
