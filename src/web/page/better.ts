/** Would a tougher or a more adhesive binder help? Two more runs of the same electrode answer. */
import type { App } from '../app.js';
import { fill, h } from '../dom.js';
import type { LiveRun } from '../run.js';

/** How much better the better binders are. */
const FACTOR = 3;

/** Fill `host` with the question; it shows when a run has ended. */
export function createBetter(host: HTMLElement, app: App): void {
  const words = h('p', { role: 'status' });
  const ask = h('button', { type: 'button' }, 'Would a better binder help?');
  fill(host, ask, words);
  let stop = new AbortController();
  let shownFor: number | undefined;
  const reset = (run: LiveRun | null): void => {
    host.hidden = !run?.result;
    if (run?.id === shownFor) return;
    shownFor = run?.id;
    stop.abort();
    ask.disabled = false;
    words.textContent = '';
  };
  ask.addEventListener('click', () => {
    const run = app.run.value;
    if (!run?.result) return;
    stop = new AbortController();
    const { signal } = stop;
    ask.disabled = true;
    words.textContent = `Running it with ${FACTOR} times the adhesion, and with ${FACTOR} times the toughness …`;
    const runs = import('../later.js').then(({ answer }) => answer(app, run, FACTOR, signal));
    runs.then(
      (text) => {
        if (!signal.aborted) words.textContent = text;
      },
      (e: unknown) => {
        if (signal.aborted) return;
        words.textContent = e instanceof Error ? e.message : String(e);
        ask.disabled = false;
      },
    );
  });
  app.run.subscribe(reset);
  app.signal.addEventListener('abort', () => stop.abort());
}
