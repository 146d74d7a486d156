/**
 * The import rules of the code, kept by a check: layers import downwards only, there are no cycles, and
 * only src/core touches the WebAssembly boundary (the loader, pointers, `memory.buffer`).
 *
 *   node scripts/check-imports.mjs      exit code 1 and one line a violation
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** What each TypeScript layer may import besides itself. A layer is a folder of src or a file at its top. */
const SRC_LAYERS = layers({
  core: [],
  config: ['core'],
  materials: ['core', 'config'],
  model: ['core', 'config', 'materials'],
  build: ['core', 'config', 'materials', 'model'],
  observe: ['core', 'config', 'materials', 'model', 'build'],
  process: ['core', 'config', 'materials', 'model', 'build', 'observe'],
  lab: ['core', 'config', 'materials', 'model', 'build', 'observe', 'process'],
  output: ['core', 'config', 'materials', 'model', 'build', 'observe', 'process'],
  sweep: ['core', 'config', 'materials', 'model', 'build', 'observe', 'process', 'output'],
  'index.ts': ['core', 'config', 'materials', 'model', 'build', 'observe', 'process', 'lab', 'output'],
  'node.ts': [
    'core',
    'config',
    'materials',
    'model',
    'build',
    'observe',
    'process',
    'lab',
    'output',
    'sweep',
    'index.ts',
  ],
  cli: [
    'core',
    'config',
    'materials',
    'model',
    'build',
    'observe',
    'process',
    'lab',
    'output',
    'sweep',
    'index.ts',
    'node.ts',
  ],
  web: ['core', 'config', 'materials', 'model', 'build', 'observe', 'process', 'output', 'sweep', 'index.ts'],
});

/** The same for the AssemblyScript core. */
const ASSEMBLY_LAYERS = layers({
  memory: ['math'],
  math: ['memory'],
  network: ['memory', 'math'],
  element: ['network', 'memory', 'math'],
  solve: ['element', 'network', 'memory', 'math'],
  fracture: ['solve', 'element', 'network', 'memory', 'math'],
  build: ['network', 'memory', 'math'],
  measure: ['element', 'network', 'memory', 'math'],
  'index.ts': ['fracture', 'solve', 'element', 'network', 'build', 'measure', 'memory', 'math'],
});

/** Folders of src that must run in a browser: no `node:` modules, except in files named `*-node.ts`. */
const BROWSER_LAYERS = new Set([
  'core',
  'config',
  'materials',
  'model',
  'build',
  'observe',
  'process',
  'lab',
  'output',
  'sweep',
  'index.ts',
  'web',
]);

const LOADER = '@assemblyscript/loader';
const POINTER_NAME = /^(ptr|pointer)$|(Ptr|Pointer)$|^__(new|pin|unpin|collect|getArray|newArray)/;

/**
 * @typedef {{ spec: string, line: number, typeOnly: boolean }} Import
 * @typedef {{ imports: Import[], boundary: { what: string, line: number }[] }} Parsed
 * @typedef {ReadonlyMap<string, ReadonlySet<string>>} Layers
 */

/**
 * @param {Record<string, string[]>} table
 * @returns {Layers}
 */
function layers(table) {
  return new Map(Object.entries(table).map(([name, below]) => [name, new Set(below)]));
}

/**
 * The imports of one file and the places where it touches the WebAssembly boundary.
 *
 * @param {string} name
 * @param {string} text
 * @returns {Parsed}
 */
function parse(name, text) {
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true);
  /** @type {Parsed} */
  const out = { imports: [], boundary: [] };
  /** @param {ts.Node} node */
  const lineOf = (node) => source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
  /** @param {ts.Node} node */
  const visit = (node) => {
    const found = importOf(node);
    if (found) out.imports.push({ ...found, line: lineOf(node) });
    const what = boundaryOf(node);
    if (what) out.boundary.push({ what, line: lineOf(node) });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return out;
}

/**
 * @param {ts.Node} node
 * @returns {{ spec: string, typeOnly: boolean } | undefined}
 */
function importOf(node) {
  if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
    return { spec: node.moduleSpecifier.text, typeOnly: node.importClause?.isTypeOnly ?? false };
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
    return { spec: node.moduleSpecifier.text, typeOnly: node.isTypeOnly };
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    const literal = node.argument.literal;
    return ts.isStringLiteral(literal) ? { spec: literal.text, typeOnly: true } : undefined;
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    const [argument] = node.arguments;
    // Loaded when needed, so it can close no cycle; the layers still hold.
    return argument && ts.isStringLiteral(argument) ? { spec: argument.text, typeOnly: true } : undefined;
  }
  return undefined;
}

/**
 * @param {ts.Node} node
 * @returns {string | undefined}
 */
function boundaryOf(node) {
  if (ts.isPropertyAccessExpression(node) && node.name.text === 'buffer') {
    const owner = ts.isPropertyAccessExpression(node.expression) ? node.expression.name : node.expression;
    if (/memory$/i.test(owner.getText())) return 'memory.buffer';
  }
  if (ts.isIdentifier(node) && POINTER_NAME.test(node.text)) return `the pointer '${node.text}'`;
  return undefined;
}

/**
 * The layer of a path below its tree, e.g. `cli/run.ts` → `cli`, `index.ts` → `index.ts`.
 *
 * @param {string} relative
 */
function layerOf(relative) {
  return relative.split('/')[0] ?? relative;
}

/**
 * The file an import means, among the given ones.
 *
 * @param {string} from
 * @param {string} spec
 * @param {ReadonlyMap<string, unknown>} files
 */
function resolve(from, spec, files) {
  const target = path.posix.join(path.posix.dirname(from), spec).replace(/\.js$/, '.ts');
  return [target, `${target}.ts`, `${target}/index.ts`].find((f) => files.has(f)) ?? target;
}

/**
 * Cycles among imports that are executed (types may refer to each other).
 *
 * @param {ReadonlyMap<string, readonly string[]>} graph
 * @returns {string[][]}
 */
function findCycles(graph) {
  /** @type {string[][]} */
  const cycles = [];
  /** @type {Map<string, 'open' | 'done'>} */
  const state = new Map();
  /** @type {string[]} */
  const stack = [];
  /** @param {string} file */
  const visit = (file) => {
    state.set(file, 'open');
    stack.push(file);
    for (const next of graph.get(file) ?? []) {
      const seen = state.get(next);
      if (seen === 'open') cycles.push([...stack.slice(stack.indexOf(next)), next]);
      else if (seen === undefined) visit(next);
    }
    stack.pop();
    state.set(file, 'done');
  };
  for (const file of graph.keys()) if (!state.has(file)) visit(file);
  return cycles;
}

/**
 * Check one tree of files.
 *
 * @param {'src' | 'assembly'} tree
 * @param {ReadonlyMap<string, string>} files path below the tree (with `/`) → text
 * @returns {string[]} one line a violation; empty when the rules hold
 */
export function checkTree(tree, files) {
  const rules = tree === 'src' ? SRC_LAYERS : ASSEMBLY_LAYERS;
  /** @type {string[]} */
  const bad = [];
  /** @type {Map<string, string[]>} */
  const graph = new Map();
  for (const [file, text] of files) {
    const layer = layerOf(file);
    const below = rules.get(layer);
    if (!below) {
      bad.push(`${tree}/${file}: '${layer}' is not a layer of ${tree}; add it to scripts/check-imports.mjs`);
      continue;
    }
    const { imports, boundary } = parse(file, text);
    /** @param {number} line @param {string} message */
    const report = (line, message) => bad.push(`${tree}/${file}:${line}: ${message}`);
    /** @type {string[]} */
    const edges = [];
    for (const { spec, line, typeOnly } of imports) {
      if (tree === 'src') for (const message of packageRules(file, layer, spec)) report(line, message);
      if (!spec.startsWith('.')) continue;
      const target = resolve(file, spec, files);
      const other = layerOf(target);
      if (target.startsWith('..')) report(line, `imports '${spec}' from outside ${tree}`);
      else if (other !== layer && !below.has(other)) report(line, `${layer} must not import ${other}`);
      if (!typeOnly) edges.push(target);
    }
    graph.set(file, edges);
    if (tree === 'src' && layer !== 'core') {
      for (const { what, line } of boundary) report(line, `only src/core may name ${what}`);
    }
  }
  for (const cycle of findCycles(graph)) bad.push(`${tree}: import cycle ${cycle.join(' → ')}`);
  return bad;
}

/**
 * Rules about packages rather than layers.
 *
 * @param {string} file
 * @param {string} layer
 * @param {string} spec
 */
function packageRules(file, layer, spec) {
  const bad = [];
  if (spec === LOADER && layer !== 'core') bad.push(`only src/core may import ${LOADER}`);
  if (spec.startsWith('node:') && BROWSER_LAYERS.has(layer) && !file.endsWith('-node.ts')) {
    bad.push(`${layer} runs in browsers too and must not import ${spec} (name the file *-node.ts)`);
  }
  return bad;
}

/**
 * @param {string} root
 * @returns {Map<string, string>}
 */
function readTree(root) {
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .sort();
  return new Map(
    names.map((name) => [name.split(path.sep).join('/'), readFileSync(path.join(root, name), 'utf8')]),
  );
}

/**
 * Check the repository at `root`.
 *
 * @param {string} root
 */
export function checkRepository(root) {
  return /** @type {const} */ (['src', 'assembly']).flatMap((tree) =>
    checkTree(tree, readTree(path.join(root, tree))),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const bad = checkRepository(path.join(path.dirname(fileURLToPath(import.meta.url)), '..'));
  for (const line of bad) console.error(line);
  if (bad.length > 0) process.exitCode = 1;
}
