/** What a command may touch of the outside world, so that a test can stand in for it. */
import type { Progress } from '../process/run.js';

/** Where a command writes and how it learns that it should stop. */
export interface Io {
  /** Results: tables, or with `--json` exactly one JSON document. */
  stdout(text: string): void;
  /** Progress and errors. */
  stderr(text: string): void;
  /** Whether stderr is a terminal (a bar) or not (plain lines). */
  readonly isTTY: boolean;
  /** Columns of the terminal. */
  readonly columns: number;
  /** Aborted on SIGINT and SIGTERM. */
  readonly signal: AbortSignal;
  /** Milliseconds, for progress only; never part of a result. */
  now(): number;
  /** A text file the user named. */
  readFile(file: string): Promise<string>;
  /** The bytes of a file the user named: its encoding is not known. */
  readBytes(file: string): Promise<Uint8Array>;
  /** Writes a text file whole or not at all. */
  writeFile(file: string, text: string): Promise<void>;
  /** Loads the simulator when a command needs it. */
  engine(): Promise<Engine>;
}

/** The compiled core with the functions that run it. */
export interface Engine {
  readonly module: WebAssembly.Module;
  /** SHA-256 of the WebAssembly bytes, hex. */
  readonly hash: string;
  readonly run: typeof import('../process/run.js').run;
  readonly validate: typeof import('../lab/validate.js').validate;
}

/** Called with the state of a run. */
export type OnProgress = (progress: Progress) => void;

/** A command: its arguments after the name; returns an exit code. */
export type Command = (argv: readonly string[], io: Io) => Promise<number>;

/** Exit codes of the command line. */
export const ExitCode = { ok: 0, failure: 1, badInput: 2, cancelled: 130 } as const;

/** Thrown (or used as abort reason) when the user stops a command. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
  constructor(message = 'cancelled') {
    super(message);
  }
}
