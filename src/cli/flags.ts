/** Flags of a command: parsed strictly, described once for parser and help. */
import { parseArgs } from 'node:util';
import { nearest } from '../config/nearest.js';
import { InputError } from '../core/errors.js';

/** One flag. */
export interface FlagInfo {
  /** Name of its value in the help; absent: a switch. */
  readonly arg?: string;
  readonly short?: string;
  /** May be given more than once. */
  readonly multiple?: boolean;
  readonly help: string;
}

/** Flags by name, without dashes. */
export type FlagTable = Readonly<Record<string, FlagInfo>>;

/** What was given. */
export interface Parsed {
  /** Positional arguments. */
  readonly args: readonly string[];
  /** The last value of a flag. */
  text(name: string): string | undefined;
  /** All values of a flag. */
  all(name: string): readonly string[];
  on(name: string): boolean;
  /** @throws InputError unless it is a whole number in the range. */
  whole(name: string, min: number, max: number): number | undefined;
}

/** A command for the parser and the help. */
export interface CommandInfo {
  readonly name: string;
  /** One line. */
  readonly summary: string;
  /** Positional arguments, e.g. `DIR`. */
  readonly usage: string;
  readonly maxArgs: number;
  readonly flags: FlagTable;
  readonly examples: readonly string[];
  /** Text after the flags. */
  readonly notes?: string;
}

const COMMON: FlagTable = { help: { short: 'h', help: 'Show this text.' } };

/**
 * Parse a command's arguments.
 * @returns null when help was asked for.
 * @throws InputError for an unknown flag, a flag without its value, or too many arguments.
 */
export function parseFlags(info: CommandInfo, argv: readonly string[]): Parsed | null {
  const flags: FlagTable = { ...info.flags, ...COMMON };
  const options = Object.fromEntries(
    Object.entries(flags).map(([name, f]) => [
      name,
      {
        type: f.arg ? 'string' : 'boolean',
        multiple: f.arg !== undefined,
        ...(f.short ? { short: f.short } : {}),
      },
    ]),
  ) as Record<string, { type: 'string' | 'boolean'; multiple: boolean; short?: string }>;
  const joined = joinNegative(flags, argv);
  refuseUnknown(info, flags, joined);
  let parsed: ReturnType<typeof parseArgs>;
  try {
    parsed = parseArgs({ args: joined, options, allowPositionals: true, strict: true });
  } catch (e) {
    throw new InputError({
      field: `fibril ${info.name}`,
      value: argv.join(' '),
      allowed: `flags of \`fibril ${info.name} --help\``,
      hint: e instanceof Error ? (e.message.split('\n')[0] as string) : String(e),
    });
  }
  if (parsed.values.help === true) return null;
  if (parsed.positionals.length > info.maxArgs) {
    const value = parsed.positionals[info.maxArgs];
    const allowed = info.maxArgs === 0 ? 'flags only' : `${info.maxArgs} at most: ${info.usage}`;
    throw new InputError({ field: 'argument', value, allowed });
  }
  return accessors(parsed);
}

function accessors(parsed: ReturnType<typeof parseArgs>): Parsed {
  const all = (name: string): readonly string[] => {
    const value = parsed.values[name];
    return Array.isArray(value) ? value.map(String) : [];
  };
  const text = (name: string): string | undefined => all(name).at(-1);
  return {
    args: parsed.positionals,
    text,
    all,
    on: (name) => parsed.values[name] === true,
    whole(name, min, max) {
      const given = text(name);
      if (given === undefined) return undefined;
      const value = /^\+?\d+$/.test(given) ? Number(given) : Number.NaN;
      if (value >= min && value <= max) return value;
      const allowed = `a whole number from ${min} to ${max}`;
      throw new InputError({ field: `--${name}`, value: given, allowed });
    },
  };
}

/** `--seed -1` means the value −1, to be refused by range and not as a flag. */
function joinNegative(flags: FlagTable, argv: readonly string[]): string[] {
  const out: string[] = [];
  for (const arg of argv) {
    const before = out.at(-1);
    const name = before?.startsWith('--') ? before.slice(2) : undefined;
    const takesValue = name !== undefined && Object.hasOwn(flags, name) && flags[name]?.arg !== undefined;
    if (takesValue && /^-[\d.]/.test(arg)) out[out.length - 1] = `${before}=${arg}`;
    else out.push(arg);
  }
  return out;
}

function refuseUnknown(info: CommandInfo, flags: FlagTable, argv: readonly string[]): void {
  for (const arg of argv) {
    if (arg === '--') return;
    const name = /^--([^=]+)/.exec(arg)?.[1];
    if (name === undefined || Object.hasOwn(flags, name)) continue;
    const near = nearest(name, Object.keys(flags)).map((f) => `--${f}`);
    const hint =
      near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `See \`fibril ${info.name} --help\`.`;
    throw new InputError({
      field: `--${name}`,
      value: arg,
      allowed: `flags of \`fibril ${info.name}\``,
      hint,
    });
  }
}

/** The help of a command. */
export function helpText(info: CommandInfo): string {
  const rows = Object.entries({ ...info.flags, ...COMMON }).map(([name, f]) => {
    const short = f.short ? `-${f.short}, ` : '    ';
    return [`  ${short}--${name}${f.arg ? ` ${f.arg}` : ''}`, f.help] as const;
  });
  const width = Math.max(...rows.map(([left]) => left.length)) + 2;
  const lines = rows.map(([left, right]) => left.padEnd(width) + right);
  const usage = `fibril ${info.name} ${info.usage}`.trimEnd();
  const examples = info.examples.map((e) => `  ${e}`);
  return [
    info.summary,
    '',
    `Usage: ${usage} [flags]`,
    '',
    ...lines,
    ...(info.notes ? ['', info.notes] : []),
    '',
    'Examples:',
    ...examples,
    '',
  ].join('\n');
}
