import { readFile } from 'node:fs/promises';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { configure } from '../../src/model/configure.js';
import { App } from '../../src/web/app.js';
import { momentsPerStage } from '../../src/web/engine.js';
import type { FromWorker, ToWorker } from '../../src/web/worker/messages.js';

/** A worker that remembers what it was told. */
class FakeWorker {
  readonly told: ToWorker['type'][] = [];
  dead = false;
  onmessage: ((event: { data: FromWorker }) => void) | null = null;
  onerror: ((event: { message: string }) => void) | null = null;

  postMessage(message: ToWorker): void {
    this.told.push(message.type);
  }

  terminate(): void {
    this.dead = true;
  }

  say(data: FromWorker): void {
    this.onmessage?.({ data });
  }
}

const workers: FakeWorker[] = [];
let failures = 0;

vi.mock('../../src/web/assets.js', () => ({
  createWorker: () => {
    const worker = new FakeWorker();
    workers.push(worker);
    return worker;
  },
  coreBytes: async () => {
    if (failures-- > 0) throw new Error('the network is down');
    return new Uint8Array(await readFile(new URL('../../build/fibril.wasm', import.meta.url)));
  },
}));

beforeEach(() => {
  workers.length = 0;
  failures = 0;
});

const app = (): App => new App(configure({}), {} as Document);
const running = (): FakeWorker[] => workers.filter((w) => !w.dead && w.told.includes('run'));
const status = (a: App): string | undefined => a.run.value?.status;

describe('runs on a page', () => {
  it('take one worker, however many are started before the core is there', async () => {
    const a = app();
    await Promise.all([a.start(), a.start(), a.start()]);
    expect(running()).toHaveLength(1);
    expect(status(a)).toBe('waiting');
  });

  it('that are cancelled before the core is there never start', async () => {
    const a = app();
    const started = a.start();
    a.cancel();
    await started;
    expect(running()).toHaveLength(0);
    expect(status(a)).toBe('cancelled');
  });

  it('leave nothing alive when the view is taken out', async () => {
    const a = app();
    const started = a.start();
    a.dispose();
    await started;
    await a.start();
    a.dispose();
    expect(workers.filter((w) => !w.dead)).toHaveLength(0);
    expect(a.signal.aborted).toBe(true);
  });

  it('are not changed by what an old worker still says', async () => {
    const a = app();
    await a.start();
    const [old] = workers as [FakeWorker];
    await a.start();
    expect(old.dead).toBe(true);
    old.say({ type: 'failed', reason: 'late', problems: [], spoilt: false });
    expect(status(a)).toBe('waiting');
    a.cancel();
    running()[0]?.say({ type: 'failed', reason: 'later', problems: [], spoilt: false });
    expect(status(a)).toBe('cancelled');
  });

  it('use a worker again, unless its core is spoilt or it died', async () => {
    const a = app();
    await a.start();
    workers[0]?.say({ type: 'failed', reason: 'no equilibrium', problems: [], spoilt: false });
    await a.start();
    expect(workers).toHaveLength(1);
    workers[0]?.say({ type: 'failed', reason: 'a trap', problems: [], spoilt: true });
    await a.start();
    expect(workers.map((w) => w.dead)).toEqual([true, false]);
    workers[1]?.say({ type: 'failed', reason: 'no equilibrium', problems: [], spoilt: false });
    workers[1]?.onerror?.({ message: 'out of memory' });
    await a.start();
    expect(workers.map((w) => w.dead)).toEqual([true, true, false]);
  });

  it('try again to load the core after a failure', async () => {
    failures = 1;
    const a = app();
    await a.start();
    expect(a.run.value).toMatchObject({ status: 'failed', reason: 'the network is down' });
    await a.start();
    expect(running()).toHaveLength(1);
  });
});

describe('moments of a stage', () => {
  const count = (process: object): number => momentsPerStage(configure({ config: { process } }));

  it('are fewer where stages are many, whichever way these are asked for', () => {
    const many = count({ cycles: 500 });
    expect(many).toBeLessThan(count({}));
    expect(count({ stages: ['dry', 'cool', 'calender', 'wet', { cycle: { cycles: 500 } }] })).toBe(many);
    expect(count({ cycles: 250, stages: ['dry', 'cool', 'calender', 'wet', 'cycle', 'cycle'] })).toBe(many);
  });
});
