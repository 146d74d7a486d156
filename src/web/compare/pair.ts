/** Which two runs are compared. A stays what it is while B is computed. */
import type { App } from '../app.js';
import { isActive, type LiveRun } from '../run.js';

/** The choice, and the runs that can be chosen. */
export class Pair {
  readonly #app: App;
  #a: LiveRun | null = null;
  #b: LiveRun | null = null;

  constructor(app: App) {
    this.#app = app;
  }

  get a(): LiveRun | null {
    return this.#a;
  }

  get b(): LiveRun | null {
    return this.#b;
  }

  /** Newest first: the run on show, then those that are kept. */
  candidates(): LiveRun[] {
    const { run, kept } = this.#app;
    const list = [run.value, ...kept.value, this.#a, this.#b].filter((r) => r !== null);
    const shown = list.filter((r) => isActive(r) || r.moments.length > 0);
    return shown.filter((r, k) => shown.findIndex((other) => other.id === r.id) === k);
  }

  /** Choose a run by its number for one of the places. */
  choose(place: 'a' | 'b', id: number): void {
    const run = this.candidates().find((r) => r.id === id) ?? null;
    if (place === 'a') this.#a = run;
    else this.#b = run;
  }

  swap(): void {
    [this.#a, this.#b] = [this.#b, this.#a];
  }

  /** Take up what has become of the runs, and fill an empty place: the older of two is A. */
  refresh(): void {
    const list = this.candidates();
    this.#a = newer(this.#a, list);
    this.#b = newer(this.#b, list);
    if (this.#a === null) this.#a = (this.#b === null ? list[1] : undefined) ?? list[0] ?? null;
    if (this.#b === null) this.#b = list.find((r) => r.id !== this.#a?.id) ?? null;
  }

  /** The run on show becomes B. */
  takeStarted(): void {
    this.#b = this.#app.run.value;
  }
}

function newer(run: LiveRun | null, list: readonly LiveRun[]): LiveRun | null {
  return run === null ? null : (list.find((r) => r.id === run.id) ?? run);
}
