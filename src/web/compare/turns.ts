/** Slow things one after the other, each in a task of its own. */

/** Does what is asked for in turn; what is asked for again while it waits is done once. */
export class Turns {
  readonly #acts: readonly (() => void)[];
  readonly #waiting = new Set<() => void>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(acts: readonly (() => void)[]) {
    this.#acts = acts;
  }

  /** All of them, please. */
  ask(): void {
    for (const act of this.#acts) this.#waiting.add(act);
    this.#timer ??= setTimeout(() => this.#next());
  }

  #next(): void {
    const [act] = this.#waiting;
    this.#timer = undefined;
    if (act === undefined) return;
    this.#waiting.delete(act);
    act();
    if (this.#waiting.size > 0) this.#timer ??= setTimeout(() => this.#next());
  }
}
