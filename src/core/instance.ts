/**
 * The WebAssembly boundary: the one file that names the loader, a pointer or `memory.buffer`.
 * Everything above it sees numbers, names and copied typed arrays.
 */
import { instantiate } from '@assemblyscript/loader';

/** A flat numeric export of the core. */
type CoreFunction = (...args: number[]) => number;

/** A trap (or a debug assertion) inside the core. The instance that threw it must be discarded. */
export class CoreTrap extends Error {
  override readonly name = 'CoreTrap';
}

/** One instance of the core with its own memory. Not shared between threads. */
export class Core {
  readonly #exports: Record<string, unknown>;
  readonly #memory: WebAssembly.Memory;
  #poisoned = false;

  private constructor(exports: Record<string, unknown>, memory: WebAssembly.Memory) {
    this.#exports = exports;
    this.#memory = memory;
  }

  /** Instantiate a compiled module. Compile once; instances are cheap. */
  static async create(module: WebAssembly.Module): Promise<Core> {
    const { exports } = await instantiate(module, {});
    return new Core(exports, (exports as unknown as { memory: WebAssembly.Memory }).memory);
  }

  /** Call a flat export. Throws {@link CoreTrap} when the core traps, and ever after. */
  call(name: string, ...args: number[]): number {
    if (this.#poisoned) throw new CoreTrap('this core instance trapped before and must be discarded');
    const f = this.#exports[name];
    if (typeof f !== 'function') throw new Error(`the core has no function '${name}'`);
    try {
      return (f as CoreFunction)(...args);
    } catch (e) {
      this.#poisoned = true;
      throw new CoreTrap(`core.${name}: ${e instanceof Error ? e.message : String(e)}`);
    }
  }

  /** Bytes of linear memory now held. */
  get memoryBytes(): number {
    return this.#memory.buffer.byteLength;
  }

  /** A copy of `length` doubles starting at an address the core returned. */
  readF64(address: number, length: number): Float64Array {
    return new Float64Array(this.#memory.buffer, address, length).slice();
  }

  /** A copy of `length` 32-bit integers. */
  readI32(address: number, length: number): Int32Array {
    return new Int32Array(this.#memory.buffer, address, length).slice();
  }

  /** A copy of raw bytes. */
  readBytes(address: number, length: number): Uint8Array {
    return new Uint8Array(this.#memory.buffer, address, length).slice();
  }

  /** Write an array to an address the core returned. */
  write(address: number, data: Float64Array | Int32Array | Uint8Array): void {
    new Uint8Array(this.#memory.buffer, address, data.byteLength).set(
      new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
    );
  }

  /** Reserve memory in the core and copy an array into it; returns its address. */
  put(data: Float64Array | Int32Array | Uint8Array): number {
    const address = this.call('alloc', data.byteLength);
    if (address === 0) throw new CoreTrap(`the core is out of memory (${data.byteLength} bytes asked for)`);
    this.write(address, data);
    return address;
  }
}
