import { EventEmitter } from 'node:events';
import { appendFile, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { CoreTrap } from '../../src/core/instance.js';
import type { WorkerLike } from '../../src/jobs/pool.js';
import { parseShard } from '../../src/jobs/shard.js';
import { configure } from '../../src/model/configure.js';
import { parquet } from '../../src/output/parquet.js';
import { logAxis } from '../../src/sweep/axis.js';
import { loadSweep, readResults } from '../../src/sweep/load-node.js';
import { planSweep, type SweepPlan } from '../../src/sweep/plan.js';
import { parseResults } from '../../src/sweep/results.js';
import { COLUMNS, OLD_COLUMNS, rowsTable } from '../../src/sweep/row.js';
import { runSweep, type SweepOptions, type SweepProgress } from '../../src/sweep/sweep-node.js';
import { FakeWorkers, fakeResult, smallPlan, temporary } from './fake.js';

function sweep(plan: SweepPlan, dir: string, workers: FakeWorkers, more: Partial<SweepOptions> = {}) {
  return runSweep(plan, { dir, version: '0.0.0', workers: 2, createWorker: workers.create, ...more });
}

const bytes = (dir: string, name = 'results.parquet') => readFile(path.join(dir, name));
const lines = async (dir: string, name = 'results.jsonl') => (await bytes(dir, name)).toString().split('\n');

/** Slow points, so that several are in flight. */
const later = (ms: (seed: number) => number) => async (config: Parameters<typeof fakeResult>[0]) => {
  await new Promise((resolve) => setTimeout(resolve, ms(config.seed)));
  return fakeResult(config);
};

describe('a sweep', () => {
  it('writes a row for every point, by plan order, with what the runs found', async () => {
    const plan = await smallPlan();
    const dir = await temporary();
    const { complete } = await sweep(plan, dir, new FakeWorkers());
    expect(complete).toBe(true);
    const rows = await readResults(path.join(dir, 'results.parquet'));
    expect(rows.map((r) => r.id)).toEqual(plan.points.map((p) => p.id));
    expect(Object.keys(rows[0] as object)).toEqual(COLUMNS.map((c) => c.name));
    plan.points.forEach((p, k) => {
      const end = fakeResult(p.config).stages.at(-1);
      expect(rows[k]).toMatchObject({
        seed: p.seed,
        status: 'ok',
        reason: null,
        hash: `h${p.seed}`,
        asMadeCrackLength_mm_per_mm2: 0,
        crackLength_mm_per_mm2: end?.cracks.length_mm_per_mm2,
        firstCrackStage: p.adhesion_J_m2 < 0.3 ? 'charge 1' : null,
        conductance: 1 / 3,
        imbalanceMax: 1e-5,
        releasedOverWork: 0.75 / 9,
      });
    });
    const { manifest } = await loadSweep(dir);
    expect(manifest).toMatchObject({
      status: 'complete',
      counts: { points: 12, done: 12, ok: 12, failed: 0 },
    });
    expect(manifest.axes.toughness_MPa.values).toEqual([1, 10, 100]);
  });

  it('gives the same bytes for any number of workers and order of endings', async () => {
    const plan = await smallPlan();
    const files = [];
    for (const [workers, ms] of [
      [1, () => 0],
      [2, (s: number) => 12 - 5 * s],
      [7, (s: number) => 3 * s],
    ] as const) {
      const dir = await temporary();
      await sweep(plan, dir, new FakeWorkers(later(ms)), { workers });
      files.push([await bytes(dir), await bytes(dir, 'results.csv'), await bytes(dir, 'manifest.json')]);
    }
    expect(files[1]).toEqual(files[0]);
    expect(files[2]).toEqual(files[0]);
  });

  it('keeps a point that throws as a row with its reason, on one line', async () => {
    const plan = await smallPlan();
    const dir = await temporary();
    const run = (config: Parameters<typeof fakeResult>[0]) => {
      if (config.seed === 2) throw new RangeError('no equilibrium\n    at somewhere (x.ts)');
      return fakeResult(config);
    };
    const { complete, rows } = await sweep(plan, dir, new FakeWorkers(run));
    expect(complete).toBe(true);
    const failed = [...rows.values()].filter((r) => r.status === 'failed');
    expect(failed.map((r) => r.seed)).toEqual([2, 2, 2, 2, 2, 2]);
    for (const row of failed) {
      expect(row).toMatchObject({ reason: 'RangeError: no equilibrium', crackLength_mm_per_mm2: null });
    }
    expect((await loadSweep(dir)).manifest.counts).toEqual({ points: 12, done: 12, ok: 6, failed: 6 });
  });

  it('makes a number that is none a failed row instead of a quiet null', async () => {
    const plan = await smallPlan();
    const run = (config: Parameters<typeof fakeResult>[0]) => {
      const result = fakeResult(config);
      return { ...result, network: { ...result.network, porosity: Number.NaN } };
    };
    const { rows } = await sweep(plan, await temporary(), new FakeWorkers(run));
    expect(rows.get(0)).toMatchObject({ status: 'failed', reason: 'porosity is NaN' });
  });

  it('replaces a worker whose core trapped, and only then', async () => {
    const plan = await smallPlan();
    const run = (config: Parameters<typeof fakeResult>[0]) => {
      if (config.binder.adhesionNcm_J_m2 === 1 && config.seed === 1)
        throw new CoreTrap('core.step: unreachable');
      return fakeResult(config);
    };
    const workers = new FakeWorkers(run);
    const { rows } = await sweep(plan, await temporary(), workers, { workers: 1 });
    expect(rows.size).toBe(12);
    expect([...rows.values()].filter((r) => r.reason?.includes('unreachable'))).toHaveLength(3);
    expect(workers.made).toBe(4);
    expect(workers.terminated).toBe(4);
  });

  it('survives workers that die: their point is a failed row, the rest runs', async () => {
    const plan = await smallPlan();
    const workers = new FakeWorkers(fakeResult, (worker, index) => {
      if (index === 3) setImmediate(() => worker.emit('exit', 134));
      if (index === 5) setImmediate(() => worker.emit('error', new Error('out of memory')));
      return index !== 3 && index !== 5;
    });
    const { rows, complete } = await sweep(plan, await temporary(), workers);
    expect(complete).toBe(true);
    expect(rows.get(3)?.reason).toBe('the worker stopped with code 134');
    expect(rows.get(5)?.reason).toBe('Error: out of memory');
    expect([...rows.values()].filter((r) => r.status === 'ok')).toHaveLength(10);
  });

  it('gives up when workers cannot start', async () => {
    const plan = await smallPlan();
    let made = 0;
    const createWorker = () => {
      made++;
      const worker = Object.assign(new EventEmitter(), {
        postMessage: () => undefined,
        terminate: () => undefined,
      });
      setImmediate(() => worker.emit('error', new Error('no such file')));
      return worker as unknown as WorkerLike;
    };
    await expect(sweep(plan, await temporary(), new FakeWorkers(), { createWorker })).rejects.toThrow(
      /could not start: Error: no such file/,
    );
    expect(made).toBeLessThan(6);
  });

  it('reports progress that never goes back and ends at the number of points', async () => {
    const seen: SweepProgress[] = [];
    await sweep(await smallPlan(), await temporary(), new FakeWorkers(), { onProgress: (p) => seen.push(p) });
    for (const [k, p] of seen.entries()) expect(p.done).toBeGreaterThanOrEqual(seen[k - 1]?.done ?? 0);
    expect(seen.at(-1)).toEqual({ points: 12, done: 12, before: 0, failed: 0 });
  });
});

describe('stopping and resuming', () => {
  it('keeps rows when cancelled, computes only the rest, and ends with the same bytes', async () => {
    const plan = await smallPlan();
    const whole = await temporary();
    await sweep(plan, whole, new FakeWorkers());
    const dir = await temporary();
    const controller = new AbortController();
    const first = new FakeWorkers(later(() => 1));
    const stop = (p: SweepProgress) => {
      if (p.done >= 5) controller.abort(new Error('stopped by the user'));
    };
    const cancelled = sweep(plan, dir, first, { signal: controller.signal, onProgress: stop });
    await expect(cancelled).rejects.toThrow('stopped by the user');
    expect(await readdir(dir)).toEqual(['manifest.json', 'results.jsonl']);
    expect((await loadSweep(dir)).complete).toBe(false);
    expect((await loadSweep(dir)).rows).toHaveLength(5);
    const second = new FakeWorkers();
    await sweep(plan, dir, second, { resume: true });
    expect(second.computed).toHaveLength(7);
    expect(await bytes(dir)).toEqual(await bytes(whole));
    expect(await bytes(dir, 'manifest.json')).toEqual(await bytes(whole, 'manifest.json'));
  });

  it('says in each row of which binder and voltage it is, and reads tables from before it did', async () => {
    const config = configure({ overrides: ['process.upperVoltage_V=4.1', 'binder.name=Mine'] });
    const plan = await planSweep({
      ...{ config, toughness: logAxis(1, 10, 2), adhesion: logAxis(1, 1, 1), seeds: 1 },
      engineHash: 'e'.repeat(64),
    });
    const dir = await temporary();
    const bad = (c: typeof config) => {
      if (c.binder.elongation > plan.points[0].config.binder.elongation) throw new Error('no');
      return fakeResult(c);
    };
    await sweep(plan, dir, new FakeWorkers(bad));
    const rows = await readResults(path.join(dir, 'results.parquet'));
    expect(rows.map((r) => [r.binder, r.voltage_V, r.seed, r.status])).toEqual([
      ['Mine', 4.1, 1, 'ok'],
      ['Mine', 4.1, 1, 'failed'],
    ]);
    const old = parquet(rowsTable(rows).slice(0, OLD_COLUMNS.length));
    expect(await parseResults(old, 'old')).toEqual(
      rows.map((r) => ({ ...r, binder: null, voltage_V: null })),
    );
    const csvHead = (await bytes(dir, 'results.csv')).toString().split('\n')[0];
    expect(csvHead).toMatch(/,warnings,.*binder,voltage_V\r?$/);
  });

  it('loses only the torn line of a kill, wherever it tears', async () => {
    const plan = await smallPlan();
    const whole = await temporary();
    await sweep(plan, whole, new FakeWorkers(), { workers: 1 });
    const text = await bytes(whole, 'results.jsonl');
    const ends = [...text.keys()].filter((k) => text[k] === 0x0a);
    // Right after a line, before its feed, in its middle, after one byte, and with nothing at all.
    const cuts = [ends[3] + 1, ends[3], ends[3] - 40, ends[3] + 2, 0];
    for (const cut of cuts) {
      const dir = await temporary();
      await writeFile(
        path.join(dir, 'manifest.json'),
        JSON.stringify({
          ...JSON.parse((await bytes(whole, 'manifest.json')).toString()),
          status: 'running',
        }),
      );
      await writeFile(path.join(dir, 'results.jsonl'), text.subarray(0, cut));
      const workers = new FakeWorkers();
      await sweep(plan, dir, workers, { resume: true });
      const kept = ends.filter((end) => end < cut).length;
      expect(workers.computed).toHaveLength(12 - kept);
      expect(await bytes(dir)).toEqual(await bytes(whole));
      for (const line of (await lines(dir)).slice(0, -1)) expect(() => JSON.parse(line)).not.toThrow();
    }
  });

  it('skips lines that are damaged or of another plan', async () => {
    const plan = await smallPlan();
    const dir = await temporary();
    await sweep(plan, dir, new FakeWorkers());
    const good = await bytes(dir);
    await truncate(path.join(dir, 'results.jsonl'), 0);
    const alien = JSON.stringify({ id: 'x', index: 0, status: 'ok' });
    await appendFile(path.join(dir, 'results.jsonl'), `{"id":\nnull\n${alien}\n\u0000\u0000\n`);
    const workers = new FakeWorkers();
    await sweep(plan, dir, workers, { resume: true });
    expect(workers.computed).toHaveLength(12);
    expect(await bytes(dir)).toEqual(good);
  });

  it('refuses a directory with a sweep unless resumed, and with another sweep always', async () => {
    const dir = await temporary();
    await sweep(await smallPlan(), dir, new FakeWorkers());
    const before = await bytes(dir);
    await expect(sweep(await smallPlan(), dir, new FakeWorkers())).rejects.toThrow(/--out: .*Add --resume/);
    const other = await smallPlan(['process.cycles=2']);
    await expect(sweep(other, dir, new FakeWorkers(), { resume: true })).rejects.toThrow(
      /Give the same preset, binder/,
    );
    await writeFile(path.join(dir, 'manifest.json'), '{"schema": "fibr');
    await expect(sweep(other, dir, new FakeWorkers(), { resume: true })).rejects.toThrow(/manifest/);
    expect(await bytes(dir)).toEqual(before);
  });

  it('computes failed points again only when asked to', async () => {
    const plan = await smallPlan();
    const dir = await temporary();
    const bad = (config: Parameters<typeof fakeResult>[0]) => {
      if (config.seed === 2) throw new Error('no');
      return fakeResult(config);
    };
    await sweep(plan, dir, new FakeWorkers(bad));
    const idle = new FakeWorkers();
    await sweep(plan, dir, idle, { resume: true });
    expect(idle.made).toBe(0);
    const again = new FakeWorkers();
    const { rows } = await sweep(plan, dir, again, { resume: true, retryFailed: true });
    expect(again.computed).toHaveLength(6);
    expect([...rows.values()].every((r) => r.status === 'ok')).toBe(true);
  });

  it('joins shards of one directory into the same table', async () => {
    const plan = await smallPlan();
    const whole = await temporary();
    await sweep(plan, whole, new FakeWorkers());
    const dir = await temporary();
    const parts = ['1/3', '2/3', '3/3'].map(parseShard);
    const outcomes = [];
    for (const shard of parts) {
      const workers = new FakeWorkers();
      outcomes.push((await sweep(plan, dir, workers, { shard, resume: true })).complete);
      expect(workers.computed).toHaveLength(4);
    }
    expect(outcomes).toEqual([false, false, true]);
    expect(await bytes(dir)).toEqual(await bytes(whole));
  });
});
