import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CoreTrap } from '../../src/core/instance.js';
import { runAll, runPool, type WorkerLike } from '../../src/jobs/pool.js';
import { parseShard, shardOf } from '../../src/jobs/shard.js';
import { fakeWorker, type Square, type SquareJob, squareJob, squareJobs, squares } from './squares.js';

const plain = squares((n) => n * n);

/** Workers that are counted, and die on these numbers. */
function workers(functions = plain, deadly: readonly number[] = []) {
  const made: WorkerLike[] = [];
  const create = (): WorkerLike => {
    const worker = fakeWorker(functions, (emitter, { input }) => {
      if (!deadly.includes(input as number)) return true;
      setTimeout(() => {
        emitter.emit('error', new Error('out of memory'));
        emitter.emit('exit', 1);
      }, 1);
      return false;
    });
    made.push(worker);
    return worker;
  };
  return { made, create };
}

describe('a pool', () => {
  it('gives each job exactly one outcome, whichever workers die, trap or throw', async () => {
    const trouble = fc.constantFrom('none', 'throws', 'traps', 'dies');
    await fc.assert(
      fc.asyncProperty(
        fc.array(trouble, { maxLength: 9 }),
        fc.integer({ min: 1, max: 4 }),
        async (fates, n) => {
          const jobs = await squareJobs(fates.map((_, k) => k));
          const functions = squares((k) => {
            if (fates[k] === 'throws') throw new Error('no\n    at somewhere');
            if (fates[k] === 'traps') throw new CoreTrap('unreachable');
            return k * k;
          });
          const { made, create } = workers(
            functions,
            [...fates.keys()].filter((k) => fates[k] === 'dies'),
          );
          const ended: [number, string | null, number | null][] = [];
          await runPool({
            jobs,
            workers: n,
            createWorker: create,
            onOutcome: ({ input }, { reason, square }) => ended.push([input, reason, square]),
          });
          const reasons = {
            none: null,
            throws: 'Error: no',
            traps: 'CoreTrap: unreachable',
            dies: 'Error: out of memory',
          };
          const expected = fates.map((fate, k) => [k, reasons[fate], fate === 'none' ? k * k : null]);
          expect(ended.sort(([a], [b]) => a - b)).toEqual(expected);
          const lost = fates.filter((fate) => fate === 'traps' || fate === 'dies').length;
          expect(made.length).toBeLessThanOrEqual(Math.min(n, fates.length) + lost);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('replaces a worker whose core trapped, as long as there is work', async () => {
    const functions = squares((n) => {
      if (n !== 2) throw new CoreTrap('unreachable');
      return 4;
    });
    const { made, create } = workers(functions);
    const all = await runAll({ jobs: await squareJobs([1, 2, 3]), workers: 1, createWorker: create });
    expect(all.map(({ out }) => out.status)).toEqual(['failed', 'ok', 'failed']);
    expect(made).toHaveLength(2);
    const last = workers(
      squares((n) => (n === 2 ? pause(5, 4) : Promise.reject(new CoreTrap('unreachable')))),
    );
    await runAll({ jobs: await squareJobs([1, 2]), workers: 2, createWorker: last.create });
    expect(last.made).toHaveLength(2);
  });

  it('gives the outcomes of a list in its order, with parts only where they are wanted', async () => {
    const jobs = await squareJobs([3, 2, 1]);
    const slow = squares((n) => pause(3 * n, n * n));
    const options = { jobs, workers: 3, createWorker: workers(slow).create };
    const all = await runAll({ ...options, keepParts: true });
    expect(all.map(({ job, out, parts }) => [job, out.square, parts])).toEqual([
      [jobs[0], 9, 'part of 3'],
      [jobs[1], 4, 'part of 2'],
      [jobs[2], 1, 'part of 1'],
    ]);
    expect((await runAll(options)).map(({ parts }) => parts)).toEqual([undefined, undefined, undefined]);
  });

  it('makes a failure of what no worker knows', async () => {
    const [job] = (await squareJobs([1])) as [SquareJob];
    const other = { ...job, kind: { ...job.kind, name: 'cube' } };
    const [unknown] = await runAll({ jobs: [other], workers: 1, createWorker: workers().create });
    expect(unknown?.out).toMatchObject({ status: 'failed', reason: expect.stringContaining("'cube'") });
  });

  it('ends at once with the reason of its signal', async () => {
    const stop = new AbortController();
    const never = squares(() => new Promise(() => undefined));
    const running = runAll({
      jobs: await squareJobs([1, 2]),
      workers: 2,
      createWorker: workers(never).create,
      signal: stop.signal,
    });
    stop.abort(new Error('stopped'));
    await expect(running).rejects.toThrow('stopped');
  });
});

describe('a pool that is told what comes next', () => {
  it('waits for outcomes that lead to more, and ends when none is left', async () => {
    const jobs = await squareJobs([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    const ended: number[] = [];
    let open = [0, 1];
    await runPool({
      jobs: { next: () => jobs[open.shift() ?? -1] },
      workers: 3,
      createWorker: workers().create,
      onOutcome: ({ input }) => {
        ended.push(input);
        // The third job is known to be wanted only when the second has ended.
        if (input === 1) open = [7, 8, 9];
      },
    });
    expect(ended.sort((a, b) => a - b)).toEqual([0, 1, 7, 8, 9]);
  });

  it('replaces a worker that dies, and ends when it has died on the last job', async () => {
    const jobs = await squareJobs([3, 4]);
    const ended: (number | string)[][] = [];
    await runPool({
      jobs: { next: () => jobs.shift() },
      workers: 2,
      createWorker: workers(plain, [4]).create,
      onOutcome: ({ input }, { status }) => ended.push([input, status]),
    });
    expect(ended.sort()).toEqual([
      [3, 'ok'],
      [4, 'failed'],
    ]);
  });

  it('bisects: every job is made, and named by its hash, from the outcomes before it', async () => {
    const asked: number[] = [];
    let [low, high] = [0, 64];
    let inFlight = false;
    await runPool<number, Square, string>({
      jobs: {
        next: async () => {
          if (inFlight || high - low === 1) return undefined;
          inFlight = true;
          return squareJob((low + high) / 2);
        },
      },
      // More than there is work for at a time.
      workers: 3,
      createWorker: workers().create,
      onOutcome: ({ input }, { square }) => {
        inFlight = false;
        asked.push(input);
        if ((square ?? 0) <= 300) low = input;
        else high = input;
      },
    });
    expect(low).toBe(17);
    expect(asked).toEqual([32, 16, 24, 20, 18, 17]);
  });

  it('gives no job up when a worker dies while the source thinks', async () => {
    const jobs = await squareJobs([1, 2, 3, 4]);
    const emitters: { emit(event: string, value: unknown): boolean }[] = [];
    const ended: number[] = [];
    let first = true;
    await runPool({
      jobs: {
        next: async () => {
          const job = jobs.shift();
          if (first) {
            first = false;
            emitters[0]?.emit('error', new Error('killed while idle'));
          }
          await pause(2);
          return job;
        },
      },
      workers: 2,
      createWorker: () => {
        const worker = fakeWorker(plain);
        emitters.push(worker as unknown as (typeof emitters)[number]);
        return worker;
      },
      onOutcome: ({ input }) => ended.push(input),
    });
    expect(ended.sort()).toEqual([1, 2, 3, 4]);
    expect(emitters).toHaveLength(3);
  });

  it('gives no job up that was asked for by a worker which died, and is the last', async () => {
    const [job] = await squareJobs([5]);
    const emitters: { emit(event: string, value: unknown): boolean }[] = [];
    const ended: number[] = [];
    let calls = 0;
    await runPool({
      jobs: {
        next: async () => {
          if (++calls > 1) return undefined;
          emitters[0]?.emit('error', new Error('killed while idle'));
          // Until the worker in its place has been told that there is nothing.
          while (calls < 2) await pause(1);
          await pause(5);
          return job;
        },
      },
      workers: 1,
      createWorker: () => {
        const worker = fakeWorker(plain);
        emitters.push(worker as unknown as (typeof emitters)[number]);
        return worker;
      },
      onOutcome: ({ input }) => ended.push(input),
    });
    expect(ended).toEqual([5]);
  });

  it.each(['ends', 'dies'])(
    'keeps all workers busy with what a first job leads to when it %s',
    async (fate) => {
      const jobs = await squareJobs([1, 2, 3]);
      let open = 1;
      let given = 0;
      let waiting: (() => void) | undefined;
      // The second and third end only when both are in work at once.
      const together = squares(async (n) => {
        if (n === 1) return n;
        await new Promise<void>((go) => {
          if (waiting === undefined) waiting = go;
          else for (const end of [waiting, go]) end();
        });
        return n * n;
      });
      const ended: number[] = [];
      await runPool({
        jobs: {
          next: async () => {
            const job = given < open ? jobs[given++] : undefined;
            // One worker's question is older than the first outcome, which it does not know of.
            if (fate === 'ends') await pause(given > 1 || job === undefined ? 20 : 0);
            return job;
          },
        },
        workers: 2,
        createWorker: workers(together, fate === 'dies' ? [1] : []).create,
        onOutcome: ({ input }) => {
          ended.push(input);
          open = 3;
        },
      });
      expect(ended.sort()).toEqual([1, 2, 3]);
    },
  );

  it('starts no more workers than there can be jobs, and ends with the last', async () => {
    const jobs = await squareJobs([1, 2]);
    const { made, create } = workers();
    let asked = 0;
    await runPool({
      jobs: { most: 2, next: () => jobs[asked++] },
      workers: 5,
      createWorker: create,
      onOutcome: () => undefined,
    });
    expect([made.length, asked]).toEqual([2, 2]);
  });

  it('ends with the error of its source', async () => {
    const next = () => Promise.reject(new Error('no plan'));
    const options = {
      jobs: { next },
      workers: 1,
      createWorker: workers().create,
      onOutcome: () => undefined,
    };
    await expect(runPool<number, Square>(options)).rejects.toThrow('no plan');
  });
});

describe('shards', () => {
  it('share a list out, each of it to one', () => {
    const list = Array.from({ length: 12 }, (_, k) => k);
    const parts = [1, 2, 3, 4, 5].map((k) => shardOf(list, parseShard(`${k}/5`)));
    expect(parts.flat().sort((a, b) => a - b)).toEqual(list);
    expect(parts[1]).toEqual([1, 6, 11]);
    expect(shardOf(list, null)).toEqual(list);
    for (const bad of ['0/2', '3/2', '1', 'a/b', '1/0', '-1/2', '1.5/2']) {
      expect(() => parseShard(bad), bad).toThrow(/--shard/);
    }
  });
});
