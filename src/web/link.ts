/**
 * A configuration in the fragment of a URL: the preset, and every field that differs from it, so that a link is
 * short and can be read. The same link gives the same configuration and so the same bits; the hash of the result
 * goes along, and whoever opens it sees whether it came out again.
 */

import type { Config } from '../config/config-types.js';
import { canonicalJson } from '../core/hash.js';
import { MEASUREMENTS } from '../model/configure.js';
import { DEFAULT_PRESET, preset } from '../model/presets.js';
import { isBuiltIn } from '../model/title.js';

/** An object of JSON. */
export type Tree = { readonly [key: string]: unknown };

/** True for an object that is no list. */
export function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Fields of `config` that differ from `base`, by path. */
function differences(config: Tree, base: Tree, path: string, out: [string, unknown][]): void {
  for (const [key, value] of Object.entries(config)) {
    const at = path === '' ? key : `${path}.${key}`;
    const old = base[key];
    if (isTree(value) && isTree(old) && !MEASUREMENTS.has(at)) differences(value, old, at, out);
    else if (old === undefined || canonicalJson(value) !== canonicalJson(old)) out.push([at, value]);
  }
}

/** The fragment of a link, without `#`. */
export function encodeLink(config: Config, expected: string | null): string {
  const name = config.preset ?? DEFAULT_PRESET;
  const base = preset(name);
  const builtIn = isBuiltIn(config.binder);
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

/** Text as it is, unless it would be read as something else. */
function writeValue(value: unknown): string {
  return typeof value === 'string' && readValue(value) === value ? value : JSON.stringify(value);
}

/** Numbers, lists, null and quoted text as JSON has them; anything else is text. */
export function readValue(text: string): unknown {
  if (!/^(null|true|false|-?\d.*|\[.*\]|\{.*\}|".*")$/s.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
