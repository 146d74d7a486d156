/** Worker and core out of the document itself: a page that is one file, opened from disk, can fetch nothing. */

function embedded(id: string): string {
  const text = document.getElementById(id)?.textContent;
  if (!text) throw new Error(`this file is not whole: its part '${id}' is missing`);
  return text;
}

let url: string | undefined;

/** Start a worker: a classic one, as a page from disk may start no module. */
export function createWorker(): Worker {
  url ??= URL.createObjectURL(new Blob([embedded('fibril-worker')], { type: 'text/javascript' }));
  return new Worker(url);
}

/** The bytes of the core. */
export function coreBytes(): Promise<Uint8Array> {
  const text = atob(embedded('fibril-core'));
  return Promise.resolve(Uint8Array.from(text, (c) => c.charCodeAt(0)));
}
