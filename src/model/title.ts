/** What a configuration is called: by its binder and preset, and whether it still is what they name. */
import { canonicalJson } from '../core/hash.js';
import { binder, binderNames } from '../materials/binders.js';
import type { BinderConfig, Config } from './config-types.js';
import { preset } from './presets.js';

/** True for a binder that bears a built-in name and has all of its numbers. */
export function isBuiltIn(given: BinderConfig): boolean {
  return bearsName(given) && canonicalJson(binder(given.name)) === canonicalJson(given);
}

function bearsName({ name }: BinderConfig): boolean {
  return (binderNames() as readonly string[]).includes(name);
}

/** A binder's name; a built-in one with other numbers is said to be changed. */
function binderTitle(given: BinderConfig): string {
  return bearsName(given) && !isBuiltIn(given) ? `${given.name}, changed,` : given.name;
}

/** What makes an electrode and its life another one; how large a piece is computed does not. */
function essence({ electrode, active, process }: Config): string {
  const { lateral_um: _, depth: __, rings: ___, ...recipe } = electrode;
  return canonicalJson({ recipe, active, process });
}

/** `PVDF on paper-10`, `PVDF, changed, on a changed paper-10`; without a preset the binder alone. */
export function configTitle(config: Config): string {
  const who = binderTitle(config.binder);
  if (config.preset === null) return who;
  const same = essence(config) === essence(preset(config.preset));
  return `${who} on ${same ? '' : 'a changed '}${config.preset}`;
}
