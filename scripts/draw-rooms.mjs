/**
 * The rooms of the code into docs/architecture.md.
 *
 *   node scripts/draw-rooms.mjs [--check]      with --check: exit code 1 when the document is out of date
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { withRooms } from './import-rules.mjs';

const file = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', 'docs', 'architecture.md');
const now = readFileSync(file, 'utf8');
const text = withRooms(now);
if (text !== now && process.argv.includes('--check')) {
  console.error('docs/architecture.md is out of date: node scripts/draw-rooms.mjs');
  process.exitCode = 1;
} else if (text !== now) writeFileSync(file, text);
