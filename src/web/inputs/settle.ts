/**
 * Redraws that wait for the pointer. Leaving a field by pressing a button changes the field before the button is
 * released; if messages then moved the button away from under the pointer, the press would be lost.
 */

let down = false;
const waiting = new Set<() => void>();
let watching = false;

function watch(): void {
  if (watching) return;
  watching = true;
  addEventListener('pointerdown', () => (down = true), { capture: true });
  for (const end of ['pointerup', 'pointercancel', 'dragend', 'blur']) {
    addEventListener(end, release, { capture: true });
  }
}

function release(event: Event): void {
  // A field that loses focus tells so here too; only the window’s own counts.
  if (event.type === 'blur' && event.target !== window) return;
  down = false;
  // After the click that follows.
  setTimeout(() => {
    const calls = [...waiting];
    waiting.clear();
    for (const call of calls) call();
  });
}

/** Call all, once, now or when the pointer is up again. */
export function settled(calls: Iterable<() => void>): void {
  watch();
  if (!down) {
    for (const call of [...calls]) call();
    return;
  }
  for (const call of calls) waiting.add(call);
}
