/** What can wait until there is something to see. */
import type { App } from './app.js';
import { isActive, type LiveRun } from './run.js';

/** Nothing waits longer than this, ms: a large electrode takes minutes to its first moment. */
const LONGEST = 2500;
/** The picture itself comes first, ms. */
const AFTER = 50;

function hasShown(run: LiveRun | null): boolean {
  return run !== null && (!isActive(run) || run.moments.some((m) => m.cracks.parting > 0));
}

/** Resolves when the run on show has its first parting crack, has ended, or takes long. */
export function firstPicture(app: App): Promise<void> {
  if (hasShown(app.run.value)) return Promise.resolve();
  return new Promise((resolve) => {
    const finish = (): void => {
      stop();
      clearTimeout(timer);
      setTimeout(resolve, AFTER);
    };
    const timer = setTimeout(finish, LONGEST);
    const stop = app.run.subscribe((run) => {
      if (hasShown(run)) finish();
    }, true);
  });
}
