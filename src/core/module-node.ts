/** Finds, reads and compiles the core in Node. Browsers fetch `fibril/fibril.wasm` themselves. */
import { readFile } from 'node:fs/promises';
import { sha256 } from './hash.js';

/** The compiled core and the identity of its code. */
export interface LoadedEngine {
  readonly module: WebAssembly.Module;
  /** SHA-256 of the WebAssembly bytes, hex: part of the identity of every result. */
  readonly hash: string;
}

// From dist/core the package's own file comes first; from src/core the build directory.
const PLACES = ['../fibril.wasm', '../../dist/fibril.wasm', '../../build/fibril.wasm'];

/**
 * Read and compile the core once; instances are made from the module.
 * @throws Error naming the places looked at when no build is there.
 */
export async function loadEngine(): Promise<LoadedEngine> {
  for (const place of PLACES) {
    const url = new URL(place, import.meta.url);
    let bytes: Buffer;
    try {
      bytes = await readFile(url);
    } catch (e) {
      if ((e as NodeJS.ErrnoException).code === 'ENOENT') continue;
      throw e;
    }
    const copy = new Uint8Array(bytes);
    return { module: await WebAssembly.compile(copy), hash: await sha256(copy) };
  }
  throw new Error('fibril.wasm is not built: run `npm run build` in the package (or install it again)');
}

/** The compiled core alone. */
export async function loadModule(): Promise<WebAssembly.Module> {
  return (await loadEngine()).module;
}
