/** The flags that make a configuration, shared by run, sweep and export. */
import type { Config } from '../config/config-types.js';
import { readJson } from '../jobs/files-node.js';
import { configure } from '../model/configure.js';
import type { FlagTable, Parsed } from './flags.js';

/** Short names of often used fields. */
const SHORTHANDS = {
  seed: 'seed',
  lateral: 'electrode.lateral_um',
  depth: 'electrode.depth',
  loading: 'electrode.loading_mg_cm2',
  voltage: 'process.upperVoltage_V',
  cycles: 'process.cycles',
} as const;

/** Flags of a configuration. */
export const CONFIG_FLAGS: FlagTable = {
  preset: { arg: 'NAME', help: 'Start from paper-10 (default), paper-28, paper-lean or coating.' },
  config: { arg: 'FILE', help: 'Configuration as JSON, complete or in part; the preset fills in the rest.' },
  binder: { arg: 'NAME|FILE', help: 'PVDF, PVDF-A, PVDF-A-N1, PVDF-A-N2, PVDF-A-N5, or a JSON file.' },
  set: {
    arg: 'PATH=VALUE',
    multiple: true,
    help: 'Set any field; may be repeated (see fibril schema --table).',
  },
  seed: { arg: 'N', help: 'Seed of all random numbers, 0 to 4294967295.' },
  lateral: { arg: 'UM', help: 'Lateral size along x, µm (default: ten thicknesses).' },
  depth: { arg: 'slab|square|UM', help: 'Size along y: one particle thick, as along x, or µm.' },
  loading: { arg: 'MG_CM2', help: 'Areal loading, mg/cm².' },
  voltage: { arg: 'V', help: 'Upper cut-off voltage, 3.6 to 4.4 V.' },
  cycles: { arg: 'N', help: 'Charge–discharge cycles.' },
};

/** What the flags say of `--binder`: a file when it looks like one, a name otherwise. */
async function binderFrom(text: string): Promise<unknown> {
  return /\.json$/i.test(text) || /[/\\]/.test(text) ? readJson(text, '--binder') : text;
}

/**
 * The configuration that the flags describe.
 * @throws InputError
 */
export async function configFromFlags(parsed: Parsed): Promise<Config> {
  const preset = parsed.text('preset');
  const file = parsed.text('config');
  const binder = parsed.text('binder');
  const short = Object.entries(SHORTHANDS).flatMap(([flag, path]) => {
    const value = parsed.text(flag);
    return value === undefined ? [] : [`${path}=${value}`];
  });
  return configure({
    ...(preset === undefined ? {} : { preset }),
    ...(file === undefined ? {} : { config: await readJson(file, '--config') }),
    ...(binder === undefined ? {} : { binder: await binderFrom(binder) }),
    overrides: [...parsed.all('set'), ...short],
  });
}
