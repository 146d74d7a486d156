import type { App } from '../app.js';

/** To be filled. */
export function createInputs(host: HTMLElement, app: App): void {
  app.run.subscribe((run) => {
    host.textContent = run?.status ?? '';
  });
}
