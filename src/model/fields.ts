/** Every field of the configuration as data: path, unit, range, meaning. Read off the JSON Schema. */
import { jsonSchema } from './schema.js';

/** A field that can be set. */
export interface FieldInfo {
  /** Dotted path, e.g. `electrode.loading_mg_cm2`. */
  readonly path: string;
  readonly unit: string;
  readonly description: string;
  /** Allowed values in words. */
  readonly allowed: string;
  /** Whether a number is allowed; `text` only where it is the one thing allowed. */
  readonly kind: 'number' | 'text' | 'choice' | 'list' | 'choice or number';
  readonly nullable: boolean;
}

interface Node {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly anyOf?: readonly Node[];
  readonly items?: Node;
  readonly prefixItems?: readonly Node[];
  readonly properties?: Readonly<Record<string, Node>>;
  readonly unit?: string;
  readonly description?: string;
}

let table: ReadonlyMap<string, FieldInfo> | undefined;
let groups: ReadonlySet<string> | undefined;

/** All fields by path, in the order of the schema. */
export function fields(): ReadonlyMap<string, FieldInfo> {
  if (table === undefined) {
    const found = new Map<string, FieldInfo>();
    const objects = new Set<string>();
    collect(jsonSchema(true) as Node, '', found, objects);
    table = found;
    groups = objects;
  }
  return table;
}

/** Paths that hold other fields: `electrode`, `electrode.sizes`, … */
export function fieldGroups(): ReadonlySet<string> {
  fields();
  return groups as ReadonlySet<string>;
}

function collect(node: Node, path: string, found: Map<string, FieldInfo>, objects: Set<string>): void {
  const inner = node.anyOf?.find((n) => n.properties) ?? node;
  if (inner.properties) {
    if (path !== '') objects.add(path);
    for (const [key, child] of Object.entries(inner.properties)) {
      collect(child, path === '' ? key : `${path}.${key}`, found, objects);
    }
    return;
  }
  found.set(path, {
    path,
    unit: node.unit ?? '',
    description: node.description ?? '',
    allowed: inWords(node),
    kind: kindOf(node),
    nullable: node.anyOf?.some((n) => n.type === 'null') ?? false,
  });
}

function kindOf(node: Node): FieldInfo['kind'] {
  if (node.anyOf) {
    const kinds = node.anyOf.filter((n) => n.type !== 'null').map(kindOf);
    return kinds.length === 1 ? (kinds[0] as FieldInfo['kind']) : 'choice or number';
  }
  if (node.enum || node.const !== undefined) return 'choice';
  if (node.type === 'array') return 'list';
  return node.type === 'string' ? 'text' : 'number';
}

function inWords(node: Node): string {
  if (node.anyOf) return node.anyOf.map(inWords).join(' or ');
  if (node.const !== undefined) return `'${String(node.const)}'`;
  if (node.enum) return listed(node.enum.map((v) => `'${v}'`));
  if (node.type === 'null') return 'null';
  if (node.type === 'array') return listInWords(node);
  if (node.type === 'string') return 'a text';
  const range = `${node.minimum} to ${node.maximum}`;
  return node.type === 'integer' ? `a whole number from ${range}` : range;
}

function listInWords(node: Node): string {
  if (node.prefixItems) {
    return `a list of ${node.prefixItems.length} numbers, each ${inWords(node.prefixItems[0] as Node)}`;
  }
  const each = node.items ? inWords(node.items) : 'values';
  return `a list of ${node.minItems} to ${node.maxItems} values, each ${each}`;
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/** The names nearest to a misspelt one, best first; empty when none is near. */
export function nearest(name: string, names: Iterable<string>, count = 3): string[] {
  const wanted = name.toLowerCase();
  const leaf = wanted.split('.').at(-1) as string;
  const scored: [number, string][] = [];
  for (const candidate of names) {
    const whole = candidate.toLowerCase();
    const last = whole.split('.').at(-1) as string;
    // A path may be right but for its group, or right but for its unit suffix.
    const stem = last.startsWith(leaf) || leaf.startsWith(last) ? 1 : Infinity;
    const score = Math.min(distance(wanted, whole), distance(leaf, last), stem);
    if (score <= Math.max(2, Math.floor(last.length * 0.4))) scored.push([score, candidate]);
  }
  return scored
    .sort((a, b) => a[0] - b[0] || (a[1] < b[1] ? -1 : 1))
    .slice(0, count)
    .map(([, candidate]) => candidate);
}

/** Levenshtein distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
}

/** ‘Did you mean …?’, or where to find all names. */
export function didYouMean(name: string, names: Iterable<string>): string {
  const near = nearest(name, names);
  return near.length > 0 ? `Did you mean ${listed(near)}?` : 'See `fibril schema --table` for all fields.';
}
