/**
 * Rows that were computed, kept in the browser: a long sweep loses nothing when its tab is closed. A row belongs to
 * the id of its point, which stands for configuration and core, so that it can never be taken for another's.
 */
import type { SweepPoint } from '../../sweep/plan.js';
import { POINT, pointJob } from '../../sweep/point.js';
import type { SweepRow } from '../../sweep/row.js';

const NAME = 'fibril';
const STORE = 'rows';
/** Rows are half a kilobyte each; beyond this many the store is emptied. */
const MOST = 100_000;

/** Where rows are kept. Everything may fail (private windows, full disks): it then keeps nothing and says so once. */
export class RowStore {
  #open: Promise<IDBDatabase | null> | undefined;
  /** Why nothing is kept; null while it works. */
  problem: string | null = null;

  /** The kept rows of the given points, by index. */
  async load(points: readonly SweepPoint[]): Promise<Map<number, SweepRow>> {
    const rows = new Map<number, SweepRow>();
    await this.#within('readonly', (store) => {
      for (const point of points) {
        const request = store.get(point.id);
        request.onsuccess = () => {
          const row = POINT.stored(request.result, pointJob(point));
          if (row?.status === 'ok') rows.set(point.index, row);
        };
      }
    });
    return rows;
  }

  /** Keep a row. One that failed is not kept: it may have been the machine's fault. */
  async save(row: SweepRow): Promise<void> {
    if (row.status !== 'ok') return;
    await this.#within('readwrite', (store) => void store.put(row, row.id));
  }

  /** Forget all rows, e.g. so that they are computed again. */
  async clear(): Promise<void> {
    await this.#within('readwrite', (store) => void store.clear());
  }

  async #within(mode: IDBTransactionMode, action: (store: IDBObjectStore) => void): Promise<void> {
    try {
      this.#open ??= open();
      const database = await this.#open;
      if (database === null) throw new Error('the browser keeps nothing for this page');
      await new Promise<void>((done, fail) => {
        const transaction = database.transaction(STORE, mode);
        transaction.oncomplete = () => done();
        transaction.onabort = () => fail(transaction.error ?? new Error('the browser refused'));
        action(transaction.objectStore(STORE));
      });
    } catch (e) {
      this.problem ??= e instanceof Error ? e.message : String(e);
    }
  }
}

function open(): Promise<IDBDatabase | null> {
  return new Promise((done) => {
    try {
      const request = indexedDB.open(NAME, 1);
      request.onupgradeneeded = () => request.result.createObjectStore(STORE);
      request.onerror = () => done(null);
      request.onblocked = () => done(null);
      request.onsuccess = () => {
        const database = request.result;
        // Another tab with a newer page must not wait for this one.
        database.onversionchange = () => database.close();
        const transaction = database.transaction(STORE, 'readwrite');
        const store = transaction.objectStore(STORE);
        const count = store.count();
        count.onsuccess = () => {
          if (count.result > MOST) store.clear();
        };
        transaction.oncomplete = () => done(database);
        transaction.onabort = () => done(database);
      };
    } catch {
      done(null);
    }
  });
}
