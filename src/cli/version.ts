/** The version of this package. */
import { readFile } from 'node:fs/promises';

/** Read from package.json, which sits two levels up from src/cli and dist/cli alike. */
export async function version(): Promise<string> {
  const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
