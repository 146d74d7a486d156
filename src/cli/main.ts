#!/usr/bin/env node
/** Entry of the `fibril` command. */
import { readFile } from 'node:fs/promises';
import { loadEngine } from '../core/module-node.js';
import { writeAtomic } from '../jobs/files-node.js';
import { main } from './app.js';
import { Cancelled, ExitCode, type Io } from './io.js';

const controller = new AbortController();

/** The first signal cancels cleanly; a second one does not wait. */
function onSignal(): void {
  if (controller.signal.aborted) process.exit(ExitCode.cancelled);
  controller.abort(new Cancelled());
}
process.on('SIGINT', onSignal);
process.on('SIGTERM', onSignal);
// A reader that has gone (`fibril … | head`) is no failure of ours.
process.stdout.on('error', (e: NodeJS.ErrnoException) => {
  if (e.code === 'EPIPE') process.exit(ExitCode.ok);
  throw e;
});

const io: Io = {
  stdout: (text) => void process.stdout.write(text),
  stderr: (text) => void process.stderr.write(text),
  isTTY: process.stderr.isTTY === true,
  columns: process.stderr.columns ?? 80,
  signal: controller.signal,
  now: () => performance.now(),
  readFile: (file) => readFile(file, 'utf8'),
  readBytes: (file) => readFile(file),
  writeFile: writeAtomic,
  async engine() {
    const [{ run }, { validate }, loaded] = await Promise.all([
      import('../process/run.js'),
      import('../lab/validate.js'),
      loadEngine(),
    ]);
    return { ...loaded, run, validate };
  },
};

// Set, not exit(): what is still in the pipe must get out.
process.exitCode = await main(process.argv.slice(2), io);
