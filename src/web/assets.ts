/**
 * Where the page finds its worker and its core: files beside this script. The build of one self-contained file
 * puts `assets-embedded.ts` in this one's place.
 */

let relay: string | undefined;

/** The script of a worker. A browser starts no worker from another host, but lets one of ours import from there. */
export function workerUrl(): string {
  const url = new URL('./fibril-worker.js', import.meta.url);
  if (url.origin === location.origin) return url.href;
  relay ??= URL.createObjectURL(new Blob([`importScripts(${JSON.stringify(url.href)})`]));
  return relay;
}

/** The bytes of the core. @throws Error in words when they cannot be fetched. */
export async function coreBytes(): Promise<Uint8Array> {
  const url = new URL('./fibril.wasm', import.meta.url);
  const response = await fetch(url);
  if (!response.ok) throw new Error(`fibril.wasm: the server answers ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}
