import { appendFile, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { runSet, type SetOptions, type SetProgress } from '../../src/jobs/set-node.js';
import { temporary } from '../sweep/fake.js';
import { fakeWorker, squareJobs, squareSet, squares } from './squares.js';

const SIX = [1, 2, 3, 4, 5, 6];

/** Run the squares of one to six; the numbers that were computed. */
async function run(dir: string, more: Partial<SetOptions> & { bad?: readonly number[]; plan?: string } = {}) {
  const { bad = [], plan, ...options } = more;
  const computed: number[] = [];
  const functions = squares((n) => {
    computed.push(n);
    if (bad.includes(n)) throw new Error(`${n} is bad`);
    return n * n;
  });
  const set = squareSet(await squareJobs(SIX), plan);
  const outcome = await runSet(set, {
    dir,
    workers: 2,
    createWorker: () => fakeWorker(functions),
    ...options,
  });
  return { ...outcome, computed: computed.sort((a, b) => a - b) };
}

const text = (dir: string, name: string) => readFile(path.join(dir, name), 'utf8');

describe('a set of jobs of any kind', () => {
  it('has a directory with its outcomes, its manifest and its files', async () => {
    const dir = await temporary();
    expect(await run(dir)).toMatchObject({ complete: true, computed: SIX });
    expect(await text(dir, 'squares.txt')).toBe('1\n4\n9\n16\n25\n36\n');
    expect(JSON.parse(await text(dir, 'manifest.json'))).toMatchObject({ status: 'complete', done: 6 });
    expect((await text(dir, 'results.jsonl')).split('\n')).toHaveLength(7);
  });

  it('is gone on with: what is on disk is not computed again, failures when asked to', async () => {
    const dir = await temporary();
    const seen: SetProgress[] = [];
    await run(dir, { bad: [2, 5] });
    expect(await text(dir, 'squares.txt')).toBe('1\nnull\n9\n16\nnull\n36\n');
    await expect(run(dir)).rejects.toThrow(/without a set of squares.*Add --resume/);
    expect((await run(dir, { resume: true })).computed).toEqual([]);
    const again = await run(dir, { resume: true, retryFailed: true, onProgress: (p) => seen.push(p) });
    expect(again.computed).toEqual([2, 5]);
    expect(seen[0]).toEqual({ jobs: 6, done: 4, before: 4, failed: 2 });
    expect(seen.at(-1)).toEqual({ jobs: 6, done: 6, before: 4, failed: 0 });
    expect(await text(dir, 'squares.txt')).toBe('1\n4\n9\n16\n25\n36\n');
  });

  it('takes from a torn file what is whole and its own', async () => {
    const whole = await temporary();
    await run(whole);
    const dir = await temporary();
    const stop = new AbortController();
    const onProgress = ({ done }: SetProgress) => done >= 2 && stop.abort(new Error('stopped'));
    await expect(run(dir, { workers: 1, signal: stop.signal, onProgress })).rejects.toThrow('stopped');
    expect(await readdir(dir)).toEqual(['manifest.json', 'results.jsonl']);
    const lines = (await text(whole, 'results.jsonl')).split('\n');
    const alien = JSON.stringify({ id: 'x', status: 'ok', reason: null, square: 7 });
    const lacking = JSON.stringify({ ...JSON.parse(lines[5] as string), square: undefined });
    await appendFile(path.join(dir, 'results.jsonl'), `${alien}\n${lacking}\nnull\n{"id":\n${lines[3]}`);
    const { computed, complete } = await run(dir, { resume: true });
    expect(complete).toBe(true);
    expect(computed).toHaveLength(4);
    expect(await text(dir, 'squares.txt')).toBe(await text(whole, 'squares.txt'));
    // Nothing was glued to the torn line.
    expect((await run(dir, { resume: true })).computed).toEqual([]);
  });

  it('is shared out: shards of one directory end in the same files', async () => {
    const dir = await temporary();
    const [one, two] = [
      { index: 1, count: 2 },
      { index: 2, count: 2 },
    ];
    expect(await run(dir, { shard: one })).toMatchObject({ complete: false, computed: [1, 3, 5] });
    expect(await run(dir, { shard: two, resume: true })).toMatchObject({
      complete: true,
      computed: [2, 4, 6],
    });
    expect(await text(dir, 'squares.txt')).toBe('1\n4\n9\n16\n25\n36\n');
    const names = await readdir(dir);
    expect(names).toEqual(expect.arrayContaining(['results.1-of-2.jsonl', 'results.2-of-2.jsonl']));
  });

  it('is not taken for another', async () => {
    const dir = await temporary();
    await run(dir);
    await expect(run(dir, { plan: 'p2', resume: true })).rejects.toThrow(/Give the same numbers as before/);
  });
});
