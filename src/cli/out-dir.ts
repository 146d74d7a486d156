/** Output directories that are whole or absent. */
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { InputError } from '../core/errors.js';
import { writeAtomic } from '../jobs/files-node.js';
import type { Contents, OutputFile } from '../output/formats.js';

async function contents(dir: string): Promise<string[] | null> {
  try {
    return await readdir(dir);
  } catch (e) {
    const code = (e as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') return null;
    const hint = code === 'ENOTDIR' ? 'It is a file.' : String(e);
    throw new InputError({ field: '--out', value: dir, allowed: 'a directory', hint });
  }
}

/**
 * Check, before anything runs, that results can go to a directory.
 * @throws InputError when it holds files and `force` is not set.
 */
export async function checkOutDir(dir: string, force: boolean): Promise<void> {
  const names = await contents(dir);
  if (names !== null && names.length > 0 && !force) {
    const hint = 'Add --force to write into it all the same.';
    throw new InputError({ field: '--out', value: dir, allowed: 'a new or empty directory', hint });
  }
}

function contentsOf({ data }: OutputFile): Contents {
  return typeof data === 'function' ? data() : data;
}

/**
 * Write files so that either all are in the directory or, if it is new, it is not there at all. Into
 * a directory with files (`--force`) each file comes whole by itself.
 */
export async function writeOutDir(dir: string, files: readonly OutputFile[]): Promise<void> {
  const names = await contents(dir);
  if (names !== null && names.length > 0) {
    for (const f of files) await writeAtomic(path.join(dir, f.name), contentsOf(f));
    return;
  }
  const target = path.resolve(dir);
  const temporary = `${target}.${randomUUID()}.tmp`;
  await mkdir(temporary, { recursive: true });
  try {
    for (const f of files) await writeFile(path.join(temporary, f.name), contentsOf(f));
    if (names !== null) await rmdir(target);
    await rename(temporary, target);
  } catch (e) {
    await rm(temporary, { recursive: true, force: true });
    throw e;
  }
}

/**
 * Check that a file can be written where it is asked for: its directory must be there.
 * @throws InputError
 */
export async function checkOutFile(file: string, field: string): Promise<void> {
  const folder = path.dirname(path.resolve(file));
  const found = await stat(folder).catch(() => null);
  if (found?.isDirectory()) return;
  throw new InputError({ field, value: file, allowed: 'a file in a directory that exists' });
}
