/** What workers of a sweep, threads and web workers alike, do between core and pool. */
import type { Electrode } from '../build/electrode.js';
import type { ElectrodeCache } from '../process/run.js';

/** Electrodes kept: the same seed gives the same geometry for every binder, so building it once is enough. */
const MAX_CACHED = 4;

/** The last few electrodes, by geometry. */
export class RecentElectrodes implements ElectrodeCache {
  readonly #kept = new Map<string, Electrode>();

  get(key: string): Electrode | undefined {
    return this.#kept.get(key);
  }

  set(key: string, electrode: Electrode): void {
    const oldest = this.#kept.keys().next();
    if (this.#kept.size >= MAX_CACHED && !oldest.done) this.#kept.delete(oldest.value);
    this.#kept.set(key, electrode);
  }
}

/** At most a few messages a second, whatever the number of load steps. */
export function throttled(report: (fraction: number) => void): (fraction: number) => void {
  let last = -Infinity;
  return (fraction) => {
    const now = performance.now();
    if (now - last < 250) return;
    last = now;
    report(fraction);
  };
}
