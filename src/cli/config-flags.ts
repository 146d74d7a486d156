/** The flags that make a configuration, shared by run, sweep and export. */
import type { Config } from '../config/config-types.js';
import { type FieldInfo, fields } from '../config/fields.js';
import { listed } from '../config/nearest.js';
import { readInput, readJson } from '../jobs/files-node.js';
import { binderNames } from '../materials/binders.js';
import { configure } from '../model/configure.js';
import { DEFAULT_PRESET, PRESETS } from '../model/presets.js';
import { readSizes } from '../model/sizes-file.js';
import type { FlagTable, Parsed } from './flags.js';

/** Short names of often used fields, and what their value is called. */
const SHORTHANDS = {
  seed: ['seed', 'N'],
  lateral: ['electrode.lateral_um', 'UM'],
  depth: ['electrode.depth', 'slab|square|UM'],
  loading: ['electrode.loading_mg_cm2', 'MG_CM2'],
  voltage: ['process.upperVoltage_V', 'V'],
  cycles: ['process.cycles', 'N'],
  active: ['electrode.structureTypes', 'TYPES'],
} as const;

/** Flags of a configuration. */
export const CONFIG_FLAGS: FlagTable = {
  preset: { arg: 'NAME', help: `Start from ${listed(Object.keys(PRESETS))} (default ${DEFAULT_PRESET}).` },
  config: { arg: 'FILE', help: 'Configuration as JSON, complete or in part; the preset fills in the rest.' },
  binder: { arg: 'NAME|FILE', help: `${binderNames().join(', ')}, or a JSON file.` },
  sizes: {
    arg: 'FILE',
    help: 'Measured particle sizes: rows of diameter (µm) and volume share, or volume below it.',
  },
  set: {
    arg: 'PATH=VALUE',
    multiple: true,
    help: 'Set any field; may be repeated (see fibril schema --table).',
  },
  ...Object.fromEntries(
    Object.entries(SHORTHANDS).map(([flag, [path, arg]]) => [flag, { arg, help: helpOf(path) }]),
  ),
};

/** Meaning, allowed values and unit of a field. */
function helpOf(path: string): string {
  const { description, allowed, unit } = fields().get(path) as FieldInfo;
  return `${description.replace(/\.$/, '')} (${unit === '' ? allowed : `${allowed}, ${unit}`}).`;
}

/** What the flags say of `--binder`: a file when it looks like one, a name otherwise. */
async function binderFrom(text: string): Promise<unknown> {
  return /\.json$/i.test(text) || /[/\\]/.test(text) ? readJson(text, '--binder') : text;
}

/** A measured table of sizes as what it sets. */
async function sizesFrom(file: string): Promise<string[]> {
  const table = readSizes(new TextDecoder().decode(await readInput(file, '--sizes')), file);
  return Object.entries(table).map(([key, list]) => `electrode.sizesTable.${key}=${JSON.stringify(list)}`);
}

/**
 * The configuration that the flags describe.
 * @throws InputError
 */
export async function configFromFlags(parsed: Parsed): Promise<Config> {
  const preset = parsed.text('preset');
  const file = parsed.text('config');
  const binder = parsed.text('binder');
  const short = Object.entries(SHORTHANDS).flatMap(([flag, [path]]) => {
    const value = parsed.text(flag);
    return value === undefined ? [] : [`${path}=${value}`];
  });
  const sizes = parsed.text('sizes');
  return configure({
    ...(preset === undefined ? {} : { preset }),
    ...(file === undefined ? {} : { config: await readJson(file, '--config') }),
    ...(binder === undefined ? {} : { binder: await binderFrom(binder) }),
    overrides: [...(sizes === undefined ? [] : await sizesFrom(sizes)), ...parsed.all('set'), ...short],
  });
}
