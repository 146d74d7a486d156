/** A configuration from a preset, a file's contents, a binder and single values, in that order of precedence. */

import { BINDER } from '../config/binder.js';
import type { BinderConfig, Config } from '../config/config-types.js';
import { defaultsOf } from '../config/field.js';
import { type FieldInfo, fieldGroups, fields } from '../config/fields.js';
import { didYouMean } from '../config/nearest.js';
import { checkOptions, type Known } from '../config/options.js';
import { InputError } from '../core/errors.js';
import { binderNames, binder as builtIn } from '../materials/binders.js';
import { checkBinder, checkConfig, unknownField } from './check-config.js';
import { follow } from './follow.js';
import { DEFAULT_PRESET, preset } from './presets.js';

type Tree = { [key: string]: unknown };

/** Groups that are one measurement: their lists are never mixed with another's. */
export const MEASUREMENTS: ReadonlySet<string> = new Set(['binder.curve', 'electrode.sizesTable']);

/** Where a configuration comes from. Everything is optional: `configure({})` is the default preset. */
export interface ConfigureOptions {
  /** Name of the preset that fills in what is not given. */
  readonly preset?: string;
  /** A configuration, complete or in part, as parsed from JSON. */
  readonly config?: unknown;
  /** Name of a built-in binder, or a binder as parsed from JSON (complete, or with `base`). */
  readonly binder?: unknown;
  /** Single values as `path=value`, e.g. `electrode.loading_mg_cm2=12`. */
  readonly overrides?: readonly string[];
}

/** Their names. */
export const CONFIGURE_OPTIONS: Known<ConfigureOptions> = {
  preset: 1,
  config: 1,
  binder: 1,
  overrides: 1,
};

/** Where a field of the configuration goes that was given as an option. */
export function fieldHint(name: string): string | undefined {
  if (!fields().has(name) && !fieldGroups().has(name)) return undefined;
  return `It is part of the configuration: { config: { ${name}: … } }.`;
}

/**
 * Merge and check. Later sources win: preset, config, binder, overrides.
 *
 * Giving a porosity drops the preset's thickness and the other way round, so that a file need not
 * null what it never named; giving both is an error where they clash.
 * @throws InputError naming every option and field that is unknown, out of range or in contradiction.
 */
export function configure(options: ConfigureOptions = {}): Config {
  checkOptions('configure', options, CONFIGURE_OPTIONS, fieldHint);
  const given = options.config === undefined ? {} : asTree(options.config, 'configuration');
  const result = structuredClone(preset(presetName(options.preset, given))) as unknown as Tree;
  const file = typeof given.binder === 'string' ? { ...given, binder: readBinder(given.binder) } : given;
  merge(result, file, '');
  result.preset = presetName(options.preset, given);
  if (options.binder !== undefined) result.binder = readBinder(options.binder);
  const named = new Set<string>(pathsIn(given, ''));
  for (const text of options.overrides ?? []) named.add(override(result, text));
  follow(result, named);
  return checkConfig(result);
}

function presetName(flag: string | undefined, given: Tree): string {
  const own = given.preset;
  if (own === undefined || own === null) return flag ?? DEFAULT_PRESET;
  if (typeof own !== 'string') {
    throw new InputError({ field: 'preset', value: own, allowed: 'the name of a preset, or null' });
  }
  if (flag !== undefined && flag !== own) {
    const allowed = `'${own}', which the configuration file names`;
    const hint = 'Leave the flag out, or take "preset" out of the file.';
    throw new InputError({ field: 'preset', value: flag, allowed, hint });
  }
  return own;
}

/**
 * A binder by name or as data. Data must be complete, or name a built-in binder as `base` that
 * fills in the rest. Fields with a default (`curve`, `toughness_MPa`, `toughnessMode`) may be left out.
 * @throws InputError
 */
export function readBinder(value: unknown): BinderConfig {
  if (typeof value === 'string') {
    const names: readonly string[] = binderNames();
    if (!names.includes(value)) {
      const hint = `${didYouMean(value, names)} A binder of your own is a JSON file: --binder film.json.`;
      throw new InputError({ field: 'binder', value, allowed: names.map((n) => `'${n}'`).join(', '), hint });
    }
    return builtIn(value);
  }
  // `fibril tensile` notes where its numbers come from; the note is for the reader of the file.
  const { base, provenance: _, ...own } = asTree(value, 'binder');
  if (base !== undefined && typeof base !== 'string') {
    throw new InputError({ field: 'binder.base', value: base, allowed: 'the name of a built-in binder' });
  }
  return checkBinder({ ...(base === undefined ? defaultsOf(BINDER) : readBinder(base)), ...own });
}

function asTree(value: unknown, field: string): Tree {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Tree;
  throw new InputError({ field, value, allowed: 'a JSON object' });
}

function merge(into: Tree, from: Tree, path: string): void {
  for (const [key, value] of Object.entries(from)) {
    const at = path === '' ? key : `${path}.${key}`;
    const old = into[key];
    if (fieldGroups().has(at) && !MEASUREMENTS.has(at) && isTree(old)) merge(old, asTree(value, at), at);
    // Own properties only, so that a key named __proto__ is an unknown field and nothing else.
    else Object.defineProperty(into, key, { value, writable: true, enumerable: true, configurable: true });
  }
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function pathsIn(tree: Tree, path: string): string[] {
  return Object.entries(tree).flatMap(([key, value]) => {
    const at = path === '' ? key : `${path}.${key}`;
    return isTree(value) ? pathsIn(value, at) : value === null ? [] : [at];
  });
}

/** Apply `path=value`; returns the path. */
function override(result: Tree, text: string): string {
  const cut = text.indexOf('=');
  if (cut < 1) {
    const allowed = 'path=value, e.g. electrode.loading_mg_cm2=12';
    throw new InputError({ field: '--set', value: text, allowed });
  }
  const path = text.slice(0, cut).trim();
  const raw = text.slice(cut + 1).trim();
  const info = fields().get(path);
  if (info === undefined) throw new InputError(notAField(path, raw));
  if (path === 'preset') {
    const hint = 'Use --preset, which also fills in what the preset stands for.';
    throw new InputError({ field: path, value: raw, allowed: 'any other field', hint });
  }
  const keys = path.split('.');
  const leaf = keys.pop() as string;
  let at: Tree = result;
  for (const key of keys) {
    if (!isTree(at[key])) at[key] = {};
    at = at[key] as Tree;
  }
  at[leaf] = parseValue(info, raw);
  return path;
}

function notAField(path: string, raw: string) {
  if (fieldGroups().has(path)) {
    const inside = [...fields().keys()].filter((p) => p.startsWith(`${path}.`)).slice(0, 4);
    const hint = path === 'binder' ? 'For a whole binder use --binder NAME or --binder FILE.json.' : '';
    return { field: path, value: raw, allowed: `a single field such as ${inside.join(', ')}`, hint };
  }
  return unknownField(path, raw);
}

/** The value a user meant, by what the field can hold; what does not fit is left for the check to refuse. */
function parseValue(info: FieldInfo, raw: string): unknown {
  if (info.nullable && raw === 'null') return null;
  if (info.kind === 'text' || info.kind === 'choice') return raw;
  if (info.kind === 'list') {
    if (raw.startsWith('[')) return parseJson(raw);
    return raw === '' ? [] : raw.split(',').map((v) => toNumber(v.trim()));
  }
  return toNumber(raw);
}

function parseJson(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return raw;
  }
}

function toNumber(raw: string): unknown {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(raw) ? Number(raw) : raw;
}
