import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const REPOSITORY = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/** The text of a file of this repository, path from its root. */
export function repositoryFile(name: string): string {
  return readFileSync(path.join(REPOSITORY, name), 'utf8');
}

export function readJson(name: string): unknown {
  return JSON.parse(repositoryFile(name));
}
