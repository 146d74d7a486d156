/** Files that are whole or absent. */
import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { InputError } from '../core/errors.js';

/** Write a file so that a reader (or a crash) never sees half of it: temporary name, fsync, rename. */
export async function writeAtomic(file: string, data: Uint8Array | string | Iterable<string>): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    const handle = await open(temporary, 'wx');
    try {
      if (typeof data === 'string' || data instanceof Uint8Array) await handle.writeFile(data);
      else for (const piece of data) await handle.write(piece);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (e) {
    await rm(temporary, { force: true });
    throw e;
  }
}

/**
 * Read a file the user named.
 * @throws InputError naming the flag (or field) and the file when it cannot be read.
 */
export async function readInput(file: string, field: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await readFile(file));
  } catch (e) {
    throw new InputError({ field, value: file, allowed: 'a file that can be read', hint: why(e) });
  }
}

/**
 * Read and parse a JSON file the user named.
 * @throws InputError with the place of the first error.
 */
export async function readJson(file: string, field: string): Promise<unknown> {
  const bytes = await readInput(file, field);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new InputError({ field, value: file, allowed: 'JSON as UTF-8 text', hint: 'It is not text.' });
  }
  if (text.trim() === '') {
    throw new InputError({ field, value: file, allowed: 'a JSON document', hint: 'The file is empty.' });
  }
  try {
    return JSON.parse(text);
  } catch (e) {
    const hint = `${e instanceof Error ? e.message : String(e)}. Is the file whole?`;
    throw new InputError({ field, value: file, allowed: 'a JSON document', hint });
  }
}

function why(e: unknown): string {
  const code = (e as NodeJS.ErrnoException).code;
  if (code === 'ENOENT') return 'There is no such file.';
  if (code === 'EISDIR') return 'It is a directory.';
  if (code === 'EACCES' || code === 'EPERM') return 'It may not be read.';
  return e instanceof Error ? e.message : String(e);
}
