/** Work in steps: a page takes a pause between them, everybody else runs through. */

/** Run through to the result. */
export function finish<T>(steps: Generator<void, T, void>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
