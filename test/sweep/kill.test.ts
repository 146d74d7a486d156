/** Real processes, really killed: needs the built package (`npm test` builds it). */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readResults } from '../../src/sweep/load-node.js';
import { temporary } from './fake.js';

const CLI = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/** 12 points on an electrode small enough for every day, and large enough that none is over before it is stopped. */
const SWEEP = [
  'sweep',
  '--preset',
  'paper-10',
  '--lateral',
  '300',
  '--set',
  'process.stages=dry,cool,calender',
].concat(['--toughness', '1:100:3', '--adhesion', '0.3:3:2', '--seeds', '2', '--quiet']);

function start(args: readonly string[]): ChildProcess {
  if (!existsSync(CLI)) throw new Error('dist is not built: npm run build');
  return spawn(process.execPath, [CLI, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
}

function ended(child: ChildProcess): Promise<{ code: number | null; signal: string | null; stderr: string }> {
  let stderr = '';
  child.stderr?.on('data', (data: Buffer) => {
    stderr += data.toString();
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stderr }));
  });
}

/** Whole rows on disk. */
function rows(dir: string): number {
  const file = path.join(dir, 'results.jsonl');
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').length - 1 : 0;
}

/** Send a signal as soon as another row is on disk. */
async function stopAfterRow(child: ChildProcess, dir: string, signal: NodeJS.Signals): Promise<void> {
  const before = rows(dir);
  while (child.exitCode === null && rows(dir) <= before) await new Promise((r) => setTimeout(r, 2));
  child.kill(signal);
}

describe('a sweep whose process is stopped', () => {
  it('ends with the same table after three SIGKILLs as one left alone', async () => {
    const whole = path.join(await temporary(), 'whole');
    expect(await ended(start([...SWEEP, '--out', whole, '--workers', '2']))).toMatchObject({
      code: 0,
      stderr: '',
    });
    const dir = path.join(await temporary(), 'killed');
    let kills = 0;
    for (let k = 0; k < 3; k++) {
      const child = start([...SWEEP, '--out', dir, '--workers', '2', ...(k > 0 ? ['--resume'] : [])]);
      const end = ended(child);
      await stopAfterRow(child, dir, 'SIGKILL');
      if ((await end).signal === 'SIGKILL') kills++;
      expect(existsSync(path.join(dir, 'results.parquet'))).toBe(false);
    }
    expect(kills).toBe(3);
    const kept = rows(dir);
    expect(kept).toBeGreaterThanOrEqual(3);
    expect(kept).toBeLessThan(12);
    // One worker for the rest: neither kills nor the number of workers may show.
    const last = await ended(start([...SWEEP, '--out', dir, '--workers', '1', '--resume']));
    expect(last).toMatchObject({ code: 0, stderr: '' });
    const killed = await readResults(path.join(dir, 'results.parquet'));
    const undisturbed = await readResults(path.join(whole, 'results.parquet'));
    expect(killed).toHaveLength(12);
    for (const [k, row] of undisturbed.entries()) expect(killed[k]).toEqual(row);
    expect(readFileSync(path.join(dir, 'results.parquet'))).toEqual(
      readFileSync(path.join(whole, 'results.parquet')),
    );
    expect(undisturbed.every((row) => row.status === 'ok')).toBe(true);
  });

  it('keeps its rows on SIGINT and says 130', async () => {
    const dir = path.join(await temporary(), 'stopped');
    const child = start([...SWEEP, '--out', dir, '--workers', '2']);
    const end = ended(child);
    await stopAfterRow(child, dir, 'SIGINT');
    expect(await end).toEqual({ code: 130, signal: null, stderr: 'fibril: cancelled\n' });
    expect(rows(dir)).toBeGreaterThanOrEqual(1);
    expect(existsSync(path.join(dir, 'results.parquet'))).toBe(false);
  });
});
