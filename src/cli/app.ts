/** The command line as a function: arguments and an outside world in, exit code out. */

import { didYouMean } from '../config/nearest.js';
import { InputError } from '../core/errors.js';
import { VERSION } from '../core/version.js';
import { Cancelled, type Command, ExitCode, type Io } from './io.js';

/** Commands with one line each; their code is loaded when they are called. */
const COMMANDS: Readonly<Record<string, { readonly summary: string; load(): Promise<Command> }>> = {
  run: {
    summary: 'run one electrode through its life',
    load: async () => (await import('./run.js')).runCommand,
  },
  design: {
    summary: 'find the least toughness or adhesion that is enough',
    load: async () => (await import('./design.js')).designCommand,
  },
  sweep: {
    summary: 'run a map of toughness × adhesion',
    load: async () => (await import('./sweep.js')).sweepCommand,
  },
  map: { summary: 'draw a sweep as map and report', load: async () => (await import('./map.js')).mapCommand },
  tensile: {
    summary: 'make a binder from a measured tensile curve',
    load: async () => (await import('./tensile.js')).tensileCommand,
  },
  validate: {
    summary: 'check against closed forms',
    load: async () => (await import('./validate.js')).validateCommand,
  },
  export: {
    summary: 'write a run for ParaView, OVITO and others',
    load: async () => (await import('./export.js')).exportCommand,
  },
  schema: {
    summary: 'print the format of a configuration',
    load: async () => (await import('./schema.js')).schemaCommand,
  },
  demo: {
    summary: 'five binders and a map, in minutes',
    load: async () => (await import('./demo.js')).demoCommand,
  },
};

/** Names of all commands. */
export const COMMAND_NAMES: readonly string[] = [...Object.keys(COMMANDS), 'help', 'version'];

const EXIT_CODES = 'Exit codes: 0 done, 1 failed, 2 bad input, 130 cancelled.';

function overview(): string {
  const rows = Object.entries(COMMANDS).map(([name, c]) => `  ${name.padEnd(10)}${c.summary}`);
  return [
    'fibril: will this cathode crack, and would a tougher or more adhesive binder help?',
    '',
    'Usage: fibril COMMAND [flags]        fibril COMMAND --help',
    '',
    ...rows,
    '  version   print the version',
    '',
    'Examples:',
    '  fibril run --preset paper-10 --binder PVDF --seeds 6 --better',
    '  fibril design --preset paper-10 --binder PVDF --vary adhesion',
    '  fibril sweep --preset paper-10 --toughness 0.1:100:8 --adhesion 0.03:3:8 --out map && fibril map map',
    '  fibril tensile curve.csv --name Film --adhesion 0.8 --out film.json && fibril run --binder film.json',
    '',
    EXIT_CODES,
    '',
  ].join('\n');
}

/**
 * Run `fibril` with the arguments after its name. Never rejects: what goes wrong is said on stderr.
 * @returns the exit code: 0 done, 1 failed, 2 bad input, 130 cancelled.
 */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  try {
    return await dispatch(argv, io);
  } catch (e) {
    return explain(e, io);
  }
}

async function dispatch(argv: readonly string[], io: Io): Promise<number> {
  const [first, ...rest] = argv;
  if (first === undefined) {
    io.stderr(overview());
    return ExitCode.badInput;
  }
  if (first === 'help' || first === '--help' || first === '-h') return help(rest, io);
  if (first === 'version' || first === '--version' || first === '-v') {
    io.stdout(`${VERSION}\n`);
    return ExitCode.ok;
  }
  return (await command(first))(rest, io);
}

async function help(rest: readonly string[], io: Io): Promise<number> {
  const [name] = rest;
  if (name !== undefined && name !== 'help' && name !== 'version')
    return (await command(name))(['--help'], io);
  io.stdout(overview());
  return ExitCode.ok;
}

function command(name: string): Promise<Command> {
  const found = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (found !== undefined) return found.load();
  const near = didYouMean(name, COMMAND_NAMES);
  const hint = near.startsWith('Did') ? near : 'See `fibril help`.';
  throw new InputError({ field: 'command', value: name, allowed: COMMAND_NAMES.join(', '), hint });
}

function explain(e: unknown, io: Io): number {
  if (e instanceof InputError) {
    io.stderr(`fibril: bad input\n${e.message.replace(/^/gm, '  ')}\n`);
    return ExitCode.badInput;
  }
  if (io.signal.aborted || e instanceof Cancelled) {
    io.stderr('fibril: cancelled\n');
    return ExitCode.cancelled;
  }
  const text = e instanceof Error ? `${e.name}: ${e.message}` : String(e);
  io.stderr(`fibril: failed\n${text.replace(/^/gm, '  ')}\n`);
  return ExitCode.failure;
}
