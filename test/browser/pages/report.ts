/** How a page tells the harness that it is done. */
export async function report(work: () => Promise<unknown>): Promise<void> {
  try {
    globalThis.__result = await work();
  } catch (error) {
    globalThis.__error = error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

/** The compiled core, as a page gets it. */
export async function fetchCore(): Promise<WebAssembly.Module> {
  return WebAssembly.compileStreaming(fetch('fibril.wasm'));
}
