/** What can wait until there is something to see. */
import type { App } from './app.js';
import { isActive, type LiveRun } from './run.js';

/** Moments after which the first stage has something to show; a run that has begun to draw has time for the rest. */
const MOMENTS = 4;
/** Nothing waits longer than this, ms: a large electrode takes minutes to its first moment. */
const LONGEST = 2500;
/** The picture itself comes first, ms. */
const AFTER = 50;

function hasShown(run: LiveRun | null): boolean {
  return run !== null && (!isActive(run) || run.moments.length >= MOMENTS);
}

/** Resolves when the run on show has drawn its first pictures, has ended, or takes long. */
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
