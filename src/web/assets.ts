/**
 * Where the page finds its worker and its core: files beside this script. The build of one self-contained file
 * puts `assets-embedded.ts` in this one's place.
 */

let relay: string | undefined;

/**
 * Start a worker: a module, since it shares chunks with the page. A browser starts none from another host, but lets
 * one of ours import from there.
 */
export function createWorker(): Worker {
  const url = new URL('./fibril-worker.js', import.meta.url);
  if (url.origin === location.origin) return new Worker(url, { type: 'module' });
  const source = `import ${JSON.stringify(url.href)};`;
  relay ??= URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  return new Worker(relay, { type: 'module' });
}

/** The bytes of the core. @throws Error in words when they cannot be fetched. */
export async function coreBytes(): Promise<Uint8Array> {
  const url = new URL('./fibril.wasm', import.meta.url);
  const response = await fetch(url);
  if (!response.ok) throw new Error(`fibril.wasm: the server answers ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}
