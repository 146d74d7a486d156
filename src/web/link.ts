/**
 * A configuration in the fragment of a URL: the preset, and every field that differs from it, so that a link is
 * short and can be read. The same link gives the same configuration and so the same bits; the hash of the result
 * goes along, and whoever opens it sees whether it came out again.
 */
import { InputError } from '../core/errors.js';
import { canonicalJson } from '../core/hash.js';
import { binder, binderNames } from '../materials/binders.js';
import type { Config } from '../model/config-types.js';
import { configure } from '../model/configure.js';
import { DEFAULT_PRESET, preset } from '../model/presets.js';

/** What a link says. */
export interface Linked {
  readonly config: Config;
  /** Hash of the final state when the link was made; null: it was made before the run ended. */
  readonly expected: string | null;
}

/** Longest fragment that is read: a measured curve of a thousand points takes 20 kB. */
const MOST_CHARACTERS = 200_000;

type Tree = { readonly [key: string]: unknown };

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Fields of `config` that differ from `base`, by path. */
function differences(config: Tree, base: Tree, path: string, out: [string, unknown][]): void {
  for (const [key, value] of Object.entries(config)) {
    const at = path === '' ? key : `${path}.${key}`;
    const old = base[key];
    // A curve is one measurement.
    if (isTree(value) && isTree(old) && at !== 'binder.curve') differences(value, old, at, out);
    else if (old === undefined || canonicalJson(value) !== canonicalJson(old)) out.push([at, value]);
  }
}

function isBuiltIn(config: Config): boolean {
  const { name } = config.binder;
  const names: readonly string[] = binderNames();
  return names.includes(name) && canonicalJson(binder(name)) === canonicalJson(config.binder);
}

/** The fragment of a link, without `#`. */
export function encodeLink(config: Config, expected: string | null): string {
  const name = config.preset ?? DEFAULT_PRESET;
  const base = preset(name);
  const builtIn = isBuiltIn(config);
  const parts: [string, string][] = [['preset', name]];
  if (builtIn) parts.push(['binder', config.binder.name]);
  const changed: [string, unknown][] = [];
  const known = builtIn ? { ...base, binder: config.binder } : base;
  differences(config as unknown as Tree, known as unknown as Tree, '', changed);
  for (const [path, value] of changed) {
    if (path !== 'preset') parts.push([path, writeValue(value)]);
  }
  if (expected !== null) parts.push(['hash', expected]);
  return parts.map(([key, value]) => `${key}=${escapePart(value)}`).join('&');
}

/** Readable where it can be: commas, colons and the like may stand in a fragment. */
function escapePart(text: string): string {
  return encodeURIComponent(text).replaceAll('%2C', ',').replaceAll('%3A', ':').replaceAll('%20', '+');
}

/**
 * What a fragment says; null when it is empty.
 * @throws InputError naming what in it is wrong; nothing is guessed.
 */
export function decodeLink(fragment: string): Linked | null {
  const text = fragment.replace(/^#/, '');
  if (text === '') return null;
  if (text.length > MOST_CHARACTERS) {
    throw new InputError({
      field: 'link',
      value: `${text.length} characters`,
      allowed: `at most ${MOST_CHARACTERS} characters`,
    });
  }
  const options: { preset?: string; binder?: string } = {};
  const config: Record<string, unknown> = {};
  let expected: string | null = null;
  for (const [key, value] of new URLSearchParams(text)) {
    if (key === 'preset' || key === 'binder') options[key] = value;
    else if (key === 'hash') expected = readHash(value);
    else place(config, key, value);
  }
  return { config: configure({ ...options, ...given(config, options) }), expected };
}

/** A binder of one's own and a built-in one exclude each other in `configure`, where the later would win. */
function given(config: Record<string, unknown>, options: { binder?: string }): { config?: unknown } {
  if (Object.keys(config).length === 0) return {};
  if (options.binder !== undefined && config.binder !== undefined) {
    throw new InputError({
      field: 'link',
      value: 'binder and fields of binder',
      allowed: 'a built-in binder by name, or the fields of one’s own',
    });
  }
  return { config };
}

function readHash(text: string): string {
  if (/^[0-9a-f]{16}$/.test(text)) return text;
  throw new InputError({ field: 'hash', value: text, allowed: '16 hexadecimal digits' });
}

/** Put `a.b.c=value` into a tree; `configure` then says of every name whether it knows it. */
function place(tree: Record<string, unknown>, path: string, text: string): void {
  const keys = path.split('.');
  let at = tree;
  for (const key of keys.slice(0, -1)) {
    const next = Object.hasOwn(at, key) ? at[key] : undefined;
    const inner = isTree(next) ? (next as Record<string, unknown>) : {};
    Object.defineProperty(at, key, { value: inner, enumerable: true, configurable: true, writable: true });
    at = inner;
  }
  const value = readValue(text);
  Object.defineProperty(at, keys.at(-1) as string, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

/** Text as it is, unless it would be read as something else. */
function writeValue(value: unknown): string {
  return typeof value === 'string' && readValue(value) === value ? value : JSON.stringify(value);
}

/** Numbers, lists, null and quoted text as JSON has them; anything else is text. */
function readValue(text: string): unknown {
  if (!/^(null|true|false|-?\d.*|\[.*\]|\{.*\}|".*")$/s.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
