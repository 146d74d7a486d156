/** Worker and core out of the document itself: a page that is one file, opened from disk, can fetch nothing. */

function embedded(id: string): string {
  const text = document.getElementById(id)?.textContent;
  if (!text) throw new Error(`this file is not whole: its part '${id}' is missing`);
  return text;
}

let url: string | undefined;

/** The script of a worker. */
export function workerUrl(): string {
  url ??= URL.createObjectURL(new Blob([embedded('fibril-worker')], { type: 'text/javascript' }));
  return url;
}

/** The bytes of the core. */
export function coreBytes(): Promise<Uint8Array> {
  const text = atob(embedded('fibril-core'));
  return Promise.resolve(Uint8Array.from(text, (c) => c.charCodeAt(0)));
}
