/** What a configuration is called: by its binder and preset, and whether it still is what they name. */

import type { BinderConfig, Config } from '../config/config-types.js';
import { canonicalJson } from '../core/hash.js';
import { binder, binderNames } from '../materials/binders.js';
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

/** `paper-10`, or `a changed paper-10` where it no longer is what the name stands for; null without a preset. */
export function electrodeTitle(config: Config): string | null {
  if (config.preset === null) return null;
  const same = essence(config) === essence(preset(config.preset));
  return same ? config.preset : `a changed ${config.preset}`;
}

/** `PVDF on paper-10`, `PVDF, changed, on a changed paper-10`; without a preset the binder alone. */
export function configTitle(config: Config): string {
  const who = binderTitle(config.binder);
  const where = electrodeTitle(config);
  return where === null ? who : `${who} on ${where}`;
}
