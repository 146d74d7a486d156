/** Real threads: needs the built package (`npm test` builds it). */
import { describe, expect, it } from 'vitest';
import { runAll, type WorkerLike } from '../../src/jobs/pool.js';
import { wasmModule } from '../support/nets.js';
import { squareJobs } from './squares.js';

const { jobThread } = (await import(
  new URL('../../dist/jobs/thread-node.js', import.meta.url).href
)) as typeof import('../../src/jobs/thread-node.js');

describe('worker threads', () => {
  it('take their kinds of jobs from a module, and are replaced when they stop', async () => {
    let made = 0;
    const createWorker = (): WorkerLike => {
      made++;
      const functions = new URL('./functions.mjs', import.meta.url).href;
      return jobThread({ module: wasmModule, structure: null, functions });
    };
    const jobs = await squareJobs([2, 13, 7, 3]);
    const all = await runAll({ jobs, workers: 1, createWorker, keepParts: true });
    expect(all.map(({ out, parts }) => [out.reason, out.square, parts])).toEqual([
      [null, 4, 'part of 2'],
      ['the worker stopped with code 3', null, undefined],
      [expect.stringContaining('could not be cloned'), null, undefined],
      [null, 9, 'part of 3'],
    ]);
    expect(made).toBe(2);
  });
});
