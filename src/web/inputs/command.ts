/** The command line that does what the form says. */
import type { Config } from '../../config/config-types.js';
import { INSTEAD } from '../../model/follow.js';
import { DEFAULT_PRESET } from '../../model/presets.js';
import { baseOf, changesOf, isOwn } from './edit.js';

/** File name for something with a name of the user's: letters, digits, dot, dash and underscore only. */
export function fileName(name: string, ending: string): string {
  const stem = name
    .normalize('NFKD')
    .replace(/[^\w.]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, 60);
  return `${stem === '' ? 'binder' : stem}.${ending}`;
}

/** Quoted for a POSIX shell, where it has to be. */
function quoted(text: string): string {
  return /^[\w.,:=/+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Values apart by commas, or as JSON where one is more than a value. */
function listText(values: readonly unknown[]): string {
  return values.some((v) => typeof v === 'object') ? JSON.stringify(values) : values.join(',');
}

/** Arguments of `fibril run` that make this configuration; a binder of one's own is a file beside it. */
export function runArguments(config: Config): string[] {
  const out = ['--preset', config.preset ?? DEFAULT_PRESET];
  const own = isOwn(config.binder);
  out.push('--binder', own ? fileName(config.binder.name, 'json') : config.binder.name);
  const base = baseOf(config, config.binder);
  // Against the preset's own grade, a grade's lithium contents follow by themselves there too.
  for (const { path, value } of changesOf(config, base)) {
    // Naming one of the two un-names the other.
    if (value === null && path in INSTEAD) continue;
    const text = Array.isArray(value) ? listText(value) : String(value);
    out.push('--set', `${path}=${text}`);
  }
  return out;
}

/** The command to copy. */
export function commandLine(config: Config): string {
  return ['npx', 'fibril', 'run', ...runArguments(config).map(quoted)].join(' ');
}
