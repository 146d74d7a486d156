/**
 * Only src/core touches the memory of the WebAssembly core: no other file names a pointer or
 * `memory.buffer`. Which file may import which is in scripts/import-rules.mjs.
 *
 *   node scripts/check-boundary.mjs      exit code 1 and one line a violation
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const POINTER_NAME = /^(ptr|pointer)$|(Ptr|Pointer)$|^__(new|pin|unpin|collect|getArray|newArray)/;

/** @param {ts.Node} node @returns {string | undefined} what of the boundary it names */
function boundaryOf(node) {
  if (ts.isPropertyAccessExpression(node) && node.name.text === 'buffer') {
    const owner = ts.isPropertyAccessExpression(node.expression) ? node.expression.name : node.expression;
    if (/memory$/i.test(owner.getText())) return 'memory.buffer';
  }
  if (ts.isIdentifier(node) && POINTER_NAME.test(node.text)) return `the pointer '${node.text}'`;
  return undefined;
}

/**
 * @param {string} file path from the repository's root, with `/`
 * @param {string} text
 * @returns {string[]} one line a violation
 */
export function checkBoundary(file, text) {
  if (file.startsWith('src/core/')) return [];
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
  /** @type {string[]} */
  const bad = [];
  /** @param {ts.Node} node */
  const visit = (node) => {
    const what = boundaryOf(node);
    if (what) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
      bad.push(`${file}:${line + 1}: only src/core may name ${what}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return bad;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
  const names = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' });
  for (const name of names.filter((n) => n.endsWith('.ts') && !n.endsWith('.d.ts')).sort()) {
    const file = `src/${name.split(path.sep).join('/')}`;
    for (const line of checkBoundary(file, readFileSync(path.join(root, file), 'utf8'))) {
      console.error(line);
      process.exitCode = 1;
    }
  }
}
