/** The command line in this process, with what it printed. */
import { readFile } from 'node:fs/promises';
import { main } from '../../src/cli/app.js';
import type { Engine, Io } from '../../src/cli/io.js';
import { loadEngine } from '../../src/core/module-node.js';
import { writeAtomic } from '../../src/jobs/files-node.js';
import { validate } from '../../src/lab/validate.js';
import { run } from '../../src/process/run.js';

/** What a command printed and returned. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Whether the simulator was asked for. */
  readonly engineUsed: boolean;
}

let engine: Promise<Engine> | undefined;

/** Run `fibril` with these arguments. */
export async function fibril(argv: readonly string[], overrides: Partial<Io> = {}): Promise<Outcome> {
  let stdout = '';
  let stderr = '';
  let engineUsed = false;
  const io: Io = {
    stdout: (text) => {
      stdout += text;
    },
    stderr: (text) => {
      stderr += text;
    },
    isTTY: false,
    columns: 80,
    signal: new AbortController().signal,
    now: () => performance.now(),
    readFile: (file) => readFile(file, 'utf8'),
    readBytes: (file) => readFile(file),
    writeFile: writeAtomic,
    engine: () => {
      engineUsed = true;
      engine ??= loadEngine().then((loaded) => ({ ...loaded, run, validate }));
      return engine;
    },
    ...overrides,
  };
  const code = await main(argv, io);
  return { code, stdout, stderr, engineUsed };
}
