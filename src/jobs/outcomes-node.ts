/** Outcomes on disk as they come: one JSON object a line, in `results.jsonl` or a shard's own file. */
import { closeSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Outcome } from './job.js';
import type { Shard } from './shard.js';

const FILES = /^results(\.\d+-of-\d+)?\.jsonl$/;

/**
 * Every whole outcome in a directory, those of all shards, in the order of their files and lines: of two with one id
 * the later counts. Torn and damaged lines are skipped; what an outcome holds besides is its kind's to check.
 */
export async function readOutcomes(dir: string): Promise<Outcome[]> {
  const names = (await readdir(dir)).filter((name) => FILES.test(name)).sort();
  const texts = await Promise.all(names.map((name) => readFile(path.join(dir, name), 'utf8')));
  // A last line without a line feed was cut off by a kill.
  const lines = texts.flatMap((text) => text.split('\n').slice(0, -1));
  return lines.map(parse).filter((outcome) => outcome !== null);
}

function parse(line: string): Outcome | null {
  try {
    const outcome = JSON.parse(line) as Partial<Outcome> | null;
    const known = typeof outcome?.id === 'string' && (outcome.status === 'ok' || outcome.status === 'failed');
    return known ? (outcome as Outcome) : null;
  } catch {
    return null;
  }
}

/** A file that outcomes are added to. One that `append` has returned from survives `kill -9` and power loss. */
export class OutcomeFile {
  readonly #file: number;

  /** @param fresh - Begin anew, whatever is there. */
  constructor(dir: string, shard: Shard | null = null, fresh = false) {
    const name = shard === null ? 'results.jsonl' : `results.${shard.index}-of-${shard.count}.jsonl`;
    this.#file = openForAppend(path.join(dir, name), fresh);
  }

  /** Add an outcome; on return it is on disk. */
  append(outcome: Outcome): void {
    writeSync(this.#file, `${JSON.stringify(outcome)}\n`);
    fsyncSync(this.#file);
  }

  close(): void {
    closeSync(this.#file);
  }
}

/** Open for appending; a torn last line is cut off first, or the next outcome would be glued to it. */
function openForAppend(file: string, fresh: boolean): number {
  const handle = openSync(file, fresh ? 'w' : 'a+');
  const bytes = fresh ? Buffer.alloc(0) : readFileSync(file);
  const end = bytes.lastIndexOf(0x0a) + 1;
  if (end < bytes.length) ftruncateSync(handle, end);
  return handle;
}
