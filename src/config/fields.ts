/** Every field of the configuration as data: path, unit, range, meaning. Read off the JSON Schema. */
import { listed } from './nearest.js';
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
