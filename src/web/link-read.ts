/** A link read back; apart from writing one, since reading checks all of a configuration. */

import type { Config } from '../config/config-types.js';
import { InputError } from '../core/errors.js';
import { configure } from '../model/configure.js';
import { isTree, readValue } from './link.js';

/** What a link says. */
export interface Linked {
  readonly config: Config;
  /** Hash of the final state when the link was made; null: it was made before the run ended. */
  readonly expected: string | null;
}

/** No field of a configuration lies deeper than this, in names or in lists. */
const DEEPEST = 4;

/** Longest fragment that is read: a measured curve of a thousand points takes 20 kB. */
const MOST_CHARACTERS = 200_000;

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

/** How deep brackets are nested, counted without reading them: what reads them would run out of stack. */
function nesting(text: string): number {
  let [depth, deepest] = [0, 0];
  for (const c of text) {
    if (c === '[' || c === '{') deepest = Math.max(deepest, ++depth);
    else if (c === ']' || c === '}') depth--;
  }
  return deepest;
}

/** Put `a.b.c=value` into a tree; `configure` then says of every name whether it knows it. */
function place(tree: Record<string, unknown>, path: string, text: string): void {
  const keys = path.split('.');
  if (keys.length > DEEPEST) {
    throw new InputError({ field: 'link', value: path, allowed: `names of at most ${DEEPEST} parts` });
  }
  let at = tree;
  for (const key of keys.slice(0, -1)) {
    const next = Object.hasOwn(at, key) ? at[key] : undefined;
    const inner = isTree(next) ? (next as Record<string, unknown>) : {};
    Object.defineProperty(at, key, { value: inner, enumerable: true, configurable: true, writable: true });
    at = inner;
  }
  if (nesting(text) > DEEPEST) {
    throw new InputError({
      field: path,
      value: text,
      allowed: `lists and objects nested at most ${DEEPEST} deep`,
    });
  }
  const value = readValue(text);
  Object.defineProperty(at, keys.at(-1) as string, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}
