/** A value that tells when it changes. */

/** Stops the calls of a listener. */
export type Unsubscribe = () => void;

/** A value with listeners. Listeners run at once, in the order in which they came. */
export class Store<T> {
  #value: T;
  readonly #listeners = new Set<(value: T) => void>();

  constructor(value: T) {
    this.#value = value;
  }

  get value(): T {
    return this.#value;
  }

  /** Set it; nobody is told when it is the same. */
  set(value: T): void {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    for (const listener of [...this.#listeners]) listener(value);
  }

  /** Call `listener` on every change, and now unless `later`. */
  subscribe(listener: (value: T) => void, later = false): Unsubscribe {
    this.#listeners.add(listener);
    if (!later) listener(this.#value);
    return () => this.#listeners.delete(listener);
  }
}
