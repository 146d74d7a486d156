/** Changes to a configuration: what a field holds, what it would hold by default, what a change makes of the whole. */

import type { BinderConfig, Config } from '../../config/config-types.js';
import { fields } from '../../config/fields.js';
import type { InputProblem } from '../../core/errors.js';
import { binder, binderNames } from '../../materials/binders.js';
import { endsOf } from '../../materials/grades.js';
import { checkConfig } from '../../model/check-config.js';
import { follow } from '../../model/follow.js';
import { DEFAULT_PRESET, PRESETS, preset } from '../../model/presets.js';
import { problemsOf } from './problems.js';

type Tree = { [key: string]: unknown };

/** The value of a field. */
export function valueAt(config: Config, path: string): unknown {
  let at: unknown = config;
  for (const key of path.split('.')) at = (at as Tree | null | undefined)?.[key];
  return at;
}

/** Whether two values of a field are the same. */
export function same(a: unknown, b: unknown): boolean {
  return Object.is(a, b) || JSON.stringify(a) === JSON.stringify(b);
}

function put(config: Tree, path: string, value: unknown): void {
  const keys = path.split('.');
  const leaf = keys.pop() as string;
  let at = config;
  for (const key of keys) at = at[key] as Tree;
  at[leaf] = value;
}

/**
 * A configuration with some fields changed: thickness and porosity un-name each other, a grade brings its lithium
 * contents. The same object comes back when nothing changes.
 * @returns the checked configuration, or what is wrong with it.
 */
export function changed(
  config: Config,
  changes: ReadonlyMap<string, unknown>,
): Config | readonly InputProblem[] {
  const next = structuredClone(config);
  const tree = next as unknown as Tree;
  for (const [path, value] of changes) put(tree, path, value);
  follow(tree, new Set(changes.keys()));
  if (same(next, config)) return config;
  try {
    return checkConfig(next);
  } catch (e) {
    return problemsOf(e);
  }
}

/** The built-in binder that a binder is exactly; null for one that is changed or of one's own. */
export function builtInName(b: BinderConfig): string | null {
  if (!isName(b.name)) return null;
  // Field by field: a check puts them in another order.
  const known = Object.entries(binder(b.name));
  return known.every(([key, value]) => same(b[key as keyof BinderConfig], value)) ? b.name : null;
}

function isName(name: string): boolean {
  return (binderNames() as readonly string[]).includes(name);
}

/** Whether two binders are the same, in whatever order their fields come. */
export function sameBinder(a: BinderConfig, b: BinderConfig): boolean {
  const [{ curve: p, ...rest }, { curve: q, ...others }] = [a, b];
  const plain = Object.entries(rest).every(([key, value]) => same(others[key as keyof typeof others], value));
  return plain && same(p?.strain, q?.strain) && same(p?.stress_MPa, q?.stress_MPa);
}

/** Whether a binder is one's own: another name, or a measured curve. */
export function isOwn(b: BinderConfig): boolean {
  return b.curve !== null || !isName(b.name);
}

/**
 * What a configuration would be without changes: its preset, with the binder that was chosen and the lithium
 * contents of the grade. @param own - The binder of one's own as it was loaded, where there is one.
 */
export function baseOf(config: Config, own: BinderConfig | null = null): Config {
  const name =
    config.preset !== null && Object.hasOwn(PRESETS, config.preset) ? config.preset : DEFAULT_PRESET;
  const base = preset(name);
  const b = config.binder;
  if (!isOwn(b)) base.binder = binder(b.name);
  else base.binder = own !== null && own.name === b.name ? own : b;
  const grade = endsOf(config.active.grade);
  if (grade && config.active.grade !== base.active.grade) Object.assign(base.active, grade);
  return base;
}

/** A field that differs. */
export interface Change {
  readonly path: string;
  readonly value: unknown;
  readonly base: unknown;
}

/** Fields in which a configuration differs from another, in the order of the schema. */
export function changesOf(config: Config, base: Config): Change[] {
  const out: Change[] = [];
  for (const { path, inForm } of fields().values()) {
    if (!inForm && path !== 'electrode.structureFile') continue;
    const [value, old] = [valueAt(config, path), valueAt(base, path)];
    if (!same(value, old)) out.push({ path, value, base: old });
  }
  return out;
}
